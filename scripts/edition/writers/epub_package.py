"""The small files around an EPUB's pages: container, package document, navigation (EPUB 3.3, § 4.2.6, § 5, § 7)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

from edition.writers.xml import element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model.edition import Edition

MIMETYPE = "application/epub+zip"
XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
FOLDER, PACKAGE, NAV, CSS = "EPUB", "package.opf", "nav.xhtml", "book.css"
TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "woff2": "font/woff2",
    "txt": "text/plain",
}

SUMMARY = (
    "Text only, without pictures. Headings, notes, note calls and page breaks are marked; every note leads back to "
    "its call; the language of foreign words is given."
)
ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityFeature", "pageBreakMarkers"),
    ("schema:accessibilityFeature", "pageNavigation"),
    ("schema:accessibilityHazard", "none"),
    ("schema:accessibilitySummary", SUMMARY),
)
"""Schema.org's properties (EPUB Accessibility 1.1, § 2). No conformance is claimed: none was certified."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the book: its file, its title for the contents, its body, and what it is for landmarks."""

    file: str
    title: str
    body: tuple[Element, ...]
    landmark: str = ""


def serialised(root: Element, doctype: str = "") -> str:
    """Give a document as XML in UTF-8."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{tostring(root, encoding="unicode")}\n'


def document(edition: Edition, title: str, body: tuple[Element, ...]) -> str:
    """Give a page as an XHTML content document (EPUB 3.3, § 6.1)."""
    language = edition.config.language
    names = {"xmlns": XHTML, "xmlns:epub": OPS, "lang": language, "xml:lang": language}
    sheet = element("link", {"rel": "stylesheet", "type": "text/css", "href": CSS})
    head = element("head", None, element("title", None, title), sheet)
    return serialised(element("html", names, head, element("body", None, *body)), "<!DOCTYPE html>\n")


def container() -> str:
    """Give `META-INF/container.xml` (EPUB 3.3, § 4.2.6.3.1)."""
    root = {"full-path": f"{FOLDER}/{PACKAGE}", "media-type": "application/oebps-package+xml"}
    names = {"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}
    return serialised(element("container", names, element("rootfiles", None, element("rootfile", root))))


def identifier(edition: Edition) -> str:
    """Give the book's identifier: always the same for the same witness and title (RFC 9562, § 5.5)."""
    config = edition.config
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{config.witness.sha256} {config.full_title}").urn


def _metadata(edition: Edition) -> Iterator[Element]:
    config = edition.config
    yield element("dc:identifier", {"id": "id"}, identifier(edition))
    yield element("dc:title", {"id": "title"}, config.full_title)
    yield element("dc:language", None, config.language)
    yield element("dc:creator", {"id": "author"}, config.author.natural)
    yield element("meta", {"refines": "#author", "property": "file-as"}, config.author.sort)
    yield element("meta", {"refines": "#author", "property": "role", "scheme": "marc:relators"}, "aut")
    if config.editors:
        yield element("dc:contributor", {"id": "editors"}, config.editors)
        yield element("meta", {"refines": "#editors", "property": "role", "scheme": "marc:relators"}, "edt")
    if config.licences:
        yield element("dc:rights", None, ". ".join(f"{what.capitalize()}: {words}" for what, words in config.licences))
    yield element("dc:date", None, config.date or "1970-01-01")
    yield element("meta", {"property": "dcterms:modified"}, f"{config.date or '1970-01-01'}T00:00:00Z")
    yield element("meta", {"property": "schema:version"}, config.version or "0")
    yield element("dc:source", {"id": "witness"}, f"urn:sha256:{config.witness.sha256}")
    yield element("meta", {"property": "pageBreakSource"}, f"urn:sha256:{config.witness.sha256}")
    yield from (element("meta", {"property": name}, value) for name, value in ACCESSIBILITY)


def _names(file: str) -> str:
    return "f-" + file.replace("/", "-").replace(".", "-")


def package(edition: Edition, pages: tuple[Page, ...], others: Mapping[str, bytes]) -> str:
    """Give the package document: metadata, manifest, spine (EPUB 3.3, § 5)."""
    names = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"}
    metadata = element("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}, *_metadata(edition))
    nav = {"id": _names(NAV), "href": NAV, "media-type": TYPES["xhtml"], "properties": "nav"}
    files = [*(page.file for page in pages), CSS, *sorted(others)]
    rows = [element("item", {"id": _names(f), "href": f, "media-type": TYPES[f.rpartition(".")[2]]}) for f in files]
    manifest = element("manifest", None, element("item", nav), *rows)
    spine = element("spine", None, *(element("itemref", {"idref": _names(page.file)}) for page in pages))
    return serialised(element("package", {**names, "xml:lang": edition.config.language}, metadata, manifest, spine))


def _list(rows: list[tuple[str, str, str]]) -> Element:
    links = [element("a", {"epub:type": kind, "href": href}, words) for href, words, kind in rows]
    return element("ol", None, *(element("li", None, link) for link in links))


def navigation(edition: Edition, pages: tuple[Page, ...], breaks: list[tuple[str, str]]) -> str:
    """Give the navigation document: contents, landmarks, and the witness's pages (EPUB 3.3, § 7.4)."""
    contents = [(page.file, page.title, "") for page in pages]
    heading = element("h1", None, "Contents")
    body = [element("nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"}, heading, _list(contents))]
    landmarks = [(p.file, p.title, p.landmark) for p in pages if p.landmark]
    marks = element("h2", None, "Landmarks")
    body.append(element("nav", {"epub:type": "landmarks", "hidden": "hidden"}, marks, _list(landmarks)))
    if breaks:
        rows = _list([(href, n, "") for href, n in breaks])
        attributes = {"epub:type": "page-list", "role": "doc-pagelist", "hidden": "hidden"}
        body.append(element("nav", attributes, element("h2", None, "Pages of the witness"), rows))
    return document(edition, "Contents", tuple(body))
