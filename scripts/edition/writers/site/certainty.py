"""How sure the notes are, at a glance: one square for each note, in the order of the essay, inline SVG."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import PlacedNote
from edition.words import Words
from edition.writers.site.drawing import INK, PAPER, WIDTH, draw_box, draw_text, picture
from edition.writers.site.page import Page
from edition.writers.xml import element

SIDE, STEP, LABEL, LINE = 20, 31, 60, 36
"""In units of the drawing: a square, the way to the next (24 pixels in a window of 320: WCAG 2.2, 2.5.8), the room for
a section’s name, a line of words."""
LONGEST = 12
"""How many letters of a name fit beside its square where all names stand in one row."""
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


def _key(words: Words) -> tuple[list[Element], float]:
    """Return the key, in two rows where its words are long, and where it ends."""
    names = [certainty.printed(words) for certainty in Certainty]
    columns = len(names) if max(map(len, names)) <= LONGEST else len(names) // 2
    shapes: list[Element] = []
    for number, (certainty, name) in enumerate(zip(Certainty, names, strict=True)):
        x, y = number % columns * WIDTH / columns, 1.0 + number // columns * STEP
        shapes += _square(x + 1, y, certainty)
        shapes.append(draw_text(x + SIDE + 6, y + 13, name, font_size="12"))
    return shapes, 1.0 + LINE + (len(names) // columns - 1) * STEP


def figure(edition: Edition) -> list[Element]:
    """Return the picture of all notes, section by section; each square leads to its note."""
    if all(note.is_by_author for note in edition.notes):
        return []
    page = Page(edition, KnownPage.STATE)
    shapes, y = _key(edition.words)
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
