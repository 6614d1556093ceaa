"""Clusters of citations in print: a work, then its parallel loci side by side (“PSS 31: 151; LCW 24: 57”)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model import locators
from edition.model.inline import Cite, CiteItem, Inline, Inlines, Text, WorkRef
from edition.style import works

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edition.model.bibliography import Work

UNSEEN = "°"
"""Stands after a locus whose page the editors have not read."""
LEGEND = f"{UNSEEN} the editors have not seen this page."


def _locus(item: CiteItem, work: Work) -> str:
    if not item.locator:
        return ""
    unit, figures = locators.parted(item.locator)
    return f": {figures}" if work.is_edition and unit == locators.PAGE else f", {item.locator.replace('--', '–')}"


def _item(item: CiteItem, work: Work | None) -> tuple[Inline, ...]:
    prefix = (Text(f"{item.prefix} "),) if item.prefix else ()
    suffix = f", {item.suffix}" if item.suffix else ""
    if work is None:
        return (*prefix, Text(f"@{item.key}{suffix}"))
    content = works.short(work)
    tail = _locus(item, work) + suffix
    seen = item.seen if item.locator or item.seen else None
    return (*prefix, WorkRef(item.key, (*content, *((Text(tail),) if tail else ())), seen))


def cluster(cite: Cite, known: Mapping[str, Work]) -> Inlines:
    """Return the printed form of a cluster: a comma between a work and its first locus, semicolons elsewhere."""
    nodes: list[Inline] = []
    previous: Work | None = None
    for at, item in enumerate(cite.items):
        work = known.get(item.key)
        if at:
            is_locus = work is not None and work.is_edition and previous is not None and not previous.is_edition
            nodes.append(Text(", " if is_locus else "; "))
        nodes += _item(item, work)
        previous = work
    return tuple(nodes)
