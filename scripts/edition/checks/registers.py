"""Rules of the data files: authority entries, events and standing readings that are whole, distinct and used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition import ids, languages
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.authority import Authority, Kind
from edition.model.inline import Named, Text
from edition.model.text import reading_text, walk
from edition.resolve.names import NONE
from edition.style.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition
    from edition.model.records import Line
    from edition.source import Place

GLOSS = 240
"""The most characters that a gloss may have: what a preview shows without moving."""
NEEDED = ("name", "sort", "gloss")
NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’-]*(?: (?:of |the )?[A-ZÀ-ÖØ-Þ][\w’-]*)*")
OPENING = re.compile(r"(?:^|[.?!:;]['’”\"]?\s+|[“‘„‚«‹(\[—–-]\s*)$")
"""What stands before a word that has its capital from its place in the sentence."""
ORDINARY = frozenset({"of", "the", *MONTHS})
NO_NAME = re.compile(r"[A-Z]|[IVXLC]+")
"""A letter alone, and a Roman number."""


@rule("record-unreadable")
def record_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Name what could not be read in the authority files, the chronology and the standing readings.

    What: these files must be YAML lists of records that have only the fields of the editorial guidelines.
    Why: a record or field that cannot be read is passed over, and what it says is lost.
    Fix: correct the line named; the editorial guidelines show a whole record of each kind.
    """
    yield from draft.broken


@rule("record-duplicate")
def record_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find records that share an id.

    What: an id must be its own among authority entries, among events and among standing readings.
    Why: the id is the record's address; two of one id cannot both be reached.
    Fix: join the two records, or give one of them another id, by its meaning.
    """
    for records in (draft.authorities, draft.events, draft.standing):
        first: dict[str, Place] = {}
        for record in records:
            if record.id in first:
                yield Fault(record.place, f"the id “{record.id}” stands already at {first[record.id]}")
            elif record.id and not ids.ANCHOR.fullmatch(record.id):
                yield Fault(record.place, f"“{record.id}” cannot be an address: small letters, digits and hyphens only")
            first.setdefault(record.id, record.place)


def _lacking(entry: Authority) -> list[str]:
    if entry.kind is Kind.WORK:
        return [] if entry.work else ["work"]
    lacking = [name for name in NEEDED if not getattr(entry, name)]
    return lacking + (["native_lang"] if entry.native and not entry.native_lang else [])


@rule("authority-incomplete")
def authority_incomplete(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find authority entries that lack what a reader is told.

    What: an entry must have a name, a sort name, a gloss and forms; a native name its language, as a tag of BCP 47; an
        entry of works.yml the key of a work of the bibliography.
    Why: an entry without them explains nothing, or is found nowhere.
    Fix: add the field; the editorial guidelines show a whole entry.
    """
    works = walking.works_by_key(draft)
    for entry in draft.authorities:
        if lacking := [*_lacking(entry), *([] if entry.forms or entry.notes_forms else ["forms"])]:
            place = walking.field_of(draft, entry.place, lacking[0])
            yield Fault(place, f"the entry “{entry.id}” has no {' and no '.join(lacking)}")
        if entry.work and entry.work not in works:
            fix = walking.did_you_mean_work(entry.work, works, "Otherwise add it to the bibliography.")
            message = f"the entry “{entry.id}” means “{entry.work}”, which citations/ does not have"
            yield Fault(walking.field_of(draft, entry.place, "work"), message, fix)
        for field, tag in (("native_lang", entry.native_lang), ("lang", entry.lang)):
            if tag:
                yield from walking.not_a_tag(walking.field_of(draft, entry.place, field), tag)


