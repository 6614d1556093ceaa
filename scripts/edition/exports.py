"""What is made of an edition beside its pages: a table of exports. How they are written is the matter of `publish`."""

from __future__ import annotations

import posixpath
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from edition import archive, pdf
from edition.writers import card, citing, data, epub, head, llms, markdown, previews, search, sitemap, tei, text, typst
from edition.writers.head import open_graph, schema_org, signposting
from edition.writers.site import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from edition.model.edition import Edition

FONTS = "docs/assets/fonts"
COVER_DOTS = 4
"""The EPUB's cover has four dots for each of its points: 1600 by 2560."""


class EngineError(Exception):
    """The site's engine or Typst did not build; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What exports are made of: the edition, the fonts and `.bib` files that lie beside it, and what is made already.

    `made` holds the exports above one's own place in the table, by their paths below the site; `books` gives the book
    once it was asked for: the first who calls sets it, others wait.
    """

    edition: Edition
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    bibliography: bytes = b""
    made: dict[str, bytes] = field(default_factory=dict)
    books: list[Callable[[], pdf.Setting]] = field(default_factory=list)


@contextmanager
def refusals(what: str) -> Iterator[None]:
    """Return what it was that Typst refused.

    Raises:
        EngineError: where Typst refused it.
    """
    try:
        yield
    except RuntimeError as error:
        message = f"Typst refused the {what}:\n{error}"
        raise EngineError(message) from error


def _once(work: Callable[[], pdf.Setting]) -> Callable[[], pdf.Setting]:
    """Return work that is done when first asked for, and only once; a failure is raised again for all who ask."""
    lock = threading.Lock()
    done: Future[pdf.Setting] = Future()

    def result() -> pdf.Setting:
        with lock:
            if not done.done():
                try:
                    done.set_result(work())
                except EngineError as error:
                    done.set_exception(error)
        return done.result()

    return result


def _book(given: Materials) -> Callable[[], pdf.Setting]:
    """Return the setting of the book, with those exports attached that it carries; it may be done apart."""
    if given.books:
        return given.books[0]
    beside = {posixpath.basename(path): content for path, content in given.made.items()}
    attached = {a.name: beside[a.name] for a in typst.ATTACHMENTS if a.name in beside}
    sources = typst.write(given.edition, attached)

    def setting() -> pdf.Setting:
        with refusals("book"):
            return pdf.compile_pdf({**sources, **attached}, given.edition.config.date)

    given.books.append(_once(setting))
    return given.books[0]


def _pdf(given: Materials) -> Callable[[], bytes]:
    setting = _book(given)
    return lambda: setting().book


def _large_pdf(given: Materials) -> Callable[[], bytes]:
    """Return the making of the large print: the text in 16 points, on the very pages of the book."""
    setting = _book(given)
    return lambda: setting().large


def _epub(given: Materials) -> Callable[[], bytes]:
    """Return the making of the EPUB, which waits for the book whose pages it marks."""
    setting = _book(given)
    with refusals("cover"):
        picture = pdf.compile_png(*epub.cover(given.edition), COVER_DOTS)

    def making() -> bytes:
        book = epub.write(given.edition, given.fonts, picture, setting().pages)
        return archive.zipped(book, given.edition.config.date, first="mimetype")

    return making


def _card(given: Materials) -> bytes:
    with refusals("picture of the edition"):
        return pdf.compile_png(*card.card(given.edition), card.DOTS)


Content: TypeAlias = "bytes | str | Callable[[], bytes]"
"""What a maker gives: the file, or the work that makes it, which may be done beside other work."""

EXPORTS: Mapping[str, Callable[[Materials], Content]] = {
    "downloads/edition.tei.xml": lambda given: tei.write(given.edition),
    "downloads/bibliography.bib": lambda given: data.write_bibtex(given.edition, given.bibliography.decode()),
    "downloads/edition.pdf": _pdf,
    "downloads/edition-large.pdf": _large_pdf,
    "downloads/edition.epub": _epub,
    "downloads/edition.txt": lambda given: text.write_edition(given.edition),
    "downloads/essay.txt": lambda given: text.write_essay(given.edition),
    "downloads/edition.markdown": lambda given: markdown.write_edition(given.edition),
    "downloads/essay.markdown": lambda given: markdown.write_essay(given.edition),
    "downloads/bibliography.json": lambda given: data.write_csl(given.edition),
    "downloads/bibliography.ris": lambda given: data.write_ris(given.edition),
    "assets/previews.js": lambda given: previews.write(given.edition),
    "assets/citing.js": lambda given: citing.script(given.edition),
    open_graph.PICTURE: _card,
    schema_org.FILE: lambda given: schema_org.write(given.edition),
    signposting.LINKSET: lambda given: signposting.write(given.edition),
}
"""Every export that is one file, by its path below the site; a later one may use an earlier one."""


def materials(edition: Edition, root: Path | None = None) -> Materials:
    """Return what exports are made of; fonts and `.bib` files come from below `root`."""
    if root is None:
        return Materials(edition)
    fonts = {path.name: path.read_bytes() for path in sorted((root / FONTS).glob("*"))}
    sources = [root / group.file for group in edition.config.bibliography]
    bibliography = b"\n".join(path.read_bytes() for path in sources if path.is_file())
    return Materials(edition, fonts, bibliography)


def one(path: str, given: Materials) -> bytes:
    """Make one export; those above it in the table that it uses are in `given.made`."""
    content = EXPORTS[path](given)
    if callable(content):
        return content()
    return content.encode() if isinstance(content, str) else content


def make(edition: Edition, root: Path | None = None) -> dict[str, bytes]:
    """Make every export, by its path below the site; fonts and `.bib` files come from below `root`.

    Raises:
        EngineError: where Typst refused the book.
    """
    given = materials(edition, root)
    apart: dict[str, Future[bytes]] = {}
    with ThreadPoolExecutor() as workers:
        for path, maker in EXPORTS.items():
            content = maker(given)
            if callable(content):
                apart[path] = workers.submit(content)
            else:
                given.made[path] = content.encode() if isinstance(content, str) else content
        many = {**data.write(edition), **search.write(edition)}
        given.made.update((path, words.encode()) for path, words in many.items())
    given.made.update((path, work.result()) for path, work in apart.items())
    return given.made


def complete(edition: Edition, site: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what can be made only when the whole `site` is there, by its path; nothing else of the site changes.

    The head of every page gets its metadata, the page of downloads the sizes, programs and search engines their
    maps. The zip of it all comes last, and has the page of downloads without the zip's own size and address.
    """
    pages = {path: content.decode() for path, content in site.items() if path.endswith(".html")}
    texts = {path: head.inserted(edition, path, text) for path, text in pages.items()}
    texts[llms.FILE] = llms.write(edition, pages)
    if words := sitemap.write(edition, pages):
        texts[sitemap.FILE] = words
    made = {path: text.encode() for path, text in texts.items()}
    sizes = {path: len(content) for path, content in {**site, **made}.items()}
    downloads = texts.get(files.PAGE)
    if downloads is not None:
        made[files.PAGE] = files.within(files.filled(downloads, sizes)).encode()
    made[files.ZIP] = archive.zipped({**site, **made}, edition.config.date)
    if downloads is not None:
        made[files.PAGE] = files.filled(downloads, {**sizes, files.ZIP: len(made[files.ZIP])}).encode()
    return made
