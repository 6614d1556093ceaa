"""Cuts a witness into sections and paragraphs, which together contain every character except white space."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.scaffold import lines, shapes
from edition.scaffold.headings import FRONT, Finder
from edition.scaffold.lines import Lines


class CutError(Exception):
    """A witness cannot be cut as requested; the message says why."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the witness: the offsets of its first character and after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the stretch of its heading (`None` if the witness has none), and the stretches of its paragraphs."""

    heading: Stretch | None
    paragraphs: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The sections of a witness, and the page numbers and running heads inside their paragraphs."""

    sections: tuple[Section, ...]
    page_numbers: tuple[Stretch, ...]
    running_heads: tuple[Stretch, ...]


def _collapse(text: str) -> str:
    return " ".join(text.split())


def _stretch(unit: Lines) -> Stretch:
    return Stretch(unit[0].start, unit[-1].end)


def _occurrences(known: Lines, heading: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where a heading occurs in the lines from `start` on: its first line, and the one after its last."""
    for first in range(start, len(known)):
        words, end = known[first].text, first + 1
        while len(_collapse(words)) < len(heading) and end < len(known):
            words, end = f"{words} {known[end].text}", end + 1
        if _collapse(words) == heading:
            yield first, end


def _find_headings(known: Lines, headings: Sequence[str]) -> list[tuple[int, int]]:
    """Return the lines of the headings that an editor names, in order.

    In a table of contents the next heading follows at once; such a line is skipped if the heading occurs again.

    Raises:
        CutError: if one of them is not in the witness.
    """
    found: list[tuple[int, int]] = []
    for heading, after in zip(headings, [*headings[1:], ""], strict=True):
        places = list(_occurrences(known, heading, found[-1][1] if found else 0))
        if not places:
            where = f" after “{headings[len(found) - 1]}”" if found else ""
            message = f"no line of the witness is “{heading}”{where}"
            raise CutError(message)
        in_text = (
            p for p in places if not after or p[1] not in {first for first, _ in _occurrences(known, after, p[1])}
        )
        found.append(next(in_text, places[0]))
    return found


def _group_sections(units: Sequence[Lines], headings: set[int], finder: Finder, *, joins: bool) -> tuple[Section, ...]:
    """Group units into sections.

    If it `joins` adjacent headings, it does not after the title of the whole, or if the second has a number.
    """
    sections: list[Section] = []
    heading: Stretch | None = None
    paragraphs: list[Stretch] = []
    for at, unit in enumerate(units):
        stretch = _stretch(unit)
        is_after_title = at == 1 and finder.may_be_title(units[0][0].text)
        if at not in headings:
            paragraphs.append(stretch)
        elif joins and heading and not paragraphs and not is_after_title and finder.may_be_title(unit[0].text):
            heading = Stretch(heading.start, stretch.end)
        else:
            if heading or paragraphs:
                sections.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = stretch, []
    return (*sections, Section(heading, tuple(paragraphs)))


def _divide(text: str, known: Lines, finder: Finder, headings: Sequence[str]) -> tuple[list[Lines], list[Lines]]:
    """Return the headings that are named or open a block, and the blocks without them."""
    names = [line for line in known[1:FRONT] if finder.names_author(line.text)]
    if headings:
        named = _find_headings(known, [_collapse(heading) for heading in headings])
        heads = [known[first:end] for first, end in named]
    else:
        found = {line.start for block in lines.blocks(text, known) for line in finder.apart(block)}
        found |= {known[0].start} if names and names[0] is known[1] else set()
        found -= {line.start for line in names}
        heads = [(line,) for line in known if line.start in found]
    taken = {line.start for unit in heads for line in unit}
    starts = taken | {line.start for line in names}
    begins = {after.start for line, after in pairwise(known) if line.start in starts}
    return heads, lines.blocks(text, tuple(line for line in known if line.start not in taken), begins)


def _add_numbers(units: Sequence[Lines], headings: set[int], numbers: Lines) -> tuple[list[Lines], set[int], set[int]]:
    """Put the numbers and running heads of pages into the paragraphs beside them.

    Return all units, the indexes of headings, and the offsets of the numbers put into a paragraph; a number with
    headings on both sides is not.
    """
    left = {unit[0].start: list(unit) for unit in units}
    heads = {units[at][0].start for at in headings}
    inside: set[int] = set()
    for number in numbers:
        starts = sorted(left)
        at = bisect(starts, number.start)
        home = next((start for start in (*starts[:at][-1:], *starts[at:][:1]) if start not in heads), None)
        if home is not None:
            left[home].append(number)
            inside.add(number.start)
        else:
            left[number.start] = [number]
    whole = [tuple(sorted(unit, key=lambda line: line.start)) for unit in left.values()]
    whole.sort(key=lambda unit: unit[0].start)
    return whole, {at for at, unit in enumerate(whole) if unit[0].start in heads}, inside


def cut(text: str, divisions: Sequence[str], headings: Sequence[str] = (), author: str = "") -> Cut:
    """Cut a witness into sections: at the `headings` that an editor names, or else at those recognised.

    `divisions` are the words for parts of a text (“chapter”); a line with the name of the author is not a heading.

    Raises:
        CutError: if the witness has no words, or a heading that is named is not in it.
    """
    known = lines.read(text)
    if not known:
        message = "the witness has no words"
        raise CutError(message)
    finder = Finder(text, divisions, author)
    running = lines.running_heads(text, known)
    starts = running | lines.page_numbers(text, tuple(line for line in known if line.start not in running))
    numbers = tuple(line for line in known if line.start in starts)
    known = tuple(line for line in known if line.start not in starts)
    heads, blocks = _divide(text, known, finder, headings)
    found_shapes = shapes.Finder(text, known)
    whole_blocks = [block for block in blocks if found_shapes.is_whole(block)]
    others = [block for block in blocks if not found_shapes.is_whole(block)]
    units: list[Lines] = [*heads, *whole_blocks]
    units += lines.paragraphs(others) if others else []
    opening = {unit[0].start for unit in heads}
    apart = opening | {block[0].start for block in whole_blocks}
    units = lines.join_paragraphs(text, sorted(units, key=lambda unit: unit[0].start), apart)
    named = {at for at, unit in enumerate(units) if unit[0].start in opening}
    whole, found, inside = _add_numbers(units, named if headings else finder.find(units), numbers)
    removed = [Stretch(line.start, line.end) for line in numbers if line.start in inside]
    heads_and_feet = tuple(stretch for stretch in removed if stretch.start in running)
    page_numbers = tuple(stretch for stretch in removed if stretch.start not in running)
    return Cut(_group_sections(whole, found, finder, joins=not headings), page_numbers, heads_and_feet)


def title(text: str, sections: Sequence[Section], divisions: Sequence[str], author: str = "") -> str:
    """Return the heading at the beginning of a witness if it may be the title of the whole, or an empty string.

    If it is the author's name, the paragraph or heading after it may be the title.
    """
    heads = (part for section in sections[:2] for part in (section.heading, *section.paragraphs[:1]) if part)
    first, second, *_ = (*(_collapse(text[part.start : part.end]) for part in heads), "", "")
    finder = Finder(text, divisions, author)
    words = second if finder.is_author(first) else first if sections[0].heading else ""
    return words if words and finder.may_be_title(words) else ""
