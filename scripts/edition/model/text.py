"""Plain text out of inlines: the reading text, the witness's text, and the walk that both are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from edition.model.inline import (
    Cite,
    CitedRange,
    Emendation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Named,
    NoteRef,
    PageBreak,
    Strong,
    Supplied,
    Text,
    Unsupported,
    WorkRef,
)
from edition.source import Place


def children(node: Inline) -> Inlines:
    """Return the inlines inside a node, those of the reading text where a node has two readings."""
    match node:
        case Text() | NoteRef() | PageBreak() | Unsupported():  # most nodes are texts, and each case takes its time
            return ()
        case Emphasis() | Strong() | Foreign() | Supplied() | Link() | Named() | Cite() | WorkRef() | CitedRange():
            return node.content
        case Emendation():
            return node.reading
        case _:
            assert_never(node)


def walk(inlines: Inlines) -> Iterator[Inline]:
    """Yield every node, parents before children, along the reading text."""
    for node in inlines:
        yield node
        if inner := children(node):
            yield from walk(inner)


def reading_text(inlines: Inlines) -> str:
    """Return the words a reader reads: emendations applied, note calls and page breaks left out."""
    parts = []
    for node in inlines:
        match node:
            case Text():
                parts.append(node.text)
            case Supplied():
                parts.append(f"[{reading_text(node.content)}]")
            case Unsupported():
                parts.append(node.raw)
            case _:
                parts.append(reading_text(children(node)))
    return "".join(parts)


def witness_text(inlines: Inlines) -> Iterator[tuple[str, Place]]:
    """Yield the text as the witness has it, in stretches with their places.

    Emendations are undone, note calls stand as digits, supplied words, markup and page breaks are left out.
    """
    for node in inlines:
        match node:
            case Text():
                if node.place is not None:
                    yield node.text, node.place
            case NoteRef():
                if node.witness:
                    yield node.witness, node.place
            case Emendation():
                yield from witness_text(node.witness)
            case Unsupported():
                yield node.raw, node.place
            case Supplied() | PageBreak():
                pass
            case _:
                yield from witness_text(children(node))
