"""Rules about the data files: authority entries, events and standing readings are complete, distinct and used."""

import re
from collections.abc import Iterable, Iterator

from edition import ids, languages
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.authority import Authority, Kind
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Named, Text
from edition.model.records import Line
from edition.model.text import reading_text, walk
from edition.resolve.names import NONE
from edition.source import Place
from edition.style.dates import MONTHS

GLOSS = 240
"""Maximum length of a gloss in characters: what a preview shows without scrolling."""
NEEDED = ("name", "sort", "gloss")
NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’-]*(?: (?:of |the )?[A-ZÀ-ÖØ-Þ][\w’-]*)*")
OPENING = re.compile(r"(?:^|[.?!:;]['’”\"]?\s+|[“‘„‚«‹(\[—–-]\s*)$")
"""What precedes a word that is capitalised only because it begins a sentence."""
ORDINARY = frozenset({"of", "the", *MONTHS})
NO_NAME = re.compile(r"[A-Z]|[IVXLC]+")
"""A single letter or a Roman numeral."""


@rule("record-unreadable")
def record_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what cannot be read in the authority files, the chronology and the standing readings.

    What: these files must be YAML lists of records that have only the fields listed in the editorial guidelines.
    Why: a record or field that cannot be read is left out, and readers would not see it.
    Fix: correct the line; the editorial guidelines show a complete record of each kind.
    """
    yield from draft.broken


@rule("record-duplicate")
def record_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records that share an id.

    What: an id must be unique among authority entries, among events and among standing readings.
    Why: the id is the address of the record; with two records of one id, readers could reach only one.
    Fix: merge the two records, or give one of them a different, meaningful id.
    """
    for records in (draft.authorities, draft.events, draft.standing):
        first: dict[str, Place] = {}
        for record in records:
            if record.id in first:
                yield Fault(record.place, f"the id “{record.id}” is already used at {first[record.id]}")
            elif record.id and not ids.ANCHOR.fullmatch(record.id):
                message = f"the id “{record.id}” is invalid: use only small letters, digits and hyphens"
                yield Fault(record.place, message)
            first.setdefault(record.id, record.place)


def _missing_fields(entry: Authority) -> list[str]:
    if entry.kind is Kind.WORK:
        return [] if entry.work else ["work"]
    lacking = [name for name in NEEDED if not getattr(entry, name)]
    return lacking + (["native_lang"] if entry.native and not entry.native_lang else [])


