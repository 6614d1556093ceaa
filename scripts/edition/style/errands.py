"""What a library could settle: loci that no editor has seen or that open nowhere, wordings not yet compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from edition.ids import NoteLabel
from edition.model.document import Wording
from edition.model.edition import Edition
from edition.model.placed import Entry
from edition.model.references import Locus


class Wanted(StrEnum):
    """What is wanted of a place in a work; the values are the names of the words for it."""

    PAGE = "errands.page"
    ADDRESS = "errands.address"
    WORDING = "errands.wording"


@dataclass(frozen=True, slots=True)
class Errand:
    """One place to look up: the entry, the locator in print, what is wanted there, and the notes that need it."""

    entry: Entry
    locator: str
    wanted: tuple[Wanted, ...]
    notes: tuple[NoteLabel, ...]


def _find_wanted(places: list[Locus], *, is_compared: bool) -> Iterator[Wanted]:
    if not any(place.seen for place in places):
        yield Wanted.PAGE
    if not any(place.online for place in places):
        yield Wanted.ADDRESS
    if not is_compared:
        yield Wanted.WORDING


def _first_page(places: list[Locus]) -> tuple[float, str]:
    ranges = places[0].locator.ranges
    return (ranges[0].first.number if ranges else 0, str(places[0].locator))


def find(edition: Edition) -> list[Errand]:
    """Return the errands by volume or work, in the order of the bibliography, and by page."""
    open_notes = {note.label for note in edition.notes if note.note.wording is Wording.NOT_COMPARED}
    open_quotations = (quotation for quotation in edition.quotations if quotation.id not in edition.measures)
    uncompared = {(item.key, str(item.locator)) for quotation in open_quotations for item in quotation.items}
    cited: dict[tuple[str, str], tuple[list[Locus], list[NoteLabel]]] = {}
    for passage in edition.passages:
        for place in passage.loci:
            if place.locator:
                places, labels = cited.setdefault((place.key, str(place.locator)), ([], []))
                places.append(place)
                labels.append(passage.note)
    found = []
    for entry in edition.entries:
        own = [(places, labels) for (key, _), (places, labels) in cited.items() if key == entry.work.key]
        for places, labels in sorted(own, key=lambda one: _first_page(one[0])):
            locator = str(places[0].locator)
            is_compared = open_notes.isdisjoint(labels) and (entry.work.key, locator) not in uncompared
            if wanted := tuple(_find_wanted(places, is_compared=is_compared)):
                found.append(Errand(entry, locator, wanted, tuple(dict.fromkeys(labels))))
    return found
