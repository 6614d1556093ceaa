"""The bibliography: each entry leads to every place that cites or names it."""

from xml.etree.ElementTree import Element

from edition import ids
from edition.model.edition import Edition, Entry
from edition.model.layout import KnownPage
from edition.writers.site.page import Page, permalink
from edition.writers.xml import element


def _entry(page: Page, entry: Entry) -> Element:
    anchor = ids.entry(entry.work.key)
    address = permalink(anchor, page.edition.anchors[anchor].reference)
    words = element("p", None, *page.writer.entry(entry, "siglum"), " ", address)
    parts = [words, *page.mentions(entry.mentions, "Cited")]
    return element("li", {"id": anchor, "class": "entry"}, *parts)


def bibliography(edition: Edition) -> list[Element]:
    """Return the bibliography by groups; each entry leads to every place that cites it, with the words around it."""
    page = Page(edition, KnownPage.BIBLIOGRAPHY)
    elements = []
    for number, heading, entries in edition.groups():
        elements.append(element("h2", {"id": f"group-{number}"}, heading))
        elements.append(element("ul", {"class": "entries"}, *(_entry(page, entry) for entry in entries)))
    return elements
