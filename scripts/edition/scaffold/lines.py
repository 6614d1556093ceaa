"""Joins the lines of a witness into paragraphs: by blank lines, indents or short last lines, or one to a line."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from edition.model import sentences

LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
"""A line; the excluded characters are those that end one (Unicode, UAX 14, classes BK, LF and NL)."""
PAGE = "\f"
"""A form feed, which begins a page."""
STOPS = ".?!。．！？।॥؟۔։"
"""What ends a sentence, in many scripts."""
ENDED = re.compile(rf"[{STOPS}…:][\"'”’“»›)\]」』]*(?:\s?\[?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}\]?|[*†‡]+)?$")
"""The end of a sentence, with the quotation marks, brackets and note calls that may follow it."""
FULL = 40
"""Minimum length of a line that is too long to be a verse or the last line of a list item."""
WIDEST = 160
"""Lines of this length or more are whole paragraphs: no text is set so wide."""
WHOLE_LINES = 0.6
"""Minimum share of lines ending a sentence for each line to be a paragraph; of wrapped lines about a tenth do."""
OPENING = "“„«‹\"'‘([¿¡—"
"""Signs that may precede the first letter of a paragraph."""
OFTEN = 5
"""The margin is the smallest indent that one line in so many has."""
INDENTED = 0.75
"""Share of indented lines above which indents mark verse or quotations and not paragraphs."""
SHORT = 0.8
"""A line that is shorter than this share of the width, and ends a sentence, ends its paragraph."""
LONG = 12
"""A block of more lines than this is hardly one paragraph: it may be a page."""
NUMBER_BESIDE = re.compile(r"^(?P<before>[0-9]{1,4})\s+|\s+(?P<after>[0-9]{1,4})$")
"""The number of a page beside its running head."""
HEAD = re.compile(r"[^\d⁰¹²³⁴⁵⁶⁷⁸⁹\n]*(?![⁰¹²³⁴⁵⁶⁷⁸⁹])[^\W\d_][.!?…”’»)\]]*")
"""The words of a running head: without figures that may call a note, and without a hyphen at the end."""
LONGEST_HEAD = 80
"""Maximum length of a running head."""
WIDTH = 0.9
"""The quantile of line lengths that is taken as the width."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: the offsets of its first character and after its last, its indent and its words."""

    start: int
    end: int
    indent: int
    text: str


Lines = tuple[Line, ...]


def next_word(text: str, start: int) -> int:
    """Return the offset of the first character from `start` on that is not white space, or the length of the text."""
    return len(text) - len(text[start:].lstrip())


def read(text: str) -> Lines:
    """Return the lines of a text that are not blank."""
    found = []
    for line in LINE.finditer(text):
        words = line[0].strip()
        if words:
            before = line[0][: len(line[0]) - len(line[0].lstrip())]
            start = line.start() + len(before)
            found.append(Line(start, start + len(words), len(before.expandtabs()), words))
    return tuple(found)


def is_blank_between(text: str, one: Line, other: Line) -> bool:
    """Return whether a blank line, or Unicode's paragraph separator, is between two lines."""
    gap = text[one.end : other.start]
    return gap.count("\n") > 1 or "\u2029" in gap


def blocks(text: str, lines: Lines, starts: Collection[int] = ()) -> list[Lines]:
    """Return runs of lines without blank lines between them; a line whose offset is in `starts` begins a new run."""
    found: list[list[Line]] = []
    before: Line | None = None
    for line in lines:
        if before is None or line.start in starts or is_blank_between(text, before, line):
            found.append([])
        found[-1].append(line)
        before = line
    return [tuple(block) for block in found]


def is_small(letter: str) -> bool:
    """Return whether a letter is a small one; those of Georgian, which begins sentences with them, are not."""
    return letter.islower() and not "ა" <= letter <= "ჿ"


def ends(lines: Sequence[Line]) -> bool:
    """Return whether the last of some lines ends a sentence, whatever its language."""
    words = lines[-1].text
    return ENDED.search(words) is not None and not sentences.stops_short(words, "", "")


def find_margin(lines: Sequence[Line]) -> int | None:
    """Return the smallest indent that one line in `OFTEN` has; `None` if no indent is so common."""
    counts = Counter(line.indent for line in lines)
    return min((indent for indent in counts if counts[indent] * OFTEN >= len(lines)), default=None)


