"""The edition as Markdown that pandoc reads back: footnotes, anchors as spans, every sign of the text escaped.

Pandoc's Markdown with its default extensions (`footnotes`, `bracketed_spans`, `all_symbols_escapable`, `smart`).
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from edition import ids
from edition.model import inline
from edition.model.blocks import (
    Apart,
    Block,
    Break,
    Item,
    ItemList,
    Line,
    Paragraph,
    Quotation,
    SubHeading,
    Table,
    Unit,
    Verse,
)
from edition.model.edition import Edition
from edition.model.pictures import Figure
from edition.model.placed import PlacedNote
from edition.model.text import DOUBT
from edition.style.citations import ONLINE, UNSEEN, legend
from edition.words import Words
from edition.writers import text

SPECIAL = re.compile(r"[\\`*_\[\]<>#~^$@|{}\"'&]|!$|\.(?=\.)|(?<=\.)\.|-(?=-)|(?<=-)-")
ENUMERATOR = re.compile(r"^(\(?[0-9A-Za-z]{1,9})([.)]\s)|^([-+:%])(\s)")
"""What would open a list, a definition or a title block at the head of a paragraph."""


ATTRIBUTE = re.compile(r"[\\\"]")
"""A sign that is escaped in the value of an attribute."""
RULES = {"left": ":---", "right": "---:", "center": ":---:"}
"""What aligns a column of a table."""


def escape(words: str) -> str:
    """Return words for Markdown, with every sign that could be markup escaped."""
    return SPECIAL.sub(lambda found: "\\" + found[0], words)


def escape_block(words: str) -> str:
    """Return a paragraph that no program reads as a list item."""
    return ENUMERATOR.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}{found[4]}", words)


def _style(look: inline.Look, words: str) -> str:
    """Return words with their look; pandoc wants no bare space in what it raises or lowers."""
    sign = {inline.Look.SUPERSCRIPT: "^", inline.Look.SUBSCRIPT: "~"}.get(look)
    return f"{sign}{words.replace(' ', chr(92) + ' ')}{sign}" if sign else f"[{words}]{{.{look.value}}}"


def _prefix(sign: str, lines: str) -> str:
    """Return lines with a sign before each; white space alone stands before none that is empty."""
    return "\n".join(f"{sign}{line}" if line else sign.rstrip() for line in lines.split("\n"))


class Writer:
    """Writes inlines; `anchors` are the addresses that the document has, `notes` says whether it has notes."""

    def __init__(
        self, anchors: frozenset[str], words: Words, *, notes: bool, inside: Iterable[PlacedNote] = ()
    ) -> None:
        """Write for a document with these addresses; the notes `inside` others are printed at their ends."""
        self.words = words
        self.anchors = anchors
        self.notes = notes
        self.within: dict[str, list[PlacedNote]] = {}
        for note in inside:
            self.within.setdefault(note.inside, []).append(note)
        self.inside = {note.label: note for notes_ in self.within.values() for note in notes_}

    def inlines(self, nodes: inline.Inlines) -> str:
        """Return inlines as Markdown."""
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: inline.Inline) -> str:
        match node:
            case inline.Text():
                return escape(node.text)
            case inline.Emphasis():
                return f"*{self.inlines(node.content)}*"
            case inline.Strong():
                return f"**{self.inlines(node.content)}**"
            case inline.Foreign():
                return f"[*{self.inlines(node.content)}*]{{lang={node.lang}}}"
            case inline.Supplied():
                return f"\\[{self.inlines(node.content)}\\]"
            case inline.Styled():
                return _style(node.look, self.inlines(node.content))
            case inline.Unclear():
                return f"[{self.inlines(node.content)}{escape(DOUBT)}]{{.unclear}}"
            case inline.Gap():
                return f"[{escape(node.printed)}]{{.gap}}"
            case inline.Mark():
                return escape(f"{node.text} ")
            case inline.LineBreak():
                return "\\\n"
            case inline.Link():
                return self._link(node.target, self.inlines(node.content))
            case inline.Named() | inline.Cite() | inline.CitedRange():
                return self.inlines(node.content)
            case inline.NoteRef():
                if node.label in self.inside:
                    return self._link(f"#{ids.note(node.label)}", f"\\[{escape(node.mark)}\\]")
                return f"[^{node.label}]" if self.notes else ""
            case inline.WorkRef():
                unseen = UNSEEN if node.seen is False else ""
                online = f"[{ONLINE}](<{node.url}>)" if node.url else ""
                return self._link(f"#{ids.entry(node.key)}", self.inlines(node.content)) + unseen + online
            case inline.Emendation():
                return f"[{self.inlines(node.reading)}]{{#{node.name}}}" if self.notes else self.inlines(node.reading)
            case inline.PageBreak():
                return f"[]{{.pb n={node.n}}}" if self.notes else ""
            case inline.Unsupported():
                return escape(node.raw)
            case _:
                assert_never(node)

    def _link(self, target: str, words: str) -> str:
        if target.startswith("#") and target[1:] not in self.anchors:
            return words
        return f"[{words}](<{target}>)"

    def unit(self, paragraph: Unit) -> Iterator[str]:
        """Yield a numbered unit of the essay after the blocks that stand before it.

        Its number bears its anchor; of several blocks, a `div` that holds them.
        """
        yield from map(self.block, paragraph.before)
        number = ids.paragraph_number(paragraph.anchor)
        if not paragraph.only:
            inner = "\n\n".join([f"¶{number}", *map(self.block, paragraph.blocks)])
            yield f"::: {{#{paragraph.anchor} .para}}\n\n{inner}\n\n:::"
            return
        yield f"[¶{number}]{{#{paragraph.anchor} .para}} {self.inlines(paragraph.content)}"

    def block(self, given: Block) -> str:
        """Return a block without a number."""
        match given:
            case Paragraph():
                return escape_block(self.inlines(given.content))
            case Quotation():
                parts = [*map(self.block, given.blocks), *([self.inlines(given.source)] if given.source else [])]
                return _prefix("> ", "\n\n".join(parts))
            case ItemList():
                signs = [f"{item.mark.text}  " if given.is_numbered else "-   " for item in given.items]
                return "\n\n".join(map(self._item, signs, given.items))
            case Apart():
                inner = "\n\n".join(map(self.block, given.blocks))
                return f"::: {given.part.value}\n\n{inner}\n\n:::"
            case Table():
                return self._table(given)
            case Figure():
                width = f" width={given.width}px" if given.width else ""
                shown = ATTRIBUTE.sub(r"\\\g<0>", given.alternative)
                return f'![{self.inlines(given.caption)}](../{given.picture.path}){{alt="{shown}"{width}}}'
            case SubHeading():
                return f"{'#' * given.level} {self.inlines(given.content)}"
            case Break():
                return given.mark.text
            case Verse():
                return "\n|\n".join("\n".join(map(self._line, stanza)) for stanza in given.stanzas)
            case _:
                assert_never(given)

    def _line(self, line: Line) -> str:
        number = f"[]{{.line n={line.beside}}}" if line.beside else ""
        return f"| {self.inlines(line.content)}{number}"

    def _table(self, given: Table) -> str:
        """Return a table with a head, which pandoc requires; its cells are empty if the table has no head."""
        heads = given.head or ((),) * len(given.aligned)
        rows = [f"| {' | '.join(map(self.inlines, row))} |" for row in (heads, *given.rows)]
        rows.insert(1, "|".join(["", *(RULES[side] for side in given.aligned), ""]))
        parts = ["\n".join(rows), *([f": {self.inlines(given.caption)}"] if given.caption else [])]
        return "\n\n".join(reversed(parts) if given.is_caption_above else parts)

    def _item(self, sign: str, item: Item) -> str:
        inner = ("\n\n" if len(item.blocks) > 1 else "\n").join(map(self.block, item.blocks))
        return sign + _prefix(" " * len(sign), inner).lstrip()

    def note(self, placed: PlacedNote) -> str:
        """Return a note as a footnote: its status, its paragraphs, its evidence, the notes that are called in it."""
        parts = "\n\n".join(self._paragraphs(placed))
        return _prefix("    ", f"[^{placed.label}]: {parts}").removeprefix("    ")

    def _paragraphs(self, placed: PlacedNote) -> Iterator[str]:
        mark = f"{escape(placed.mark)} " if placed.mark != placed.label and placed.is_authors else ""
        if placed.inside:  # pandoc reads no footnote in another
            mark = f"{placed.title(self.words)} "
        head = f"[]{{#{ids.note(placed.label)}}}{mark}{escape(text.status_in_brackets(placed, self.words))}"
        yield from self._add_head(head, placed.note.body) if placed.note.body else [head]
        yield from self._add_head(f"{self.words('note.evidence')}.", placed.note.printed_evidence)
        for inner in self.within.get(placed.label, ()):
            yield from self._paragraphs(inner)

    def _add_head(self, head: str, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield the blocks of a note with the words at their head; a paragraph continues them on the same line."""
        first, *rest = blocks or (None,)
        if isinstance(first, Paragraph):
            yield escape_block(f"{head} {self.inlines(first.content)}")
        elif first:
            yield from (head, self.block(first))
        yield from map(self.block, rest)


