"""Headings inside sections are in the contents of site, EPUB and PDF, each below the one to which it belongs."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pikepdf
import pytest

from edition import exports, pipeline
from edition.ids import ANCHOR
from edition.model.edition import Edition
from edition.writers import epub, site

Entry = tuple[str, list["Entry"]]
EXPECTED: list[Entry] = [("Of fire", [("Of water", [])]), ("Of kettles", [])]


@cache
def edition() -> Edition:
    """Return the edition of a case that has headings inside a section."""
    return pipeline.edition(Path(__file__).parent / "cases" / "blocks")


def listed(holder: Element, space: str = "") -> list[Entry]:
    """Return the entries of a list, each with those below it."""
    rows = (row for part in holder if part.tag in {f"{space}ol", f"{space}ul"} for row in part)
    return [("".join(row[0].itertext()), listed(row, space)) for row in rows]


def test_the_contents_of_the_epub_have_them() -> None:
    files = epub.write(edition())
    space = "{http://www.w3.org/1999/xhtml}"
    nav = fromstring(files["EPUB/nav.xhtml"])  # noqa: S314 - our own document
    row = next(row for row in nav.iter(f"{space}li") if row[0].get("href") == "essay-d.xhtml")
    assert listed(row, space) == [*EXPECTED, ("Notes to D", [])]
    page = fromstring(files["EPUB/essay-d.xhtml"])  # noqa: S314 - our own document
    ids = {part.get("id") for part in page.iter()}
    links = [link.get("href", "").partition("#")[2] for link in row.iter(f"{space}a")]
    assert set(links[1:]) <= ids


@pytest.mark.parametrize("page", ["contents", "essay"])
def test_the_contents_of_the_site_have_them(page: str) -> None:
    nav = next(part for whole in site.BLOCKS[page](edition()) for part in whole.iter("nav"))
    row = next(row for row in nav.iter("li") if "D [Lists" in "".join(row[0].itertext()))
    assert listed(row) == EXPECTED
    ids = {part.get("id") for part in site.page_of(edition(), "d") or () for part in part.iter()}
    links = [link.get("href", "").partition("#")[2] for link in row.iter("a")]
    assert set(links[1:]) <= ids
    assert not any(ANCHOR.fullmatch(link) for link in links[1:]), "no published anchor can be the same"


@pytest.mark.slow
def test_the_outline_of_the_pdf_has_them() -> None:
    def titles(items: list[pikepdf.OutlineItem]) -> list[Entry]:
        return [(item.title, titles(item.children)) for item in items]

    with pikepdf.open(io.BytesIO(exports.make_book(edition(), {}).book)) as book, book.open_outline() as outline:
        assert titles(next(item.children for item in outline.root if item.title.startswith("D "))) == EXPECTED
