"""Dated events, in the calendar of their place and in the new style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from edition.ids import NO_LABEL, NoteLabel
from edition.model.dates import NO_DATE, Date
from edition.model.records import Lines
from edition.source import Place


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
