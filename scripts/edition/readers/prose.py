"""Reads ordinary pages (introduction, about the text) for the books; the site's engine reads the same files itself."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition import ids
from edition.diagnostics import Fault
from edition.ids import NO_ANCHOR, AnchorName
from edition.model.blocks import Paragraph
from edition.model.inline import Inlines, Unsupported
from edition.model.prose import Generated, ProseBlock, ProseHeading, ProseList, ProsePage, Quotation
from edition.model.text import reading_text, walk
from edition.readers import inlines
from edition.readers.assets import blank_code
from edition.readers.blocks import (
    BlockReader,
    find_disguise,
    line_of,
    remove_too_deep,
    report_unsupported,
    split,
    unsupported_fault,
    without_deep_brackets,
)
from edition.source import SourceFile

NOTATION = re.compile(
    r"(?P<cite>\[[^\[\]]*(?<![\w.\\])@\w[^\[\]]*\])(?!\()|(?<!\\)(?P<call>\[\^[^\]\s]{1,200}\])"
    r"|(?P<change>\{(?:~~|\+\+|--|==|>>).{0,2000}?\})|(?P<span>\[[^\[\]]*\]\{[^}]*\})"
)
"""Markup allowed only in essay and notes; MkDocs would print it as typed."""
MEANT = {
    "cite": ("a citation", "link to the entry, `[words](bibliography.md#bib-key)`, or cite in a note."),
    "call": ("a note call", "link to a note, `[note 17](notes/ii-1.md#n17)`."),
    "change": ("CriticMarkup", "remove it: emendations belong in the essay."),
    "span": ("words in brackets with attributes", "write only the words, or put them in italics: `*words*`."),
}
GENERATED = re.compile(r"/// edition \| (?P<name>[a-z-]+)\n(?:.*\n)?///", re.DOTALL)
LISTS = ("bullet_list_open", "ordered_list_open")


def address(target: str, page: str, anchors: Mapping[str, str]) -> str:
    """Return the target of a link inside the books; empty if they do not contain the page.

    `page` is the path of the page with the link, `anchors` the anchors of the pages in the books, by path.
    """
    if target.startswith(("#", "mailto:")) or "://" in target:
        return target
    path, _, fragment = target.partition("#")
    if fragment:
        return f"#{fragment}"
    anchor = anchors.get(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))
    return f"#{anchor}" if anchor else ""


def report_notation(source: SourceFile) -> Iterator[Fault]:
    """Yield a fault for each piece of essay or note markup on an ordinary page."""
    for found in NOTATION.finditer(blank_code(source.text)):
        what, fix = MEANT[found.lastgroup or "span"]
        place = source.place(found.start(), len(found[0].partition("\n")[0]))
        yield unsupported_fault(f"{what} on an ordinary page, “{found[0]}”", place, fix)


class _Page(BlockReader):
    """Reads one page."""

    def __init__(self, markdown: MarkdownIt, source: SourceFile, anchors: Mapping[str, str]) -> None:
        super().__init__(markdown, source)
        self.anchors = anchors

    def inline(self, token: Token) -> tuple[AnchorName, Inlines]:
        token.children = self._with_targets(token.children or [])
        anchor, content = inlines.read(self.markdown, self.source, token, line_of(token))
        strange = (node for node in walk(content) if isinstance(node, Unsupported))
        self.unsupported += [unsupported_fault(node.what.replace("_", " "), node.place) for node in strange]
        return anchor, content

    def _with_targets(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the tokens with targets inside the books, without the links to anything else."""
        kept, dropped = [], 0
        for token in tokens:
            if token.type == "link_open":
                target = address(str(token.attrGet("href") or ""), self.source.path, self.anchors)
                if not target:
                    dropped += 1
                    continue
                token.attrSet("href", target)
            elif token.type == "link_close" and dropped:
                dropped -= 1
                continue
            kept.append(token)
        return kept

    def paragraph(self, token: Token) -> Paragraph:
        return Paragraph(NO_ANCHOR, self.inline(token)[1], self.source.whole_line(line_of(token)))

    def paragraphs(self, tokens: Sequence[Token], depth: int) -> tuple[Paragraph, ...]:
        """Return the paragraphs inside a block; anything else in it is unsupported."""
        found = []
        for at, token in enumerate(tokens):
            if token.type == "inline" and tokens[at - 1].type == "paragraph_open" and token.level == depth:
                found.append(self.paragraph(token))
            elif token.type == "inline" or token.content:
                what = tokens[at - 1].type.removesuffix("_open").replace("_", " ") + " inside another block"
                self.report(what, self.source.whole_line(line_of(token)))
        return tuple(found)

    def blocks(self, tokens: Sequence[Token]) -> tuple[Inlines, tuple[ProseBlock, ...]]:
        title: Inlines = ()
        blocks: list[ProseBlock] = []
        for block in split(tokens):
            token, inside = block[0], block[1:-1]
            place = self.source.whole_line(line_of(token))
            if token.type == "heading_open":
                anchor, content = self.inline(inside[0])
                if token.tag == "h1" and not title:
                    title = content
                else:
                    anchor = anchor or ids.heading(reading_text(content))
                    blocks.append(ProseHeading(anchor, int(token.tag[1]), content, place))
            elif token.type == "paragraph_open" and (found := GENERATED.fullmatch(inside[0].content)):
                blocks.append(Generated(found["name"], place))
            elif token.type == "paragraph_open" and (
                other := find_disguise(inside[0].content, self.source, place.line)
            ):
                self.unsupported.append(other)
            elif token.type == "paragraph_open":
                blocks.append(self.paragraph(inside[0]))
            elif token.type in LISTS:
                blocks.append(ProseList(token.type == LISTS[1], self.paragraphs(inside, 3), place))
            elif token.type == "blockquote_open":
                blocks.append(Quotation(self.paragraphs(inside, 2), place))
            else:
                self.unsupported += report_unsupported(block, self.source)
        return title, tuple(blocks)


def _anchor(tokens: Sequence[Token]) -> AnchorName:
    """Return the anchor of a page: that of its title, as written or as the site's engine makes it."""
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            content = tokens[at + 1].content
            found = inlines.ANCHOR.search(content)
            return AnchorName(found["id"]) if found else ids.heading(content)
    return NO_ANCHOR


def read(markdown: MarkdownIt, sources: Mapping[str, SourceFile]) -> tuple[tuple[ProsePage, ...], tuple[Fault, ...]]:
    """Read pages by name; also return the faults for blocks that the model of prose does not support."""
    shallow_texts = {name: without_deep_brackets(source) for name, source in sources.items()}
    parsed = {name: markdown.parse(text) for name, (text, _) in shallow_texts.items()}
    anchors = {sources[name].path: _anchor(tokens) for name, tokens in parsed.items()}
    pages: list[ProsePage] = []
    unsupported: list[Fault] = []
    for name, tokens in parsed.items():
        source = sources[name]
        unsupported += [*shallow_texts[name][1], *remove_too_deep(tokens, source)]
        reader = _Page(markdown, source, anchors)
        title, blocks = reader.blocks(tokens)
        pages.append(ProsePage(name, anchors[source.path] or AnchorName(name), title, blocks, source.whole_line(1)))
        unsupported += reader.unsupported
    return tuple(pages), tuple(unsupported)
