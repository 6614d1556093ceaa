"""Dates as historians know them, in the terms of EDTF (ISO 8601-2:2019, level 1)."""

import calendar
from dataclasses import dataclass, field

from edition.source import Place

FEBRUARY, DECEMBER, SEASONS = 2, 12, 20
"""EDTF counts the seasons, spring to winter, as months 21 to 24."""
Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, season or year, or (`open_digits`) a decade or century. Parts that are not known are 0."""

    year: int
    month: int = 0
    day: int = 0
    open_digits: int = 0
    is_approximate: bool = False
    is_uncertain: bool = False

    @property
    def season(self) -> int:
        """Return the season, from 1 (spring) to 4 (winter); 0 if the month is not a season."""
        return max(0, self.month - SEASONS)

    @property
    def parts(self) -> tuple[int, ...]:
        """Return year, month and day, as far as they are known."""
        return tuple(part for part in (self.year, 0 if self.season else self.month, self.day) if part)

    @property
    def iso(self) -> str:
        """Return the calendar date (ISO 8601-1), as far as it is known: `1917-04-10`, `1917-04`, `1917`."""
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in self.parts[1:])

    @property
    def span(self) -> tuple[Day, Day]:
        """Return the first and the last day that may be meant, each month taken to have 31 days."""
        low, high = (self.month, self.month) if 0 < self.month <= DECEMBER else (1, DECEMBER)
        last_year = self.year + 10**self.open_digits - 1
        return (self.year, low, self.day or 1), (last_year, high, self.day or 31)

    @property
    def limits(self) -> tuple[str, str]:
        """Return the first and last day, month or year that may be meant (ISO 8601-1)."""
        return self.iso, f"{self.span[1][0]:04}" if self.open_digits else self.iso

    def exists(self, *, julian: bool) -> bool:
        """Return whether the calendar has such a day."""
        if not self.day:
            return True
        leap = self.year % 4 == 0 if julian else calendar.isleap(self.year)
        return self.day <= (28 + leap if self.month == FEBRUARY else calendar.monthrange(2001, self.month)[1])


@dataclass(frozen=True, slots=True)
class Date:
    """A date or an interval, as typed (EDTF) and as read.

    A date has its point in `first`. An interval may lack one of its two, where that end is open (`1917/..`) or not
    known (`1917/`). `XXXX` says that the editors looked, and did not establish the date: it has neither point nor
    fault. An invalid date has a `fault` that says why, and in `meant` its form in EDTF, if that can be guessed.
    """

    written: str = ""
    first: Point | None = None
    last: Point | None = None
    is_interval: bool = False
    is_open: bool = False
    fault: str = ""
    meant: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Return whether anything was typed."""
        return bool(self.written)

    @property
    def points(self) -> tuple[Point, ...]:
        """Return the points that are known: one of a date, up to two of an interval."""
        return tuple(point for point in (self.first, self.last) if point)

    @property
    def is_doubtful(self) -> bool:
        """Return whether any of it is approximate or uncertain."""
        return any(point.is_approximate or point.is_uncertain for point in self.points)

    @property
    def is_plain(self) -> bool:
        """Return whether it is a day, month or year without doubt, which is all that many formats can say."""
        return bool(self.first and self.has_both_ends and not self.is_interval and not self.first.season) and (
            not self.is_doubtful
        )

    @property
    def is_backwards(self) -> bool:
        """Return whether it is an interval that ends before it begins."""
        return bool(self.first and self.last) and self.points[1].span[1] < self.points[0].span[0]

    @property
    def has_both_ends(self) -> bool:
        """Return whether each end is a day, month or year of its own: no decade, no open or unknown end."""
        whole = len(self.points) == 1 + self.is_interval
        return whole and not any(point.open_digits for point in self.points)

    @property
    def limits(self) -> tuple[str, str]:
        """Return where it begins and ends (ISO 8601-1); an end that is open or not known is empty."""
        last = self.last if self.is_interval else self.first
        return (self.first.limits[0] if self.first else ""), (last.limits[1] if last else "")

    @property
    def order(self) -> tuple[tuple[int, ...], ...]:
        """Return what dates are sorted by; those that were not established come last."""
        return tuple(point.parts for point in self.points) if self.points else ((10_000,),) if self else ()


NO_DATE = Date()
Life = Date
"""The years of a person or thing as a register prints them (`1849–1898`), read as an interval; or words, a `fault`."""
