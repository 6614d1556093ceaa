"""The registers: people; organisations, places, periodicals, events; the glossary. Each entry lists its mentions."""

from xml.etree.ElementTree import Element

from edition import ids
from edition.model.authority import Authority
from edition.model.edition import Edition, PlacedAuthority
from edition.model.layout import KnownPage
from edition.style.identifiers import numbers
from edition.style.registers import PAGES, REGISTERS
from edition.writers.html import describe
from edition.writers.site.page import Page, permalink
from edition.writers.xml import Content, element, mark_scripts, separate


def _numbers(entry: Authority) -> list[Content]:
    links = (element("a", {"href": file.shown + number}, f"{file.name} {number}") for file, number in numbers(entry))
    shown = separate(links, " · ")
    return [" ", *shown] if shown else []


def _entry(page: Page, placed: PlacedAuthority) -> Element:
    entry, own = placed.authority, page.edition.config.language
    anchor = ids.authority(entry.id)
    parts = [element("p", None, *describe(entry, own), " ", permalink(anchor, entry.name))]
    if entry.checked or _numbers(entry):
        evidence = f"Evidence: {entry.checked.rstrip('.')}." if entry.checked else ""
        parts.append(element("p", {"class": "checked"}, *mark_scripts(evidence, own), *_numbers(entry)))
    parts += page.mentions(placed.mentions, "Named")
    return element("li", {"id": anchor, "class": "entry"}, *parts)


def register(edition: Edition, source: KnownPage) -> list[Element]:
    """Return the entries on a page of registers by their kinds, each kind under a heading if there are several."""
    page, kinds = Page(edition, source), PAGES[source]
    elements = []
    for kind in kinds:
        entries = [_entry(page, placed) for placed in edition.authorities if placed.authority.kind is kind]
        if entries and len(kinds) > 1:
            elements.append(element("h2", {"id": f"register-{kind.value}"}, REGISTERS[kind].heading))
        if entries:
            elements.append(element("ul", {"class": "entries"}, *entries))
    return elements
