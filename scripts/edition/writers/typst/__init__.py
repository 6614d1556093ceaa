"""The edition as a book in Typst: front matter, the essay with its notes at the foot, back matter."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from edition.writers.typst import back, essay, front, indexes, registers
from edition.writers.typst.book import Book
from edition.writers.typst.markup import string

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from edition.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Size:
    """A size of the book: the page in millimetres, and how much larger than on A5 everything on it is."""

    width: int
    height: int
    factor: float


A5 = Size(148, 210, 1)
A4 = Size(210, 297, 2**0.5)
"""Large print: the text in 16 points, on the very pages of the A5 book."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that can be attached to the book: its name, its media type, and its relation to the book (ISO 19005-3)."""

    name: str
    media_type: str
    relationship: str
    description: str


ATTACHMENTS = (
    Attachment("edition.tei.xml", "application/tei+xml", "alternative", "The edition in TEI P5"),
    Attachment("bibliography.bib", "application/x-bibtex", "supplement", "The bibliography in BibTeX"),
)
"""What a book carries where the files lie beside its sources."""


def _attached(names: Collection[str]) -> str:
    return "\n".join(
        f"#pdf.attach({string(a.name)}, mime-type: {string(a.media_type)}, "
        f"relationship: {string(a.relationship)}, description: {string(a.description)})"
        for a in ATTACHMENTS
        if a.name in names
    )


def _parts(edition: Edition) -> Iterator[str]:
    book = Book.of(edition)
    prose = front.Prose(book)
    yield front.title_pages(edition.config)
    yield front.colophon(edition.config)
    yield '#pagebreak(to: "odd")'
    yield '#running("i", none)['
    yield front.contents(book)
    yield from (prose.page(page) for page in edition.pages)
    yield "]"
    yield '#pagebreak(weak: true, to: "odd")'
    yield '#running("1", 1)['
    yield from (essay.section(book, section) for section in edition.sections)
    yield back.apparatus(book)
    yield back.evidence(book)
    yield registers.chronology(book)
    yield registers.people_and_glossary(book)
    yield back.bibliography(book)
    yield indexes.passages(book)
    yield indexes.names(book)
    yield "]"


def write(edition: Edition, size: Size = A5, attached: Collection[str] = ()) -> dict[str, str]:
    """Give the book's Typst sources by file name: `edition.typ`, which is the book, its look and its measure.

    `attached` names the files beside the sources that the book carries, as far as `ATTACHMENTS` knows them.
    """
    parts = [front.opening(edition.config), _attached(attached), *_parts(edition)]
    preamble = (files("edition") / "writers" / "typst" / "preamble.typ").read_text(encoding="utf-8")
    measure = f"#let width = {size.width}mm\n#let height = {size.height}mm\n#let unit = {size.factor}\n"
    book = "\n\n".join(part for part in parts if part) + "\n"
    return {"edition.typ": book, "preamble.typ": preamble, "size.typ": measure}
