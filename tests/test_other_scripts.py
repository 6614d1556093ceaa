"""Editions in other scripts than Latin: their own letters are not foreign, and every format has them the right way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edition import scaffold, scripts
from edition.scaffold import Wishes
from support import check

TEXTS = sorted((Path(__file__).parent / "cases" / "scripts").glob("*.txt"))
"""Short texts, each named by its language."""
REVIEWS = {"site-url-missing", "quotation-without-note"}


def begun(root: Path, text: Path) -> Path:
    """Begin an edition of a text in a new folder, and return that."""
    scaffold.create(root, scaffold.request(text, Wishes("", "", text.stem, (), date(2026, 11, 24))))
    return root


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_the_letters_of_its_own_language_are_not_foreign(text: Path, tmp_path: Path) -> None:
    assert {finding.rule for finding in check(begun(tmp_path / "new", text))} <= REVIEWS


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *(("ru", "Cyrl"), ("uk", "Cyrl"), ("bg", "Cyrl"), ("sr", "Cyrl"), ("sr-Latn", "Latn"), ("cu", "Cyrl")),
        *(("el", "Grek"), ("grc", "Grek"), ("he", "Hebr"), ("yi", "Hebr"), ("ar", "Arab"), ("fa", "Arab")),
        *(("ja", "Hani Hira Kana"), ("zh", "Bopo Hani"), ("zh-TW", "Bopo Hani"), ("ko", "Hang Hani")),
        *(("ka", "Geor"), ("hy", "Armn"), ("hi", "Deva"), ("az", "Latn"), ("az-IR", "Arab"), ("de-Latf", "Latn")),
        *(("ru-Latn", "Latn"), ("und-Hebr", "Hebr"), ("und", ""), ("x-sindarin", ""), ("i-klingon", "")),
    ],
)
def test_a_language_has_its_scripts(tag: str, expected: str) -> None:
    assert " ".join(sorted(scripts.of_language(tag))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ὕλη and יַעַר, コーヒー, ქართული", "ὕλη יַעַר コーヒー ქართული"),
        ("π is a number, σ-algebras, 5 Ω, µm", ""),
        ("a и b, Ⅳ, K, é, ﬁ, № 7, ½, ー", "и"),
    ],
)
def test_words_outside_a_script_are_found(text: str, expected: str) -> None:
    """Single Greek letters are symbols; what all scripts share belongs to none."""
    assert " ".join(found[0] for found in scripts.find_words(text, frozenset({"Latn"}))) == expected


@pytest.mark.parametrize(
    ("tag", "words", "direction"),
    [("he", "", "rtl"), ("fa", "", "rtl"), ("ru", "", "ltr"), ("he-Latn", "", "ltr"), ("und", "«שלום»", "rtl")],
)
def test_words_have_the_direction_of_their_script(tag: str, words: str, direction: str) -> None:
    assert scripts.direction(tag, words) == direction
