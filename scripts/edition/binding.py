"""Binds the parts of a book, each set alone, to one PDF, and makes a larger book of it. Alone knows pikepdf.

What each part is by itself the whole is again: tagged (ISO 32000-1, 14.7), with named destinations (12.3.2.3), page
labels (12.4.2) and bookmarks (12.3.3), after PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). The first part gives
the metadata, the colours and the attachments.
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, ObjectStreamMode, Page, Pdf, String

from edition.model.printed import BOOK, LARGE, LATER, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

A4 = (595.276, 841.89)
"""A page in points (ISO 216)."""
PLACE = re.compile(r"(\w+)@(\d+),([\d.]+)")
"""An address without a name: a part, a page of it, and how many points below the page's upper edge."""
IDENTITY = re.compile(r"(<xmpMM:InstanceID>)[^<]*")
PAGES = re.compile(r"(<xmpTPg:NPages>)\d+")
LENGTHS = {"/BaselineShift", "/LineHeight", "/TextDecorationThickness", "/BorderThickness"}
"""Attributes of tags that are lengths on the page (ISO 32000-1, 14.8.5.4)."""


def _each(array: Object | None) -> Iterator[Object]:
    """Yield what an array holds, or the one thing that stands in its place, or nothing."""
    if isinstance(array, Array):
        yield from cast("Iterable[Object]", array)
    elif array is not None:
        yield array


def _annotations(page: Page) -> Iterator[Object]:
    yield from _each(page.obj.get("/Annots"))


def _named(part: Pdf) -> Iterator[tuple[str, Object]]:
    """Yield the named destinations of a part."""
    if "/Names" in part.Root and "/Dests" in part.Root.Names:
        for name, target in NameTree(part.Root.Names.Dests).items():
            if not str(name).startswith(LATER):
                yield str(name), target


def _elements(node: Object) -> Iterator[Object]:
    """Yield every tag below a node of the tag tree, and the node."""
    if isinstance(node, Dictionary) and "/K" in node:
        yield node
        for kid in _each(node.K):
            yield from _elements(kid)


def _shift(holder: Object, key: str, by: int) -> None:
    """Change the number under which a page or a link is known in the tree of parents (ISO 32000-1, 14.7.4.4)."""
    number = holder.get(key)
    if number is not None:
        holder[key] = int(number) + by


def _bookmarks(node: Object, *, deep: bool = True) -> Iterator[Object]:
    """Yield the bookmarks below one, in their order; `deep`: those below them, too."""
    mark = node.get("/First")
    while mark is not None:
        yield mark
        if deep:
            yield from _bookmarks(mark)
        mark = mark.get("/Next")


