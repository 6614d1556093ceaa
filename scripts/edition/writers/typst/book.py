"""State shared by every part of the book: the edition, the anchors in the book, and how inlines are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition import ids
from edition.ids import NoteLabel, WorkKey
from edition.model.edition import Edition
from edition.model.inline import Named, Supplied, WorkRef
from edition.model.placed import PlacedNote, PlacedSection
from edition.model.printed import PARTS, TITLE_PAGE
from edition.model.text import walk
from edition.words import Words
from edition.writers.typst.markup import TEXT, Markup, text
from edition.writers.typst.strings import string

NO_BREAK = "\N{NO-BREAK SPACE}"


def _anchors(edition: Edition) -> Iterator[str]:
    """Yield every anchor that the book prints as a named destination."""
    yield from PARTS - {TITLE_PAGE}
    for page in edition.pages:
        yield page.anchor
        yield from (heading.anchor for heading in page.headings)
    for section in edition.sections:
        yield from (section.anchor, ids.notes_of(section.anchor))
        yield from (paragraph.anchor for paragraph in section.paragraphs)
    for note in edition.notes:
        yield from (ids.note(note.label), *(call.anchor for call in note.calls))
    for entry in edition.entries:
        yield ids.entry(entry.work.key)
    for placed in edition.emendations:
        yield from (placed.emendation.name, ids.variant(placed.emendation.name))
    yield from (reading.id for reading in edition.standing)
    yield from (ids.event(event.id) for event in edition.events)
    yield from (ids.authority(placed_.authority.id) for placed_ in edition.authorities)


@dataclass(frozen=True)
class Book:
    """An edition being written for Typst."""

    edition: Edition
    markup: Markup
    essay: Markup
    """Writes the essay, whose names are counted in the index."""
    cites: Mapping[NoteLabel, frozenset[WorkKey]]
    """The keys that each note cites, by its label."""
    named: frozenset[str]
    """The anchors of the names in the essay or in the body of a note."""

    @classmethod
    def of(cls, edition: Edition) -> Book:
        """Return the book of an edition."""
        notes = {note.label: note for note in edition.notes}
        markup = Markup(frozenset(_anchors(edition)), notes, edition.config)
        printed = [p.content for section in edition.sections for p in section.paragraphs]
        printed += [p.content for placed in edition.notes for p in placed.note.body]
        named = (node.anchor for content in printed for node in walk(content) if isinstance(node, Named))
        cites = {label: frozenset(_cited_keys(placed)) for label, placed in notes.items()}
        return cls(edition, markup, markup.with_mentions(TEXT), cites, frozenset(named))

    @property
    def words(self) -> Words:
        """Return the words that the program prints."""
        return self.edition.words

    @property
    def citations(self) -> list[WorkRef]:
        """Return the citations of all notes, as printed."""
        paragraphs = (p for placed in self.edition.notes for p in placed.note.paragraphs)
        return [node for p in paragraphs for node in walk(p.content) if isinstance(node, WorkRef)]

    @property
    def has_supplied(self) -> bool:
        """Return whether the book contains words supplied by the editors in square brackets."""
        config = self.edition.config
        contents = [section.section.heading for section in self.edition.sections]
        contents += [p.content for section in self.edition.sections for p in section.paragraphs]
        contents += [p.content for placed in self.edition.notes for p in placed.note.paragraphs]
        marked = any(isinstance(node, Supplied) for content in contents for node in walk(content))
        return marked or config.title_supplied or config.author_supplied

    def evidence_of(self, section: PlacedSection) -> list[PlacedNote]:
        """Return the notes of a section that state their evidence."""
        return [note for note in self.edition.notes_of(section.anchor) if note.note.printed_evidence]

    def mark(self, note: PlacedNote) -> str:
        """Return the label of a note for other parts; a letter alone would be ambiguous across sections."""
        return note.mark if note.is_authors else f"{note.section_reference} {note.mark}"

    def place(self, anchor: str) -> str:
        """Return a link to an anchor by its canonical reference, which never breaks before its last part."""
        known = self.edition.anchors.get(anchor)
        words, space, last = (known.reference if known else anchor).rpartition(" ")
        return self.markup.reference(anchor, text(f"{words}{NO_BREAK if space else ''}{last}"))


def _cited_keys(placed: PlacedNote) -> Iterator[WorkKey]:
    for paragraph in placed.note.paragraphs:
        yield from (node.key for node in walk(paragraph.content) if isinstance(node, WorkRef))


def part(anchor: str, title: str) -> str:
    """Return the heading of a part that begins a page; `title` is markup."""
    return f"#part({string(anchor)})[{title}]"


def at(place: str) -> str:
    """Mark a place in the edition, so that its page can be found."""
    return f"#at({string(place)}, 0)"


def group(anchor: str, title: str, level: int = 2, *, place: str = "") -> str:
    """Return the heading of a group inside a part; `title` is markup; `place` marks it where it has no anchor."""
    return f"{at(place) if place else ''}#group({string(anchor)}, {level})[{title}]"
