"""Reads the names of `.bib` files: in BibTeX's three forms, in biblatex's extended form, bodies in braces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from edition.model.bibliography import Name
from edition.readers.tex import decode

SPACE = re.compile(r"\\[ ,;:\n\t]|(?<!\\)~")
"""Spaces of TeX, which part the words of a name as others do."""
TILDE = "\ue002"
"""What stands for the tilde of the accent `\\~` while a name is parted: bibtexparser takes it for a space."""
EXTENDED = re.compile(r"\s*\"?(?P<part>[a-z]+(?:-i)?)\s*=\s*(?P<said>[^\"]*?)\"?\s*")
PARTS = ("family", "given", "prefix", "suffix")
"""The parts of a name in biblatex's extended form (biblatex manual, § 3.4)."""
IGNORED = frozenset({"family-i", "given-i", "prefix-i", "suffix-i", "useprefix", "hash", "id"})
"""What the extended form says beside the parts of the name."""
SUFFIX = re.compile(
    r"(?:jr|sr|jun|sen|esq|[ivx]+|\d(?:st|nd|rd|th)|fils|p[èe]re|junior|senior|d\. ?[jäÄJ]|младший|старший"
    r"|(?:the|der|die|den|le|l[’'])\s?\w+)\.?",
    re.IGNORECASE,
)
"""What may stand between the two commas of a name."""
BETWEEN = re.compile(r";|&|\band\s|\bet\.? al\b|^others\b")
"""What stands in no name, but between two of them or after the last."""
OTHERS = re.compile(r"\{?(?:others|et\.? al\.?)\}?", re.IGNORECASE)
BRACED = "names are `Family, Given and Family, Given`; a body whose name holds such a word stands in braces of its own."
WRITTEN = "names are `Family, Given and Family, Given`, with a suffix `Family, Jr., Given`."


@dataclass(frozen=True, slots=True)
class Names:
    """The people of one field: whether others are left out (`and others`), and what could not be read, with its fix."""

    names: tuple[Name, ...] = ()
    others: bool = False
    unread: tuple[str, ...] = ()
    """Commands of TeX that could not be read."""
    faults: tuple[tuple[str, str], ...] = ()


def _is_whole_group(text: str) -> bool:
    """Return whether one pair of braces holds all of a text."""
    depth = 0
    for at, char in enumerate(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth:
            return char == "}" and at == len(text) - 1
    return False


def _commas(name: str) -> list[str]:
    """Return the parts of a name between commas that no braces and no quotation marks hold."""
    return [part for part in re.findall(r"(?:\"[^\"]*\"|\{(?:[^{}]|\{[^{}]*\})*\}|[^,])+", name) if part.strip()]


def _extended(name: str) -> dict[str, str] | None:
    """Return the parts of a name in biblatex's extended form, or `None` where it is of another."""
    found = [EXTENDED.fullmatch(part) for part in _commas(name)]
    if not all(found) or not found:
        return None
    return {match["part"]: match["said"] for match in found if match}


class _Reader:
    def __init__(self) -> None:
        self.unread: list[str] = []
        self.faults: list[tuple[str, str]] = []

    def text(self, written: str) -> str:
        decoded = decode(written.replace(TILDE, "~"))
        self.unread += decoded.unread
        return decoded.text

    def name(self, written: str) -> Name | None:
        """Read one name."""
        if _is_whole_group(written):
            return Name(self.text(written), corporate=True)
        if (parts := _extended(written)) is not None:
            unknown = [part for part in parts if part not in PARTS and part not in IGNORED]
            if unknown or "family" not in parts:
                said = f"has the part “{unknown[0]}”" if unknown else "has no family name"
                self.faults.append(
                    (f"the name “{written}” {said}", "its parts are `family=…, given=…, prefix=…, suffix=…`.")
                )
            family, given, particle, suffix = (self.text(parts.get(part, "")) for part in PARTS)
            return Name(family, given, suffix=suffix, particle=particle)
        return self._classic(SPACE.sub(" ", written).replace("\\~", f"\\{TILDE}"))

    def _classic(self, written: str) -> Name | None:
        try:
            parts = parse_single_name_into_parts(written)
        except InvalidNameError as error:
            self.faults.append((f"the name “{written}” cannot be read: {error.reason}", WRITTEN))
            return None
        each = (parts.last, parts.first, parts.jr, parts.von)
        family, given, suffix, particle = (self.text(" ".join(part)) for part in each)
        if particle and not particle[0].islower():  # `Ortega y Gasset`: a word of the family name is small
            family, particle = f"{particle} {family}", ""
        name = Name(family, given, suffix=suffix, particle=particle)
        if not name.family:
            self.faults.append((f"a name is missing beside “and”, or “{written}” has no family name", WRITTEN))
        if found := BETWEEN.search(f"{name.natural} "):
            self.faults.append((f"a name holds “{found[0].strip()}”: {written}", BRACED))
        elif name.suffix and not SUFFIX.fullmatch(name.suffix):
            fix = "part names by “and”; " + WRITTEN
            self.faults.append((f"“{name.suffix}”, between the commas of “{written}”, is not a suffix", fix))
        return name


def read(written: str) -> Names:
    """Read the names of a field, parted by “and”; `and others` at the end leaves people out."""
    each = split_multiple_persons_names(" ".join(written.split()))
    others = bool(each) and OTHERS.fullmatch(each[-1]) is not None
    reader = _Reader()
    names = [reader.name(name) for name in (each[:-1] if others else each)]
    known = tuple(name for name in names if name is not None)
    if others and not known:
        reader.faults.append(("“others” are named, but nobody beside them", WRITTEN))
    return Names(known, others, tuple(dict.fromkeys(reader.unread)), tuple(reader.faults))
