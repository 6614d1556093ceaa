"""Reads a section file of the essay."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it import MarkdownIt

from edition import ids
from edition.diagnostics import Fault
from edition.ids import NO_ANCHOR, AnchorName
from edition.model.blocks import Apart, Block, Break, Paragraph, Part, SubHeading, Unit
from edition.model.document import Section
from edition.model.inline import Inlines
from edition.readers import blocks, inlines
from edition.readers.pictures import Pictures
from edition.readers.structure import Structure
from edition.readers.tables import join_captions
from edition.source import Place, SourceFile


def units(found: Iterable[Block]) -> Iterator[Unit]:
    """Yield the blocks of a section by their numbers.

    What has no number continues what stands before it; at the head of a section, and from a sub-heading or a break on,
    it belongs to what follows. A paragraph that lacks its anchor is a unit of its own.
    """
    before: list[Block] = []
    own: list[Block] = []
    ahead: list[Block] = []
    for block in found:
        if block.anchor or (isinstance(block, Paragraph) and block.numbered):
            if own:
                yield _unit(own, before)
            own, before, ahead = [block], ahead, []
        elif own and not ahead and not _opens(block):
            own.append(block)
        else:
            ahead.append(block)
    if own or ahead:
        yield _unit([*own, *ahead], before)


def _opens(block: Block) -> bool:
    """Return whether a block without a number opens something new."""
    return isinstance(block, SubHeading | Break) or (
        isinstance(block, Apart) and block.part in {Part.EPIGRAPH, Part.DEDICATION}
    )


def _unit(own: list[Block], before: list[Block]) -> Unit:
    anchor = own[0].anchor
    count = itertools.count(1)

    def give_address(block: Block) -> Block:
        is_heading = isinstance(block, SubHeading) and anchor
        return replace(block, anchor=ids.sub_heading(anchor, next(count))) if is_heading else block

    return Unit(anchor, tuple(map(give_address, own)), own[0].place, tuple(map(give_address, before)))


def read(markdown: MarkdownIt, source: SourceFile, name: str, pictures: Pictures) -> tuple[Section, tuple[Fault, ...]]:
    """Read a section: its heading, its blocks, and faults for what the notation does not have.

    `name` is the section's name in the configuration; it stands in for the anchor where the heading gives none.
    """
    heading: Inlines = ()
    label = ""
    anchor, heading_place = NO_ANCHOR, Place(source.path)
    found: list[Block] = []
    tokens, strange = blocks.parse(markdown, source)
    structure = Structure(markdown, source, pictures, headed=True)
    for tokens_of_block in join_captions(tokens):
        opening = tokens_of_block[0]
        if opening.type == "heading_open" and opening.tag == "h1" and not heading:
            heading_place = blocks.place_of(tokens_of_block, source)
            label = inlines.take_label(tokens_of_block[1])
            anchor, heading = inlines.read(markdown, source, tokens_of_block[1], heading_place.line)
        elif (block := structure.block(tokens_of_block)) is not None:
            found.append(block)
    section = Section(anchor or AnchorName(name), heading, tuple(units(found)), heading_place, label)
    return section, (*strange, *structure.unsupported)
