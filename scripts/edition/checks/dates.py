"""Rules of dates: each possible in its calendar, and both calendars in step."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.style.dates import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

SIDE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?[~?%]?")
FEBRUARY, MONTHS = 2, 12


def _parts(side: str) -> tuple[int, ...] | None:
    found = SIDE.fullmatch(side)
    return tuple(int(part) for part in found.groups() if part) if found else None


def _is_leap(year: int, *, julian: bool) -> bool:
    return year % 4 == 0 if julian else calendar.isleap(year)


def _possible(parts: tuple[int, ...], *, julian: bool) -> bool:
    if len(parts) > 1 and not 1 <= parts[1] <= MONTHS:
        return False
    if len(parts) < 3:  # noqa: PLR2004 - year, month, day
        return True
    year, month, day = parts
    last = 28 + _is_leap(year, julian=julian) if month == FEBRUARY else calendar.monthrange(2001, month)[1]
    return 1 <= day <= last


def _number(parts: tuple[int, ...], *, julian: bool) -> int:
    """Return the Julian Day Number (Explanatory Supplement to the Astronomical Almanac, 3rd ed., § 15.11)."""
    year, month, day = parts
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    days = day + (153 * months + 2) // 5 + 365 * years + years // 4
    return days - 32083 if julian else days - years // 100 + years // 400 - 32045


def _impossible_of_works(draft: Draft) -> Iterator[Fault]:
    for work in walking.works(draft):
        for field, written in (("written", work.written), ("origdate", work.first_published), ("date", work.date)):
            sides = written.split("/") if written and written != UNKNOWN else []
            for side in sides:
                if (parts := _parts(side)) is None or not _possible(parts, julian=True):
                    place = work.at(field, "year")
                    yield Fault(place, f"“{side}”, the `{field}` of “{work.key}”, is no date")
            known = [parts for side in sides if (parts := _parts(side))]
            if len(known) > 1 and known[0] > known[-1]:
                yield Fault(work.at(field), f"the interval “{written}” of “{work.key}” ends before it begins")


@rule("date-impossible")
def date_impossible(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find dates that are no days.

    What: a date of the chronology or of an entry must be EDTF (`1917-04`, `1917-04-10`, intervals with `/`) and a day
        of its calendar: the Julian one for the old style, the Gregorian for the new, either for an entry.
    Why: a date that never was sends the reader nowhere, and is sorted wrongly.
    Fix: correct the date. Every event has a new style; an interval has its earlier side first.
    """
    yield from _impossible_of_works(draft)
    for event in draft.events:
        if not event.new:
            yield Fault(event.place, f"the event “{event.id}” has no date of the new style")
        for written, julian, style in ((event.old, True, "old"), (event.new, False, "new")):
            sides = [_parts(side) for side in written.split("/")] if written else []
            for parts, side in zip(sides, written.split("/"), strict=False):
                if parts is None or not _possible(parts, julian=julian):
                    place = walking.field_of(draft, event.place, style)
                    yield Fault(place, f"“{side}” of “{event.id}” is no date of the {style} style")
            known = [p for p in sides if p]
            if len(known) > 1 and known[0] > known[-1]:
                place = walking.field_of(draft, event.place, style)
                yield Fault(place, f"the interval “{written}” of “{event.id}” ends before it begins")


@rule("date-styles-differ")
def date_styles_differ(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the two styles of a date.

    What: old and new style of an event must be the same day: 12 days apart in the nineteenth century, 13 from
        March 1900.
    Why: a date given in both calendars is trusted; one of the two would be wrong.
    Fix: reckon the other style anew from the one that the source gives.
    """
    for event in draft.events:
        if not event.old:
            continue
        olds, news = event.old.split("/"), event.new.split("/")
        if len(olds) != len(news):
            yield Fault(event.place, f"of “{event.id}” one style is an interval, the other a day")
        for old, new in zip(olds, news, strict=False):
            one, other = _parts(old), _parts(new)
            if not one or not other or not len(one) == len(other) == len("ymd"):
                continue
            if _possible(one, julian=True) and _possible(other, julian=False):
                apart = _number(other, julian=False) - _number(one, julian=True)
                if apart:
                    said = f"{old} (old style) and {new} (new style) of “{event.id}”"
                    place = walking.field_of(draft, event.place, "new")
                    yield Fault(place, f"{said} are not one day; the new style is out by {apart:+d}")