def _head(edition: Edition) -> str:
    """Return the block of metadata; pandoc reads its texts as Markdown."""
    config = edition.config
    fields = {
        "title": config.printed_title,
        "author": config.printed_author,
        "date": str(config.date),
        "version": config.version,
        "rights": config.rights,
    }
    lines = [f"{name}: {json.dumps(escape(words), ensure_ascii=False)}" for name, words in fields.items() if words]
    return "\n".join(["---", *lines, f"lang: {config.language}", "---"])


def _essay(edition: Edition, writer: Writer) -> Iterator[str]:
    for section in edition.sections:
        yield f"# {writer.inlines(section.section.heading)} {{#{section.anchor}}}"
        yield from (block for unit in section.paragraphs for block in writer.unit(unit))


def _emendations(edition: Edition) -> Iterator[str]:
    for placed in edition.emendations:
        where, readings = text.emendation(edition, placed)
        yield f"- [{where}](#{placed.emendation.name}): {escape(readings)}"


def _bibliography(edition: Edition, writer: Writer) -> Iterator[str]:
    for number, heading, entries in edition.groups():
        yield f"## {escape(heading)} {{#group-{number}}}"
        for entry in entries:
            siglum = f"**{escape(entry.work.shorthand)}** " if entry.work.shorthand else ""
            yield f"[]{{#{ids.entry(entry.work.key)}}}{siglum}{writer.inlines(entry.description)}"


