"""The essay: sections and their numbered units; the notes are footnotes."""

from edition import ids
from edition.model.blocks import Unit
from edition.model.inline import PageBreak
from edition.model.placed import PlacedSection
from edition.writers.typst import blocks
from edition.writers.typst.book import Book
from edition.writers.typst.strings import string


def _unit(book: Book, section: PlacedSection, paragraph: Unit) -> str:
    number = str(ids.paragraph_number(paragraph.anchor) or "")
    names = ", ".join(map(string, (paragraph.anchor, section.reference, number)))
    # where no evidence is printed for the section, its notes are reached here
    is_first = paragraph is section.paragraphs[0]
    notes = f"#dest({string(ids.notes_of(section.anchor))})" if is_first and not book.evidence_of(section) else ""
    before = "".join(f"#plain[{blocks.write(book.essay.inlines, block)}]\n\n" for block in paragraph.before)
    if paragraph.only:
        body = book.essay.mark_places(paragraph.anchor, paragraph.content)
        return f"{before}#para({names})[{notes}{body}]"
    body = book.essay.mark_block_places(paragraph.anchor, paragraph.blocks, f"#para-open({names}){notes}")
    return f"{before}#unit({string(number)})[{body}]"


def heading(book: Book, section: PlacedSection) -> str:
    """Return the words of a section's heading, without the pages of the witness that begin in it."""
    return book.essay.inlines(tuple(node for node in section.section.heading if not isinstance(node, PageBreak)))


def section(book: Book, section: PlacedSection) -> str:
    """Return a section: heading and numbered paragraphs.

    It begins a page, so that no note of the section before stands below it; in a book without notes it runs on.
    """
    nodes = section.section.heading
    breaks = [book.markup.page_of_witness(node) for node in nodes if isinstance(node, PageBreak)]
    pages = f"({', '.join(map(string, breaks))},)" if breaks else "()"
    runs_on = "true" if section.previous and not book.edition.notes else "false"
    opening = f"#section({string(section.anchor)}, {pages}, {runs_on})[{heading(book, section)}]"
    return "\n".join([opening, *(_unit(book, section, p) for p in section.paragraphs)])
