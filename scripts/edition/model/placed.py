"""What resolve places: notes with their calls, sections, entries, emendations, and the words around each."""

from dataclasses import dataclass

from edition import ids
from edition.ids import NO_LABEL, AnchorName, NoteLabel
from edition.model.authority import Authority
from edition.model.bibliography import Work
from edition.model.blocks import SubHeading, Unit
from edition.model.document import Note, Section
from edition.model.inline import Emendation, Inlines, Text
from edition.model.text import reading_text
from edition.words import Words


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that cites or names an entry: its anchor, and the words around it with their white space."""

    anchor: AnchorName
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a note: its anchor, its section, its paragraph with its reference, and the words that it annotates."""

    anchor: AnchorName
    section: AnchorName
    paragraph: AnchorName
    lemma: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the place of its first call: section, paragraph and the words it annotates; its printed mark.

    `again` has the places at which it is called once more. Where the author uses the mark more than once, `within` is
    what a reference says before it (“V, ¶3, ”), and `nth` which one it is there. `inside` is the author's note in
    which it is called.
    """

    note: Note
    mark: str
    section: AnchorName
    section_reference: str
    paragraph: AnchorName
    lemma: str
    again: tuple[Call, ...] = ()
    within: str = ""
    nth: int = 1
    inside: NoteLabel = NO_LABEL

    @property
    def calls(self) -> tuple[Call, ...]:
        """Return all calls of the note, in the order of reading."""
        return (Call(ids.note_call(self.label), self.section, self.paragraph, self.lemma), *self.again)

    def mark_in(self, section: str) -> str:
        """Return the mark as a section prints it: letters restart, so that another section's say whose they are."""
        return self.mark if section == self.section or self.is_authors else f"{self.section_reference} {self.mark}"

    @property
    def label(self) -> NoteLabel:
        """Return the note's label."""
        return self.note.label

    @property
    def is_authors(self) -> bool:
        """Return whether the note answers a call of the author's; else it is of the editors' own series."""
        return bool(self.note.mark)

    @property
    def is_by_author(self) -> bool:
        """Return whether the words of the note are the author's too."""
        return self.note.is_by_author

    def reference(self, words: Words) -> str:
        """Return the reference: `n. 17`; where marks restart, as letters do, with the section: `I, n. b`."""
        reference = words("note.reference", mark=self.mark)
        if not self.is_authors:
            return f"{self.section_reference}, {reference}"
        return f"{self.within}{reference}" + (f" ({self.nth})" if self.nth > 1 else "")

    def title(self, words: Words) -> str:
        """Return the note's name as a reader hears it: `Note 17`, `Editors’ note b`."""
        return words("note.title" if self.is_authors else "note.editors_title", mark=self.mark)


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section with its number on the witness (`II-1`, or nothing), its supplied title and its neighbours."""

    section: Section
    number: str
    reference: str
    title: str
    previous: AnchorName | None
    next: AnchorName | None
    words: int
    notes: tuple[NoteLabel, ...]
    outline: str = ""
    notes_heading: Inlines = ()

    @property
    def anchor(self) -> AnchorName:
        """Return the section's anchor."""
        return self.section.anchor

    @property
    def paragraphs(self) -> tuple[Unit, ...]:
        """Return the section's numbered paragraphs, and what else has a number like them."""
        return self.section.paragraphs

    @property
    def sub_headings(self) -> tuple[SubHeading, ...]:
        """Return the headings inside the section, in the order of reading."""
        blocks = (block for unit in self.paragraphs for block in (*unit.before, *unit.blocks))
        return tuple(block for block in blocks if isinstance(block, SubHeading) and block.anchor)

    @property
    def label(self) -> str:
        """Return the section's name with its supplied title in brackets, for contents and page titles."""
        title = f"[{self.title}]" if self.title else ""
        return f"{self.number} {title}".strip() or self.reference

    @property
    def notes_title(self) -> str:
        """Return the heading of the section's notes as the editors typed it."""
        return reading_text(self.notes_heading)

    @property
    def notes_label(self) -> Inlines:
        """Return the heading of the notes, and after it the section's supplied title where it does not have it."""
        added = () if not self.title or self.title in self.notes_title else (Text(f" [{self.title}]"),)
        return (*self.notes_heading, *added)


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry: the work, its full description in the house style, and every place that cites it."""

    work: Work
    group: str
    description: Inlines
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PlacedAuthority:
    """An authority entry with every place that names it, in the order of reading."""

    authority: Authority
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PlacedEmendation:
    """An emendation with its section, its paragraph and the words around it, white space between included."""

    emendation: Emendation
    section: AnchorName
    paragraph: AnchorName
    before: str
    after: str
    nothing: str
    """Stands in the apparatus for a reading that has no words."""

    @property
    def reading(self) -> str:
        """Return our reading as the apparatus prints it."""
        return reading_text(self.emendation.reading) or self.nothing

    @property
    def witness(self) -> str:
        """Return the reading of the witness as the apparatus prints it."""
        return reading_text(self.emendation.witness) or self.nothing
