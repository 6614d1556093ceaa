"""The model, one node a line: for an editor who wants to see what the program understood."""

from collections.abc import Iterable, Iterator

from edition import ids
from edition.model import figures
from edition.model.blocks import Block
from edition.model.edition import Edition
from edition.model.inline import Cite, CiteItem, Emendation, Inline, Inlines, Link, NoteRef, Text, WorkRef
from edition.model.text import children, reading_text
from edition.words import ENGLISH


def _describe(node: Inline) -> str:
    match node:
        case Text():
            return repr(node.text)
        case NoteRef():
            return node.label
        case WorkRef():
            return f"{node.key} seen={node.seen}"
        case Cite():
            return " ".join(_item(item) for item in node.items)
        case Link():
            return node.target
        case Emendation():
            return f"{node.name} {node.certainty} witness={reading_text(node.witness)!r}"
        case _:
            return ""


def _item(item: CiteItem) -> str:
    return f"@{item.key}[{item.locator}]"


def _nodes(inlines: Inlines, depth: int) -> Iterator[str]:
    for node in inlines:
        yield f"{'  ' * depth}{type(node).__name__} {_describe(node)}".rstrip()
        yield from _nodes(children(node), depth + 1)


def _figures(blocks: Iterable[Block]) -> Iterator[str]:
    for figure in figures.find(blocks):
        width, height = figure.size
        yield f"  Picture {figure.picture.path} {width}×{height} {figure.alternative!r}"


def lines(edition: Edition) -> Iterator[str]:
    """Yield the edition as lines: sections, paragraphs, notes, entries, and the nodes inside them."""
    for section in edition.sections:
        yield f"Section {section.anchor} {section.label!r}"
        for unit in section.paragraphs:
            for block in (*unit.before, *unit.blocks):
                yield f"{type(block).__name__} {block.anchor} {block.place}"
                yield from _nodes(block.content, 1)
                yield from _figures((block,))
    for note in edition.notes:
        status = (
            note.note.printed_status(ENGLISH) if note.is_by_author else f"{note.note.certainty} {note.note.wording}"
        )
        yield f"Note {ids.note(note.label)} {status} called in {note.paragraph}"
        for block in note.note.paragraphs:
            yield from _nodes(block.content, 1)
        yield from _figures(note.note.paragraphs)
    for entry in edition.entries:
        yield f"Entry {ids.entry(entry.work.key)} {entry.work.type} mentions={len(entry.mentions)}"
