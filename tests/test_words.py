"""The catalogues of words: every word that is asked for, none that is not, the same places in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

import edition
from edition import words

ROOT = Path(edition.__file__).parent
ENGLISH = words.catalogue("en")
PLACE = re.compile(r"\{(\w+)\}")
NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)*\.[a-z0-9_]+")


def asked() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every string of the program that may name words, with a pattern of what it may name."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
                yield node.value, re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w*" for p in node.values]
                yield ast.unparse(node), re.compile("".join(parts))


def places(forms: words.Forms) -> set[str]:
    """Return the places in a word, in all its forms."""
    return {place for text in forms.values() for place in PLACE.findall(text)}


def test_every_english_word_is_printed_somewhere() -> None:
    patterns = {pattern for _, pattern in asked()}
    whole = [pattern for pattern in patterns if "." in pattern.pattern]
    assert [name for name in ENGLISH if not any(pattern.fullmatch(name) for pattern in whole)] == []


@pytest.mark.parametrize("language", words.languages())
def test_a_translation_has_the_words_and_places_of_the_english_ones(language: str) -> None:
    own = words.catalogue(language)
    assert own.keys() - ENGLISH.keys() == set()
    wrong = {name for name, forms in own.items() if not places(forms) <= places(ENGLISH[name]) | {"n"}}
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


def test_a_word_that_is_not_translated_is_english_and_says_so() -> None:
    nowhere = words.of("tlh")
    word = nowhere("notes.title")
    assert (word, word.lang) == ("Notes", "en")
    assert (words.ENGLISH("notes.title"), words.ENGLISH("notes.title").lang) == ("Notes", "")
    assert nowhere.month(4) == "April"


def test_numbers_take_the_plural_of_the_language() -> None:
    assert [words.ENGLISH.count("count.notes", number) for number in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]
    printings = [words.ENGLISH.ordinal("work.printing", number) for number in (1, 2, 3, 4, 11, 22, 103, 112)]
    assert printings == [f"{n} ed." for n in ("1st", "2nd", "3rd", "4th", "11th", "22nd", "103rd", "112th")]


def test_words_stand_around_what_is_put_between_them() -> None:
    pieces = words.ENGLISH.around("note.see", note=7)
    assert pieces == ["See ", 7, "."]
