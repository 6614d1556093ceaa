"""The PDF: its standards, its tags, its bytes."""

from __future__ import annotations

import io

import pikepdf
import pytest

from edition import pdf, pipeline
from edition.writers import typst
from support import ROOT, tags


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Give the book's Typst sources."""
    return typst.write(pipeline.edition(ROOT))


@pytest.fixture(scope="module")
def book(sources: dict[str, str]) -> bytes:
    """Give the book."""
    return pdf.compile_pdf(sources, "2026-11-24")


def test_it_says_which_standards_it_keeps(book: bytes) -> None:
    """PDF/A-3a and PDF/UA-1 stand in the metadata, beside title, author and language."""
    with pikepdf.open(io.BytesIO(book)) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        config = pipeline.read(ROOT).config
        assert metadata["dc:title"] == config.full_title
        assert config.author.natural in str(metadata["dc:creator"])
        assert str(document.Root.Lang) == config.language
        assert bool(document.Root.MarkInfo.Marked)


def test_every_note_is_a_note(book: bytes) -> None:
    """Each of the author's notes is tagged as one, and each section and part has its bookmark."""
    edition = pipeline.edition(ROOT)
    with pikepdf.open(io.BytesIO(book)) as document:
        types = [str(tag.S) for tag in tags(document.Root.StructTreeRoot)]
        assert types.count("/Note") == len(edition.notes)
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
    for section in edition.sections:
        assert section.label in titles


def test_notes_bear_the_authors_numbers(sources: dict[str, str]) -> None:
    """Note 16 is 16 in the book, wherever its section begins."""
    for note in pipeline.edition(ROOT).notes:
        assert f'#note("{note.label}")' in sources["edition.typ"]


def test_the_same_sources_give_the_same_bytes(sources: dict[str, str], book: bytes) -> None:
    """No clock and no chance is in the book."""
    assert pdf.compile_pdf(sources, "2026-11-24") == book


def test_text_is_never_markup() -> None:
    """What means something to Typst is text in a book all the same."""
    from edition.writers.typst_markup import text

    assert text('a "b" \\ #c [d] *e* _f_ $g$') == '#"a \\"b\\" \\\\ #c [d] *e* _f_ $g$"'
