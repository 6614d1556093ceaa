"""Reads a section file of the essay."""

from markdown_it import MarkdownIt

from edition.diagnostics import Fault
from edition.ids import NO_ANCHOR, AnchorName
from edition.model.document import Paragraph, Section
from edition.model.inline import Inlines
from edition.readers import blocks, inlines
from edition.source import Place, SourceFile


def read(markdown: MarkdownIt, source: SourceFile, name: str) -> tuple[Section, tuple[Fault, ...]]:
    """Read a section: its heading, its paragraphs, and the blocks that the notation does not have.

    `name` is the section's name in the configuration; it stands in for the anchor where the heading gives none.
    """
    heading: Inlines = ()
    label = ""
    anchor, heading_place = NO_ANCHOR, Place(source.path)
    paragraphs: list[Paragraph] = []
    tokens, strange = blocks.parse(markdown, source)
    unsupported = list(strange)
    for block in blocks.split(tokens):
        place = blocks.place_of(block, source)
        if block[0].type == "heading_open" and block[0].tag == "h1" and not heading:
            label = inlines.take_label(block[1])
            anchor, heading = inlines.read(markdown, source, block[1], place.line)
            heading_place = place
        elif block[0].type == "paragraph_open" and (other := blocks.find_disguise(block[1].content)):
            unsupported.append(blocks.unsupported_fault(other[0], place, other[1]))
        elif block[0].type == "paragraph_open":
            found, content = inlines.read(markdown, source, block[1], place.line)
            paragraphs.append(Paragraph(found, content, place))
        else:
            unsupported.extend(blocks.report_unsupported(block, source))
    section = Section(anchor or AnchorName(name), heading, tuple(paragraphs), heading_place, label)
    return section, tuple(unsupported)
