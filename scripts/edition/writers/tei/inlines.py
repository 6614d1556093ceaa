"""Writes inlines, paragraphs and notes as TEI P5.

Guidelines 4.x: chapters 3 (Elements Available in All TEI Documents), 11 (Representation of Primary Sources:
`supplied`), 12 (Critical Apparatus: parallel segmentation) and 14 (Names, Dates, People, and Places).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never
from xml.etree.ElementTree import Element

from edition import ids
from edition.addresses import uri
from edition.model import inline
from edition.model.anchors import AnchorKind
from edition.model.authority import Kind
from edition.model.bibliography import Work
from edition.model.blocks import (
    BULLET,
    Apart,
    Block,
    Break,
    Item,
    ItemList,
    Line,
    Paragraph,
    Part,
    Quotation,
    SubHeading,
    Table,
    Unit,
    Verse,
)
from edition.model.edition import Edition
from edition.model.locators import PAGE
from edition.model.pages import PageRange, Pages
from edition.model.pictures import Figure
from edition.model.placed import PlacedNote
from edition.style import people, types
from edition.style import works as style
from edition.style.languages import language
from edition.style.registers import REGISTERS
from edition.writers.tei.dates import when
from edition.writers.tei.figures import figure
from edition.writers.tei.names import AUTHOR, EDITORS, NOT_SEEN
from edition.writers.xml import Content, element, separate, separate_by

CERT = {"sure": "high", "likely": "medium"}
"""The certainty of an emendation, in the values of `@cert` (att.global.responsibility)."""

AUTHORIAL, NUMBERED, EDITORIAL = "authorial", "numbered", "editorial"
"""The kinds of notes (`note/@type`): the author's, those that answer a call of the author's, the editors' own."""


def cited_range(unit: str, pages: PageRange | None, *printed: Content) -> Element:
    """Return one place in a work as `citedRange`: its printed form, its unit, its first and last page or number.

    “57ff.” has only a first page.
    """
    ends = {"from": pages.first.label, "to": "" if pages.following else pages.last.label} if pages else {}
    return element(
        "citedRange", {"unit": unit, **{end: label.replace(" ", "") for end, label in ends.items()}}, *printed
    )


def page_ranges(pages: Pages) -> list[Content]:
    """Return pages as `citedRange`, one for each run, separated by commas; remarks are outside them."""
    pieces = separate(cited_range(PAGE, run, str(run)) for run in pages.ranges)
    return [*pieces, pages.printed_remark] if pieces else [str(pages)]


