"""The scripts that the search loads: an index that fits into 40,000 bytes, gzip, and files of words beside it.

The index has four parts, and `docs/assets/search.js` reads them:

* the units in which each key stands, in the order of the keys: as bits in base64, by binary interpolative coding
  (A. Moffat and L. Stuiver, 2000), the tightest that a few lines can read;
* in how many units each key stands, as a character above `"`;
* the keys in the order of the alphabet: a capital that says how many letters are those of the key before (`A` for
  none), and the others;
* the units in groups of one kind, on one page, with their words in one file: what all share (with `anchor`, what
  their anchors begin with), the rest of their anchors between spaces, their canonical references line by line.

The keys of a reference that is `told` by the words are not listed: who reads the index has them from the reference.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from os.path import commonprefix
from typing import TYPE_CHECKING

from edition.style import citing
from edition.writers.search.folding import keys
from edition.writers.search.units import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edition.model.edition import Anchor, Edition

INDEX, WORDS, PATH = "index", "words-{}", "assets/{}.js"
FULL = 16_000
"""Characters after which a file of words ends: some 6 KB, gzip."""
ORIGIN, CAPITALS = ord('"'), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its kind, its anchor, its words, and the name of the file in which these are."""

    kind: Kind
    anchor: Anchor
    words: str
    file: str

    @property
    def listed(self) -> set[str]:
        """Return the keys that the index lists for it."""
        return keys(self.words) - (keys(self.anchor.reference) if self.kind.told else set())


def _placed(edition: Edition) -> Iterator[Placed]:
    """Yield every unit that stands on a page of the site."""
    number = size = 0
    for kind in KINDS:
        for unit in kind.units(edition):
            anchor = edition.anchors[unit.anchor]
            if anchor.id in edition.absent:
                continue
            yield Placed(kind, anchor, unit.text, WORDS.format(number))
            size += len(unit.text)
            if size > FULL:
                number, size = number + 1, 0


def _standing(units: Sequence[Placed]) -> dict[str, list[int]]:
    """Return each key with the numbers of the units in which it stands, both in order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for key in unit.listed:
            found[key].append(number)
    return dict(sorted(found.items()))


def _number(value: int, limit: int) -> str:
    """Return a number below a limit in as few bits as can be: the lower numbers have one bit less than the others."""
    size = limit.bit_length() - 1
    shorter = (2 << size) - limit
    if value >= shorter:
        return f"{value + shorter:0{size + 1}b}"
    return f"{value:0{size}b}" if size else ""


def _bits(numbers: Sequence[int], low: int, high: int) -> str:
    """Return ascending numbers from `low` to `high`: the one in the middle among those it can be, then both halves."""
    if not numbers:
        return ""
    half = len(numbers) // 2
    middle = numbers[half]
    bits = _number(middle - low - half, high - low - len(numbers) + 2)
    return bits + _bits(numbers[:half], low, middle - 1) + _bits(numbers[half + 1 :], middle + 1, high)


def _packed(bits: str) -> str:
    whole = bits + "0" * (-len(bits) % 8)
    return base64.b64encode(bytes(int(whole[at : at + 8], 2) for at in range(0, len(whole), 8))).decode()


def _shared(words: Sequence[str]) -> str:
    return commonprefix(words)  # noqa: RUF071 - letter by letter is what is meant


def _fronted(ordered: Iterable[str]) -> str:
    """Return words in order, each as the number of letters that are those of the one before, and its other letters."""
    last, signs = "", ""
    for word in ordered:
        same = min(len(_shared((last, word))), len(CAPITALS) - 1)
        signs += CAPITALS[same] + word[same:]
        last = word
    return signs


def _groups(units: Iterable[Placed]) -> Iterator[tuple[Mapping[str, str | int], str, str]]:
    for (kind, page, file), group in groupby(units, key=lambda unit: (unit.kind, citing.page(unit.anchor), unit.file)):
        anchors = [unit.anchor for unit in group]
        start = _shared([anchor.id for anchor in anchors])
        said = {"kind": kind.name, "scope": kind.scope, "page": page, "file": file, "anchor": start}
        flags = {"named": int(kind.named), "told": int(kind.told)}
        rest = " ".join(anchor.id.removeprefix(start) for anchor in anchors)
        yield {**said, **flags}, rest, "\n".join(anchor.reference for anchor in anchors)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def write(edition: Edition) -> Mapping[str, str]:
    """Return the index and the files of words, each by its path below the site."""
    units = tuple(_placed(edition))
    standing = _standing(units)
    bits = "".join(_bits(numbers, 0, len(units) - 1) for numbers in standing.values())
    counts = "".join(chr(ORIGIN + len(numbers)) for numbers in standing.values())
    index = (_packed(bits), counts, _fronted(standing), tuple(_groups(units)))
    made = {INDEX: f"window.editionIndex={_json(index)};\n"}
    for file, group in groupby(units, key=lambda unit: unit.file):
        words = {unit.anchor.id: unit.words for unit in group}
        made[file] = f"Object.assign(window.editionWords??={{}},{_json(words)});\n"
    return {PATH.format(file): script for file, script in made.items()}
