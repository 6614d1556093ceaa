"""Elements made in one expression, for every writer of HTML and XML."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

Content = str | Element
CYRILLIC = re.compile(r"([\u0400-\u04ff]+(?:[\s-]+[\u0400-\u04ff]+)*)")


def append(parent: Element, content: Iterable[Content]) -> Element:
    """Append text and elements to `parent`, text where ElementTree keeps it, and return `parent`."""
    for piece in content:
        if isinstance(piece, Element):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece
    return parent


def element(tag: str, attributes: Mapping[str, str] | None = None, *content: Content) -> Element:
    """Make an element with its attributes and what it holds; attributes with an empty value are left out."""
    kept = {name: value for name, value in (attributes or {}).items() if value}
    return append(Element(tag, kept), content)


def separate(pieces: Iterable[Content], separator: str = ", ") -> list[Content]:
    """Return pieces with a separator between them."""
    return [part for piece in pieces for part in (separator, piece)][1:]


def mark_cyrillic(text: str) -> list[Content]:
    """Return plain text with its Cyrillic words marked `und-Cyrl`, since plain text does not state its language."""
    pieces: list[Content] = list(CYRILLIC.split(text))
    pieces[1::2] = [element("span", {"lang": "und-Cyrl"}, word) for word in pieces[1::2]]
    return pieces
