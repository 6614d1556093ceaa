"""Sections, paragraphs and notes, as the sources have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from edition.ids import AnchorName, NoteLabel
from edition.model.blocks import Block, Paragraph, Unit
from edition.model.inline import Inlines
from edition.source import Place
from edition.words import Words


class Certainty(StrEnum):
    """How sure an identification is; the values are the words of the sources, `cert` gives TEI's."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    CONJECTURAL = "conjectural"
    UNIDENTIFIED = "unidentified"

    @property
    def cert(self) -> str:
        """Return the value of TEI's `@cert` (TEI P5, att.global.responsibility)."""
        return {"certain": "high", "probable": "medium", "conjectural": "low"}.get(self.value, "unknown")

    def printed(self, words: Words) -> str:
        """Return it as a reader sees it."""
        return words(f"certainty.{self.value}")


class Wording(StrEnum):
    """How closely the essay's English follows its source; the last two are for remarks that compare no wording."""

    VERBATIM = "verbatim"
    CLOSE = "close variant"
    TRANSLATION = "author’s own translation"
    PARAPHRASE = "paraphrase"
    NOT_COMPARED = "not compared"
    FACTS = "on the facts"
    TEXT = "on the text"

    def printed(self, words: Words) -> str:
        """Return it as a reader sees it."""
        return words(f"wording.{self.name.lower()}")


AUTHOR = "author"
"""The status of a note whose words are the author's own: they are part of the text, and identify nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the essay: heading (the witness's words and the editors') and numbered units.

    `label` is how references name it where its heading is too long for that: `V`.
    """

    anchor: AnchorName
    heading: Inlines
    paragraphs: tuple[Unit, ...]
    place: Place
    label: str = ""

    @property
    def contents(self) -> Iterator[Inlines]:
        """Yield the words of the heading and of every block, in the order of reading."""
        yield self.heading
        yield from (content for unit in self.paragraphs for content in unit.all_content)


@dataclass(frozen=True, slots=True)
class Status:
    """The status of a note, as written: certainty, and how closely the essay's wording follows the source."""

    certainty: str
    wording: str
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """One note by its label; `written` is its mark as its source says it (`{.status n="*"}`), if it does.

    Resolve adds what was measured of the wording (`measured`).
    """

    label: NoteLabel
    status: Status | None
    body: tuple[Block, ...]
    evidence: tuple[Block, ...]
    place: Place
    written: str = ""
    measured: tuple[Paragraph, ...] = ()

    @property
    def mark(self) -> str:
        """Return the mark that calls the note in the witness, by default its number; an editors' own note has none."""
        return self.written or (self.label if self.label.isdigit() else "")

    @property
    def is_by_author(self) -> bool:
        """Return whether the words of the note are the author's."""
        return self.status is not None and self.status.certainty == AUTHOR

    @property
    def printed_evidence(self) -> tuple[Block, ...]:
        """Return the evidence as printed, after what was measured."""
        return (*self.measured, *self.evidence)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """Return the paragraphs, and other blocks, of body and evidence."""
        return (*self.body, *self.evidence)

    @property
    def certainty(self) -> Certainty:
        """Return the note's certainty; a note that states none counts as unidentified."""
        word = self.status.certainty if self.status else ""
        return Certainty(word) if word in {c.value for c in Certainty} else Certainty.UNIDENTIFIED

    @property
    def wording(self) -> Wording:
        """Return the note's class of wording; a note that states none counts as not compared."""
        word = self.status.wording if self.status else ""
        return Wording(word) if word in {w.value for w in Wording} else Wording.NOT_COMPARED

    def printed_status(self, words: Words, separator: str = " · ") -> str:
        """Return certainty and class of wording as a reader sees them."""
        if self.is_by_author:
            return words("note.by_author")
        return f"{self.certainty.printed(words)}{separator}{self.wording.printed(words)}"


@dataclass(frozen=True, slots=True)
class NotesFile:
    """One file of notes: its heading and its notes in order."""

    anchor: AnchorName
    heading: Inlines
    notes: tuple[Note, ...]
    place: Place
