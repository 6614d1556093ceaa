"""The edition as EPUB 3.3: files of our own XHTML, notes as footnotes that reading systems show in place."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from edition.model.edition import Edition
from edition.model.printed import PrintedPage
from edition.writers.epub import back, essay, front, package
from edition.writers.epub.book import Leaf, adapt_for_reading_systems, page_file, section_file
from edition.writers.epub.book import files as files_of_anchors
from edition.writers.epub.package import COVER, CSS, FOLDER, NAV, PACKAGE, Page, document
from edition.writers.epub.style import style
from edition.writers.epub.turning import Pages


def cover(edition: Edition) -> tuple[str, dict[str, str]]:
    """Return the cover as Typst source, and the words that it asks for."""
    return files(__name__).joinpath("cover.typ").read_text(encoding="utf-8"), front.cover_words(edition)


def _pages(edition: Edition, printed: Iterable[PrintedPage], *, fonts: bool, covered: bool) -> Iterator[Page]:
    """Yield the pages of the book in the order of reading."""
    places, printed = files_of_anchors(edition), tuple(printed)
    turning = Pages(printed)

    def leaf(file: str) -> Leaf:
        return Leaf(edition, places, file, turning)

    if covered:
        yield front.cover(edition)
    yield front.title_page(edition, turning)
    for at, page in enumerate(edition.pages):
        yield front.prose(leaf(page_file(page.name)), page, first=not at)
    for at, section in enumerate(edition.sections):
        yield essay.section(leaf(section_file(section.anchor)), section, first=not at)
    yield from back.pages(edition, leaf)
    yield front.colophon(edition, fonts=fonts, paged=bool(printed))


def _breaks(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    """Return address and label of every page break, in the order of reading."""
    return [
        (f"{page.file}#{part.get('id')}", part.get("aria-label", ""))
        for page in pages
        for root in page.body
        for part in root.iter()
        if part.get("epub:type") == "pagebreak"
    ]


def write(
    edition: Edition,
    fonts: Mapping[str, bytes] | None = None,
    picture: bytes = b"",
    printed: Iterable[PrintedPage] = (),
) -> dict[str, bytes]:
    """Return the files of the book by their paths in its zip file.

    `fonts` are given by name, their licence among them; `picture` is the cover as PNG, without which there is none;
    `printed` are the pages of the printed book, which are marked where they begin, and listed.
    """
    pages = tuple(_pages(edition, printed, fonts=bool(fonts), covered=bool(picture)))
    for page in pages:
        for root in page.body:
            adapt_for_reading_systems(root, edition.config.witness.siglum)
    breaks = _breaks(pages)
    others = {f"fonts/{name}": content for name, content in (fonts or {}).items()}
    others |= {COVER: picture} if picture else {}
    others |= {figure.path: figure.content for figure in edition.pictures}
    written = {page.file: document(edition, page.title, page.body) for page in pages}
    written[NAV] = package.navigation(edition, pages, breaks)
    written[CSS] = style(fonts or {}, edition.typefaces)
    written[PACKAGE] = package.package(edition, pages, others, paged=bool(breaks))
    made = {f"{FOLDER}/{name}": words.encode() for name, words in written.items()}
    made |= {f"{FOLDER}/{name}": content for name, content in others.items()}
    made["META-INF/container.xml"] = package.container().encode()
    made["mimetype"] = package.MIMETYPE.encode()
    return made
