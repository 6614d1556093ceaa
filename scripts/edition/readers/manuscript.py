"""Reads a text in Markdown, as pandoc and other programs write it, to make an edition from it.

It is divided into headings, blocks and notes in our notation; anything the notation does not support is a fault.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from edition.diagnostics import Fault
from edition.model import figures
from edition.model.blocks import Apart, Block, Break
from edition.model.inline import Cite, Emendation, Inline, NoteRef, Unsupported
from edition.model.pictures import Figure
from edition.model.text import walk
from edition.readers import blocks, inlines, syntax, tables, verse
from edition.readers.blocks import unsupported_fault
from edition.readers.pictures import Pictures
from edition.readers.structure import Structure
from edition.source import SourceFile

METADATA = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE_BLOCK = re.compile(r"\A(?:% ?[^\n]*(?:\n|\Z)){1,3}")
FIELD = re.compile(r"^(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
ATTRIBUTES = re.compile(r"\s*\{(?P<given>[^{}]*)\}\s*$")
ID = re.compile(r"#(?P<id>[^\s}]+)")
DEFINITION = re.compile(r"\s*\[\^[^\]\n]+\]:[ \t]*")
IN_TITLE = ("title", "author", "date")
"""The lines of pandoc's `pandoc_title_block`."""
INLINE_NOTE = re.compile(r"(?<!\\)\^\[")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (`level` from 1 on), a note (`label`) or another block, in our notation and without an anchor.

    `takes_anchor` is true if a block has its own number; `needs_caption` if only a caption could carry the anchor.
    """

    text: str
    line: int
    level: int = 0
    label: str = ""
    id: str = ""
    takes_anchor: bool = True
    needs_caption: bool = False
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text in Markdown: its pieces in order, its metadata, and faults for what cannot be kept."""

    pieces: tuple[Piece, ...]
    fields: dict[str, str]
    faults: tuple[Fault, ...]


def _take_fields(text: str) -> tuple[str, dict[str, str]]:
    """Return a text with empty lines in place of its metadata, and these by name; values of several lines are empty."""
    found = METADATA.match(text)
    if found and FIELD.search(found["fields"]):
        fields = {field["name"].lower(): field["value"].strip("\"'|>") for field in FIELD.finditer(found["fields"])}
        return "\n" * found[0].count("\n") + text[found.end() :], fields
    found = TITLE_BLOCK.match(text)
    if found:
        lines = [line.removeprefix("%").strip() for line in found[0].splitlines()]
        return "\n" * found[0].count("\n") + text[found.end() :], dict(zip(IN_TITLE, lines, strict=False))
    return text, {}


def read_fields(text: str) -> dict[str, str]:
    """Return the metadata at the beginning of a text in Markdown: `title`, `author`, `lang`."""
    return _take_fields(text)[1]


def _join_lines(written: str) -> str:
    """Join the lines of a paragraph, except at intended line breaks."""
    lines = written.split("\n")
    parts = [line.strip().removesuffix("\\").rstrip() for line in lines]
    ended = [line.endswith(("\\", "  ")) for line in lines[:-1]]
    return parts[0] + "".join(("\\\n" if end else " ") + part for end, part in zip(ended, parts[1:], strict=True))


