"""A plain scan of every unit of the edition: what the search must find, in its order, without any index."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from edition.model.edition import Edition
from edition.writers.search.folding import keys
from edition.writers.search.units import KINDS

TERM = re.compile(r"""["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»\s]+)""")
Fit = Callable[[str], bool]


@dataclass(frozen=True)
class Scanned:
    """A unit: its scope, its anchor, the keys of its words in order, and those of its name where it has one."""

    scope: str
    anchor: str
    words: tuple[str, ...]
    name: tuple[str, ...]


def units(edition: Edition) -> tuple[Scanned, ...]:
    """Return every unit of the edition."""
    return tuple(
        Scanned(
            kind.scope,
            unit.anchor,
            keys(unit.text),
            keys(edition.anchors[unit.anchor].reference) if kind.named else (),
        )
        for kind in KINDS
        for unit in kind.units(edition)
    )


@cache
def distance(one: str, other: str) -> int:
    """Return the least number of letters to be put in, left out, changed, or to change places with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        rows.append([i])
        for j, b in enumerate(other, 1):
            ways = [rows[-2][j] + 1, rows[-1][j - 1] + 1, rows[-2][j - 1] + (a != b)]
            if i > 1 and j > 1 and (one[i - 2], a) == (b, other[j - 2]):
                ways.append(rows[-3][j - 2] + 1)
            rows[-1].append(min(ways))
    return rows[-1][-1]


def standing(words: Sequence[str], term: Sequence[Fit]) -> int:
    """Count the places where the words of a term follow each other."""
    starts = range(len(words) - len(term) + 1)
    return sum(all(fit(words[at + i]) for i, fit in enumerate(term)) for at in starts)


def _fit(key: str, known: set[str], *, whole: bool) -> Fit:
    """Return what a typed word matches: itself, the words it begins, or the nearest words if it occurs nowhere."""
    fit: Fit = key.__eq__ if whole else lambda word: word.startswith(key)
    if len(key) < 4 or any(map(fit, known)):
        return fit
    for edits in (1,) if len(key) < 8 else (1, 2):
        if near := {word for word in known if distance(key, word) == edits}:
            return near.__contains__
    return fit


def scan(all_units: Sequence[Scanned], query: str, scope: str = "all") -> list[str]:
    """Return the anchors of what a query finds, in order."""
    within = [unit for unit in all_units if scope == "all" or unit.scope.startswith(scope)]
    known = {word for unit in within for word in unit.words}
    typed = [(keys(quoted or word), bool(word)) for quoted, word in TERM.findall(query)]
    quoted: list[list[Fit]] = [[key.__eq__ for key in term] for term, free in typed if term and not free]
    loose = [term for term, free in typed if term and free]
    free = []
    for place, term in enumerate(loose):
        least = 3 if place < len(loose) - 1 else 1
        ends = [False] * (len(term) - 1) + [len(term[-1]) > least]
        free.append([_fit(key, known, whole=not is_open) for key, is_open in zip(term, ends, strict=True)])
    terms: list[list[Fit]] = [*quoted, *free]
    phrase = [fit for term in free for fit in term] if len(free) > 1 and not quoted else None

    def count(unit: Scanned) -> int:
        if not all(standing(unit.words, term) for term in quoted):
            return 0
        return sum(1 for term in terms if standing(unit.words, term))

    def score(unit: Scanned) -> int:
        together = standing(unit.words, phrase) if phrase else 0
        whole = all(term[-1] in unit.words for term in loose)
        named = bool(unit.name) and all(standing(unit.name, term) for term in terms)
        return together * 9 + whole * 5 + named * 20

    counts = {unit: count(unit) for unit in within}
    most = max(counts.values(), default=0)
    found = [unit for unit in within if most and counts[unit] == most]
    return [unit.anchor for unit in sorted(found, key=score, reverse=True)]
