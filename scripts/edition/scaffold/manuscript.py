"""Turns a text in Markdown into the files of an essay and its notes, and into the witness of the edition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from edition import ids
from edition import words as own_words
from edition.diagnostics import Fault
from edition.ids import AnchorName
from edition.model.inline import Inlines
from edition.model.text import witness_text
from edition.readers import essay as essay_reader
from edition.readers import manuscript, syntax
from edition.readers import notes as notes_reader
from edition.readers.manuscript import Manuscript, Piece
from edition.readers.pictures import Pictures as Files
from edition.scaffold import naming
from edition.scaffold.calls import Call, Calls
from edition.scaffold.cutting import CutError
from edition.scaffold.essay import WITNESS, Essay, SectionFiles
from edition.scaffold.pictures import NONE, Left, Pictures
from edition.scaffold.words import Words
from edition.source import SourceFile

SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown"})
"""The suffixes of Markdown files."""
SHOWN = 20
"""Maximum number of faults shown."""
CALL = re.compile(rf"(?<!\\){syntax.NOTE_CALL.pattern}(?!:)")
LINK = re.compile(r"\]\(#(?P<id>[^)\s]+)\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NUMBERED = re.compile(r"^[0-9]+[.)](?=\s)", re.MULTILINE)
"""The number of an item of a list."""
TYPED = re.compile(r"(?<![-\w])---?(?![-\w>])|(?<=\w)---?(?=\w)|\.\.\.")
"""What pandoc writes for dashes and dots."""


class _Writer:
    """Writes the pieces of a manuscript, section by section."""

    def __init__(self, found: Manuscript, words: Words) -> None:
        self.words = words
        self.pieces = [piece for piece in found.pieces if not piece.label]
        self.notes = {piece.label: piece for piece in found.pieces if piece.label}
        called = [label for piece in self.pieces for label in self.calls(piece)]
        for label in called:  # a note that is called in another follows the one in which it is
            called += [inner for inner in self.calls(self.notes[label]) if inner not in called]
        self.numbers = {label: number for number, label in enumerate(dict.fromkeys(called), start=1)}
        self.left = set(self.notes)
        """The labels of notes that no section has yet."""
        self.names: list[str] = []
        self.cited: list[str] = []
        self.targets: dict[str, str] = {}

    def calls(self, piece: Piece) -> list[str]:
        """Return the labels of the notes that a piece calls, in order."""
        return [call["label"] for call in CALL.finditer(piece.text) if call["label"] in self.notes]

    def sections(self) -> list[tuple[Piece | None, list[Piece]]]:
        """Return headings with what follows each; below the title of the whole, the next level opens sections."""
        levels = [piece.level for piece in self.pieces if piece.level]
        top = min(levels, default=1)
        if levels[:1] == [top] and levels.count(top) == 1 and self.pieces[0].level and len(levels) > 1:
            top = min(level for level in levels if level > top)
        found: list[tuple[Piece | None, list[Piece]]] = []
        for piece in self.pieces:
            if 0 < piece.level <= top:
                found.append((piece, []))
            elif not found:
                found.append((None, [piece]))
            else:
                found[-1][1].append(piece)
        return found

    def name(self, heading: Piece | None, fallback: str) -> str:
        """Return a name for the next section, and record it for links."""
        words = _bare(heading.text) if heading else fallback
        name = naming.section(words, len(self.names) + 1, self.names, self.words.section, self.words.divisions)
        self.names.append(name)
        for known in (heading.id, ids.heading(words)) if heading else ():
            self.targets.setdefault(known, name)
        return name

    def markdown(self, text: str) -> str:
        """Return Markdown with the numbers of notes, and with links to sections."""
        numbered = CALL.sub(lambda call: f"[^{self.numbers[call['label']]}]", text)
        return LINK.sub(lambda link: f"](#{self.targets.get(link['id'], link['id'])})", numbered)

    def faults(self, source: SourceFile) -> Iterator[Fault]:
        """Yield faults for notes that are never called, and for links to places other than sections."""
        for label, piece in self.notes.items():
            if label not in self.numbers:
                what = f"the note [^{label}] is never called"
                yield Fault(source.whole_line(piece.line), what, "call it in the text, or remove it.")
        for piece in (*self.pieces, *self.notes.values()):
            for link in LINK.finditer(piece.text):
                if link["id"] not in self.targets:
                    what = f"a link to “#{link['id']}”, which is not a section"
                    yield Fault(
                        source.whole_line(piece.line), what, "write its words alone; link when the edition is made."
                    )

    def section(self, heading: Piece | None, pieces: Sequence[Piece], name: str, fallback: str) -> SectionFiles:
        """Return the files of a section."""
        words = _bare(heading.text) if heading else fallback
        label = f' n="{name}"' if words in self.cited else ""
        self.cited.append(words)
        head = self.markdown(heading.text) if heading else f"[{fallback}]{{.supplied}}"
        essay, number, level = [f"# {head} {{#{name}{label}}}"], 0, 1
        for piece in pieces:
            if piece.level:
                level = min(level + 1, max(2, piece.level - (heading.level if heading else 1) + 1))
                essay.append(f"{'#' * level} {self.markdown(piece.text)}")
                continue
            number += piece.takes_anchor
            anchor = f" {{#{ids.paragraph(AnchorName(name), number)}}}" if piece.takes_anchor else ""
            before = "\n\n:" if piece.needs_caption else ""
            essay.append(f"{self.markdown(piece.text)}{before}{anchor}")
        notes = [f"# {self.words.notes_to(words)} {{#{ids.notes_of(name)}}}", *self._notes(pieces)]
        return SectionFiles(name, words, "\n\n".join(essay) + "\n", "\n\n".join(notes) + "\n")

    def _notes(self, pieces: Sequence[Piece]) -> Iterator[str]:
        called = [label for piece in pieces for label in self.calls(piece)]
        for label in called:
            called += [inner for inner in self.calls(self.notes[label]) if inner not in called]
        for label in dict.fromkeys(called):
            if label in self.left:
                self.left.remove(label)
                yield f"[^{self.numbers[label]}]: [author]{{.status}} {self.markdown(self.notes[label].text)}"


def _bare(heading: str) -> str:
    """Return the words of a heading without markup."""
    return " ".join(re.sub(r"[*_`\\]|\[|\](?:\{[^}]*\}|\([^)]*\))?", "", heading).split())


def _reject(faults: Sequence[Fault]) -> None:
    """Check that all of a manuscript can be kept.

    Raises:
        CutError: if not; the message names each place, with what to do.
    """
    if not faults:
        return
    lines = [f"{fault.place}: {fault.message}\n  fix: {fault.fix}" for fault in faults[:SHOWN]]
    more = [f"and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    message = "\n".join(["not everything in this Markdown can be kept:", "", *lines, *more])
    raise CutError(message)


def _witness(sections: Sequence[SectionFiles], language: str) -> str:
    """Return the words of essay and notes as plain text, with which the edition will be compared."""
    markdown = syntax.parser(language)
    parts, listed = [], []
    for section in sections:
        read, _ = essay_reader.read(markdown, SourceFile("", section.essay), section.name, Files())
        parts += list(read.contents)
        notes, _ = notes_reader.read(
            markdown, SourceFile("", section.notes), section.name, own_words.of(language), Files()
        )
        for note in notes.notes:
            listed += [
                f"{note.mark} {_plain(note.body[0].content)}",
                *(_plain(block.content) for block in note.body[1:]),
            ]
    return "\n\n".join(filter(None, [*map(_plain, parts), *listed])) + "\n"


def _plain(content: Inlines) -> str:
    return "".join(words for words, _ in witness_text(content)).strip()


def _with_title(found: Manuscript) -> Manuscript:
    """Return a manuscript that begins with the title and author given in its metadata."""
    title, author = (found.fields.get(name, "") for name in ("title", "author"))
    first = [Piece(title, 1, level=1)] if title else []
    first += [Piece(author, 1)] if title and author else []
    return replace(found, pieces=(*first, *found.pieces))


def _with_figures(found: Manuscript, pictures: Pictures, source: SourceFile) -> Manuscript:
    """Return a manuscript with its pictures as figures; those that cannot be kept are faults."""
    pieces = (
        replace(piece, text=pictures.kept[piece.line].markdown)
        if piece.is_figure and piece.line in pictures.kept
        else piece
        for piece in found.pieces
    )
    why = {left.line: left for left in pictures.left}
    untyped = Left(0, "it is not so typed")
    lost = [piece.line for piece in found.pieces if piece.is_figure and piece.line not in pictures.kept]
    fix = "put its file beside the text file (`![Caption](name.png)`, alone in its line); or take it out."
    faults = [
        Fault(source.whole_line(line), f"a picture that cannot be kept: {left.why}", left.fix or fix)
        for line in lost
        for left in [why.get(line, untyped)]
    ]
    return replace(found, pieces=tuple(pieces), faults=(*found.faults, *faults))


def _remarks(found: Manuscript, source: SourceFile) -> Iterator[str]:
    """Yield remarks for the editor of an edition made from Markdown."""
    yield f"read as Markdown: from now on, the source is the text of {source.path} without its marks ({WITNESS})"
    if left := [name for name, value in found.fields.items() if not (value and name in {"title", "author", "lang"})]:
        yield f"  not taken: {', '.join(left)}, which stand before the text"
    for piece in found.pieces:
        if len(numbers := NUMBERED.findall(piece.text)) == 1 and piece.text.startswith(numbers[0]):
            yield f"  {source.path}:{piece.line}: a list of one item, “{numbers[0]}”"
            yield "  fix: if this is a sentence, put a backslash before the sign after its number, and begin again"
    if typed := sorted(set(TYPED.findall(COMMENT.sub("", source.text)))):
        yield f"  printed as typed: {', '.join(f'`{signs}`' for signs in typed)}"
        yield "  fix: if they mean dashes and dots, let pandoc write these, `--to=markdown-smart`, and begin again"


def write(source: SourceFile, words: Words, title: str, pictures: Pictures = NONE) -> Essay:
    """Return the essay made from a text in Markdown and its `pictures`; the essay's `text` is the witness.

    Raises:
        CutError: if the text has no words, or contains anything that an edition cannot keep.
    """
    found = _with_title(_with_figures(manuscript.read(source, words.language), pictures, source))
    writer = _Writer(found, words)
    divided = writer.sections()
    if not divided:
        message = "the text has no words"
        raise CutError(message)
    fallback = title if len(divided) == 1 else words.beginning
    names = [writer.name(heading, fallback) for heading, _ in divided]
    _reject(sorted((*found.faults, *writer.faults(source)), key=lambda fault: fault.place.line))
    calls = tuple(Call(0, 0, number) for number in writer.numbers.values())
    pairs = zip(divided, names, strict=True)
    sections = tuple(writer.section(heading, pieces, name, fallback) for (heading, pieces), name in pairs)
    own = _bare(divided[0][0].text) if divided[0][0] else ""
    said = tuple(_remarks(found, source))
    if pictures.kept:
        said += (f"pictures: {len(pictures.kept)} kept, in docs/figures/; say in `alt` what each shows",)
    return Essay(_witness(sections, words.language), sections, own, Calls(calls), len(calls), said=said)
