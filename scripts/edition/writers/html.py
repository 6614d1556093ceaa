"""Inlines, paragraphs and notes as semantic HTML elements (HTML Living Standard; roles after DPUB-ARIA 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.inline import (
    Cite,
    Emendation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    NoteRef,
    PageBreak,
    Strong,
    Supplied,
    Text,
    Unsupported,
    WorkRef,
)
from edition.writers.xml import Content, element

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.model.document import Paragraph
    from edition.model.edition import PlacedEmendation, PlacedNote, PlacedSection

    Href = Callable[[str], str]
    """Gives the address of an anchor as seen from the page that is written."""

UNSEEN = "°"
"""Stands after a locus whose page the editors have not read."""
LEGEND = f"{UNSEEN} the editors have not seen this page."


def emended_words(placed: PlacedEmendation) -> tuple[Content, ...]:
    """Give an emendation's reading, marked, with the words around it."""
    apart = "" if placed.emendation.reading or placed.before.endswith(" ") else " "
    return (placed.before + apart, element("b", None, placed.reading), placed.after)


class Writer:
    """Writes what stands on one page; `href` says how that page reaches an anchor."""

    def __init__(self, href: Href) -> None:
        """Write for a page that reaches anchors by `href`."""
        self.href = href

    def inlines(self, nodes: Inlines) -> list[Content]:
        """Give inlines as text and elements."""
        return [piece for node in nodes for piece in self._inline(node)]

    def _inline(self, node: Inline) -> list[Content]:
        match node:
            case Text():
                return [node.text]
            case Emphasis():
                return [element("em", None, *self.inlines(node.content))]
            case Strong():
                return [element("strong", None, *self.inlines(node.content))]
            case Foreign():
                return [element("i", {"lang": node.lang}, *self.inlines(node.content))]
            case Supplied():
                return [element("span", {"class": "supplied"}, "[", *self.inlines(node.content), "]")]
            case Link():
                return [self._link(node)]
            case NoteRef():
                return [self._note_call(node)]
            case Cite():
                return self.inlines(node.content)
            case WorkRef():
                return self._work(node)
            case Emendation():
                return [element("span", {"class": "emended", "id": node.name}, *self.inlines(node.reading))]
            case PageBreak():
                return [element("span", {"class": "pb", "data-n": node.n})]
            case Unsupported():
                return [node.raw]
            case _:
                assert_never(node)

    def _link(self, node: Link) -> Element:
        target = self.href(node.target[1:]) if node.target.startswith("#") else node.target
        return element("a", {"href": target}, *self.inlines(node.content))

    def _note_call(self, node: NoteRef) -> Element:
        call = element(
            "a",
            {
                "id": ids.note_call(node.label),
                "href": self.href(ids.note(node.label)),
                "role": "doc-noteref",
                "aria-label": f"Note {node.label}",
            },
            node.label,
        )
        return element("sup", {"class": "noteref"}, call)

    def _work(self, node: WorkRef) -> list[Content]:
        link = element("a", {"class": "work", "href": self.href(ids.entry(node.key))}, *self.inlines(node.content))
        if node.seen is False:
            mark = {"class": "unseen", "role": "img", "aria-label": "page not seen", "title": "page not seen"}
            return [link, element("span", mark, UNSEEN)]
        return [link]

    def paragraph(self, paragraph: Paragraph, reference: str) -> Element:
        """Give a paragraph of the essay with its number, which is a link to its own address."""
        number = ids.paragraph_number(paragraph.anchor)
        label = {"class": "para", "href": f"#{paragraph.anchor}", "aria-label": f"{reference}, paragraph {number}"}
        mark = element("a", label, f"¶{number}")
        return element("p", {"id": paragraph.anchor, "class": "essay"}, mark, *self.inlines(paragraph.content))

    def section(self, section: PlacedSection, level: int) -> list[Element]:
        """Give a section's heading and its paragraphs."""
        heading = element(f"h{level}", {"id": section.anchor}, *self.inlines(section.section.heading))
        return [heading, *(self.paragraph(p, section.reference) for p in section.paragraphs)]

    def note(self, note: PlacedNote, *, lemma: bool = False) -> Element:
        """Give a note as a list item: its status, its paragraphs, its evidence on demand, and the way back."""
        status = element("span", {"class": f"status {note.note.certainty.value}"}, note.note.said)
        back = element(
            "a",
            {
                "class": "back",
                "href": self.href(ids.note_call(note.label)),
                "role": "doc-backlink",
                "aria-label": f"Back to the call of note {note.mark}",
            },
            "↩",
        )
        address = {"class": "mark", "href": f"#{ids.note(note.label)}", "aria-label": f"Note {note.mark}"}
        first: list[Content] = [element("a", address, note.mark), " ", status, " ", back]
        parts = [element("p", {"class": "head"}, *first)]
        if lemma and note.lemma:
            parts.append(element("p", {"class": "lemma"}, f"{note.lemma}]"))
        parts += [element("p", None, *self.inlines(p.content)) for p in note.note.body]
        if note.note.evidence:
            words = [element("p", None, *self.inlines(p.content)) for p in note.note.evidence]
            parts.append(element("details", {"class": "evidence"}, element("summary", None, "Evidence"), *words))
        return element("li", {"id": ids.note(note.label), "class": "note"}, *parts)

    def notes(self, notes: tuple[PlacedNote, ...], *, lemma: bool = False) -> Element:
        """Give a list of notes; their numbers are the author's and stand in the text of each."""
        return element("ol", {"class": "notes"}, *(self.note(n, lemma=lemma) for n in notes))
