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


def _runs(items: tuple[CiteItem, ...], known: Mapping[str, Work], last: str) -> Iterator[tuple[str, list[CiteItem]]]:
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
            run = run or (last or item.key, [])
            run[1].append(item)
    if run:
        yield run


def find(notes: tuple[PlacedNote, ...], known: Mapping[str, Work]) -> tuple[Passage, ...]:
    """Give every passage cited in the body of a note, in the order of reading.

    A work of a cluster takes the loci that follow it; a cluster of loci alone continues the work that the note
    named last, and stands for the collected edition where it named none.
    """
    found: list[Passage] = []
    for placed in notes:
        last = ""
        for paragraph in placed.note.body:
            for node in walk(paragraph.content):
                if not isinstance(node, Cite):
                    continue
                for key, items in _runs(node.items, known, last):
                    loci = tuple(Locus(item.key, item.locator, item.seen) for item in items)
                    found.append(Passage(key, loci, placed.label))
                    last = key if not known[key].is_edition else last
    return tuple(dict.fromkeys(found))
