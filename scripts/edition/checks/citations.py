"""Rules about citations: the work cited and the place in it."""

import re
from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.text import reading_text

UNMARKED = re.compile(r"(?:(?<=\[)|(?P<joined>(?<=[\w.])@))(?P<key>[\w:.-]*\w)")
"""A word after a bracket, or after `@` inside a word, that may be the key of a work."""


@rule("cite-unknown-work")
def cite_unknown_work(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report citations of works that are not in the bibliography.

    What: every citation must name an entry in citations/*.bib.
    Why: readers could not find out which work is meant.
    Fix: correct the key, or add an entry.
    """
    known = walking.works_by_key(draft)
    for citing, item in walking.cite_items(draft):
        if item.key and item.key not in known:
            message = f"{citing} cites “{item.key}”, which has no entry in citations/"
            yield Fault(item.place, message, *walking.find_missing_work(item.key, known, "Otherwise add an entry."))


@rule("cite-without-locator")
def cite_without_locator(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report citations of a whole volume.

    What: a citation of a volume of collected works must give a place in it: `[@lcw24, p. 57]`.
    Why: nobody can verify a passage against a whole volume.
    Fix: add the page (`p. 57`) or another locator; if it is not known, omit the volume.
    """
    known = walking.works_by_key(draft)
    for citing, item in walking.cite_items(draft):
        work = known.get(item.key)
        if work is not None and work.is_volume and not item.locator:
            yield Fault(item.place, f"{citing} cites “{work.shorthand}” without a locator")


def _report_unmarked_keys(draft: Draft) -> Iterator[Fault]:
    known = walking.works_by_key(draft)
    for note, found, text in walking.matches_in_notes(draft, UNMARKED):
        if found["key"] in known:
            place = text.moved(found.start("key"), len(found["key"]))
            what = "joined to the word before it" if found["joined"] else "without `@`"
            yield Fault(place, f"“{found['key']}” in note {note.label} is the key of a work, {what}")


@rule("cite-malformed")
def cite_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report parts of a citation that cannot be read.

    What: each part of a citation, between semicolons, must name one work by `@` and its key, then optionally a
        comma and a locator that begins with a recognised word, then `seen`.
    Why: readers would get no link for a part without a key; a mistyped locator would be printed, but missing from
        the data.
    Fix: write `[@key, p. 57; @other, p. 3]`; put words that belong to no work outside the brackets.
    """
    yield from _report_unmarked_keys(draft)
    for citing, item in walking.cite_items(draft):
        if not item.key:
            part = f"“{reading_text(item.prefix)}”" if item.prefix else "an empty part"
            yield Fault(item.place, f"{part} of a citation in {citing} has no key")
        yield from item.faults
