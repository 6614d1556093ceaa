"""The parts around the essay: cover, title page, introduction and other ordinary pages, colophon."""

from collections.abc import Iterable, Iterator
from typing import assert_never
from xml.etree.ElementTree import Element

from edition import languages
from edition.model.blocks import Paragraph
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.printed import TITLE_PAGE, place_in
from edition.model.prose import Generated, ProseBlock, ProseHeading, ProseList, ProsePage, Quotation
from edition.style import citing
from edition.style.dates import day_in_words
from edition.style.locating import upper_first
from edition.style.quotation import close
from edition.writers.epub.book import Leaf, file
from edition.writers.epub.package import COVER, Page, precision
from edition.writers.epub.turning import Pages
from edition.writers.xml import Content, element

LISTED = dict.fromkeys(("apparatus", "standing", "spaces"), file(KnownPage.APPARATUS))
"""Lists that the site has on an ordinary page and the book on one of its own."""


def cover_words(edition: Edition) -> dict[str, str]:
    """Return the words of the cover by their names in `cover.typ`."""
    config, words = edition.config, edition.words
    return {
        "author": config.printed_author,
        "title": config.printed_lines,
        "subtitle": config.title_in_brackets(config.subtitle),
        "edition": words("edition.an_annotated"),
        "version": words("edition.version", version=config.version),
        "language": languages.primary(config.editors_language),
    }


def cover(edition: Edition) -> Page:
    """Return the page that shows the cover."""
    words, title = cover_words(edition), edition.words("book.cover")
    lettering = ", ".join(
        " ".join(words[of].split("\n")) for of in ("author", "title", "subtitle", "edition") if words[of]
    )
    picture = element(
        "img", {"src": COVER, "alt": edition.words("book.cover_lettering", lettering=lettering), "role": "doc-cover"}
    )
    body = element("section", {"epub:type": "cover", "class": "cover", "aria-label": title}, picture)
    return Page("cover.xhtml", title, (body,), "cover")


def title_page(edition: Edition, pages: Pages) -> Page:
    """Return the title page."""
    config, words = edition.config, cover_words(edition)
    first, *lines = words["title"].split("\n")
    title: list[Content] = [first]
    for line in lines:
        title += [" ", element("br"), line]
    parts = [element("p", {"class": "author"}, words["author"]), element("h1", None, *title)]
    parts += [element("p", {"class": "subtitle"}, words["subtitle"])] if words["subtitle"] else []
    parts.append(element("p", None, f"{words['edition']} · {config.date.year}"))
    if config.title_supplied or config.author_supplied:
        parts.append(element("p", None, edition.words("edition.supplied")))
    attributes = {"epub:type": "titlepage", "class": "titlepage"}
    body = element("section", attributes, *pages.take_before(TITLE_PAGE), *parts)
    return Page("title.xhtml", edition.words("book.title_page"), (body,), "titlepage")


def _each(leaf: Leaf, tag: str, paragraphs: Iterable[Paragraph], place: str) -> Iterator[Element]:
    for number, paragraph in enumerate(paragraphs):
        written = element(tag, None, *leaf.writer.inlines(paragraph.content))
        yield leaf.pages.mark_inside(place_in(place, number), written)


def _block(leaf: Leaf, block: ProseBlock, place: str) -> list[Element]:
    write = leaf.writer.inlines
    match block:
        case Paragraph():
            return [leaf.pages.mark_inside(place, element("p", None, *write(block.content)))]
        case ProseHeading():
            heading = element(f"h{min(block.level, 6)}", {"id": block.anchor}, *write(block.content))
            return [*leaf.pages.take_before(block.anchor), heading]
        case ProseList():
            return [element("ol" if block.ordered else "ul", None, *_each(leaf, "li", block.items, place))]
        case Quotation():
            return [element("blockquote", None, *_each(leaf, "p", block.paragraphs, place))]
        case Generated():
            target = LISTED.get(block.name)
            words = leaf.edition.words
            link = element("a", {"href": target}, words("book.separate_part")) if target else ""
            return [element("p", None, *words.around("book.list_is_in", part=link))] if target else []
        case _:
            assert_never(block)


def prose(leaf: Leaf, page: ProsePage, *, first: bool) -> Page:
    """Return an ordinary page; the first one opens the front matter."""
    heading = element("h1", {"id": page.anchor}, *leaf.writer.inlines(page.title))
    parts = [*leaf.pages.take_before(page.anchor), heading]
    for number, block in enumerate(page.blocks):
        parts += _block(leaf, block, place_in(page.anchor, number))
    kind = {"epub:type": "introduction", "role": "doc-introduction"} if first else {}
    body = element("section", {**kind, "aria-labelledby": page.anchor}, *parts)
    inside = tuple((h.level, h.anchor, leaf.title(h.content)) for h in page.headings)
    return Page(leaf.file, leaf.title(page.title), (body,), "introduction" if first else "", inside)


def colophon(edition: Edition, *, fonts: bool, paged: bool) -> Page:
    """Return the colophon: version, makers, rights, how to cite, the witness, the typeface with its licence."""
    config = edition.config
    words = config.words
    version = words("edition.version_and_day", version=config.version, day=day_in_words(config.date, words))
    editors = f" {close(words('edition.edited_by', editors=config.named_editors))}" if config.named_editors else ""
    lines: list[Content] = [version + editors]
    lines += [close(f"{upper_first(what)}: {terms}") for what, terms in config.terms]
    places = ((words("edition.website"), config.site_root), (words("edition.sources"), config.repository))
    lines += [f"{what}: {where}" for what, where in places if where]
    lines.append(f"{words('edition.cite_as')} {citing.entry(config)}")
    lines.append(words("book.same_numbers"))
    lines += [precision(words)] if paged else []
    if page := edition.page_of_witness:
        lines.append(words("book.page_mark", siglum=config.witness.siglum, page=page))
    lines.append(words("book.checksum", checksum=config.witness.sha256))
    lines += [words("book.typeface_of_epub")] if fonts else []
    own = edition.typefaces if fonts else ()
    lines += [words("book.typeface_of_script", script=words.script_name(t.script), family=t.family) for t in own]
    parts = [element("p", None, line) for line in lines]
    heading = element("h1", {"id": "colophon"}, words("book.colophon"))
    attributes = {"epub:type": "colophon", "role": "doc-colophon", "aria-labelledby": "colophon"}
    body = element("section", attributes, heading, *parts)
    return Page("colophon.xhtml", words("book.colophon"), (body,), "colophon")
