"""The catalogues of words: every word that is asked for, none that is not, the same places in every language."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from babel import Locale

import edition
from edition import checks, pipeline, resolve, words
from edition import theme as theme_folder
from edition.checks import walking
from edition.config import FILE
from edition.diagnostics import errors
from edition.model.document import Certainty, Wording
from edition.readers import notes, syntax
from edition.readers.pictures import Pictures
from edition.source import SourceFile
from edition.words import theme
from edition.writers import data, epub, site, tei, typst

ROOT = Path(edition.__file__).parent
ENGLISH = words.catalogue("en")
PLACE = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)*\.[a-z0-9_]+")


OTHERWISE = {"lowered": ("note", "title"), "closed": ("title",)}
"""What a translation may have in the place of another."""


def asked() -> Iterator[re.Pattern[str]]:
    """Yield a pattern of every name that the program may ask for: one as it stands, one made of parts, or a group."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(text)) if NAME.fullmatch(text):
                    yield re.compile(re.escape(text))
                case ast.JoinedStr(values=[ast.Constant(value=str(first)), *_]) if re.match(r"[a-z_]+\.", first):
                    parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w*" for p in node.values)
                    yield re.compile("".join(parts))
                case ast.Call(func=ast.Attribute(attr="value"), args=[ast.Constant(value=str(group)), *_]):
                    yield re.compile(rf"{group}\.\w+")
    yield re.compile(r"mentions\.\w+_in")


TEMPLATE = re.compile(r"'((?:theme|turning|edition)\.\w+)'|\b(?:say|count)\(\s*\"(\w+)\"")
"""A word that a template or a script asks for."""


def asked_by_theme() -> set[str]:
    """Return the names of the words that templates and scripts ask for."""
    folder = theme_folder.FOLDER
    files = [
        *folder.glob("*.html"),
        *(folder / "partials").glob("[!c]*.html"),
        *(folder / "assets/edition").glob("*.js"),
    ]
    found = [match for file in files for match in TEMPLATE.findall(file.read_text(encoding="utf-8"))]
    return {whole or f"script.{own}" for whole, own in found}


def places(forms: words.Forms) -> set[str]:
    """Return the places in a word, in all its forms."""
    return {place for text in forms.values() for place in PLACE.findall(text)}


def test_every_english_word_is_printed_somewhere() -> None:
    by_theme, patterns = asked_by_theme(), set(asked())
    assert [name for name in ENGLISH if name not in by_theme and not any(p.fullmatch(name) for p in patterns)] == []


def test_every_word_that_templates_and_scripts_ask_for_is_english() -> None:
    assert asked_by_theme() - ENGLISH.keys() == set()


@pytest.mark.parametrize("language", words.languages())
def test_a_translation_has_the_words_and_places_of_the_english_ones(language: str) -> None:
    own = words.catalogue(language)
    assert own.keys() - ENGLISH.keys() == set()
    known = {name: places(ENGLISH[name]) for name in own}
    same = {name: {other for place in given for other in OTHERWISE.get(place, ())} for name, given in known.items()}
    wrong = {name for name, forms in own.items() if not places(forms) <= known[name] | same[name] | {"n"}}
    assert wrong == set()


@pytest.mark.parametrize("language", words.languages())
def test_words_that_count_have_all_plural_forms_of_the_language(language: str) -> None:
    """CLDR's plural forms of whole numbers, or its ordinal ones."""
    locale = Locale.parse(language)
    wanted = {locale.plural_form(number) for number in range(200)}
    ordinal = {locale.ordinal_form(number) for number in range(200)}
    for name, forms in words.catalogue(language).items():
        if len(ENGLISH[name]) > 1 and set(ENGLISH[name]) != {"one", "two", "few", "other"}:
            assert wanted <= forms.keys() | {"other"} or len(forms) == 1, name
        else:
            assert set(forms) <= wanted | ordinal | {"other"}, name


def test_the_templates_have_the_words_of_the_catalogues(*, accept: bool) -> None:
    file = theme_folder.FOLDER / "partials" / "catalogue.html"
    if accept:
        file.write_text(theme.template(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == theme.template()


def test_a_word_that_is_not_translated_is_english_and_says_so() -> None:
    """What is put in its place is not, and figures are in no language."""
    nowhere = words.of("tlh")
    assert [*words.split_untranslated(nowhere("notes.title"))] == [("Notes", True)]
    assert [*words.split_untranslated(nowhere("notes.to", section="Α"))] == [("Notes to ", True), ("Α", False)]
    assert [*words.split_untranslated(nowhere.count("count.notes", 3))] == [("3 notes", True)]
    assert nowhere("date.day_month_year", day="1", month="M", year="1917") == "1 M 1917"
    assert words.ENGLISH("notes.title") == "Notes"
    assert [*words.split_untranslated(nowhere.month(4))] == [("April", True)]


def test_numbers_take_the_plural_of_the_language() -> None:
    assert [words.ENGLISH.count("count.notes", number) for number in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]
    printings = [words.ENGLISH.ordinal("work.printing", number) for number in (1, 2, 3, 4, 11, 22, 103, 112)]
    assert printings == [f"{n} ed." for n in ("1st", "2nd", "3rd", "4th", "11th", "22nd", "103rd", "112th")]


def test_words_stand_around_what_is_put_between_them() -> None:
    pieces = words.ENGLISH.around("note.see", note=7)
    assert pieces == ["See ", 7, "."]
    first, note, stop = words.of("tlh").around("note.see", note=7)
    assert [*words.split_untranslated(str(first))] == [("See ", True)]
    assert (note, stop) == (7, ".")


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("sicher, fast wörtlich", "Nachweis."),
        ("certain, close variant", "Evidence."),
        ("Sicher, close variant", "Nachweis"),
    ],
)
def test_the_status_of_a_note_may_be_in_the_language_of_the_notes(typed: str, mark: str) -> None:
    text = f"# Notes {{#notes-a}}\n\n[^1]: [{typed}.]{{.status}} Words.\n\n    [{mark}]{{.evidence}} Seen.\n"
    file, faults = notes.read(syntax.parser("de"), SourceFile("a.md", text), "a", words.of("de"), Pictures())
    (note,) = file.notes
    assert not faults
    assert (note.certainty, note.wording) == (Certainty.CERTAIN, Wording.CLOSE)
    assert note.printed_status(words.of("de")) == "sicher · fast wörtlich"
    assert note.evidence


