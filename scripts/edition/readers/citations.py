"""Reads the parts of a citation cluster: keys, prefixes, locators and remarks.

The syntax is pandoc's (User's Guide, “Citation syntax”), the bracketed form; the last word of an item, `seen` or its
counterpart in the language of the notes, says that the editors read the page.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from edition import words
from edition.diagnostics import Fault, find_nearest
from edition.ids import NO_KEY, WorkKey
from edition.model import locators
from edition.model.inline import Cite, CiteItem, Inlines, Text
from edition.model.locators import ENTRY, PAGE, Locator, Part
from edition.readers import pages
from edition.source import Place

KEY = re.compile(r"(?<![\w.\\@])@(?P<key>[A-Za-z0-9_][\w:.#$%&+?<>~/-]*[\w]|[A-Za-z0-9_])")
KEY_INSIDE = re.compile(r"(?<![\w.\\])@\w[\w:-]*")
SUPPRESSED = re.compile(r"(?:^|(?<=\s))-$")
DASHED = re.compile(r"(?:^|(?<=\s))(?:[–—−]\s*|-\s+)$")
"""The hyphen before a key that suppresses the author (`[-@key]`), and dashes mistaken for it."""
PIECE = re.compile(r"(?:“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»|‘[^’]*’|\([^()]*\)|[^,])+")
"""The text between two commas, not counting those in quotation marks or brackets."""
SEEN = "seen"
FLAGS = frozenset({"unseen", "checked", "unchecked", "verified", "unverified", "read", "unread", "compared"})
"""Words that look like a mistaken `seen`."""
ALMOST_SEEN = re.compile(r"\W*(?:not |un)?seen\b|.*\bseen\W*", re.IGNORECASE)
LIKE_A_TERM = re.compile(
    rf"(?P<word>[^\W\d_]{{1,9}})(?P<stop>\.?)\s*(?P<figures>\d.*|(?=[ivxlcIVXLC])(?i:{pages.NUMERAL.pattern})\b.*)"
)
"""Words that look like a locator with an unrecognised term."""
IN_FULL = {
    PAGE: "page pages pag pg pgs seite seiten",
    "book": "book books",
    "part": "part parts",
    "chapter": "chapter chapters kapitel",
    "number": "number numbers nummer",
    "volume": "volume volumes band",
    "note": "note notes anmerkung",
    "column": "column columns spalte",
    "paragraph": "paragraph paragraphs",
    "folio": "folio folios blatt",
    "line": "line lines zeile",
    "verse": "verse verses",
    "article": "article articles artikel",
    "figure": "figure figures abbildung",
}
"""Terms in full or in other abbreviations, by unit."""
CONTINUES = re.compile(r"(?:and|und|et|&)\s+(?=\S*\d|[ivxlc]+\b)", re.IGNORECASE)
PARTED = re.compile(f"({pages.PARTED.pattern})")
TAIL = re.compile(r"\s+(?:et\s+)?passim$")
HYPHEN = re.compile(r"(?<=[^\W_])(?:-|—|‐|‑|−)(?=[^\W_])")
AFTER_A_COMMA = "write a comma after the key: `[@key, p. 57, the whole text]`."
FIRST = "write the locator before the remark: `[@key, p. 57, the whole text]`."


@dataclass(frozen=True)
class Cluster:
    """The context of a cluster: the language, and functions that return places and inlines for offsets."""

    language: str
    at: Callable[[int, int], Place]
    words: Callable[[int, int], Inlines]


def read(raw: str, start: int, place: Place, cluster: Cluster) -> Cite:
    """Read a bracketed cluster, `raw` with its brackets, which begins at the offset `start` and has the place `place`.

    An item without a key keeps its text as the prefix.
    """
    items, offset = [], 1
    for part in raw[1:-1].split(";"):
        items.append(_Item(part, start + offset, cluster).read())
        offset += len(part) + 1
    return Cite(tuple(items), place)


class _Item:
    """One part of a cluster, between semicolons."""

    def __init__(self, raw: str, start: int, cluster: Cluster) -> None:
        self.raw = raw
        self.start = start
        self.cluster = cluster
        self.known: Mapping[str, tuple[str, str, str]] = locators.known_terms(cluster.language)
        self.seen = words.bare(words.of(cluster.language)("note.seen"))
        self.faults: list[Fault] = []
        self.key = ""

    def _at(self, start: int, end: int) -> Place:
        return self.cluster.at(self.start + start, max(1, end - start))

    def _words(self, start: int, end: int) -> Inlines:
        start += len(self.raw[start:end]) - len(self.raw[start:end].lstrip())
        end -= len(self.raw[start:end]) - len(self.raw[start:end].rstrip())
        return self.cluster.words(self.start + start, self.start + end) if start < end else ()

    def _report(self, start: int, end: int, message: str, fix: str) -> None:
        self.faults.append(Fault(self._at(start, end), message, fix))

    def read(self) -> CiteItem:
        found = KEY.search(self.raw)
        if found is None:
            place = self._at(0, len(self.raw))
            return CiteItem(NO_KEY, place, (Text(self.raw.strip(), place),) if self.raw.strip() else ())
        self.key = found["key"]
        before = self.raw[: found.start()]
        alone = SUPPRESSED.search(before)
        prefix = self._words(0, alone.start() if alone else found.start())
        if other := KEY_INSIDE.search(self.raw, found.end()):
            message = f"“{other[0]}” is in the same part as “{self.key}”"
            self._report(*other.span(), message, "separate two works by a semicolon: `[@one; @two, p. 3]`.")
        if almost := DASHED.search(before):
            message = f"“{almost[0].strip()}” before “{self.key}” would be printed as typed"
            fix = f"write `[-@{self.key}]` to omit the author, or remove the dash."
            self._report(almost.start(), found.end(), message, fix)
        locator, remark, seen = self._read_tail(found.end())
        place = self._at(*found.span())
        return CiteItem(WorkKey(self.key), place, prefix, locator, remark, seen, bool(alone), tuple(self.faults))

    def _read_tail(self, at: int) -> tuple[Locator, Inlines, bool]:
        """Read what follows the key: locators first, then a remark, then `seen`."""
        tail = self.raw[at:]
        if tail.strip() and not tail.lstrip().startswith(","):
            words = tail.partition(",")[0].strip()
            self._report(at, at + len(tail.rstrip()), f"“{words}” follows “{self.key}” without a comma", AFTER_A_COMMA)
        pieces = [found for found in PIECE.finditer(self.raw, at) if found[0].strip()]
        seen = bool(pieces) and pieces[-1][0].strip() in {SEEN, self.seen}
        if seen:
            pieces.pop()
        parts: list[Part] = []
        while pieces and (part := self._take_part(pieces)):
            parts.append(part)
        for piece in pieces:
            self._check_remark(piece)
        remark = self._words(pieces[0].start(), pieces[-1].end()) if pieces else ()
        return Locator(tuple(parts)), remark, seen

    def _take_part(self, pieces: list[re.Match[str]]) -> Part | None:
        """Remove one part of a locator from the head of `pieces` and return it; `None` if it is a remark."""
        words = " ".join(pieces[0][0].split())
        term = self._find_term(words)
        if term is None and not self._is_bare(words):
            return None
        first = last = pieces.pop(0)
        while term and self.known[term][0] != ENTRY and pieces and self._continues(pieces[0][0]):
            last = pieces.pop(0)
        start, end = first.start(), last.end()
        typed = " ".join(self.raw[start:end].split())
        part = self._parse(typed, term)
        if fault := self._find_fault(typed, term, part):
            lead = len(self.raw[start:end]) - len(self.raw[start:end].lstrip())
            self._report(start + lead, end, *fault)
        return part

    def _find_term(self, words: str) -> str | None:
        """Return the longest known term that begins a locator, or `None`."""
        opening = (
            t for t in self.known if words.startswith(t) and not (t[-1].isalpha() and words[len(t) :][:1].isalpha())
        )
        return max(opening, key=len, default=None)

    def _is_bare(self, words: str) -> bool:
        """Return whether words are a locator without a known term."""
        if pages.page_range(words) or words[:1].isdigit():
            return True
        found = LIKE_A_TERM.match(words)
        return bool(found and (found["stop"] or found["word"].lower() in self._corrections()))

    def _corrections(self) -> Mapping[str, str]:
        """Return the right term for mistyped ones: without a full stop, in capitals, or in full."""
        words = {word: unit for unit, all_ in IN_FULL.items() for word in all_.split()}
        short = {word: next(t for t, (of, *_) in self.known.items() if of == unit) for word, unit in words.items()}
        return short | {t.rstrip(".").lower(): t for t in reversed(tuple(self.known)) if t[0].isalpha()}

    def _continues(self, piece: str) -> bool:
        """Return whether what follows a comma is more of the locator before it: “pp. 114, 116, and 118”."""
        words = CONTINUES.sub("", " ".join(piece.split()))
        return words[:1].isdigit() or pages.page_range(words) is not None

    def _parse(self, typed: str, term: str | None) -> Part:
        unit, figures = (self.known[term][0], typed[len(term) :].strip()) if term else (PAGE, typed)
        places = TAIL.sub("", figures)
        printed = tuple(pages.DASH.sub("–", piece) for piece in PARTED.split(places))
        runs = [pages.page_range(piece) for piece in printed[::2]]
        ranges = tuple(run for run in runs if run)
        if unit == ENTRY or len(ranges) < len(runs):
            return Part(unit if term else "", term or "", words=figures.replace("--", "–"))
        return Part(unit, term or "", ranges, printed, figures[len(places) :])

    def _find_fault(self, typed: str, term: str | None, part: Part) -> tuple[str, str] | None:
        """Return the message and fix for one part of a locator as typed, if it is wrong."""
        if comma := re.search(rf"(?<=\w)\s+({SEEN}|{self.seen})$", typed):
            return f"“{typed}” lacks the comma before “{comma[1]}”", f"write `{typed[: comma.start()]}, {comma[1]}`."
        if term is None:
            return self._explain_unknown(typed)
        unit, one, several = self.known[term]
        right = replace(part, term=self._inflect(term, part))
        if not part.figures:
            fault = f"is not a locator: nothing follows “{term}”"
            what = f"entry, for instance `{term} “Kettle”`" if unit == ENTRY else f"number, for instance `{one} 57`"
            fix = f"write the {what}."
        elif not part.ranges and unit != ENTRY:
            fault = f"is not a locator: “{part.words}” is not a number or a range of numbers"
            fix = f"write `{one} 57` or `{several} 57–58`, or do not begin a remark with “{term}”."
        elif part.ranges and HYPHEN.search(typed.replace("--", "–")):
            fault, fix = "has a hyphen instead of a dash", f"write `{right}`."
        elif right != part:
            fault = f"has “{term}” for {'several places' if right.term == several else 'one place'}"
            fix = f"write `{right}`."
        else:
            return None
        return f"“{typed}” {fault}", fix

    def _inflect(self, term: str, part: Part) -> str:
        """Return the singular or plural term, as the part requires."""
        _, one, several = self.known[term]
        if not part.ranges or part.tail or any(place.following for place in part.ranges):
            return term
        single = len(part.ranges) == 1 and part.ranges[0].first == part.ranges[0].last
        return one if single else several

    def _explain_unknown(self, typed: str) -> tuple[str, str]:
        message = f"“{typed}” is not a recognised locator; it would be printed but not indexed"
        bare = pages.page_range(typed) is not None
        found = None if bare else LIKE_A_TERM.fullmatch(typed)
        term = self._corrections().get(found["word"].lower()) if found else next(iter(self.known))
        part = self._parse(f"{term} {found['figures'] if found else typed}", term) if term else None
        if term and part and part.ranges:
            return message, f"write `{replace(part, term=self._inflect(term, part))}`."
        terms = ", ".join(f"`{pairs[0][0]}`" for pairs in locators.ENGLISH.values())
        return message, f"begin with one of {terms}, or reword the remark."

    def _check_remark(self, piece: re.Match[str]) -> None:
        """Report a remark that was probably meant as a locator or as `seen`."""
        typed = " ".join(piece[0].split())
        start = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        if typed in {SEEN, self.seen}:
            fix = f"write `, {typed}` once, at the end."
            self._report(start, piece.end(), f"“{typed}” is only allowed once, at the end", fix)
        elif ALMOST_SEEN.fullmatch(typed) or typed.lower().strip(".?! ") in FLAGS or self._is_like_seen(typed):
            message = f"“{typed}”, after “{self.key}”, would be printed as typed"
            fix = f"did you mean “{self.seen}”? Otherwise remove it: an unseen page needs no mark."
            self._report(start, piece.end(), message, fix)
        elif (self._find_term(typed) and re.search("[0-9]", typed)) or (
            (found := LIKE_A_TERM.match(typed)) and found["stop"]
        ):
            self._report(start, piece.end(), f"“{typed}” is a locator after a remark", FIRST)

    def _is_like_seen(self, typed: str) -> bool:
        return bool(find_nearest(typed.lower().strip("."), [SEEN, self.seen], 0.75))
