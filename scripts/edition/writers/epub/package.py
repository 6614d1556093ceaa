"""Writes the small files of an EPUB: container, package document, navigation (EPUB 3.3, § 4.2.6, § 5, § 7)."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from edition import scripts
from edition.model.edition import Edition
from edition.model.printed import STRIDE
from edition.style.dates import day_in_words
from edition.style.locating import upper_first
from edition.words import SOURCE, Words, bare
from edition.writers.xml import Content, element, nest, serialise

MIMETYPE = "application/epub+zip"
XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
FOLDER, PACKAGE, NAV, CSS, COVER = "EPUB", "package.opf", "nav.xhtml", "book.css", "cover.png"
TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}

ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityHazard", "none"),
)
"""Schema.org's properties (EPUB Accessibility 1.1, § 2)."""
CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
"""The conformance statement, in the form required by EPUB Accessibility 1.1, § 4.

Structure, pages and the text of the cover are there by construction, colours and sizes are left to the reading system;
foreign words have the languages that the editors give them.
"""
PICTURED = (("schema:accessMode", "visual"), ("schema:accessibilityFeature", "alternativeText"))
"""Further properties of a book with figures or drawings."""
PAGED = (("schema:accessibilityFeature", "pageBreakMarkers"), ("schema:accessibilityFeature", "pageNavigation"))
"""Further properties of a book with marks of printed pages."""


def precision(words: Words) -> str:
    """Return how exact the page marks are, in the words of colophon and metadata."""
    return words("book.precision", words=STRIDE - 1)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the book: its file, its title in the contents, its body, and its type for landmarks.

    `inside` has level, anchor and title of the parts listed below it in the contents.
    """

    file: str
    title: Content
    body: tuple[Element, ...]
    landmark: str = ""
    inside: tuple[tuple[int, str, Content], ...] = ()


def document(edition: Edition, title: Content, body: tuple[Element, ...]) -> str:
    """Return a page as an XHTML content document (EPUB 3.3, § 6.1)."""
    language = edition.config.editors_language
    turned = scripts.direction(language) == scripts.RIGHT_TO_LEFT
    names = {"xmlns": XHTML, "xmlns:epub": OPS, "lang": language, "xml:lang": language, "dir": "rtl" if turned else ""}
    whole = title if isinstance(title, Element) else element("span", None, title)
    named = element("title", whole.attrib, "".join(whole.itertext()))
    for part in (part for root in (named, *body) for part in root.iter() if "lang" in part.attrib):
        part.set("xml:lang", part.attrib["lang"])
    sheet = element("link", {"rel": "stylesheet", "type": "text/css", "href": CSS})
    head = element("head", None, named, sheet)
    return serialise(element("html", names, head, element("body", None, *body)), "<!DOCTYPE html>\n")


def container() -> str:
    """Return `META-INF/container.xml` (EPUB 3.3, § 4.2.6.3.1)."""
    root = {"full-path": f"{FOLDER}/{PACKAGE}", "media-type": "application/oebps-package+xml"}
    names = {"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}
    return serialise(element("container", names, element("rootfiles", None, element("rootfile", root))))


def identifier(edition: Edition) -> str:
    """Return the book's identifier: always the same for the same witness and title (RFC 9562, § 5.5)."""
    config = edition.config
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{config.witness.sha256} {config.full_title}").urn


def _description(edition: Edition) -> str:
    """Return a one-sentence description of the book for the catalogues of reading systems."""
    words = edition.words
    parts = ("apparatus", "chronology", "registers", "bibliography")
    has = (edition.emendations, edition.events, edition.authorities, edition.entries)
    given = [words(f"book.has_{part}") for part, there in zip(parts, has, strict=True) if there]
    by_author = sum(note.is_by_author for note in edition.notes)
    whose = ("author", by_author), ("editors", len(edition.notes) - by_author)
    notes = [words.count(f"book.notes_by_{who}", number) for who, number in whose if number]
    both = words("people.series", names=notes[0], last=notes[1]) if notes[1:] else "".join(notes)
    whole = words("book.description", notes=both) if notes else words("book.description_without_notes")
    return f"{whole}{'; ' if given else ''}{', '.join(given)}."


def page_source(edition: Edition) -> str:
    """Return a description of the printed book whose pages are marked (Page Source Identification, § 2)."""
    config = edition.config
    version = config.words("citing.version", version=config.version)
    return f"{config.full_title}, {version} ({day_in_words(config.date, config.words)}): edition.pdf"


def _meta_element(tag: str, attributes: Mapping[str, str], words: str) -> Element:
    """Return a metadata element, which cannot contain others; if any word is untranslated, it states the language."""
    return element(tag, {**attributes, "xml:lang": SOURCE if bare(words) != words else ""}, bare(words))


