"""White space: where the essay differs from its witness in nothing but white space, by class.

The proof of the text removes all white space; this finds what was removed or put in where it may carry meaning.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from edition.ids import AnchorName
from edition.model import proof
from edition.model.draft import Draft
from edition.model.proof import Proof, Stretch, compact
from edition.model.spacing import SpaceChange, SpaceKind
from edition.source import Place

NEAR = 14
"""Characters shown on either side."""
RUN, SPACE = re.compile(r"\S+"), re.compile(r"\s")
HYPHENS = "-\u2010"


class _Text:
    """A text whose characters are counted without white space; its runs are what is between white space."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.compact = compact(text)
        self.runs = [found.span() for found in RUN.finditer(text)]
        self.starts = [0, *accumulate(end - start for start, end in self.runs)]
        """How many characters precede each run, then how many there are."""
        between = (text[end:start] for (_, end), (start, _) in pairwise(self.runs))
        self.gaps = dict(zip(self.starts[1:], between, strict=False))
        """The white space before each character that follows some."""

    def index(self, offset: int) -> int:
        """Return the index of a character in the text."""
        run = bisect_right(self.starts, offset) - 1
        return self.runs[run][0] + offset - self.starts[run]

    def around(self, offset: int, line_end: str) -> str:
        """Return the white space before a character and what is near it, on one line."""
        start, end = self.index(offset - 1) + 1, self.index(offset)
        near = self.text[max(0, start - NEAR) : end + NEAR].replace("\n", line_end)
        return SPACE.sub(" ", near)

    def word(self, offset: int) -> tuple[int, int]:
        """Return the first and the last character of the word that contains a character."""
        run = bisect_right(self.starts, offset) - 1
        return self.starts[run], self.starts[run + 1] - 1

    def words(self, first: int, last: int) -> str:
        """Return the words from one character to another."""
        return " ".join(self.text[self.index(first) : self.index(last) + 1].split())


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of our text as the witness has it; `index` characters precede it, `start` white space not counted."""

    index: int
    start: int
    own: Stretch

    @property
    def is_call(self) -> bool:
        """Return whether it is a note call, or the mark before a note."""
        return self.own.is_call

    def place_of(self, index: int) -> Place:
        """Return the place of a character of our text, by its index in the whole text."""
        exact = self.own.place.length == len(self.own.text)
        return self.own.place.moved(index - self.index) if exact else self.own.place


def _stretches(proof: Proof) -> Iterator[_Stretch]:
    index = start = 0
    for stretch in proof.stretches:
        yield _Stretch(index, start, stretch)
        index += len(stretch.text)
        start += len(compact(stretch.text))


Beside = Literal["hyphen", "call", "after call", "call and word", ""]
"""Where white space is: after a hyphen in a word, before or after a note call, or between a call and a word."""


def _find_neighbour(essay: _Text, offset: int, before: _Stretch, here: _Stretch) -> Beside:
    hyphen = essay.compact[max(0, offset - 2) : offset]
    if hyphen[-1:] in HYPHENS and hyphen[:-1].isalnum() and offset - 1 not in essay.gaps:
        return "hyphen"
    if here.is_call and here is not before:
        return "call"
    if before.is_call and here is not before:
        return "call and word" if essay.compact[offset].isalnum() else "after call"
    return ""


def _classify(ours: str, theirs: str, beside: Beside) -> SpaceKind | None:
    """Return the class of a change.

    A space put before a note call, or taken away between one and a word, is not of the classes of calls: no editor
    means it. Nor is a word left parted at the hyphen of a line's end.
    """
    if beside == "hyphen" and "\n" in theirs and "\n" not in ours:
        return SpaceKind.PARTED if ours else SpaceKind.HYPHEN
    if ours and theirs:
        if "\n" in ours:
            return None
        return SpaceKind.LINE_END if "\n" in theirs else SpaceKind.RUN if len(theirs) > 1 else None
    if beside == "call" and theirs:
        return SpaceKind.BEFORE_CALL
    if beside == "after call" or (beside == "call and word" and ours):
        return SpaceKind.AFTER_CALL
    return SpaceKind.PARTED if ours else SpaceKind.JOINED


def find(draft: Draft) -> tuple[SpaceChange, ...]:
    """Return every place where white space was changed inside a paragraph, in the order of reading.

    Nothing is returned where the texts differ in more than white space: that is for the rule text-altered to report.
    """
    proofs = proof.find(draft)
    if any(compact(compared.text) != compact(compared.witness) for compared in proofs):
        return ()
    return tuple(change for compared in proofs for change in _changes(compared))


def _changes(compared: Proof) -> Iterator[SpaceChange]:
    essay, witness = _Text(compared.text), _Text(compared.witness)
    filled = [stretch for stretch in _stretches(compared) if stretch.own.text.strip()]
    starts = [stretch.start for stretch in filled]
    for offset in sorted({*essay.gaps, *witness.gaps}):
        ours, theirs = essay.gaps.get(offset, ""), witness.gaps.get(offset, "")
        if ours == theirs == " ":
            continue
        before, here = (filled[bisect_right(starts, at) - 1] for at in (offset - 1, offset))
        kind = _classify(ours, theirs, _find_neighbour(essay, offset, before, here))
        if kind:
            first, last = essay.word(offset - 1)[0], essay.word(offset)[1]
            yield SpaceChange(
                kind,
                AnchorName(here.own.anchor),
                witness.around(offset, "⏎"),
                essay.around(offset, "¶"),
                (witness.words(first, last), essay.words(first, last)),
                here.place_of(essay.index(offset)),
            )
