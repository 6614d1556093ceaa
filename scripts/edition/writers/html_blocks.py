"""The blocks of essay and notes as HTML elements."""

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.blocks import (
    Apart,
    Block,
    Break,
    Item,
    ItemList,
    Line,
    Paragraph,
    Part,
    Quotation,
    SubHeading,
    Table,
    Unit,
    Verse,
)
from edition.model.inline import Inlines, Look
from edition.writers.xml import Content, element, separate_by

Write = Callable[[Inlines], list[Content]]
"""Writes inlines."""
TAGS: Mapping[Look, tuple[str, Mapping[str, str] | None]] = {
    Look.SUPERSCRIPT: ("sup", None),
    Look.SUBSCRIPT: ("sub", None),
    Look.SMALL_CAPS: ("span", {"class": "smallcaps"}),
    Look.SPACED: ("span", {"class": "spaced"}),
    Look.UNDERLINE: ("u", None),
}
"""The element of each look, with its attributes."""
ROLES = {Part.EPIGRAPH: "doc-epigraph", Part.DEDICATION: "doc-dedication"}
"""Roles (DPUB-ARIA 1.1) of what is set apart."""
AT_THE_SIDE = (Part.DATELINE, Part.SIGNATURE)
"""What is set apart at the side where lines end, as a source is."""
HOLDERS = frozenset({"p", "li"})
"""The elements at whose beginning the number of a block can stand."""


def write(inlines: Write, block: Block, level: int = 1) -> Element:  # noqa: PLR0911 - one for every block
    """Return a block without a number, in a section whose heading is of a level."""
    match block:
        case Paragraph():
            return element("p", None, *inlines(block.content))
        case Quotation():
            source = [element("p", {"class": "source"}, *inlines(block.source))] if block.source else []
            return element("blockquote", None, *write_all(inlines, block.blocks), *source)
        case ItemList():
            ordered = {"start": str(block.start) if block.start != 1 else ""}
            items = (_item(inlines, item) for item in block.items)
            return element("ol", ordered, *items) if block.is_numbered else element("ul", None, *items)
        case Apart():
            role = ROLES.get(block.part, "")
            name = f"{block.part.value} source" if block.part in AT_THE_SIDE else block.part.value
            return element("div", {"class": name, "role": role}, *write_all(inlines, block.blocks, level))
        case Table():
            return _table(inlines, block)
        case SubHeading():
            return element(f"h{min(level + block.level - 1, 6)}", None, *inlines(block.content))
        case Break():
            return element("hr")
        case Verse():
            return element("div", {"class": "verse"}, *(_stanza(inlines, stanza) for stanza in block.stanzas))
        case _:
            assert_never(block)


def write_all(inlines: Write, blocks: Iterable[Block], level: int = 1) -> list[Element]:
    """Return blocks without numbers."""
    return [write(inlines, block, level) for block in blocks]


def _table(inlines: Write, table: Table) -> Element:
    """Return a table that is one at any width: its heads may hold note calls, which labels of cells would lose."""
    sides = [f"align-{side}" if side != "left" else "" for side in table.aligned]
    rows = [_row("td", [{"class": side} for side in sides], map(inlines, row)) for row in table.rows]
    named = _row("th", [{"scope": "col", "class": side} for side in sides], map(inlines, table.head))
    head = [element("thead", None, named)] if table.head else []
    caption = [element("figcaption", None, *inlines(table.caption))] if table.caption else []
    whole = element("table", {"class": "counts"}, *head, element("tbody", None, *rows))
    return element("figure", None, whole, *caption)


def _row(tag: str, attributes: Iterable[Mapping[str, str]], cells: Iterable[list[Content]]) -> Element:
    pairs = zip(attributes, cells, strict=False)
    return element("tr", None, *(element(tag, given, *cell) for given, cell in pairs))


def _item(inlines: Write, item: Item) -> Element:
    first, *rest = item.blocks or (None,)
    if isinstance(first, Paragraph) and item.is_tight:
        return element("li", None, *inlines(first.content), *write_all(inlines, rest))
    return element("li", None, *write_all(inlines, item.blocks))


def _stanza(inlines: Write, lines: Iterable[Line]) -> Element:
    return element("p", None, *separate_by((inlines(line.content) for line in lines), lambda: element("br")))


def _with_number(parts: list[Element], number: Element) -> list[Element]:
    """Return the elements of a unit with its number at the beginning of its first words."""
    holder = next((part for part in parts[0].iter() if part.tag in HOLDERS), None)
    if holder is None:
        return [number, *parts]
    number.tail, holder.text = holder.text, None
    holder.insert(0, number)
    return parts


def numbered(
    inlines: Write, unit: Unit, reference: str, level: int = 1, language: Mapping[str, str] | None = None
) -> Element:
    """Return a numbered unit, which is one element, with its number, which is a link to its own address.

    `language` are the attributes of a text whose language is not the page's.
    """
    number = ids.paragraph_number(unit.anchor)
    label = {"class": "para", "href": f"#{unit.anchor}", "aria-label": f"{reference}, ¶{number}"}
    mark = element("a", label, f"¶{number} ")  # not every theme and reading system knows a margin inside a line
    whole = {"id": unit.anchor, "class": "essay", **(language or {})}
    if unit.only:
        return element("p", whole, mark, *inlines(unit.content))
    return element("div", whole, *_with_number(write_all(inlines, unit.blocks, level), mark))
