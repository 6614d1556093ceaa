"""Who is cited in which section, at a glance: discs whose areas are numbers of citations, inline SVG."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.style import registers
from edition.writers.site.drawing import ACCENT, QUIET, RULE, WIDTH, draw_line, draw_text, picture
from edition.writers.xml import element

NAMES, LETTERS, LINE, GAP = 150, 22, 16, 8
"""In units of the drawing: the room for names, how many letters fit into it, a line of them, the room between two."""
MOST = 12
"""How many sections fit beside the names."""
RADIUS = 3.0
"""The radius of the disc for one citation."""


def _cell(x: float, y: float, number: int) -> Iterator[Element]:
    if number:
        radius = min(RADIUS * number**0.5, LINE)
        yield element(
            "circle",
            {"cx": f"{x:.4g}", "cy": f"{y - 4:.5g}", "r": f"{radius:.3g}", "fill": ACCENT, "fill-opacity": ".25"},
        )
        # the style sheet has lining figures in drawings: their middle is where the disc has its own
        yield draw_text(x, y, str(number), font_size="12", text_anchor="middle")


def figure(edition: Edition) -> list[Element]:
    """Return the matrix of authors and sections; nothing if there is only one section, or more than fit."""
    if not 1 < len(edition.sections) <= MOST or not edition.passages:
        return []
    step = (WIDTH - NAMES) / len(edition.sections)
    columns = {section.anchor: NAMES + (at + 0.5) * step for at, section in enumerate(edition.sections)}
    sections = {note.label: note.section for note in edition.notes}
    shapes = [
        draw_text(columns[section.anchor], 12, section.reference, QUIET, font_size="12", text_anchor="middle")
        for section in edition.sections
    ]
    y = 20.0
    for author, entries in registers.passages(edition):
        lines = textwrap.wrap(author, LETTERS)
        shapes.append(draw_line((0, y), (WIDTH, y), RULE))
        shapes += (draw_text(0, y + LINE * at, words, font_size="13") for at, words in enumerate(lines, start=1))
        cited = Counter(sections[passage.note] for _, own in entries for passage, _ in own)
        for anchor, x in columns.items():
            shapes += _cell(x, y + LINE, cited[anchor])
        y += LINE * len(lines) + GAP
    title = edition.words("passages.picture")
    drawing = picture("cited", title, y, *shapes)
    return [element("figure", {"class": "timeline"}, drawing, element("figcaption", None, f"{title}."))]
