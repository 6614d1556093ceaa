"""Reads a section file of the essay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.document import Paragraph, Section, UnsupportedBlock
from edition.readers import inlines
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from edition.model.inline import Inlines


def read(markdown: MarkdownIt, source: SourceFile, name: str) -> tuple[Section, tuple[UnsupportedBlock, ...]]:
    """Read a section: its heading, its paragraphs, and the blocks that the notation does not have.

    `name` is the section's name in the configuration; it stands in for the anchor where the heading gives none.
    """
    heading: Inlines = ()
    anchor, heading_place = "", Place(source.path)
    paragraphs: list[Paragraph] = []
    unsupported: list[UnsupportedBlock] = []
    tokens = markdown.parse(source.text)
    for at, token in enumerate(tokens):
        if token.type == "inline":
            line = line_of(token)
            found, content = inlines.read(markdown, source, token, line)
            opening = tokens[at - 1]
            place = source.whole_line(line)
            if opening.type == "heading_open" and opening.tag == "h1" and not heading:
                heading, anchor, heading_place = content, found, place
            elif opening.type == "paragraph_open" and token.level == 1:
                paragraphs.append(Paragraph(found, content, place))
            else:
                unsupported.append(UnsupportedBlock(opening.type.removesuffix("_open"), place))
        elif block := unsupported_block(token, source):
            unsupported.append(block)
    section = Section(anchor or name, heading, tuple(paragraphs), heading_place)
    return section, tuple(unsupported)


def line_of(token: Token) -> int:
    """Give the line (from 1) on which a token begins."""
    return (token.map[0] if token.map else 0) + 1


def unsupported_block(token: Token, source: SourceFile) -> UnsupportedBlock | None:
    """Give the block that a token opens where the notation does not have it; comments are no text and pass."""
    names = {
        "fence": "code block",
        "code_block": "code block (a line indented by four spaces)",
        "hr": "rule",
        "html_block": "raw HTML",
        "bullet_list_open": "list",
        "ordered_list_open": "numbered list",
        "blockquote_open": "block quotation",
    }
    if token.type not in names or token.content.startswith("<!--"):
        return None
    line = line_of(token)
    return UnsupportedBlock(names[token.type], source.whole_line(line))
