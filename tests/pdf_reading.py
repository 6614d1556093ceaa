"""Reads a tagged PDF as a reading system does: by its tag tree (ISO 32000-1, 14.7 and 14.8), not by its pages."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
"""Operators that put something on a page."""
READ = " ".join(sorted(PAINTING - {"INLINE IMAGE"} | {"BI", "ID", "EI", "BDC", "BMC", "EMC", "Tf"}))
"""Operators that are read: those that paint, mark or name a font."""


def bare(text: str) -> str:
    """Take away white space, and hyphens, which the PDF breaks lines at."""
    return re.sub(r"[\s\u00ad\u2060-]+", "", text)


@dataclass
class PageContent:
    """The contents of one page: words by marked-content number with their language, and whatever is not marked."""

    words: dict[int, str] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """A run of words: the tags around it, outermost first, its language, and the number of its paragraph (0: none)."""

    tags: tuple[str, ...]
    lang: str
    text: str
    paragraph: int = 0


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    """Return the characters of a font's glyphs (ISO 32000-1, 9.10.3)."""
    table: dict[int, str] = {}
    for line in font.ToUnicode.read_bytes().decode("latin-1").splitlines():
        codes = re.findall(r"<([0-9A-Fa-f]+)>", line)
        if len(codes) == 2 and "[" not in line:
            table[int(codes[0], 16)] = bytes.fromhex(codes[1]).decode("utf-16-be")
        elif len(codes) == 3 and "[" not in line:
            first, last = int(codes[0], 16), int(codes[1], 16)
            start = bytes.fromhex(codes[2]).decode("utf-16-be")
            for code in range(first, last + 1):
                table[code] = start[:-1] + chr(ord(start[-1]) + code - first)
    return table


def _content(page: pikepdf.Page, fonts: dict[object, dict[int, str]]) -> PageContent:
    found = PageContent()
    marks: list[tuple[int | None, str]] = []
    number: int | None = None
    known: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page, READ):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in {"BDC", "BMC", "EMC"}:
            if name == "EMC":
                marks.pop()
            else:
                properties = operands[1] if name == "BDC" else {}
                own = int(properties["/MCID"]) if "/MCID" in properties else None
                marks.append((own, str(properties.get("/Lang", ""))))
            number = next((n for n, _ in reversed(marks) if n is not None), None)
            if number is not None:
                found.languages[number] = next((lang for _, lang in reversed(marks) if lang), "")
                found.words.setdefault(number, "")
        elif name == "Tf":
            font = page.resources.Font[operands[0]]
            if font.objgen not in fonts:
                fonts[font.objgen] = _unicode(font)
            known = fonts[font.objgen]
        elif not marks:
            found.unmarked.append(name)
        elif number is not None and name in {"Tj", "TJ"}:
            pieces = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
            glyphs = struct.unpack(f">{len(codes) // 2}H", codes)
            found.words[number] += "".join([known.get(glyph, "\ufffd") for glyph in glyphs])
    return found


class Book:
    """A tagged PDF, read."""

    def __init__(self, content: bytes) -> None:
        """Read the PDF."""
        self.content = content
        self.document = pikepdf.open(io.BytesIO(content))
        fonts: dict[object, dict[int, str]] = {}
        self.pages = [_content(page, fonts) for page in self.document.pages]
        self.numbers: dict[object, int] = {page.objgen: at for at, page in enumerate(self.document.pages)}
        self.seen: list[tuple[int, int]] = []
        self.paragraphs = 0
        self.runs = list(self._runs(self.document.Root.StructTreeRoot, (), "", None))

    def _runs(
        self, node: pikepdf.Object, tags: tuple[str, ...], lang: str, page: pikepdf.Object | None, paragraph: int = 0
    ) -> Iterator[Run]:
        if isinstance(node, int):
            assert page is not None
            yield self._run(self.numbers[page.objgen], node, tags, lang, paragraph)
            return
        page = node.get("/Pg", page)
        kind = str(node.get("/Type", ""))
        if kind == "/MCR":
            assert page is not None
            yield self._run(self.numbers[page.objgen], int(node.MCID), tags, lang, paragraph)
        elif kind != "/OBJR":
            # a paragraph goes on after a note called in it
            if str(node.get("/S")) in {"/P", "/H1"} and "Note" not in tags:
                self.paragraphs += 1
                paragraph = self.paragraphs
            tags = (*tags, str(node.S)[1:]) if "/S" in node else tags
            lang = str(node.get("/Lang", lang))
            kids: Any = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from self._runs(kid, tags, lang, page, paragraph)

    def _run(self, at: int, number: int, tags: tuple[str, ...], lang: str, paragraph: int) -> Run:
        self.seen.append((at, number))
        content = self.pages[at]
        return Run(tags, content.languages.get(number) or lang, content.words.get(number, ""), paragraph)

    def text(self, without: tuple[str, ...] = ()) -> str:
        """Return the words in reading order, those inside the tags named left out."""
        return "".join(run.text for run in self.runs if not set(without) & set(run.tags))

    def read_on(self, at: int, without: tuple[str, ...] = ()) -> str:
        """Return the words of one page in reading order, those inside the tags named left out."""
        places = self.seen[: len(self.runs)]
        runs = [run for run, (page, _) in zip(self.runs, places, strict=True) if page == at]
        return "".join(run.text for run in runs if not set(without) & set(run.tags))

    def elements(self, tag: str) -> list[str]:
        """Return the words of every element of a kind, in reading order."""
        return [self.words(node) for node in self._elements(self.document.Root.StructTreeRoot) if f"/{tag}" == node.S]

    def alternatives(self, tag: str) -> list[str]:
        """Return the text alternative of every element of a kind, in their order; empty where it has none."""
        elements = self._elements(self.document.Root.StructTreeRoot)
        return [str(node.get("/Alt", "")) for node in elements if f"/{tag}" == node.S]

    def _elements(self, node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if not isinstance(node, pikepdf.Dictionary):
            return
        if "/S" in node:
            yield node
        kids: Any = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from self._elements(kid)

    def tagged(self, *kinds: str) -> Iterator[tuple[pikepdf.Dictionary, tuple[str, ...]]]:
        """Yield the elements of some kinds in reading order, each with the kinds of those around it."""
        yield from self._tagged(self.document.Root.StructTreeRoot, (), kinds)

    def _tagged(
        self, node: pikepdf.Object, above: tuple[str, ...], kinds: tuple[str, ...]
    ) -> Iterator[tuple[pikepdf.Dictionary, tuple[str, ...]]]:
        if not isinstance(node, pikepdf.Dictionary):
            return
        kind = str(node.get("/S", ""))[1:]
        if kind in kinds:
            yield node, above
        kids: Any = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from self._tagged(kid, (*above, kind), kinds)

    def words(self, node: pikepdf.Dictionary) -> str:
        """Return the words of an element."""
        return "".join(run.text for run in self._runs(node, (), "", None))

    @cached_property
    def labels(self) -> list[str]:
        """Return the page labels."""
        return [page.label for page in self.document.pages]

    @cached_property
    def destinations(self) -> dict[str, int]:
        """Return the named destinations: the index of the page of each."""
        names = pikepdf.NameTree(self.document.Root.Names.Dests)
        found = {}
        for name, target in names.items():
            place = target.D if isinstance(target, pikepdf.Dictionary) else target
            found[str(name)] = self.numbers[place[0].objgen]
        return found


@cache
def read(content: bytes) -> Book:
    """Return a PDF, read once a test run."""
    return Book(content)
