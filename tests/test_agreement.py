"""Site and PDF say the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import pipeline
from edition.model.text import reading_text
from pdf_reading import Book, bare
from support import ROOT, Page

LEFT_OUT = ("Note", "Lbl")
"""Elements of the PDF's structure that are not reading text: footnotes, and the marks that call them."""


@pytest.fixture(scope="module")
def book(edition_root: Path) -> str:
    """Return the PDF's reading text in its logical order, from its tags, footnotes left out."""
    content = (edition_root / "site" / "downloads" / "edition.pdf").read_bytes()
    return bare(Book(content).text(without=LEFT_OUT))


def test_the_site_says_what_the_model_says(edition_root: Path) -> None:
    """Every paragraph of every section page is the reading text, character by character."""
    for section in pipeline.edition(ROOT).sections:
        page = Page((edition_root / "site" / "essay" / f"{section.anchor}.html").read_text(encoding="utf-8"))
        assert page.paragraphs == {p.anchor: reading_text(p.content) for p in section.paragraphs}


def test_the_pdf_says_what_the_site_says(edition_root: Path, book: str) -> None:
    """The essay of the PDF, read by its tags, is the essay of the site; only hyphens at line ends are set aside."""
    pages = [
        Page((edition_root / "site" / "essay" / f"{section.anchor}.html").read_text(encoding="utf-8"))
        for section in pipeline.edition(ROOT).sections
    ]
    for page in pages:
        for anchor, words in page.paragraphs.items():
            assert bare(words) in book, anchor
    order = [book.index(bare(words)) for page in pages for words in page.paragraphs.values()]
    assert order == sorted(order)


def test_a_lost_word_is_noticed(edition_root: Path, book: str) -> None:
    """The comparison can fail: it does with one word less."""
    page = Page((edition_root / "site" / "essay" / "iii.html").read_text(encoding="utf-8"))
    words = page.paragraphs["iii-p9"].replace("fortunately", "", 1)
    assert bare(words) not in book
