"""How sure the notes are, at a glance: one square for each note, in the order of the essay, inline SVG."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.document import Certainty
from edition.model.edition import Edition, PlacedNote
from edition.model.layout import KnownPage
from edition.words import Words
from edition.writers.site.drawing import INK, PAPER, WIDTH, draw_box, draw_text, picture
from edition.writers.site.page import Page
from edition.writers.xml import element

SIDE, STEP, LABEL, LINE = 18, 25, 60, 30
"""In units of the drawing: a square, the way from one to the next, the room for a section's name, a line of words."""
IN_A_ROW = (WIDTH - LABEL) // STEP
FILLED = {Certainty.CERTAIN: 1.0, Certainty.PROBABLE: 0.6, Certainty.CONJECTURAL: 0.25, Certainty.UNIDENTIFIED: 0.0}
"""How much of a square is filled, from below."""


def _square(x: float, y: float, certainty: Certainty, *, is_authors: bool = True) -> Iterator[Element]:
    """Yield a square; those of the editors' own notes have round corners."""
    round_corners = {} if is_authors else {"rx": "6"}
    yield draw_box((x, y), (SIDE, SIDE), PAPER, stroke=INK, **round_corners)
    if filled := FILLED[certainty] * SIDE:
        yield draw_box((x, y + SIDE - filled), (SIDE, filled), INK, **(round_corners if filled == SIDE else {}))


def _row(page: Page, notes: Iterable[PlacedNote], y: float) -> Iterator[Element]:
    for number, note in enumerate(notes):
        x = LABEL + number * STEP
        name = element("title", None, f"{note.title(page.words)}: {note.note.printed_status(page.words)}")
        shapes = _square(x, y, note.note.certainty, is_authors=note.is_authors)
        yield element("a", {"href": page.href(ids.note(note.label))}, name, *shapes)


def _key(y: float, words: Words) -> Iterator[Element]:
    for number, certainty in enumerate(Certainty):
        x = number * WIDTH / len(Certainty)
        yield from _square(x + 1, y, certainty)
        yield draw_text(x + SIDE + 6, y + 13, certainty.printed(words), font_size="12")


def figure(edition: Edition) -> list[Element]:
    """Return the picture of all notes, section by section; each square leads to its note."""
    if all(note.is_by_author for note in edition.notes):
        return []
    page = Page(edition, KnownPage.STATE)
    y = 1.0
    shapes = list(_key(y, edition.words))
    y += LINE
    for section in edition.sections:
        notes = [note for note in edition.notes_of(section.anchor) if not note.is_by_author]
        if notes:
            shapes.append(draw_text(0, y + 14, section.reference, font_size="13"))
        for at in range(0, len(notes), IN_A_ROW):
            shapes += _row(page, notes[at : at + IN_A_ROW], y)
            y += STEP
    drawing = picture("certainty-of-notes", edition.words("state.picture"), y, *shapes)
    by_author = any(note.is_by_author for note in edition.notes)
    words = edition.words("state.picture_key_of_editors" if by_author else "state.picture_key")
    return [element("figure", {"class": "timeline"}, drawing, element("figcaption", None, words))]
