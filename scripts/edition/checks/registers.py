"""Rules about the registers: authority entries are complete, distinct and used, and names are explained."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edition import ids, languages
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Severity, Subject, find_nearest
from edition.model import sentences
from edition.model.authority import Authority, Kind
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Named
from edition.model.records import Lines
from edition.model.sentences import CALL
from edition.model.text import reading_text, walk
from edition.resolve.names import NONE
from edition.source import Place
from edition.words import ENGLISH

GLOSS = 240
"""Maximum length of a gloss in characters: what a preview shows without scrolling."""
ALIKE = 0.8
"""How similar words of the text must be to a form (`difflib` ratio) to be meant by it."""
SIGNS = " ’‘“”'\".,;:()"
"""What may stand around a word."""
NEEDED = ("name", "sort", "gloss")
NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’-]*(?: (?:of |the )?[A-ZÀ-ÖØ-Þ][\w’-]*)*")
OPENING = re.compile(rf"""(?:^|\n\s*|[.?!:;]\s*['’”"»›)\]{CALL}]*\s+|[“‘„‚«‹(\[—–-]\s*|(?:^|[\s(])["'»›])$""")
"""What precedes a word that is capitalised only because it begins a sentence, or a line of verse."""
LINKS = frozenset({"of", "the"})
ORDINARY = LINKS | {*map(ENGLISH.month, range(1, 13))}
NO_NAME = re.compile(r"[A-Z]|[IVXLC]+")
"""A single letter or a Roman numeral."""


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
            place = draft.place_of(entry.place, lacking[0])
            yield Fault(place, f"the entry “{entry.id}” lacks {', '.join(f'`{name}`' for name in lacking)}")
        if entry.work and entry.work not in works:
            advice = walking.find_missing_work(entry.work, works, "Otherwise add it to the bibliography.")
            message = f"the entry “{entry.id}” refers to the work “{entry.work}”, which has no entry in citations/"
            yield Fault(draft.place_of(entry.place, "work"), message, *advice)
        for field, tag in (("native_lang", entry.native_lang), ("lang", entry.lang)):
            if tag:
                yield from walking.report_invalid_tag(draft.place_of(entry.place, field), tag)


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
                draft.place_of(entry.place, "gloss"),
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
    for (entry, form), (other, first) in walking.find_repeated(forms, lambda pair: pair[1].text):
        if entry != other:
            message = f"the form “{form.text}” of “{entry}” already belongs to “{other}” at {first.place}"
            yield Fault(form.place, message)


def _find_mentions(edition: Edition) -> tuple[set[str], set[str]]:
    """Return the ids of all entries that are mentioned, and the forms by which they are."""
    contents = [content for s in edition.sections for p in s.paragraphs for content in p.all_content]
    contents += [p.content for n in edition.notes for p in n.note.paragraphs]
    named = [node for content in contents for node in walk(content) if isinstance(node, Named)]
    return {node.ref for node in named}, {reading_text(node.content) for node in named}


Index = Mapping[str, Iterable[tuple[Sequence[str], int]]]
"""The words of all texts, each with its text and its position there, by their first letters."""


def _index_words(edition: Edition) -> Index:
    texts = [reading_text(c).split() for s in edition.sections for p in s.paragraphs for c in p.all_content]
    texts += [reading_text(p.content).split() for n in edition.notes for p in n.note.paragraphs]
    found: dict[str, list[tuple[Sequence[str], int]]] = {}
    for words in texts:
        for at, word in enumerate(words):
            found.setdefault(word.lstrip(SIGNS)[:1].casefold(), []).append((words, at))
    return found


def _find_meant(index: Index, met: set[str], forms: Lines, place: Place) -> tuple[Place, str, str]:
    """Return the place of a form that occurs nowhere, the advice to write the words most like it, and these words.

    Without such words, of those that are no forms, the place is the given one, and the advice empty.
    """
    for form in forms:
        size = form.text.count(" ") + 1
        starts = index.get(form.text[:1].casefold(), ())
        known = {" ".join(words[at : at + size]).strip(SIGNS) for words, at in starts}
        if near := find_nearest(form.text, known - met, ALIKE):
            return form.place, f"did you mean “{near}”? Otherwise correct the form, or remove it.", near
    return place, "", ""


@rule("authority-without-mention")
def authority_without_mention(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report authority entries that the text never mentions.

    What: every authority entry must be mentioned in the essay or in a note.
    Why: readers would find in the register a name that the edition never mentions.
    Fix: add the form used in the text, mark a mention with `{ref=…}`, or remove the entry.
    """
    mentioned, met = _find_mentions(edition)
    index: Index = {}
    for entry in draft.authorities:
        if entry.id and entry.id not in mentioned:
            index = index or _index_words(edition)
            place, fix, near = _find_meant(index, met, (*entry.forms, *entry.notes_forms), entry.place)
            about = Subject(Problem.UNUSED, ids.authority(entry.id), near)
            yield Fault(place, f"“{entry.id}” is never mentioned in the essay or notes", fix, about)


