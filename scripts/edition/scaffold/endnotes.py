"""Finds the list of notes at the end of a witness, if its marks are those of the note calls, in the same order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.scaffold import calls, lines
from edition.scaffold.calls import PLAIN, Calls
from edition.scaffold.cutting import Section, Stretch
from edition.scaffold.words import Words

SIGNS = r"\*{1,3}|†{1,2}|‡{1,2}|§|‖"
MARK = re.compile(
    rf"[\[(]?(?P<mark>[1-9][0-9]{{0,3}}|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{{0,3}}|{SIGNS})(?P<after>[\])]?[.:)]?)\s*(?=\S)"
)
"""The mark before a note in a list."""
PARAGRAPH = re.compile(r"\S(?:(?!\n[^\S\n]*\n).)*(?<=\S)", re.DOTALL)
"""Text between blank lines."""
TRIED = 5
"""How many paragraphs are tried as the beginning of a list without a heading."""


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note in the list: the offset of its mark, and the stretches of its paragraphs."""

    start: int
    paragraphs: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The sections of a witness without the list, its calls, the list's heading, and its notes, one for each call."""

    sections: tuple[Section, ...]
    calls: Calls
    heading: Stretch | None = None
    notes: tuple[ListedNote, ...] = ()
    left: Stretch | None = None
    """The title of a list that stays among the paragraphs because its marks are not those of the calls."""


def _paragraphs(sections: Sequence[Section]) -> list[Stretch]:
    return [stretch for section in sections for stretch in section.paragraphs]


def _marks(text: str, region: Sequence[Stretch]) -> Iterator[tuple[str, int, int]]:
    """Yield what may be marks of notes at the beginning of lines, each with its offset and that of its words."""
    for line in lines.read(text):
        inside = any(stretch.start <= line.start < stretch.end for stretch in region)
        found = MARK.match(text, line.start, line.end) if inside else None
        if found and (found["after"] or not found["mark"].isdigit() or found.end() > found.end("after")):
            yield found["mark"].translate(PLAIN), line.start, found.end()


def _divide(text: str, region: Sequence[Stretch], found: Calls) -> tuple[ListedNote, ...]:
    """Return the notes of the list that fills a region, one for each call; none if marks and calls differ."""
    left = iter(_marks(text, region))
    begun: list[tuple[int, int]] = []
    for call in found.calls:
        start = next(((at, words) for mark, at, words in left if mark == call.mark), None)
        if start is None:
            return ()
        begun.append(start)
    more = str(found.calls[-1].number + 1) if found.calls and not found.calls[-1].sign else ""
    others = {more, found.calls[0].mark} if found.calls else set()  # one note more, or the list of another page
    if not begun or begun[0][0] != region[0].start or any(mark in others for mark, _, _ in left):
        return ()
    ends = [at for at, _ in begun[1:]] + [region[-1].end]
    notes = []
    for (first, words), end in zip(begun, ends, strict=True):
        parts = tuple(Stretch(words + part.start(), words + part.end()) for part in PARAGRAPH.finditer(text[words:end]))
        if not parts:
            return ()
        notes.append(ListedNote(first, parts))
    return tuple(notes)


def _find_mixed_calls(text: str, paragraphs: Sequence[Stretch], marks: Sequence[str], language: str) -> Calls:
    """Return the calls of a list with both numbers and signs; none if the text has only one of the two."""
    first = next((int(mark) for mark in marks if mark.isdigit()), 0)
    numbers = calls.find(text, paragraphs, language, first)
    signs = calls.find_signs(text, paragraphs, set(marks))
    if not (first and numbers.calls and signs.calls):
        return Calls()
    both = sorted((*numbers.calls, *signs.calls), key=lambda call: call.start)
    return replace(numbers, calls=tuple(both))


def _try(text: str, essay: Sequence[Section], region: Sequence[Stretch], language: str) -> Found | None:
    """Return the notes of a region if they match the calls of the essay."""
    first = next(_marks(text, region), None)
    if first is None:
        return None
    paragraphs, mark = _paragraphs(essay), first[0]
    both = _find_mixed_calls(text, paragraphs, [mark for mark, _, _ in _marks(text, region)], language)
    if both.calls:  # numbers alone would take the other notes for words of theirs
        notes = _divide(text, region, both)
        return Found(tuple(essay), both, None, notes) if notes else None
    is_number = mark.isdigit()
    found = calls.find(text, paragraphs, language, int(mark)) if is_number else calls.find_signs(text, paragraphs)
    if not found.calls:
        return None
    if is_number and any(call.number == int(mark) - 1 and call.start < found.calls[0].start for call in found.left):
        return None
    if not is_number:
        found = replace(found, left=calls.find(text, paragraphs, language).calls)
    notes = _divide(text, region, found)
    return Found(tuple(essay), found, None, notes) if notes else None


def _is_title(text: str, stretch: Stretch, words: Words) -> bool:
    """Return whether a stretch is the title of a list of notes."""
    return " ".join(text[stretch.start : stretch.end].split()).rstrip(".:").casefold() in words.endnotes


def _with_titles_apart(text: str, section: Section, words: Words) -> Section:
    """Return a section in which the title of a list of notes is a paragraph even if the list follows directly."""
    found: list[Stretch] = []
    for stretch in section.paragraphs:
        first, *rest = (line for line in lines.read(text) if stretch.start <= line.start < stretch.end)
        title = Stretch(first.start, first.end)
        is_apart = bool(rest) and _is_title(text, title, words)
        found += [title, Stretch(rest[0].start, stretch.end)] if is_apart else [stretch]
    return Section(section.heading, tuple(found))


def _opens(text: str, stretch: Stretch) -> bool:
    """Return whether a paragraph begins with what may be the mark of a note."""
    return any(at == stretch.start for _, at, _ in _marks(text, (stretch,)))


def _follows(one: str, other: str) -> bool:
    """Return whether the number of one mark directly precedes that of another."""
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def find(text: str, sections: Sequence[Section], words: Words) -> Found:
    """Return the sections with their calls, and separately the list of notes, if there is one with the same marks.

    The list is the last section if its heading is a word for notes, or else the last paragraphs of the last section.
    """
    sections = (*sections[:-1], _with_titles_apart(text, sections[-1], words))
    last = sections[-1]
    if last.heading and _is_title(text, last.heading, words) and last.paragraphs:
        found = _try(text, sections[:-1], last.paragraphs, words.language)
        if found:
            return replace(found, heading=last.heading)
    opening = [next((mark for mark, at, _ in _marks(text, (p,)) if at == p.start), "") for p in last.paragraphs]
    begins = [at for at, mark in enumerate(opening) if at and mark and not _follows(opening[at - 1], mark)]
    for at in begins[:TRIED]:
        above = last.paragraphs[at - 1]
        head = above if at > 1 and _is_title(text, above, words) else None
        before = Section(last.heading, last.paragraphs[: at - 1 if head else at])
        found = _try(text, (*sections[:-1], before), last.paragraphs[at:], words.language)
        if found:
            return replace(found, heading=head)
    titles = (
        title for title, after in pairwise(last.paragraphs) if _is_title(text, title, words) and _opens(text, after)
    )
    found_calls = calls.find(text, _paragraphs(sections), words.language)
    return Found(tuple(sections), found_calls, left=next(titles, None))
