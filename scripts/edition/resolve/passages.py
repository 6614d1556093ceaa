"""Passages cited: each work with the loci at which notes cite it, for the index of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.bibliography import Span
from edition.model.edition import Locus, Passage
from edition.model.inline import Cite, CiteItem
from edition.model.text import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model.bibliography import Work
    from edition.model.edition import PlacedNote


def _holder(item: CiteItem, named: list[tuple[str, tuple[Span, ...]]]) -> str:
    """Return the work that a bare locus means: the one named last whose pages hold it, else the edition itself."""
    near = reversed(named)
    return next(
        (key for key, spans in near if any(s.edition == item.key and s.holds(item.locator) for s in spans)), item.key
    )


def _runs(
    items: tuple[CiteItem, ...], known: Mapping[str, Work], named: list[tuple[str, tuple[Span, ...]]]
) -> Iterator[tuple[str, list[CiteItem]]]:
    """Yield the works of a cluster, each with its loci; a bare locus belongs to the work before."""
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
            run = run or (_holder(item, named), [])
            run[1].append(item)
    if run:
        yield run


def find(notes: tuple[PlacedNote, ...], known: Mapping[str, Work]) -> tuple[Passage, ...]:
    """Return every passage cited in the body of a note, in the order of reading.

    A work of a cluster takes the loci that follow it. A cluster of loci alone means the work named before that stands
    on these pages of the edition, by its entry or by what the note has cited of it; where there is none, it means the
    collected edition itself. A work named without locus counts only where the note gives it none at all.
    """
    found: list[Passage] = []
    for placed in notes:
        named: list[tuple[str, tuple[Span, ...]]] = []
        for paragraph in placed.note.body:
            for node in walk(paragraph.content):
                if not isinstance(node, Cite):
                    continue
                for key, items in _runs(node.items, known, named):
                    loci = tuple(Locus(item.key, item.locator, item.seen) for item in items)
                    found.append(Passage(key, loci, placed.label))
                    cited = tuple(Span(item.key, item.locator) for item in items)
                    named += [] if known[key].is_edition else [(key, (*known[key].spans, *cited))]
    located = {(passage.work, passage.note) for passage in found if passage.loci}
    return tuple(p for p in dict.fromkeys(found) if p.loci or (p.work, p.note) not in located)
