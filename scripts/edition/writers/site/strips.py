"""The essay at a glance: a strip for each section, a bar for each paragraph, inline SVG.

A bar is as long as its paragraph; what is quoted in it is coloured by whose words they are, as far as the next note
call says it; a mark below stands for each note call, the fuller, the more certain the note.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from edition import ids
from edition.model import inline
from edition.model.blocks import Unit
from edition.model.edition import Edition
from edition.model.placed import PlacedSection
from edition.model.text import reading_text, walk
from edition.style import registers
from edition.writers.site.certainty import FILLED
from edition.writers.site.drawing import INK, PAPER, QUIET, RULE, WIDTH, draw_box, draw_line, draw_text, picture
from edition.writers.site.page import Page
from edition.writers.xml import element

BAR, MARK, GAP = 12, 5, 2
"""In units of the drawing: the height of a bar, the side of a mark, the room between two bars."""
LABEL, STEP = 56, 34
"""The room for a section's name, and the way from one section to the next."""
HUES = ("#3f74b5", "#b8553f", "#4c8a4a")
"""For the authors who are cited most often; all have a contrast of 3:1 to light and dark pages."""
OTHERS = "#7c7a76"
LETTER = 6.5
"""The width of a letter of the key."""
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]")
Hues = Mapping[str, str]


def _hues(edition: Edition) -> tuple[Hues, Hues]:
    """Return the hue of each author who is cited most, and that of each note that cites such an author first."""
    by_note: dict[str, str] = {}
    often: Counter[str] = Counter()
    for name, entries in registers.passages(edition):
        author = name.partition(",")[0]
        for passage in (passage for _, cited in entries for passage, _ in cited):
            often[author] += 1
            by_note.setdefault(f"{passage.note} {passage.work}", author)
    authors = {author: hue for (author, _), hue in zip(often.most_common(len(HUES)), HUES, strict=False)}
    first = {note.label: next(iter(edition.passages_of(note.label)), None) for note in edition.notes}
    named = {label: by_note.get(f"{label} {passage.work}", "") for label, passage in first.items() if passage}
    return authors, {label: authors.get(author, OTHERS) for label, author in named.items()}


def _calls(paragraph: Unit) -> Iterator[tuple[int, inline.NoteRef]]:
    """Yield the note calls of a paragraph, each with the number of letters before it."""
    at = 0
    for node in walk(paragraph.content):
        if isinstance(node, inline.NoteRef):
            yield at, node
        elif isinstance(node, inline.Text):
            at += len(node.text)


class _Strip:
    """Draws the strip of one section below `y`; `unit` is the length of a letter."""

    def __init__(self, page: Page, hues: Hues, unit: float, y: float) -> None:
        self.page, self.hues, self.unit, self.y = page, hues, unit, y
        self.notes = {note.label: note.note for note in page.edition.notes}

    def draw(self, section: PlacedSection) -> Iterator[Element]:
        """Yield the section's name, and its paragraphs."""
        yield draw_text(0, self.y + BAR, section.reference, font_size="13")
        x = float(LABEL)
        for paragraph in section.paragraphs:
            yield self._paragraph(paragraph, section.reference, x)
            x += len(reading_text(paragraph.content)) * self.unit + GAP

    def _paragraph(self, paragraph: Unit, section: str, x: float) -> Element:
        words = reading_text(paragraph.content)
        calls = list(_calls(paragraph))
        number = f"{section}, ¶{ids.paragraph_number(paragraph.anchor)}"
        shapes = [element("title", None, number), draw_box((x, self.y), (max(1.0, len(words) * self.unit), BAR), RULE)]
        for quoted in QUOTED.finditer(words):
            label = next((call.label for at, call in calls if at >= quoted.end() - 1), "")
            start, length = x + quoted.start() * self.unit, (quoted.end() - quoted.start()) * self.unit
            shapes.append(draw_box((start, self.y), (length, BAR), self.hues.get(label, OTHERS)))
        for at, call in calls:
            place = (x + at * self.unit - MARK / 2, self.y + BAR + 3)
            shapes += self._mark(place, call)
        return element("a", {"href": self.page.href(paragraph.anchor)}, *shapes)

    def _mark(self, place: tuple[float, float], call: inline.NoteRef) -> Iterator[Element]:
        note = self.notes.get(call.label)
        if note and note.is_by_author:  # it has no certainty
            middle = place[0] + MARK / 2
            yield draw_line((middle, place[1]), (middle, place[1] + MARK), INK)
            return
        filled = FILLED[note.certainty] * MARK if note else 0
        yield draw_box(place, (MARK, MARK), PAPER, stroke=QUIET, stroke_width=".7")
        if filled:
            yield draw_box((place[0], place[1] + MARK - filled), (MARK, filled), INK)


def _key(authors: Hues, y: float, others: str) -> Iterator[Element]:
    x = float(LABEL)
    for name, hue in [*authors.items(), (others, OTHERS)]:
        yield draw_box((x, y), (BAR, BAR), hue)
        yield draw_text(x + BAR + 5, y + 11, name, font_size="12")
        x += BAR + 17 + LETTER * len(name)


def figure(edition: Edition, source: str) -> list[Element]:
    """Return the strips for the page whose source is `source`; the longest section is as wide as the drawing."""
    page = Page(edition, source)
    authors, hues = _hues(edition)
    sections = [section for section in edition.sections if section.paragraphs]
    lengths = ((sum(len(reading_text(p.content)) for p in s.paragraphs), len(s.paragraphs)) for s in sections)
    unit = min(((WIDTH - LABEL - GAP * count - MARK) / length for length, count in lengths if length), default=0.0)
    if unit <= 0:
        return []
    shapes: list[Element] = []
    for number, section in enumerate(sections):
        shapes += _Strip(page, hues, unit, number * STEP).draw(section)
    height = len(sections) * STEP
    if authors:
        shapes += _key(authors, height, edition.words("strips.others"))
        height += STEP
    drawing = picture("strips", edition.words("strips.title"), height, *shapes)
    key = element("figcaption", None, edition.words("strips.key"))
    return [element("figure", {"class": "timeline"}, drawing, key)]