def measure_width(lines: Sequence[Line]) -> int:
    """Return the length that nearly all lines stay within (`WIDTH`); 0 if there are no lines."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(WIDTH * (len(lengths) - 1))] if lengths else 0


def _first_indents(blocks: Sequence[Lines]) -> range:
    """Return the indents of first lines if they mark paragraphs; none if they do not.

    Text extracted from a PDF has indents exact only to one space.
    """
    lines = [line for block in blocks for line in block]
    margin = find_margin(lines)
    deeper = Counter(line.indent for line in lines if margin is not None and line.indent > margin)
    if margin is None or not deeper:
        return range(0)
    indent, _ = deeper.most_common(1)[0]
    found = range(max(margin + 1, indent - 1), indent + 2)
    inside = sum(line.indent in found for block in blocks for line in block[1:])
    begun = [block[0] for block in blocks if len(block) > 1 and block[0].text.lstrip(OPENING)[:1].isupper()]
    firsts = all(line.indent in found for line in begun)  # neither the rest of a paragraph nor a list tells
    are_marked = inside >= len(blocks) or (inside and firsts)
    are_few = sum(line.indent in found for line in lines) < INDENTED * len(lines)
    return found if are_marked and are_few else range(0)


def _are_paragraphs(lines: Sequence[Line]) -> bool:
    """Return whether each of these lines, none of which is the last of its block, is a paragraph of its own."""
    if median(len(line.text) for line in lines) >= WIDEST:
        return True
    return sum(ends((line,)) for line in lines) >= WHOLE_LINES * len(lines)


def _by_indent(block: Lines, indents: range) -> Iterator[Lines]:
    start = 0
    for at, line in enumerate(block):
        if at and line.indent in indents:
            yield block[start:at]
            start = at
    yield block[start:]


def _by_short_lines(block: Lines, *, divides: bool) -> Iterator[Lines]:
    """Yield the paragraphs of a text that marks them only by the short last line of each, if that `divides`."""
    width = measure_width(block)
    start = 0
    for at, (line, after) in enumerate(pairwise(block), start=1):
        opens = not is_small(after.text[0])
        if divides and opens and ends((line,)) and len(line.text) < SHORT * width:
            yield block[start:at]
            start = at
    yield block[start:]


def page_numbers(text: str, lines: Lines) -> set[int]:
    """Return the offsets of page numbers: figures beside form feeds that ascend, or begin again at 1.

    The end of the text also ends a page if its last line is the next number.
    """
    found: list[Line] = []
    for before, line, after in zip(lines, lines[1:], (*lines[2:], None), strict=False):
        gaps = text[before.end : line.start], text[line.end : after.start if after else len(text)]
        is_last = after is None and found and line.text == str(int(found[-1].text) + 1)
        if line.text.isdecimal() and (is_last or PAGE in "".join(gaps)):
            found.append(line)
    values = [int(line.text) for line in found]
    ascend = all(after > value or after == 1 for value, after in pairwise(values))
    return {line.start for line in found} if ascend else set()


def running_heads(text: str, lines: Lines) -> set[int]:
    """Return the offsets of running heads and feet: lines at the edges of pages that recur on two pages or more.

    Lines recur if their words are the same, or if page numbers stand beside any words. The first line of the first
    page is its title.
    """
    pages: list[list[Line]] = [[]]
    for before, line in pairwise((None, *lines)):
        if before and line and PAGE in text[before.end : line.start]:
            pages.append([])
        pages[-1] += [line] if line else []
    edges: list[tuple[Line, tuple[object, ...]]] = []
    for at, page in enumerate(pages):
        words = [line for line in page if not line.text.isdecimal()]
        ends_of_page = [(line, "head") for line in words[:1] if at] + [(line, "foot") for line in words[1:][-1:]]
        for line, edge in ends_of_page:
            name = " ".join(NUMBER_BESIDE.sub("", line.text).split()).casefold()
            if len(line.text) <= LONGEST_HEAD and HEAD.fullmatch(name):
                number = NUMBER_BESIDE.search(line.text)
                edges.append((line, (edge, name)))
                edges += [(line, (edge, int(number[0]) - at))] if number else []
    counts = Counter(alike for _, alike in edges)
    return {line.start for line, alike in edges if counts[alike] > 1} if len(pages) > 1 else set()


def paragraphs(blocks: Sequence[Lines]) -> list[Lines]:
    """Divide blocks into paragraphs in the way the text marks them."""
    inside = [line for block in blocks for line in block[:-1]]
    if not inside:
        return list(blocks)
    if _are_paragraphs(inside):
        return [(line,) for block in blocks for line in block]
    if indents := _first_indents(blocks):
        return [part for block in blocks for part in _by_indent(block, indents)]
    are_long = (len(blocks) == 1 or len(block) > LONG for block in blocks)
    return [part for block, long in zip(blocks, are_long, strict=True) for part in _by_short_lines(block, divides=long)]


def join_paragraphs(text: str, paragraphs: Sequence[Lines], apart: Collection[int]) -> list[Lines]:
    """Join paragraphs that a page end divides: the first stops within a sentence, and the second continues it.

    A page ends at a form feed, or unmarked after a full line. Paragraphs whose offsets are in `apart` are headings.
    """
    found: list[Lines] = []
    for lines in paragraphs:
        before = found[-1] if found and not {found[-1][0].start, lines[0].start} & set(apart) else ()
        divided = before and (len(before[-1].text) >= FULL or PAGE in text[before[-1].end : lines[0].start])
        if divided and not ends(before) and is_small(lines[0].text[0]):
            found[-1] += lines
        else:
            found.append(lines)
    return found
