"""The bibliography: each entry leads to every place that cites or names it."""

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import Entry
from edition.style import collected
from edition.writers.site.page import Page, permalink
from edition.writers.xml import Content, element


def _entry(page: Page, entry: Entry, words: Iterable[Content]) -> Element:
    anchor = ids.entry(entry.work.key)
    address = permalink(page, anchor, page.edition.anchors[anchor].reference)
    parts = [element("p", None, *words, " ", address), *page.mentions(entry.mentions, "mentions.cited")]
    return element("li", {"id": anchor, "class": "entry"}, *parts)


def _run(page: Page, entries: list[Entry]) -> list[Element]:
    """Return entries side by side; volumes of one collected edition stand below its description, each with its year."""
    if len(entries) == 1 or not collected.edition_of(entries[0]):
        return [_entry(page, entry, page.writer.entry(entry, "siglum")) for entry in entries]
    family = element("b", {"class": "siglum"}, entries[0].work.shorthand.family)
    whole, common = collected.describe_whole([entry.work for entry in entries], page.words)
    volumes = []
    for entry in entries:
        siglum = element("b", {"class": "siglum"}, entry.work.shorthand)
        own = page.writer.inlines(collected.describe_own(entry.work, common, page.words))
        volumes.append(_entry(page, entry, [siglum, *([" ", *own] if own else [])]))
    words = element("p", None, family, " ", *page.writer.inlines(whole))
    return [element("li", {"class": "entry"}, words, element("ul", {"class": "entries"}, *volumes))]


def bibliography(edition: Edition) -> list[Element]:
    """Return the bibliography by groups; each entry leads to every place that cites it, with the words around it."""
    page = Page(edition, KnownPage.BIBLIOGRAPHY)
    elements = []
    for number, heading, entries in edition.groups():
        runs = (_run(page, list(run)) for _, run in groupby(entries, collected.edition_of))
        elements.append(element("h2", {"id": f"group-{number}"}, heading))
        elements.append(element("ul", {"class": "entries"}, *(entry for run in runs for entry in run)))
    return elements
