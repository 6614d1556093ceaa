"""Rules about language: quotation marks, titles, foreign words, and words that the house style avoids."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator

from edition import languages, scripts
from edition.checks import quoted, walking
from edition.checks.rule import Fault, rule
from edition.checks.scripts import ALPHABETS
from edition.diagnostics import Problem, Severity, Subject, find_nearest
from edition.model import sentences
from edition.model.blocks import Block, Unit
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Emphasis, Foreign, Inlines, Text
from edition.model.sentences import CALL
from edition.model.text import children, reading_text, walk
from edition.model.wording import EXPLAINED
from edition.source import Place
from edition.words import quotes

TYPEWRITTEN = re.compile(r"[\"']|(?<!-)---?(?!-)")
LATINISMS = re.compile(r"\b(?:ibid|op\. ?cit|loc\. ?cit|id)\.(?!\w)", re.IGNORECASE)
POLYTONIC = re.compile(r"[\u0300\u0313\u0314\u0342\u0345]")
"""The accents and breathings that modern Greek does not write, as they combine (Unicode, NFD)."""
OTHER_LANGUAGES = {scripts.CYRILLIC: "`uk`, `bg` …", "Hebr": "`yi` …", "Arab": "`fa`, `ur` …", "Hani": "`ja` …"}
"""The further languages of words in a script, for advice."""
LATIN_LETTER = re.compile(f"[{scripts.letters(scripts.LATIN)}]")
LIBRARY_STYLE = re.compile(r"\b[A-Z]\w*(?:skii|iia|nyi)\b|\b\w*[ĭė]\w*|\b[A-Z][a-z]*iu[bktkr]\w*\b")
"""Endings of the Library of Congress's romanisation of Russian, which the house does not use."""
ALIKE = 0.86
"""How alike two titles must be (`difflib`, ratio) for one to be taken as the other misspelt."""
CALLED_INSIDE = re.compile(rf"{CALL}[\s.,;:?!…]*$")


