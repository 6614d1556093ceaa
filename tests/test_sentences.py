"""Where a sentence ends, and what two rules make of it: names inside sentences, quotations without a note in theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition.model import sentences
from support import check
from test_rules import CASES

ESSAY = "docs/essay/a.md"


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("He came. She left.", "en", "He came."),
        ("“He came.” She left.", "en", "“He came.”"),
        ("Mr. Cotton came. She left.", "en", "Mr. Cotton came."),
        ("Mrs. and Dr. Hughes came. She left.", "en-GB", "Mrs. and Dr. Hughes came."),
        ("J. S. Mill came. She left.", "en", "J. S. Mill came."),
        ("The U.S. Treasury came. She left.", "en", "The U.S. Treasury came."),
        ("See no. 4 and p. 12 there. She left.", "en", "See no. 4 and p. 12 there."),
        ("He said no. She left.", "en", "He said no."),
        ("Tea, milk, etc. and so on. She left.", "en", "Tea, milk, etc. and so on."),
        ("It was art. She left.", "en", "It was art."),
        ("Wait … and wait. She left.", "en", "Wait … and wait."),
        ("Er kam z. B. Montag zu Dr. Möller. Sie ging.", "de", "Er kam z. B. Montag zu Dr. Möller."),
        ("Er kam am 4. Dezember. Sie ging.", "de", "Er kam am 4. Dezember."),
        ("Es war 1848. Sie ging.", "de", "Es war 1848."),
        ("He had 4. She left.", "en", "He had 4."),
        ("M. de Saint-Évremond et Mme. Verdurin. Elle part.", "fr", "M. de Saint-Évremond et Mme. Verdurin."),
        ("Пришёл тов. Ленин. Она ушла.", "ru", "Пришёл тов. Ленин."),
        ("No end", "en", "No end"),
    ],
)
def test_a_full_stop_after_an_abbreviation_ends_no_sentence(text: str, language: str, first: str) -> None:
    assert text[: sentences.find_end(text, 0, language)].strip() == first


def reported(root: Path, rule: str, typed: str, more: str = "") -> list[str]:
    """Return what a rule reports of the stock edition with words at the end of its first paragraph."""
    shutil.copytree(CASES / "stock", root)
    shutil.copytree(CASES / "rules" / "name-unexplained" / "good" / "citations", root / "citations", dirs_exist_ok=True)
    for file, old, new in ((ESSAY, " {#a-p1}", f" {typed} {{#a-p1}}"), ("citations/edition.yml", "", more)):
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        text = text.replace(old, new, 1) if old else text + new
        (root / file).write_text(text, encoding="utf-8")
    first = (root / ESSAY).read_text(encoding="utf-8").splitlines()[2].index(typed)
    return [f"{one.place.column - first} {one.message}" for one in check(root) if one.rule == rule]


NAMES = [
    # what stands in the essay, and each name that is reported with its column
    ("Of Mr. Cotton.", ["8 Cotton"]),
    ("Of Mr Cotton and Mrs. Bell.", ["7 Cotton", "23 Bell"]),
    ("Of St. Ambrose.", ["8 Ambrose"]),
    ("Of J. S. Mill.", ["10 Mill"]),
    ("The Life of Ambrose.", ["5 Life of Ambrose"]),
    ("We like The Times of old.", ["13 Times"]),
    ("In Part V. The pot is the same.", ["4 Part"]),
    ("Kettle.[^1] Pots sing.", []),
    ("Kettle.”[^1] “Pots sing.”", []),
    ("The {~~Marrov~>Marrow~~}{>>em-a sure: A slip.<<} sang.", ["16 Marrow"]),
    ("The {~~Pot~>pot~~}{>>em-a sure: A slip.<<} sang.", []),
    ("The Mar{~~ov~>row~~}{>>em-a sure: A slip.<<} sang.", ["5 Marrow"]),
    ("The [Marrow]{ref=none} sang.", []),
    ("The [Marrow]{ref=none} Band sang.", ["24 Band"]),
]


@pytest.mark.parametrize(("typed", "names"), NAMES)
def test_a_name_within_a_sentence_is_reported_as_it_is_read(typed: str, names: list[str], tmp_path: Path) -> None:
    found = reported(tmp_path / "edition", "name-unexplained", typed)
    kitchen = "has no authority entry"
    assert [one for one in found if "Kitchen" not in one] == [
        f"{column} “{name}” {kitchen}" for column, _, name in (expected.partition(" ") for expected in names)
    ]


@pytest.mark.parametrize("listed", ["[The Times]", "[Times, The]"])
def test_a_name_of_several_words_can_be_listed_as_none(listed: str, tmp_path: Path) -> None:
    assert not [
        one
        for one in reported(tmp_path / "edition", "name-unexplained", "We like The Times.", f"no_names: {listed}\n")
        if "Times" in one
    ]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("She “sang so,” said Mr. Cotton.[^1]", 0),
        ("She “sang so,” said J. S. Mill.[^1]", 0),
        ("She “sang so” in no. 4 of it.[^1]", 0),
        ("She “sang so,” etc. and laughed.[^1]", 0),
        ("She “sang so,” said he. They laughed.[^1]", 1),
        ("She “sang so.” They laughed.[^1]", 1),
    ],
)
def test_a_note_call_may_follow_a_quotation_after_an_abbreviation(typed: str, count: int, tmp_path: Path) -> None:
    assert len(reported(tmp_path / "edition", "quotation-without-note", typed)) == count
