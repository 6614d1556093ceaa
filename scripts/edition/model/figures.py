"""The figures of a text, wherever they are in it."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from edition.model.blocks import Apart, Block, Break, ItemList, Paragraph, Quotation, SubHeading, Table, Unit, Verse
from edition.model.document import Note
from edition.model.pictures import Figure, PictureFile


def find(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Yield the figures among some blocks and inside them, in the order of reading."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Quotation() | Apart():
                yield from find(block.blocks)
            case ItemList():
                yield from (figure for item in block.items for figure in find(item.blocks))
            case Paragraph() | Verse() | Table() | SubHeading() | Break():
                pass
            case _:
                assert_never(block)


def of(units: Iterable[Unit], notes: Iterable[Note]) -> Iterator[Figure]:
    """Yield the figures of an essay, then those of notes."""
    for unit in units:
        yield from find((*unit.before, *unit.blocks))
    for note in notes:
        yield from find(note.paragraphs)


def files(figures: Iterable[Figure]) -> tuple[PictureFile, ...]:
    """Return the files of figures that can be published, each once, in the order of their names."""
    sound = {figure.picture.path: figure.picture for figure in figures if not figure.picture.faults}
    return tuple(sound[path] for path in sorted(sound))