@rule("authority-gloss-long")
def authority_gloss_long(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find glosses that are too long.

    What: a gloss must have no more than 240 characters.
    Why: it is shown beside the text, where a reader wants one glance; more belongs in a note.
    Fix: shorten it, and move what is left to an editors' note.
    """
    for entry in draft.authorities:
        if len(entry.gloss) > GLOSS:
            yield Fault(
                walking.field_of(draft, entry.place, "gloss"),
                f"the gloss of “{entry.id}” has {len(entry.gloss)} characters, {GLOSS} are allowed",
            )


@rule("authority-form-claimed-twice")
def authority_form_claimed_twice(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find forms that two entries claim.

    What: a form of a name must belong to one entry only.
    Why: a mention would be explained by whichever entry stands first, right or wrong.
    Fix: take the form out of one entry and mark its mentions in the text: `[the International]{ref=…}`.
    """
    first: dict[str, tuple[str, Place]] = {}
    for entry in draft.authorities:
        for form in (*entry.forms, *entry.notes_forms):
            if form.text in first and first[form.text][0] != entry.id:
                other, place = first[form.text]
                yield Fault(form.place, f"the form “{form.text}” of “{entry.id}” is claimed by “{other}” at {place}")
            first.setdefault(form.text, (entry.id, form.place))


def _mentioned(edition: Edition) -> tuple[set[str], set[str]]:
    """Return the ids of all entries that are mentioned, and the forms by which they are."""
    paragraphs = [p for s in edition.sections for p in s.paragraphs]
    paragraphs += [p for n in edition.notes for p in (*n.note.body, *n.note.evidence)]
    named = [node for p in paragraphs for node in walk(p.content) if isinstance(node, Named)]
    return {node.ref for node in named}, {reading_text(node.content) for node in named}


@rule("authority-without-mention")
def authority_without_mention(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find entries that explain nothing.

    What: every authority entry must be mentioned in the essay or a note.
    Why: an entry that no one comes to from the text is not of this edition.
    Fix: give it the form that the text has, mark a mention with `{ref=…}`, or remove the entry.
    """
    mentioned, _ = _mentioned(edition)
    for entry in draft.authorities:
        if entry.id and entry.id not in mentioned:
            yield Fault(entry.place, f"nothing in essay or notes mentions “{entry.id}”")


@rule("authority-form-unmatched", Severity.REVIEW)
def authority_form_unmatched(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find forms that match nothing.

    What: every form of an entry should stand somewhere in the text.
    Why: a form that matches nothing is misspelt, or always part of a longer one.
    Fix: correct the form to the letter (’ and “ ” too), or remove it.
    """
    _, met = _mentioned(edition)
    for entry in draft.authorities:
        for form in (*entry.forms, *entry.notes_forms):
            if form.text not in met:
                yield Fault(form.place, f"the form “{form.text}” of “{entry.id}” is found nowhere")


@rule("authority-unknown")
def authority_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find marks of names that lead nowhere.

    What: a name marked with `{ref=…}` must name an authority entry, or `none`.
    Why: the reader would be promised an explanation that is not there.
    Fix: correct the id, or write the entry in citations/authority/.
    """
    known = {entry.id for entry in draft.authorities}
    for node in walking.everywhere(draft):
        if isinstance(node, Named) and node.ref not in known and node.ref != NONE and node.place:
            fix = walking.did_you_mean(node.ref, known, "Otherwise write the entry.")
            yield Fault(node.place, f"the name is marked as “{node.ref}”, which is no authority entry", fix)


@rule("name-unexplained", Severity.REVIEW)
def name_unexplained(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find names in the essay that no entry explains.

    What: every capitalised name inside a sentence of the essay should be a form of an authority entry, or stand among
        the `no_names` of citations/edition.yml (adjectives of nations, words that the author gives a capital).
    Why: a reader who meets a name learns in one step who or what it is.
    Fix: add an entry or a form; where none is wanted, mark the words `{ref=none}`.
    """
    if not draft.authorities or languages.primary(draft.config.language) == "de":  # German gives every noun a capital
        return
    if "no_names" in draft.unusable or any(b.place.file.startswith("citations/authority/") for b in draft.broken):
        return  # names would be missing that are there
    common = set(draft.config.no_names)
    unmarked = {id(n) for node in walking.essay(draft) if isinstance(node, Named) for n in walk(node.content)}
    for section, resolved in zip(draft.sections, edition.sections, strict=False):
        for paragraph, shown in zip(section.paragraphs, resolved.paragraphs, strict=False):
            named = {w for n in walk(shown.content) if isinstance(n, Named) for w in reading_text(n.content).split()}
            before = ""
            for node in walking.nodes(paragraph.content):
                if isinstance(node, Text) and node.place:
                    if id(node) not in unmarked:
                        yield from _unexplained(node, before, named | common)
                    before += node.text


def _unexplained(node: Text, before: str, named: set[str]) -> Iterator[Fault]:
    bare = {word.strip("’‘“”'\".,;:()").removesuffix("’s") for word in named}
    for found in NAME.finditer(node.text):
        words = [w.strip("’").removesuffix("’s") for w in found.group().replace("-", " ").split()]
        opens = OPENING.search(before + node.text[: found.start()]) is not None
        strange = [w for w in words[opens:] if w not in bare | ORDINARY and not NO_NAME.fullmatch(w)]
        if strange and node.place:
            at = found.start() + found.group().find(strange[0])
            yield Fault(node.place.moved(at, len(strange[0])), f"no authority entry explains “{' '.join(strange)}”")


def _paragraph_texts(draft: Draft) -> dict[str, str]:
    return {p.anchor: reading_text(p.content) for s in draft.sections for p in s.paragraphs}


@rule("standing-without-lemma")
def standing_without_lemma(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find standing readings whose words are not in the text.

    What: the lemma of a reading left standing must stand, to the letter, in the paragraph that it names.
    Why: the apparatus would speak of words that the reader does not find.
    Fix: copy the words from the essay, emendations applied; correct the paragraph's anchor in `at`.
    """
    texts = _paragraph_texts(draft)
    for reading in draft.standing:
        if reading.at not in texts:
            fix = walking.did_you_mean(reading.at, texts, "Otherwise correct it.")
            yield Fault(reading.place, f"“{reading.id}” stands at “{reading.at}”, which is no paragraph", fix)
        elif not reading.lemma or reading.lemma not in texts[reading.at]:
            message = f"the words “{reading.lemma}” of “{reading.id}” are not in {reading.at}"
            yield Fault(walking.field_of(draft, reading.place, "lemma"), message)


QUOTED = re.compile(r"“([^“”]+)”|„([^„“]+)“|«([^«»]+)»")
LEFT_OUT = re.compile(r"…|\[[^\[\]]*\]")
"""Where a quotation leaves words out, or puts its own in."""


@rule("event-without-words")
def event_without_words(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find words given as the essay's that it does not have.

    What: what an event gives in quotation marks under `essay` must stand, to the letter, in a paragraph that it names.
    Why: the chronology sets the essay's words beside what was found; words that it does not have would be put into
        its author's mouth.
    Fix: copy the words from the essay, emendations applied; name their paragraph in `places`.
    """
    texts = _paragraph_texts(draft)
    for event in draft.events:
        here = " ".join(texts.get(line.text, "") for line in event.places)
        for found in QUOTED.finditer(event.essay):
            words = next(part for part in found.groups() if part)
            if any(part.strip(" ,.;:?!") not in here for part in LEFT_OUT.split(words)):
                message = f"the words “{words}” of “{event.id}” are in no paragraph that it names"
                yield Fault(walking.field_of(draft, event.place, "essay"), message)


KINDS = ("misprint", "grammar", "spacing", "quotation mark", "foreign word", "fact")
DATED_BY = ("essay", "editor")


@rule("record-word-unknown")
def record_word_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find records that do not say what they are for, or say it in words that nobody knows.

    What: every event must say what happened (`event`), every standing reading why it stands (`remark`) and its `kind`,
        a word of the editorial guidelines; `dated_by` of an event must be `essay` or `editor`.
    Why: a record without words tells a reader nothing; brackets around a date hang on a word that is known.
    Fix: write the sentence, or one of the words.
    """
    needed = [(event.place, "event", event.id, event.event) for event in draft.events]
    needed += [(reading.place, "remark", reading.id, reading.remark) for reading in draft.standing]
    needed += [(reading.place, "kind", reading.id, reading.kind) for reading in draft.standing]
    for place, field, record, words in needed:
        if not words:
            yield Fault(place, f"“{record}” has no `{field}`")
    said: list[tuple[Place, str, str, tuple[str, ...]]]
    said = [(event.place, "dated_by", event.dated_by, DATED_BY) for event in draft.events]
    said += [(reading.place, "kind", reading.kind, KINDS) for reading in draft.standing]
    for place, field, word, known in said:
        if word and word not in known:
            near = walking.did_you_mean(word, known, "") or f"the words are: {', '.join(known)}."
            yield Fault(walking.field_of(draft, place, field), f"“{word}” is no word for `{field}`", near.strip())


def _notes_named(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    yield from ((event.id, event.note, event.place) for event in draft.events if event.note)
    yield from ((reading.id, reading.note, reading.place) for reading in draft.standing if reading.note)


def _places_named(draft: Draft) -> Iterator[tuple[str, Line]]:
    for event in draft.events:
        yield from ((event.id, line) for line in event.places)


@rule("record-ref-unresolved")
def record_ref_unresolved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find records that refer to what is not there.

    What: the paragraphs and notes that an event or a standing reading names must be in the edition.
    Why: a reader who follows the reference must come to what it names.
    Fix: correct the anchor (`ii-1-p7`) or the note's label (`17`, `e-birth-pangs`).
    """
    labels = {note.label for note in walking.notes(draft)}
    for name, label, place in _notes_named(draft):
        if label not in labels:
            fix = "" if ids.is_number(label) else walking.did_you_mean(label, labels, "Otherwise correct it.")
            at = walking.field_of(draft, place, "note")
            yield Fault(at, f"“{name}” refers to the note “{label}”, which docs/notes/ does not have", fix)
    paragraphs = _paragraph_texts(draft)
    for name, line in _places_named(draft):
        if line.text not in paragraphs:
            fix = walking.did_you_mean(line.text, paragraphs, "Otherwise correct it.")
            yield Fault(line.place, f"“{name}” names the paragraph “{line.text}”, which the essay does not have", fix)
