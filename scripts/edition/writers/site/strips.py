"""The essay at a glance: for each section a strip of bars, one for each paragraph, inline SVG.

A bar is as long as its paragraph; what is quoted in it is coloured by whose words they are, as far as the next note
call says it; a tick below stands for each note call, the longer, the more certain the note. Bars follow one another
in lines, like words, so that each can be hit in any window (WCAG 2.2, 2.5.8).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from edition import ids
from edition.model import inline
from edition.model.blocks import Unit
from edition.model.edition import Edition
from edition.model.placed import PlacedSection
from edition.model.text import reading_text, walk
from edition.style import registers
from edition.writers.site.certainty import FILLED
from edition.writers.site.drawing import draw_box
from edition.writers.site.page import Page
from edition.writers.xml import Content, element

UNIT, LONGEST = 0.04, 264
"""In pixels: the length of a letter, and of the longest bar that fits into the narrowest window."""
FINGER, BAR, TICK, APART = 24, 12, 14, 3
"""In pixels: the sides of what can be hit, the height of a bar, where ticks begin, and the least way between two."""
HUES = ("#3f74b5", "#b8553f", "#4c8a4a")
"""For the authors who are cited most often; all have a contrast of 3:1 to light and dark pages."""
OTHERS = "#7c7a76"
BANDS = {HUES[0]: (0, 12), HUES[1]: (0, 6), HUES[2]: (6, 6), OTHERS: (4, 4)}
"""Where in a bar the words of each author begin, and how high they are: whoever sees no colours tells them by this."""
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]")
Hues = Mapping[str, str]
Calls = Sequence[tuple[int, inline.NoteRef]]


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


def _svg(width: float, height: int, *shapes: Element) -> Element:
    return element("svg", {"width": f"{width:.0f}", "height": str(height)}, *shapes)


def _band(x: float, length: float, hue: str) -> Element:
    y, height = BANDS[hue]
    return draw_box((x, y), (length, height), hue)


class _Strip:
    """Draws strips on a page: without `hues` what is quoted is not shown."""

    def __init__(self, page: Page, hues: Hues | None = None) -> None:
        self.page, self.hues = page, hues
        self.notes = {note.label: note.note for note in page.edition.notes}

    def draw(self, section: PlacedSection) -> Iterator[Content]:
        """Yield a link for each paragraph of a section, with a space after it."""
        for paragraph in section.paragraphs:
            name = f"{section.reference}, ¶{ids.paragraph_number(paragraph.anchor)}"
            yield element("a", {"href": self.page.href(paragraph.anchor), "aria-label": name}, self._bar(paragraph))
            yield " "

    def _bar(self, paragraph: Unit) -> Element:
        words = reading_text(paragraph.content)
        length = min(max(1, len(words) * UNIT), LONGEST)
        unit = length / max(1, len(words))
        calls = list(_calls(paragraph))
        shapes = [element("rect", {"width": f"{length:.0f}", "height": str(BAR)})]
        if self.hues is not None:
            shapes += self._quoted(words, calls, self.hues, unit)
        ticks, end = self._ticks((at * unit, call) for at, call in calls)
        shapes += [element("path", {"d": ticks})] if ticks else []
        return _svg(max(FINGER, length, end), FINGER, *shapes)

    @staticmethod
    def _quoted(words: str, calls: Calls, hues: Hues, unit: float) -> Iterator[Element]:
        """Yield a band for everything in quotation marks, in the hue of the next note."""
        for quoted in QUOTED.finditer(words):
            label = next((call.label for at, call in calls if at >= quoted.end() - 1), "")
            start, end = quoted.start() * unit, quoted.end() * unit
            yield _band(round(start, 1), round(end - start, 1), hues.get(label, OTHERS))

    def _ticks(self, calls: Iterable[tuple[float, inline.NoteRef]]) -> tuple[str, int]:
        """Return the ticks of some calls as one path, none upon another, and where they end.

        That of an author's note, which has no certainty, lies.
        """
        path, x = "", -APART
        for place, call in calls:
            x = max(x + APART, int(place) - 1)
            note = self.notes.get(call.label)
            if note and note.is_by_author:
                path += f"M{x} {TICK}.5h{APART + 1}"
                x += APART
            else:
                path += f"M{x}.5 {TICK}v{2 + 8 * FILLED[note.certainty] if note else 2:g}"
        return path, x + APART


def head(page: Page, section: PlacedSection) -> list[Element]:
    """Return the strip at the head of a section's own page; nothing where there is one paragraph."""
    links = list(_Strip(page).draw(section))
    return [page.landmark("strip", "strips.title", *links)] if len(section.paragraphs) > 1 else []


def _key(authors: Hues, others: str) -> Element:
    signs = ((name, _svg(BAR, BAR, _band(0, BAR, hue))) for name, hue in [*authors.items(), (others, OTHERS)])
    return element("p", {"class": "strip"}, *(part for name, sign in signs for part in (sign, f" {name} ")))


def figure(edition: Edition, source: str) -> list[Element]:
    """Return the strips of all sections, for the page whose source is `source`."""
    authors, hues = _hues(edition)
    strip = _Strip(Page(edition, source), hues)
    sections = [section for section in edition.sections if any(reading_text(p.content) for p in section.paragraphs)]
    if not sections:
        return []
    rows = [element("p", {"class": "strip"}, f"{section.reference} ", *strip.draw(section)) for section in sections]
    words = [edition.words("strips.key")]
    if authors:
        rows.append(_key(authors, edition.words("strips.others")))
        words.append(edition.words("strips.quoted"))
    return [element("figure", None, *rows, element("figcaption", None, " ".join(words)))]
