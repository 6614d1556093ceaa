"""Highwire’s `citation_*`, which Google Scholar and Zotero read: the edition is cited, its works are references.

Google Scholar, “Inclusion Guidelines for Webmasters”, § “Indexing”; Zotero, translator “Embedded Metadata”, which reads
the version from BIBO’s `edition`. There is no Dublin Core: Zotero would take its `source` for the name of a journal.
"""

from collections.abc import Iterator

from edition.model.bibliography import Work
from edition.writers.data.works import day, title
from edition.writers.head.page import HOME, WHOLE, Page

Meta = tuple[str, str]


def reference(work: Work) -> str:
    """Return a work as one `citation_reference`: fields separated by semicolons, which are removed from the values."""
    fields = [
        ("citation_title", title(work)),
        *(("citation_author", name.natural) for name in work.authors),
        ("citation_journal_title", work.journal),
        ("citation_inbook_title", work.book_title or work.main_title),
        ("citation_volume", work.volume),
        ("citation_issue", work.number),
        ("citation_pages", str(work.pages)),
        ("citation_publisher", work.publisher),
        ("citation_publication_date", day(work).replace("-", "/")),
        ("citation_doi", work.doi),
        ("citation_isbn", work.isbn),
    ]
    return "; ".join(f"{name}={value.replace(';', ',')}" for name, value in fields if value)


def _name(written: str) -> str:
    """Return a name as Zotero keeps it whole: it parts a name without a comma before its last word."""
    return written if "," in written else f"{written},"


def metas(page: Page) -> Iterator[Meta]:
    """Yield name and content of each element.

    Without `citation_title`, Scholar takes a page for none that is cited and Zotero takes it for a web page: so are
    the pages that are not the essay's. `citation_inbook_title` makes a page a section of a book; `citation_book_title`
    does not.
    """
    config = page.edition.config
    if not (page.is_essay or page.is_edition):
        if page.prints_essay:
            yield "citation_author", _name(config.author.sort)
        elif config.named_editors:
            yield "citation_author", _name(config.named_editors)
        return
    yield "citation_title", page.title
    if page.section is not None:
        yield "citation_inbook_title", config.printed_title
    yield "citation_author", _name(config.author.sort)
    if config.named_editors:
        yield "citation_editor", _name(config.named_editors)
    yield "citation_publication_date", str(config.date).replace("-", "/")
    yield "citation_language", config.language
    yield "bibo.edition", config.words("citing.version", version=config.version)
    if page.site:
        yield "citation_public_url", page.address
        if page.is_essay or page.has(WHOLE):
            yield "citation_fulltext_html_url", page.address if page.is_essay else page.to(WHOLE)
        if page.path == HOME:  # Scholar wants the file in the folder of the page, or below it
            yield "citation_pdf_url", page.to("downloads/edition.pdf")
    # those of a section would weigh as much as its text, and are among those of the whole
    for work in page.works() if page.section is None else ():
        yield "citation_reference", reference(work)
