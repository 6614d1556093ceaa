"""Dates in words, from EDTF (ISO 8601-2:2019, level 1: about `~`, uncertain `?`, both `%`, intervals `/`)."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


UNKNOWN = "XXXX"
"""EDTF's year of which no digit is known: the editors looked, and did not establish the date."""


def _single(date: str) -> str:
    bare = date.rstrip("~?%")
    doubt = date[len(bare) :]
    parts = bare.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > len("ymd"):
        return date
    words = parts[0]
    if len(parts) > 1 and 1 <= int(parts[1]) <= len(MONTHS):
        words = f"{MONTHS[int(parts[1]) - 1]} {words}"
    if len(parts) > len("ym"):
        words = f"{int(parts[2])} {words}"
    about, asked = ("c. " if doubt in {"~", "%"} else ""), ("?" if doubt in {"?", "%"} else "")
    return f"{about}{words}{asked}"


def _shared(first: str, last: str) -> str | None:
    """Return the words of an interval whose ends share their year, or year and month, each said once."""
    one, other = first.split("-"), last.split("-")
    if one[0] != other[0] or not len(one) == len(other) > 1 or not all(p.isdigit() for p in (*one, *other)):
        return None
    if len(one) == len("ymd") and one[1] == other[1]:
        return f"{int(one[2])}–{_single(last)}"
    between = "–" if len(one) == len("ym") else " – "
    return f"{_single(first).removesuffix(f' {one[0]}')}{between}{_single(last)}"


def in_words(date: str) -> str:
    """Return a date in words: `1917-04-10` as “10 April 1917”, an interval with a dash; other text unchanged."""
    if date == UNKNOWN:
        return "n.d."
    first, slash, last = date.partition("/")
    if not slash:
        return _single(date)
    if shared := _shared(first, last):
        return shared
    between = "–" if len(first) == len(last) == len("1917") else " – "
    return f"{_single(first)}{between}{_single(last)}"


def year_in_words(date: str) -> str:
    """Return the year of a date, or that of an interval's beginning, with the doubt that the date bears."""
    first = date.partition("/")[0]
    bare = first.rstrip("~?%")
    return _single(bare[:4] + first[len(bare) :])