def test_a_status_in_a_third_language_is_reported_with_the_words_of_the_notes() -> None:
    text = "# Notes {#notes-a}\n\n[^1]: [sûr, wörtlich.]{.status} Words.\n"
    file, _ = notes.read(syntax.parser("de"), SourceFile("a.md", text), "a", words.of("de"), Pictures())
    assert file.notes[0].status
    assert file.notes[0].status.certainty == "sûr"


@pytest.mark.parametrize("language", words.languages())
def test_words_of_fixed_lists_may_be_typed_in_the_language_of_the_notes(language: str) -> None:
    """And always in English, whatever their capitals; no word stands for two values of its list."""
    own = words.of(language)
    for group in ("certainty", "wording", "emendation", "standing", "quoted"):
        english = words.ENGLISH.choices(group)
        assert [own.as_english(group, word.upper()) for word in own.choices(group)] == list(english), group
        assert [own.as_english(group, word) for word in english] == list(english), group
        assert own.as_english(group, "Kessel") == "Kessel"
    assert all(re.fullmatch(r"\w+", word) for word in (*own.choices("emendation"), words.bare(own("note.seen"))))


TYPED = {
    "docs/essay/i.md": {" sure:": " sicher:", " likely:": " wahrscheinlich:"},
    "docs/notes/i.md": {", seen]": ", eingesehen]", ", seen;": ", eingesehen;", "ch. 2, p. 5": "Kap. 2, S. 5"},
    "citations/standing.yml": {"kind: grammar": "kind: Grammatik", "kind: fact": "kind: sachverhalt"},
}
"""Words of the specimen in German."""


def test_what_an_editor_types_in_german_says_what_the_english_words_say(tmp_path: Path) -> None:
    """Where the notes are German, whatever the language of the text."""
    shutil.copytree(Path(__file__).parent / "cases" / "whole", tmp_path, dirs_exist_ok=True)
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write("notes_language: de\n")
    english = pipeline.edition(tmp_path)
    for path, typed in TYPED.items():
        text = (tmp_path / path).read_text(encoding="utf-8")
        for word, translated in typed.items():
            assert word in text
            text = text.replace(word, translated)
        (tmp_path / path).write_text(text, encoding="utf-8")
    draft = pipeline.read(tmp_path)
    german = resolve.resolve(draft)
    assert not errors(checks.run(draft, german))
    same = re.compile(r"\b(?:ch|Kap|p|S)\. (?=[25]\b)")  # a locator is printed as it is typed
    said = [{path: same.sub("", text) for path, text in data.write(one).items()} for one in (english, german)]
    assert said[0] == said[1]
    assert [reading.kind for reading in german.standing] == [reading.kind for reading in english.standing]


def test_a_word_that_no_list_has_is_reported_with_those_of_the_notes() -> None:
    fix = walking.advise_choice("sichr", words.of("de"), "emendation")
    assert fix == "did you mean “sicher”? Write one of: sicher, wahrscheinlich; or in English: sure, likely."
    assert walking.advise_choice("", words.ENGLISH, "emendation") == "write one of: sure, likely."


def test_text_and_notes_may_be_in_two_languages() -> None:
    """The page, its words and the notes are in that of the notes; the text is marked as in its own."""
    draft = pipeline.read(Path(__file__).parent / "cases" / "whole")
    edition = resolve.resolve(replace(draft, config=replace(draft.config, language="el", notes_language="en")))
    page = "".join(tostring(element, encoding="unicode") for element in site.page_of(edition, "i") or [])
    assert '<h1 id="i" lang="el">' in page
    assert re.search(r'<p id="i-p1" class="essay" lang="el">', page)
    assert "4 notes" in page
    book = epub.write(edition)["EPUB/essay-i.xhtml"].decode()
    assert 'lang="en" xml:lang="en"' in book
    assert 'class="essay" lang="el" xml:lang="el"' in book
    written = tei.write(edition)
    assert 'xml:lang="el"' in written
    assert '<teiHeader xml:lang="en">' in written
    printed = typst.write(edition)["book.typ"]
    spoken = re.findall(r'(?m)^#set text\(lang: "(\w+)"', printed)
    assert spoken == ["en", "el", "en"]  # before the text, from the text on, and after it
    assert '[#set text(lang: "en", region: none, dir: ltr);#status[' in printed
    assert re.search(r'<div type="notes" xml:id="notes-i" n="I" xml:lang="en">', written)
