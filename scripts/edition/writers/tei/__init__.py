"""The edition as TEI P5, one file whose `xml:id`s are the anchors of the edition (Guidelines 4.x)."""

from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.writers.tei import header, registers, text
from edition.writers.tei.found import Inventory
from edition.writers.tei.inlines import Writer
from edition.writers.xml import element, serialise

NAMESPACE = "http://www.tei-c.org/ns/1.0"
MIXED = frozenset(
    {"p", "ab", "head", "title", "author", "edition", "witness", "change", "bibl", "date", "publisher", "item", "desc"}
)
"""Elements that contain text, inside which no white space may be added."""


def mark_languages(root: Element) -> Element:
    """Mark untranslated words in TEI instead of with `lang` and `span` as in HTML; return the element."""
    for part in root.iter():
        if lang := part.attrib.pop("lang", ""):
            part.set("xml:lang", lang)
            part.tag = "foreign" if part.tag == "span" else part.tag
    return root


def break_lines(node: Element) -> Element:
    """Put every child of an element without text on its own line."""
    if node.tag not in MIXED and not (node.text or "").strip() and not any(child.tail for child in node):
        node.text = "\n" if len(node) else node.text
        for child in node:
            break_lines(child).tail = "\n"
    return node


def write(edition: Edition) -> str:
    """Return the whole edition as one TEI document."""
    writer = Writer(edition)
    essay = text.body(edition, writer)
    parts = [text.front(edition, writer), essay]
    if back := list(text.back(edition, writer)):
        parts.append(element("back", None, *back))
    rest = [*registers.stand_off(edition), element("text", None, *parts)]
    for part in rest:
        mark_languages(part)
    declared = header.header(edition, Inventory.of(essay), Inventory.of(*rest))
    root = element("TEI", {"xmlns": NAMESPACE, "xml:lang": edition.config.language}, declared, *rest)
    return serialise(break_lines(mark_languages(root)))
