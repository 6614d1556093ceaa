"""The edition as a book in Typst: front matter, the essay with its notes at the foot, back matter."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from importlib.resources import files

from edition.model.edition import Edition
from edition.model.printed import APPARATUS, BIBLIOGRAPHY, CHRONOLOGY, EVIDENCE, NAMES, PASSAGES, REGISTER, SOURCE
from edition.words import Words
from edition.writers.typst import back, essay, front, indexes, registers
from edition.writers.typst.book import Book, part
from edition.writers.typst.markup import text
from edition.writers.typst.strings import speak, string


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that can be attached to the book: its name, its media type, and its relation to the book (ISO 19005-3).

    `description` is the name of the words that describe it.
    """

    name: str
    media_type: str
    relationship: str
    description: str


ATTACHMENTS = (
    Attachment("edition.tei.xml", "application/tei+xml", "alternative", "files.attached_tei"),
    Attachment("bibliography.bib", "application/x-bibtex", "supplement", "files.attached_bib"),
)
"""What a book carries where the files lie beside its sources."""


def _attach(names: Collection[str], words: Words) -> str:
    return "\n".join(
        f"#pdf.attach({string(a.name)}, mime-type: {string(a.media_type)}, "
        f"relationship: {string(a.relationship)}, description: {string(words(a.description))})"
        for a in ATTACHMENTS
        if a.name in names
    )


MATTER: tuple[tuple[str, str, Callable[[Book], str]], ...] = (
    (APPARATUS, "apparatus.title", back.apparatus),
    (EVIDENCE, "note.evidence", back.evidence),
    (CHRONOLOGY, "chronology.title", registers.chronology),
    (REGISTER, "book.people_and_glossary", registers.people_and_glossary),
    (BIBLIOGRAPHY, "bibliography.title", back.bibliography),
    (PASSAGES, "passages.title", indexes.passages),
    (NAMES, "book.names", indexes.names),
)
"""The chapters of the back matter: address, name of the title, function that writes it; an empty one is left out."""


def _front(book: Book, attached: Collection[str]) -> Iterator[str]:
    """Yield the pages before the essay."""
    prose = front.Prose(book)
    yield _attach(attached, book.words)
    yield front.title_pages(book.edition.config)
    yield front.colophon(book.edition.config, book.edition.typefaces)
    yield '#running("i", none)['
    yield front.contents(book)
    yield from (prose.page(page) for page in book.edition.pages)
    yield "]"


def _matter(book: Book) -> Iterator[str]:
    """Yield the chapters after the essay."""
    for anchor, title, write_chapter in MATTER:
        if body := write_chapter(book):
            yield f"{part(anchor, text(book.words(title)))}\n{body}"


def write(edition: Edition, attached: Collection[str] = ()) -> dict[str, str]:
    """Return the book's Typst sources by file name: the book (`SOURCE`), and its look.

    `attached` names the files beside the sources that the book carries, as far as `ATTACHMENTS` knows them.
    """
    book = Book.of(edition)
    sections = [essay.section(book, section) for section in edition.sections]
    matter = [*_matter(book)]
    own, editors = edition.config.language, edition.config.editors_language
    rows = [
        front.opening(edition.config, edition.typefaces),
        speak(editors, own),
        *_front(book, attached),
        speak(own, editors),
        '#running("1", 1)[',
        *sections,
        "]",
    ]
    rows += [speak(editors, own), '#running("1", none)[', *matter, "]"] if matter else []
    preamble = (files("edition") / "writers" / "typst" / "preamble.typ").read_text(encoding="utf-8")
    return {SOURCE: "\n\n".join(filter(None, rows)) + "\n", "preamble.typ": preamble}
