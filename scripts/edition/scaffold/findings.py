"""Reports what an editor should know about a witness that became an essay, with the places in it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from edition.config import EditionConfig
from edition.scaffold import lines, markdown, shapes
from edition.scaffold.calls import PLAIN, Call, Calls
from edition.scaffold.cutting import Stretch
from edition.scaffold.essay import WITNESS, Essay
from edition.scaffold.files import Request
from edition.scaffold.shapes import Kind
from edition.source import SourceFile
from edition.style.numbers import quantity

WORDLESS = re.compile(r"[\W\d]+")
BEGINNING = 50
"""How many characters of a block are shown."""
SHOWN = 10
"""Maximum number of places listed for each kind."""


def _list(source: SourceFile, found: Sequence[Stretch | Call], say: Callable[[str], str] = str) -> Iterator[str]:
    """Yield a line for each place: its position, and what `say` returns for its words."""
    for one in found[:SHOWN]:
        yield f"  {source.place(one.start)}: {say(' '.join(source.text[one.start : one.end].split()))}"
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN} more"


def _calls(source: SourceFile, calls: Calls) -> Iterator[str]:
    """Yield where numbers of note calls are missing, and the figures like calls that were left in the text."""
    if calls.calls and not calls.calls[0].sign and calls.calls[0].number > 1:
        yield f"note calls: they begin at {calls.calls[0].number}"
        yield "  fix: nothing for an excerpt; if the source has earlier ones, add them to the text file and begin again"
    for one, other in calls.gaps:
        where = f"after {source.place(one.start)} (call {one.number})"
        yield f"note calls: number {one.number + 1} is missing {where}; the next is {other.number}"
        yield "  fix: if the source has it, add it to the text file and begin again; if not, leave it so"
    if not calls.left:
        return
    figures = quantity(len(calls.left), "figure")
    if calls.missing:
        after = f" after {source.place(calls.calls[-1].start)} (call {calls.missing - 1})" if calls.calls else ""
        yield f"note calls: number {calls.missing} is missing{after}; the numbers must ascend by one"
        yield "  fix: if the source has it, add it to the text file and begin again; if not, the figures below stay"
    yield f"left in the text: {figures} like a note call"
    numbers = {call.mark for call in calls.calls}

    def say(figure: str) -> str:
        number = figure.translate(PLAIN)
        again = ", which is repeated" if number in numbers else ""
        numbers.add(number)
        return figure + again

    yield from _list(source, calls.left, say)


WHY_LEFT = "  the marks of its notes are not those of the calls, in the order of the calls from the first to the last"


def _sections(essay: Essay) -> Iterator[str]:
    """Yield what was taken for headings, and sections that may be mistaken: a title without text, a list of notes."""
    if essay.sections[1:] and not essay.said:
        shown = [f"“{section.heading}”" for section in essay.sections[:SHOWN]]
        more = [f"and {len(essay.sections) - SHOWN} more"] if essay.sections[SHOWN:] else []
        yield f"headings: {', '.join([*shown, *more])}"
        yield "  fix: if some are not, or others are missing, begin again with `--section` for each"
    if essay.after_title:
        yield f"no paragraphs under “{essay.title}”: “{essay.after_title}” was taken for the next heading"
        yield "  fix: nothing if it is; otherwise begin again with `--author` (a name) or `--section` (a subtitle)"
    if essay.notes:
        kind = "notes" if essay.said else "notes at the end"
        yield f"{kind}: {essay.notes}, which became the author’s notes (docs/notes/)"
    if essay.endnotes:
        last = essay.sections[-1]
        yield f"notes at the end: “{last.heading}” became a section of the text (docs/essay/{last.name}.md)"
        yield WHY_LEFT
        yield "  fix: make them the same in the text file, and begin again; or leave the section"
    if essay.left:
        where = SourceFile(WITNESS, essay.text).place(essay.left.start)
        yield f"notes at the end: the list below {where} stays in the text"
        yield WHY_LEFT
        yield "  fix: make them the same in the text file, and begin again; or leave the paragraphs"


def _first_of_each(text: str, found: Sequence[Stretch]) -> Sequence[Stretch]:
    """Return the first stretch of each wording, ignoring figures."""
    first: dict[str, Stretch] = {}
    for one in found:
        first.setdefault(WORDLESS.sub("", text[one.start : one.end]), one)
    return list(first.values())


def report_description(config: EditionConfig, asked: Request) -> Iterator[str]:
    """Yield title, author and language, with a remark on those neither specified nor found in the witness."""
    guessed = config.title_supplied and not asked.title, config.author_supplied and not asked.author
    yield f"title: “{config.title}”{', after the name of the file' if guessed[0] else ''}"
    author = config.author.natural
    yield f"author: not found; “[{author}]” is printed" if guessed[1] else f"author: {author}"
    if any(guessed):
        options = [f"`{option}`" for option, is_guess in zip(("--title", "--author"), guessed, strict=True) if is_guess]
        yield f"  fix: if you know better, delete the folder, and begin again with {' and '.join(options)}"
    if asked.is_assumed:
        yield f"language: not recognised; “{asked.language}” is taken"
        yield "  fix: if it is another, delete the folder, and begin again with `--language`"
    else:
        yield f"language: {asked.language}"


SHAPES = {
    Kind.VERSE: "verse, kept line by line",
    Kind.LIST: "lists",
    Kind.TABLE: "tables, without heads",
    Kind.QUOTATION: "block quotations",
    Kind.LINES: "items with letters, kept as lines",
}


def _shapes(source: SourceFile, essay: Essay) -> Iterator[str]:
    """Yield what was taken for blocks other than running text."""
    for kind, name in SHAPES.items():
        found = [Stretch(shape.start, shape.end) for shape in essay.shapes if shape.kind is kind]
        if found:
            yield f"{name}: {len(found)}; write a paragraph where this is wrong"
            yield from _list(source, found, _shorten)


def _tables_kept(source: SourceFile, essay: Essay) -> Iterator[str]:
    """Yield the paragraphs that look like tables but were kept as paragraphs."""
    finder = shapes.Finder(source.text, ())
    found = [Stretch(shape.start, shape.end) for shape in essay.shapes if finder.is_ruled(shape)]
    if found:
        yield f"kept as paragraphs, although like tables: {len(found)}; their signs belong to the source"
        yield from _list(source, found, _shorten)
        yield "  fix: in the text file, separate the columns by tabs alone, remove `|` and dashes, and begin again"


def _figures_alone(essay: Essay) -> list[Stretch]:
    """Return the lines of paragraphs that are only figures, and may be the numbers of pages."""
    prose = [shape for shape in essay.shapes if shape.kind is not Kind.TABLE]
    removed = {number.start for number in essay.page_numbers}
    found = [line for line in lines.read(essay.text) if line.text.isdecimal() and line.start not in removed]
    inside = (line for line in found if any(shape.start <= line.start < shape.end for shape in prose))
    return [Stretch(line.start, line.end) for line in inside]


def _shorten(words: str) -> str:
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} …"


def report(essay: Essay) -> Iterator[str]:
    """Yield the report on a witness, line by line."""
    source = SourceFile(WITNESS, essay.text)
    yield from essay.said
    yield from _sections(essay)
    yield from _calls(source, essay.calls)
    yield from _shapes(source, essay)
    yield from _tables_kept(source, essay)
    if essay.hyphens_removed:
        yield f"hyphens at line ends: {essay.hyphens_removed} removed, each by an emendation (em-hyphen-…)"
    if essay.hyphens_kept:
        yield f"hyphens at line ends: {len(essay.hyphens_kept)} kept: they may belong to the words"
        yield from _list(source, essay.hyphens_kept, lambda words: "".join(words.split()))
    if essay.page_numbers:
        yield f"page numbers: {len(essay.page_numbers)} removed, each by an emendation (em-page-…)"
    if figures := _figures_alone(essay):
        yield f"figures alone in a line: {len(figures)}, which stay in the text"
        yield from _list(source, figures)
        yield "  fix: if they are page numbers, take them out of the text file, and begin again"
    if essay.running_heads:
        yield f"running heads: {len(essay.running_heads)} removed, each by an emendation (em-head-…)"
        yield from _list(source, _first_of_each(source.text, essay.running_heads))
    if essay.foreign:
        count = len(essay.foreign)
        yield f"words in other letters: {count} marked; correct the language where it is wrong"
        tag = partial(markdown.language_of, text=essay.text)
        yield from _list(source, essay.foreign, lambda words: f"[{words}]{{lang={tag(words)}}}")
