"""Turns a witness into the files of the essay and its notes."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition import ids
from edition.ids import AnchorName
from edition.scaffold import blocks, cutting, endnotes, hyphens, lines, markdown, naming, shapes
from edition.scaffold.calls import Call, Calls
from edition.scaffold.cutting import Section, Stretch
from edition.scaffold.endnotes import Found
from edition.scaffold.markdown import Mark
from edition.scaffold.shapes import Shape
from edition.scaffold.words import Words

WITNESS = "citations/witness.txt"
PAGE_BREAK = r"(?<=\S)\s*\f\s*(?=\S)"
"""How `citations/edition.yml` describes the pages of a witness that has form feeds."""
UNIDENTIFIED = "[unidentified, not compared]{.status}"


@dataclass(frozen=True, slots=True)
class SectionFiles:
    """A section of the new edition: its name, its heading as plain words, its two files, the size of its series."""

    name: str
    heading: str
    essay: str
    notes: str


@dataclass(frozen=True, slots=True)
class Essay:
    """The essay of the new edition: its sections, its note calls, and the words joined or kept apart at line ends."""

    text: str
    """The witness from which it was cut."""
    sections: tuple[SectionFiles, ...]
    title: str
    calls: Calls
    notes: int
    """The number of notes in the list at the end, if that became the author's notes."""
    has_pages: bool = False
    hyphens_removed: int = 0
    hyphens_kept: tuple[Stretch, ...] = ()
    page_numbers: tuple[Stretch, ...] = ()
    running_heads: tuple[Stretch, ...] = ()
    foreign: tuple[Stretch, ...] = ()
    """Words in other scripts, each marked with a language."""
    after_title: str = ""
    """The heading directly after the title, unless it is a number or the like; otherwise empty."""
    endnotes: str = ""
    """The heading of the last section if that is a list of notes; otherwise empty."""
    shapes: tuple[Shape, ...] = ()
    """Its blocks, most of which are running text."""
    said: tuple[str, ...] = ()
    """Further remarks for the editor on how it was read."""
    left: Stretch | None = None
    """The title of a list of notes that stays among the paragraphs of the last section."""


class Writer:
    """Writes the sections of a witness as the files of an essay and its notes."""

    def __init__(self, text: str, words: Words, found: Found, numbers: Iterable[Stretch] = ()) -> None:
        """Take the witness, the words for its language, its calls and list of notes, and its page numbers and heads."""
        self.text, self.words, self.found = text, words, found.calls
        self.lines = lines.read(text)
        self.removed_lines = {stretch.start for stretch in numbers}
        """The offsets of page numbers and running heads."""
        self.finder = shapes.Finder(text, self.lines)
        self.shapes: list[Shape] = []
        self.notes = dict(zip(found.calls.calls, found.notes, strict=False))
        self.heading = found.heading
        """The heading of the list of notes, until it is written into a file of notes."""
        self.line_ends = hyphens.Finder(text, words.conjunctions)
        self.marks = [_mark_call(text, call) for call in found.calls.calls]
        self.names: list[str] = []
        self.cited: list[str] = []
        """The labels by which the sections so far are cited."""
        self.removed = 0
        self.kept: list[Stretch] = []
        """Words hyphenated at a line end where the witness does not show whether the hyphen belongs to the word."""

    def mark_pages(self) -> bool:
        """Mark the beginnings of pages if the witness has form feeds; return whether it has."""
        first = lines.read(self.text)[0].start
        begun = [found.end() for found in re.finditer(PAGE_BREAK, self.text)]
        starts = [first, *begun] if begun else []
        words = {note.start: note.paragraphs[0].start for note in self.notes.values()}
        starts = [words.get(at, at) for at in starts]
        self.marks += [Mark(at, at, f"[]{{.pb n={number}}}") for number, at in enumerate(starts, start=1)]
        return bool(begun)

    def remove(self, stretches: Sequence[Stretch], ends: Collection[int], name: str, reason: str) -> None:
        """Remove page numbers or running heads, each by an emendation that includes the space after it.

        At the end of a paragraph (`ends`) it includes the space before instead, unless a page begins there.
        """
        for count, one in enumerate(stretches, start=1):
            (start, end), words = (one.start, one.end), self._plain(self.text[one.start : one.end])
            before = len(self.text[:start].rstrip())
            if end not in ends:
                end, words = lines.next_word(self.text, end), f"{words} "
            elif lines.PAGE not in self.text[before:start]:
                start, words = before, f" {words}"
            self.marks.append(Mark(start, end, f"{{--{words}--}}{{>>em-{name}-{count} sure: {reason}<<}}"))

    def _line_ends(self, stretch: Stretch, *, emends: bool) -> Iterator[Mark]:
        for found in self.line_ends.find(stretch):
            if found.word and emends:
                self.removed += 1
                witness = "".join(self.text[found.first : found.last].split())
                reason = f"{{>>em-hyphen-{self.removed} sure: {self.words.hyphen}<<}}"
                yield Mark(found.first, found.last, f"{{~~{witness}~>{found.word}~~}}{reason}")
            else:
                if not (found.is_known or found.spaced):
                    self.kept.append(Stretch(found.first, found.last))
                yield Mark(found.start, found.end, " " if found.spaced else "")

    def line(self, stretch: Stretch, *, emends: bool = True) -> str:
        """Return a stretch of the witness as a line of Markdown; a heading contains no emendations."""
        inside = [mark for mark in self.marks if stretch.start <= mark.start < stretch.end]
        inside += self._line_ends(stretch, emends=emends)
        inside.sort(key=lambda mark: (mark.start, mark.end))
        return markdown.written(self.text, stretch, inside, self.words.language)

    def _plain(self, text: str) -> str:
        """Return plain words as Markdown."""
        return markdown.mark_languages(markdown.escape(text), self.words.language, self.text)

    def section(self, section: Section, heading: str, name: str) -> SectionFiles:
        """Return the files of a section; `heading` and `name` are used if the witness has no words for them."""
        if section.heading:
            name = heading = " ".join(self.text[section.heading.start : section.heading.end].split())
        name = naming.section(name, len(self.names) + 1, self.names, self.words.section, self.words.divisions)
        self.names.append(name)
        supplied = f"[{self._plain(heading)}]{{.supplied}}"
        head = self.line(section.heading, emends=False) if section.heading else supplied
        essay = [f"# {head} {{#{name}{self._label(heading if section.heading else name.capitalize(), name)}}}"]
        calls = [c for p in section.paragraphs for c in self.found.calls if p.start <= c.start < p.end]
        above = self._plain(self.words.notes_to(heading))
        if calls and self.heading:
            above, self.heading = self.line(self.heading, emends=False), None
        notes = [f"# {above} {{#{ids.notes_of(name)}}}"]
        for number, shape in enumerate(self._shapes(section), start=1):
            self.shapes.append(shape)
            essay.append(blocks.write(shape, self.line, ids.paragraph(AnchorName(name), number)))
        notes += [self._note(call) for call in calls]
        return SectionFiles(name, heading, "\n\n".join(essay) + "\n", "\n\n".join(notes) + "\n")

    def _shapes(self, section: Section) -> Iterator[Shape]:
        """Yield the shapes of a section; numbers and heads of pages belong to the line before them."""
        found: list[Shape] = []
        for stretch in section.paragraphs:
            inside = [line for line in self.lines if stretch.start <= line.start < stretch.end]
            own = [line for line in inside if line.start not in self.removed_lines] or inside
            kinds = self.finder.find(own)
            found += shapes.cover(kinds, inside) if len(own) < len(inside) else kinds
        yield from blocks.join(found)

    def _label(self, cited: str, name: str) -> str:
        """Return the label that a section needs because another section is already cited by the same heading."""
        again = cited in self.cited
        self.cited.append(cited)
        return f' n="{name}"' if again else ""

    def _note(self, call: Call) -> str:
        """Return a note: the one in the list at the end of the witness, or else one marked as not yet identified."""
        follows = any(call is other for _, other in self.found.gaps)
        said = f' n="{call.mark}"' if call.sign or follows else ""
        if call not in self.notes:
            status = UNIDENTIFIED.replace(".status", f".status{said}")
            return f"[^{call.label}]: {status} {self.words.unidentified}"
        first, *rest = (self.line(stretch) for stretch in self.notes[call].paragraphs)
        opening = f"[^{call.label}]: [author]{{.status{said}}} {first}"
        return "\n\n".join([opening, *(f"    {markdown.escape_opening(words)}" for words in rest)])


