"""Finish the book that Typst has set, and make the large print from it. The only module that knows pikepdf.

The result stays tagged (ISO 32000-1, 14.7), with named destinations (12.3.2.3) and bookmarks (12.3.3), after
PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Page, Pdf, String

A4 = (595.276, 841.89)
"""A page in points (ISO 216)."""
ARTIFACT = re.compile(rb"(/Artifact(?:<<[^>]*>>BDC| BMC)\n)(?!EMC)(.*?)(\nEMC)", re.DOTALL)
"""A piece of a page that is not part of its text, as Typst writes it, unless it is empty; it has no marks inside."""
IDENTITY = re.compile(r"(<xmpMM:InstanceID>)[^<]*")
LENGTHS = {"/BaselineShift", "/LineHeight", "/TextDecorationThickness", "/BorderThickness"}
"""Attributes of tags that are lengths on the page (ISO 32000-1, 14.8.5.4)."""


PAGE = "Page {label}"
"""How a link is described that leads to a page; an edition has the words of its language."""


def _each(array: Object | None) -> Iterator[Object]:
    """Yield the items of an array; a single object as one item; nothing if it is missing."""
    if isinstance(array, Array):
        yield from cast("Iterable[Object]", array)
    elif array is not None:
        yield array


def _annotations(page: Page) -> Iterator[Object]:
    yield from _each(page.obj.get("/Annots"))


def _destinations(book: Pdf) -> dict[str, Object]:
    """Return the named destinations of a book."""
    names = book.Root.get("/Names", Dictionary())
    return {str(name): target for name, target in NameTree(names.Dests).items()} if "/Dests" in names else {}


def _elements(node: Object) -> Iterator[Object]:
    """Yield every tag below a node of the tag tree, and the node."""
    if isinstance(node, Dictionary) and "/K" in node:
        yield node
        for kid in _each(node.K):
            yield from _elements(kid)


def _bookmarks(node: Object) -> Iterator[Object]:
    """Yield the bookmarks below one, in their order, each before those below it."""
    mark = node.get("/First")
    while mark is not None:
        yield mark
        yield from _bookmarks(mark)
        mark = mark.get("/Next")


def _move_labels(book: Pdf) -> None:
    """Move each note's label before its paragraphs (ISO 32000-1, 14.8.4.4: a note may have a label as a child).

    In a note of several paragraphs, Typst puts the label into the first one.
    """
    for note in _elements(book.Root.StructTreeRoot):
        first, *others = _each(note.K) if note.get("/S") == Name.Note else (None,)
        if isinstance(first, Dictionary) and first.get("/S") == Name.P:
            label, *words = _each(first.K)
            if isinstance(label, Dictionary) and label.get("/S") == Name.Lbl:
                first.K, note.K, label.P = Array(words), Array([label, first, *others]), note


def _restore_hyphens(book: Pdf) -> None:
    """Make every hyphen readable as one.

    The hyphen at the end of a line and that of “II-1” are one glyph. Where the former comes first in a book, Typst maps
    the glyph to the soft hyphen, and “II-1” would be copied as “II1”.
    """
    fonts = {font.objgen: font for page in book.pages for font in page.obj.Resources.get("/Font", {}).values()}
    for font in fonts.values():
        if "/ToUnicode" in font:
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <00AD>", b"> <002D>"))


def _silence(artifact: re.Match[bytes]) -> bytes:
    opening, painted, end = artifact.groups()
    if b"\nBT " not in painted:
        return artifact[0]
    return opening + b"/Span<</ActualText( )>>BDC\n" + painted + b"\nEMC" + end


def _silence_artifacts(book: Pdf) -> None:
    """Keep running heads, page numbers and the marks in the margin out of copied text.

    Reading systems pass over artifacts, but most viewers copy them, “W 11” in the middle of a sentence. A replacement
    text (ISO 32000-1, 14.9.4) is heeded by Poppler for a span alone, and by PDFium if it is not empty: hence the space.
    """
    for page in book.pages:
        if "/Contents" in page.obj:
            content = page.obj.Contents.read_bytes()
            page.obj.Contents.write(ARTIFACT.sub(_silence, content))


def _describe_links(book: Pdf, page_name: str) -> None:
    """Describe where each link within the book leads, by the label of the page, for readers who cannot see it."""
    labels = {page.obj.objgen: page.label for page in book.pages}
    names = _destinations(book)
    for page in book.pages:
        for link in _annotations(page):
            if "/Dest" in link:
                target = link.Dest if isinstance(link.Dest, Array) else names[str(link.Dest)]
                own, *_ = _each(target)
                link.Contents = String(page_name.format(label=labels[own.objgen]))


def _identify(book: Pdf, content: bytes) -> None:
    """Set the identifier in the metadata to one that depends on `content` alone."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    words = IDENTITY.sub(rf"\g<1>{digest}", book.Root.Metadata.read_bytes().decode())
    book.Root.Metadata.write(words.encode())


