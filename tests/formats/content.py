"""What a format says of the edition, and what the edition itself says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition import ids
from edition.model import figures
from edition.model.blocks import Apart, ItemList, Quotation, Verse
from edition.model.inline import NoteRef, WorkRef
from edition.model.text import reading_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.model.blocks import Block, Line
    from edition.model.edition import Edition

Texts = tuple[tuple[str, str], ...]
"""Anchors with words, in the order of reading."""


@dataclass(frozen=True)
class Content:
    """What a format says; `None` is what it cannot say."""

    paragraphs: Texts
    calls: tuple[str, ...]
    """The anchors of the notes called, in the order of their calls."""
    notes: Texts
    evidence: Texts
    cited: frozenset[tuple[str, str]] | None
    """Notes, each with the anchor of an entry that its words cite."""
    emendations: Texts | None
    """Readings, each with that of the witness."""
    ids: frozenset[str] | None
    """Every address."""
    before: tuple[str, ...] = ()
    """The words of the blocks that no number covers."""
    lines: tuple[int, ...] | None = ()
    """The numbers printed beside lines of verse, in text and notes, the lowest first."""
    figures: tuple[str, ...] = ()
    """What the figures show: those of the text in the order of reading, then those of notes by the alphabet."""
    files: tuple[tuple[str, str], ...] | None = ()
    """The same with the path of each file on the site."""


class Marks:
    """The anchors of notes by what is printed at their calls; a mark may call several, one after another."""

    def __init__(self, known: Iterable[tuple[str, str, str]]) -> None:
        """Take section, mark and anchor of each note in order."""
        self.left: dict[tuple[str, str], list[str]] = {}
        for section, mark, anchor in known:
            self.left.setdefault((section, mark), []).append(anchor)

    def take(self, section: str, mark: str) -> str:
        """Return the anchor of the next note with this mark; of the last one once more."""
        anchors = self.left[section, mark]
        return anchors.pop(0) if len(anchors) > 1 else anchors[0]


def nested(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, and those inside them."""
    for block in blocks:
        yield block
        inner = [b for item in block.items for b in item.blocks] if isinstance(block, ItemList) else []
        yield from nested(block.blocks if isinstance(block, Quotation | Apart) else inner)


def verse_lines(edition: Edition) -> Iterator[Line]:
    """Yield every line of verse in text and notes."""
    units = [(*p.before, *p.blocks) for section in edition.sections for p in section.paragraphs]
    for blocks in (*units, *(note.note.paragraphs for note in edition.notes)):
        verses = (block for block in nested(blocks) if isinstance(block, Verse))
        yield from (line for verse in verses for stanza in verse.stanzas for line in stanza)


Pair = tuple[str, str]


def in_order(text: Iterable[Pair], notes: Iterable[Pair]) -> tuple[tuple[str, ...], tuple[Pair, ...]]:
    """Return what the figures of text and notes show, and the same with their files, as `Content` has them."""
    pairs = (*text, *sorted(notes))
    return tuple(alternative for alternative, _ in pairs), pairs


def _shown(edition: Edition) -> tuple[tuple[str, ...], tuple[Pair, ...]]:
    units = [unit for section in edition.sections for unit in section.paragraphs]
    found = figures.of(units, ()), figures.of((), (placed.note for placed in edition.notes))
    return in_order(*([(figure.alternative, figure.picture.path) for figure in part] for part in found))


def model(edition: Edition) -> Content:
    """Return what the edition itself says."""
    paragraphs = [p for section in edition.sections for p in section.paragraphs]
    notes = [(ids.note(n.label), n.note) for n in edition.notes]
    nodes = [(anchor, node) for anchor, note in notes for p in note.body for node in walk(p.content)]
    return Content(
        tuple((p.anchor, reading_text(p.content)) for p in paragraphs),
        tuple(ids.note(n.label) for p in paragraphs for n in walk(p.content) if isinstance(n, NoteRef)),
        tuple((anchor, "".join(reading_text(p.content) for p in note.body)) for anchor, note in notes),
        tuple((anchor, "".join(reading_text(p.content) for p in note.printed_evidence)) for anchor, note in notes),
        frozenset((anchor, ids.entry(node.key)) for anchor, node in nodes if isinstance(node, WorkRef)),
        tuple((placed.reading, placed.witness) for placed in edition.emendations),
        frozenset(
            [
                *(section.anchor for section in edition.sections),
                *(p.anchor for p in paragraphs),
                *(address(n.label) for n in edition.notes for address in (ids.note, ids.note_call)),
                *(ids.entry(entry.work.key) for entry in edition.entries),
                *(placed.emendation.name for placed in edition.emendations),
            ]
        ),
        tuple(reading_text(block.content) for p in paragraphs for block in p.before),
        tuple(sorted(line.number for line in verse_lines(edition) if line.beside)),
        *_shown(edition),
    )