def _metadata(edition: Edition, *, paged: bool) -> Iterator[Element]:
    config = edition.config
    yield element("dc:identifier", {"id": "id"}, identifier(edition))
    yield element("dc:title", {"id": "title"}, config.full_title)
    yield _meta_element("dc:description", {}, _description(edition))
    yield element("dc:language", None, config.language)
    yield element("dc:creator", {"id": "author"}, config.author.natural)
    yield element("meta", {"refines": "#author", "property": "file-as"}, config.author.sort)
    yield element("meta", {"refines": "#author", "property": "role", "scheme": "marc:relators"}, "aut")
    if config.editors:
        yield element("dc:contributor", {"id": "editors"}, config.editors)
        yield element("meta", {"refines": "#editors", "property": "role", "scheme": "marc:relators"}, "edt")
    if config.licences:
        rights = (f"{upper_first(what)}: {terms.rstrip('.')}" for what, terms in config.terms)
        yield _meta_element("dc:rights", {}, ". ".join(rights))
    yield element("dc:date", None, str(config.date))
    yield element("meta", {"property": "dcterms:modified"}, f"{config.date}T00:00:00Z")
    yield element("meta", {"property": "schema:version"}, config.version)
    yield element("dc:source", {"id": "witness"}, f"urn:sha256:{config.witness.sha256}")
    if paged:
        yield _meta_element("dc:source", {"id": "printed"}, page_source(edition))
        yield _meta_element("meta", {"property": "pageBreakSource"}, page_source(edition))
    words, pictured = edition.words, bool(edition.pictures or edition.events)
    summed = [words("book.with_pictures" if pictured else "book.text_only"), words("book.accessibility")]
    summary = ("schema:accessibilitySummary", " ".join([*summed, *([precision(words)] if paged else [])]))
    known = (*ACCESSIBILITY, *(PICTURED if pictured else ()), *(PAGED if paged else ()), summary)
    yield from (_meta_element("meta", {"property": name}, value) for name, value in known)
    yield element("meta", {"id": "conformance", "property": "dcterms:conformsTo"}, CONFORMANCE)
    # the editors assess conformance themselves
    who = {"refines": "#conformance", "property": "a11y:certifiedBy"}
    yield _meta_element("meta", who, config.editors or edition.words("editors.they"))


def _names(file: str) -> str:
    return "f-" + file.replace("/", "-").replace(".", "-")


def package(edition: Edition, pages: tuple[Page, ...], others: Mapping[str, bytes], *, paged: bool) -> str:
    """Return the package document (EPUB 3.3, § 5); `paged` is true if the printed pages are marked."""
    names = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"}
    old = [element("meta", {"name": "cover", "content": _names(COVER)})] if COVER in others else []
    metadata = element(
        "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}, *_metadata(edition, paged=paged), *old
    )
    properties = {page.file: "svg" for page in pages if any(part.tag == "svg" for e in page.body for part in e.iter())}
    properties |= {NAV: "nav", COVER: "cover-image"}
    rows = [
        element(
            "item",
            {
                "id": _names(f),
                "href": f,
                "media-type": TYPES[f.rpartition(".")[2]],
                "properties": properties.get(f, ""),
            },
        )
        for f in (NAV, *(page.file for page in pages), CSS, *sorted(others))
    ]
    order = [page.file for page in pages]
    order.insert([page.landmark for page in pages].index("titlepage") + 1, NAV)
    turned = scripts.direction(edition.config.language) == scripts.RIGHT_TO_LEFT
    way = {"page-progression-direction": "rtl" if turned else ""}
    spine = element("spine", way, *(element("itemref", {"idref": _names(file)}) for file in order))
    attributes = {**names, "xml:lang": edition.config.editors_language}
    return serialise(element("package", attributes, metadata, element("manifest", None, *rows), spine))


def _link(href: str, words: Content, kind: str = "") -> Element:
    pieces, spoken = ([words.text or "", *words], words.attrib) if isinstance(words, Element) else ([words], {})
    return element("a", {"epub:type": kind, "href": href, **spoken}, *pieces)


def _list(links: Iterable[Element]) -> Element:
    return element("ol", None, *(element("li", None, link) for link in links))


def _contents(pages: tuple[Page, ...]) -> Element:
    rows = []
    for page in pages:
        row = element("li", None, _link(page.file, page.title))
        if page.inside:
            row.append(nest((level, _link(f"{page.file}#{anchor}", words)) for level, anchor, words in page.inside))
        rows.append(row)
    return element("ol", None, *rows)


def navigation(edition: Edition, pages: tuple[Page, ...], breaks: list[tuple[str, str]]) -> str:
    """Return the navigation document: contents, landmarks, and the printed book's pages (EPUB 3.3, § 7.4)."""
    words = edition.words
    heading = element("h1", None, words("contents.title"))
    toc = element("nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"}, heading, _contents(pages))
    landmarks = [_link(f"{NAV}#toc", words("contents.title"), "toc")]
    landmarks += [_link(page.file, page.title, page.landmark) for page in pages if page.landmark]
    marks = element("h2", None, words("book.landmarks"))
    body = [toc, element("nav", {"epub:type": "landmarks", "hidden": "hidden"}, marks, _list(landmarks))]
    if breaks:
        attributes = {"epub:type": "page-list", "role": "doc-pagelist", "hidden": "hidden"}
        rows = _list(_link(href, n) for href, n in breaks)
        body.append(element("nav", attributes, element("h2", None, words("book.pages_of_pdf")), rows))
    return document(edition, words("contents.title"), tuple(body))
