"""Finds the list of notes at the end of a witness, if its marks are those of the note calls, one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.scaffold import calls, lines
from edition.scaffold.calls import PLAIN, Calls
from edition.scaffold.cutting import Section, Stretch
from edition.scaffold.words import Words

SIGNS = r"\*{1,3}|†{1,2}|‡{1,2}|§|‖"
MARK = re.compile(
    rf"[\[(]?(?P<mark>[1-9][0-9]{{0,3}}|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{{0,3}}|{SIGNS})(?P<after>[\])]?[.:)]?)\s*(?=\S)"
)
"""The mark before a note of a list."""
TRIED = 5
"""How many paragraphs are tried as the first of a list without a heading."""


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note of the list: where its mark stands, and the stretches of its paragraphs."""

    start: int
    paragraphs: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The sections of a witness without the list, its calls, the heading of the list, and its notes, one a call."""

    sections: tuple[Section, ...]
    calls: Calls
    heading: Stretch | None = None
    notes: tuple[ListedNote, ...] = ()


def _paragraphs(sections: Sequence[Section]) -> list[Stretch]:
    return [stretch for section in sections for stretch in section.paragraphs]


def _marks(text: str, region: Sequence[Stretch]) -> Iterator[tuple[str, int, int]]:
    """Yield what may be the marks of notes: at the beginning of lines, each with its offset and that of its words."""
    for line in lines.read(text):
        inside = any(stretch.start <= line.start < stretch.end for stretch in region)
        found = MARK.match(text, line.start, line.end) if inside else None
        if found and (found["after"] or not found["mark"].isdigit() or found.end() > found.end("after")):
            yield found["mark"].translate(PLAIN), line.start, found.end()


def _divide(text: str, region: Sequence[Stretch], found: Calls) -> tuple[ListedNote, ...]:
    """Return the notes of the list that fills a region, one for each call; none if they are not the same."""
    left = iter(_marks(text, region))
    begun: list[tuple[int, int]] = []
    for call in found.calls:
        start = next(((at, words) for mark, at, words in left if mark == call.mark), None)
        if start is None:
            return ()
        begun.append(start)
    if not begun or begun[0][0] != region[0].start:
        return ()
    ends = [at for at, _ in begun[1:]] + [region[-1].end]
    notes = []
    for (first, words), end in zip(begun, ends, strict=True):
        parts = [Stretch(max(words, p.start), min(end, p.end)) for p in region if p.start < end and p.end > words]
        trimmed = tuple(Stretch(p.start, p.start + len(text[p.start : p.end].rstrip())) for p in parts)
        if not trimmed or any(p.start >= p.end for p in trimmed):
            return ()
        notes.append(ListedNote(first, trimmed))
    return tuple(notes)


def _try(text: str, essay: Sequence[Section], region: Sequence[Stretch], language: str) -> Found | None:
    """Return the notes of a region if the calls of the essay are theirs."""
    first = next(_marks(text, region), None)
    if first is None:
        return None
    paragraphs, mark = _paragraphs(essay), first[0]
    is_number = mark.isdigit()
    found = calls.find(text, paragraphs, language, int(mark)) if is_number else calls.find_signs(text, paragraphs)
    notes = _divide(text, region, found)
    return Found(tuple(essay), found, None, notes) if notes else None


def find(text: str, sections: Sequence[Section], words: Words) -> Found:
    """Return the sections with their calls, and apart from them the list of notes, if there is one with the same marks.

    The list is the last section, if its heading is a word for notes, or else the last paragraphs of the last section.
    """
    last = sections[-1]
    heading = text[last.heading.start : last.heading.end] if last.heading else ""
    if len(sections) > 1 and " ".join(heading.split()).rstrip(".:").casefold() in words.endnotes and last.paragraphs:
        found = _try(text, sections[:-1], last.paragraphs, words.language)
        if found:
            return replace(found, heading=last.heading)
    begins = [at for at, p in enumerate(last.paragraphs) if at and next(_marks(text, (p,)), ("", -1, 0))[1] == p.start]
    for at in begins[:TRIED]:
        before = Section(last.heading, last.paragraphs[:at])
        found = _try(text, (*sections[:-1], before), last.paragraphs[at:], words.language)
        if found:
            return found
    return Found(tuple(sections), calls.find(text, _paragraphs(sections), words.language))