def _anchors(edition: Edition) -> frozenset[str]:
    essay = {s.anchor for s in edition.sections} | {p.anchor for s in edition.sections for p in s.paragraphs}
    notes = {ids.note(note.label) for note in edition.notes} | {e.emendation.name for e in edition.emendations}
    return frozenset(essay | notes | {ids.entry(entry.work.key) for entry in edition.entries})


def write_edition(edition: Edition) -> str:
    """Return text, notes as footnotes, emendations and bibliography."""
    words, inside = edition.words, (note for note in edition.notes if note.inside)
    writer = Writer(_anchors(edition), words, notes=True, inside=inside)
    blocks = [_head(edition), *_essay(edition, writer)]
    if edition.emendations:
        blocks += [f"# {words('apparatus.emendations')} {{#emendations}}", "\n".join(_emendations(edition))]
    if edition.entries:
        signs = escape(legend(edition.passages, words))
        blocks += [f"# {words('bibliography.title')} {{#bibliography}}", *([signs] if signs else [])]
        blocks += _bibliography(edition, writer)
    blocks += [writer.note(note) for note in edition.notes if not note.inside]
    return "\n\n".join(blocks) + "\n"


def write_essay(edition: Edition) -> str:
    """Return the reading text alone."""
    essay = frozenset({s.anchor for s in edition.sections} | {p.anchor for s in edition.sections for p in s.paragraphs})
    writer = Writer(essay, edition.words, notes=False)
    return "\n\n".join([_head(edition), *_essay(edition, writer)]) + "\n"
