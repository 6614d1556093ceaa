"""Dublin Core in HTML (DCMI, “Expressing Dublin Core metadata using HTML/XHTML meta and link elements”, 2008)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.style import citing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.writers.head.highwire import Meta
    from edition.writers.head.page import Page

SCHEMAS = (("DC", "http://purl.org/dc/elements/1.1/"), ("DCTERMS", "http://purl.org/dc/terms/"))
"""The prefixes of the names, and the namespaces that they stand for."""


def metas(page: Page) -> Iterator[Meta]:
    """Yield name and content of each element."""
    config = page.edition.config
    yield "DC.title", page.title
    by_author = page.prints_essay or page.is_edition  # all else is the editors'
    if by_author:
        yield "DC.creator", config.author.sort
    if config.named_editors:
        yield "DC.contributor" if by_author else "DC.creator", config.named_editors
    yield "DC.date", config.date
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.language", config.language
    yield "DC.description", page.description
    yield "DC.source", f"Witness {config.witness.siglum}, SHA-256 {config.witness.sha256}"
    for what, words in config.licences:
        yield "DC.rights", f"{what}: {words}"
    if page.address:
        yield "DC.identifier", page.address
    if page.licence:
        yield "DCTERMS.license", page.licence
    yield "DCTERMS.bibliographicCitation", citing.entry(config)
    if not page.is_edition:
        yield "DCTERMS.isPartOf", config.printed_title
