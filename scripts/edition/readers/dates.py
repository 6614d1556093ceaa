"""Reads dates: EDTF (ISO 8601-2:2019, level 1), the fields of BibTeX, and the years of a life."""

import re
from collections.abc import Mapping
from dataclasses import replace

from edition import words
from edition.model.dates import DECEMBER, SEASONS, Date, Point
from edition.source import Place
from edition.style import dates as style
from edition.style.dates import UNKNOWN
from edition.words import ENGLISH

POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>XX|[0-9]{2})(?:-(?P<day>XX|[0-9]{2}))?)?(?P<doubt>[~?%]?)"
)
OPEN = ".."
NO_DATE = "is not a valid date"
YEAR = re.compile(r"[-−Y]?[0-9]+[~?%]?")
FOUR_FIGURES = "must have a year of four digits, from 0001 to 9999"
NAMES = {ENGLISH.month(at).lower(): f"{at:02}" for at in range(1, 13)}
NAMES |= {name[:3]: number for name, number in NAMES.items()} | {"sept": "09"}
NAMES |= {name: str(at) for at, name in enumerate(style.SEASONS, start=SEASONS + 1)} | {"fall": "23"}
"""Months by their names and their first three letters, as BibTeX’s macros have them, and seasons."""
DAY, NAME, IN_YEAR = (
    r"(?P<d>[0-9]{1,2})",
    rf"(?P<m>{'|'.join(sorted(NAMES, key=len, reverse=True))})\.?",
    r"(?P<y>[0-9]{4})",
)
GUESSES = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (rf"(?:{DAY}(?:st|nd|rd|th|\.)? )?(?:of )?{NAME},? {IN_YEAR}", "{y}-{m}-{d}"),
        (rf"{NAME} {DAY}(?:st|nd|rd|th)?,? {IN_YEAR}", "{y}-{m}-{d}"),
        (rf"{DAY}\. ?(?P<m>[0-9]{{1,2}})\. ?{IN_YEAR}", "{y}-{m}-{d}"),
        (rf"{IN_YEAR}[-./](?P<m>[0-9]{{1,2}})(?:[-./]{DAY})?(?:t.*)?", "{y}-{m}-{d}"),
        (r"(?P<y>(?P<c>[0-9]{2})[0-9]{2}) ?[-–—/]+ ?(?P<s>[0-9]{2})", "{y}/{c}{s}"),
        (r"(?P<y>\S+) ?(?:--+|[–—]| - |/) ?(?P<z>\S+)", "{y}/{z}"),
        (rf"{IN_YEAR}-+(?P<z>[0-9]{{4}})", "{y}/{z}"),
        (r"(?:ca?|circa|about|around)\.? ?(?P<y>[0-9].*)", "{y}~"),
        (r"\[(?:ca?\. ?)?(?P<y>[0-9]+)\]|(?P<z>[0-9]+) ?\(?\?\)?", "{y}{z}?"),
        (r"(?P<y>[0-9-]+)(?:\?~|~\?)", "{y}%"),
        (r"(?:before|until) (?P<y>.+)", "../{y}"),
        (r"(?:after|since|from) (?P<y>.+)|(?P<z>[0-9]+)[-–]+", "{y}{z}/.."),
        (r"(?P<y>[0-9]{2}[1-9])0s", "{y}X"),
        (r"n\. ?d\.?|s\. ?a\.|o\. ?j\.|undated|no date|unknown|x+|\?", UNKNOWN),
    )
)
"""Ways in which people write dates, and their forms in EDTF, to be offered: what is meant is the editor’s to say."""
LONGEST_GUESS = 60
PARTS = ("year", "month", "day")
ABOUT = "|".join(re.escape(words.bare(words.of(tag)("date.approximate", date=""))) for tag in words.languages())
YEAR_OF_LIFE = re.compile(rf"(?P<about>{ABOUT})?(?P<year>[0-9]{{4}})(?P<asked>\??)")
"""A year as a register prints it in any language that has a catalogue: `c. 1870`, `um 1870`."""


def _read_point(text: str) -> Point | str:
    """Return a point, or what is wrong with it."""
    found = POINT.fullmatch(text)
    if found is None:
        return FOUR_FIGURES if YEAR.fullmatch(text) else NO_DATE
    digits, *rest = (found["year"], *(found[part] or "" for part in ("month", "day")))
    unknown = digits.count("X")
    month, day = (int(part) if part.isdecimal() else 0 for part in rest)
    if digits == "0000":
        return FOUR_FIGURES
    if rest[0].isdecimal() and not (0 < month <= DECEMBER or (SEASONS < month <= SEASONS + 4 and not rest[1])):
        return f"has the invalid month “{rest[0]}”"
    if rest[1].isdecimal() and not 0 < day <= 31:  # noqa: PLR2004 - no month is longer
        return f"has the invalid day “{rest[1]}”"
    if (unknown and any(rest)) or (day and not month):
        return NO_DATE
    doubt = found["doubt"]
    return Point(int(digits.replace("X", "0")), month, day, unknown, doubt in {"~", "%"}, doubt in {"?", "%"})


