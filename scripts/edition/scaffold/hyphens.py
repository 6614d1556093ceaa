"""Finds line ends of a witness that are not spaces: after hyphens, and after dashes set without spaces."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from edition.scaffold.cutting import Stretch
from edition.scaffold.lines import PAGE

HYPHENATED = re.compile(r"(?<=[^\W_])[-‐](?P<gap>\s*\n\s*)(?P<after>[^\W\d_]*)")
"""A hyphen at a line's end, with the letters after it."""
BEFORE = re.compile(r"[^\W\d_]*$")
LONGEST = 60
"""How many letters before a hyphen are examined."""
DASHED = re.compile(r"(?<=\w)[—–](?P<gap>\s*\n\s*)(?=\w)")
WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
UNSPACED = {"—": re.compile(r"[^\W\d_]—[^\W\d_]"), "–": re.compile(r"\w–\w")}
"""Evidence that a text sets dashes without spaces."""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line's end within a word or at a dash.

    `start` and `end` are the offsets of its white space; `spaced` is true if a space belongs there nevertheless.
    `first` and `last` are the offsets of a hyphenated word. If the hyphen only divides it, `word` is the word as the
    witness has it elsewhere; `is_known` is true if the witness shows elsewhere how it is written.
    """

    start: int
    end: int
    spaced: bool = False
    word: str = ""
    first: int = 0
    last: int = 0
    is_known: bool = True


class Finder:
    """Finds the line ends of a witness at which no space, or a recorded one, belongs."""

    def __init__(self, text: str, conjunctions: Collection[str]) -> None:
        """Take the witness, and the words before which a hyphen keeps its space (“pre- and post-war”)."""
        self.text = text
        self.conjunctions = conjunctions
        whole = WORD.finditer(HYPHENATED.sub(" ", text))
        self.words = frozenset(found[0].casefold().replace("‐", "-") for found in whole)
        """Its words, without those divided at a line end."""
        self.unspaced = {dash for dash, pattern in UNSPACED.items() if pattern.search(text)}

    def find(self, stretch: Stretch) -> Iterator[LineEnd]:
        """Yield the line ends within a stretch of the witness."""
        passed = stretch.start
        for found in HYPHENATED.finditer(self.text, stretch.start, stretch.end):
            before = BEFORE.findall(self.text[max(passed, found.start() - LONGEST) : found.start()])[0]
            passed = found.end()
            yield self._classify(found, before)
        for found in DASHED.finditer(self.text, stretch.start, stretch.end):
            is_range = self.text[found.start() - 1].isdigit() and self.text[found.end()].isdigit()
            if is_range or found[0][0] in self.unspaced:
                yield LineEnd(*found.span("gap"))

    def _classify(self, found: re.Match[str], before: str) -> LineEnd:
        after, gap = found["after"], found.span("gap")
        first, last = found.start() - len(before), found.end()
        joined, kept = before + after, f"{before}-{after}"
        is_known = kept.casefold() in self.words
        divides = before and after.islower() and joined.casefold() in self.words and not is_known
        if divides and PAGE not in found["gap"]:  # an emendation contains no page break
            return LineEnd(*gap, word=joined, first=first, last=last)
        spaced = not divides and after.casefold() in self.conjunctions
        return LineEnd(*gap, spaced=spaced, first=first, last=last, is_known=is_known)
