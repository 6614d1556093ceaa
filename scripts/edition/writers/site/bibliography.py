"""The bibliography: each entry leads to every place that cites or names it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.bibliography import Name, Work
from edition.model.dates import NO_DATE
from edition.model.edition import Edition
from edition.model.inline import Inlines
from edition.model.layout import KnownPage
from edition.model.placed import Entry
from edition.style import works
from edition.words import Words
from edition.writers.site.page import Page, permalink
from edition.writers.xml import Content, element

PARTS = ("date", "publisher", "location", "printing", "series", "volumes", "note", "isbn", "url", "doi", "translators")
"""What the volumes of a collected edition may have in common, or each of its own."""
EMPTY: Mapping[str, Any] = {"date": NO_DATE, "translators": ()}


def _without(work: Work, names: Iterable[str]) -> Work:
    return replace(work, **{name: EMPTY.get(name, "") for name in names})


def _whole(volumes: list[Work], words: Words) -> tuple[Inlines, list[str]]:
    """Return the description of a collected edition by what its volumes have in common, and these parts."""
    first = volumes[0]
    common = [name for name in PARTS if len({getattr(work, name) for work in volumes}) == 1]
    own = {"volume", *PARTS} - {*common}
    editors = () if first.authors else first.editors
    whole = replace(_without(first, own), editors=editors, emphasised=(), written=NO_DATE, first_published=NO_DATE)
    return works.description(whole, words), common


def _own(work: Work, common: list[str], words: Words) -> Inlines:
    """Return what a volume has of its own beside the parts that are common: who edited it, its year, a note."""
    editors = work.editors if work.authors else ()
    bare = replace(work, title="", volume="", authors=(Name(""),), editors=editors)
    return works.description(_without(bare, common), words)


def _entry(page: Page, entry: Entry, words: Iterable[Content]) -> Element:
    anchor = ids.entry(entry.work.key)
    address = permalink(page, anchor, page.edition.anchors[anchor].reference)
    parts = [element("p", None, *words, " ", address), *page.mentions(entry.mentions, "mentions.cited")]
    return element("li", {"id": anchor, "class": "entry"}, *parts)


def _run(page: Page, entries: list[Entry]) -> list[Element]:
    """Return entries side by side; volumes of one collected edition stand below its description, each with its year."""
    if len(entries) == 1 or not _edition_of(entries[0]):
        return [_entry(page, entry, page.writer.entry(entry, "siglum")) for entry in entries]
    family = element("b", {"class": "siglum"}, entries[0].work.shorthand.family)
    whole, common = _whole([entry.work for entry in entries], page.words)
    volumes = []
    for entry in entries:
        siglum = element("b", {"class": "siglum"}, entry.work.shorthand)
        own = page.writer.inlines(_own(entry.work, common, page.words))
        volumes.append(_entry(page, entry, [siglum, *([" ", *own] if own else [])]))
    words = element("p", None, family, " ", *page.writer.inlines(whole))
    return [element("li", {"class": "entry"}, words, element("ul", {"class": "entries"}, *volumes))]


def _edition_of(entry: Entry) -> tuple[object, ...]:
    """Return what identifies the collected edition of a volume; nothing for any other entry."""
    work = entry.work
    return (work.shorthand.family, work.title, work.authors or work.editors) if work.shorthand.volume else ()


def bibliography(edition: Edition) -> list[Element]:
    """Return the bibliography by groups; each entry leads to every place that cites it, with the words around it."""
    page = Page(edition, KnownPage.BIBLIOGRAPHY)
    elements = []
    for number, heading, entries in edition.groups():
        runs = (_run(page, list(run)) for _, run in groupby(entries, _edition_of))
        elements.append(element("h2", {"id": f"group-{number}"}, heading))
        elements.append(element("ul", {"class": "entries"}, *(entry for run in runs for entry in run)))
    return elements
