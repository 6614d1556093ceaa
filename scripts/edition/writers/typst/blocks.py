"""The blocks of essay and notes as Typst markup."""

from collections.abc import Callable, Iterable
from typing import assert_never

from edition.model.blocks import (
    BULLET,
    Apart,
    Block,
    Break,
    ItemList,
    Line,
    Paragraph,
    Quotation,
    SubHeading,
    Table,
    Verse,
)
from edition.model.inline import Inlines
from edition.model.pictures import Figure
from edition.writers.typst.strings import string

POINTS = 0.75
"""Points in a CSS pixel."""
Write = Callable[[Inlines], str]
"""Writes inlines."""


def write(inlines: Write, block: Block) -> str:  # noqa: PLR0911 - one for every block
    """Return a block as markup."""
    match block:
        case Paragraph():
            return inlines(block.content)
        case Quotation():
            words = write_all(inlines, block.blocks)
            return f"#quoted[{words}]" + (f"[{inlines(block.source)}]" if block.source else "[]")
        case ItemList():
            items = ", ".join(f"[{write_all(inlines, item.blocks)}]" for item in block.items)
            return (
                f"#enum(start: {block.start}, {items})" if block.is_numbered else f"#list(marker: [{BULLET}], {items})"
            )
        case Apart():
            return f"#{block.part.value}[{write_all(inlines, block.blocks)}]"
        case Table():
            return _table(inlines, block)
        case Figure():
            opening, caption = inlines(()), inlines(block.caption) if block.caption else ""
            sides = ", ".join(f"{side * POINTS:g}pt" for side in block.size)
            drawn = f"{string(block.picture.name)}, {string(block.alternative)}, {sides}"
            return f"#picture({drawn})[{opening}][{caption}]"
        case SubHeading():
            return f"#heading(level: {block.level}, outlined: false, bookmarked: true)[{inlines(block.content)}]"
        case Break():
            return f'#part-break("{block.mark.text}")'
        case Verse():
            stanzas = ("#parbreak()".join(_line(inlines, line) for line in stanza) for stanza in block.stanzas)
            return f"#verse{''.join(f'[{stanza}]' for stanza in stanzas)}"
        case _:
            assert_never(block)


def write_all(inlines: Write, blocks: Iterable[Block]) -> str:
    """Return blocks as markup; a paragraph after the first continues it, and is not indented."""
    parts = [write(inlines, block) for block in blocks]
    return "\n\n".join(parts)


def _line(inlines: Write, line: Line) -> str:
    """Return a line; its number follows the words, for at its beginning Typst takes the place of the line before."""
    return inlines(line.content) + (f'#line-number("{line.beside}")' if line.beside else "")


def _table(inlines: Write, table: Table) -> str:
    """Return a table; its words are written in the order of reading, for the places in the book are counted so."""
    above = [f"#table-caption(above: true)[{inlines(table.caption)}]"] if table.is_caption_above else []
    head, *rows = ([f"[{inlines(cell)}]" for cell in row] for row in (table.head, *table.rows))
    cells = ", ".join(cell for row in rows for cell in row)
    whole = f"#data-table(({', '.join(table.aligned)},), ({''.join(f'{cell}, ' for cell in head)}), {cells})"
    below = [f"#table-caption[{inlines(table.caption)}]"] if table.caption and not above else []
    return "\n\n".join([*above, whole, *below])
