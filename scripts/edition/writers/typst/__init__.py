"""The edition as a book in Typst: front matter, the essay with its notes at the foot, back matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from edition.model.printed import (
    APPARATUS,
    BIBLIOGRAPHY,
    CHRONOLOGY,
    ESSAY,
    EVIDENCE,
    FRONT,
    INDEXES,
    NAMES,
    PASSAGES,
    REGISTER,
    REGISTERS,
)
from edition.writers.typst import back, essay, front, indexes, registers
from edition.writers.typst.book import Book, part
from edition.writers.typst.markup import string, text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from edition.model.edition import Edition


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


MATTER: Mapping[str, tuple[tuple[str, str, Callable[[Book], str]], ...]] = {
    REGISTERS: (
        (APPARATUS, "Apparatus", back.apparatus),
        (EVIDENCE, "Evidence", back.evidence),
        (CHRONOLOGY, "Chronology", registers.chronology),
        (REGISTER, "People and glossary", registers.people_and_glossary),
    ),
    INDEXES: (
        (BIBLIOGRAPHY, "Bibliography", back.bibliography),
        (PASSAGES, "Index of passages", indexes.passages),
        (NAMES, "Index of names and terms", indexes.names),
    ),
}
"""The chapters of the back matter, by part: address, title, and what writes it; one with nothing in it is left out."""


def _front(book: Book, attached: Collection[str], later: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the front matter; `later` are addresses and titles (markup) of what the contents name and others hold."""
    prose = front.Prose(book)
    yield _attached(attached)
    yield front.title_pages(book.edition.config)
    yield front.colophon(book.edition.config)
    yield '#pagebreak(to: "odd")'
    yield '#running("i", none)['
    yield front.contents(book)
    yield from (prose.page(page) for page in book.edition.pages)
    yield front.later(later)
    yield "]"


def write(edition: Edition, attached: Collection[str] = ()) -> dict[str, str]:
    """Return the book's Typst sources by file name: those of its parts, and its look.

    `attached` names the files beside the sources that the book carries, as far as `ATTACHMENTS` knows them.
    """
    book = Book.of(edition)
    sections = [essay.section(book, section) for section in edition.sections]
    later = [(section.anchor, essay.heading(book, section)) for section in edition.sections]
    parts = {ESSAY: ['#running("1", 1)[', *sections, "]"]}
    for name, chapters in MATTER.items():
        matter = [(anchor, text(title), body) for anchor, title, write in chapters if (body := write(book))]
        later += [(anchor, title) for anchor, title, _ in matter]
        rows = [f"{part(anchor, title)}\n{body}" for anchor, title, body in matter]
        parts[name] = ['#running("1", first-page)[', *rows, "]"] if rows else []
    parts[FRONT] = [*_front(book, attached, later)]
    preamble = (files("edition") / "writers" / "typst" / "preamble.typ").read_text(encoding="utf-8")
    opening = front.opening(edition.config)
    sources = {
        f"{name}.typ": "\n\n".join(filter(None, [opening, *rows])) + "\n" for name, rows in parts.items() if rows
    }
    return {**sources, "preamble.typ": preamble}
