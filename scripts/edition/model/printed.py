"""The pages of the printed book, and the places by which other formats know where each of them begins."""

from __future__ import annotations

from dataclasses import dataclass

TITLE_PAGE, APPARATUS, EVIDENCE, BIBLIOGRAPHY = "title-page", "apparatus", "evidence", "bibliography"
CHRONOLOGY, REGISTER, PASSAGES, NAMES = "chronology", "people-and-glossary", "index-of-passages", "index-of-names"
"""The parts that the book makes itself."""
STRIDE = 4
"""Every fourth word is marked: to mark them all would cost a seventh of the time, and make the PDF a tenth larger."""

PARTS = FRONT, ESSAY, REGISTERS, INDEXES = "front", "essay", "registers", "indexes"
"""The parts of the book that are set one by one, in the order in which they are bound."""
BOOK, LARGE = "book.pdf", "large.pdf"
"""What is made of them: the book, and the large print."""
SCHEME = "book:"
"""How a link into the book begins that is made before the book is bound: the parts know nothing of each other."""

LATER = "later-"
"""How the addresses begin of what stands for a chapter of another part in the contents: they are none of the book."""


def address(anchor: str) -> str:
    """Return the address by which any part of the book leads to an anchor, whichever part has it."""
    return f"{SCHEME}{anchor}"


def within(part: str, name: str | int) -> str:
    """Name a place that has no anchor, inside a part or page that has one."""
    return f"{part}/{name}"


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the book, and the first place on it that is marked.

    `label` is the page's label in the PDF. `place` is an anchor or a name that `within` makes; `offset` counts the
    characters of the reading text of that place that stand on the pages before.
    """

    label: str
    place: str
    offset: int
