"""Writes entries as TEI P5 (Guidelines, chapter 3.12, Bibliographic Citations and References: `biblStruct`)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition import addresses, ids
from edition.model.bibliography import Name, Span, Work
from edition.model.edition import Edition
from edition.model.locators import PAGE
from edition.model.pages import Pages
from edition.model.placed import Entry
from edition.style.languages import language, tag
from edition.style.works import runs
from edition.words import Words
from edition.writers.tei.dates import date
from edition.writers.tei.inlines import cited_range, page_ranges
from edition.writers.xml import Content, element


def _scopes(pages: Pages) -> list[Element]:
    """Return pages as `biblScope`, one for each run, the last with any remark."""
    scopes = [cited_range(PAGE, run, str(run)) for run in pages.ranges]
    for scope in scopes:
        scope.tag = "biblScope"
    for scope in scopes[-1:]:
        scope.text = f"{scope.text}{pages.printed_remark}"
    return scopes


def _person(role: str, name: Name) -> Element:
    if name.corporate:
        return element(role, None, element("orgName", None, name.family))
    parts = (("forename", name.given), ("nameLink", name.particle), ("surname", name.family), ("genName", name.suffix))
    return element(role, None, element("persName", None, *(element(tag, None, words) for tag, words in parts if words)))


def _runs(work: Work, attribute: str) -> list[Content]:
    """Return a field of a work, with titles inside it in italics: stylesheets add a comma after a nested `title`."""
    return [element("hi", {"rend": "italic"}, words) if marked else words for words, marked in runs(work, attribute)]


def _titles(work: Work, level: str) -> Iterator[Element]:
    code = language(work)
    yield element("title", {"level": level, "type": "main", "xml:lang": code}, *_runs(work, "title"))
    if work.subtitle:
        yield element("title", {"level": level, "type": "sub", "xml:lang": code}, *_runs(work, "subtitle"))
    if work.original_title:
        attributes = {"level": level, "type": "original", "xml:lang": tag(work.original_language) or "und"}
        yield element("title", attributes, work.original_title)


def _people(work: Work, *, edited: bool) -> Iterator[Element]:
    """Yield authors, editors where the work itself is `edited`, and translators."""
    yield from (_person("author", name) for name in work.authors)
    if edited:
        yield from _editors("editor", work.editors)
    yield from _editors("translator", work.translators)


def _editors(role: str, names: tuple[Name, ...]) -> Iterator[Element]:
    for name in names:
        person = _person("editor", name)
        person.set("role", role)
        yield person


def _imprint(work: Work, words: Words) -> Element:
    parts = []
    if work.location:
        parts.append(element("pubPlace", None, work.location))
    parts += [element("publisher", None, house) for house in work.houses]
    first = "" if work.date or not work.first_published else "firstPublished"
    parts.append(date(work.date or work.first_published, words, first))
    issue = "" if _is_numbered_in_series(work) else work.number
    scopes = (("volume", work.volume), ("issue", issue), ("chapter", work.chapter))
    parts += [element("biblScope", {"unit": unit}, number) for unit, number in scopes if number]
    return element("imprint", None, *parts, *_scopes(work.pages))


def _is_numbered_in_series(work: Work) -> bool:
    return bool(work.series and not work.journal)


def _numbers(work: Work, *kinds: str) -> list[Element]:
    """Return the identifiers of these kinds that a work has."""
    known = {"siglum": work.shorthand, "ISBN": work.isbn, "DOI": work.doi}
    return [element("idno", {"type": kind}, known[kind]) for kind in kinds if known[kind]]


def _monograph(work: Work, words: Words, *, contained: bool) -> Element:
    parts: list[Element] = []
    if contained:
        if work.journal:
            parts.append(element("title", {"level": "j"}, work.journal))
        if work.book_title:
            parts += [element("title", {"level": "m"}, work.book_title), *_editors("editor", work.editors)]
    else:
        parts += [*_people(work, edited=True), *_titles(work, "m")]
    if work.main_title:
        parts.append(element("title", {"level": "m", "type": "collection"}, work.main_title))
    parts += _numbers(work, "siglum", "ISBN", *(() if contained else ("DOI",)))
    if work.printing:
        parts.append(element("edition", None, work.printing))
    counted = words.count("tei.volumes", int(work.volumes)) if work.volumes.isdecimal() else work.volumes
    volumes = [element("extent", None, counted)]
    return element("monogr", None, *parts, _imprint(work, words), *(volumes if work.volumes else ()))


def _rest(work: Work, words: Words) -> Iterator[Element]:
    if work.series:
        number = work.number if _is_numbered_in_series(work) else ""
        scope = [element("biblScope", {"unit": "volume"}, number)] if number else []
        yield element("series", None, element("title", {"level": "s"}, *_runs(work, "series")), *scope)
    if work.url:
        yield element("ptr", {"target": addresses.uri(work.url)})
    if work.written:
        yield element("note", {"type": "written"}, date(work.written, words))
    if work.first_published and work.date:
        yield element("note", {"type": "firstPublished"}, date(work.first_published, words))
    for kind, attribute in (("genre", "genre"), ("howPublished", "how_published"), ("general", "note")):
        if said := _runs(work, attribute):
            yield element("note", {"type": kind}, *said)
    for role in work.and_others:
        yield element("note", {"type": "others"}, words(f"tei.other_{role}s"))


def _span(edition: Edition, span: Span) -> Element:
    anchor = ids.entry(span.volume)
    attributes = {"corresp": f"#{anchor}" if anchor in edition.anchors else "", "ana": "" if span.seen else "#not-seen"}
    siglum = edition.anchors[anchor].words if anchor in edition.anchors else span.volume
    title = element("title", {"level": "m", "type": "short"}, siglum)
    bibl = element("bibl", attributes, title, " ", *page_ranges(span.pages))
    return element("relatedItem", {"type": "collectedIn"}, bibl)


def entry(edition: Edition, given: Entry) -> Element:
    """Return an entry as `biblStruct`; its places in collected editions as `relatedItem`."""
    work = given.work
    contained = bool(work.journal or work.book_title)
    parts = [_monograph(work, edition.words, contained=contained), *_rest(work, edition.words)]
    if contained:
        people, titles = _people(work, edited=not work.book_title), _titles(work, "a")
        parts.insert(0, element("analytic", None, *people, *titles, *_numbers(work, "DOI")))
    parts += [_span(edition, span) for span in work.spans]
    return element("biblStruct", {"xml:id": ids.entry(work.key), "type": work.type}, *parts)


def lists(edition: Edition) -> Iterator[Element]:
    """Yield one `listBibl` for each group of the bibliography that has entries."""
    for _, heading, entries in edition.groups():
        yield element("listBibl", None, element("head", None, heading), *(entry(edition, e) for e in entries))
