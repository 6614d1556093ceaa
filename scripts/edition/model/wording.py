"""Quotations of the essay with their sources, and how much of each agrees with the text it was compared with."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from edition.ids import NO_ANCHOR, NO_KEY, NO_LABEL, AnchorName, NoteLabel, WorkKey
from edition.model.document import Wording
from edition.model.inline import CiteItem
from edition.model.records import Lines
from edition.source import Place

QUOTATIONS, COMPARISONS = "citations/quotations.yml", "citations/wording.yml"
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
APART = re.compile(r"[()\[\].…:;]")
"""Signs that part words which differ, although they follow each other."""
CLOSE = 0.75
"""From this share of its words on, a quotation that is not verbatim is a close variant."""


def fold(word: str) -> str:
    """Return a word as words are compared: without regard to capitals, accents and the form of the apostrophe."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return bare.casefold().replace("’", "'")


def digest(raw: bytes) -> str:
    """Return what identifies a text: enough of its SHA-256 to notice a change."""
    return hashlib.sha256(raw).hexdigest()[:16]


AGAIN, TERM, SET_OFF, TITLE, NOT_FOUND = "quoted again", "term", "set off", "title", "source not found"
"""What words in quotation marks are, if they are not quoted from a source that is known: the same words as in another
record; a name, term or slogan in general use; words that the author sets off or keeps a distance from; the title of
a work; words of another whose source was not found. The fixed list `quoted` of the catalogue has the same words."""
KINDS = (AGAIN, TERM, SET_OFF, TITLE, NOT_FOUND)
EXPLAINED = frozenset({AGAIN, TERM, SET_OFF, TITLE})
"""The kinds that need no note to say whose words they are."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: their paragraph, the note that names their source, and the place in it.

    `work` is the work quoted, `loci` where it stands in the edition compared, `language` that of this edition if it is
    not the essay's; then the wording cannot be compared word by word. `items` are the loci as citations. `kind` says
    what the words are if their source is not known or there is none (`KINDS`); `of` is the record of the same words.
    """

    id: str
    place: Place
    at: AnchorName = NO_ANCHOR
    lemma: str = ""
    note: NoteLabel = NO_LABEL
    work: WorkKey = NO_KEY
    loci: Lines = ()
    language: str = ""
    kind: str = ""
    of: str = ""
    items: tuple[CiteItem, ...] = ()

    @property
    def words(self) -> list[re.Match[str]]:
        """Return the words, each with its place in the lemma."""
        return list(WORD.finditer(self.lemma))


@dataclass(frozen=True, slots=True)
class Measure:
    """How a quotation agrees with its source.

    `words` counts the words of the quotation, `differing` has the numbers of those that were not found in the order of
    the source, counted from 0; `omitted` counts the words of the source left out between those found, without a mark;
    `joins` how often words from distant places follow each other without a mark.
    """

    words: int
    differing: tuple[int, ...] = ()
    omitted: int = 0
    joins: int = 0

    @property
    def agreeing(self) -> int:
        """Return how many words agree."""
        return self.words - len(self.differing)

    @property
    def wording(self) -> Wording | None:
        """Return the class of wording that follows from the figures; a translation or paraphrase is for an editor."""
        if not (self.differing or self.omitted or self.joins):
            return Wording.VERBATIM
        return Wording.CLOSE if self.agreeing >= CLOSE * self.words else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as `edition compare` records it: figures, day and address, and what was compared, by checksum."""

    id: str
    place: Place
    quotation: str = ""
    source: str = ""
    url: str = ""
    date: str = ""
    words: str = ""
    differing: str = ""
    omitted: str = ""
    joins: str = ""

    @property
    def measure(self) -> Measure | None:
        """Return the figures; `None` if they cannot be read."""
        figures = [self.words, self.omitted or "0", self.joins or "0", *self.differing.split()]
        if not all(figure.isascii() and figure.isdecimal() for figure in figures):
            return None
        words, omitted, joins, *differing = map(int, figures)
        if not words or any(number >= words for number in differing):
            return None
        return Measure(words, tuple(differing), omitted, joins)


def runs(quotation: Quotation, measure: Measure) -> Iterator[str]:
    """Yield the words of the essay that differ from its source, neighbours together, as the essay has them."""
    words = dict(enumerate(quotation.words))
    run: list[re.Match[str]] = []
    for number in measure.differing:
        if number in words:
            between = quotation.lemma[run[-1].end() : words[number].start()] if run else ""
            if run and (words.get(number - 1) is not run[-1] or APART.search(between)):
                yield quotation.lemma[run[0].start() : run[-1].end()]
                run = []
            run.append(words[number])
    if run:
        yield quotation.lemma[run[0].start() : run[-1].end()]
