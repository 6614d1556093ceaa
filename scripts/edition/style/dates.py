"""Dates in words."""

from dataclasses import replace
from datetime import date

from edition.model.dates import Date, Point

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
BIBTEX_MONTHS = tuple(name[:3].lower() for name in MONTHS)
"""The macros by which BibTeX knows the months."""
SEASON_NAMES = ("spring", "summer", "autumn", "winter")
UNKNOWN = "XXXX"
"""EDTF's year of which no digit is known: the editors looked, and did not establish the date."""
NO_DATE = "n.d."


def _month(point: Point) -> str:
    return SEASON_NAMES[point.season - 1] if point.season else MONTHS[point.month - 1]


def _words(point: Point, *, year: bool = True, month: bool = True) -> str:
    """Return a point in words, without its year, or its month and year, where the other end says them."""
    words = [
        str(point.day) if point.day else "",
        _month(point) if point.month and month else "",
        (f"{point.year}s" if point.open_digits else str(point.year)) if year else "",
    ]
    about, asked = ("c. " if point.is_approximate else ""), ("?" if point.is_uncertain else "")
    return f"{about}{' '.join(word for word in words if word)}{asked}"


def _interval(first: Point, last: Point) -> str:
    """Return an interval; what both ends share (the year, or year and month) is printed once."""
    one, other = first.parts, last.parts
    plain = not first.is_uncertain and not first.is_approximate and len(one) == len(other) and not first.open_digits
    year, month = plain and one[0] == other[0], plain and one[:2] == other[:2]
    if first == last:
        return _words(first)
    if year and first.day and month:
        return f"{first.day}–{_words(last)}"
    if year and first.month and last.month:
        return f"{_words(first, year=False)}{' – ' if first.day else '–'}{_words(last)}"
    bare = not any((first.month, last.month, first.is_uncertain, first.is_approximate, last.is_approximate))
    return f"{_words(first)}{'–' if bare else ' – '}{_words(last)}"


def in_words(date: Date) -> str:
    """Return a date in words: `1917-04-10` as “10 April 1917”, an interval with a dash; anything else as typed."""
    first, last = date.first, date.last
    if date.fault or not date:
        return date.written
    if not date.is_interval:
        return _words(first) if first else NO_DATE
    if first and last:
        return _interval(first, last)
    if last:
        return f"{'until ' if date.is_open else '?–'}{_words(last)}"
    return f"{_words(first)}–{'' if date.is_open else '?'}" if first else NO_DATE


def day_in_words(day: date) -> str:
    """Return a day of the calendar in words."""
    return _words(Point(day.year, day.month, day.day))


def year_in_words(date: Date) -> str:
    """Return the year of a date, or that of an interval's beginning, with its doubt; nothing where none is known."""
    point = next(iter(date.points), None)
    return _words(replace(point, month=0, day=0)) if point else ""
