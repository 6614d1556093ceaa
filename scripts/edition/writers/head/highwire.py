"""Highwire’s `citation_*`, which Google Scholar and Zotero read: the edition is cited, its works are references.

Google Scholar, “Inclusion Guidelines for Webmasters”, § “Indexing”; Zotero, translator “Embedded Metadata”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.writers.data.works import issued, parts, title
from edition.writers.head.page import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.bibliography import Work
    from edition.writers.head.page import Page

Meta = tuple[str, str]


def reference(work: Work) -> str:
    """Return a work as one `citation_reference`: fields parted by semicolons, which therefore stand in none of them."""
    known = parts(issued(work))
    fields = [
        ("citation_title", title(work)),
        *(("citation_author", name.natural) for name in work.authors),
        ("citation_journal_title", work.journal),
        ("citation_inbook_title", work.book_title or work.main_title),
        ("citation_volume", work.volume),
        ("citation_issue", work.number),
        ("citation_pages", work.pages.replace("--", "–")),
        ("citation_publisher", work.publisher),
        ("citation_publication_date", "/".join(f"{part:02}" for part in known[0]) if known else ""),
        ("citation_doi", work.doi),
        ("citation_isbn", work.isbn),
    ]
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in fields if value)


def metas(page: Page) -> Iterator[Meta]:
    """Yield name and content of each element; only pages that are to be cited as the edition have any."""
    if not (page.is_essay or page.is_edition):
        return
    config = page.edition.config
    yield "citation_title", page.title
    if page.section is not None:
        yield "citation_book_title", config.printed_title
    yield "citation_author", config.author.sort
    if config.named_editors:
        yield "citation_editor", config.named_editors
    yield "citation_publication_date", config.date.replace("-", "/")
    yield "citation_language", config.language
    if page.site:
        yield "citation_public_url", page.address
        if page.is_essay or page.has(WHOLE):
            yield "citation_fulltext_html_url", page.address if page.is_essay else page.to(WHOLE)
        if page.section is None:
            yield "citation_pdf_url", page.to("downloads/edition.pdf")
    for work in page.works():
        yield "citation_reference", reference(work)
