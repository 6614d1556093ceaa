"""Dates in words, from EDTF (ISO 8601-2:2019, level 1: uncertainty `~`, intervals `/`)."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


UNKNOWN = "XXXX"
"""EDTF's year of which no digit is known: the editors looked, and did not establish the date."""


def _single(date: str) -> str:
    about = date.endswith("~")
    parts = date.rstrip("~?").split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > len("ymd"):
        return date
    words = parts[0]
    if len(parts) > 1 and 1 <= int(parts[1]) <= len(MONTHS):
        words = f"{MONTHS[int(parts[1]) - 1]} {words}"
    if len(parts) > len("ym"):
        words = f"{int(parts[2])} {words}"
    return f"c. {words}" if about else words


def in_words(date: str) -> str:
    """Give a date in words: `1917-04-10` as “10 April 1917”, an interval with a dash; what is no date as it stands."""
    if date == UNKNOWN:
        return "n.d."
    first, slash, last = date.partition("/")
    if not slash:
        return _single(date)
    if first[:4] == last[:4] and len(first) == len("1917-04") == len(last):
        return f"{MONTHS[int(first[5:]) - 1]}–{_single(last)}"
    between = "–" if len(first) == len(last) == len("1917") else " – "
    return f"{_single(first)}{between}{_single(last)}"
