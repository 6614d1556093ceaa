"""Addresses at which the cited text can be read, recorded by an editor for one place in a work or for several."""

from __future__ import annotations

from dataclasses import dataclass

from edition.ids import NO_KEY, NO_LABEL, NoteLabel, WorkKey
from edition.model.dates import NO_DATE, Date
from edition.model.inline import CiteItem
from edition.model.records import Lines
from edition.source import Place

FILE = "citations/online.yml"


@dataclass(frozen=True, slots=True)
class OnlineText:
    """One address: the loci whose text can be read there, and at which words of the page it stands.

    `work` is the work whose text it is, if other works stand on the same pages; `note` the only note whose loci it
    opens, if others cite other passages of the same page; `words` are the first and the last words of each passage
    (`A kettle … to boil`); `language` is that of the page, if it is not the work's; `seen` is the day on which an
    editor read it, and `copy` what was read in place of the address itself. `items` are the loci as citations.
    """

    id: str
    place: Place
    loci: Lines = ()
    url: str = ""
    work: WorkKey = NO_KEY
    note: NoteLabel = NO_LABEL
    words: Lines = ()
    language: str = ""
    seen: Date = NO_DATE
    copy: str = ""
    items: tuple[CiteItem, ...] = ()
