"""The registers: people; organisations, places, periodicals, events; the glossary. Each entry lists its mentions."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.authority import Authority
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import PlacedAuthority
from edition.style.identifiers import numbers
from edition.style.registers import PAGES, heading
from edition.writers.html import describe
from edition.writers.site.page import Page, permalink
from edition.writers.xml import Content, element, mark_scripts, separate

MANY, LONG = 4, 20
"""Evidence is said once, at the head, where more entries than these share it; how long a list needs its letters."""


def _numbers(entry: Authority) -> list[Content]:
    links = (element("a", {"href": file.shown + number}, f"{file.name} {number}") for file, number in numbers(entry))
    shown = separate(links, " · ")
    return [" ", *shown] if shown else []


def _common_evidence(entries: Sequence[Authority]) -> str:
    """Return the evidence that more than a third of the entries share; nothing where they are few, or one has none."""
    (words, number), *_ = Counter(entry.checked for entry in entries).most_common(1) or [("", 0)]
    return words if number > max(MANY, len(entries) / 3) and all(entry.checked for entry in entries) else ""


def _letters(entries: Sequence[Authority]) -> list[Element]:
    """Return a line of links to the first entry of each letter, in a list that is longer than a page."""
    first: dict[str, str] = {}
    for entry in entries:
        letter = next((sign for sign in unicodedata.normalize("NFD", entry.sort or entry.name) if sign.isalnum()), "")
        first.setdefault(letter.upper(), ids.authority(entry.id))
    links = (element("a", {"href": f"#{anchor}"}, letter) for letter, anchor in first.items())
    return [element("p", {"class": "letters"}, *separate(links, " "))] if len(entries) > LONG else []


def _entry(page: Page, placed: PlacedAuthority, common: str) -> Element:
    entry, own = placed.authority, page.edition.config.editors_language
    anchor = ids.authority(entry.id)
    parts = [element("p", None, *describe(entry, own), " ", permalink(page, anchor, entry.name))]
    checked = "" if entry.checked == common else entry.checked
    if checked or _numbers(entry):
        evidence = page.words("register.evidence", evidence=checked.rstrip(".")) if checked else ""
        parts.append(element("p", {"class": "checked"}, *mark_scripts(evidence, own), *_numbers(entry)))
    parts += page.mentions(placed.mentions, "mentions.named")
    return element("li", {"id": anchor, "class": "entry"}, *parts)


def register(edition: Edition, source: KnownPage) -> list[Element]:
    """Return the entries on a page of registers by their kinds, each kind under a heading if there are several."""
    page, kinds = Page(edition, source), PAGES[source]
    shown = [placed.authority for placed in edition.authorities if placed.authority.kind in kinds]
    common = _common_evidence(shown)
    words = page.words("register.common_evidence", evidence=common.rstrip("."))
    elements = (
        [element("p", {"class": "legend"}, *mark_scripts(words, edition.config.editors_language))] if common else []
    )
    for kind in kinds:
        own = [placed for placed in edition.authorities if placed.authority.kind is kind]
        entries = [_entry(page, placed, common) for placed in own]
        if entries and len(kinds) > 1:
            elements.append(element("h2", {"id": f"register-{kind.value}"}, heading(kind, page.words)))
        elements += _letters([placed.authority for placed in own])
        if entries:
            elements.append(element("ul", {"class": "entries"}, *entries))
    return elements
