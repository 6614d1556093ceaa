"""Rules of citations: what a note cites, and where in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.inline import Text
from edition.model.text import reading_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

UNMARKED = re.compile(r"(?:(?<=\[)|(?P<joined>(?<=[\w.])@))(?P<key>[\w:.-]*\w)")
"""A word after a bracket, or after a sign @ inside a word, which may be the key of a work."""


@rule("cite-unknown-work")
def cite_unknown_work(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find citations of works that the bibliography does not have.

    What: every citation must name an entry of citations/*.bib.
    Why: a reader must be able to go from any citation to the work's full description.
    Fix: correct the key, or add an entry.
    """
    known = walking.works_by_key(draft)
    for citing, item in walking.cite_items(draft):
        if item.key and item.key not in known:
            message = f"{citing} cites “{item.key}”, which citations/ does not have"
            yield Fault(item.place, message, walking.did_you_mean_work(item.key, known, "Otherwise add an entry."))


@rule("cite-without-locator")
def cite_without_locator(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find citations of whole volumes.

    What: a citation of a collected edition must say where in the volume: `[@lcw24, p. 57]`.
    Why: no one can verify a passage against a whole volume.
    Fix: add the page (`p. 57`) or another locator; if it is not known, leave the edition out.
    """
    known = walking.works_by_key(draft)
    for citing, item in walking.cite_items(draft):
        work = known.get(item.key)
        if work is not None and work.is_edition and not item.locator:
            yield Fault(item.place, f"{citing} cites {work.shorthand} without a locator")


def _unmarked(draft: Draft) -> Iterator[Fault]:
    known = walking.works_by_key(draft)
    for note in walking.notes(draft):
        for node in walking.within(note):
            if not isinstance(node, Text) or node.place is None:
                continue
            for found in UNMARKED.finditer(node.text):
                if found["key"] in known:
                    place = node.place.moved(found.start("key"), len(found["key"]))
                    what = "joined to the word before it" if found["joined"] else "without its `@`"
                    yield Fault(place, f"“{found['key']}” in note {note.label} is a work’s key {what}")


@rule("cite-malformed")
def cite_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find parts of a citation that cannot be read.

    What: every part of a citation, between semicolons, must name one work by `@` and its key, then a locator that
        begins with a comma and a word that the edition knows, then `seen`.
    Why: a part without a key can be linked to nothing; what is mistyped is printed as words and missing in the data.
    Fix: write `[@key, p. 57; @other, p. 3]`; words that belong to no work stand outside the brackets.
    """
    yield from _unmarked(draft)
    for citing, item in walking.cite_items(draft):
        if not item.key:
            said = f"“{reading_text(item.prefix)}”" if item.prefix else "nothing"
            yield Fault(item.place, f"a citation in {citing} has a part without a key: {said}")
        yield from item.faults
