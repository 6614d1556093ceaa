"""Reads a file of notes: footnote definitions, each opened by the words of its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.document import Note, NotesFile, Paragraph, Status, UnsupportedBlock
from edition.readers import inlines
from edition.readers.essay import line_of, unsupported_block
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from edition.model.inline import Inlines


class _Reader:
    def __init__(self, markdown: MarkdownIt, source: SourceFile) -> None:
        self.markdown = markdown
        self.source = source
        self.heading: Inlines = ()
        self.anchor = ""
        self.notes: list[Note] = []
        self.unsupported: list[UnsupportedBlock] = []
        self.seen: dict[str, int] = {}

    def read(self) -> None:
        tokens = self.markdown.parse(self.source.text)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "footnote_reference_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "footnote_reference_close")
                self.notes.append(self._note(str(token.meta["label"]), tokens[at + 1 : end]))
                at = end
            elif token.type == "inline":
                self._outside(tokens[at - 1], token)
            elif block := unsupported_block(token, self.source):
                self.unsupported.append(block)
            at += 1

    def _outside(self, opening: Token, token: Token) -> None:
        line = line_of(token)
        anchor, content = inlines.read(self.markdown, self.source, token, line)
        if opening.tag == "h1" and not self.heading:
            self.heading, self.anchor = content, anchor
        else:
            place = self.source.whole_line(line)
            self.unsupported.append(UnsupportedBlock(opening.type.removesuffix("_open") + " outside a note", place))

    def _note(self, label: str, tokens: list[Token]) -> Note:
        status: Status | None = None
        body: list[Paragraph] = []
        evidence: list[Paragraph] = []
        for at, token in enumerate(tokens):
            if token.type != "inline":
                if block := unsupported_block(token, self.source):
                    self.unsupported.append(block)
                continue
            line = line_of(token)
            if tokens[at - 1].type != "paragraph_open" or token.level != tokens[0].level + 1:
                place = self.source.whole_line(line)
                self.unsupported.append(UnsupportedBlock(tokens[at - 1].type.removesuffix("_open"), place))
                continue
            opened_by = inlines.class_of_first_span(token)
            words = self._take_span(token) if opened_by in {"status", "evidence"} else ""
            _, content = inlines.read(self.markdown, self.source, token, line)
            place = self.source.whole_line(line)
            if opened_by == "status" and status is None:
                status = _status(words, self._place(label, line, words))
            paragraph = Paragraph("", content, place)
            (evidence if opened_by == "evidence" or evidence else body).append(paragraph)
        return Note(label, status, tuple(body), tuple(evidence), self._definition(label))

    def _take_span(self, token: Token) -> str:
        children = token.children or []
        end = next(i for i, child in enumerate(children) if child.type == "span_close")
        words = "".join(child.content for child in children[1:end])
        rest = children[end + 1 :]
        if rest and rest[0].type == "text":
            rest[0].content = rest[0].content.lstrip()
        token.children = rest
        return words

    def _place(self, label: str, line: int, words: str) -> Place:
        column = self.source.line(line).find(words) + 1
        return Place(self.source.path, line, max(1, column), max(1, len(words) or len(label)))

    def _definition(self, label: str) -> Place:
        """Give the place of a definition; of two with one label, each gets its own."""
        mark = f"[^{label}]:"
        start = self.seen.get(label, 0)
        offset = self.source.text.find(mark, start)
        self.seen[label] = offset + len(mark)
        return self.source.place(max(0, offset), len(mark) - 1)


def _status(words: str, place: Place) -> Status:
    certainty, _, wording = words.partition(",")
    return Status(certainty.strip().strip("."), wording.strip().strip(".").replace("'", "’"), place)


def read(markdown: MarkdownIt, source: SourceFile, section: str) -> tuple[NotesFile, tuple[UnsupportedBlock, ...]]:
    """Read a file of notes, and the blocks in it that the notation does not have.

    `section` is the section's name in the configuration; it makes the anchor where the heading gives none.
    """
    reader = _Reader(markdown, source)
    reader.read()
    anchor = reader.anchor or f"notes-{section}"
    place = source.whole_line(1)
    return NotesFile(anchor, reader.heading, tuple(reader.notes), place), tuple(reader.unsupported)
