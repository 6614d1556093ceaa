"""The time line: inline SVG (SVG 2, § 5 and WAI-ARIA Graphics), its numbers those of the chronology's table."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from edition.model.dates import Date
from edition.model.edition import Edition
from edition.style.dates import MONTHS
from edition.style.numbers import quantity
from edition.writers.xml import element

WIDTH, MARGIN, STEP, DOT = 960, 24, 19, 8
"""In units of the drawing: its width, the room at both ends, the height of one event, an event's radius."""


def day(when: Date) -> date | None:
    """Return the day on which a date, or an interval, begins; `None` where that is not known."""
    if when.first is None or not when.first.exists(julian=False):
        return None
    return date(*when.first.span[0])


class _Band:
    """One band of the drawing: a stretch of time and the events in it, stacked where they would touch."""

    def __init__(self, first: date, last: date, events: Iterable[tuple[int, date]]) -> None:
        self.first, self.last = first, last
        self.dots: list[tuple[int, float, int]] = []
        ends: list[float] = []
        for number, when in events:
            x = self.x(when)
            level = next((at for at, end in enumerate(ends) if x - end >= 2 * DOT + 1), len(ends))
            ends[level:] = [x, *ends[level + 1 :]]
            self.dots.append((number, x, level))
        self.levels = max(1, len(ends))

    @property
    def height(self) -> int:
        return self.levels * STEP + 50

    def x(self, when: date) -> float:
        share = (when - self.first).days / max(1, (self.last - self.first).days)
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    def draw(self, top: int, ticks: Iterable[tuple[date, str]]) -> Iterator[Element]:
        axis = top + self.levels * STEP + 8
        ends = {"x1": str(MARGIN), "x2": str(WIDTH - MARGIN), "y1": str(axis), "y2": str(axis)}
        yield element("line", {"class": "axis", **ends})
        for when, words in ticks:
            x = f"{self.x(when):.1f}"
            yield element("line", {"class": "tick", "x1": x, "x2": x, "y1": str(axis), "y2": str(axis + 6)})
            for line, word in enumerate(words.split()):
                place = {"class": "tick", "x": x, "y": str(axis + 20 + 13 * line), "text-anchor": "middle"}
                yield element("text", place, word)
        for number, at, level in self.dots:
            x, y = f"{at:.1f}", axis - 12 - level * STEP
            yield element("circle", {"cx": x, "cy": str(y), "r": str(DOT)})
            place = {"class": "dot", "x": x, "y": str(y + 4), "text-anchor": "middle"}
            yield element("text", place, str(number))


def _years(first: int, last: int) -> list[tuple[date, str]]:
    return [(date(year, 1, 1), str(year)) for year in range(first, last + 1)]


def _months(first: int, last: int) -> list[tuple[date, str]]:
    starts = [date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13)]
    return [(d, f"{MONTHS[d.month - 1][:3]} {d.year}" if d.month == 1 else MONTHS[d.month - 1][:3]) for d in starts]


def figure(edition: Edition) -> list[Element]:
    """Return the time line of the years that the edition's description names, part of them enlarged below.

    The chronology says the same in words, so that to a screen reader it is one image with a description.
    """
    spans = edition.config.timeline
    if not spans:
        return []
    first, last, near_first, near_last = spans
    dated = [(n, day(e.new)) for n, e in enumerate(edition.events, start=1)]
    known = sorted(((n, d) for n, d in dated if d), key=lambda pair: (pair[1], pair[0]))
    far = [(n, d) for n, d in known if first <= d.year <= last and not near_first <= d.year <= near_last]
    near = [(n, d) for n, d in known if near_first <= d.year <= near_last]
    bands = (
        (_Band(date(first, 1, 1), date(last, 12, 31), far), _years(first, last)),
        (_Band(date(near_first, 1, 1), date(near_last, 12, 31), near), _months(near_first, near_last)),
    )
    shapes: list[Element] = [
        element("title", {"id": "timeline-title"}, f"Timeline, {first}–{last}"),
        element(
            "desc",
            {"id": "timeline-desc"},
            f"Above, the years {first} to {last} with {quantity(len(far), 'event')}; below, on a larger scale, "
            f"{near_first} to {near_last} with {quantity(len(near), 'event')}. The numbers refer to the "
            "table, which gives the same information in words.",
        ),
    ]
    top = 0
    for band, ticks in bands:
        shapes += band.draw(top, ticks)
        top += band.height
    attributes = {
        "viewBox": f"0 0 {WIDTH} {top}",
        "role": "img",
        "aria-labelledby": "timeline-title timeline-desc",
        "class": "timeline",
    }
    caption = f"Above, {first}–{last}; below, {near_first}–{near_last} on a larger scale. New Style dates."
    region = {"class": "wide scroll", "tabindex": "0", "role": "region", "aria-label": "Timeline, scrolls sideways"}
    drawing = element("div", region, element("svg", attributes, *shapes))
    return [element("figure", {"class": "timeline"}, drawing, element("figcaption", None, caption))]
