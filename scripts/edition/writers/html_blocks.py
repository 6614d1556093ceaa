"""The blocks of essay and notes as HTML elements."""

from collections.abc import Iterable, Mapping
from typing import Protocol, assert_never
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
from edition.model.pictures import Figure
from edition.writers.xml import Content, element, separate_by


class Parts(Protocol):
    """Writes what stands inside blocks.

    `of_editors` are the attributes of the editors' words among the author's, where theirs is another language.
    """

    of_editors: Mapping[str, str]

    def inlines(self, nodes: Inlines) -> list[Content]:
        """Return inlines as text and elements."""

    def file(self, path: str) -> str:
        """Return the page's link to a file of the site."""


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
FITTING = 3
"""So many columns fit on a telephone."""
HOLDERS = frozenset({"p", "li"})
"""The elements at whose beginning the number of a block can stand."""


def write(parts: Parts, block: Block, level: int = 1) -> Element:  # noqa: PLR0911 - one for every block
    """Return a block without a number, in a section whose heading is of a level."""
    match block:
        case Paragraph():
            return element("p", None, *parts.inlines(block.content))
        case Quotation():
            source = [element("p", {"class": "source"}, *parts.inlines(block.source))] if block.source else []
            return element("blockquote", None, *write_all(parts, block.blocks), *source)
        case ItemList():
            ordered = {"start": str(block.start) if block.start != 1 else ""}
            items = (_item(parts, item) for item in block.items)
            return element("ol", ordered, *items) if block.is_numbered else element("ul", None, *items)
        case Apart():
            role = ROLES.get(block.part, "")
            name = f"{block.part.value} source" if block.part in AT_THE_SIDE else block.part.value
            return element("div", {"class": name, "role": role}, *write_all(parts, block.blocks, level))
        case Table():
            return _table(parts, block)
        case Figure():
            return element("figure", None, _picture(parts, block), *_caption(parts, block.caption))
        case SubHeading():
            return element(f"h{min(level + block.level - 1, 6)}", {"id": block.anchor}, *parts.inlines(block.content))
        case Break():
            return element("hr")
        case Verse():
            return element("div", {"class": "verse"}, *(_stanza(parts, stanza) for stanza in block.stanzas))
        case _:
            assert_never(block)


def write_all(parts: Parts, blocks: Iterable[Block], level: int = 1) -> list[Element]:
    """Return blocks without numbers."""
    return [write(parts, block, level) for block in blocks]


def write_in(parts: Parts, blocks: Iterable[Block], spoken: Mapping[str, str], level: int = 1) -> list[Element]:
    """Return blocks without numbers; `spoken` are the attributes of their language where it is not that of the page."""
    written = write_all(parts, blocks, level)
    for block in written:
        block.attrib.update((name, value) for name, value in spoken.items() if value)
    return written


def _table(parts: Parts, table: Table) -> Element:
    """Return a table that is one at any width: its heads may hold note calls, which labels of cells would lose."""
    sides = [f"align-{side}" if side != "left" else "" for side in table.aligned]
    rows = [_row("td", [{"class": side} for side in sides], map(parts.inlines, row)) for row in table.rows]
    named = _row("th", [{"scope": "col", "class": side} for side in sides], map(parts.inlines, table.head))
    head = [element("thead", None, named)] if table.head else []
    whole = element("table", {"class": "counts"}, *head, element("tbody", None, *rows))
    caption = _caption(parts, table.caption)
    reached = {"tabindex": "0" if len(table.aligned) > FITTING else ""}  # so that keys can move it where it is cut off
    return element("figure", reached, *((*caption, whole) if table.is_caption_above else (whole, *caption)))


def _picture(parts: Parts, figure: Figure) -> Element:
    """Return the picture of a figure; if it cannot be published, what it shows in words."""
    if figure.picture.faults:
        return element("span", parts.of_editors, f"[{figure.alternative}]")
    width, height = map(str, figure.size)
    source = {"src": parts.file(figure.picture.path), "alt": figure.alternative, **parts.of_editors}
    return element("img", {**source, "width": width, "height": height, "loading": "lazy"})


def _caption(parts: Parts, words: Inlines) -> list[Element]:
    return [element("figcaption", None, *parts.inlines(words))] if words else []


def _row(tag: str, attributes: Iterable[Mapping[str, str]], cells: Iterable[list[Content]]) -> Element:
    pairs = zip(attributes, cells, strict=False)
    return element("tr", None, *(element(tag, given, *cell) for given, cell in pairs))


def _item(parts: Parts, item: Item) -> Element:
    first, *rest = item.blocks or (None,)
    if isinstance(first, Paragraph) and item.is_tight:
        return element("li", None, *parts.inlines(first.content), *write_all(parts, rest))
    return element("li", None, *write_all(parts, item.blocks))


def _stanza(parts: Parts, lines: Iterable[Line]) -> Element:
    return element("p", None, *separate_by((_line(parts, line) for line in lines), lambda: element("br")))


def _line(parts: Parts, line: Line) -> list[Content]:
    """Return a line of verse; its number is no text, so that it is neither copied nor found."""
    number = [element("span", {"class": "line", "data-n": line.beside})] if line.beside else []
    return [*number, *parts.inlines(line.content)]


def _with_number(written: list[Element], number: Element) -> list[Element]:
    """Return the elements of a unit with its number at the beginning of its first words."""
    holder = next((part for part in written[0].iter() if part.tag in HOLDERS), None)
    if holder is None:
        return [number, *written]
    number.tail, holder.text = holder.text, None
    holder.insert(0, number)
    return written


def numbered(
    parts: Parts, unit: Unit, reference: str, level: int = 1, language: Mapping[str, str] | None = None
) -> Element:
    """Return a numbered unit, which is one element, with its number, which is a link to its own address.

    `language` are the attributes of a text whose language is not the page's.
    """
    number = ids.paragraph_number(unit.anchor)
    label = {"class": "para", "href": f"#{unit.anchor}", "aria-label": f"{reference}, ¶{number}"}
    mark = element("a", label, f"¶{number} ")  # not every theme and reading system knows a margin inside a line
    whole = {"id": unit.anchor, "class": "essay", **(language or {})}
    if unit.only:
        return element("p", whole, mark, *parts.inlines(unit.content))
    return element("div", whole, *_with_number(write_all(parts, unit.blocks, level), mark))
