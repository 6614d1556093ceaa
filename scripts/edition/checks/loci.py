"""Rules about loci: inside the work, one for each volume, and seen by the editors."""

from collections import Counter
from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.document import Note
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import CiteItem
from edition.model.pages import PageRange


@rule("locus-outside-work")
def locus_outside_work(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report cited pages that lie outside the work.

    What: a page cited for a work in a volume of collected works must lie within the pages that `inedition` gives
        for the work.
    Why: the page or the range is wrong, and a reader would look in vain.
    Fix: compare both with the volume; correct the locator in the note, or `inedition` in the entry.
    """
    known = walking.works_by_key(draft)
    for note, cite in walking.clusters(placed.note for placed in edition.notes):
        for cited in cite.works:
            spans = {span.volume: span.pages for span in reversed(known[cited.work].spans)}
            for item in cited.items:
                if item.key in spans and not spans[item.key].contains(item.locator.pages):
                    where = f"“{cited.work}” is there on pages {spans[item.key]}"
                    locus = f"{known[item.key].shorthand}: {item.locator.pages}"
                    yield Fault(item.place, f"note {note.label} cites “{locus}”, but {where}")


def _suggest_full_range(run: PageRange) -> str:
    return f"did you mean `{run.full_range}`?" if run.full_range else ""


@rule("locus-backwards")
def locus_backwards(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report page ranges that end before they begin.

    What: the last page of a range must not come before the first, in locators, in `pages` and in `inedition`.
    Why: a digit is wrong or missing; readers would look on the wrong pages.
    Fix: compare with the volume, and write both pages in full: `pp. 151–155`.
    """
    for citing, item in walking.cite_items(draft):
        for run in (run for run in item.locator.ranges if run.is_backwards):
            message = f"{citing} cites pages “{run}” of “{item.key}”, which end before they begin"
            yield Fault(item.place, message, _suggest_full_range(run))
    for work in walking.works(draft):
        for run in work.pages.backward_ranges:
            message = f"the `pages` of “{work.key}” are “{run}”, which end before they begin"
            yield Fault(work.at("pages"), message, _suggest_full_range(run))
        for span in work.spans:
            for run in span.pages.backward_ranges:
                message = f"the pages of “{work.key}” in “{span.volume}” are “{run}”, which end before they begin"
                yield Fault(span.pages.place or work.at("inedition"), message, _suggest_full_range(run))


@rule("locus-twice")
def locus_twice(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report volumes that are given twice for one passage or work.

    What: a citation must name each volume of collected works once, with all its pages; so must `inedition`.
    Why: readers could not tell which of the two places is meant.
    Fix: combine the pages (`pp. 114, 116`), or remove the wrong ones.
    """
    known = walking.works_by_key(draft)
    for note, cite in walking.clusters(placed.note for placed in edition.notes):
        met: set[tuple[str, str]] = set()
        for key, item in ((cited.work, item) for cited in cite.works for item in cited.items):
            if (key, item.key) in met and item.key != key:
                yield Fault(item.place, f"note {note.label} gives “{known[item.key].shorthand}” twice for “{key}”")
            met.add((key, item.key))
    for work in walking.works(draft):
        for siglum, count in Counter(span.volume for span in work.spans).items():
            if count > 1:
                yield Fault(work.at("inedition"), f"`inedition` of “{work.key}” names “{siglum}” more than once")


def _passages(draft: Draft) -> Iterator[tuple[Note, str, list[CiteItem], bool]]:
    """Yield for each cluster of the notes the first work, the unseen loci, and whether a locus was seen."""
    for note, cite in walking.clusters(walking.notes(draft)):
        loci = [item for item in cite.items if item.locator]
        unseen = [item for item in loci if not item.seen]
        yield note, cite.items[0].key, unseen, len(unseen) < len(loci)


@rule("locus-unseen", Severity.REVIEW)
def locus_unseen(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report unseen pages of passages that were seen elsewhere.

    What: the editors should have seen every page cited in a note, and mark it with `seen`, also where another locus of
        the same passage was seen.
    Why: readers cannot rely on an unseen page; the page “State of the edition” counts them.
    Fix: look the page up, correct it if necessary, and write `seen` after it.
    """
    for note, _, unseen, seen in _passages(draft):
        if unseen and seen:
            loci = "one locus" if len(unseen) == 1 else f"{len(unseen)} loci"
            yield Fault(unseen[0].place, f"note {note.label} cites {loci} that no editor has seen, beside one seen")


@rule("passage-unseen", Severity.REVIEW)
def passage_unseen(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report passages of which no editor has seen any page.

    What: of the loci that a note cites for a work, the editors should have seen at least one, and mark it with `seen`.
    Why: readers have no page to rely on; such passages are the first to look up.
    Fix: look one of the pages up, correct it if necessary, and write `seen` after it.
    """
    for note, work, unseen, seen in _passages(draft):
        if unseen and not seen:
            yield Fault(unseen[0].place, f"no editor has seen any page that note {note.label} cites for “{work}”")
