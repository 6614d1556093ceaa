"""Line ends of a witness that are no spaces: after hyphens, and after dashes that stand without spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edition.scaffold.lines import PAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from edition.scaffold.cutting import Stretch

HYPHENATED = re.compile(r"(?<=[^\W_])[-‐](?P<gap>\s*\n\s*)(?P<after>[^\W\d_]*)")
"""A hyphen at a line's end, with the letters after it."""
BEFORE = re.compile(r"[^\W\d_]*$")
LONGEST = 60
"""Letters before a hyphen at which is looked."""
DASHED = re.compile(r"(?<=\w)[—–](?P<gap>\s*\n\s*)(?=\w)")
WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
UNSPACED = {"—": re.compile(r"[^\W\d_]—[^\W\d_]"), "–": re.compile(r"\w–\w")}
"""How a text shows that it sets a dash without spaces."""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line's end within a word or at a dash.

    `start` and `end` are the offsets of its white space; `spaced` says that a space belongs there all the same. If the
    hyphen only divides a word, `word` is the word as the witness has it elsewhere, from `first` to `last`; `is_known`
    says that the witness shows elsewhere how it is written.
    """

    start: int
    end: int
    spaced: bool = False
    word: str = ""
    first: int = 0
    last: int = 0
    is_known: bool = True


def _hyphenated(
    text: str, stretch: Stretch, words: Collection[str], conjunctions: Collection[str]
) -> Iterator[LineEnd]:
    passed = stretch.start
    for found in HYPHENATED.finditer(text, stretch.start, stretch.end):
        before = BEFORE.findall(text[max(passed, found.start() - LONGEST) : found.start()])[0]
        after, gap, passed = found["after"], found.span("gap"), found.end()
        joined, kept = before + after, f"{before}-{after}"
        divides = before and after.islower() and joined.casefold() in words and kept.casefold() not in words
        divides = divides and PAGE not in text[slice(*gap)]  # an emendation contains no page break
        if after.casefold() in conjunctions and not divides:
            yield LineEnd(*gap, spaced=True)
        elif divides:
            yield LineEnd(*gap, word=joined, first=found.start() - len(before), last=found.end())
        else:
            yield LineEnd(*gap, is_known=kept.casefold() in words)


def find(text: str, stretch: Stretch, words: Collection[str], conjunctions: Collection[str]) -> Iterator[LineEnd]:
    """Yield the line ends within a stretch of a witness at which no space, or a recorded one, belongs.

    `words` are those of the witness (`words_of`), `conjunctions` those before which a hyphen has a space (“pre- and”).
    """
    yield from _hyphenated(text, stretch, words, conjunctions)
    for found in DASHED.finditer(text, stretch.start, stretch.end):
        is_range = text[found.start() - 1].isdigit() and text[found.end() : found.end() + 1].isdigit()
        if is_range or UNSPACED[found[0][0]].search(text):
            yield LineEnd(*found.span("gap"))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a witness, without those that a line's end divides."""
    return frozenset(found[0].casefold().replace("‐", "-") for found in WORD.finditer(HYPHENATED.sub(" ", text)))
