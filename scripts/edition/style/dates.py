"""Dates in words."""

from dataclasses import replace
from datetime import date

from edition.model.dates import Date, Point
from edition.words import Words

BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros by which BibTeX knows the months."""
SEASONS = ("spring", "summer", "autumn", "winter")
UNKNOWN = "XXXX"
"""EDTF's year of which no digit is known: the editors looked, and did not establish the date."""
DECADE = 1
"""The open digits of a decade; a century has more."""


def _month(point: Point, words: Words) -> str:
    if point.season:
        return words(f"date.{SEASONS[point.season - 1]}")
    return words.month(point.month, alone=not point.day)


def _year(point: Point, words: Words) -> str:
    if not point.open_digits:
        return str(point.year)
    name = "date.decade" if point.open_digits == DECADE else "date.century"
    return words(name, year=point.year, n=point.year // 100 + 1)


def _words(point: Point, words: Words, *, year: bool = True) -> str:
    """Return a point in words, without its year where the other end says it."""
    given = {
        "day": words.count("date.day", point.day) if point.day else "",
        "month": _month(point, words) if point.month else "",
        "year": _year(point, words) if year else "",
    }
    known = [name for name, part in given.items() if part]
    date: str = given[known[0]] if len(known) == 1 else words(f"date.{'_'.join(known)}", **given)
    date = words("date.uncertain", date=date) if point.is_uncertain else date
    return words("date.approximate", date=date) if point.is_approximate else date


def _interval(first: Point, last: Point, words: Words) -> str:
    """Return an interval; what both ends share (the year, or year and month) is printed once."""
    one, other = first.parts, last.parts
    plain = not first.is_uncertain and not first.is_approximate and len(one) == len(other) and not first.open_digits
    year, month = plain and one[0] == other[0], plain and one[:2] == other[:2]
    if first == last:
        return _words(first, words)
    if year and first.day and month:
        return f"{words.count('date.day', first.day)}–{_words(last, words)}"
    if year and first.month and last.month:
        return f"{_words(first, words, year=False)}{' – ' if first.day else '–'}{_words(last, words)}"
    bare = not any((first.month, last.month, first.is_uncertain, first.is_approximate, last.is_approximate))
    return f"{_words(first, words)}{'–' if bare else ' – '}{_words(last, words)}"


def in_words(date: Date, words: Words) -> str:
    """Return a date in words: `1917-04-10` as “10 April 1917”, an interval with a dash; anything else as typed."""
    first, last = date.first, date.last
    if date.fault or not date:
        return date.written
    if not date.is_interval:
        return _words(first, words) if first else words("date.none")
    if first and last:
        return _interval(first, last, words)
    if last:
        until = _words(last, words)
        return words("date.until", date=until) if date.is_open else f"?–{until}"
    return f"{_words(first, words)}–{'' if date.is_open else '?'}" if first else words("date.none")


def day_in_words(day: date, words: Words) -> str:
    """Return a day of the calendar in words."""
    return _words(Point(day.year, day.month, day.day), words)


def year_in_words(date: Date, words: Words) -> str:
    """Return the year of a date, or that of an interval's beginning, with its doubt; nothing where none is known."""
    point = next(iter(date.points), None)
    return _words(replace(point, month=0, day=0), words) if point else ""
