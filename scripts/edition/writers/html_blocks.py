"""The blocks of essay and notes as HTML elements."""

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.blocks import Block, Line, Paragraph, Quotation, Unit, Verse
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
HOLDERS = frozenset({"p"})
"""The elements at whose beginning the number of a block can stand."""


def write(inlines: Write, block: Block) -> Element:
    """Return a block without a number."""
    match block:
        case Paragraph():
            return element("p", None, *inlines(block.content))
        case Quotation():
            source = [element("p", {"class": "source"}, *inlines(block.source))] if block.source else []
            return element("blockquote", None, *write_all(inlines, block.blocks), *source)
        case Verse():
            return element("div", {"class": "verse"}, *(_stanza(inlines, stanza) for stanza in block.stanzas))
        case _:
            assert_never(block)


def write_all(inlines: Write, blocks: Iterable[Block]) -> list[Element]:
    """Return blocks without numbers."""
    return [write(inlines, block) for block in blocks]


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


def numbered(inlines: Write, unit: Unit, reference: str) -> Element:
    """Return a numbered unit, which is one element, with its number, which is a link to its own address."""
    number = ids.paragraph_number(unit.anchor)
    label = {"class": "para", "href": f"#{unit.anchor}", "aria-label": f"{reference}, ¶{number}"}
    mark = element("a", label, f"¶{number} ")  # not every theme and reading system knows a margin inside a line
    whole = {"id": unit.anchor, "class": "essay"}
    if unit.only:
        return element("p", whole, mark, *inlines(unit.content))
    return element("div", whole, *_with_number(write_all(inlines, unit.blocks), mark))
