"""The edition: every number, anchor, back-link and canonical reference, given once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from edition.config import EditionConfig
from edition.model import figures
from edition.model.anchors import Anchor
from edition.model.chronology import Event
from edition.model.inline import PageBreak
from edition.model.links import LinkRecord
from edition.model.pictures import PictureFile
from edition.model.placed import Entry, PlacedAuthority, PlacedEmendation, PlacedNote, PlacedSection
from edition.model.prose import ProsePage
from edition.model.references import CrossReference, Passage
from edition.model.spacing import SpaceChange, SpaceKind
from edition.model.standing import StandingReading
from edition.model.text import walk
from edition.model.typefaces import Typeface
from edition.model.wording import Measure, Quotation
from edition.words import Words

T = TypeVar("T")


def _by_key(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    """Return the values of each key, in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


@dataclass(frozen=True)
class Edition:
    """The whole edition, resolved. Sections, notes and emendations are in the order of reading, all else in its own."""

    config: EditionConfig
    sections: tuple[PlacedSection, ...]
    notes: tuple[PlacedNote, ...]
    entries: tuple[Entry, ...]
    emendations: tuple[PlacedEmendation, ...]
    anchors: Mapping[str, Anchor]
    pages: tuple[ProsePage, ...] = ()
    authorities: tuple[PlacedAuthority, ...] = ()
    events: tuple[Event, ...] = ()
    standing: tuple[StandingReading, ...] = ()
    references: tuple[CrossReference, ...] = ()
    passages: tuple[Passage, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    """What was measured of quotations, by their ids, as far as it still holds."""
    spaces: tuple[SpaceChange, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    typefaces: tuple[Typeface, ...] = ()
    site: frozenset[str] = frozenset()
    """Sources of the site's pages, relative to the folder `docs`."""
    absent: frozenset[str] = frozenset()
    """Anchors on no page of the site, which lacks the page, or whose page lacks the list; nothing links to them."""

    @cached_property
    def pictures(self) -> tuple[PictureFile, ...]:
        """Return the files of all figures, each once."""
        units = (unit for placed in self.sections for unit in placed.paragraphs)
        return figures.files(figures.of(units, (placed.note for placed in self.notes)))

    @property
    def words(self) -> Words:
        """Return the words that the program prints."""
        return self.config.words

    # Tables, each made on first use: a search of everything for every paragraph would take the square of the length.
    @cached_property
    def _references_from(self) -> Mapping[str, list[CrossReference]]:
        return _by_key((reference.source, reference) for reference in self.references)

    @cached_property
    def _references_to(self) -> Mapping[str, list[CrossReference]]:
        paragraphs = {call.anchor: call.paragraph for note in self.notes for call in note.calls}
        meant = ((r, dict.fromkeys(paragraphs.get(t, t) for t in r.targets)) for r in self.references)
        return _by_key((target, r) for r, targets in meant for target in targets if target != r.source)

    @cached_property
    def _passages_of(self) -> Mapping[str, list[Passage]]:
        return _by_key((passage.note, passage) for passage in self.passages)

    @cached_property
    def _notes_of(self) -> Mapping[str, list[PlacedNote]]:
        return _by_key((note.section, note) for note in self.notes)

    @cached_property
    def _notes_called_again(self) -> Mapping[str, list[PlacedNote]]:
        sections = ((note, dict.fromkeys(call.section for call in note.again)) for note in self.notes)
        return _by_key((name, note) for note, names in sections for name in names if name != note.section)

    @cached_property
    def copies(self) -> Mapping[str, LinkRecord]:
        """Return the record of each address of which an archive has a copy, by the address."""
        return {record.id: record for record in self.links if record.archived}

    @cached_property
    def _sections(self) -> Mapping[str, PlacedSection]:
        return {section.anchor: section for section in reversed(self.sections)}

    @property
    def page_of_witness(self) -> str:
        """Return the number of the first page of the witness that is marked; the empty string where none is."""
        contents = (
            c for s in self.sections for c in (s.section.heading, *(c for p in s.paragraphs for c in p.all_content))
        )
        return next((node.n for content in contents for node in walk(content) if isinstance(node, PageBreak)), "")

    def references_from(self, source: str) -> tuple[CrossReference, ...]:
        """Return the cross-references of a paragraph or a note."""
        return tuple(self._references_from.get(source, ()))

    def references_to(self, paragraph: str) -> tuple[CrossReference, ...]:
        """Return the cross-references that mean a paragraph or a note call in it, other than its own."""
        return tuple(self._references_to.get(paragraph, ()))

    def passages_of(self, label: str) -> tuple[Passage, ...]:
        """Return the passages that a note cites."""
        return tuple(self._passages_of.get(label, ()))

    def ordered_standing(self) -> tuple[StandingReading, ...]:
        """Return the readings left standing in the order of the essay, those of unknown paragraphs last."""
        order = {p.anchor: at for at, p in enumerate(p for section in self.sections for p in section.paragraphs)}
        return tuple(sorted(self.standing, key=lambda reading: order.get(reading.at, len(order))))

    def space_counts(self) -> dict[SpaceKind, int]:
        """Return the classes of changes of white space that occur, with the number of changes."""
        kinds = [change.kind for change in self.spaces]
        return {kind: kinds.count(kind) for kind in SpaceKind if kind in kinds}

    def groups(self) -> Iterator[tuple[int, str, tuple[Entry, ...]]]:
        """Yield the groups of the bibliography that have entries: number among all groups, heading, entries."""
        for number, group in enumerate(self.config.bibliography, start=1):
            if entries := tuple(entry for entry in self.entries if entry.group == group.title):
                yield number, group.title, entries

    def notes_of(self, section: str) -> tuple[PlacedNote, ...]:
        """Return the notes called in a section, in the order of their calls."""
        return tuple(self._notes_of.get(section, ()))

    def notes_called_in(self, section: str) -> tuple[PlacedNote, ...]:
        """Return all notes that a section calls, with the marks it prints: its own, then those of other sections."""
        called = self._notes_called_again.get(section, ())
        return (*self.notes_of(section), *(replace(note, mark=note.mark_in(section)) for note in called))

    def section(self, anchor: str) -> PlacedSection:
        """Return a section by its anchor.

        Raises:
            KeyError: if there is no such section.
        """
        return self._sections[anchor]