@rule("authority-form-unmatched", Severity.REVIEW)
def authority_form_unmatched(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report forms that match nothing in the text.

    What: every form of an entry should occur in the text.
    Why: the form is misspelt, or always part of a longer one; readers would not be shown the explanation where it
        was intended.
    Fix: correct the form, letter by letter (including ’ and “ ”), or remove it.
    """
    mentioned, met = _find_mentions(edition)
    index: Index = {}
    for entry in draft.authorities:
        for form in (*entry.forms, *entry.notes_forms):
            if form.text not in met and entry.id in mentioned:  # otherwise `authority-without-mention` reports it
                index = index or _index_words(edition)
                place, fix, near = _find_meant(index, met, (form,), form.place)
                about = Subject(Problem.UNUSED, form.text, near)
                yield Fault(place, f"the form “{form.text}” of “{entry.id}” does not occur in the text", fix, about)


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
            advice = walking.find_missing(node.ref, known, "Otherwise add the entry.", ids.authority)
            message = f"the name is marked with the id “{node.ref}”, but there is no such authority entry"
            yield Fault(node.place, message, *advice)


@rule("name-unexplained", Severity.REVIEW)
def name_unexplained(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report names in the essay that no entry explains.

    What: every capitalised name inside a sentence of the essay should be a form of an authority entry, or be listed
        in `no_names` in citations/edition.yml (for adjectives of nationality and words that the author
        capitalises); the author's own name is known.
    Why: readers who do not know the name would find no explanation.
    Fix: add an entry or a form; if none is wanted, list the words in `no_names` in citations/edition.yml, or mark
        them here with `{ref=none}`.
    """
    if not draft.authorities or languages.primary(draft.config.language) == "de":  # German gives every noun a capital
        return
    if "no_names" in draft.unusable or any(b.place.file.startswith("citations/authority/") for b in draft.broken):
        return  # names that exist would be reported as missing
    language = draft.config.language
    author = draft.config.author.natural.replace("-", " ").split()
    titles = (word for title in sentences.abbreviations(language) for word in (title, title.capitalize()))
    common = _bare((*" ".join(draft.config.no_names).split(), *author, *titles)) | ORDINARY
    for section, resolved in zip(draft.sections, edition.sections, strict=False):
        for paragraph, shown in zip(section.paragraphs, resolved.paragraphs, strict=False):
            named = [reading_text(node.content) for node in walk(shown.content) if isinstance(node, Named)]
            known = _bare(" ".join(named).split()) | common
            yield from _report_unexplained(walking.Reading(paragraph), known, language)


def _bare(words: Iterable[str]) -> set[str]:
    """Return words without the signs around them and without the s of a genitive."""
    return {word.strip(SIGNS).removesuffix("’s") for word in words}


def _hide_marked(reading: walking.Reading) -> str:
    """Return a reading text in which the words that are marked as a name, or as none, are no longer capitalised."""
    text = reading.text
    marked = (node for node in walk(reading.paragraph.content) if isinstance(node, Named))
    inside = {id(node) for name in marked for node in walk(name.content)}
    for start, node in reading.texts:
        if id(node) in inside:
            text = (
                text[:start]
                + sentences.WORD.sub(lambda word: "x" * len(word[0]), node.text)
                + text[start + len(node.text) :]
            )
    return text


def _report_unexplained(reading: walking.Reading, known: set[str], language: str) -> Iterator[Fault]:
    """Report the capitalised words of a paragraph that are not `known`, and do not just open a sentence."""
    text = _hide_marked(reading)
    used = frozenset(sentences.WORD.findall(text))
    for found in NAME.finditer(text):
        words = [w.strip("’").removesuffix("’s") for w in found.group().replace("-", " ").split()]
        strange = [w for w in words if w not in known and not NO_NAME.fullmatch(w)]
        before, after = text[: found.start()], text[found.start() :]
        opens = OPENING.search(before) and not sentences.stops_short(before, after, language, used)
        if opens and strange[:1] == words[:1]:
            del strange[0]
        if strange:
            shown = [word for word in words[words.index(strange[0]) :] if word in strange or word in LINKS]
            while shown[-1] in LINKS:
                del shown[-1]
            at = found.start() + found.group().find(strange[0])
            about = Subject(Problem.UNEXPLAINED, " ".join(shown))
            yield Fault(reading.place(at, len(strange[0])), f"“{about.name}” has no authority entry", about=about)
