"""Rules about white space: the essay joins and divides words as its witness does, unless the change is recorded."""

import json
from collections import Counter
from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import rule
from edition.checks.text import text_altered
from edition.diagnostics import Fault
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.spacing import FILE, SpaceChange, SpaceKind

SIGNIFICANT = frozenset({SpaceKind.JOINED, SpaceKind.PARTED})
"""The kinds of change that can turn the words of the witness into other words."""


def _significant_changes(edition: Edition) -> list[SpaceChange]:
    return [change for change in edition.spaces if change.kind in SIGNIFICANT]


def _paragraphs(draft: Draft) -> set[str]:
    return {paragraph.anchor for section in draft.sections for paragraph in section.paragraphs}


@rule("space-unrecorded")
def space_unrecorded(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report words that are joined or divided differently from the witness.

    What: every place where the essay joins or divides words differently from its witness must be recorded in
        citations/white-space.yml.
    Why: the comparison with the witness ignores white space, so a slip of the space bar would print a different
        word.
    Fix: write the words as the witness has them, or record the change.
    """
    recorded = Counter((record.at, record.witness, record.reading) for record in draft.spaces)
    known = _paragraphs(draft)
    stray = [(record.witness, record.reading) for record in draft.spaces if record.at not in known]
    for change in _significant_changes(edition):
        witness, reading = change.words
        recorded[change.paragraph, witness, reading] -= 1
        if recorded[change.paragraph, witness, reading] >= 0:
            continue
        if (witness, reading) in stray:  # `space-record-unmatched` reports that
            stray.remove((witness, reading))
            continue
        fields = {"at": change.paragraph, "witness": witness, "reading": reading}
        line = ", ".join(f"{name}: {json.dumps(words, ensure_ascii=False)}" for name, words in fields.items())
        message = f"the witness has “{change.witness.strip()}”, but the essay has “{change.reading.strip()}”"
        kept = witness if witness != reading else witness.replace("- ", "-")  # the hyphen of a line's end
        fix = f"write “{kept}”; or, if the change is intended, add to {FILE}: - {{{line}}}"
        yield Fault(change.place, message, fix)


@rule("space-record-unmatched")
def space_record_unmatched(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records of joined and divided words that match nothing in the essay.

    What: a record in citations/white-space.yml must name a paragraph (`at`) and give, word for word, what the
        witness and the essay have there.
    Why: a record that matches nothing could hide a later mistake from the editors, and readers would get a
        different word.
    Fix: correct the record, or remove it.
    """
    if not draft.witness_sha256 or any(text_altered(draft, edition)):
        return  # nothing can be compared, and that is reported
    left = Counter((change.paragraph, *change.words) for change in _significant_changes(edition))
    known = _paragraphs(draft)
    for record in draft.spaces:
        if record.at and record.at not in known:
            message = f"`at` of this record is “{record.at}”, which is not a paragraph"
            advice = walking.find_missing(record.at, known, "Otherwise correct it.")
            yield Fault(draft.place_of(record.place, "at"), message, *advice)
            continue
        left[record.at, record.witness, record.reading] -= 1
        if left[record.at, record.witness, record.reading] < 0:
            near = next((words for words, times in left.items() if words[0] == record.at and times > 0), None)
            fix = "in “{}”, the witness has “{}” and the essay “{}”: write that.".format(*near) if near else ""
            message = (
                f"nowhere in {f'“{record.at}”' if record.at else 'the essay'} does the witness have “{record.witness}” "
            )
            yield Fault(record.place, f"{message}and the essay “{record.reading}”", fix)
