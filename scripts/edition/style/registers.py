"""Registers and the index of passages, as every format has them: headings, order, and a locus in print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from edition.ids import WorkKey
from edition.model.authority import Kind
from edition.model.edition import Edition, Entry, Locus, Passage
from edition.model.text import reading_text
from edition.style import works
from edition.style.citations import UNSEEN, locus

HEADINGS = {
    Kind.PERSON: "People",
    Kind.ORGANISATION: "Organisations",
    Kind.PLACE: "Places",
    Kind.PERIODICAL: "Periodicals",
    Kind.EVENT: "Events",
    Kind.CONCEPT: "Terms",
    Kind.PHRASE: "Foreign words and phrases",
}
"""The heading for the entries of each kind; works are in the bibliography."""


def _by_author(entry: Entry) -> tuple[str, tuple[tuple[int, ...], ...], str]:
    """Return what works are sorted by: author, year, key; those without an author last."""
    return (
        works.authors_full(entry.work).casefold() or "~",
        (entry.work.written or entry.work.date).order,
        entry.work.key,
    )


def _by_locus(passage: Passage) -> tuple[tuple[int, ...], ...]:
    """Return what passages of one work are sorted by: the figures of their loci, those without a locus first."""
    return tuple(
        tuple(page.number for run in locus.locator.ranges for page in dict.fromkeys((run.first, run.last)))
        for locus in passage.loci
    )


def passages(edition: Edition) -> Iterator[tuple[str, list[tuple[Entry, list[Passage]]]]]:
    """Yield the index of passages cited: each author with the works that notes cite, each work with its passages."""
    cited: dict[str, list[Passage]] = {}
    for passage in sorted(edition.passages, key=_by_locus):
        cited.setdefault(passage.work, []).append(passage)
    entries = sorted((entry for entry in edition.entries if entry.work.key in cited), key=_by_author)
    for author, of_author in groupby(entries, key=lambda entry: works.authors_full(entry.work)):
        yield author or "Without author", [(entry, cited[entry.work.key]) for entry in of_author]


def _locus(known: Mapping[WorkKey, Entry], place: Locus, work: WorkKey) -> str:
    entry = known.get(place.key)
    if entry and entry.work.is_volume:
        printed = entry.work.shorthand + reading_text(tuple(locus(place.locator, entry.work)))
    else:
        printed = str(place.locator) if place.key == work else f"{place.key}, {place.locator}"
    return printed + ("" if place.seen else UNSEEN)


def loci(known: Mapping[WorkKey, Entry], passage: Passage) -> str:
    """Return the loci of a passage: siglum and pages, or the locator alone where it is the work's own."""
    return "; ".join(_locus(known, place, passage.work) for place in passage.loci if place.locator) or "the work"
