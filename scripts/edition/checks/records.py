"""Rules about the data files: their records are readable, distinct and complete, and what they refer to exists."""

import re
from collections.abc import Iterator

from edition import ids
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Subject
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.records import Line
from edition.model.text import reading_text
from edition.source import Place
from edition.words import ENGLISH


@rule("record-unreadable")
def record_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what cannot be read in the authority files, the chronology and the other files of records.

    What: these files must be YAML lists of records that have only the fields listed in the editorial guidelines.
    Why: a record or field that cannot be read is left out, and readers would not see it.
    Fix: correct the line; the editorial guidelines show a complete record of each kind.
    """
    yield from draft.broken


@rule("record-duplicate")
def record_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records that share an id.

    What: an id must be unique among authority entries, events, standing readings, addresses of texts and
        quotations.
    Why: the id is the address of the record; with two records of one id, readers could reach only one.
    Fix: merge the two records, or give one of them a different, meaningful id.
    """
    for records in (draft.authorities, draft.events, draft.standing, draft.online, draft.quotations, draft.comparisons):
        first: dict[str, Place] = {}
        for record in records:
            if record.id in first:
                yield Fault(record.place, f"the id “{record.id}” is already used at {first[record.id]}")
            elif record.id and not ids.ANCHOR.fullmatch(record.id):
                message = f"the id “{record.id}” is invalid: use only small letters, digits and hyphens"
                yield Fault(record.place, message)
            first.setdefault(record.id, record.place)


def _paragraph_texts(draft: Draft) -> dict[str, str]:
    return {p.anchor: reading_text(p.content) for s in draft.sections for p in s.paragraphs}


@rule("standing-without-lemma")
def standing_without_lemma(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report standing readings whose words are not in the text.

    What: the lemma of a standing reading must occur, letter by letter, in the paragraph given in `at`.
    Why: the apparatus would discuss words that the reader cannot find.
    Fix: copy the words from the essay, with emendations applied; check the paragraph's anchor in `at`.
    """
    texts = _paragraph_texts(draft)
    for reading in draft.standing:
        if reading.at not in texts:
            message = f"`at` of “{reading.id}” is “{reading.at}”, which is not a paragraph"
            yield Fault(reading.place, message, *walking.find_missing(reading.at, texts, "Otherwise correct it."))
        elif not reading.lemma or reading.lemma not in texts[reading.at]:
            message = f"the words “{reading.lemma}” of “{reading.id}” are not in “{reading.at}”"
            about = Subject(Problem.UNMATCHED, reading.lemma)
            yield Fault(draft.place_of(reading.place, "lemma"), message, about=about)


QUOTED = re.compile(r"“([^“”]+)”|„([^„“]+)“|«([^«»]+)»")
LEFT_OUT = re.compile(r"…|\[[^\[\]]*\]")
"""Where a quotation omits or inserts words."""


@rule("event-without-words")
def event_without_words(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report words attributed to the essay that it does not contain.

    What: what an event quotes in `essay` must occur, letter by letter, in a paragraph listed in its `places`.
    Why: the chronology would attribute to the author words that are not in the essay.
    Fix: copy the words from the essay, with emendations applied; list their paragraph in `places`.
    """
    texts = _paragraph_texts(draft)
    for event in draft.events:
        if any(line.text not in texts for line in event.places):
            continue  # `record-ref-unresolved` reports that
        here = " ".join(texts.get(line.text, "") for line in event.places)
        for found in QUOTED.finditer(event.essay):
            words = next(part for part in found.groups() if part)
            if any(part.strip(" ,.;:?!") not in here for part in LEFT_OUT.split(words)):
                message = f"the words “{words}” of “{event.id}” are not in any of its `places`"
                yield Fault(draft.place_of(event.place, "essay"), message, about=Subject(Problem.UNMATCHED, words))


STANDING_KINDS, QUOTATION_KINDS = "standing", "quoted"
"""The fixed lists of kinds of readings left standing, and of words in quotation marks."""
DATED_BY = ("essay", "editor")


@rule("record-word-unknown")
def record_word_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records that lack a required text, or have a value that is not in a fixed list.

    What: every event must have a description (`event`), and every standing reading a `remark` and a `kind`, which must
        be a word from the editorial guidelines, as the `kind` of a quotation must, if it has one; `dated_by` of an
        event must be `essay` or `editor`.
    Why: readers learn nothing from a record without a text; `dated_by` and `kind` decide whether a date is printed in
        brackets, and how a reading or a quotation is classed.
    Fix: add the field, or write one of the words listed.
    """
    needed = [(event.place, "event", event.id, event.event) for event in draft.events]
    needed += [(reading.place, "remark", reading.id, reading.remark) for reading in draft.standing]
    needed += [(reading.place, "kind", reading.id, reading.kind) for reading in draft.standing]
    for place, field, record, words in needed:
        if not words:
            yield Fault(place, f"“{record}” has no `{field}`", f"add `{field}: …`.")
    for event in draft.events:
        if event.dated_by and event.dated_by not in DATED_BY:
            near = walking.did_you_mean(event.dated_by, DATED_BY, "") or f"write one of: {', '.join(DATED_BY)}."
            at = draft.place_of(event.place, "dated_by")
            yield Fault(at, f"“{event.dated_by}” is not a valid `dated_by`", near.strip())
    kinds = [(reading.place, reading.kind, STANDING_KINDS) for reading in draft.standing]
    kinds += [(quotation.place, quotation.kind, QUOTATION_KINDS) for quotation in draft.quotations]
    for place, kind, group in kinds:
        if kind and kind not in ENGLISH.choices(group):
            fix = walking.advise_choice(kind, draft.config.words, group)
            yield Fault(draft.place_of(place, "kind"), f"“{kind}” is not a valid `kind`", fix)


def _notes_referred_to(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    yield from ((event.id, event.note, event.place) for event in draft.events if event.note)
    yield from ((reading.id, reading.note, reading.place) for reading in draft.standing if reading.note)


def _places_referred_to(draft: Draft) -> Iterator[tuple[str, Line]]:
    for event in draft.events:
        yield from ((event.id, line) for line in event.places)


@rule("record-ref-unresolved")
def record_ref_unresolved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records that refer to missing paragraphs or notes.

    What: the paragraphs and notes that an event or a standing reading refers to must exist.
    Why: a reader who follows the reference would find nothing.
    Fix: correct the anchor (`ii-1-p7`) or the label of the note (`17`, `e-birth-pangs`).
    """
    labels = {note.label for note in walking.notes(draft)}
    for name, label, place in _notes_referred_to(draft):
        if label not in labels:
            known = () if ids.is_number(label) else labels
            advice = walking.find_missing(label, known, "Otherwise correct it.", ids.note)
            message = f"“{name}” refers to note “{label}”, which is not in docs/notes/"
            yield Fault(draft.place_of(place, "note"), message, *advice)
    paragraphs = _paragraph_texts(draft)
    for name, line in _places_referred_to(draft):
        if line.text not in paragraphs:
            message = f"“{name}” refers to paragraph “{line.text}”, which is not in the essay"
            yield Fault(line.place, message, *walking.find_missing(line.text, paragraphs, "Otherwise correct it."))
