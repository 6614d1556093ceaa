"""Two calendars side by side: rulers of the days around a short chapter of the chronology, inline SVG."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from edition.model.chronology import chapters, first_day
from edition.model.edition import Edition
from edition.style.dates import day_in_words
from edition.words import Words
from edition.writers.site.drawing import ACCENT, QUIET, WIDTH, draw_line, draw_text, picture
from edition.writers.xml import element

LONGEST, AROUND = 31, 15
"""Days: the longest chapter that is drawn so, and how much is drawn before and after it."""
UPPER, LOWER, HEIGHT = 40, 64, 104
"""Where the two rulers stand, and the height of the drawing."""
EVERY = 5
"""Of how many days one has its number."""


def _days(edition: Edition) -> Sequence[tuple[date, date]]:
    """Return the days, New and Old Style, of the first chapter that is short and has both calendars."""
    for chapter in chapters(edition.events):
        both = [(first_day(event.new), first_day(event.old)) for event in chapter.events]
        known = sorted({(new, old) for new, old in both if new and old})
        if len(known) > 1 and (known[-1][0] - known[0][0]).days <= LONGEST:
            return known
    return ()


def _ruler(first: date, days: int, side: int, words: Words) -> Iterator[Element]:
    """Yield a ruler from `first` on, with its numbers above it (`side` −1) or below it (1), and its months."""
    step, y = WIDTH / days, LOWER if side > 0 else UPPER
    yield draw_line((0, y), (WIDTH, y))
    for number in range(days):
        when = first + timedelta(number)
        x = (number + 0.5) * step
        numbered = when.day == 1 or (when.day % EVERY == 0)
        yield draw_line((x, y), (x, y + (7 if numbered else 4) * side))
        if numbered:
            base = y + (20 if side > 0 else -11)
            yield draw_text(x, base, str(when.day), QUIET, font_size="11", text_anchor="middle")
        if when.day == 1 or (number == 0 and (when + timedelta(EVERY)).month == when.month):
            yield draw_text(x, y + (34 if side > 0 else -26), words.month(when.month, alone=True), font_size="12.5")


def figure(edition: Edition) -> list[Element]:
    """Return the rulers of both calendars, joined on the days of the events; nothing where no chapter needs them."""
    known = _days(edition)
    if not known:
        return []
    words = edition.words
    first, last = known[0][0] - timedelta(AROUND), known[-1][0] + timedelta(AROUND)
    days, apart = (last - first).days + 1, known[0][0] - known[0][1]
    shapes = [*_ruler(first - apart, days, -1, words), *_ruler(first, days, 1, words)]
    for new, _ in known:
        x = ((new - first).days + 0.5) * WIDTH / days
        shapes.append(draw_line((x, UPPER), (x, LOWER), ACCENT, stroke_width="3"))
    new, old = known[0]
    same = {"old": day_in_words(old, words), "new": day_in_words(new, words)}
    caption = words.count("calendars.key", apart.days, **same)
    drawing = picture("calendars", words("calendars.title"), HEIGHT, *shapes)
    return [element("figure", {"class": "timeline"}, drawing, element("figcaption", None, caption))]