def _read(text: str) -> Date:
    sides = text.split("/")
    if text in {"", UNKNOWN}:
        return Date(text)
    if len(sides) > 2 or not any(side not in {"", OPEN, UNKNOWN} for side in sides):  # noqa: PLR2004 - two ends
        return Date(text, fault=NO_DATE)
    points = [None if side in {"", OPEN, UNKNOWN} else _read_point(side) for side in sides]
    if wrong := next((point for point in points if isinstance(point, str)), ""):
        return Date(text, fault=wrong)
    first, last = (point if isinstance(point, Point) else None for point in [*points, None][:2])
    return Date(text, first, last, is_interval=len(sides) > 1, is_open=OPEN in sides)


def _guess(text: str) -> str:
    """Return a date of everyday notation in EDTF, or the empty string."""
    for pattern, form in GUESSES if len(text) <= LONGEST_GUESS else ():
        if found := pattern.fullmatch(text):
            parts = {name: part or "" for name, part in found.groupdict().items()}
            month, day = parts.get("m", ""), parts.get("d", "")
            parts |= {"m": NAMES.get(month, month.zfill(2)), "d": day.zfill(2)}
            sides = form.format_map(parts).replace("-00", "").upper().split("/")
            if len(sides) > 1:
                sides = [side if side == OPEN or not _read(side).fault else _guess(side.lower()) for side in sides]
            guess = _read("/".join(sides))
            if not guess.fault and not guess.is_backwards:
                return guess.written
    return ""


def read(written: str, place: Place | None = None) -> Date:
    """Read an EDTF date; nothing is raised: what cannot be read says so in `fault`, and keeps its text."""
    text = " ".join(written.strip("{} ").replace(r"\%", "%").split())
    found = _read(text)
    return replace(found, place=place, meant=_guess(text.lower()) if found.fault else "")


def _read_parts(year: str, month: str, day: str) -> Date:
    if (month and not year) or (day and not month):
        return Date(f"{year} {month} {day}".strip(), fault="has a month without a year, or a day without a month")
    words = [word for word in re.split(r"[\s~.,]+", f"{month} {day}") if word]  # `month = {10~apr}` has both
    if not words:
        return read(year)
    name = words.pop(next((at for at, word in enumerate(words) if not word.isdecimal()), 0))
    parts = [year, NAMES.get(name.lower(), name.zfill(2)), *(word.zfill(2) for word in words)]
    if not year.isdecimal():  # `1917/1918-04` would be another date
        return Date(" ".join(parts), fault=NO_DATE)
    return read("-".join(parts))


def _agree(one: Date, other: Date) -> bool:
    """Return whether two dates begin alike, as far as both are known."""
    if not one.points or not other.points:
        return one.written == other.written
    return all(a == b for a, b in zip(one.points[0].parts, other.points[0].parts, strict=False))


def read_fields(fields: Mapping[str, str], at: Mapping[str, Place]) -> Date:
    """Read the date of an entry of a bibliography: `date`, or BibTeX’s `year`, `month` and `day`.

    Where both are given and agree, the more exact is taken; where they do not, the date says so in its `fault`.
    """
    date = read(fields.get("date", ""), at.get("date"))
    parted = _read_parts(*(fields.get(name, "").strip("{} ") for name in PARTS))
    parted = replace(parted, place=next((at[name] for name in PARTS if name in at), None))
    if date.fault or not parted:
        return date
    if parted.fault or not date:
        return parted
    if not _agree(date, parted):
        fault = f"does not agree with “{parted.written}” in `year`, `month` and `day`"
        return Date(date.written, fault=fault, place=parted.place)
    is_vaguer = date.order < parted.order and not date.is_interval and not date.is_doubtful
    return parted if is_vaguer else date


def read_life(written: str, place: Place | None = None) -> Date:
    """Read the years of a life (`c. 1870–1924?`, `1940–`) as an interval; any dash is printed as an en dash."""
    sides = re.split(r"\s*[-–—]+\s*", written)
    years = [YEAR_OF_LIFE.fullmatch(side) for side in sides]
    if len(sides) != 2 or not years[0] or (sides[1] and not years[1]):  # noqa: PLR2004 - birth and death
        return Date(written, fault=NO_DATE, place=place)
    first, last = (
        Point(int(year["year"]), is_approximate=bool(year["about"]), is_uncertain=bool(year["asked"])) if year else None
        for year in years
    )
    return Date("–".join(sides), first, last, is_interval=True, is_open=not last, place=place)
