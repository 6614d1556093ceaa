"""The edition: every number, anchor, back-link and canonical reference, given once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from edition.config import EditionConfig
from edition.model.bibliography import Work
from edition.model.document import Note, Paragraph, Section
from edition.model.inline import Emendation, Inlines
from edition.model.prose import ProsePage
from edition.model.text import reading_text

NOTHING = "(nothing)"
"""Stands in the apparatus for a reading that has no words."""


class AnchorKind(StrEnum):
    """What an anchor stands on."""

    SECTION = "section"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    NOTE_CALL = "note call"
    NOTES = "notes of a section"
    ENTRY = "entry"
    EMENDATION = "emendation"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One address of the edition.

    `page` is the Markdown source of its page below `docs/`; `reference` the canonical reference (`II-1, ¶7`);
    `words` the opening words of what it stands on.
    """

    id: str
    kind: AnchorKind
    page: str
    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that cites an entry: its anchor, and the words around the citation, white space between included."""

    anchor: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the place of its call: section, paragraph and the words it annotates; its printed mark."""

    note: Note
    mark: str
    section: str
    paragraph: str
    lemma: str

    @property
    def label(self) -> str:
        """Give the note's label."""
        return self.note.label


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section with its number on the witness (`II-1`, or nothing), its supplied title and its neighbours."""

    section: Section
    number: str
    reference: str
    title: str
    previous: str | None
    next: str | None
    words: int
    notes: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Give the section's anchor."""
        return self.section.anchor

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Give the section's paragraphs."""
        return self.section.paragraphs

    @property
    def label(self) -> str:
        """Give the section's name with its supplied title in brackets, for contents and page titles."""
        title = f"[{self.title}]" if self.title else ""
        return f"{self.number} {title}".strip() or self.reference


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry: the work, its full description in the house style, and every place that cites it."""

    work: Work
    group: str
    description: Inlines
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PlacedEmendation:
    """An emendation with its section, its paragraph and the words around it, white space between included."""

    emendation: Emendation
    section: str
    paragraph: str
    before: str
    after: str

    @property
    def reading(self) -> str:
        """Give our reading as the apparatus prints it."""
        return reading_text(self.emendation.reading) or NOTHING

    @property
    def witness(self) -> str:
        """Give the reading of the witness as the apparatus prints it."""
        return reading_text(self.emendation.witness) or NOTHING


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole edition, resolved. Sections, notes, entries and emendations are in the order of reading."""

    config: EditionConfig
    sections: tuple[PlacedSection, ...]
    notes: tuple[PlacedNote, ...]
    entries: tuple[Entry, ...]
    emendations: tuple[PlacedEmendation, ...]
    anchors: Mapping[str, Anchor]
    pages: tuple[ProsePage, ...] = ()

    def notes_of(self, section: str) -> tuple[PlacedNote, ...]:
        """Give the notes called in a section, in the order of their calls."""
        return tuple(n for n in self.notes if n.section == section)

    def section(self, anchor: str) -> PlacedSection:
        """Give a section by its anchor.

        Raises:
            KeyError: where there is no such section.
        """
        for section in self.sections:
            if section.anchor == anchor:
                return section
        raise KeyError(anchor)