class Writer:
    """Writes inlines, paragraphs and notes of one edition."""

    def __init__(self, edition: Edition) -> None:
        """Write for an edition."""
        self.witness = f"#{edition.config.witness.siglum}"
        self.edition = edition
        self.words = edition.words
        own, editors = edition.config.language, edition.config.editors_language
        self.language_of_editors = editors if editors != own else ""
        self.works = {entry.work.key: entry.work for entry in edition.entries}
        self.kinds = {placed.authority.id: placed.authority.kind for placed in edition.authorities}

    def inlines(self, nodes: inline.Inlines) -> list[Content]:
        """Return inlines as text and elements."""
        return [piece for node in nodes for piece in self._inline(node)]

    def _inline(self, node: inline.Inline) -> list[Content]:  # noqa: C901, PLR0911, PLR0912 - one branch for every node
        match node:
            case inline.Text():
                return [node.text]
            case inline.Emphasis():
                return [element("hi", {"rend": "italic"}, *self.inlines(node.content))]
            case inline.Strong():
                return [element("hi", {"rend": "bold"}, *self.inlines(node.content))]
            case inline.Foreign():
                return [element("foreign", {"xml:lang": node.lang}, *self.inlines(node.content))]
            case inline.Supplied():
                return [element("supplied", {"resp": f"#{EDITORS}"}, *self.inlines(node.content))]
            case inline.Styled():
                return [element("hi", {"rend": node.look.value}, *self.inlines(node.content))]
            case inline.Unclear():
                return [element("unclear", None, *self.inlines(node.content))]
            case inline.Gap():
                return [element("gap", {"extent": node.extent, "reason": "-".join(node.reason.split())})]
            case inline.Mark():
                return [f"{node.text} "]
            case inline.LineBreak():
                return [element("lb")]
            case inline.Link():
                # most programs read several targets of one `ref` as one address, which does not exist
                others = " ".join(f"#{anchor}" for anchor in node.also)
                target = {"target": node.target.replace(" ", "%20"), "corresp": others}
                return [element("ref", target, *self.inlines(node.content))]
            case inline.Named():
                return [self._name(node)]
            case inline.NoteRef():
                target = {"xml:id": node.anchor, "target": f"#{ids.note(node.label)}"}
                return [element("ref", {"type": "noteCall", **target}, node.mark or node.label)]
            case inline.Cite():
                return self.inlines(node.content)
            case inline.WorkRef():
                return [self._work(node)]
            case inline.CitedRange():
                return [cited_range(node.unit, node.pages, *self.inlines(node.content))]
            case inline.Emendation():
                return [self._emendation(node)]
            case inline.PageBreak():
                return [element("pb", {"n": node.n, "edRef": self.witness})]
            case inline.Unsupported():
                return [node.raw]
            case _:
                assert_never(node)

    def _name(self, node: inline.Named) -> Element:
        meant = self.edition.anchors.get(node.anchor)
        if meant is not None and meant.kind is AnchorKind.ENTRY:
            return element("title", {"ref": f"#{node.anchor}"}, *self.inlines(node.content))
        kind = self.kinds.get(node.ref, Kind.CONCEPT)
        attributes = {"type": "event" if kind is Kind.EVENT else "", "ref": f"#{node.anchor}"}
        return element(REGISTERS[kind].tei.name, attributes, *self.inlines(node.content))

    def _emendation(self, node: inline.Emendation) -> Element:
        return element(
            "app",
            {"xml:id": node.name, "cert": CERT.get(node.certainty, "unknown"), "resp": f"#{EDITORS}"},
            element("lem", None, *self.inlines(node.reading)),
            element("rdg", {"wit": self.witness}, *self.inlines(node.witness)),
            element("note", {"type": "reason"}, node.reason),
        )

    def _work(self, node: inline.WorkRef) -> Element:
        attributes = {"corresp": f"#{ids.entry(node.key)}", "ana": f"#{NOT_SEEN}" if node.seen is False else ""}
        online = (element("ptr", {"type": "online", "target": uri(node.url)}),) if node.url else ()
        return element("bibl", attributes, *self._citation(node), *online)

    def _citation(self, node: inline.WorkRef) -> Iterator[Content]:
        """Yield a citation: author, title and year of the work if its printed form begins with them, then the rest.

        They are recognised by comparison with the work, from which the printed words are made.
        """
        work, rest = self.works.get(node.key), node.content
        if work is not None:
            forms = {author: style.short(work, self.words, author=author) for author in (True, False)}
            printed = (author for author, words in forms.items() if rest[: len(words)] == words)
            if (author := next(printed, None)) is not None:
                yield from self._work_parts(work, author=author)
                rest = rest[len(forms[author]) :]
        yield from self.inlines(rest)

    def _work_parts(self, work: Work, *, author: bool) -> Iterator[Content]:
        if work.is_volume:
            yield element("title", {"level": "m", "type": "short"}, work.shorthand)
            return
        if names := people.short(work, self.words) if author else "":
            for name in work.authors or work.editors:
                before, _, names = names.partition(name.surname)
                yield from (before, element("author" if work.authors else "editor", None, name.surname))
            yield f"{names}, "
        words = self.inlines(style.title_words(work, self.words))
        if types.of(work).is_italic:
            yield element("title", {"level": "m", "rend": "italic", "xml:lang": language(work)}, *words)
        else:
            quoted = element("title", {"level": "a", "xml:lang": language(work)}, *words)
            yield from (self.words.quotes.open, quoted, self.words.quotes.close)
        if year := style.year(work, self.words):
            yield from (" (", element("date", when(style.cited_date(work)), year), ")")

    def unit(self, given: Unit) -> list[Element]:
        """Return a numbered unit of the essay: its blocks; those that continue it point to it (`@prev`)."""
        number = str(ids.paragraph_number(given.anchor) or "")
        first, *rest = given.blocks
        return [
            *(self.block(block) for block in given.before),
            self.block(first, {"xml:id": given.anchor, "n": number}),
            *(self.block(block, {"prev": f"#{given.anchor}" if given.anchor else ""}) for block in rest),
        ]

    def block(  # noqa: C901, PLR0911 - one for each kind
        self, given: Block, attributes: Mapping[str, str] | None = None
    ) -> Element:
        """Return a block with attributes."""
        match given:
            case Paragraph():
                return element("p", attributes, *self.inlines(given.content))
            case Quotation():
                inner = map(self.block, given.blocks)
                if not given.source:
                    return element("quote", attributes, *inner)
                return element(
                    "cit",
                    attributes,
                    element("quote", None, *inner),
                    element("bibl", None, *self.inlines(given.source)),
                )
            case ItemList():
                rend = {"rend": "numbered" if given.is_numbered else "bulleted"}
                return element("list", {**rend, **(attributes or {})}, *(self._item(item) for item in given.items))
            case Apart():
                return element(
                    "ab", {"type": given.part.value, **(attributes or {})}, *self._in_one_block(given.blocks)
                )
            case Table():
                return self._table(given, attributes)
            case Figure():
                return figure(self.inlines, given, attributes, self.language_of_editors)
            case SubHeading():
                return element("head", attributes, *self.inlines(given.content))
            case Break():
                return element("milestone", {"unit": "part", "rend": "asterisks", **(attributes or {})})
            case Verse():
                groups = [[self._line(line) for line in stanza] for stanza in given.stanzas]
                if len(groups) == 1:
                    return element("lg", attributes, *groups[0])
                return element("lg", attributes, *(element("lg", {"type": "stanza"}, *lines) for lines in groups))
            case _:
                assert_never(given)

    def _table(self, given: Table, attributes: Mapping[str, str] | None) -> Element:
        where = {"place": "above" if given.is_caption_above else "below"}
        head = [element("head", where, *self.inlines(given.caption))] if given.caption else []
        rows = [("", row) for row in given.rows]
        named = [("label", given.head)] if given.head else []
        made = (
            element("row", {"role": role}, *(element("cell", None, *self.inlines(cell)) for cell in row))
            for role, row in (*named, *rows)
        )
        return element("table", attributes, *head, *made)

    def _item(self, item: Item) -> Element:
        number = {"n": item.mark.text.rstrip(".") if item.mark.text != BULLET else ""}
        first, *rest = item.blocks or (None,)
        if isinstance(first, Paragraph) and item.is_tight:
            return element("item", number, *self.inlines(first.content), *map(self.block, rest))
        return element("item", number, *map(self.block, item.blocks))

    def _line(self, line: Line) -> Element:
        number = str(line.number) if line.number else ""
        attributes = {"n": number, "rend": f"indent({line.indent})" if line.indent else ""}
        return element("l", attributes, *self.inlines(line.words))

    def set_apart(self, given: Apart, attributes: Mapping[str, str]) -> Element:
        """Return blocks set apart at the head or end of a division, in TEI's own elements where it has them."""
        if given.part is Part.EPIGRAPH:
            return element("epigraph", attributes, *map(self.block, given.blocks))
        if given.part is Part.DEDICATION or not all(isinstance(block, Paragraph) for block in given.blocks):
            return self.block(given, attributes)
        tag = "dateline" if given.part is Part.DATELINE else "signed"
        return element(tag, attributes, *self._in_one_block(given.blocks))

    def _in_one_block(self, blocks: Iterable[Block]) -> list[Content]:
        """Return blocks as contents of an `ab`: paragraphs as lines, the others unchanged."""
        parts = ([*self.inlines(b.content)] if isinstance(b, Paragraph) else [self.block(b)] for b in blocks)
        return separate_by(parts, lambda: element("lb"))

    def note(self, placed: PlacedNote) -> Element:
        """Return a note with its series, its certainty, its class of wording and its call (`target`)."""
        attributes = {
            "xml:id": ids.note(placed.label),
            "n": placed.mark,
            "type": AUTHORIAL if placed.is_by_author else NUMBERED if placed.is_authors else EDITORIAL,
            "subtype": "" if placed.is_by_author else placed.note.wording.name.lower().replace("_", "-"),
            "cert": "" if placed.is_by_author else placed.note.certainty.cert,
            "resp": f"#{AUTHOR if placed.is_by_author else EDITORS}",
            "xml:lang": self.edition.config.language if placed.is_by_author and self.language_of_editors else "",
            "target": " ".join(f"#{call.anchor}" for call in placed.calls),
        }
        body = [self.block(block) for block in placed.note.body]
        inside = (block.blocks if isinstance(block, Apart) else (block,) for block in placed.note.printed_evidence)
        evidence = [element("ab", {"type": "evidence"}, *self._in_one_block(blocks)) for blocks in inside]
        return element("note", attributes, *body, *evidence)