class _Binding:
    """A book while it is bound: the other parts are added to its first."""

    def __init__(self, name: str, first: Pdf) -> None:
        self.book = first
        self.begins = {name: 0}
        self.tags = first.Root.StructTreeRoot
        self.parents: dict[int, Object] = dict(NumberTree(self.tags.ParentTree).items())
        self.ids: dict[str, Object] = dict(NameTree(self.tags.IDTree).items()) if "/IDTree" in self.tags else {}
        self.labels: dict[int, Object] = dict(NumberTree(first.Root.PageLabels).items())
        self.names: dict[str, Object] = dict(_named(first))

    def add(self, name: str, part: Pdf) -> None:
        """Add a part, which begins on a right-hand page: its pages, tags, addresses, page labels and bookmarks.

        Raises:
            ValueError: where two parts have an address or the name of a tag in common.
        """
        if len(self.book.pages) % 2:
            left, bottom, right, top = (float(side) for side in self.book.pages[0].mediabox)
            self.book.add_blank_page(page_size=(right - left, top - bottom))
        begin, shift = len(self.book.pages), int(self.tags.ParentTreeNextKey)
        self.begins[name] = begin
        numbers = {page.obj.objgen: begin + number for number, page in enumerate(part.pages)}
        for page in part.pages:
            _shift(page.obj, "/StructParents", shift)
            for annotation in _annotations(page):
                _shift(annotation, "/StructParent", shift)
        self.book.pages.extend(part.pages)
        self._add_tags(self.book.copy_foreign(part.Root.StructTreeRoot), shift)
        for address, target in _named(part):
            own, *position = _each(target)
            _enter(self.names, address, Array([self.book.pages[numbers[own.objgen]].obj, *position]))
        for number, label in NumberTree(part.Root.PageLabels).items():
            self.labels[begin + number] = self.book.copy_foreign(part.make_indirect(label))
        if "/Outlines" in part.Root:
            self._add_bookmarks(self.book.copy_foreign(part.Root.Outlines))

    def _add_tags(self, root: Object, shift: int) -> None:
        """Put the tags of a part into the document's, behind those that are there."""
        (whole,), (piece,) = self.tags.K, root.K
        for kid in _each(piece.K):
            kid.P = whole
            whole.K.append(kid)
        for number, parent in NumberTree(root.ParentTree).items():
            self.parents[number + shift] = parent
        self.tags.ParentTreeNextKey = shift + int(root.ParentTreeNextKey)
        for name, element in NameTree(root.IDTree).items() if "/IDTree" in root else ():
            _enter(self.ids, str(name), element)
        for role, standard in root.get("/RoleMap", Dictionary()).items():
            self.tags.RoleMap[role] = standard

    def _add_bookmarks(self, outlines: Object) -> None:
        own = self.book.Root.Outlines
        for mark in _bookmarks(outlines, deep=False):
            mark.Parent = own
        own.Last.Next, outlines.First.Prev = outlines.First, own.Last
        own.Last = outlines.Last
        own.Count = int(own.Count) + int(outlines.Count)

    def finish(self) -> None:
        """Make every link lead where it should, and enter what the parts have together.

        Raises:
            ValueError: where links lead nowhere; their addresses are named, all at once.
        """
        root = self.book.Root
        root.PageLabels = Dictionary(Nums=_pairs(sorted(self.labels.items())))
        labels = {page.obj.objgen: page.label for page in self.book.pages}
        links = [note for page in self.book.pages for note in _annotations(page)]
        if nowhere := {address for link in links for address in self._led(link, labels)}:
            message = f"links lead to no place of the book: {', '.join(sorted(nowhere))}"
            raise ValueError(message)
        root.Names.Dests = Dictionary(Names=_pairs((String(name), self.names[name]) for name in sorted(self.names)))
        self.tags.ParentTree = Dictionary(Nums=_pairs(sorted(self.parents.items())))
        if self.ids:
            self.tags.IDTree = Dictionary(Names=_pairs((String(name), self.ids[name]) for name in sorted(self.ids)))

    def _led(self, link: Object, labels: Mapping[tuple[int, int], str]) -> Iterator[str]:
        """Let a link with an address of the book lead there; give the address where there is no such place."""
        uri = str(link.A.get("/URI", "")) if "/A" in link else ""
        if not uri.startswith(SCHEME):
            return
        address = uri.removeprefix(SCHEME)
        if place := PLACE.fullmatch(address):
            page: Object = self.book.pages[self.begins[place[1]] + int(place[2]) - 1].obj
            link.Dest = Array([page, Name.XYZ, 0, round(float(page.MediaBox[3]) - float(place[3]), 3), 0])
        elif address in self.names:
            page, *_ = _each(self.names[address])
            link.Dest = String(address)
        else:
            yield address
            return
        del link.A
        link.Contents = String(f"Page {labels[page.objgen]}")


def _enter(table: dict[str, Object], name: str, value: Object) -> None:
    if name in table:
        message = f"two parts of the book have “{name}”"
        raise ValueError(message)
    table[name] = value


def _pairs(rows: Iterable[tuple[object, Object]]) -> Array:
    """Return the leaves of a name tree or number tree, which has one node."""
    return Array([item for row in rows for item in row])


