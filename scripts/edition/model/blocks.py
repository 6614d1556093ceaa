"""The blocks of essay and notes. The union is closed: a writer that forgets a block does not type-check.

A block that is not a paragraph is made of runs of words: verses, items, cells. What only asks for the words takes its
`content`, in which a line end parts the runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from edition.ids import NO_ANCHOR, AnchorName
from edition.model.inline import Inline, Inlines, Mark, Text
from edition.model.pictures import Figure
from edition.source import Place

BULLET = "•"
"""The sign of an item without a number."""
INDENT = "\u00a0"
"""A space that indents a line."""


class Compound:
    """A block of several runs of words."""

    __slots__ = ()
    place: Place

    @property
    def content(self) -> Inlines:
        """Return all its words, with a line end between two runs."""
        return join(runs((self,)), self.place)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `anchor` is empty if the source has none; `numbered` is false if the paragraph has no number."""

    anchor: AnchorName
    content: Inlines
    place: Place
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Quotation(Compound):
    """Words set off as a quotation, and the line that names their source (TEI `cit`, `quote`)."""

    anchor: AnchorName
    blocks: tuple[Block, ...]
    source: Inlines
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """A line of verse: its indent in spaces, its number if lines have any, and that number as printed."""

    words: Inlines
    indent: int = 0
    number: int = 0
    beside: str = ""

    @property
    def content(self) -> Inlines:
        """Return the words after spaces that do not break."""
        return (Text(INDENT * self.indent), *self.words) if self.indent else self.words


