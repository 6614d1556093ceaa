"""The book as it is published: its tags, links and hyphens, and the large print that is made from it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

from edition import exports, printing
from pdf_reading import Book
from support import specimen, specimen_exports
from test_formats_agree import blocks

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Bound:
    """The book in both sizes."""

    small: pikepdf.Pdf
    large: pikepdf.Pdf


@pytest.fixture(scope="module")
def bound() -> Bound:
    """Return the book in both sizes."""
    return Bound(*(pikepdf.open(io.BytesIO(specimen_exports()[path])) for path in (exports.BOOK, exports.LARGE)))


def links(book: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every link of a book."""
    for page in book.pages:
        yield from page.obj.get("/Annots", ())


def test_every_link_leads_to_a_place_of_the_book(bound: Bound) -> None:
    """Links lead to pages of the book or to the web; those who cannot see where hear the page."""
    names = pikepdf.NameTree(bound.small.Root.Names.Dests)
    labels = {page.obj.objgen: page.label for page in bound.small.pages}
    inside = 0
    for link in links(bound.small):
        if "/Dest" not in link:
            assert str(link.A.URI).startswith("http"), link.A.URI
            continue
        target = link.Dest if isinstance(link.Dest, pikepdf.Array) else names[str(link.Dest)]
        assert str(link.Contents) == f"Page {labels[target[0].objgen]}"
        inside += 1
    assert inside > len(bound.small.pages)


def test_the_tree_of_parents_knows_every_mark_and_link(bound: Bound) -> None:
    """Whoever reads a page finds the tag of each of its pieces (ISO 32000-1, 14.7.4.4)."""
    root = bound.small.Root.StructTreeRoot
    parents = pikepdf.NumberTree(root.ParentTree)
    for page in bound.small.pages:
        marks = sum("/MCID" in (operands[1] if len(operands) > 1 else {}) for operands, operator in content(page))
        if marks:
            tags = list(parents[int(page.obj.StructParents)])
            assert len(tags) == marks
            assert all((page.obj.objgen, number) in pieces(tag) for number, tag in enumerate(tags))
    numbers = [int(link.StructParent) for link in links(bound.small)]
    assert len(set(numbers)) == len(numbers)
    for link in links(bound.small):
        held = [kid for kid in parents[int(link.StructParent)].K if isinstance(kid, pikepdf.Dictionary)]
        assert link.objgen in {kid.Obj.objgen for kid in held if "/Obj" in kid}
    assert int(root.ParentTreeNextKey) > max(parents)


def pieces(tag: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the marked pieces that a tag holds: the page and the number of each."""
    for kid in tag.K:
        if isinstance(kid, int):
            yield tag.Pg.objgen, kid
        elif kid.get("/Type") == pikepdf.Name.MCR:
            page = kid.Pg if "/Pg" in kid else tag.Pg
            yield page.objgen, int(kid.MCID)


def content(page: pikepdf.Page) -> list[tuple[list[Any], object]]:
    """Return what begins a marked piece of a page."""
    return [(list(i.operands), i.operator) for i in pikepdf.parse_content_stream(page, "BDC")]


def test_the_tags_stand_in_one_document(bound: Bound) -> None:
    """There is one document; each name belongs to one tag."""
    root = bound.small.Root.StructTreeRoot
    (whole,) = root.K
    assert str(whole.S) == "/Document"
    assert all(kid.P.objgen == whole.objgen for kid in whole.K)
    ids = pikepdf.NameTree(root.IDTree)
    assert len({element.objgen for element in ids.values()}) == len(ids) > len(specimen().notes)


def test_a_note_begins_with_its_label(bound: Bound) -> None:
    """Its label is the note's own, not its first paragraph's, in which no reading system looks for it."""
    for book in (bound.small, bound.large):
        notes = [tag for tag in printing._elements(book.Root.StructTreeRoot) if tag.get("/S") == pikepdf.Name.Note]
        kids = [note.K[1] for note in notes]
        assert any(isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == pikepdf.Name.P for kid in kids)
        for note in notes:
            assert pikepdf.Name.Lbl == note.K[0].S
            assert note.K[0].P.objgen == note.objgen
            labels = [tag for tag in printing._elements(note) if tag.get("/S") == pikepdf.Name.Lbl]
            assert len(labels) == 1


def test_a_hyphen_is_read_as_one(bound: Bound) -> None:
    """No glyph is mapped to the soft hyphen, which would be lost when the text is copied."""
    fonts = [font for page in bound.small.pages for font in page.obj.Resources.get("/Font", {}).values()]
    assert fonts
    assert not [font.BaseFont for font in fonts if b"> <00AD>" in font.ToUnicode.read_bytes()]


def test_the_metadata_are_those_of_the_whole(bound: Bound) -> None:
    """The number of pages is right, and two books that differ have not the same identity."""
    small, large = (book.Root.Metadata.read_bytes().decode() for book in (bound.small, bound.large))
    assert f"<xmpTPg:NPages>{len(bound.small.pages)}<" in small
    assert printing.IDENTITY.search(small)
    assert printing.IDENTITY.findall(small) == printing.IDENTITY.findall(large)
    assert small != large


def test_on_larger_pages_everything_is_larger(bound: Bound) -> None:
    """Links lie on the words they lay on, and lead to the same lines, as far from the middle of the page."""
    factor = float(bound.large.pages[0].mediabox[3]) / float(bound.small.pages[0].mediabox[3])
    middles = [float(book.pages[0].mediabox[2]) / 2 for book in (bound.small, bound.large)]
    names = [pikepdf.NameTree(book.Root.Names.Dests) for book in (bound.small, bound.large)]
    pairs: list[tuple[Any, Any]] = [
        (small.Rect, large.Rect) for small, large in zip(links(bound.small), links(bound.large), strict=True)
    ]
    pairs += [(list(names[0][name])[2:4], list(names[1][name])[2:4]) for name in names[0]]
    for before, after in pairs:
        for at, (was, now) in enumerate(zip(map(float, before), map(float, after), strict=True)):
            there = was * factor if at % 2 else (was - middles[0]) * factor + middles[1]
            assert abs(now - there) < 0.5, (list(before), list(after))
    grown = [page.Contents[0].read_bytes().split() for page in bound.large.pages if "/Contents" in page.obj]
    assert {words[0] for words in grown} == {b"q"}
    assert {round(float(words[1]), 2) for words in grown} == {round(factor, 2)}


def boxes(content: bytes) -> list[tuple[str, list[float]]]:
    """Return the boxes of the figures and tables of a book, each as a share of the width and height of its page."""
    book = Book(content)
    width, height = (float(side) for side in book.document.pages[0].mediabox[2:])
    found = [(node, owner.BBox) for node, _ in book.tagged("Figure", "Table") for owner in node.get("/A", ())]
    return [
        (str(node.S), [float(at) / (height if number % 2 else width) for number, at in enumerate(box)])
        for node, box in found
    ]


def test_figures_and_tables_are_where_their_tags_say_in_both_sizes() -> None:
    """ISO 32000-1, 14.8.5.4.3; ISO 14289-1, 7.3. The pages of both sizes have one shape, but for a hair."""
    setting = exports.make_book(blocks(), {})
    small, large = boxes(setting.book), boxes(setting.large)
    assert {kind for kind, _ in small} == {"/Figure", "/Table"}
    assert [kind for kind, _ in small] == [kind for kind, _ in large]
    for (_, one), (_, other) in zip(small, large, strict=True):
        assert all(0 < at < 1 for at in one)
        assert other == pytest.approx(one, abs=0.01)
