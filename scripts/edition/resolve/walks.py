"""Traversals of inlines: rebuilding them, and visiting each node with the words before it."""

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from edition.ids import AnchorName
from edition.model import inline
from edition.model.blocks import Block, map_runs
from edition.model.document import Note, NotesFile, Section
from edition.model.placed import Mention
from edition.model.text import children, reading_text

NEAR = 9
"""Words shown on either side of a mention."""


def rebuild(inlines: inline.Inlines, change: Callable[[inline.Inline], inline.Inline]) -> inline.Inlines:
    """Return the inlines with `change` applied to every node, children first."""
    rebuilt = tuple(_rebuild_node(node, change) for node in inlines)
    return inlines if all(map(operator.is_, rebuilt, inlines)) else rebuilt


def _rebuild_node(node: inline.Inline, change: Callable[[inline.Inline], inline.Inline]) -> inline.Inline:
    match node:
        case inline.Holder():
            content = rebuild(node.content, change)
            return change(node if content is node.content else replace(node, content=content))
        case inline.Emendation():
            witness, reading = rebuild(node.witness, change), rebuild(node.reading, change)
            return change(replace(node, witness=witness, reading=reading))
        case inline.Text() | inline.NoteRef() | inline.PageBreak() | inline.Unsupported():
            return change(node)
        case inline.Gap() | inline.Mark() | inline.LineBreak():
            return change(node)
        case _:
            assert_never(node)


def change_contents(
    sections: Iterable[Section], files: Iterable[NotesFile], change: Callable[[inline.Inline], inline.Inline]
) -> tuple[tuple[Section, ...], tuple[NotesFile, ...]]:
    """Return essay and notes with `change` applied to every node of their paragraphs."""

    def of_run(content: inline.Inlines) -> inline.Inlines:
        return rebuild(content, change)

    def change_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map_runs(block, of_run) for block in blocks)

    def in_note(note: Note) -> Note:
        return replace(note, body=change_blocks(note.body), evidence=change_blocks(note.evidence))

    return (
        tuple(replace(s, paragraphs=tuple(unit.map(of_run) for unit in s.paragraphs)) for s in sections),
        tuple(replace(file, notes=tuple(map(in_note, file.notes))) for file in files),
    )


def last_words(text: str, count: int = NEAR) -> str:
    """Return the last words of a text, after an ellipsis where more stood before them."""
    words = text.rsplit(maxsplit=count)
    return " ".join(words) if len(words) <= count else "… " + " ".join(words[1:])


def first_words(text: str, count: int = NEAR) -> str:
    """Return the first words of a text, before an ellipsis where more follows."""
    words = text.split(maxsplit=count)
    return " ".join(words) if len(words) <= count else " ".join(words[:-1]) + " …"


def words_around(before: str, after: str, count: int = NEAR) -> tuple[str, str]:
    """Return the words on either side of a place, each with the white space that parts it from the place, or none."""
    left = last_words(before, count) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + first_words(after, count)
    return left, right


def walk_with_text(inlines: inline.Inlines, before: str = "") -> Iterator[tuple[inline.Inline, str]]:
    """Yield every node with the reading text before it in its paragraph."""
    for node in inlines:
        yield node, before
        if inner := children(node):
            yield from walk_with_text(inner, before)
        before += reading_text((node,))


def make_mention(anchor: AnchorName, whole: str, before: str, words: str) -> Mention:
    """Return the mention of `words`, which follow `before` in the paragraph `whole`, at `anchor`."""
    left, right = words_around(before, whole[len(before) + len(words) :])
    return Mention(anchor, left, words, right)
