"""Makes everything but the pages of an edition: books, texts and data. `publish` writes the files."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from edition import archive, pdf, theme
from edition.model.edition import Edition
from edition.model.printed import PrintedPage
from edition.words import bare
from edition.writers import (
    card,
    citing,
    data,
    epub,
    head,
    llms,
    markdown,
    previews,
    search,
    sitemap,
    tei,
    text,
    typefaces,
    typst,
)
from edition.writers.head import open_graph, schema_org, signposting
from edition.writers.site import files
from edition.writers.typst import errands as sheet

COVER_DOTS = 4
"""Dots per point of the EPUB's cover: 1600 by 2560 in all."""


class EngineError(Exception):
    """MkDocs or Typst failed; the message contains its output."""


BOOK, LARGE, EPUB = "downloads/edition.pdf", "downloads/edition-large.pdf", "downloads/edition.epub"
TEXTS: Mapping[str, Callable[[Edition], str]] = {
    "downloads/edition.tei.xml": tei.write,
    "downloads/edition.txt": text.write_edition,
    "downloads/essay.txt": text.write_essay,
    "downloads/edition.markdown": markdown.write_edition,
    "downloads/essay.markdown": markdown.write_essay,
    "downloads/bibliography.bib": data.write_biblatex,
    "downloads/bibliography.bibtex": data.write_bibtex,
    "downloads/bibliography.json": data.write_csl,
    "downloads/bibliography.ris": data.write_ris,
    previews.FILE: previews.write,
    citing.FILE: citing.script,
    schema_org.FILE: schema_org.write,
    signposting.LINKSET: signposting.write,
}
"""The exports that are texts made from the edition alone, by path below the site."""
EXPORTS = (*TEXTS, BOOK, LARGE, files.ERRANDS, EPUB, open_graph.PICTURE)
"""The paths of all exports that are single files."""


@contextmanager
def _wrap_typst_errors(what: str) -> Iterator[None]:
    """Raise an `EngineError` that says what Typst was setting when it failed.

    Raises:
        EngineError: if Typst failed.
    """
    try:
        yield
    except RuntimeError as error:
        message = f"Typst could not set the {what}:\n{error}"
        raise EngineError(message) from error


def make_book(edition: Edition, made: Mapping[str, bytes]) -> pdf.Setting:
    """Set the book, and attach the exports in `made` (by path) that a book can carry.

    Raises:
        EngineError: if Typst refuses the book.
    """
    beside = {posixpath.basename(path): content for path, content in made.items()}
    attached = {a.name: beside[a.name] for a in typst.ATTACHMENTS if a.name in beside}
    with _wrap_typst_errors("book"):
        name = bare(edition.words("book.page", label="{label}"))
        drawn = {picture.name: picture.content for picture in edition.pictures}
        sources: dict[str, str | bytes] = {**typst.write(edition, attached), **attached, **drawn}
        return pdf.compile_pdf(sources, edition.config.date, _fonts(edition), name)


def _fonts(edition: Edition) -> dict[str, bytes]:
    """Return the edition's own fonts by the names of their files in the books."""
    return {typeface.file: typeface.content for typeface in edition.typefaces}


def _make_picture(edition: Edition, what: str, page: tuple[str, Mapping[str, str]], dots: float) -> bytes:
    with _wrap_typst_errors(what):
        return pdf.compile_png(*page, dots, _fonts(edition))


def _make_errands(edition: Edition) -> bytes:
    with _wrap_typst_errors("errand list"):
        return pdf.compile_sheet(sheet.write(edition), edition.config.date, _fonts(edition))


def _make_epub(edition: Edition, cover: bytes, pages: tuple[PrintedPage, ...]) -> bytes:
    """Return the EPUB, which marks the pages of the book and carries the fonts of the site."""
    return archive.make_zip(
        epub.write(edition, {**theme.fonts(), **_fonts(edition)}, cover, pages), edition.config.date, first="mimetype"
    )


def make(edition: Edition) -> dict[str, bytes]:
    """Return every export by its path below the site.

    The book is set in a thread, in parallel with everything that does not depend on it.

    Raises:
        EngineError: if Typst refuses the book or a picture.
    """
    made = {path: bare(write(edition)).encode() for path, write in TEXTS.items()}
    with ThreadPoolExecutor(max_workers=1) as worker:
        setting = worker.submit(make_book, edition, dict(made))
        cover = _make_picture(edition, "cover", epub.cover(edition), COVER_DOTS)
        made[open_graph.PICTURE] = _make_picture(edition, "picture of the edition", card.card(edition), card.DOTS)
        made[files.ERRANDS] = _make_errands(edition)
        many = {**data.write(edition), **search.write(edition)}
        made.update((path, bare(words).encode()) for path, words in many.items())
        printed = setting.result()
    if edition.typefaces:
        made[typefaces.FILE] = typefaces.write(edition).encode()
    made[BOOK], made[LARGE] = printed.book, printed.large
    made[EPUB] = _make_epub(edition, cover, printed.pages)
    return made


def complete(edition: Edition, site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that can only be made from the complete `site`, by path.

    They are the pages with metadata in their heads, the downloads page with sizes, and the maps for programs and
    search engines. The zip comes last, and its downloads page lacks the size and the address of the zip itself.
    """
    pages = {path: content.decode() for path, content in site.items() if path.endswith(".html")}
    texts = {path: head.insert_metadata(edition, path, text) for path, text in pages.items()}
    texts[llms.FILE] = llms.write(edition, pages)
    if words := sitemap.write(edition, pages):
        texts[sitemap.FILE] = words
    made = {path: bare(text).encode() for path, text in texts.items()}
    sizes = {path: len(content) for path, content in {**site, **made}.items()}
    downloads = texts.get(files.PAGE)
    if downloads is not None:
        made[files.PAGE] = files.without_zip_link(files.fill_sizes(downloads, sizes, edition.words)).encode()
    made[files.ZIP] = archive.make_zip({**site, **made}, edition.config.date)
    if downloads is not None:
        made[files.PAGE] = files.fill_sizes(
            downloads, {**sizes, files.ZIP: len(made[files.ZIP])}, edition.words
        ).encode()
    return made
