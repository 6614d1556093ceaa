"""White space that differs from the witness: the changes as resolve finds them, and as an editor recorded them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edition.source import Place
from edition.words import Words

FILE = "citations/white-space.yml"


@dataclass(frozen=True, slots=True)
class SpaceRecord:
    """One such place: its paragraph, the words as the witness has them, and as the edition does."""

    place: Place
    at: str = ""
    witness: str = ""
    reading: str = ""

    @property
    def id(self) -> str:
        """Return what distinguishes the record from others."""
        return f"{self.at}: {self.reading}"


class SpaceKind(StrEnum):
    """The classes of white space that the edition changes silently, in the words of the header of the TEI."""

    LINE_END = "line ends of the witness turned into spaces"
    HYPHEN = "words rejoined that were hyphenated at a line end"
    RUN = "several spaces reduced to one"
    BEFORE_CALL = "space removed or added before a note call"
    AFTER_CALL = "space removed or added after a note call"
    JOINED = "space removed within or between words"
    PARTED = "space added between words"

    def printed(self, words: Words) -> str:
        """Return it in the words of the apparatus, with a small letter, where it is not a noun’s."""
        return words(f"space.{self.name.lower()}")


@dataclass(frozen=True, slots=True)
class SpaceChange:
    """One silent change of white space: its class, its paragraph, the witness's words (⏎ a line's end) and ours.

    `words` are the whole words that it parts or joins, first as the witness has them, then as the essay does; `place`
    is that of the character after it.
    """

    kind: SpaceKind
    paragraph: str
    witness: str
    reading: str
    words: tuple[str, str]
    place: Place
