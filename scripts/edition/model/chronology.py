"""Dated events, in the calendar of their place and in the new style."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from edition.ids import NO_LABEL, NoteLabel
from edition.model.dates import NO_DATE, Date, Point
from edition.model.records import Lines
from edition.source import Place

LANES = 4
"""How many bars of what lasts stand beside each other in a drawing."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `old` (Julian) is empty where the new style (Gregorian) was in use.

    `essay` holds the essay's own words, `differs` what does not agree with them, `note` the label of the note that
    explains, `places` the anchors of the paragraphs that speak of the event, `dated_by` who gives the date. For the
    drawing, `label` names the event in a few words, and `chapter` gives the title of a chapter that begins with it.
    """

    id: str
    place: Place
    new: Date = NO_DATE
    old: Date = NO_DATE
    event: str = ""
    label: str = ""
    chapter: str = ""
    essay: str = ""
    differs: str = ""
    note: NoteLabel = NO_LABEL
    places: Lines = ()
    dated_by: str = ""
    checked: str = ""


def has_old_style(events: Iterable[Event]) -> bool:
    """Return whether any event is dated in the Julian calendar, too: otherwise none need be named."""
    return any(event.old for event in events)


def first_day(when: Date) -> date | None:
    """Return the day on which a date, or an interval, begins; `None` where that is not known."""
    return _day(when.first, 0)


def _day(point: Point | None, end: int) -> date | None:
    if point is None or not point.exists(julian=False):
        return None
    year, month, number = point.span[end]  # each month is taken to have 31 days
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Bar:
    """What lasts, on the axis of its chapter: the shares at which it begins and ends, and its lane beside the axis."""

    event: Event
    first: float
    last: float
    lane: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """Events that are drawn on one scale, in the order of their dates, and the chapter's title, if it has one."""

    title: str
    events: tuple[Event, ...]

    @property
    def days(self) -> list[date]:
        """Return the known days on which its events begin."""
        return [known for event in self.events if (known := first_day(event.new))]

    def share(self, when: date) -> float:
        """Return where a day lies between the first and the last beginning, from 0 to 1."""
        first, last = min(self.days), max(self.days)
        return min(1.0, max(0.0, (when - first).days / max(1, (last - first).days)))

    def bars(self) -> Iterator[Bar]:
        """Yield a bar for each event that lasts, in the first lane that is free; it ends with the chapter."""
        lanes: list[float] = []
        for event in self.events:
            begins, ends = first_day(event.new), _day(event.new.last, 1)
            if not event.new.is_interval or not begins or not ends or len(set(self.days)) == 1:
                continue
            first, last = self.share(begins), self.share(ends)
            lane = next((at for at, end in enumerate(lanes) if end < first), len(lanes))
            lanes[lane:] = [last, *lanes[lane + 1 :]]
            yield Bar(event, first, last, min(lane, LANES - 1))


def chapters(events: Iterable[Event]) -> list[Chapter]:
    """Return the chapters of a chronology: each begins at an event that has a title for it."""
    found: list[tuple[str, list[Event]]] = []
    for event in events:
        if event.chapter or not found:
            found.append((event.chapter, []))
        found[-1][1].append(event)
    return [Chapter(title, tuple(own)) for title, own in found]
