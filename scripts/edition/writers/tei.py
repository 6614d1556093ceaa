"""The edition as TEI P5, one file whose `xml:id`s are the anchors of the edition.

Guidelines 4.x: chapters 3 (Elements Available in All TEI Documents), 4 (Default Text Structure), 11
(Representation of Primary Sources: `supplied`) and 12 (Critical Apparatus: parallel segmentation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element, tostring

from edition import ids
from edition.model.authority import Kind
from edition.model.inline import (
    Cite,
    Emendation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Named,
    NoteRef,
    PageBreak,
    Strong,
    Supplied,
    Text,
    Unsupported,
    WorkRef,
)
from edition.writers import tei_header, tei_works
from edition.writers.tei_header import EDITORS, NOT_SEEN
from edition.writers.xml import Content, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.document import Paragraph
    from edition.model.edition import Edition, PlacedNote, PlacedSection

NAMESPACE = "http://www.tei-c.org/ns/1.0"
NAMES = {
    Kind.PERSON: "persName",
    Kind.ORGANISATION: "orgName",
    Kind.PLACE: "placeName",
    Kind.PERIODICAL: "title",
    Kind.EVENT: "name",
    Kind.WORK: "title",
}
"""The elements of names, dates and places (TEI P5, chapter 13); concepts and phrases are `term`."""
CERT = {"sure": "high", "likely": "medium"}
"""The certainty of an emendation, in the values of `@cert` (att.global.responsibility)."""

MIXED = frozenset({"p", "ab", "head", "title", "author", "edition", "witness", "change", "bibl", "date", "publisher"})
"""Elements that hold text: no white space may be added inside them."""


class Writer:
    """Writes inlines, paragraphs, notes of one edition."""

    def __init__(self, edition: Edition) -> None:
        """Write for an edition."""
        self.witness = f"#{edition.config.witness.siglum}"
        self.marks = {note.label: note.mark for note in edition.notes}
        self.kinds = {placed.authority.id: placed.authority.kind for placed in edition.authorities}

    def inlines(self, nodes: Inlines) -> list[Content]:
        """Give inlines as text and elements."""
        return [piece for node in nodes for piece in self._inline(node)]

    def _inline(self, node: Inline) -> list[Content]:  # noqa: C901, PLR0911, PLR0912 - one branch for every node
        match node:
            case Text():
                return [node.text]
            case Emphasis():
                return [element("hi", {"rend": "italic"}, *self.inlines(node.content))]
            case Strong():
                return [element("hi", {"rend": "bold"}, *self.inlines(node.content))]
            case Foreign():
                return [element("foreign", {"xml:lang": node.lang}, *self.inlines(node.content))]
            case Supplied():
                return [element("supplied", {"resp": f"#{EDITORS}"}, *self.inlines(node.content))]
            case Link():
                return [element("ref", {"target": node.target.replace(" ", "%20")}, *self.inlines(node.content))]
            case Named():
                return [self._named(node)]
            case NoteRef():
                target = {"xml:id": ids.note_call(node.label), "target": f"#{ids.note(node.label)}"}
                return [element("ref", {"type": "noteCall", **target}, self.marks.get(node.label, node.label))]
            case Cite():
                return self._cite(node)
            case WorkRef():
                return [self._work(node, "")]
            case Emendation():
                return [self._emendation(node)]
            case PageBreak():
                return [element("pb", {"n": node.n, "edRef": self.witness})]
            case Unsupported():
                return [node.raw]
            case _:
                assert_never(node)

    def _named(self, node: Named) -> Element:
        tag = NAMES.get(self.kinds.get(node.ref, Kind.CONCEPT), "term")
        return element(tag, {"ref": f"#{node.anchor}"}, *self.inlines(node.content))

    def _emendation(self, node: Emendation) -> Element:
        return element(
            "app",
            {"xml:id": node.name, "cert": CERT.get(node.certainty, "unknown"), "resp": f"#{EDITORS}"},
            element("lem", None, *self.inlines(node.reading)),
            element("rdg", {"wit": self.witness}, *self.inlines(node.witness)),
            element("note", {"type": "reason"}, node.reason),
        )

    def _cite(self, node: Cite) -> list[Content]:
        """Give a cluster: each work of its printed form with the locator of its item."""
        located = {item.key: item.locator for item in reversed(node.items)}
        pieces: list[Content] = []
        for part in node.content:
            pieces += [self._work(part, located.get(part.key, ""))] if isinstance(part, WorkRef) else self._inline(part)
        return pieces

    def _work(self, node: WorkRef, locator: str) -> Element:
        """Give one citation as `bibl`, what is printed after the work as `citedRange` where a locator was given."""
        content, last = node.content, node.content[-1] if node.content else None
        attributes = {"corresp": f"#{ids.entry(node.key)}", "ana": f"#{NOT_SEEN}" if node.seen is False else ""}
        if locator and len(content) > 1 and isinstance(last, Text) and last.text[:2] in {": ", ", "}:
            scope = element("citedRange", None, last.text[2:])
            return element("bibl", attributes, *self.inlines(content[:-1]), last.text[:2], scope)
        return element("bibl", attributes, *self.inlines(content))

    def section(self, section: PlacedSection) -> Element:
        """Give a section of the essay with its head and its numbered paragraphs."""
        head = element("head", None, *self.inlines(section.section.heading))
        paragraphs = [self._paragraph(p) for p in section.paragraphs]
        attributes = {"type": "section", "xml:id": section.anchor, "n": section.reference}
        return element("div", attributes, head, *paragraphs)

    def _paragraph(self, paragraph: Paragraph) -> Element:
        number = str(ids.paragraph_number(paragraph.anchor) or "")
        return element("p", {"xml:id": paragraph.anchor, "n": number}, *self.inlines(paragraph.content))

    def note(self, placed: PlacedNote) -> Element:
        """Give a note with its certainty, its class of wording and its call (`target`)."""
        attributes = {
            "xml:id": ids.note(placed.label),
            "n": placed.mark,
            "type": "annotation",
            "subtype": placed.note.wording.name.lower().replace("_", "-"),
            "cert": placed.note.certainty.cert,
            "resp": f"#{EDITORS}",
            "target": f"#{ids.note_call(placed.label)}",
        }
        body = [element("p", None, *self.inlines(p.content)) for p in placed.note.body]
        evidence = [element("ab", {"type": "evidence"}, *self.inlines(p.content)) for p in placed.note.evidence]
        return element("note", attributes, *body, *evidence)


def _back(edition: Edition, writer: Writer) -> Iterator[Element]:
    for section in edition.sections:
        if notes := edition.notes_of(section.anchor):
            head = element("head", None, f"Notes to {section.reference}")
            where = {"type": "notes", "xml:id": ids.notes_of(section.anchor)}
            yield element("div", where, head, *(writer.note(note) for note in notes))
    if lists := list(tei_works.lists(edition)):
        yield element("div", {"type": "bibliography"}, element("head", None, "Bibliography"), *lists)


def spaced(node: Element) -> Element:
    """Put every part of an element that holds no text on a line of its own."""
    if node.tag not in MIXED and not (node.text or "").strip() and not any(child.tail for child in node):
        node.text = "\n" if len(node) else node.text
        for child in node:
            spaced(child).tail = "\n"
    return node


def write(edition: Edition) -> str:
    """Give the whole edition as one TEI document."""
    writer = Writer(edition)
    text = element("text", None, element("body", None, *(writer.section(s) for s in edition.sections)))
    if back := list(_back(edition, writer)):
        text.append(element("back", None, *back))
    root = element("TEI", {"xmlns": NAMESPACE, "xml:lang": edition.config.language}, tei_header.header(edition), text)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(spaced(root), encoding="unicode") + "\n"
