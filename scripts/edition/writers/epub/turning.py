"""Where the pages of the printed book begin, as marks in the EPUB (EPUB 3.3, § 6.1; DPUB-ARIA 1.1, doc-pagebreak)."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from edition.model.printed import PrintedPage
from edition.writers.xml import element

ADDED = {"para", "noteref", "unseen"}
"""Classes of what a writer adds to the reading text."""


def break_before(label: str) -> Element:
    """Return the mark at which a page with this label begins."""
    kind = {"epub:type": "pagebreak", "role": "doc-pagebreak"}
    return element("span", {**kind, "id": f"page-{label}", "aria-label": label})


class Pages:
    """The pages of a printed book, each to be marked once, where its place is written."""

    def __init__(self, printed: Iterable[PrintedPage]) -> None:
        """Take the pages in their order."""
        self._at: dict[str, list[PrintedPage]] = {}
        for page in printed:
            self._at.setdefault(page.place, []).append(page)

    def take_before(self, *places: str) -> list[Element]:
        """Remove and return the marks of the pages that begin at these places."""
        return [break_before(page.label) for place in places for page in self._at.pop(place, ())]

    def mark_inside(self, place: str, written: Element) -> Element:
        """Insert the marks of a place into the element written there, each before its word, and return the element."""
        for page in self._at.pop(place, ()):
            if page.offset == 0:
                _insert_first(written, break_before(page.label))
            elif _insert_at(written, page.offset, break_before(page.label)) is not None:
                message = f"page {page.label} begins after the end of {place}"
                raise ValueError(message)
        return written


def _insert_first(parent: Element, mark: Element) -> None:
    mark.tail, parent.text = parent.text, None
    parent.insert(0, mark)


def _insert_at(parent: Element, offset: int, mark: Element) -> int | None:
    """Insert a mark before the character at an offset; if the element is shorter, return the rest of the offset."""
    words = parent.text or ""
    if offset < len(words):
        mark.tail, parent.text = words[offset:], words[:offset]
        parent.insert(0, mark)
        return None
    offset -= len(words)
    for at, child in enumerate(parent):
        if not ADDED & set(child.get("class", "").split()):
            left = _insert_at(child, offset, mark)
            if left is None:
                return None
            offset = left
        words = child.tail or ""
        if offset < len(words):
            mark.tail, child.tail = words[offset:], words[:offset]
            parent.insert(at + 1, mark)
            return None
        offset -= len(words)
    return offset
