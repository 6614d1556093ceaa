"""Plain text of inlines: the reading text, the witness's text, and the traversal on which both rest."""

from collections.abc import Iterator
from typing import assert_never

from edition.model import inline
from edition.source import Place


def children(node: inline.Inline) -> inline.Inlines:
    """Return the inlines inside a node, those of the reading text where a node has two readings."""
    match node:
        # most nodes are texts, and each case takes its time
        case inline.Text() | inline.NoteRef() | inline.PageBreak() | inline.Unsupported():
            return ()
        case inline.Holder():
            return node.content
        case inline.Emendation():
            return node.reading
        case _:
            assert_never(node)


def walk(inlines: inline.Inlines) -> Iterator[inline.Inline]:
    """Yield every node, parents before children, along the reading text."""
    for node in inlines:
        yield node
        if not isinstance(node, inline.Text) and (inner := children(node)):
            yield from walk(inner)


def reading_text(inlines: inline.Inlines) -> str:
    """Return the words a reader reads: emendations applied, note calls and page breaks left out."""
    parts = []
    for node in inlines:
        match node:
            case inline.Text():
                parts.append(node.text)
            case inline.Supplied():
                parts.append(f"[{reading_text(node.content)}]")
            case inline.Unsupported():
                parts.append(node.raw)
            case _:
                parts.append(reading_text(children(node)))
    return "".join(parts)


def witness_text(inlines: inline.Inlines) -> Iterator[tuple[str, Place]]:
    """Yield the text as the witness has it, in stretches with their places.

    Emendations are undone, note calls stand as digits, supplied words, markup and page breaks are left out.
    """
    for node in inlines:
        match node:
            case inline.Text():
                if node.place is not None:
                    yield node.text, node.place
            case inline.NoteRef():
                if node.witness:
                    yield node.witness, node.place
            case inline.Emendation():
                yield from witness_text(node.witness)
            case inline.Unsupported():
                yield node.raw, node.place
            case inline.Supplied() | inline.PageBreak():
                pass
            case _:
                yield from witness_text(children(node))
