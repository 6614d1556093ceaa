"""Bibliography entries as TEI P5 (Guidelines, chapter 3.12, Bibliographic Citations and References: `biblStruct`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import ids
from edition.model.locators import PAGE
from edition.style.dates import NO_DATE, in_words
from edition.style.works import language, tag
from edition.writers.tei.inlines import cited_range, page_ranges
from edition.writers.xml import element

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from edition.model.bibliography import Name, Span, Work
    from edition.model.dates import Date
    from edition.model.edition import Edition, Entry
    from edition.model.pages import Pages


def when(given: Date) -> dict[str, str]:
    """Return a date as attributes (Guidelines, 13.4): `when`; `from` and `to`; or, of a decade, its limits.

    Of an interval with an open or unknown end there is one of the two. A date both approximate and uncertain (`%`) has
    low certainty, one of either kind medium.
    """
    if any(point.open_digits for point in given.points):
        ends = {"notBefore": f"{given.points[0].year:04}", "notAfter": f"{given.points[-1].span[1][0]:04}"}
    elif given.is_interval:
        ends = {name: point.iso for name, point in (("from", given.first), ("to", given.last)) if point}
    else:
        ends = {"when": given.first.iso} if given.first else {}
    doubt = any(point.is_approximate and point.is_uncertain for point in given.points)
    return {**ends, "cert": "low" if doubt else "medium" if given.is_doubtful else ""}


def date(given: Date) -> Element:
    """Return a date as `date`: in words, with attributes as far as it is known."""
    return element("date", when(given), in_words(given) or NO_DATE)


def _scopes(pages: Pages) -> list[Element]:
    """Return pages as `biblScope`, one for each run, the last with what is remarked on them."""
    scopes = [cited_range(PAGE, run, str(run)) for run in pages.ranges]
    if scopes and pages.remark:
        scopes[-1].text = f"{scopes[-1].text} {pages.remark}"
    for scope in scopes:
        scope.tag = "biblScope"
    return scopes


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
    parts.append(date(work.date or work.first_published))
    for unit, words in (("volume", work.volume), ("issue", work.number)):
        if words:
            parts.append(element("biblScope", {"unit": unit}, words))
    return element("imprint", None, *parts, *_scopes(work.pages))


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
    if work.first_published and work.date:
        yield element("note", {"type": "firstPublished"}, date(work.first_published))
    for kind, words in (("howPublished", work.how_published), ("general", work.note)):
        if words:
            yield element("note", {"type": kind}, words)


def _span(edition: Edition, span: Span) -> Element:
    anchor = ids.entry(span.edition)
    attributes = {"corresp": f"#{anchor}" if anchor in edition.anchors else "", "ana": "" if span.seen else "#not-seen"}
    siglum = edition.anchors[anchor].words if anchor in edition.anchors else span.edition
    bibl = element("bibl", attributes, siglum, " ", *page_ranges(span.pages))
    return element("relatedItem", {"type": "collectedIn"}, bibl)


def entry(edition: Edition, given: Entry) -> Element:
    """Return an entry as `biblStruct`; its places in collected editions as `relatedItem`."""
    work = given.work
    contained = bool(work.journal or work.book_title)
    parts = [_monograph(work, contained=contained), *_rest(work)]
    if contained:
        parts.insert(0, element("analytic", None, *_people(work), *_titles(work, "a")))
    parts += [_span(edition, span) for span in work.spans]
    return element("biblStruct", {"xml:id": ids.entry(work.key), "type": work.type}, *parts)


def lists(edition: Edition) -> Iterator[Element]:
    """Yield one `listBibl` for each group of the bibliography that has entries."""
    for _, heading, entries in edition.groups():
        yield element("listBibl", None, element("head", None, heading), *(entry(edition, e) for e in entries))
