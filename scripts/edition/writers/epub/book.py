"""The book as a whole: the file of each anchor, and how the files link to each other."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.model.inline import Inlines, PageBreak
from edition.model.layout import SOURCE
from edition.writers.epub.turning import Pages
from edition.writers.html import Writer
from edition.writers.xml import Content, element, separate


def section_file(anchor: str) -> str:
    """Return the file of a section; its prefix keeps sections apart from what the book calls its own parts."""
    return f"essay-{anchor}.xhtml"


def page_file(name: str) -> str:
    """Return the file of an ordinary page."""
    return f"page-{name}.xhtml"


def file(page: str) -> str:
    """Return the file for the contents of a page of the site."""
    folder, _, name = page.removesuffix(SOURCE).rpartition("/")
    return section_file(name) if folder else f"{name}.xhtml"


def files(edition: Edition) -> dict[str, str]:
    """Return the file of every anchor that the book has; notes are in the file of their section."""
    found: dict[str, str] = {anchor.id: file(anchor.page) for anchor in edition.anchors.values()}
    for page in edition.pages:
        found |= dict.fromkeys((page.anchor, *(heading.anchor for heading in page.headings)), page_file(page.name))
    return found


class Leaf:
    """One file of the book, which writes its own content."""

    def __init__(self, edition: Edition, places: Mapping[str, str], file: str, pages: Pages) -> None:
        """Write `file` of the book; `places` has the file of each anchor, and `pages` the page breaks to mark."""
        self.edition = edition
        self.places = places
        self.file = file
        self.pages = pages
        self.writer = Writer(edition, self.href, both=False)

    def href(self, anchor: str) -> str:
        """Return the address of an anchor as seen from this file, nothing where the book does not have it."""
        target = self.places.get(anchor)
        if not target:
            return ""
        return f"#{anchor}" if target == self.file else f"{target}#{anchor}"

    def title(self, heading: Inlines, spoken: Mapping[str, str] | None = None) -> Element:
        """Return a heading's words for the contents, with their languages; `spoken` has the attributes of the whole."""
        words = tuple(node for node in heading if not isinstance(node, PageBreak))
        return element("span", spoken, *self.writer.link_words(words))

    def link(self, anchor: str) -> Content:
        """Return a link to an anchor by its canonical reference, which is not broken at a line end."""
        return self.writer.link(anchor, "ref")

    def links(self, anchors: Iterable[str]) -> list[Content]:
        """Return links to anchors, each named once, commas between."""
        return separate(map(self.link, dict.fromkeys(anchors)))

    def mentions(self, anchors: Iterable[str]) -> list[Content]:
        """Return links to the places that mention something, after an arrow."""
        links = self.links(anchors)
        return [" → ", *links] if links else []


def adapt_for_reading_systems(root: Element, siglum: str) -> Element:
    """Add what EPUB requires to the site's XHTML, and return it: `epub:type`, the witness's pages."""
    types = {"doc-noteref": "noteref", "doc-backlink": "backlink"}
    for part in root.iter():
        if kind := types.get(part.get("role", "")):
            part.set("epub:type", kind)
        if part.get("class") == "pb":
            n = part.get("data-n", "")
            part.attrib.update({"id": f"pb-{n}", "title": f"{siglum} {n}", "data-siglum": siglum})
    return root
