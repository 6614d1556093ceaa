"""Rules about the notes: calls and definitions, their order and number, and the status of each note."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from edition import ids, languages
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Severity, Subject
from edition.ids import NoteLabel
from edition.model.blocks import Block
from edition.model.document import AUTHOR, Certainty, Note, Status, Wording
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Link, NoteRef
from edition.model.pictures import Figure
from edition.model.text import reading_text, walk
from edition.words import Words, bare

CERTAINTIES = tuple(c.value for c in Certainty)
WORDINGS = tuple(w.value for w in Wording)
HEAD = re.compile(r"\[?([^\[\].:]+)[].:]")


@rule("note-unreferenced")
def note_unreferenced(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report notes that the essay does not call.

    What: every note must be called in the essay.
    Why: no reader would find the note.
    Fix: add its call where the witness has the number, or remove the note.
    """
    called = {call.label for call in walking.note_calls(draft)}
    for note in walking.notes(draft):
        if note.label not in called:
            about = Subject(Problem.UNUSED, ids.note(note.label))
            yield Fault(note.place, f"note {note.label} is never called in the essay", about=about)


@rule("noteref-undefined")
def noteref_undefined(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report note calls without a note.

    What: every note call must have its note in docs/notes/.
    Why: a reader who follows the call would find nothing.
    Fix: write the note, or correct the label of the call.
    """
    defined = dict.fromkeys(note.label for note in walking.notes(draft))
    called = {call.label for call in walking.note_calls(draft)}
    numbers = ["0", *filter(ids.is_number, defined)]
    for call in walking.note_calls(draft):
        if call.label not in defined:
            known = [label for label in defined if label not in called] if ids.is_number(call.label) else defined
            # a note where the missing one should stand has its number mistyped, however little they are alike
            here = [b for a, b in pairwise(numbers) if b in known and call.label == str(int(a) + 1)]
            advice = walking.find_missing(
                call.label, here or known, "Otherwise write the note.", ids.note, 0.0 if here else 0.6
            )
            yield Fault(call.place, f"note {call.label} is called, but is missing from docs/notes/", *advice)


@rule("note-duplicate")
def note_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report notes that share a label.

    What: the label of a note must be unique.
    Why: a call of the label could mean either note, and readers would see only one.
    Fix: merge the two notes, or give one of them another label.
    """
    for note, first in walking.find_repeated(walking.notes(draft), attrgetter("label")):
        about = Subject(Problem.DAMAGED, ids.note(note.label))
        yield Fault(note.place, f"there is already a note {note.label} at {first.place}", about=about)


@rule("note-out-of-order")
def note_out_of_order(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report author's notes whose numbers are out of order.

    What: the numbers of note calls must ascend by one through the essay, except where a note has its mark from
        `{.status n="…"}`; and the notes must be in the order of their calls.
    Why: the numbers are the author's; if one is missing, repeated or moved, the transcription is wrong.
    Fix: compare with the witness, and restore its numbers and their order. If the witness itself leaves a number out
        or starts again, say so in the note with the number: `{.status n="5"}`.
    """
    order: dict[str, int] = {}
    said = {note.label for note in walking.notes(draft) if note.written}
    expected, was_wrong = 0, False
    calls = (node for node in walking.essay_nodes(draft) if isinstance(node, NoteRef))
    for call in calls:  # those in the author's notes may stand anywhere among them
        again = call.label in order
        order.setdefault(call.label, len(order))
        if not again and ids.is_number(call.written):
            is_wrong = bool(expected) and int(call.written) != expected and call.label not in said
            if is_wrong and not was_wrong:  # after a wrong number, nobody knows the next
                about = Subject(Problem.MISCALLED, ids.note(call.label), ids.note(NoteLabel(str(expected))))
                message = f"this calls note {call.label}, but the next number is {expected}"
                yield Fault(call.place, message, about=about)
            expected, was_wrong = int(call.written) + 1, is_wrong
    yield from _report_moved(draft, order)


def _report_moved(draft: Draft, order: Mapping[str, int]) -> Iterator[Fault]:
    """Report notes of the author's series that come after one that is called later."""
    last: Note | None = None
    for note in walking.notes(draft):
        if not note.mark or note.label not in order:
            continue
        if last and order[note.label] < order[last.label]:
            fix = f"move it before note {last.label}."
            about = Subject(Problem.MISPLACED, ids.note(note.label), ids.note(last.label))
            yield Fault(note.place, f"note {note.label} comes after note {last.label}", fix, about)
        else:
            last = note


@rule("note-editors-out-of-order")
def note_editors_out_of_order(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report editors' notes that are not in the order of their calls.

    What: in a file of notes, the editors' notes must come after the author's series, in the order of their calls.
    Why: their letters follow the order of the calls; in the wrong order, readers would look for a note in the wrong
        place.
    Fix: move the note to its place.
    """
    order: dict[str, int] = {}
    for at, call in enumerate(walking.note_calls(draft)):
        order.setdefault(call.label, at)
    for file in draft.notes:
        before, ours = -1, False
        for note in file.notes:
            at = order.get(note.label, before)
            if note.mark:
                if ours:
                    yield Fault(note.place, f"note {note.label} comes after editors' notes")
                continue
            ours = True
            if at < before:
                yield Fault(note.place, f"note {note.label} comes after a note that is called later")
            before = max(before, at)


def _head(block: Block) -> str:
    """Return the words that open a block, up to a bracket, full stop or colon; empty if it has none."""
    found = HEAD.match(reading_text(block.content))
    return found[1].strip() if found else ""


@rule("certainty-without-evidence", Severity.REVIEW)
def certainty_without_evidence(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report identifications without evidence.

    What: a note that is certain, probable or conjectural should end with its evidence, `[Evidence.]{.evidence} …`,
        unless it only refers to another note (one paragraph with a link).
    Why: readers could not judge whether the identification is right.
    Fix: say what was consulted, and where; or lower the certainty.
    """
    marks = {"evidence", bare(edition.words("note.evidence")).casefold()}
    for note in walking.notes(draft):
        heads = ((_head(block), block.place) for block in note.body)
        bare_heads = [found for found in heads if found[0].casefold() in marks and not note.evidence]
        for head, place in bare_heads:
            fix = f"write `[{head}.]{{.evidence}}`."
            yield Fault(place, f"“{head}”, which opens the evidence of note {note.label}, has no class", fix)
        refers = len(note.body) <= 1 and any(isinstance(node, Link) for p in note.body for node in walk(p.content))
        sure = note.status and note.status.certainty in set(CERTAINTIES) - {Certainty.UNIDENTIFIED}
        if note.status and sure and not note.evidence and not refers and not bare_heads:
            yield Fault(note.status.place, f"note {note.label} is “{note.status.certainty}”, but gives no evidence")


@rule("note-count")
def note_count(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the number of notes with the edition's description.

    What: the author's notes, and their calls, must be as many as `note_count` in citations/edition.yml.
    Why: a note lost at the end of the essay would not be noticed otherwise.
    Fix: find what is missing in the witness; change `note_count` only if it was wrong.
    """
    if draft.unusable & {"note_count", "sections"}:
        return
    wanted = draft.config.note_count
    calls = {call.label for call in walking.note_calls(draft) if call.written}
    defined = {note.label for note in walking.notes(draft) if note.mark}
    if not len(calls) == len(defined) == wanted:
        message = f"`note_count` is {wanted}, but the essay calls {len(calls)} notes and docs/notes/ has {len(defined)}"
        yield Fault(draft.place_of_setting("note_count"), message)


def _report_unknown(what: str, word: str, status: Status, words: Words) -> Fault:
    message = f"“{word}” is not a valid {what}" if word else f"the {what} is missing from the status"
    return Fault(status.place, message, walking.advise_choice(word, words, what))


def _says_something(block: Block) -> bool:
    return isinstance(block, Figure) or bool(reading_text(block.content).strip())


def _find_bare_status(note: Note, words: Words) -> str:
    """Return the fix for a note that opens with the words of a status without their class; empty for others."""
    head = _head(note.body[0]) if note.body else ""
    certainty, _, wording = (part.strip() for part in head.partition(","))
    is_status = words.as_english("certainty", certainty) in (*CERTAINTIES, AUTHOR)
    is_status = is_status and words.as_english("wording", wording) in (*WORDINGS, "")
    return f"write the class after the status: `[{head}]{{.status}}`." if is_status else ""


def _report_authors(note: Note, status: Status) -> Iterator[Fault]:
    """Report what a note whose words are the author's lacks or should not have."""
    if not note.mark:
        fix = 'write its mark as the witness has it: `[author]{.status n="*"}`.'
        yield Fault(status.place, f"note {note.label} is the author's, but has no mark", fix)
    if status.wording:
        message = f"“{status.wording}” in the status of note {note.label}, whose words are the author's"
        yield Fault(status.place, message, "write `[author]{.status}`.")
    if not any(map(_says_something, note.body)):
        yield Fault(note.place, f"note {note.label} has no text after its status", "write the text of the note.")
    for paragraph in note.evidence[:1]:
        fix = "move what was found out to an editors' note, and call that in this note: `[^e-name]`."
        yield Fault(paragraph.place, f"note {note.label} is the author's, and cannot have evidence", fix)


@rule("note-without-status")
def note_without_status(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report notes without a valid status.

    What: every note must begin with `[certainty, wording]{.status}`, using the words in the editorial guidelines;
        the wording may be omitted if the note is unidentified. A note whose words are the author's begins with
        `[author]{.status}`; it has a mark, and no evidence.
    Why: the status shows readers how certain an identification is, and how closely the essay follows its source.
    Fix: begin the note with its status, for instance `[certain, verbatim]{.status}`.
    """
    for note in walking.notes(draft):
        status = note.status
        if status is None:
            about = Subject(Problem.DAMAGED, ids.note(note.label))
            fix = _find_bare_status(note, draft.config.words)
            yield Fault(note.place, f"note {note.label} has no status", fix, about)
            continue
        if re.search(r"\s", note.written):
            yield Fault(status.place, f"the mark “{note.written}” has a space in it", "write the mark alone.")
        if note.is_by_author:
            yield from _report_authors(note, status)
            continue
        words = draft.config.words
        if status.certainty not in CERTAINTIES:
            about = Subject(Problem.DAMAGED, ids.note(note.label))
            yield replace(_report_unknown("certainty", status.certainty, status, words), about=about)
        needs_wording = status.certainty in CERTAINTIES and status.certainty != Certainty.UNIDENTIFIED
        if status.wording not in WORDINGS and (status.wording or needs_wording):
            yield _report_unknown("wording", status.wording, status, words)
        if not any(map(_says_something, note.body)):
            yield Fault(note.place, f"note {note.label} has no text after its status", "write the text of the note.")
        for paragraph in note.evidence:
            if not _says_something(paragraph):
                fix = "say what was consulted, and where; or remove `[Evidence.]{.evidence}`."
                yield Fault(paragraph.place, f"the evidence of note {note.label} is empty", fix)


PERHAPS = {
    "en": ("perhaps",),
    "de": ("vielleicht", "möglicherweise"),
    "el": ("ίσως", "πιθανόν"),
    "es": ("quizá", "tal vez"),
    "fr": ("peut-être",),
    "it": ("forse",),
    "nl": ("misschien", "wellicht"),
    "pl": ("być może",),
    "ru": ("может быть", "возможно"),
}
"""The words for “perhaps” by language; in any other, nobody knows what a conjecture sounds like."""


@rule("certainty-without-perhaps", Severity.REVIEW)
def certainty_without_perhaps(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report conjectural notes that do not sound conjectural.

    What: the text of a conjectural note must contain the word “perhaps”, or its equivalent in the language of the
        notes, where the program knows one.
    Why: where the status is not shown, readers would take the conjecture for a fact.
    Fix: word the conjecture with “perhaps”, or correct the status.
    """
    known = PERHAPS.get(languages.primary(draft.config.editors_language), ())
    conjectural = bare(draft.config.words("certainty.conjectural"))
    for note in walking.notes(draft) if known else ():
        if note.status and note.status.certainty == Certainty.CONJECTURAL:
            text = " ".join(reading_text(paragraph.content) for paragraph in note.body).lower()
            if not any(word in text for word in (*known, *PERHAPS["en"])):
                yield Fault(note.status.place, f"note {note.label} is “{conjectural}”, but does not say “{known[0]}”")
