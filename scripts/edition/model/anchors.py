"""The addresses of the edition."""

from dataclasses import dataclass
from enum import StrEnum

from edition.ids import AnchorName


class AnchorKind(StrEnum):
    """The kind of thing that an anchor marks."""

    SECTION = "section"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    NOTE_CALL = "note call"
    NOTES = "notes of a section"
    ENTRY = "entry"
    EMENDATION = "emendation"
    VARIANT = "row of the apparatus"
    STANDING = "reading left standing"
    AUTHORITY = "authority entry"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One address of the edition.

    `page` is the Markdown source of its page below `docs/`; `reference` the canonical reference (`II-1, ¶7`);
    `words` the opening words of what it stands on, `identity` the parts by which a person recognises that: name, text.
    `is_by_author` says that a note's words are the author's.
    """

    id: AnchorName
    kind: AnchorKind
    page: str
    reference: str
    words: str
    identity: tuple[tuple[str, str], ...] = ()
    is_by_author: bool = False
