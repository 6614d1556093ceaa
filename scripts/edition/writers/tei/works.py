"""Bibliography entries as TEI P5 (Guidelines, chapter 3.12, Bibliographic Citations and References: `biblStruct`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition import ids
from edition.style.dates import in_words
from edition.style.works import language, tag
from edition.writers.tei.inlines import page_ranges
from edition.writers.xml import element

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from edition.model.bibliography import Name, Work
    from edition.model.edition import Edition, Entry
    from edition.model.pages import Pages

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def date(written: str, kind: str = "") -> Element:
    """Return an EDTF date as `date` (Guidelines, 13.4): in words, with `when` or `from` and `to` where known."""
    attributes = {"type": kind}
    sides = [side.rstrip("~?") for side in written.split("/")]
    if all(DAY.fullmatch(side) for side in sides):
        names = ("when",) if len(sides) == 1 else ("from", "to")
        attributes.update(zip(names, sides, strict=False))
        attributes["cert"] = "medium" if "~" in written or "?" in written else ""
    return element("date", attributes, in_words(written) if written else "n.d.")


def _person(role: str, name: Name) -> Element:
    if name.corporate:
        return element(role, None, element("orgName", None, name.family))
    parts = [element("surname", None, name.family)]
    if name.given:
        parts.append(element("forename", None, name.given))
    return element(role, None, element("persName", None, *parts))


def _titles(work: Work, level: str) -> Iterator[Element]:
    code = language(work)
    yield element("title", {"level": level, "type": "main", "xml:lang": code}, work.title)
    if work.subtitle:
        yield element("title", {"level": level, "type": "sub", "xml:lang": code}, work.subtitle)
    if work.original_title:
        attributes = {"level": level, "type": "original", "xml:lang": tag(work.original_language) or "und"}
        yield element("title", attributes, work.original_title)


def _people(work: Work) -> Iterator[Element]:
    yield from (_person("author", name) for name in work.authors)
    for role, names in (("editor", work.editors), ("translator", work.translators)):
        for name in names:
            person = _person("editor", name)
            person.set("role", role)
            yield person


def _imprint(work: Work) -> Element:
    parts = []
    if work.location:
        parts.append(element("pubPlace", None, work.location))
    if work.publisher:
        parts.append(element("publisher", None, work.publisher))
    if work.date or not work.first_published:
        parts.append(date(work.date))
    if work.first_published:
        parts.append(date(work.first_published, "firstPublished"))
    for unit, words in (("volume", work.volume), ("issue", work.number), ("page", work.pages.replace("--", "–"))):
        if words:
            parts.append(element("biblScope", {"unit": unit}, words))
    return element("imprint", None, *parts)


def _monograph(work: Work, *, contained: bool) -> Element:
    parts: list[Element] = []
    if contained:
        if work.journal:
            parts.append(element("title", {"level": "j"}, work.journal))
        if work.book_title:
            parts.append(element("title", {"level": "m"}, work.book_title))
    else:
        parts += [*_people(work), *_titles(work, "m")]
    if work.main_title:
        parts.append(element("title", {"level": "m", "type": "collection"}, work.main_title))
    for kind, number in (("siglum", work.shorthand), ("ISBN", work.isbn), ("DOI", work.doi)):
        if number:
            parts.append(element("idno", {"type": kind}, number))
    if work.edition:
        parts.append(element("edition", None, work.edition))
    return element("monogr", None, *parts, _imprint(work))


def _rest(work: Work) -> Iterator[Element]:
    if work.series:
        yield element("series", None, element("title", {"level": "s"}, work.series))
    if work.url:
        yield element("ptr", {"target": work.url.replace(" ", "%20")})
    if work.written:
        yield element("note", {"type": "written"}, date(work.written))
    for kind, words in (("howPublished", work.how_published), ("general", work.note)):
        if words:
            yield element("note", {"type": kind}, words)


def _span(edition: Edition, key: str, pages: Pages, *, seen: bool) -> Element:
    anchor = ids.entry(key)
    attributes = {"corresp": f"#{anchor}" if anchor in edition.anchors else "", "ana": "" if seen else "#not-seen"}
    siglum = edition.anchors[anchor].words if anchor in edition.anchors else key
    bibl = element("bibl", attributes, siglum, " ", *page_ranges(pages))
    return element("relatedItem", {"type": "collectedIn"}, bibl)


def entry(edition: Edition, given: Entry) -> Element:
    """Return an entry as `biblStruct`; its places in collected editions as `relatedItem`."""
    work = given.work
    contained = bool(work.journal or work.book_title)
    parts = [_monograph(work, contained=contained), *_rest(work)]
    if contained:
        parts.insert(0, element("analytic", None, *_people(work), *_titles(work, "a")))
    parts += [_span(edition, span.edition, span.pages, seen=span.seen) for span in work.spans]
    return element("biblStruct", {"xml:id": ids.entry(work.key), "type": work.type}, *parts)


def lists(edition: Edition) -> Iterator[Element]:
    """Yield one `listBibl` for each group of the bibliography that has entries."""
    for _, heading, entries in edition.groups():
        yield element("listBibl", None, element("head", None, heading), *(entry(edition, e) for e in entries))