def _mark_call(text: str, call: Call) -> Mark:
    """Return the mark of a note call; a space is added if a word follows directly."""
    space = " " if text[call.end : call.end + 1].isalpha() else ""
    return Mark(call.start, call.end, f"[^{call.label}]{space}")


def write(text: str, words: Words, headings: Sequence[str], title: str, author: str = "") -> Essay:
    """Return the essay cut from a witness at its headings, or at those named.

    `title` heads a text without headings; `author` is the name that a line below the title may have.

    Raises:
        CutError: if the witness has no words, or a heading that is named is not in it.
    """
    cut = cutting.cut(text, words.divisions, headings, author)
    found = endnotes.find(text, cut.sections, words)
    sections = found.sections
    writer = Writer(text, words, found, (*cut.page_numbers, *cut.running_heads))
    listed = (stretch for note in found.notes for stretch in note.paragraphs)
    ends = {stretch.end for stretch in (*(p for section in sections for p in section.paragraphs), *listed)}
    writer.remove(cut.page_numbers, ends, "page", words.page_number)
    writer.remove(cut.running_heads, ends, "head", words.running_head)
    has_pages = writer.mark_pages()
    whole = len(sections) == 1
    without = (title, words.text) if whole else (words.beginning, words.beginning)
    written = tuple(writer.section(section, *without) for section in sections)
    own = cutting.title(text, sections, words.divisions, author)
    is_alone = own and not whole and not sections[0].paragraphs
    after = cutting.title(text, sections[1:], words.divisions) if is_alone else ""
    after = "" if after == own else after
    last = written[-1].heading
    return Essay(
        text,
        written,
        own,
        found.calls,
        notes=len(found.notes),
        has_pages=has_pages,
        hyphens_removed=writer.removed,
        hyphens_kept=tuple(writer.kept),
        page_numbers=cut.page_numbers,
        running_heads=cut.running_heads,
        foreign=tuple(Stretch(*run) for run in markdown.find_foreign(text, words.language)),
        after_title=after,
        endnotes="" if whole or last.rstrip(".:").casefold() not in words.endnotes else last,
        shapes=tuple(writer.shapes),
        left=found.left,
    )