def _save(book: Pdf) -> bytes:
    stream = io.BytesIO()
    book.save(stream, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return stream.getvalue()


def finish(content: bytes, page_name: str = PAGE) -> bytes:
    """Return the book as it is published: labels of notes, hyphens and links put right, all objects compressed."""
    with Pdf.open(io.BytesIO(content)) as book:
        _move_labels(book)
        _restore_hyphens(book)
        _silence_artifacts(book)
        _describe_links(book, page_name)
        # its default is the same, and Poppler reports the key as an error (ISO 32000-1, 14.7.1)
        book.Root.MarkInfo = Dictionary(Marked=True)
        _identify(book, content)
        return _save(book)


@dataclass(frozen=True, slots=True)
class _Growth:
    """Converts places and lengths of a book to those of a larger one."""

    factor: float
    across: float
    up: float
    moved: set[tuple[int, int]] = field(default_factory=set)

    def x(self, given: object) -> float:
        """Return a distance from the left edge."""
        return round(float(str(given)) * self.factor + self.across, 3)

    def y(self, given: object) -> float:
        """Return a distance from the lower edge."""
        return round(float(str(given)) * self.factor + self.up, 3)

    def points(self, given: Object) -> Array:
        """Return points, whose numbers alternate."""
        return Array([self.y(number) if at % 2 else self.x(number) for at, number in enumerate(_each(given))])

    def length(self, given: Object) -> Array | float:
        """Return a length, or several."""
        if isinstance(given, Array):
            return Array([self.length(one) for one in _each(given)])
        return round(float(str(given)) * self.factor, 3)

    def move_target(self, given: Object | None) -> None:
        """Move a destination, once: links and bookmarks may share it."""
        if isinstance(given, Array) and given[1] == Name.XYZ and given.objgen not in self.moved:
            if given.is_indirect:
                self.moved.add(given.objgen)
            given[2], given[3] = self.x(given[2]), self.y(given[3])

    def move_link(self, given: Object) -> None:
        """Move a link, and what it leads to."""
        for key in ("/Rect", "/QuadPoints"):
            if key in given:
                given[key] = self.points(given[key])
        self.move_target(given.get("/Dest"))

    def enlarge_tag(self, given: Object) -> None:
        """Enlarge the lengths among a tag's attributes, and move the box of a figure or a table (14.8.5.4.3)."""
        for owner in _each(given.get("/A")):
            if "/BBox" in owner:
                owner.BBox = self.points(owner.BBox)
            for key in owner.keys() & LENGTHS:
                owner[key] = self.length(owner[key])


def enlarge(content: bytes, width: float, height: float) -> bytes:
    """Return a book on larger pages (in points), everything on them enlarged alike and centred."""
    with Pdf.open(io.BytesIO(content)) as book:
        was_wide, was_high = (float(side) for side in book.pages[0].mediabox[2:])
        factor = min(width / was_wide, height / was_high)
        growth = _Growth(factor, (width - factor * was_wide) / 2, (height - factor * was_high) / 2)
        begin = book.make_stream(f"q {factor:.6f} 0 0 {factor:.6f} {growth.across:.4f} {growth.up:.4f} cm\n".encode())
        end = book.make_stream(b"\nQ")
        for page in book.pages:
            page.mediabox = Array([0, 0, round(width, 4), round(height, 4)])
            if "/Contents" in page.obj:
                page.obj.Contents = Array([begin, *_each(page.obj.Contents), end])
            for link in _annotations(page):
                growth.move_link(link)
        for target in _destinations(book).values():
            growth.move_target(target)
        for mark in _bookmarks(book.Root.Outlines):
            growth.move_target(mark.get("/Dest"))
        for tag in _elements(book.Root.StructTreeRoot):
            growth.enlarge_tag(tag)
        _identify(book, content + str(factor).encode())
        return _save(book)
