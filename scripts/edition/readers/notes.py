"""Reads a file of notes: footnote definitions, each opened by the words of its status."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition import ids
from edition.diagnostics import Fault
from edition.ids import NO_ANCHOR, NoteLabel
from edition.model.blocks import Block, Paragraph
from edition.model.document import Note, NotesFile, Section, Status
from edition.model.inline import Inline, Inlines, NoteRef
from edition.readers import blocks, inlines
from edition.readers.figures import is_figure
from edition.readers.pictures import Pictures
from edition.readers.structure import Structure
from edition.readers.tables import is_table, join_captions
from edition.readers.verse import is_verse
from edition.resolve.walks import change_contents
from edition.source import Place, SourceFile
from edition.words import Words, bare


def _is_set_off(tokens: Sequence[Token]) -> bool:
    """Return whether a paragraph in CommonMark is another block in our notation: verse, a table or a figure."""
    return is_verse(tokens[1].content) or is_table(tokens) or is_figure(tokens[1])


class _Reader(Structure):
    def __init__(self, markdown: MarkdownIt, source: SourceFile, words: Words, pictures: Pictures) -> None:
        super().__init__(markdown, source, pictures)
        self.own = words
        self.heading: Inlines = ()
        self.anchor = NO_ANCHOR
        self.notes: list[Note] = []
        self.seen: dict[str, int] = {}
        self.place = source.whole_line(1)

    def read_notes(self) -> None:
        tokens, strange = blocks.parse(self.markdown, self.source)
        self.unsupported += strange
        outside = False
        for block in blocks.split(tokens):
            if block[0].type == "footnote_reference_open":
                outside = False
                self.notes.append(self._note(NoteLabel(str(block[0].meta["label"])), block[1:-1]))
            elif block[0].type == "heading_open" and block[0].tag == "h1" and not self.heading:
                self.place = blocks.place_of(block, self.source)
                self.anchor, self.heading = inlines.read(self.markdown, self.source, block[1], self.place.line)
            elif block[0].type != "code_block" or not outside:  # what was meant as a paragraph of the note before it
                words = outside = block[0].type in {"heading_open", "paragraph_open"}
                self.unsupported += blocks.report_unsupported(block, self.source, " outside a note" if words else "")

    def _note(self, label: NoteLabel, tokens: Sequence[Token]) -> Note:
        status: Status | None = None
        written = ""
        body: list[Block] = []
        evidence: list[Block] = []
        for block in join_captions(tokens):
            if block[0].type != "paragraph_open" or _is_set_off(block):
                self._append_block(block, evidence or body)
                continue
            token, place = block[1], blocks.place_of(block, self.source)
            opened_by = inlines.class_of_first_span(token)
            opens = opened_by == "evidence" or (opened_by == "status" and status is None)
            known = {"class", "n"} if opened_by == "status" else {"class"}
            if opens and token.children and (strange := set(token.children[0].attrs) - known):
                what = f"“{', '.join(sorted(strange))}”, an attribute of the words that open a paragraph"
                self.report(what, place)
            if opens and opened_by == "status" and token.children:
                written = str(token.children[0].attrs.get("n", "")).strip()
            words = self._take_span(token) if opens else ""
            mark = bare(self.own("note.evidence"))
            if opened_by == "evidence" and words.strip(" .").lower() not in {"evidence", mark.lower()}:
                what = f"“{words}” as the mark of the evidence, which is printed as “{mark}”"
                self.report(what, place)
            if opened_by == "evidence" and evidence:
                what = "a second mark of the evidence, which runs to the end of the note"
                self.report(what, place, "take the mark out.")
            anchor, content = inlines.read(self.markdown, self.source, token, place.line)
            self._report_anchor(anchor, place)
            if opened_by == "status" and status is None:
                status = _status(words, self._place(label, place.line, words), self.own)
            if other := blocks.find_disguise(token.content, self.source, place.line):
                self.unsupported.append(other)
            paragraph = Paragraph(NO_ANCHOR, content, place)
            (evidence if opened_by == "evidence" or evidence else body).append(paragraph)
        return Note(label, status, tuple(body), tuple(evidence), self._definition(label), written)

    def _append_block(self, tokens: Sequence[Token], found: list[Block]) -> None:
        """Append a block that is not a paragraph to those before it."""
        if (block := self.block(tokens)) is not None:
            self._report_anchor(block.anchor, block.place)
            found.append(replace(block, anchor=NO_ANCHOR) if block.anchor else block)

    def _report_anchor(self, anchor: str, place: Place) -> None:
        if anchor:
            what = f"an anchor (“{anchor}”) of a paragraph in a note, whose address is its label"
            self.report(what, place)

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
        """Return the place of a definition; of two with one label, each gets its own."""
        mark = f"[^{label}]:"
        start = self.seen.get(label, 0)
        offset = self.source.text.find(mark, start)
        self.seen[label] = offset + len(mark)
        return self.source.place(max(0, offset), len(mark) - 1)


def _status(typed: str, place: Place, words: Words) -> Status:
    """Return a status; terms may be in the language of the notes or in English."""
    certainty, _, wording = typed.partition(",")
    certainty, wording = (part.strip().strip(".") for part in (certainty, wording))
    return Status(words.as_english("certainty", certainty), words.as_english("wording", wording), place)


def read(
    markdown: MarkdownIt, source: SourceFile, section: str, words: Words, pictures: Pictures
) -> tuple[NotesFile, tuple[Fault, ...]]:
    """Read a file of notes; also return the faults for blocks that the notation does not support.

    `section` is the section's name in the configuration; the anchor is made from it if the heading has none. `words`
    are those of the notes' language, in which the terms of a status may be typed.
    """
    reader = _Reader(markdown, source, words, pictures)
    reader.read_notes()
    anchor = reader.anchor or ids.notes_of(section)
    return NotesFile(anchor, reader.heading, tuple(reader.notes), reader.place), tuple(reader.unsupported)


def add_marks(
    sections: Iterable[Section], files: Sequence[NotesFile]
) -> tuple[tuple[Section, ...], tuple[NotesFile, ...]]:
    """Return essay and notes with the marks of notes, as printed in the witness, in their calls."""
    marks = {note.label: note.mark for file in reversed(files) for note in reversed(file.notes)}

    def add(node: Inline) -> Inline:
        return replace(node, written=marks[node.label]) if isinstance(node, NoteRef) and node.label in marks else node

    return change_contents(sections, files, add)
