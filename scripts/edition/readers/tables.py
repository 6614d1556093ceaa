"""Reads tables, each with its caption before or after it (pandoc's `table_captions`)."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from edition.ids import NO_ANCHOR, AnchorName
from edition.model.blocks import Table
from edition.model.inline import Inlines
from edition.model.text import reading_text
from edition.readers import blocks, inlines
from edition.readers.blocks import BlockReader

CAPTION = re.compile(r"(?:[Tt]able)?:(?:\s+|$)")
ANCHOR_ALONE = re.compile(r"(?:[Tt]able)?:\s*\{#[^}\s]+\}\s*")
"""A caption without words, which only carries the anchor."""
HOLDERS = re.compile(r"^(?:[ \t>]|(?:[-+*]|[0-9]{1,9}[.)])[ \t])*")
"""Signs before a row on its line: those of quotations and items that contain the table."""
CELL = re.compile(r"(?<!\\)\|")
Block = Sequence[Token]


def _is_caption(block: Block) -> bool:
    return block[0].type == "paragraph_open" and CAPTION.match(block[1].content) is not None


def is_table(block: Block) -> bool:
    """Return whether the tokens of a block are a table, with or without captions."""
    return any(token.type == "table_open" and token.level == block[0].level for token in block)


def join_captions(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the tokens of each block; a table is one block with the captions before and after it.

    A caption between two tables belongs to the first, unless that has one before it.
    Captions of a table that cannot be read are left out with it, so that one mistake is reported once.
    """
    parts = list(blocks.split(tokens))
    broken = [blocks.is_broken_table(part) for part in parts]
    tables = [is_table(part) or lacks for part, lacks in zip(parts, broken, strict=True)] + [False, False]
    at = 0
    while at < len(parts):
        end = at + 1
        is_above = _is_caption(parts[at]) and tables[end]
        end += is_above
        table = end - 1
        if tables[end - 1] and end < len(parts) and _is_caption(parts[end]):
            end += not (is_above and tables[end + 1]) or bool(ANCHOR_ALONE.fullmatch(parts[end][1].content))
        yield parts[table] if broken[table] else [token for part in parts[at:end] for token in part]
        at = end


def read(reader: BlockReader, tokens: Block) -> Table:
    """Return the table made by tokens."""
    parts = list(blocks.split(tokens))
    at = next(number for number, part in enumerate(parts) if is_table(part))
    aligned, rows = _rows(reader, parts[at])
    anchor = NO_ANCHOR
    caption: Inlines = ()
    is_above = False
    for part in (part for part in parts if not is_table(part)):
        found, words = _caption(reader, part)
        if anchor and found:
            reader.report_anchor(found, blocks.place_of(part, reader.source), "remove one of the two.")
        elif caption and words:
            reader.report("a second caption of a table", blocks.place_of(part, reader.source), "remove one of the two.")
        is_above = is_above or bool(words and part is parts[0])
        anchor, caption = anchor or found, caption or words
    head = tuple(rows[0]) if any(rows[0]) else ()
    place = blocks.place_of(tokens, reader.source)
    return Table(anchor, aligned, head, tuple(map(tuple, rows[1:])), caption, place, is_above)


def _caption(reader: BlockReader, part: Block) -> tuple[AnchorName, Inlines]:
    children = part[1].children or []
    if children and children[0].type == "text":
        children[0].content = CAPTION.sub("", children[0].content, count=1)
    anchor, caption = inlines.read(reader.markdown, reader.source, part[1], blocks.line_of(part[0]))
    return anchor, caption if reading_text(caption).strip() else ()


def _rows(reader: BlockReader, tokens: Block) -> tuple[tuple[str, ...], list[list[Inlines]]]:
    """Return the alignment of a table's columns, and its rows, the first of which has the heads."""
    rows: list[list[Inlines]] = []
    aligned: list[str] = []
    line = column = 0
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
            line, column = blocks.line_of(token), 0
        elif token.type in {"th_open", "td_open"}:
            if token.type == "th_open":
                aligned.append(str(token.attrs.get("style", "")).removeprefix("text-align:") or "left")
            cell = tokens[at + 1]
            column = max(column, reader.source.line(line).find(cell.content, column))
            anchor, content = inlines.read(reader.markdown, reader.source, cell, line, column)
            column += len(cell.content)
            rows[-1].append(content)
            if anchor:
                reader.report_anchor(anchor, reader.source.whole_line(line), "end the caption of the table with it.")
    for token in (token for token in tokens if token.type == "tr_open"):
        _check_row(reader, blocks.line_of(token), len(rows[0]))
    return tuple(aligned), rows


def _check_row(reader: BlockReader, line: int, size: int) -> None:
    """Report a row with more cells than the head (the parser drops the rest), or a line that is not a row."""
    typed, place = reader.source.line(line), reader.source.whole_line(line)
    written = HOLDERS.sub("", typed).rstrip()
    inside = written.removeprefix("|")
    if written.endswith("|") and not written.endswith("\\|"):
        inside = inside.removesuffix("|")
    if len(CELL.split(inside)) > size:
        what = "more cells in a row than in the head of its table"
        reader.report(what, place, "give the head as many cells; for the sign itself, write `\\|`.")
    if not CELL.search(typed):
        fix = "leave an empty line after the table, or write `|` at both ends of the row."
        reader.report("a line without `|` in a table", place, fix)