def _labelled(book: Pdf) -> None:
    """Let each note's label stand before its paragraphs (ISO 32000-1, 14.8.4.4: a note may have a label as a child).

    Where there are several of them, Typst puts the label into the first.
    """
    for note in _elements(book.Root.StructTreeRoot):
        first, *others = _each(note.K) if note.get("/S") == Name.Note else (None,)
        if isinstance(first, Dictionary) and first.get("/S") == Name.P:
            label, *words = _each(first.K)
            if isinstance(label, Dictionary) and label.get("/S") == Name.Lbl:
                first.K, note.K, label.P = Array(words), Array([label, first, *others]), note


def _hyphened(book: Pdf) -> None:
    """Let every hyphen be read as one.

    The hyphen at the end of a line and that of “II-1” are one glyph, and Typst lets it stand for the soft hyphen where
    that comes first in a part: who copied “II-1” would get “II1”.
    """
    fonts = {font.objgen: font for page in book.pages for font in page.obj.Resources.get("/Font", {}).values()}
    for font in fonts.values():
        if "/ToUnicode" in font:
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <00AD>", b"> <002D>"))


def _identified(book: Pdf, content: bytes) -> None:
    """Return the metadata the number of pages, and an identity that comes from the content of the parts."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    words = book.Root.Metadata.read_bytes().decode()
    words = PAGES.sub(rf"\g<1>{len(book.pages)}", IDENTITY.sub(rf"\g<1>{digest}", words))
    book.Root.Metadata.write(words.encode())


def _saved(book: Pdf) -> bytes:
    stream = io.BytesIO()
    book.save(stream, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return stream.getvalue()


def bind(parts: Mapping[str, bytes]) -> bytes:
    """Return one book of PDFs by name, in their order; each begins on a right-hand page.

    Raises:
        ValueError: where a link leads to no place of the book, or two parts have an address in common.
    """
    (name, first), *others = parts.items()
    with Pdf.open(io.BytesIO(first)) as book:
        binding = _Binding(name, book)
        opened = []  # what is copied of a part is read when the book is saved
        for other, content in others:
            opened.append(Pdf.open(io.BytesIO(content)))
            binding.add(other, opened[-1])
        binding.finish()
        _labelled(book)
        _hyphened(book)
        _identified(book, b"".join(parts.values()))
        return _saved(book)


@dataclass(frozen=True, slots=True)
class _Growth:
    """How places and lengths of a book become those of a larger one."""

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

    def target(self, given: Object | None) -> None:
        """Move a destination, once: links and bookmarks may share it."""
        if isinstance(given, Array) and given[1] == Name.XYZ and given.objgen not in self.moved:
            if given.is_indirect:
                self.moved.add(given.objgen)
            given[2], given[3] = self.x(given[2]), self.y(given[3])

    def link(self, given: Object) -> None:
        """Move a link, and what it leads to."""
        for key in ("/Rect", "/QuadPoints"):
            if key in given:
                given[key] = self.points(given[key])
        self.target(given.get("/Dest"))

    def tag(self, given: Object) -> None:
        """Let the lengths of a tag's attributes grow."""
        for owner in _each(given.get("/A")):
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
                growth.link(link)
        for _, target in _named(book):
            growth.target(target)
        for mark in _bookmarks(book.Root.Outlines):
            growth.target(mark.get("/Dest"))
        for tag in _elements(book.Root.StructTreeRoot):
            growth.tag(tag)
        _identified(book, content + str(factor).encode())
        return _saved(book)


def _main(folder: Path, parts: Iterable[str]) -> None:
    """Bind the parts that lie in a folder, and write the book and the large print beside them."""
    book = bind({part: (folder / f"{part}.pdf").read_bytes() for part in parts})
    (folder / BOOK).write_bytes(book)
    (folder / LARGE).write_bytes(enlarge(book, *A4))


if __name__ == "__main__":
    try:
        _main(Path(sys.argv[1]), sys.argv[2:])
    except ValueError as error:
        sys.exit(str(error))
