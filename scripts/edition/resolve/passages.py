"""Passages cited: each work with the loci at which notes cite it, for the index of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.edition import Locus, Passage
from edition.model.inline import Cite, CiteItem
from edition.model.text import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model.bibliography import Work
    from edition.model.edition import PlacedNote


def _holder(edition: str, named: list[str], known: Mapping[str, Work]) -> str:
    """Give the work that a bare locus means: the one named last that stands in the edition, else the edition itself."""
    inside = (key for key in reversed(named) if any(span.edition == edition for span in known[key].spans))
    return next(inside, edition)


def _runs(
    items: tuple[CiteItem, ...], known: Mapping[str, Work], named: list[str]
) -> Iterator[tuple[str, list[CiteItem]]]:
    """Give the works of a cluster, each with its loci; a bare locus belongs to the work before."""
    run: tuple[str, list[CiteItem]] | None = None
    for item in items:
        work = known.get(item.key)
        if work is None:
            continue
        if not work.is_edition:
            if run:
                yield run
            run = (item.key, [item] if item.locator else [])
        else:
            run = run or (_holder(item.key, named, known), [])
            run[1].append(item)
    if run:
        yield run


def find(notes: tuple[PlacedNote, ...], known: Mapping[str, Work]) -> tuple[Passage, ...]:
    """Give every passage cited in the body of a note, in the order of reading.

    A work of a cluster takes the loci that follow it; a cluster of loci alone means the work named before
    that stands in the edition, and the collected edition itself where there is none. A work named without locus counts
    only where the note gives it none at all.
    """
    found: list[Passage] = []
    for placed in notes:
        named: list[str] = []
        for paragraph in placed.note.body:
            for node in walk(paragraph.content):
                if not isinstance(node, Cite):
                    continue
                for key, items in _runs(node.items, known, named):
                    loci = tuple(Locus(item.key, item.locator, item.seen) for item in items)
                    found.append(Passage(key, loci, placed.label))
                    named += [] if known[key].is_edition else [key]
    located = {(passage.work, passage.note) for passage in found if passage.loci}
    return tuple(p for p in dict.fromkeys(found) if p.loci or (p.work, p.note) not in located)
