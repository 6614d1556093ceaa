"""The pages of the printed book, and the places by which other formats know where each of them begins."""

from dataclasses import dataclass

TITLE_PAGE, APPARATUS, EVIDENCE, BIBLIOGRAPHY = "title-page", "apparatus", "evidence", "bibliography"
CHRONOLOGY, REGISTER, PASSAGES, NAMES = "chronology", "people-and-glossary", "index-of-passages", "index-of-names"
"""The parts that the book makes itself."""
PARTS = frozenset({TITLE_PAGE, APPARATUS, EVIDENCE, BIBLIOGRAPHY, CHRONOLOGY, REGISTER, PASSAGES, NAMES})
SOURCE = "book.typ"
"""The name of the source that is set."""
STRIDE = 4
"""Every fourth word is marked: to mark them all would cost a seventh of the time, and make the PDF a tenth larger."""


def place_in(part: str, name: str | int) -> str:
    """Return a name for a place without an anchor, inside a part or page that has one."""
    return f"{part}/{name}"


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the book, and the first place on it that is marked.

    `label` is the page's label in the PDF. `place` is an anchor or a name that `place_in` makes; `offset` counts the
    characters of the reading text of that place that stand on the pages before.
    """

    label: str
    place: str
    offset: int
