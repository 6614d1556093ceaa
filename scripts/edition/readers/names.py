"""Reads the names of `.bib` files: in BibTeX's three forms, in biblatex's extended form, bodies in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

from edition.model.bibliography import Name
from edition.readers.tex import decode

SPACE = re.compile(r"\\[ ,;:\n\t]|(?<!\\)~")
"""Spaces of TeX, which part the words of a name as others do."""
TILDE = "\ue002"
"""Replaces the tilde of the accent `\\~` while a name is split: bibtexparser would read it as a space."""
EXTENDED = re.compile(r"\s*\"?(?P<part>[A-Za-z]+(?:-i)?)\s*=\s*(?P<value>[^\"]*?)\"?\s*")
PARTS = ("family", "given", "prefix", "suffix")
"""The parts of a name in biblatex's extended form (biblatex manual, § 3.4)."""
IGNORED = frozenset({"family-i", "given-i", "prefix-i", "suffix-i", "useprefix", "hash", "id"})
"""What the extended form says beside the parts of the name."""
SUFFIX = re.compile(
    r"(?:jr|sr|jun|sen|esq|[ivx]+|\d(?:st|nd|rd|th)|fils|p[èe]re|junior|senior|d\. ?[jäÄJ]|младший|старший|мл|ст|ifj|id"
    r"|(?:(?:the|der|die|den|le|il)\s|l[’'])\w+)\.?",
    re.IGNORECASE,
)
"""Suffixes allowed between the two commas of a name."""
SUFFIX_LAST = re.compile(r"(?:[JjSs]r|[IVX]{2,}|[Jj]unior|[Ss]enior|fils|p[èe]re|младший|старший)\.?")
"""Words read as a suffix anywhere in a name."""
LAST = re.compile(rf"{SUFFIX_LAST.pattern}|[^\W\da-z_]\.?")
"""Words that cannot be a family name after others."""
PARTICLES = re.compile(
    r"(?:v[ao]n|vom|vande|zum?|zur|de[rnmls]?|di[e]?|das?|dell[aeo]|de[gl]li|dei|d[aou]|dal|do[s]|l[aeo]s?|l|el|a[lnrsft]"
    r"|till|te[nr]?|op|ibn|bint?|ben|ab[uū]|umm|bar|ha|ap|und|e)"
)
"""Particles allowed, in small letters, before a family name."""
BEFORE = re.compile(r"(?i)the|el|l[ae]s?|los|ibn|abu|al|v[ao]n|de|st|saint|san|pope|king|queen|lord|lady|sir|mrs?")
"""Words that are nobody's given name."""
BODY = re.compile(
    r"(?i)\b(?:party|partei|parti|партия|committee|komitee|комитет|institut\w*|институт|universit\w+|университет|society"
    r"|gesellschaft|общество|union|союз|nations|council|league|association|minist(?:ry|erium|ère)|министерство"
    r"|acad[eé]m\w+|akademie|академия|library|biblioth\w+|библиотека|museum|commission|комиссия|department|company"
    r"|foundation|stiftung|federation|congress|kongress|съезд|international\w*|verlag|press|inc|ltd|llc|gmbh|co)\b"
)
"""Words by which a body is known."""
BETWEEN = re.compile(r"[;&=]|\band\s|\bet\.? al\b|^others\b")
"""Signs and words that do not belong in a name, but between names or after the last one."""
OTHERS = re.compile(r"\{?(?:others|et\.? al\.?)\}?", re.IGNORECASE)
BRACED = "write names as `Family, Given and Family, Given`; put an organisation with such a word in its own braces."
WRITTEN = (
    "write names as `Family, Given and Family, Given`, and with a suffix `Family, Jr., Given` or `family=…, suffix=…`."
)
WHOLE = "if it is not a person, put it in braces: `{%s}`; write the name of a person as `Family, Given`."


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


def _split_at_commas(name: str) -> list[str]:
    """Return the parts of a name between commas that no braces and no quotation marks hold."""
    return [part for part in re.findall(r"(?:\"[^\"]*\"|\{(?:[^{}]|\{[^{}]*\})*\}|[^,])+", name) if part.strip()]


def _split_extended(name: str) -> dict[str, str] | None:
    """Return the parts of a name in biblatex's extended form, or `None` where it is of another."""
    found = [EXTENDED.fullmatch(part) for part in _split_at_commas(name)]
    if not all(found) or not found:
        return None
    return {match["part"].lower(): match["value"] for match in found if match}


def _is_divided(name: Name) -> bool:
    """Return whether brackets or quotation marks begin in one part of a name and end in another."""
    parts = (name.family, name.given, name.suffix, name.particle)
    return any(
        part.count("[") != part.count("]") or part.count("(") != part.count(")") or part.count("“") != part.count("”")
        for part in parts
    )


def _find_mistakes(name: Name, written: str) -> Iterator[tuple[str, str]]:
    """Yield parts of a name that BibTeX probably reads differently from what was meant, with a fix for each."""
    *words, last = name.family.split() or [""]
    inverted = "," in written
    if _is_divided(name):
        yield f"“{written}” would be divided inside brackets or quotation marks", WHOLE % written
    if BODY.search(name.given if inverted else written) and name.given:
        yield f"“{written}” would be read as a person with the family name “{name.surname}”", WHOLE % written
    if SUFFIX_LAST.fullmatch(name.given):
        yield f"“{name.given}”, after the comma of “{written}”, is a suffix", WRITTEN
    if name.given and (words or not inverted) and LAST.fullmatch(last):
        yield (
            f"“{last}” would be read as the family name in “{written}”",
            f"{WRITTEN} Put the name of a ruler in braces: `{{{written}}}`.",
        )
    if name.family.endswith("."):
        yield f"the family name “{name.family}” ends with a full stop", WRITTEN
    if not inverted and BEFORE.fullmatch(name.given.strip(".")):
        yield f"“{name.given}” would be read as the given name in “{written}”", WHOLE % written
    for word in name.particle.split():
        if not PARTICLES.fullmatch(word.strip("’")):
            yield f"“{word}” would be read as a particle (like “von”) in “{written}”", WHOLE % written


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
            body = Name(self.text(written), corporate=True)
            if not body.family:
                self.faults.append(("braces hold no name", WRITTEN))
            return body
        if (parts := _split_extended(written)) is not None:
            unknown = [part for part in parts if part not in PARTS and part not in IGNORED]
            if unknown or "family" not in parts:
                fault = f"has the part “{unknown[0]}”" if unknown else "has no family name"
                self.faults.append(
                    (f"the name “{written}” {fault}", "its parts are `family=…, given=…, prefix=…, suffix=…`.")
                )
            family, given, particle, suffix = (self.text(parts.get(part, "")) for part in PARTS)
            return Name(family, given, suffix=suffix, particle=particle)
        return self._read_classic(SPACE.sub(" ", written).replace("\\~", f"\\{TILDE}"))

    def _read_classic(self, written: str) -> Name | None:
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
            self.faults.append((f"the name “{written}” contains “{found[0].strip()}”", BRACED))
        elif name.suffix and not SUFFIX.fullmatch(name.suffix):
            fix = "separate names by “and”; " + WRITTEN
            self.faults.append((f"“{name.suffix}”, between the commas of “{written}”, is not a suffix", fix))
        elif name.family and (fault := next(_find_mistakes(name, written.replace(TILDE, "~")), None)):
            self.faults.append(fault)
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
