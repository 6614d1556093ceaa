"""The front matter: half-title, title page, colophon, contents, the signs, and the ordinary pages."""

from collections.abc import Iterable
from typing import assert_never

from edition import ids, languages, scripts
from edition.config import EditionConfig
from edition.model.blocks import Paragraph
from edition.model.printed import APPARATUS, TITLE_PAGE, place_in
from edition.model.prose import Generated, ProseBlock, ProseHeading, ProseList, ProsePage, Quotation
from edition.model.typefaces import Typeface
from edition.style import citing
from edition.style.citations import ONLINE
from edition.style.dates import day_in_words
from edition.style.locating import upper_first
from edition.style.quotation import close
from edition.writers.typst.book import Book, at, group, part
from edition.writers.typst.markup import fill, text
from edition.writers.typst.strings import string


def _font(typeface: Typeface) -> str:
    """Return a font for the characters of its script; what sets the book knows the name of its family."""
    codes = "".join(rf"\u{{{a:x}}}-\u{{{b:x}}}" for a, b in typeface.ranges)
    return f"(name: sys.inputs.at({string(typeface.file)}), covers: regex({string(f'[{codes}]')}))"


def settings(config: EditionConfig, look: str, language: str, typefaces: Iterable[Typeface], *more: str) -> str:
    """Return the source that gives everything after it a look, with metadata, language and fonts; `more` are lines."""
    day = config.date
    region = languages.region(language)
    covers = ", ".join(map(_font, typefaces))
    return "\n".join(
        [
            f"#show: {look}.with(",
            f"  plain-author: {string(config.author.natural)},",
            f"  date: datetime(year: {day.year}, month: {day.month}, day: {day.day}),",
            f"  lang: {string(languages.primary(language))},",
            f"  region: {string(region) if region else 'none'},",
            f"  dir: {scripts.direction(language)},",
            *([f"  fonts: ({covers},),"] if covers else []),
            *more,
            ")",
        ]
    )


def opening(config: EditionConfig, typefaces: Iterable[Typeface] = ()) -> str:
    """Return the source before the first page: metadata, language, the preamble's look."""
    more = (
        f"  plain-title: {string(config.full_title)},",
        f"  in-a-note: {string(config.words('book.in_a_note'))},",
    )
    return f'#import "preamble.typ": *\n{settings(config, "book", config.language, typefaces, *more)}'


def title_pages(config: EditionConfig) -> str:
    """Return half-title and title page."""
    title = f"({', '.join(map(string, config.printed_lines.splitlines()))},)"
    lines = [config.words("edition.an_annotated"), config.named_editors, str(config.date.year)]
    arguments = [
        f"  title: {title},",
        f"  subtitle: {string(config.title_in_brackets(config.subtitle))},",
        f"  author: {string(config.printed_author)},",
        f"  lines: ({', '.join(string(line) for line in lines if line)},),",
    ]
    return "\n".join(
        [
            f"#half-title({string(config.printed_author)}, {title})",
            "#title-page(",
            f"  at: [{at(TITLE_PAGE)}],",
            *arguments,
            ")",
        ]
    )


def colophon(config: EditionConfig, typefaces: Iterable[Typeface] = ()) -> str:
    """Return the page after the title page: version, makers, rights, how to cite, typeface."""
    words = config.words
    lines: list[str] = [words("edition.version_and_day", version=config.version, day=day_in_words(config.date, words))]
    if config.named_editors:
        lines.append(close(words("edition.edited_by", editors=config.named_editors)))
    if config.title_supplied or config.author_supplied:
        lines.append(words("edition.supplied"))
    lines += [close(f"{upper_first(what)}: {terms}") for what, terms in config.terms]
    places = ((words("edition.website"), config.site_root), (words("edition.sources"), config.repository))
    addresses = [f"{text(f'{what}: ')}#to({string(where)})[{text(where)}]" for what, where in places if where]
    cite = f"{text(words('edition.cite_as'))}\n\n#cited[{text(citing.entry(config))}]"
    closing = (
        words("book.cite_passages"),
        words("book.typeface"),
        *(words("book.typeface_of_script", script=words.script_name(t.script), family=t.family) for t in typefaces),
    )
    return "#colophon[" + "\n\n".join([*map(text, lines), *addresses, cite, *map(text, closing)]) + "]"


