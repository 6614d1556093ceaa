"""Finds the note calls of a witness: raised figures, figures in brackets, or figures that follow a word directly.

Signs (`*`, `†`) are calls only if a list of notes has the same.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.ids import RAISE
from edition.model import locators
from edition.scaffold.cutting import Stretch
from edition.scaffold.lines import PAGE

PLAIN = {raised: plain for plain, raised in RAISE.items()}
RAISED_CALL = re.compile(r"(?<![\s⁰¹²³⁴⁵⁶⁷⁸⁹])[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,3}(?![\w⁻⁺])")
PARENTHESISED = re.compile(r"(?<=\()[1-9][0-9]{0,3}(?=\))")
"""A figure in round brackets, which rather counts parts of a sentence: a call only if there is a list of notes."""
BRACKETED = re.compile(r"(?<=\[)[1-9][0-9]{0,3}(?=\])")
GLUED = re.compile(r"(?<![\s\d])[1-9][0-9]{0,3}(?!\w|[.,:/][0-9]|[%°‰])")
FIGURE = r"(?<![-‐–—])(?<![-‐–—]\s)\s*(?<!\d)(?<!\d[.,:/–-])[1-9][0-9]{0,3}(?![\da-z]|[.,:/–-]\d|[%°‰])"
BARE = (re.compile(rf"(?<=[.,;:!?…”’»“)\]]){FIGURE}"), re.compile(FIGURE))
"""A figure after punctuation, or anywhere but after a hyphen: a call only if its number is missing from the series."""
AFTER_WORD = re.compile(
    r"(?:[^\W\d_]{2}[^\W\d_A-ZÀ-Þ]|[)\]”’\"»“])[.,;:!?…”’\"'»“)\]]{0,3}$|[^\W\d_][.,;:!?…”’\"'»“)\]]{1,3}$"
)
"""What precedes a figure that calls a note: a word of three letters or more, or a word and a mark of punctuation."""
SYMBOL = re.compile(r"(?<!\w)(?:[^\W\d_]|[kcdm]m|[0-9]+)$")
"""A symbol (x, m, km) or a number, after which a raised figure is a power."""
ABBREVIATED = re.compile(r"(?<!\w)[^\W\d_]+\.$")
SIGN_CALL = re.compile(r"(?<=\S)(?:\*{1,3}|†{1,2}|‡{1,2}|§|‖)(?![\w*†‡])")
NEAR = 24
"""How many characters before a figure are examined."""
MISSING = 3
"""In a run of this many consecutive numbers, all but one may be loose."""


@dataclass(frozen=True, slots=True)
class Call:
    """A note call: its stretch of the witness, its number, and its sign if it is not in figures."""

    start: int
    end: int
    number: int
    sign: str = ""

    @property
    def label(self) -> str:
        """Return the label of its note."""
        return f"note-{self.number}" if self.sign else str(self.number)

    @property
    def mark(self) -> str:
        """Return the mark of the call, in plain figures."""
        return self.sign or str(self.number)


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of a witness; whether their figures are raised; the figures that look like calls but were rejected."""

    calls: tuple[Call, ...] = ()
    are_raised: bool = False
    left: tuple[Call, ...] = ()

    @property
    def _numbers(self) -> tuple[Call, ...]:
        return tuple(call for call in self.calls if not call.sign)

    @property
    def missing(self) -> int:
        """Return the number at which the series stops although higher figures follow, or zero."""
        numbers = self._numbers
        if self.calls and not numbers:
            return 0
        number, passed = (numbers[-1].number + 1, numbers[-1].start) if numbers else (1, -1)
        return number if any(call.number > number for call in self.left if call.start > passed) else 0

    @property
    def gaps(self) -> tuple[tuple[Call, Call], ...]:
        """Return the calls between which numbers are missing."""
        return tuple((one, other) for one, other in pairwise(self._numbers) if other.number > one.number + 1)


Form = tuple[re.Pattern[str], "Callable[[str], bool]", tuple[re.Pattern[str], ...]]
"""How calls look, what may precede them, and the looser forms, likelier first, that are calls only among others."""


def _is_glued(before: str, words: frozenset[str]) -> bool:
    """Return whether figures after these characters may call a note; `words` open a locator (“p.”)."""
    abbreviated = ABBREVIATED.search(before)
    return bool(AFTER_WORD.search(before)) and not (abbreviated and abbreviated[0].lower() in words)


