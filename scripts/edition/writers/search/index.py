"""The scripts that the search loads: how words are folded, an index, and files of keys and of words beside it.

`tools.js` of the theme reads them. A file of keys has

* keys in order, between spaces;
* for each key the numbers of the units in which it stands, each less the one before it (the first less -1): between
  spaces, and between commas from key to key.

The index has

* the first key of each file of keys, between spaces, so that a search loads only the files of its own words;
* the units in groups of one kind, on one page, with their words in one file: what all share (with `anchor`, what
  their anchors begin with), the rest of their anchors between spaces, their canonical references line by line;
* the certainties of notes, and a digit for each unit, which says which of them it has, or a dash.

The keys of the references of an `implied` kind are not listed: `tools.js` derives them from the references.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from os.path import commonprefix

from edition import scripts, theme
from edition.model.anchors import Anchor
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.style import citing
from edition.words import Words
from edition.writers.search.folding import FOLDING, keys
from edition.writers.search.units import KINDS, Kind

RULES, INDEX, KEYS, WORDS, PATH = "folding", "index", "keys-{}", "words-{}", f"{theme.ASSETS}/{{}}.js"
FULL = 16_000
"""Characters after which a file of words ends: some 6 KB, gzip."""
FULL_OF_KEYS = 24_000
"""Characters after which a file of keys ends: some 9 KB, gzip."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its kind, its anchor, its words, the name of the file in which these are, and its certainty."""

    kind: Kind
    anchor: Anchor
    words: str
    file: str
    certainty: Certainty | None = None

    @property
    def listed_keys(self) -> set[str]:
        """Return the keys that the index lists for it."""
        return set(keys(self.words)) - set(keys(self.anchor.reference) if self.kind.implied else ())


def _place_units(edition: Edition) -> Iterator[Placed]:
    """Yield every unit that is on a page of the site."""
    number = size = 0
    for kind in KINDS:
        for unit in kind.units(edition):
            anchor = edition.anchors[unit.anchor]
            if anchor.id in edition.absent:
                continue
            yield Placed(kind, anchor, unit.text, WORDS.format(number), unit.certainty)
            size += len(unit.text)
            if size > FULL:
                number, size = number + 1, 0


def _index_keys(units: Sequence[Placed]) -> dict[str, list[int]]:
    """Return each key with the numbers of the units that contain it, both in order: of keys, that of JavaScript."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for key in unit.listed_keys:
            found[key].append(number)
    return dict(sorted(found.items(), key=lambda item: item[0].encode("utf-16-be")))


def _gaps(numbers: Sequence[int]) -> str:
    return " ".join(str(number - before) for before, number in pairwise((-1, *numbers)))


def files_of_keys(standing: Mapping[str, Sequence[int]]) -> list[dict[str, str]]:
    """Return the gaps of each key, in files; there is always one."""
    files: list[dict[str, str]] = [{}]
    size = 0
    for key, numbers in standing.items():
        if size > FULL_OF_KEYS:
            files.append({})
            size = 0
        files[-1][key] = _gaps(numbers)
        size += len(key) + len(files[-1][key])
    return files


def _groups(units: Iterable[Placed], words: Words) -> Iterator[tuple[Mapping[str, str | int], str, str]]:
    for (kind, page, file), group in groupby(units, key=lambda unit: (unit.kind, citing.page(unit.anchor), unit.file)):
        anchors = [unit.anchor for unit in group]
        start = commonprefix([anchor.id for anchor in anchors])  # noqa: RUF071 - letter by letter is what is meant
        common = {"kind": words(kind.name), "scope": kind.scope, "page": page, "file": file, "anchor": start}
        flags = {"named": int(kind.named), "implied": int(kind.implied)}
        rest = " ".join(anchor.id.removeprefix(start) for anchor in anchors)
        yield {**common, **flags}, rest, "\n".join(anchor.reference for anchor in anchors)


def _digits(units: Iterable[Placed]) -> str:
    """Return the digit of each unit's certainty, up to the last unit that has one."""
    known = [*Certainty]
    return "".join(str(known.index(unit.certainty)) if unit.certainty else "-" for unit in units).rstrip("-")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def scripts_of(units: Iterable[Placed], language: str) -> dict[str, str | list[str]]:
    """Return what finds words in other scripts than Latin and those of a language, for JavaScript (flag `u`).

    `foreign` has a group for each of these scripts, `tags` its language tag at the group's number: `und-Cyrl`.
    """
    letters = {letter for unit in units for text in (unit.words, unit.anchor.reference) for letter in text}
    known = scripts.of_language(language) | {scripts.LATIN} | scripts.NEUTRAL
    others = sorted({scripts.of(letter) for letter in letters} - known)
    runs = (rf"\p{{sc={script}}}[\p{{sc={script}}}\p{{sc=Zinh}}]*" for script in others)
    # what can match nowhere stands for none: an empty pattern would cut between all letters
    pattern = "|".join(rf"({run}(?:[\s-]+{run})*)" for run in runs) or "(?!)"
    return {"foreign": pattern, "tags": ["", *(f"und-{script}" for script in others)]}


def write(edition: Edition) -> Mapping[str, str]:
    """Return the index and the files of keys and of words, each by its path below the site."""
    units = tuple(_place_units(edition))
    keys = files_of_keys(_index_keys(units))
    firsts = " ".join(next(iter(file), "") for file in keys)
    index = (firsts, tuple(_groups(units, edition.words)), [*Certainty], _digits(units))
    rules = {**FOLDING, **scripts_of(units, edition.config.language)}
    made = {RULES: f"window.editionFolding={_json(rules)};\n", INDEX: f"window.editionIndex={_json(index)};\n"}
    for number, gaps in enumerate(keys):
        both = (" ".join(gaps), ",".join(gaps.values()))
        made[KEYS.format(number)] = f"(window.editionKeys??=[])[{number}]={_json(both)};\n"
    for file, group in groupby(units, key=lambda unit: unit.file):
        words = {unit.anchor.id: unit.words for unit in group}
        made[file] = f"Object.assign(window.editionWords??={{}},{_json(words)});\n"
    return {PATH.format(file): script for file, script in made.items()}
