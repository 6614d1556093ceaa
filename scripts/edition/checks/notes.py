"""Rules of the notes: calls and definitions, their order and count, and what each note says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import ids, languages
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.document import Certainty, Wording
from edition.model.inline import Link
from edition.model.text import reading_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.document import Note, Status
    from edition.model.draft import Draft
    from edition.model.edition import Edition
    from edition.source import Place

CERTAINTIES = tuple(c.value for c in Certainty)
WORDINGS = tuple(w.value for w in Wording)


@rule("note-unreferenced")
def note_unreferenced(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find notes that nothing calls.

    What: every note must be called in the essay.
    Why: no reader would ever come to a note that has no call.
    Fix: set its call where the witness has the number, or remove the note.
    """
    called = {call.label for call in walking.note_calls(draft)}
    for note in walking.notes(draft):
        if note.label not in called:
            yield Fault(note.place, f"note {note.label} is called nowhere in the essay")


@rule("noteref-undefined")
def noteref_undefined(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find note calls that lead nowhere.

    What: every note call must have its note in docs/notes/.
    Why: a call that leads nowhere breaks its promise to the reader.
    Fix: write the note, or correct the call's label.
    """
    defined = {note.label for note in walking.notes(draft)}
    for call in walking.note_calls(draft):
        if call.label not in defined:
            near = "" if ids.is_number(call.label) else walking.did_you_mean(call.label, defined, "Otherwise write it.")
            yield Fault(call.place, f"note {call.label} is called, but docs/notes/ does not have it", near)


@rule("note-duplicate")
def note_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find notes that share a label.

    What: a note's label must be its own.
    Why: of two notes with one label only one could be reached.
    Fix: join the two notes, or give one of them another label.
    """
    first: dict[str, Place] = {}
    for note in walking.notes(draft):
        if note.label in first:
            yield Fault(note.place, f"note {note.label} stands a second time; the first is at {first[note.label]}")
        first.setdefault(note.label, note.place)


@rule("note-out-of-order")
def note_out_of_order(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Count the author's notes.

    What: the numbers of note calls must ascend by one from 1 through the essay, those of notes must ascend.
    Why: the numbers are the author's; one left out, repeated or moved is a fault of the transcript.
    Fix: compare with the witness and restore its numbers and their order.
    """
    expected = 1
    for call in walking.note_calls(draft):
        if ids.is_number(call.label):
            if int(call.label) != expected:
                yield Fault(call.place, f"the call of note {call.label} stands where {expected} should stand")
            expected = int(call.label) + 1
    before = 0
    for note in walking.notes(draft):
        if ids.is_number(note.label):
            if int(note.label) < before:
                yield Fault(note.place, f"note {note.label} stands after note {before}", "move it to its place.")
            before = max(before, int(note.label))


@rule("note-editors-out-of-order")
def note_editors_out_of_order(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the order of the editors' notes with that of their calls.

    What: in a file of notes the editors' notes stand after the numbered ones, in the order of their calls.
    Why: an editor looks for a note where its call leads the eye; the marks, too, are given in the order of the calls.
    Fix: move the note to its place.
    """
    order: dict[str, int] = {}
    for at, call in enumerate(walking.note_calls(draft)):
        order.setdefault(call.label, at)
    for file in draft.notes:
        before, ours = -1, False
        for note in file.notes:
            at = order.get(note.label, before)
            if ids.is_number(note.label):
                if ours:
                    yield Fault(note.place, f"note {note.label} stands after editors' notes")
                continue
            ours = True
            if at < before:
                yield Fault(note.place, f"the note {note.label} stands after one that is called later")
            before = max(before, at)


@rule("certainty-without-evidence", Severity.REVIEW)
def certainty_without_evidence(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find certainties that rest on nothing.

    What: a note that is certain, probable or conjectural should end with its evidence: `[Evidence.]{.evidence} …`;
        a note that only refers to another (with a link, in one paragraph) need not.
    Why: a reader believes a certainty by what was seen; without it the word is empty.
    Fix: say what was read, and where; or lower the certainty.
    """
    for note in walking.notes(draft):
        refers = len(note.body) <= 1 and any(isinstance(node, Link) for p in note.body for node in walk(p.content))
        sure = note.status and note.status.certainty != Certainty.UNIDENTIFIED
        if note.status and sure and not note.evidence and not refers:
            yield Fault(note.status.place, f"note {note.label} is {note.status.certainty}, but gives no evidence")


@rule("note-count")
def note_count(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the number of notes with the edition's description.

    What: calls and notes of the author's series must be as many as `note_count` in citations/edition.yml says.
    Why: a note lost at the end of the essay is seen by no other rule.
    Fix: find what is missing in the witness; correct `note_count` only if it was wrong.
    """
    if draft.unusable & {"note_count", "sections"}:
        return
    wanted = draft.config.note_count
    calls = {call.label for call in walking.note_calls(draft) if ids.is_number(call.label)}
    defined = {note.label for note in walking.notes(draft) if ids.is_number(note.label)}
    if not len(calls) == len(defined) == wanted:
        message = f"note_count is {wanted}; the essay calls {len(calls)} notes, docs/notes/ has {len(defined)}"
        yield Fault(walking.described(draft, "note_count"), message)


def _unknown(what: str, word: str, known: tuple[str, ...], status: Status) -> Fault:
    near = walking.nearest(word, known)
    hint = f"did you mean “{near}”? " if near else ""
    message = f"“{word}” is no {what}" if word else f"the status gives no {what}"
    return Fault(status.place, message, f"{hint}{'The' if hint else 'the'} words are: {', '.join(known)}.")


@rule("note-without-status")
def note_without_status(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Read the words that open each note.

    What: every note opens with `[certainty, wording]{.status}`, in the words of the editorial guidelines; an
        unidentified note may leave the wording out.
    Why: the reader is told of every identification how sure it is, and how the essay's words stand to the source.
    Fix: open the note with its status, for instance `[certain, verbatim]{.status}`.
    """
    for note in walking.notes(draft):
        status = note.status
        if status is None:
            yield Fault(note.place, f"note {note.label} has no status")
            continue
        if status.certainty not in CERTAINTIES:
            yield _unknown("certainty", status.certainty, CERTAINTIES, status)
        may_lack_wording = status.certainty == Certainty.UNIDENTIFIED and not status.wording
        if status.wording not in WORDINGS and not may_lack_wording:
            yield _unknown("class of wording", status.wording, WORDINGS, status)
        if not any(reading_text(paragraph.content).strip() for paragraph in note.body):
            yield Fault(note.place, f"note {note.label} has no words besides its status", "write the note.")
        for paragraph in note.evidence:
            if not reading_text(paragraph.content).strip():
                fix = "say what was read, and where; or take the mark out."
                yield Fault(paragraph.place, f"the evidence of note {note.label} has no words", fix)


PERHAPS = {
    "de": ("vielleicht", "möglicherweise"),
    "fr": ("peut-être",),
    "it": ("forse",),
    "pl": ("być może",),
    "ru": ("может быть", "возможно"),
}
"""What an edition in another language says for “perhaps”."""


def _says_perhaps(note: Note, language: str) -> bool:
    words = ("perhaps", *PERHAPS.get(languages.primary(language), ()))
    said = " ".join(reading_text(paragraph.content) for paragraph in note.body).lower()
    return any(word in said for word in words)


@rule("certainty-without-perhaps", Severity.REVIEW)
def certainty_without_perhaps(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find conjectures that are not said as such.

    What: the text of a conjectural note must use the word “perhaps”, or that of the edition’s language.
    Why: a conjecture must sound like one wherever the note is read, also where its status is not shown.
    Fix: say with “perhaps” what is conjectured, or correct the status.
    """
    for note in walking.notes(draft):
        if (
            note.status
            and note.status.certainty == Certainty.CONJECTURAL
            and not _says_perhaps(note, draft.config.language)
        ):
            yield Fault(note.status.place, f"note {note.label} is conjectural, but does not say “perhaps”")
