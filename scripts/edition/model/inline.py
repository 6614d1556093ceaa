"""The contents of a paragraph. The union is closed: a writer that forgets a node does not type-check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edition import ids
from edition.diagnostics import Fault
from edition.ids import RAISE, AnchorName, NoteLabel, WorkKey
from edition.model.locators import NOWHERE, Locator
from edition.model.pages import PageRange
from edition.source import Place


class Holder:
    """A node that holds inlines and has no other reading."""

    __slots__ = ()
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, character by character as the source has it."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Emphasis(Holder):
    """Italics: a title, or stress."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Holder):
    """Bold."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign(Holder):
    """Words in another language, printed in italics; `lang` is a BCP 47 tag (TEI `foreign/@xml:lang`)."""

    lang: str
    content: tuple[Inline, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Supplied(Holder):
    """Words that the editors add, printed in square brackets (TEI `supplied`)."""

    content: tuple[Inline, ...]


class Look(StrEnum):
    """How words are set apart from those around them; the values are those of TEI's `hi/@rend`."""

    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    SMALL_CAPS = "smallcaps"
    SPACED = "spaced"
    UNDERLINE = "underline"


@dataclass(frozen=True, slots=True)
class Styled(Holder):
    """Words that the witness sets apart by their look."""

    look: Look
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Unclear(Holder):
    """Words that can be read only with doubt, printed with a question mark in brackets (TEI `unclear`)."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where words cannot be read or are lost (TEI `gap`): how much, and why, in the editors' words."""

    extent: str
    reason: str
    place: Place

    @property
    def printed(self) -> str:
        """Return what is printed in place of the words: `[… 2 lines: torn]`."""
        return f"[…{f' {self.extent}' if self.extent else ''}{f': {self.reason}' if self.reason else ''}]"


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign before an item of a list, or between two parts of a text: ours, though the witness may have one too.

    `there` is a regular expression for what the witness may have in its place, white space left out.
    """

    text: str
    there: str
    place: Place


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph (TEI `lb`)."""

    place: Place


@dataclass(frozen=True, slots=True)
class Link(Holder):
    """A link: `target` is an address, or `#anchor` for a place in the edition; `also` names further anchors."""

    target: str
    content: tuple[Inline, ...]
    place: Place | None = None
    also: tuple[AnchorName, ...] = ()


@dataclass(frozen=True, slots=True)
class Named(Holder):
    """Words that name what an authority entry describes (TEI `persName`, `orgName`, `term` …).

    `ref` is the entry's id as an editor marked it (`none`: no entry is meant) or as resolve found it, `anchor` the
    address that resolve adds; `first` marks the first mention in the essay or in its note.
    """

    ref: str
    content: tuple[Inline, ...]
    place: Place | None = None
    anchor: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A note call (DPUB `doc-noteref`) by the note's label: `17`, or a name.

    `written` is the note's mark in the witness, empty for an editors' note; `is_raised` says that the witness has the
    figures in it raised (¹⁷). Resolve numbers the calls of each note (`number`), and adds the mark that is printed.
    """

    label: NoteLabel
    place: Place
    number: int = 1
    mark: str = ""
    is_raised: bool = False
    written: str = ""

    @property
    def witness(self) -> str:
        """Return the call as the witness has it; nothing for an editors' note."""
        return self.written.translate(RAISE) if self.is_raised else self.written

    @property
    def anchor(self) -> AnchorName:
        """Return the call's address."""
        return ids.note_call(self.label, self.number)


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the text of a locus can be read: the address, with the words where they are known, and its language.

    `seen` is the day on which an editor read the page, `copy` what was read in place of the address.
    """

    url: str
    language: str
    seen: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One citation of a cluster (CSL cite item): the key, the locator, and the words before and after it.

    `faults` says what in it could not be read, or was read otherwise than it is written; resolve adds where the text of
    its locus can be read.
    """

    key: WorkKey
    place: Place
    prefix: Inlines = ()
    locator: Locator = NOWHERE
    remark: Inlines = ()
    seen: bool = False
    without_author: bool = False
    faults: tuple[Fault, ...] = ()
    online: Opened | None = None


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work with the citations of a cluster that belong to it: its own, and those of volumes that contain it."""

    work: WorkKey
    items: tuple[CiteItem, ...]


@dataclass(frozen=True, slots=True)
class Cite(Holder):
    """A cluster of citations; resolve adds its printed form in the house style, and the works it cites."""

    items: tuple[CiteItem, ...]
    place: Place
    content: tuple[Inline, ...] = ()
    works: tuple[CitedWork, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkRef(Holder):
    """The printed citation of one entry, linked to the bibliography. `seen` is `None` where no locus is claimed.

    Of a locus, `url` is where its text can be read, if it is known; `translated` says that it can be read there in
    another language than in the edition cited.
    """

    key: WorkKey
    content: tuple[Inline, ...]
    seen: bool | None = None
    url: str = ""
    translated: bool = False


@dataclass(frozen=True, slots=True)
class CitedRange(Holder):
    """One place in a work, in print (TEI `citedRange`), inside the citation of the work."""

    unit: str
    content: tuple[Inline, ...]
    pages: PageRange | None = None


@dataclass(frozen=True, slots=True)
class Emendation:
    """A change of the witness's text (TEI `app`): the witness's reading, ours, and why.

    `name`, `certainty` and `reason` are empty where the source does not give them. A substitution is written with both
    sides; other emendations put words in or take them away.
    """

    name: AnchorName
    certainty: str
    reason: str
    witness: tuple[Inline, ...]
    reading: tuple[Inline, ...]
    place: Place
    is_substitution: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The beginning of page `n` of the witness (TEI `pb`)."""

    n: str
    place: Place


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Unsupported markup, kept as written so that a check can report it."""

    what: str
    raw: str
    place: Place


Inline = (
    Text
    | Emphasis
    | Strong
    | Foreign
    | Supplied
    | Styled
    | Unclear
    | Gap
    | Mark
    | LineBreak
    | Link
    | Named
    | NoteRef
    | Cite
    | WorkRef
    | CitedRange
    | Emendation
    | PageBreak
    | Unsupported
)
Inlines = tuple[Inline, ...]