def _found(
    text: str, paragraphs: Sequence[Stretch], form: re.Pattern[str], may: Callable[[str], bool]
) -> Iterator[Call]:
    """Yield what looks like a call and does not open a paragraph."""
    for paragraph in paragraphs:
        for found in form.finditer(text, paragraph.start, paragraph.end):
            before = text[max(paragraph.start, found.start() - NEAR) : found.start()]
            if before and PAGE not in found[0] and may(before):
                yield Call(found.start(), found.end(), int(found[0].strip().translate(PLAIN)))


class _Candidates:
    """The candidates of one form, by number."""

    def __init__(self, calls: Iterator[Call]) -> None:
        self.all = tuple(calls)
        self.by_number: Mapping[int, list[Call]] = defaultdict(list)
        for call in self.all:
            self.by_number[call.number].append(call)

    def after(self, start: int, *numbers: int) -> Call | None:
        """Return the first candidate after an offset with the first of these numbers that occurs there."""
        for number in numbers:
            calls = self.by_number.get(number, [])
            at = bisect_right(calls, start, key=lambda call: call.start)
            if at < len(calls):
                return calls[at]
        return None


def _series(sure: _Candidates, loose: Sequence[_Candidates], first: int) -> tuple[Call, ...]:
    """Return the calls that ascend from `first`, and the loose ones that supply a missing number.

    Up to two numbers may be missing if the next two are present.
    """
    calls: list[Call] = []
    while True:
        number, passed = (calls[-1].number + 1, calls[-1].start) if calls else (first, -1)
        call, later = sure.after(passed, number), sure.after(passed, *range(number + 1, number + MISSING))
        if later and (call is None or call.start > later.start):
            others = (candidates.after(passed, number) for candidates in loose)
            call = next((other for other in others if other and other.start < later.start), call)
        if call is None and calls and later and sure.after(later.start, later.number + 1):
            call = later
        if call is None:
            return tuple(calls)
        calls.append(call)


def find_signs(text: str, paragraphs: Sequence[Stretch], known: Container[str] | None = None) -> Calls:
    """Find the signs after words that may call notes: all of them, or those that are `known`."""
    signs = (sign for p in paragraphs for sign in SIGN_CALL.finditer(text, p.start, p.end))
    found = (sign for sign in signs if known is None or sign[0] in known)
    return Calls(tuple(Call(sign.start(), sign.end(), at, sign[0]) for at, sign in enumerate(found, start=1)))


def _choose_series(sure: _Candidates, loose: Sequence[_Candidates], first: int) -> tuple[Call, ...]:
    """Return the series from `first` if that is known; else from 1, or else from the first number found."""
    calls = _series(sure, loose, first or 1)
    if calls or first or not sure.all:
        return calls
    calls = _series(sure, loose, sure.all[0].number)
    return calls if len(calls) >= MISSING and not Calls(calls[:MISSING]).gaps else ()


def find(text: str, paragraphs: Sequence[Stretch], language: str, first: int = 0) -> Calls:
    """Find the note calls in the paragraphs of a witness: those of the form with the longest series.

    The series begins at `first` if a list of notes gives that, or else at 1; that of an excerpt may begin at any number
    if the next two follow.
    """
    words = frozenset(word.lower() for word in locators.known_terms(language))
    forms: tuple[Form, ...] = (
        (RAISED_CALL, lambda before: not SYMBOL.search(before), (RAISED_CALL,)),
        (BRACKETED, lambda before: before != "[", ()),
        (GLUED, lambda before: _is_glued(before, words), BARE),
    )
    if first:
        forms = (*forms, (PARENTHESISED, lambda before: before != "(", ()))
    best = Calls()
    alike: dict[int, Call] = {}
    for form, may, loose in forms:
        if form is PARENTHESISED and best.calls:
            break
        sure = _Candidates(_found(text, paragraphs, form, may))
        calls = _choose_series(sure, [_Candidates(_found(text, paragraphs, other, bool)) for other in loose], first)
        if len(calls) > len(best.calls):
            best = Calls(calls, form is RAISED_CALL)
        alike |= {call.start: call for call in sure.all}
    taken = {call.start for call in best.calls}
    return replace(best, left=tuple(alike[start] for start in sorted(alike.keys() - taken)))
