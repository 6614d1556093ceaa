"""The blocks of essay and notes as records: what each is, and the words of its parts."""

from collections.abc import Callable, Iterable
from typing import assert_never

from edition.model.blocks import (
    Apart,
    Block,
    Break,
    ItemList,
    Line,
    Paragraph,
    Quotation,
    SubHeading,
    Table,
    Verse,
)
from edition.model.inline import Inlines
from edition.model.pictures import Figure
from edition.writers.data.as_json import Json, Record, without_empty

Write = Callable[[Inlines], str]
"""Writes inlines as plain text."""


def write_all(write: Write, blocks: Iterable[Block]) -> list[Json]:
    """Return blocks as records."""
    return [_record(write, block) for block in blocks]


def structure(name: str, write: Write, blocks: tuple[Block, ...]) -> Record:
    """Return a field with the records of blocks; none if they are paragraphs alone, whose words are known."""
    is_plain = all(isinstance(block, Paragraph) for block in blocks)
    return {} if is_plain else {name: write_all(write, blocks)}


def _record(write: Write, block: Block) -> Record:  # noqa: PLR0911 - one for every block
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": write(block.content)}
        case Quotation():
            source = {"source": write(block.source)} if block.source else {}
            return {"kind": "quotation", "blocks": write_all(write, block.blocks), **source}
        case ItemList():
            items: list[Json] = [
                {"mark": item.mark.text, "blocks": write_all(write, item.blocks)} for item in block.items
            ]
            return {"kind": "list", "numbered": block.is_numbered, "items": items}
        case Apart():
            return {"kind": block.part.value, "blocks": write_all(write, block.blocks)}
        case Table():
            return _table(write, block)
        case Figure():
            return _figure(write, block)
        case SubHeading():
            named = {"id": block.anchor} if block.anchor else {}
            return {"kind": "heading", "level": block.level, "text": write(block.content), **named}
        case Break():
            return {"kind": "break", "mark": block.mark.text}
        case Verse():
            return {"kind": "verse", "stanzas": [[_line(write, line) for line in stanza] for stanza in block.stanzas]}
        case _:
            assert_never(block)


def _line(write: Write, line: Line) -> Json:
    numbers = without_empty({"number": line.number or None, "beside": line.beside})
    return {"text": write(line.words), "indent": line.indent, **numbers}


def _figure(write: Write, figure: Figure) -> Record:
    width, height = figure.size
    caption: Record = {"caption": write(figure.caption)} if figure.caption else {}
    file: Record = {"file": figure.picture.path, "media_type": figure.picture.media_type}
    return {"kind": "figure", **file, "width": width, "height": height, "alternative": figure.alternative, **caption}


def _table(write: Write, table: Table) -> Record:
    head, *rows = ([write(cell) for cell in row] for row in (table.head, *table.rows))
    place = "above" if table.is_caption_above else "below"
    caption: Record = {"caption": write(table.caption), "caption_place": place} if table.caption else {}
    return {"kind": "table", "columns": [*table.aligned], "head": [*head], "rows": [[*row] for row in rows], **caption}
