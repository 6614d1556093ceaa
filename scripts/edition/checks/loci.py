"""Rules of loci: inside the work, once in each edition, seen or counted."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.bibliography import page_range
from edition.model.inline import Cite, CiteItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.bibliography import Work
    from edition.model.document import Note
    from edition.model.draft import Draft
    from edition.model.edition import Edition

RANGE = re.compile(r"(?<![\w–])(?P<first>\d+)[–-](?P<last>\d+)(?![\w–])")


def _clusters(draft: Draft) -> Iterator[tuple[Note, Cite]]:
    for note in walking.notes(draft):
        for node in walking.within(note):
            if isinstance(node, Cite):
                yield note, node


def _with_works(cite: Cite, known: dict[str, Work]) -> Iterator[tuple[Work, CiteItem]]:
    """Yield every locus of a cluster in a collected edition, with the work that it belongs to."""
    work: Work | None = None
    for item in cite.items:
        entry = known.get(item.key)
        if entry and not entry.is_edition:
            work = entry
        elif entry and work:
            yield work, item


@rule("locus-outside-work")
def locus_outside_work(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find loci that lie outside the work.

    What: a page cited for a work in a collected edition must lie within the pages that `inedition` gives it there.
    Why: the page or the span is wrong, and a reader would look in vain.
    Fix: compare both with the volume; correct the locator in the note, or `inedition` in the entry.
    """
    known = walking.works_by_key(draft)
    for note, cite in _clusters(draft):
        for work, item in _with_works(cite, known):
            span = next((s for s in work.spans if s.edition == item.key), None)
            if span and not span.holds(item.locator):
                (page, _), (first, last) = page_range(item.locator), page_range(span.pages)
                where = f"“{work.key}” stands there on {first}–{last}"
                message = f"note {note.label} cites {known[item.key].shorthand}: {page}, but {where}"
                yield Fault(item.place, message)


def _backwards(written: str) -> str:
    """Return the first range of a text that ends before it begins, with a dash; the empty string where none does."""
    ranges = (f for f in RANGE.finditer(written.replace("--", "–")) if int(f["last"]) < int(f["first"]))
    return next((found[0] for found in ranges), "")


@rule("locus-backwards")
def locus_backwards(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find ranges of pages that end before they begin.

    What: the last page of a range must not come before the first, in locators, in `pages` and in `inedition`.
    Why: a figure is wrong or left out; a reader, and a program that sorts, would take it for another place.
    Fix: compare with the volume, and write both pages in full: `pp. 151–155`.
    """
    for citing, item in walking.cite_items(draft):
        if found := _backwards(item.locator):
            yield Fault(item.place, f"{citing} cites “{item.key}” on pages {found}")
    for work in walking.works(draft):
        if found := _backwards(work.pages):
            yield Fault(work.at("pages"), f"the `pages` of “{work.key}” are {found}")
        for span in work.spans:
            if found := _backwards(span.pages):
                yield Fault(work.at("inedition"), f"the pages of “{work.key}” in “{span.edition}” are {found}")


@rule("locus-twice")
def locus_twice(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find volumes that are given twice for one passage or one work.

    What: a citation names each collected edition once, with all its pages; so does `inedition`.
    Why: two loci of one edition say that the passage is in two places, and a reader cannot tell which is meant.
    Fix: join the pages (`pp. 114, 116`), or take the wrong one out.
    """
    known = walking.works_by_key(draft)
    for note, cite in _clusters(draft):
        met: set[tuple[str, str]] = set()
        for work, item in _with_works(cite, known):
            if (work.key, item.key) in met:
                yield Fault(item.place, f"note {note.label} gives {known[item.key].shorthand} twice for “{work.key}”")
            met.add((work.key, item.key))
    for work in walking.works(draft):
        for siglum, count in Counter(span.edition for span in work.spans).items():
            if count > 1:
                yield Fault(work.at("inedition"), f"`inedition` of “{work.key}” names “{siglum}” {count} times")


@rule("locus-unseen", Severity.REVIEW)
def locus_unseen(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Count the loci that no editor has seen.

    What: the pages cited in notes should have been read by the editors, and say `seen`.
    Why: an unseen page is hearsay; the page “State of the edition” counts them, and each is an errand in a library.
    Fix: look the page up, correct it if need be, and write `seen` behind it.
    """
    for note in walking.notes(draft):
        items = [item for node in walking.within(note) if isinstance(node, Cite) for item in node.items]
        unseen = [item for item in items if item.locator and not item.seen]
        if unseen:
            loci = "one locus" if len(unseen) == 1 else f"{len(unseen)} loci"
            yield Fault(unseen[0].place, f"note {note.label} cites {loci} that no editor has seen")
