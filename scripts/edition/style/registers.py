"""Registers and the index of passages, as every format has them: headings, order, and a locus in print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import assert_never

from edition.config import EditionConfig
from edition.ids import WorkKey
from edition.model.authority import Kind
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import Entry
from edition.model.references import Locus, Passage
from edition.model.text import reading_text
from edition.style import collation, people
from edition.style.citations import UNSEEN, locus
from edition.words import Words


@dataclass(frozen=True, slots=True)
class TeiRegister:
    """A register in TEI P5: the elements of the list (and its type), of an entry, and of a name in text and entry."""

    list: str
    type: str
    entry: str
    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """How the entries of one kind are listed: their page of the site, and their elements in TEI."""

    page: KnownPage
    tei: TeiRegister


def _register(kind: Kind) -> Register | None:  # noqa: PLR0911 - one branch for every kind
    """Return how a kind is listed; `None` for works, which are in the bibliography.

    This is all that a new kind needs: without its branch, the module does not type-check.
    """
    match kind:
        case Kind.PERSON:
            return Register(KnownPage.PEOPLE, TeiRegister("listPerson", "", "person", "persName"))
        case Kind.ORGANISATION:
            return Register(KnownPage.ORGANISATIONS, TeiRegister("listOrg", "", "org", "orgName"))
        case Kind.PLACE:
            return Register(KnownPage.ORGANISATIONS, TeiRegister("listPlace", "", "place", "placeName"))
        case Kind.PERIODICAL:
            tei = TeiRegister("listBibl", "periodicals", "bibl", "title")
            return Register(KnownPage.ORGANISATIONS, tei)
        case Kind.EVENT:
            tei = TeiRegister("listEvent", "named", "event", "name", "label")
            return Register(KnownPage.ORGANISATIONS, tei)
        case Kind.CONCEPT:
            return Register(KnownPage.GLOSSARY, TeiRegister("list", "terms", "item", "term"))
        case Kind.PHRASE:
            tei = TeiRegister("list", "phrases", "item", "term")
            return Register(KnownPage.GLOSSARY, tei)
        case Kind.WORK:
            return None
        case _:
            assert_never(kind)


REGISTERS = {kind: register for kind in Kind if (register := _register(kind))}
"""The registers, in the order in which every format has them."""
PAGES = {register.page: [k for k, r in REGISTERS.items() if r.page is register.page] for register in REGISTERS.values()}
"""The pages of the registers, with the kinds of entry on each."""


def heading(kind: Kind, words: Words) -> str:
    """Return the heading of a register."""
    return words(f"register.{kind.value}")


def _by_author(entry: Entry, config: EditionConfig) -> tuple[bool, collation.Key, tuple[tuple[int, ...], ...], str]:
    """Return what works are sorted by: author, year, key; those without an author last."""
    author, date = people.full(entry.work, config.words), entry.work.written or entry.work.date
    return not author, collation.key(author, config.editors_language), date.order, entry.work.key


def _by_locus(passage: Passage) -> tuple[tuple[tuple[int, str, int, str], ...], ...]:
    """Return what passages of one work are sorted by: the pages of their loci, those without a locus first."""
    return tuple(
        tuple(page.order for run in locus.locator.ranges for page in dict.fromkeys((run.first, run.last)))
        for locus in passage.loci
    )


def passages(edition: Edition) -> Iterator[tuple[str, list[tuple[Entry, list[tuple[Passage, str]]]]]]:
    """Yield the index of passages cited: by author and work, the passages of the work, each with its loci in print.

    Loci are printed as siglum and pages, or the locator alone where it is the work's own.
    """
    words = edition.config.words
    known = {entry.work.key: entry for entry in edition.entries}
    cited: dict[str, list[tuple[Passage, str]]] = {}
    for passage in sorted(edition.passages, key=_by_locus):
        loci = "; ".join(_locus(known, place, passage.work) for place in passage.loci if place.locator)
        cited.setdefault(passage.work, []).append((passage, loci or words("passages.whole_work")))
    by_author = partial(_by_author, config=edition.config)
    entries = sorted((entry for entry in edition.entries if entry.work.key in cited), key=by_author)
    for author, of_author in groupby(entries, key=lambda entry: people.full(entry.work, words)):
        yield author or words("passages.without_author"), [(entry, cited[entry.work.key]) for entry in of_author]


def _locus(known: Mapping[WorkKey, Entry], place: Locus, work: WorkKey) -> str:
    entry = known.get(place.key)
    if entry and entry.work.is_volume:
        printed = entry.work.shorthand + reading_text(tuple(locus(place.locator, entry.work)))
    else:
        printed = str(place.locator) if place.key == work else f"{place.key}, {place.locator}"
    return printed + ("" if place.seen else UNSEEN)
