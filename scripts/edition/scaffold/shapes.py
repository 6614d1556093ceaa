"""Recognises blocks of a witness other than running text: verse, lists, tables in columns, indented quotations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from edition.scaffold.lines import OPENING, Line, Lines, find_margin, is_small, measure_width

DEEP = 2
"""Minimum indent of an indented block, in spaces beyond the margin."""
FEW, SOME = 2, 4
"""Minimum number of short lines that make verse: if they are indented, and if they are not."""
SHORT, LONGEST = 0.85, 60
"""Maximum length of a line of verse: its share of the width, and its characters."""
CELL = 30
"""Maximum of the mean length of cells."""
BULLET = re.compile(r"[-*+•·▪◦‣]\s+(?=\S)")
NUMBER = re.compile(r"[\[(]?(?P<number>[1-9][0-9]{0,2})(?:[.):]|\.\))\s+(?=\S)")
LETTER = re.compile(r"[\[(]?(?P<letter>[a-z])(?:[.)]|\.\))\s+(?=\S)")
RULE = re.compile(r"[-=_]{3,}[\s|+]+[-=_]{3,}")
"""A line of dashes in columns."""
GAP = re.compile(r"\t+| {3,}")
"""The gap between columns; two spaces may only follow the end of a sentence."""


class Kind(Enum):
    """What a block is."""

    PROSE = auto()
    VERSE = auto()
    LIST = auto()
    TABLE = auto()
    QUOTATION = auto()
    LINES = auto()
    """Items with letters, which our lists cannot have: each begins a line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of verse, an item or a row: its words in the witness, cell by cell, and how it stands.

    `depth` is the indent of a line or the level of an item; `sign` its bullet or number; a stanza may begin with it.
    """

    cells: tuple[tuple[int, int], ...]
    depth: int = 0
    sign: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A block of the witness: what it is, where it stands, and its rows, of which running text has one."""

    kind: Kind
    start: int
    end: int
    rows: tuple[Row, ...]


def _item_sign(line: Line) -> re.Match[str] | None:
    return BULLET.match(line.text) or NUMBER.match(line.text) or LETTER.match(line.text)


def _value(sign: re.Match[str]) -> int:
    """Return the number of an item, or the place of its letter in the alphabet; zero for a bullet."""
    if sign.re is BULLET:
        return 0
    return int(sign["number"]) if sign.re is NUMBER else ord(sign["letter"]) - ord("a") + 1


def _opens_low(line: Line) -> bool:
    """Return whether a line begins as if within a sentence."""
    return is_small(line.text.lstrip(OPENING)[:1])


class Finder:
    """Finds the shapes of one text from the margin and width of its lines."""

    def __init__(self, text: str, known: Lines) -> None:
        """Measure the lines of a text."""
        self.text = text
        self.margin = find_margin(known) or 0
        self.width = measure_width(known)

    def kind(self, block: Lines) -> Kind:
        """Return the kind of a block of lines as a whole."""
        is_deep = all(line.indent >= self.margin + DEEP for line in block)
        if len(block) < FEW or any("|" in line.text or not re.search(r"\w", line.text) for line in block):
            return Kind.PROSE  # what has its own signs of columns or rules is printed as it is, and reported
        if self._is_table(block):
            return Kind.TABLE
        if self._is_verse(block, is_deep=is_deep):
            return Kind.VERSE
        if is_deep and len({line.indent for line in block}) == 1 and not _item_sign(block[0]):
            return Kind.QUOTATION
        return Kind.PROSE

    def _cells(self, line: Line) -> tuple[tuple[int, int], ...]:
        written = self.text[line.start : line.end]
        starts = [0, *(gap.end() for gap in GAP.finditer(written))]
        ends = [*(gap.start() for gap in GAP.finditer(written)), len(written)]
        return tuple((line.start + start, line.start + end) for start, end in zip(starts, ends, strict=True))

    def _is_table(self, block: Lines) -> bool:
        rows = [self._cells(line) for line in block]
        cells = [end - start for row in rows for start, end in row]
        return len(rows[0]) > 1 and len(set(map(len, rows))) == 1 and sum(cells) <= CELL * len(cells)

    def _is_verse(self, block: Lines, *, is_deep: bool) -> bool:
        """Return whether lines are short and begin as sentences or verses do; a deeper one may continue the last."""
        first = min(line.indent for line in block)
        begun = [line for line in block if line.indent == first] if is_deep else block
        longest = max(len(line.text) for line in block)
        is_narrow = self.width <= LONGEST  # a poem, or a text in which no line is longer
        fits = longest <= LONGEST and (is_narrow or longest <= SHORT * self.width)
        enough = len(block) >= (FEW if is_deep else SOME)
        marked = any(map(_item_sign, block)) or any(_opens_low(line) for line in begun)
        return (
            fits and enough and not marked and any(line.text[-1:].isalpha() or line.text[-1] in ",;" for line in block)
        )

    def is_ruled(self, shape: Shape) -> bool:
        """Return whether running text looks like a table with signs between columns or rows."""
        written = self.text[shape.start : shape.end].split("\n")
        barred = sum(line.count("|") > 1 for line in written)
        return shape.kind is Kind.PROSE and (barred > 1 or (any(map(RULE.search, written)) and len(written) > FEW))

    def is_whole(self, block: Lines) -> bool:
        """Return whether a block is to be kept whole, whatever the indents and lengths of its lines."""
        return self.kind(block) is not Kind.PROSE or _find_items(block) == 0

    def find(self, block: Sequence[Line]) -> list[Shape]:
        """Return the shapes of a paragraph in order: usually one, but a list may follow its first words."""
        known = tuple(block)
        kind = self.kind(known)
        if kind is Kind.VERSE:
            rows = tuple(Row(((line.start, line.end),), line.indent) for line in known)
        elif kind is Kind.TABLE:
            rows = tuple(Row(self._cells(line)) for line in known)
        elif kind is Kind.PROSE and (at := _find_items(known)) is not None:
            before = [_make_shape(Kind.PROSE, known[:at])] if at else []
            has_letters = any((sign := _item_sign(line)) and sign.re is LETTER for line in known[at:])
            rows = tuple(_items(known[at:], signed=has_letters))
            return [*before, Shape(Kind.LINES if has_letters else Kind.LIST, known[at].start, known[-1].end, rows)]
        else:
            return [_make_shape(kind, known)]
        return [Shape(kind, known[0].start, known[-1].end, rows)]