def contents(book: Book) -> str:
    """Return the contents, with the outline of each section that has one, and below them the signs."""
    config = book.edition.config
    siglum, words = config.witness.siglum, config.words
    rows: list[tuple[str, str]] = []
    numbers = (ids.paragraph_number(p.anchor) for s in book.edition.sections for p in s.paragraphs)
    if number := next(filter(None, numbers), 0):
        rows.append((f"¶{number}", words("signs.paragraph")))
    if book.has_supplied:
        rows.append(("[ ]", words("signs.supplied")))
    if page := book.edition.page_of_witness:
        meaning = words("signs.page", page=page, siglum=siglum)
        rows.insert(1, (f"{siglum} {page}", meaning))
    if any(cited.seen is False for cited in book.citations):
        rows.append(("#unseen", words("signs.unseen")))
    if any(cited.url for cited in book.citations):
        rows.append((ONLINE, words("signs.online")))
    if book.edition.emendations:
        rows.append((f"#emended(none)[{text(words('signs.word'))}]", words("signs.emended")))
    if by_author := next((note for note in book.edition.notes if note.is_by_author), None):
        rows.append((f"#super[{text(by_author.mark)}]", words("signs.authors_note")))
    if any(note.is_authors and not note.is_by_author for note in book.edition.notes):
        rows.append(("#super[1]", words("signs.numbered_note")))
    if any(not note.is_authors for note in book.edition.notes):
        rows.append(('#super(mark-of("a", true))', words("signs.lettered_note")))
    signs = ", ".join(
        f"([{sign if sign.startswith('#') else text(sign)}], [{text(meaning)}])" for sign, meaning in rows
    )
    outlines = [f"{string(s.anchor)}: {string(s.outline)}" for s in book.edition.sections if s.outline]
    summaries = f"({', '.join(outlines) or ':'})"
    return "\n".join(
        [
            f"#contents([{text(words('contents.title'))}], {summaries})",
            f"#signs([{text(words('signs.title'))}], {signs})",
        ]
    )


class Prose:
    """Writes the ordinary pages."""

    def __init__(self, book: Book) -> None:
        """Write for a book."""
        self.book = book

    def page(self, page: ProsePage) -> str:
        """Return a page as a part of the book."""
        inlines = self.book.markup.inlines
        blocks = (self.block(block, place_in(page.anchor, number)) for number, block in enumerate(page.blocks))
        return "\n\n".join([part(page.anchor, inlines(page.title)), *blocks])

    def block(self, block: ProseBlock, place: str) -> str:
        """Return one block of a page, its words marked with its place."""
        match block:
            case Paragraph():
                return self.book.markup.mark_places(place, block.content)
            case ProseHeading():
                return group(block.anchor, self.book.markup.inlines(block.content), block.level)
            case ProseList():
                kind = "enum" if block.ordered else "list"
                return f"#{kind}({', '.join(f'[{words}]' for words in self._each(block.items, place))})"
            case Quotation():
                words = "\n\n".join(self._each(block.paragraphs, place))
                return f"#quotation[{words}]"
            case Generated():
                return self.refer_to_list(block.name)
            case _:
                assert_never(block)

    def _each(self, paragraphs: Iterable[Paragraph], place: str) -> list[str]:
        placed = self.book.markup.mark_places
        return [placed(place_in(place, number), paragraph.content) for number, paragraph in enumerate(paragraphs)]

    def refer_to_list(self, name: str) -> str:
        """Return where a list is found that the site has on the page; in the book it is a separate part."""
        known = {"apparatus": self.book.edition.emendations, "standing": self.book.edition.standing}
        if not known.get(name):
            return ""
        words = self.book.words
        link = self.book.markup.reference(APPARATUS, text(words("book.in_apparatus")))
        return f"#plain[{fill(words, 'book.listed', where=link)}]"