@rule("authority-incomplete")
def authority_incomplete(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report authority entries that lack a required field.

    What: an entry must have a name, a sort name, a gloss and forms; a native name needs its language, as a BCP 47
        tag; an entry of works.yml needs the key of a work in the bibliography.
    Why: without them the entry explains nothing to a reader, or cannot be found.
    Fix: add the field; the editorial guidelines show a complete entry.
    """
    works = walking.works_by_key(draft)
    for entry in draft.authorities:
        if lacking := [*_missing_fields(entry), *([] if entry.forms or entry.notes_forms else ["forms"])]:
            place = walking.place_of_field(draft, entry.place, lacking[0])
            yield Fault(place, f"the entry “{entry.id}” lacks {', '.join(f'`{name}`' for name in lacking)}")
        if entry.work and entry.work not in works:
            fix = walking.did_you_mean_work(entry.work, works, "Otherwise add it to the bibliography.")
            message = f"the entry “{entry.id}” refers to the work “{entry.work}”, which has no entry in citations/"
            yield Fault(walking.place_of_field(draft, entry.place, "work"), message, fix)
        for field, tag in (("native_lang", entry.native_lang), ("lang", entry.lang)):
            if tag:
                yield from walking.report_invalid_tag(walking.place_of_field(draft, entry.place, field), tag)


@rule("authority-gloss-long")
def authority_gloss_long(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report glosses that are too long.

    What: a gloss must not exceed 240 characters.
    Why: the gloss appears in a small preview next to the text, where readers want an answer at a glance.
    Fix: shorten it, and move the rest to an editors' note.
    """
    for entry in draft.authorities:
        if len(entry.gloss) > GLOSS:
            yield Fault(
                walking.place_of_field(draft, entry.place, "gloss"),
                f"the gloss of “{entry.id}” has {len(entry.gloss)} characters; at most {GLOSS} are allowed",
            )


@rule("authority-form-claimed-twice")
def authority_form_claimed_twice(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report forms that belong to two entries.

    What: each form of a name must belong to one entry only.
    Why: readers would be shown the explanation of whichever entry comes first, right or wrong.
    Fix: remove the form from one entry, and mark its mentions in the text: `[the International]{ref=…}`.
    """
    forms = ((entry.id, form) for entry in draft.authorities for form in (*entry.forms, *entry.notes_forms))
    for (entry, form), (other, first) in walking.repeated(forms, lambda pair: pair[1].text):
        if entry != other:
            message = f"the form “{form.text}” of “{entry}” already belongs to “{other}” at {first.place}"
            yield Fault(form.place, message)


def _find_mentions(edition: Edition) -> tuple[set[str], set[str]]:
    """Return the ids of all entries that are mentioned, and the forms by which they are."""
    paragraphs = [p for s in edition.sections for p in s.paragraphs]
    paragraphs += [p for n in edition.notes for p in n.note.paragraphs]
    named = [node for p in paragraphs for node in walk(p.content) if isinstance(node, Named)]
    return {node.ref for node in named}, {reading_text(node.content) for node in named}


@rule("authority-without-mention")
def authority_without_mention(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report authority entries that the text never mentions.

    What: every authority entry must be mentioned in the essay or in a note.
    Why: readers would find in the register a name that the edition never mentions.
    Fix: add the form used in the text, mark a mention with `{ref=…}`, or remove the entry.
    """
    mentioned, _ = _find_mentions(edition)
    for entry in draft.authorities:
        if entry.id and entry.id not in mentioned:
            yield Fault(entry.place, f"“{entry.id}” is never mentioned in the essay or notes")


@rule("authority-form-unmatched", Severity.REVIEW)
def authority_form_unmatched(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report forms that match nothing in the text.

    What: every form of an entry should occur in the text.
    Why: the form is misspelt, or always part of a longer one; readers would not be shown the explanation where it
        was intended.
    Fix: correct the form, letter by letter (including ’ and “ ”), or remove it.
    """
    _, met = _find_mentions(edition)
    for entry in draft.authorities:
        for form in (*entry.forms, *entry.notes_forms):
            if form.text not in met:
                yield Fault(form.place, f"the form “{form.text}” of “{entry.id}” does not occur in the text")


@rule("authority-unknown")
def authority_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report marked names that refer to no authority entry.

    What: a name marked with `{ref=…}` must give the id of an authority entry, or `none`.
    Why: the name would be linked to an explanation that does not exist.
    Fix: correct the id, or add the entry in citations/authority/.
    """
    known = {entry.id for entry in draft.authorities}
    for node in walking.all_nodes(draft):
        if isinstance(node, Named) and node.ref not in known and node.ref != NONE and node.place:
            fix = walking.did_you_mean(node.ref, known, "Otherwise add the entry.")
            yield Fault(
                node.place, f"the name is marked with the id “{node.ref}”, but there is no such authority entry", fix
            )


@rule("name-unexplained", Severity.REVIEW)
def name_unexplained(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report names in the essay that no entry explains.

    What: every capitalised name inside a sentence of the essay should be a form of an authority entry, or be listed
        in `no_names` in citations/edition.yml (for adjectives of nationality and words that the author
        capitalises).
    Why: readers who do not know the name would find no explanation.
    Fix: add an entry or a form; if none is wanted, mark the words with `{ref=none}`.
    """
    if not draft.authorities or languages.primary(draft.config.language) == "de":  # German gives every noun a capital
        return
    if "no_names" in draft.unusable or any(b.place.file.startswith("citations/authority/") for b in draft.broken):
        return  # names that exist would be reported as missing
    common = _bare(draft.config.no_names) | ORDINARY
    unmarked = {id(n) for node in walking.essay_nodes(draft) if isinstance(node, Named) for n in walk(node.content)}
    for section, resolved in zip(draft.sections, edition.sections, strict=False):
        for paragraph, shown in zip(section.paragraphs, resolved.paragraphs, strict=False):
            named = [reading_text(node.content) for node in walk(shown.content) if isinstance(node, Named)]
            known = _bare(" ".join(named).split()) | common
            before = ""
            for node in walking.nodes(paragraph.content):
                if isinstance(node, Text) and node.place:
                    if id(node) not in unmarked:
                        yield from _report_unexplained(node, before, known)
                    before += node.text


def _bare(words: Iterable[str]) -> set[str]:
    """Return words without the signs around them and without the s of a genitive."""
    return {word.strip("’‘“”'\".,;:()").removesuffix("’s") for word in words}


def _report_unexplained(node: Text, before: str, known: set[str]) -> Iterator[Fault]:
    for found in NAME.finditer(node.text):
        words = [w.strip("’").removesuffix("’s") for w in found.group().replace("-", " ").split()]
        strange = [w for w in words if w not in known and not NO_NAME.fullmatch(w)]
        if strange[:1] == words[:1] and OPENING.search(before + node.text[: found.start()]):
            del strange[0]
        if strange and node.place:
            at = found.start() + found.group().find(strange[0])
            yield Fault(node.place.moved(at, len(strange[0])), f"“{' '.join(strange)}” has no authority entry")


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
            fix = walking.did_you_mean(reading.at, texts, "Otherwise correct it.")
            yield Fault(reading.place, f"`at` of “{reading.id}” is “{reading.at}”, which is not a paragraph", fix)
        elif not reading.lemma or reading.lemma not in texts[reading.at]:
            message = f"the words “{reading.lemma}” of “{reading.id}” are not in “{reading.at}”"
            yield Fault(walking.place_of_field(draft, reading.place, "lemma"), message)


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
        here = " ".join(texts.get(line.text, "") for line in event.places)
        for found in QUOTED.finditer(event.essay):
            words = next(part for part in found.groups() if part)
            if any(part.strip(" ,.;:?!") not in here for part in LEFT_OUT.split(words)):
                message = f"the words “{words}” of “{event.id}” are not in any of its `places`"
                yield Fault(walking.place_of_field(draft, event.place, "essay"), message)


KINDS = ("misprint", "grammar", "spacing", "quotation mark", "foreign word", "fact")
DATED_BY = ("essay", "editor")


@rule("record-word-unknown")
def record_word_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records that lack a required text, or have a value that is not in a fixed list.

    What: every event must have a description (`event`), and every standing reading a `remark` and a `kind`, which must
        be a word from the editorial guidelines; `dated_by` of an event must be `essay` or `editor`.
    Why: readers learn nothing from a record without a text; `dated_by` and `kind` decide whether a date is printed in
        brackets and how a reading is classed.
    Fix: add the field, or write one of the words listed.
    """
    needed = [(event.place, "event", event.id, event.event) for event in draft.events]
    needed += [(reading.place, "remark", reading.id, reading.remark) for reading in draft.standing]
    needed += [(reading.place, "kind", reading.id, reading.kind) for reading in draft.standing]
    for place, field, record, words in needed:
        if not words:
            yield Fault(place, f"“{record}” has no `{field}`", f"add `{field}: …`.")
    values: list[tuple[Place, str, str, tuple[str, ...]]]
    values = [(event.place, "dated_by", event.dated_by, DATED_BY) for event in draft.events]
    values += [(reading.place, "kind", reading.kind, KINDS) for reading in draft.standing]
    for place, field, word, known in values:
        if word and word not in known:
            near = walking.did_you_mean(word, known, "") or f"write one of: {', '.join(known)}."
            yield Fault(walking.place_of_field(draft, place, field), f"“{word}” is not a valid `{field}`", near.strip())


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
            fix = "" if ids.is_number(label) else walking.did_you_mean(label, labels, "Otherwise correct it.")
            at = walking.place_of_field(draft, place, "note")
            yield Fault(at, f"“{name}” refers to note “{label}”, which is not in docs/notes/", fix)
    paragraphs = _paragraph_texts(draft)
    for name, line in _places_referred_to(draft):
        if line.text not in paragraphs:
            fix = walking.did_you_mean(line.text, paragraphs, "Otherwise correct it.")
            yield Fault(line.place, f"“{name}” refers to paragraph “{line.text}”, which is not in the essay", fix)
