"""Rules of white space: the essay joins and parts words as its witness does, unless an editor has recorded it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from edition.checks.rule import rule
from edition.checks.text import text_altered
from edition.diagnostics import Fault
from edition.model.edition import SpaceKind
from edition.model.spacing import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition, SpaceChange

TELLING = frozenset({SpaceKind.JOINED, SpaceKind.PARTED})
"""The classes of changes that may make other words of the witness's."""


def _changes(edition: Edition) -> list[SpaceChange]:
    return [change for change in edition.spaces if change.kind in TELLING]


@rule("space-unrecorded")
def space_unrecorded(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find words that the essay parts or joins and its witness does not.

    What: every word that the essay parts or joins where its witness does otherwise must be recorded in
        citations/white-space.yml.
    Why: the comparison with the witness passes over white space, so a slip of the space bar would print another word.
    Fix: write the words as the witness has them, or record the change.
    """
    recorded = Counter((record.at, record.witness, record.reading) for record in draft.spaces)
    for change in _changes(edition):
        witness, reading = change.words
        recorded[change.paragraph, witness, reading] -= 1
        if recorded[change.paragraph, witness, reading] >= 0:
            continue
        fields = {"at": change.paragraph, "witness": witness, "reading": reading}
        line = ", ".join(f"{name}: {json.dumps(words, ensure_ascii=False)}" for name, words in fields.items())
        message = f"the witness has “{change.witness.strip()}”, the essay “{change.reading.strip()}”"
        kept = witness if witness != reading else witness.replace("- ", "-")  # the hyphen of a line's end
        yield Fault(change.place, message, f"write “{kept}”; or, if it is meant, add to {FILE}: - {{{line}}}")


@rule("space-record-unmatched")
def space_record_unmatched(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find records of parted and joined words that fit no place of the essay.

    What: a record in citations/white-space.yml must name a paragraph (`at`) and, word for word, what its witness
        and the essay have there.
    Why: a record that fits nothing would hide a slip that comes later.
    Fix: correct the record, or remove it.
    """
    if not draft.witness_sha256 or any(text_altered(draft, edition)):
        return  # nothing can be compared, and that is reported
    left = Counter((change.paragraph, *change.words) for change in _changes(edition))
    for record in draft.spaces:
        left[record.at, record.witness, record.reading] -= 1
        if left[record.at, record.witness, record.reading] < 0:
            near = next((words for words, times in left.items() if words[0] == record.at and times > 0), None)
            fix = "{} has “{}” in the witness, “{}” in the essay.".format(*near) if near else ""
            message = f"no words of {record.at or 'the essay'} are “{record.witness}” in the witness, "
            yield Fault(record.place, f"{message}“{record.reading}” in the essay", fix)