class _Reader:
    def __init__(self, source: SourceFile, language: str) -> None:
        text, self.fields = _take_fields(source.text)
        self.source = replace(source, text=text)
        self.markdown = syntax.parser(language)
        self.faults: list[Fault] = []

    def read(self) -> Iterator[Piece]:
        tokens, strange = blocks.parse(self.markdown, self.source)
        self.faults += strange
        for found in INLINE_NOTE.finditer(self.source.text):
            self._report("a note inside its sentence (`^[…]`)", found.start(), "write `[^1]`, and `[^1]: …` below.")
        for block in tables.join_captions(tokens):
            if block[0].type == "heading_open":
                yield self._heading(block)
            elif block[0].type == "footnote_reference_open":
                yield self._note(block)
            elif block[0].type != "html_block" or not block[0].content.lstrip().startswith("<!--"):
                yield from self._block(block)

    def _report(self, what: str, offset: int, fix: str) -> None:
        self.faults.append(unsupported_fault(what, self.source.place(offset), fix))

    def _lines(self, block: Sequence[Token]) -> str:
        """Return the lines of a block."""
        maps = [token.map for token in block if token.map]
        end = max(end for _, end in maps) + block[0].type.startswith(
            "container"
        )  # whose last line the parser leaves out
        lines = self.source.text.split("\n")[min(start for start, _ in maps) : end]
        return "\n".join(lines).strip("\n").rstrip()

    def _heading(self, block: Sequence[Token]) -> Piece:
        words = " ".join(block[1].content.split())
        found = ATTRIBUTES.search(words)
        given = ID.search(found["given"]) if found else None
        bare = words[: found.start()] if found else words
        _, content = inlines.read(self.markdown, self.source, block[1], blocks.line_of(block[0]))
        self.faults += filter(None, map(_fault, walk(content)))
        if any(isinstance(node, NoteRef) for node in walk(content)):
            place = blocks.place_of(block, self.source)
            self.faults.append(unsupported_fault("a note call in a heading", place, "call the note in the text."))
        return Piece(bare, blocks.line_of(block[0]), int(block[0].tag[1:]), id=given["id"] if given else "")

    def _note(self, block: Sequence[Token]) -> Piece:
        label = str(block[0].meta["label"])
        for part in tables.join_captions(block[1:-1]):
            found = self._check(part)
            self.faults += _report_figures((found,) if found else ())
        first, *rest = (DEFINITION.sub("", self._lines(block), count=1) if len(block) > 2 else "").split("\n")  # noqa: PLR2004 - an empty note
        lines = [first, *(re.sub(r"^(?: {1,4}|\t)", "", line) for line in rest)]
        text = "\n".join(
            f"    {line}" if number and line.strip() else line.strip("\n") for number, line in enumerate(lines)
        )
        return Piece(text, blocks.place_of(block, self.source).line, label=label)

    def _block(self, block: Sequence[Token]) -> Iterator[Piece]:
        written = self._lines(block)
        is_table = tables.is_table(block)
        is_prose = block[0].type == "paragraph_open" and not is_table and not verse.is_verse(block[1].content)
        is_captioned = is_table and block[-1].type == "paragraph_close"
        found = self._check(block)
        if found:
            takes_anchor = not isinstance(found, Break | Apart)
            is_figure = isinstance(found, Figure)
            self.faults += () if is_figure else _report_figures((found,))
            text = "* * *" if isinstance(found, Break) else _join_lines(written) if is_prose else written
            line, needs = blocks.line_of(block[0]), is_table and not is_captioned
            yield Piece(text, line, takes_anchor=takes_anchor, needs_caption=needs, is_figure=is_figure)

    def _check(self, block: Sequence[Token]) -> Block | None:
        """Return the block made by tokens if our notation supports it; report what an essay cannot contain."""
        structure = Structure(self.markdown, self.source, Pictures())
        found = structure.block(block)
        self.faults += structure.unsupported
        self.faults += filter(None, map(_fault, walk(found.content) if found else ()))
        return found


def _report_figures(given: Iterable[Block]) -> Iterator[Fault]:
    """Yield a fault for each figure in a note, or inside another block."""
    what, fix = "a figure in a note or inside another block", "remove it; add it when the edition is made."
    return (Fault(figure.place, what, fix) for figure in figures.find(given))


def _fault(node: Inline) -> Fault | None:
    """Return the fault of an inline that the text of an edition cannot contain."""
    match node:
        case Unsupported():
            return unsupported_fault(
                f"{node.what.replace('_', ' ')} “{node.raw}”", node.place, "remove it, or write its words alone."
            )
        case Cite():
            return unsupported_fault(
                "a citation in the text", node.place, "write it out; cite in the notes of the edition."
            )
        case Emendation():
            return unsupported_fault(
                "a tracked change", node.place, "accept or reject it first (`--track-changes=accept`)."
            )
        case _:
            return None


def _calls(pieces: Sequence[Piece], source: SourceFile) -> Iterator[Fault]:
    """Yield faults for notes with the same label, and for calls without a note."""
    labels = [piece.label for piece in pieces if piece.label]
    for piece in pieces:
        place = source.whole_line(piece.line)
        if piece.label and labels.count(piece.label) > 1:
            yield Fault(place, f"two notes are called [^{piece.label}]", "give one of them another label.")
        for found in syntax.NOTE_CALL.finditer(piece.text):
            if found["label"] not in labels:
                what = f"[^{found['label']}] calls a note that the file does not have"
                yield Fault(place, what, "add the note, or remove the call.")


def read(source: SourceFile, language: str) -> Manuscript:
    """Read a text in Markdown."""
    reader = _Reader(source, language)
    pieces = tuple(reader.read())
    faults = dict.fromkeys((*reader.faults, *_calls(pieces, source)))
    return Manuscript(pieces, reader.fields, tuple(sorted(faults, key=lambda fault: fault.place.line)))