def _make_shape(kind: Kind, block: Lines) -> Shape:
    start, end = block[0].start, block[-1].end
    return Shape(kind, start, end, (Row(((start, end),)),))


def _find_items(block: Lines) -> int | None:
    """Return the line where a list of two items or more begins, if the rest of the block is one."""
    signs = [(at, found) for at, line in enumerate(block) if (found := _item_sign(line))]
    outer = [found for at, found in signs if block[at].indent == block[signs[0][0]].indent]
    numbers = [_value(found) for found in outer]
    steps = {after - one for one, after in pairwise(numbers)}
    is_list = len(outer) >= FEW and (steps == {1} or (steps == {0} and not any(numbers)))
    at = signs[0][0] if signs else 0
    # text that breaks off before a number is not followed by a list: “in\n1917. Then …”
    return at if is_list and (not at or block[at - 1].text.endswith((":", ".", ";", ",", "!", "?", "—", "–"))) else None


def _items(block: Lines, *, signed: bool) -> Iterator[Row]:
    """Yield the items of a list, their words with or without signs; a line without a sign continues the item before."""
    levels: list[int] = []
    begun: list[tuple[int, int, str]] = []
    for line in block:
        found = _item_sign(line)
        if found is None:
            continue
        while levels and levels[-1] > line.indent:
            levels.pop()
        if not levels or line.indent > levels[-1]:
            levels.append(line.indent)
        sign = f"{_value(found)}." if _value(found) else "*"
        begun.append((line.start + (0 if signed else found.end()), len(levels) - 1, sign))
    firsts = [line.start for line in block if _item_sign(line)]
    ends = [max(line.end for line in block if line.start < start) for start in firsts[1:]] + [block[-1].end]
    for (start, depth, sign), end in zip(begun, ends, strict=True):
        yield Row(((start, end),), depth, sign)


def cover(found: Sequence[Shape], inside: Sequence[Line]) -> list[Shape]:
    """Extend the rows of shapes to cover all lines of a stretch: a line in no row belongs to the row before it."""
    begun = [row.cells[0][0] for shape in found for row in shape.rows]
    starts = [*begun[1:], inside[-1].end]
    ends = iter([max(line.end for line in inside if line.end <= start) for start in starts])
    covered: list[Shape] = []
    for shape in found:
        rows = [replace(row, cells=(*row.cells[:-1], (row.cells[-1][0], next(ends)))) for row in shape.rows]
        if not covered:
            rows[0] = replace(rows[0], cells=((inside[0].start, rows[0].cells[0][1]), *rows[0].cells[1:]))
        covered.append(replace(shape, start=rows[0].cells[0][0], end=rows[-1].cells[-1][1], rows=tuple(rows)))
    return covered
