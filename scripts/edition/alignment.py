"""Finds the words of a quotation in its source: in the same order, and if need be in distant places."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

CANDIDATES, PAIRS = 12, 40_000
"""So many places of a source, those with most words in common, are compared word by word; for a short piece, as many
more as have so many pairs of words together."""
RUN = 4
"""So many words must follow each other for a run that agrees with a distant place to count as taken from there."""
COST = 10
"""So many words of the source passed over weigh as much as one word found."""
STRAY = 2
"""A single word at either end that is further from the rest than this was not taken from there."""
TOO_COMMON = 4000
"""Words that stand in a source more often than this are not asked where a quotation may be from."""
Pair = tuple[int, int]
"""The number of a word in a piece of the quotation, and its number in the source."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a piece that were found close together, pairs that rise in both numbers; and what they are worth.

    `worth` weighs the words found against those of the source that lie between them.
    """

    pairs: tuple[Pair, ...] = ()
    worth: int = 0

    @property
    def omitted(self) -> int:
        """Return how many words of the source are left out: more than the quotation has in their place."""
        return sum(map(_count_omitted, self.pairs, self.pairs[1:]))


def _count_omitted(one: Pair, other: Pair) -> int:
    """Return how many words of the source are left out between two words found one after the other."""
    return max(0, other[1] - one[1] - (other[0] - one[0]))


def _is_far(one: Pair, other: Pair) -> bool:
    """Return whether two words found one after the other are far apart, in the source or in the quotation."""
    return _count_omitted(one, other) > STRAY or other[0] - one[0] > RUN


def _without_strays(pairs: list[Pair]) -> list[Pair]:
    """Return pairs without single words at either end that are far from the rest."""
    while len(pairs) > 1 and _is_far(pairs[0], pairs[1]):
        pairs = pairs[1:]
    while len(pairs) > 1 and _is_far(pairs[-2], pairs[-1]):
        pairs = pairs[:-1]
    return pairs


def index(source: Sequence[str]) -> Mapping[str, list[int]]:
    """Return the places of every word."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(source):
        places[word].append(at)
    return places


def _align_piece(piece: Sequence[str], source: Sequence[str], start: int) -> Found:
    """Return the local alignment of a piece and a stretch of a source (Smith and Waterman 1981).

    A word found counts `COST`, a word of the source passed over costs 1, a word of the piece that differs nothing.
    """
    rows = [[0] * (len(source) + 1)]
    for word in piece:
        above, row = rows[-1], [0]
        for at, other in enumerate(source):
            passed = max(above[at + 1], row[at] - 1)
            row.append(max(passed, above[at] + COST) if word == other else passed)
        rows.append(row)
    worth, i, j = max((row[at], i, at) for i, row in enumerate(rows) for at in range(len(row)))
    pairs = []
    while rows[i][j]:
        if rows[i][j] == rows[i - 1][j]:
            i -= 1
        elif piece[i - 1] == source[j - 1] and rows[i][j] == rows[i - 1][j - 1] + COST:
            i, j = i - 1, j - 1
            pairs.append((i, start + j))
        else:
            j -= 1
    return Found(tuple(_without_strays(pairs[::-1])), worth)


def find(piece: Sequence[str], source: Sequence[str], places: Mapping[str, list[int]]) -> Found:
    """Return the words of a piece where the source has most of them close together, in the same order.

    `places` is the `index` of the source.
    """
    reach = len(piece) + RUN
    votes: Counter[int] = Counter()
    for at, word in enumerate(piece):
        known = places.get(word, ())
        for place in known if len(known) <= TOO_COMMON else ():
            votes.update({(place - at) // reach, (place - at) // reach + 1})
    best = Found()
    most = max(CANDIDATES, PAIRS // (3 * reach * max(1, len(piece))))
    for bucket, _ in sorted(votes.most_common(most), key=lambda vote: (-vote[1], vote[0])):
        start = max(0, (bucket - 1) * reach - RUN)
        found = _align_piece(piece, source[start : start + 3 * reach], start)
        if found.worth > best.worth:
            best = found
    return best


def _missing_runs(length: int, found: Found) -> list[range]:
    """Return the runs of words of a piece, long enough to be looked for elsewhere, that were not found."""
    bounds = [-1, *(number for number, _ in found.pairs), length]
    gaps = [range(one + 1, other) for one, other in pairwise(bounds)]
    return [gap for gap in gaps if len(gap) >= RUN]


def align(pieces: Sequence[Sequence[str]], source: Sequence[str]) -> tuple[list[int], int, int]:
    """Compare the pieces of a quotation, which dots part, with a source, all as words to be compared.

    Returns the numbers of the words that were not found, counted through all pieces; how many words of the source are
    left out between those found; and how often words of distant places follow each other. What dots mark is neither
    left out nor joined.
    """
    places = index(source)
    differing: list[int] = []
    omitted = joins = first = 0
    for piece in pieces:
        found = find(piece, source, places)
        known = {number for number, _ in found.pairs}
        omitted += found.omitted
        for run in _missing_runs(len(piece), found):
            elsewhere = find([piece[number] for number in run], source, places)
            if len(elsewhere.pairs) >= RUN and not elsewhere.omitted:
                known |= {run[number] for number, _ in elsewhere.pairs}
                joins += 1
        differing += [first + number for number in range(len(piece)) if number not in known]
        first += len(piece)
    return differing, omitted, joins