@rule("quotation-unbalanced", Severity.REVIEW)
def quotation_unbalanced(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report paragraphs with unbalanced quotation marks.

    What: in every paragraph each “ should have its ” (in German „ its “, in French « its »); where the witness
        lacks one, a standing reading of the kind “quotation mark” should record it.
    Why: readers could not tell where another author's words begin and end.
    Fix: in a note, close the quotation; in the essay, record the fault in citations/standing.yml or emend it.
    """
    marks = quotes.of(draft.config.language).signs
    recorded = {reading.at for reading in draft.standing if reading.kind == "quotation mark"}
    paragraphs: list[Unit | Block] = []
    paragraphs += [p for section in draft.sections for p in section.paragraphs if p.anchor not in recorded]
    paragraphs += [p for note in walking.notes(draft) for p in note.paragraphs]
    for paragraph in paragraphs:
        text = reading_text(paragraph.content)
        opened, closed = (text.count(mark) for mark in marks)
        if marks[0] == marks[1]:
            opened, closed = (opened + 1) // 2, opened // 2
        if opened != closed:
            yield Fault(paragraph.place, f"this paragraph has {opened} opening and {closed} closing quotation marks")


def _quotations(paragraph: Unit, language: str) -> Iterator[tuple[str, bool, Place]]:
    """Yield every quotation in the marks of a language or in straight ones, whether a call follows it, and its place.

    A call follows where it stands at the end of the words within the marks, or after them in the same sentence.
    Straight marks are read as pairs where their number is even.
    """
    reading = walking.Reading(paragraph)
    text = reading.text
    opening, closing = quotes.of(language).signs
    pairs = f"{opening}(?P<words>[^{opening}{closing}]+){closing}"
    straight = '"(?P<straight>[^"]+)"' if text.count('"') % 2 == 0 else "(?P<straight>(?!))"
    for found in re.finditer(f"{pairs}|{straight}", text):
        # a sentence that ends inside the marks ends with them
        end = sentences.find_end(text, found.end() - 2, language)
        words = found["words"] or found["straight"]
        called = CALL in text[found.end() : end] or bool(CALLED_INSIDE.search(words))
        yield words.replace(CALL, ""), called, reading.place(found.start())


def _normalise(words: str) -> str:
    return words.strip(" .,;:?!").lower()


@rule("quotation-without-note", Severity.REVIEW)
def quotation_without_note(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report quotations that no note explains.

    What: a quotation in the essay, of one word or many, should be followed, within its sentence, by a note call of
        either series, or end with one, unless a note explains the same words elsewhere, or its record in
        citations/quotations.yml names a note or says that the marks quote nobody.
    Why: readers could not find out whose words these are.
    Fix: add an editors' note; if the source was not found, say so in it. Where the marks quote nobody, record what
        the words are, or allow the finding.
    """
    tag = draft.config.language
    found = [quotation for s in draft.sections for p in s.paragraphs for quotation in _quotations(p, tag)]
    explained = {_normalise(words) for words, called, _ in found if called}
    recorded = {quotation.place: quotation.record for quotation in quoted.find(draft)[0] if quotation.record}
    for words, called, place in found:
        record = recorded.get(place)
        if record and (record.note or record.kind in EXPLAINED):
            continue
        if not called and not any(_normalise(words) in other for other in explained):
            yield Fault(place, f"no note explains the quotation “{textwrap.shorten(words, 50, placeholder=' …')}”")


@rule("sign-typewritten", Severity.REVIEW)
def sign_typewritten(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find quotation marks, apostrophes and dashes as a typewriter has them.

    What: notes should have typographic signs: “ ” and ‘ ’ (or those of the edition's language), ’ and –.
    Why: they are printed as they are typed, in every format, beside others that are right; a name with ' is not found.
    Fix: write “ ” for " ", ’ for ', – for -- and — for ---; in a note on the sign itself, allow the finding.
    """
    for note in walking.editors_notes(draft):
        for node in walking.nodes_of_note(note):
            if isinstance(node, Text) and node.place and (found := TYPEWRITTEN.search(node.text)):
                place = node.place.moved(found.start(), len(found[0]))
                yield Fault(place, f"note {note.label} has `{found[0]}`")


@rule("ibid-refused")
def ibid_refused(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report “ibid.” and similar abbreviations.

    What: a note must identify a work by a citation, not by “ibid.”, “op. cit.” or “loc. cit.”.
    Why: notes are read singly, moved and quoted; the reader would not know which work “ibid.” refers to.
    Fix: cite the work by its key: `[@lenin1917tasks; @lcw24, p. 57]`.
    """
    for note, found, place in walking.matches_in_notes(draft, LATINISMS):
        yield Fault(place.moved(found.start(), len(found[0])), f"note {note.label} uses “{found[0]}”")


@rule("title-spelt-twice", Severity.REVIEW)
def title_spelt_twice(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report titles that nearly match one in the bibliography.

    What: a title in italics in a note should be spelt as in the bibliography.
    Why: a reader who searches for one spelling would miss the other.
    Fix: spell it as the bibliography does, or correct the entry.
    """
    titles = {work.title for work in walking.works(draft)} | {work.journal for work in walking.works(draft)}
    titles |= {form.text for entry in draft.authorities for form in (*entry.forms, *entry.notes_forms)}
    lower = {title.lower(): title for title in titles if title}
    for note in walking.editors_notes(draft):
        for node in walking.nodes_of_note(note):
            if not isinstance(node, Emphasis):
                continue
            words = reading_text(node.content)
            if words in titles:
                continue
            place = next((n.place for n in walk(node.content) if isinstance(n, Text) and n.place), note.place)
            near = find_nearest(words.lower(), lower, ALIKE)
            if near and words.lower() not in near:
                message = f"note {note.label} has “{words}”, but the bibliography has “{lower[near]}”"
                yield Fault(place, message, about=Subject(Problem.UNEXPLAINED, words))


def _texts_outside_foreign(inlines: Inlines) -> Iterator[Text]:
    for node in inlines:
        if isinstance(node, Text):
            yield node
        elif not isinstance(node, Foreign):
            yield from _texts_outside_foreign(children(node))


def _report_wrong_script(node: Foreign, place: Place) -> Iterator[Fault]:
    """Report words whose script does not fit their language tag."""
    words = "".join(text.text for text in _texts_outside_foreign(node.content))
    own = scripts.of_language(node.lang)
    if not own:
        return
    if other := next(scripts.find_words(words, own | {scripts.LATIN}), None):
        message = f"“{other[0]}” is not in the script of its tag `{{lang={node.lang}}}`"
        likely, _ = _likely_language(other[0])
        yield Fault(place, message, f"write the language of the words, such as `{likely}`.")
    elif scripts.LATIN not in own and LATIN_LETTER.search(words) and not any(scripts.of(c) in own for c in words):
        message = f"“{words}” is in Latin letters, but tagged `{{lang={node.lang}}}`"
        yield Fault(place, message, f"write `{{lang={languages.primary(node.lang)}-Latn}}`.")


def _likely_language(word: str) -> tuple[str, str]:
    """Return the likeliest language of a word by its script, and what else it may be."""
    script = scripts.of(next(filter(str.isalpha, word)))
    if script == scripts.GREEK:
        ancient = POLYTONIC.search(unicodedata.normalize("NFD", word))
        return ("grc", "or `el`, if it is modern Greek") if ancient else ("el", "or `grc`, if it is ancient")
    others = OTHER_LANGUAGES.get(script, "another language")
    return scripts.LIKELY.get(script, f"und-{script}"), f"or {others}, as the language is"


def _language_advice(word: str, beside: str) -> str:
    """Return what to write for a word in other letters and the words beside it: the likeliest language."""
    if scripts.of(word[0]) in ALPHABETS and any(map(LATIN_LETTER.match, beside)):
        return f"replace “{word}” by the Latin letters that look like it: it is part of a word in Latin letters."
    likely, others = _likely_language(word)
    return f"write `[{word}]{{lang={likely}}}` ({others})."


@rule("foreign-without-language")
def foreign_without_language(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report words in another script without a language tag.

    What: words of the essay and notes that are neither in the script of the edition's language nor in Latin letters
        must be marked with their language, `[слово]{lang=ru}`; in Latin letters, the tag must say so:
        `[slovo]{lang=ru-Latn}`. A single Greek letter is a symbol.
    Why: screen readers would mispronounce the words, and browsers would hyphenate them wrongly.
    Fix: put the words in brackets and add their language, such as `{lang=ru}`, `{lang=el}` or `{lang=grc}`.
    """
    own = scripts.of_language(draft.config.language) | {scripts.LATIN}
    for content in walking.contents(draft):
        for node in _texts_outside_foreign(content):
            if node.place and (found := next(scripts.find_words(node.text, own), None)):
                place, word = node.place.moved(found.start(), len(found[0])), found[0]
                beside = node.text[: found.start()][-1:] + node.text[found.end() :][:1]
                yield Fault(place, f"“{word}” has no language tag", _language_advice(word, beside))
        for span in walk(content):
            if isinstance(span, Foreign) and span.place and not languages.find_fault(span.lang)[0]:
                yield from _report_wrong_script(span, span.place)


@rule("transliteration-foreign", Severity.REVIEW)
def transliteration_foreign(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report Russian names in another transliteration than that of the house style.

    What: notes in English should spell Russian names as English readers know them (Trotsky, Milyutin, Izvestiya),
        not in the Library of Congress system (Trotskii, Miliutin, Izvestiia); titles in italics keep their own
        spelling.
    Why: a reader who searches for one spelling would miss the other.
    Fix: write -y for -skii and -nyi, and ya and yu for ia and iu.
    """
    if languages.primary(draft.config.language) != "en":
        return
    for note in walking.editors_notes(draft):
        for paragraph in note.paragraphs:
            for node in paragraph.content:
                if isinstance(node, Text) and node.place and (found := LIBRARY_STYLE.search(node.text)):
                    place = node.place.moved(found.start(), len(found.group()))
                    yield Fault(place, f"“{found.group()}” in note {note.label} is Library of Congress transliteration")
