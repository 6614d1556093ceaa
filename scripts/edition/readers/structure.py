"""Reads the blocks of essay and notes: paragraphs, and blocks set off from them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition.ids import NO_ANCHOR, AnchorName
from edition.model.blocks import (
    BULLET,
    Apart,
    Block,
    Break,
    Item,
    ItemList,
    Paragraph,
    Part,
    Quotation,
    SubHeading,
)
from edition.model.inline import Inlines, Mark
from edition.readers import blocks, figures, inlines, tables, verse
from edition.readers.blocks import BlockReader
from edition.readers.pictures import Pictures
from edition.readers.tables import join_captions
from edition.source import Place, SourceFile

CONTAINERS = {f"container_{part.value}_open": part for part in Part}
CLOSING = re.compile(r"[>\s]*:{3,}\s*$")
UNNUMBERED = re.compile(r"\s+\{\.unnumbered\}\s*$")
RULED = re.compile(r"--[ \t]+--")
"""A line of dashes in columns, which opens a table (pandoc's `simple_tables`) and is never a break."""
TASK = re.compile(r"\[[ xX]\](?=\s)")
"""The box of a task list."""
ASTERISKS = "* * *"
BULLETS, NUMBER, BREAKS = r"[-*+•·–—\u25aa\u25e6\u2023\u2219]", r"[\[(]?%d[.):\]]{0,2}", r"[-*_•·–—~]+|\u2042"
"""The signs that a witness may have for a bullet, the number of an item, and a break."""
SOURCE = "source"
"""The class of the words that name the source of a quotation."""


class Structure(BlockReader):
    """Reads the blocks of essay and notes."""

    def __init__(self, markdown: MarkdownIt, source: SourceFile, pictures: Pictures, *, headed: bool = False) -> None:
        """Read from a file, with the parser of the notation; `headed` is true if it may contain headings."""
        super().__init__(markdown, source)
        self.pictures = pictures
        self.headed = headed
        self.level = 1

    def read(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks made by tokens."""
        return tuple(block for part in join_captions(tokens) if (block := self.block(part)) is not None)

    def block(self, tokens: Sequence[Token]) -> Block | None:  # noqa: PLR0911 - one for each kind
        """Return the block made by tokens; report a fault and return `None` if the notation does not support it."""
        place = blocks.place_of(tokens, self.source)
        match tokens[0].type:
            case _ if tables.is_table(tokens):
                return tables.read(self, tokens)
            case "paragraph_open" if verse.is_verse(tokens[1].content):
                return verse.read(self, tokens[1], place)
            case "paragraph_open" if figures.is_figure(tokens[1]):
                return figures.read(self, self.pictures, tokens[1], place)
            case "paragraph_open":
                return self._paragraph(tokens[1], place)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(tokens, place)
            case kind if kind in CONTAINERS:
                return self._apart(CONTAINERS[kind], tokens, place)
            case "hr":
                return self._break(place)
            case "heading_open" if self.headed and tokens[0].tag != "h1" and tokens[0].markup.startswith("#"):
                return self._heading(tokens, place)
            case "blockquote_open":
                return self._quotation(tokens[1:-1], place)
            case _:
                self.unsupported += blocks.report_unsupported(tokens, self.source)
                return None

    def _break(self, place: Place) -> Break | None:
        if RULED.search(self.source.line(place.line)):
            self.report("table in another form than that with `|`", place, blocks.TABLE)
            return None
        return Break(Mark(ASTERISKS, BREAKS, place), place)

    def _paragraph(self, token: Token, place: Place) -> Paragraph | None:
        if other := blocks.find_disguise(token.content, self.source, place.line):
            self.unsupported.append(other)
            return None
        last = (token.children or [])[-1:]
        unnumbered = bool(last) and last[0].type == "text" and UNNUMBERED.search(last[0].content)
        if unnumbered:
            last[0].content = last[0].content[: unnumbered.start()]
        anchor, content = inlines.read(self.markdown, self.source, token, place.line)
        return Paragraph(anchor, content, place, numbered=not unnumbered)

    def _quotation(self, tokens: Sequence[Token], place: Place) -> Quotation:
        parts = list(blocks.split(tokens))
        source: Inlines = ()
        anchor = NO_ANCHOR
        if parts and parts[-1][0].type == "paragraph_open" and _is_source(parts[-1][1]):
            token = parts.pop()[1]
            children = token.children or []
            end = blocks.find_closing(children, 0)
            token.children = [*children[1:end], *children[end + 1 :]]
            anchor, source = inlines.read(self.markdown, self.source, token, blocks.line_of(token))
        inner = self.inside([token for part in parts for token in part])
        last, inner = self.lift_anchor(inner)
        if anchor and last:
            self.report_anchor(last, place)
        return Quotation(anchor or last, inner, source, place)

    def _list(self, tokens: Sequence[Token], place: Place) -> ItemList:
        given = tokens[0].attrs.get("start", 1)
        start = int(given) if tokens[0].type == "ordered_list_open" else 0
        items: list[Item] = []
        anchor = NO_ANCHOR
        for number, part in enumerate(blocks.split(tokens[1:-1]), start=start):
            at = blocks.place_of(part, self.source)
            numbered = tokens[0].type == "ordered_list_open"
            mark = Mark(f"{number}.", NUMBER % number, at) if numbered else Mark(BULLET, BULLETS, at)
            if anchor:
                self.report_anchor(anchor, at)
            if any(token.type == "inline" and TASK.match(token.content) for token in part[1:4]):
                self.report("a box of a task list", at, "remove it; for the sign itself, write `\\[x\\]`.")
            anchor, inner = self.lift_anchor(self.inside(part[1:-1]))
            items.append(Item(mark, inner))
        return ItemList(anchor, start, tuple(items), place)

    def _apart(self, part: Part, tokens: Sequence[Token], place: Place) -> Apart:
        end = (tokens[0].map or (0, 0))[1]
        if not CLOSING.match(self.source.line(end + 1)):
            self.report(f"a `::: {part.value}` that is not closed", place, "close it with `:::` on a line of its own.")
        anchor, inner = self.lift_anchor(self.inside(tokens[1:-1]))
        for block in inner:
            if isinstance(block, Apart):
                self.report(f"a `::: {block.part.value}` inside another", block.place, "write one after the other.")
        return Apart(part, anchor, inner, place)

    def _heading(self, tokens: Sequence[Token], place: Place) -> SubHeading:
        anchor, content = inlines.read(self.markdown, self.source, tokens[1], place.line)
        level = int(tokens[0].tag[1:])
        if anchor:
            fix = "remove it, and refer to the paragraph below."
            self.report(f"an anchor (“{anchor}”) of a sub-heading", place, fix)
        if level > self.level + 1:
            written = f"`{'#' * (self.level + 1)} `"
            self.report("a sub-heading that skips a level", place, f"begin it with {written}.")
        self.level = level
        return SubHeading(level, content, place)

    def inside(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks inside another one, where headings are not allowed."""
        headed, self.headed = self.headed, False
        found = self.read(tokens)
        self.headed = headed
        return found

    def lift_anchor(self, inner: tuple[Block, ...]) -> tuple[AnchorName, tuple[Block, ...]]:
        """Return the anchor at the end of the last block, which is that of the whole, and the blocks without it."""
        for block in inner[:-1]:
            if block.anchor:
                self.report_anchor(block.anchor, block.place)
        bare = tuple(replace(block, anchor=NO_ANCHOR) if block.anchor else block for block in inner)
        return (inner[-1].anchor if inner else NO_ANCHOR), bare


def _is_source(token: Token) -> bool:
    """Return whether a paragraph consists only of a span that names a source, and an anchor."""
    children = token.children or []
    if inlines.class_of_first_span(token) != SOURCE:
        return False
    end = blocks.find_closing(children, 0)
    rest = "".join(child.content for child in children[end + 1 :])
    return not rest.strip() or inlines.ANCHOR.fullmatch(rest) is not None
