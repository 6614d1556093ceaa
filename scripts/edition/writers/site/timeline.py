"""The chronology as a drawing: inline SVG (SVG 2, § 5), each event labelled in words, each chapter on its own scale."""

import textwrap
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.chronology import Chapter, Event, chapters, first_day
from edition.model.edition import Edition
from edition.style.dates import in_words
from edition.words import Words
from edition.writers.site.drawing import ACCENT, INK, PAPER, QUIET, RULE, WIDTH, draw_box, draw_line, draw_text, picture
from edition.writers.xml import element

LINE, GAP = 16, 8
"""In units of the drawing: the height of a line, the room between events."""
AXIS, SIGN, WORDS = 22, 56, 68
"""Where the axis, the signs of the events and their words stand."""
LETTERS = 42
"""How many letters of a label fit into a line."""
STRIP, YEAR = 32, 30
"""The height of the strip above the chapters, and the width of a year below it."""
FINGER = 34
"""The least width of a chapter in the strip: in a window 320 pixels wide, 24 pixels and the gap (WCAG 2.2, 2.5.8)."""
HEAD = 40
LANE = 5
ANCHOR = "timeline-"


def _sign(event: Event, x: float, y: float) -> Iterator[Element]:
    """Yield the sign of an event: full where the text agrees, hollow where it differs, ◇ where the editors date it."""
    if event.differs:
        yield element(
            "circle",
            {"cx": f"{x:g}", "cy": f"{y:g}", "r": "4.5", "fill": PAPER, "stroke": ACCENT, "stroke-width": "2"},
        )
        yield element("path", {"d": f"M{x + 5:g} {y:g}h5m-3-3l3 3l-3 3", "fill": "none", "stroke": ACCENT})
    elif event.dated_by == "editor":
        yield element("path", {"d": f"M{x - 5:g} {y:g}l5-5l5 5l-5 5z", "fill": PAPER, "stroke": INK})
    else:
        yield element("circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": "5", "fill": INK})


class _Drawing:
    """Draws one chapter, and knows where its axis begins and ends."""

    def __init__(self, chapter: Chapter, words: Words) -> None:
        self.chapter = chapter
        self.words = words
        self.rows = [(event, textwrap.wrap(event.label or event.event, LETTERS)) for event in chapter.events]
        self.title = HEAD - 18
        self.top = HEAD
        self.bottom = self.top + sum(map(self._height, self.rows)) - GAP

    @staticmethod
    def _height(row: tuple[Event, list[str]]) -> int:
        return LINE * (1 + len(row[1])) + GAP

    def _on_axis(self, share: float) -> float:
        return self.top + share * (self.bottom - self.top)

    def draw(self, name: str) -> Iterator[Element]:
        """Yield the title with its name, the axis with what lasts, and the events."""
        yield draw_text(0, self.title, self.chapter.title, id=name, font_size="16", font_weight="bold")
        yield draw_line((AXIS, self.top), (AXIS, self.bottom), RULE, stroke_width="2")
        yield from self._bars()
        y = self.top
        for row in self.rows:
            yield self._event(*row, y)
            y += self._height(row)

    def _event(self, event: Event, lines: list[str], y: float) -> Element:
        """Return an event as a link to its row in the table, joined to its place on the axis by a line.

        The link can be hit anywhere in the event's rows; the line, which may cross those of others, is not part of it.
        """
        at = y + 0.7 * LINE
        corner, size = (SIGN - 12, y), (WIDTH - SIGN + 12, LINE * (1 + len(lines)))
        parts = [draw_box(corner, size, "none", pointer_events="all")]
        around: list[Element] = []
        if begins := first_day(event.new):
            way = f"M{AXIS} {self._on_axis(self.chapter.share(begins)):.1f}h6L{SIGN - 12} {at:.1f}H{SIGN}"
            around.append(element("path", {"d": way, "fill": "none", "stroke": RULE}))
        new = in_words(event.new, self.words)
        parts += _sign(event, SIGN, at)
        when = f"[{new}]" if event.dated_by == "editor" else new
        parts.append(draw_text(WORDS, y + LINE - 4, when, QUIET, font_size="12.5"))
        parts += (draw_text(WORDS, y + number * LINE - 4, words) for number, words in enumerate(lines, start=2))
        around.append(element("a", {"href": f"#{ids.event(event.id)}"}, *parts))
        return element("g", None if event.differs else {"class": "agrees"}, *around)

    def _bars(self) -> Iterator[Element]:
        """Yield a bar beside the axis for what lasts."""
        for bar in self.chapter.bars():
            first = self._on_axis(bar.first)
            last = max(self._on_axis(bar.last), first + 3)
            x = AXIS - LANE * (1 + bar.lane)
            yield draw_line((x, first), (x, last), ACCENT if bar.event.differs else QUIET, stroke_width="3")


def _strip(parts: Sequence[Chapter]) -> Iterator[Element]:
    """Yield the strip that shows all chapters at a glance, wider where they have more events, and a link to each."""
    least = min(FINGER, WIDTH / len(parts))
    events = sum(len(chapter.events) for chapter in parts)
    x = free = 0.0
    for number, chapter in enumerate(parts, start=1):
        width = least + len(chapter.events) / events * (WIDTH - least * len(parts))
        shapes: list[Element] = [
            element("title", None, chapter.title),
            draw_box((x + 1, 0), (width - 2, STRIP), RULE),
        ]
        for event in chapter.events:
            if begins := first_day(event.new):
                at = x + 3 + chapter.share(begins) * (width - 6)
                shapes.append(draw_line((at, 4), (at, STRIP - 4), ACCENT if event.differs else INK))
        yield element("a", {"href": f"#{ANCHOR}{number}"}, *shapes)
        year = str(min(chapter.days).year) if chapter.days else ""
        if year and free <= x < WIDTH - YEAR:
            yield draw_text(x + 2, STRIP + 14, year, QUIET, font_size="11")
            free = x + YEAR
        x += width


def figure(edition: Edition) -> list[Element]:
    """Return the events of the chronology as a figure, with a key and a strip of all chapters above it.

    The table of the chronology says the same in words.
    """
    if not edition.events:
        return []
    parts = chapters(edition.events)
    differing = sum(1 for event in edition.events if event.differs)
    words = edition.words
    title = words.count("timeline.title", len(edition.events))
    drawn = [picture("timeline", title, STRIP + LINE, *_strip(parts))]
    for number, chapter in enumerate(parts, start=1):  # each a picture of its own, between which a page can end
        drawing = _Drawing(chapter, words)
        name = f"{ANCHOR}{number}"
        drawn.append(picture(name, chapter.title or title, drawing.bottom + LINE, *drawing.draw(name)))
    box = element("input", {"type": "checkbox", "class": "only"})
    only = element("label", None, box, f" {words('timeline.only')}")
    key = words("timeline.key", differing=differing, events=len(edition.events))
    caption = element("figcaption", None, key)
    return [element("figure", {"class": "timeline"}, caption, only, *drawn)]
