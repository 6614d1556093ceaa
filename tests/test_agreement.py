"""Site and PDF say the same words."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from edition import pipeline
from edition.model.text import reading_text
from site_fixture import edition_root
from support import ROOT, Page, program

__all__ = ["edition_root"]

PARAGRAPH_NUMBER = re.compile(r"¶\d+")
LEFT_OUT = ("Note", "Lbl")
"""Elements of the PDF's structure that are no reading text: footnotes, and the marks that call them."""


def bare(text: str) -> str:
    """Take away white space, and hyphens, which the PDF breaks lines at."""
    return re.sub(r"[\s\u00ad-]+", "", text)


@pytest.fixture(scope="module")
def book(edition_root: Path) -> str:
    """Give the PDF's reading text in its logical order, from its tags (ISO 32000-1, 14.8), footnotes left out."""
    pdf = edition_root / "site" / "downloads" / "edition.pdf"
    tree = subprocess.run([program("pdfinfo"), "-struct-text", pdf], capture_output=True, text=True, check=True).stdout
    words, skip = [], None
    for line in tree.splitlines():
        indent = len(line) - len(line.lstrip())
        if skip is not None and indent > skip:
            continue
        skip = None
        content = line.strip()
        if content.split(" ")[0] in LEFT_OUT:
            skip = indent
        elif content.startswith('"'):
            words.append(content[1:-1])
    return bare(PARAGRAPH_NUMBER.sub("¶", "".join(words)))


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
            assert f"¶{bare(words)}" in book, anchor
    order = [book.index(f"¶{bare(words)}") for page in pages for words in page.paragraphs.values()]
    assert order == sorted(order)


def test_a_lost_word_is_noticed(edition_root: Path, book: str) -> None:
    """The comparison is no formality: with one word less it fails."""
    page = Page((edition_root / "site" / "essay" / "iii.html").read_text(encoding="utf-8"))
    words = page.paragraphs["iii-p9"].replace("fortunately", "", 1)
    assert f"¶{bare(words)}" not in book
