"""Plain text of inlines: the reading text, the witness's text, and the traversal on which both rest."""

from collections.abc import Iterator
from typing import assert_never

from edition.model import inline
from edition.source import Place

DOUBT = "[?]"
"""What follows words that can be read only with doubt."""
SHIFTED = {
    inline.Look.SUPERSCRIPT: str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    inline.Look.SUBSCRIPT: str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""The signs that Unicode has raised and lowered: without them, 10⁵ would be 105 in plain text."""


def shift(look: inline.Look, words: str) -> str:
    """Return words as plain text has them: raised or lowered where Unicode has all their signs so."""
    table = SHIFTED.get(look)
    return words.translate(table) if table and all(ord(sign) in table for sign in words) else words


def children(node: inline.Inline) -> inline.Inlines:
    """Return the inlines inside a node, those of the reading text where a node has two readings."""
    match node:
        # most nodes are texts, and each case takes its time
        case inline.Text() | inline.NoteRef() | inline.PageBreak() | inline.Unsupported():
            return ()
        case inline.Gap() | inline.Mark() | inline.LineBreak():
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
            case inline.Styled():
                parts.append(shift(node.look, reading_text(node.content)))
            case inline.Unclear():
                parts.append(reading_text(node.content) + DOUBT)
            case inline.Gap():
                parts.append(node.printed)
            case inline.Mark():
                parts.append(f"{node.text} ")
            case inline.LineBreak():
                parts.append("\n")
            case inline.Unsupported():
                parts.append(node.raw)
            case _:
                parts.append(reading_text(children(node)))
    return "".join(parts)


def witness_nodes(inlines: inline.Inlines) -> Iterator[tuple[inline.Inline, str, Place]]:
    """Yield what the witness has: texts, note calls and page breaks, each with its words there and its place.

    Emendations are undone; supplied words and markup are left out. An editors' note and a page break have no words.
    """
    for node in inlines:
        match node:
            case inline.Text():
                if node.place is not None:
                    yield node, node.text, node.place
            case inline.NoteRef():
                yield node, node.witness, node.place
            case inline.Emendation():
                yield from witness_nodes(node.witness)
            case inline.Unsupported():
                yield node, node.raw, node.place
            case inline.Mark():
                yield node, f"{node.text} ", node.place
            case inline.LineBreak():
                yield node, "\n", node.place
            case inline.PageBreak():
                yield node, "", node.place
            case inline.Supplied() | inline.Gap():
                pass
            case _:
                yield from witness_nodes(children(node))


def witness_text(inlines: inline.Inlines) -> Iterator[tuple[str, Place]]:
    """Yield the text as the witness has it, in stretches with their places; note calls stand as their marks."""
    return ((words, place) for node, words, place in witness_nodes(inlines) if words or isinstance(node, inline.Text))