@dataclass(frozen=True, slots=True)
class Verse(Compound):
    """Stanzas of lines (TEI `lg`, `l`)."""

    anchor: AnchorName
    stanzas: tuple[tuple[Line, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its sign and its blocks."""

    mark: Mark
    blocks: tuple[Block, ...]

    @property
    def is_tight(self) -> bool:
        """Return whether it is one paragraph with nothing but lists below it, and so set without space around it."""
        return not any(isinstance(block, Paragraph) for block in self.blocks[1:])


@dataclass(frozen=True, slots=True)
class ItemList(Compound):
    """A list (TEI `list`); `start` is the number of its first item, or 0 if it has none."""

    anchor: AnchorName
    start: int
    items: tuple[Item, ...]
    place: Place

    @property
    def is_numbered(self) -> bool:
        """Return whether its items have numbers."""
        return self.items[0].mark.text != BULLET


@dataclass(frozen=True, slots=True)
class Table(Compound):
    """A table (TEI `table`): an optional row of heads, rows of cells, and an optional caption.

    `aligned` has the alignment of each column: `left`, `right` or `center`; `is_caption_above` is true if the caption
    precedes the rows.
    """

    anchor: AnchorName
    aligned: tuple[str, ...]
    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines
    place: Place
    is_caption_above: bool = False

    @property
    def parts(self) -> tuple[Inlines, ...]:
        """Return caption and cells in reading order."""
        cells = tuple(cell for row in (self.head, *self.rows) for cell in row)
        caption = (self.caption,) if self.caption else ()
        return (*caption, *cells) if self.is_caption_above else (*cells, *caption)


class Part(StrEnum):
    """Kinds of blocks set apart at the beginning or end of a text; the values are their names in the sources."""

    EPIGRAPH = "epigraph"
    DEDICATION = "dedication"
    DATELINE = "dateline"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Apart(Compound):
    """Blocks set apart as an epigraph, a dedication, a dateline or a signature."""

    part: Part
    anchor: AnchorName
    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading inside a section; `level` counts from 2, for that of the section is 1.

    Its anchor comes from the unit to which it belongs: contents lead to it, but nobody cites it.
    """

    level: int
    content: Inlines
    place: Place
    anchor: AnchorName = NO_ANCHOR


@dataclass(frozen=True, slots=True)
class Break(Compound):
    """A break between two parts of a section (TEI `milestone`)."""

    mark: Mark
    place: Place
    anchor: AnchorName = NO_ANCHOR


Block = Paragraph | Quotation | Verse | ItemList | Table | Figure | Apart | SubHeading | Break


def runs(blocks: Iterable[Block]) -> Iterator[Inlines]:  # noqa: C901, PLR0912 - one branch for every block
    """Yield the runs of words of some blocks, in reading order."""
    for block in blocks:
        match block:
            case Paragraph() | SubHeading():
                yield block.content
            case ItemList():
                for item in block.items:
                    first, *rest = tuple(runs(item.blocks)) or ((),)
                    yield (item.mark, *first)
                    yield from rest
            case Apart():
                yield from runs(block.blocks)
            case Table():
                yield from block.parts
            case Figure():
                if block.caption:
                    yield block.caption
            case Break():
                yield (block.mark,)
            case Quotation():
                yield from runs(block.blocks)
                if block.source:
                    yield block.source
            case Verse():
                yield from (line.content for stanza in block.stanzas for line in stanza)
            case _:
                assert_never(block)


def join(parts: Iterable[Inlines], place: Place) -> Inlines:
    """Join runs of words into one, with a line end between two."""
    joined: list[Inline] = []
    for number, part in enumerate(parts):
        joined += [Text("\n", place), *part] if number else part
    return tuple(joined)


def map_runs(block: Block, change: Callable[[Inlines], Inlines]) -> Block:  # noqa: PLR0911 - one for every block
    """Return a block with `change` applied to each of its runs, in reading order."""
    match block:
        case Paragraph() | SubHeading():
            return replace(block, content=change(block.content))
        case ItemList():
            items = (replace(item, blocks=tuple(map_runs(b, change) for b in item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case Apart():
            return replace(block, blocks=tuple(map_runs(b, change) for b in block.blocks))
        case Table():
            return _map_table(block, change)
        case Figure():
            return replace(block, caption=change(block.caption) if block.caption else ())
        case Break():
            return block
        case Quotation():
            inner = tuple(map_runs(b, change) for b in block.blocks)
            return replace(block, blocks=inner, source=change(block.source) if block.source else ())
        case Verse():
            stanzas = (tuple(replace(line, words=change(line.words)) for line in stanza) for stanza in block.stanzas)
            return replace(block, stanzas=tuple(stanzas))
        case _:
            assert_never(block)


def _map_table(table: Table, change: Callable[[Inlines], Inlines]) -> Table:
    parts = list(map(change, table.parts))
    caption = parts.pop(0 if table.is_caption_above else -1) if table.caption else ()
    rows = [tuple(parts.pop(0) for _ in row) for row in (table.head, *table.rows)]
    return replace(table, head=rows[0], rows=tuple(rows[1:]), caption=caption)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit cited by one number: the numbered block, and the blocks without a number that continue it.

    `before` are blocks that precede it and open something new, for instance those at the head of a section.
    """

    anchor: AnchorName
    blocks: tuple[Block, ...]
    place: Place
    before: tuple[Block, ...] = ()

    @property
    def content(self) -> Inlines:
        """Return all words of the numbered block and of those that continue it."""
        return self.blocks[0].content if len(self.blocks) == 1 else join(runs(self.blocks), self.place)

    @property
    def only(self) -> Paragraph | None:
        """Return the paragraph if the unit is a single one, as most are; otherwise `None`."""
        first = self.blocks[0]
        return first if len(self.blocks) == 1 and isinstance(first, Paragraph) else None

    @property
    def all_content(self) -> tuple[Inlines, ...]:
        """Return the words of every block before it, then those of `content`."""
        return (*(block.content for block in self.before), self.content)

    def map(self, change: Callable[[Inlines], Inlines]) -> Unit:
        """Return the unit with `change` applied to every run of words, in reading order."""
        before, blocks = (tuple(map_runs(block, change) for block in part) for part in (self.before, self.blocks))
        return replace(self, before=before, blocks=blocks)
