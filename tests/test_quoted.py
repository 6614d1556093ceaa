"""What the essay quotes, in the marks of any language, set off, or as an epigraph; and the records that cover it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition import pipeline
from edition.checks import quoted
from edition.model.wording import KINDS
from edition.words import ENGLISH
from support import check
from test_rules import CASES


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en-GB", "A “kettle” and a ‘pot’", ["kettle", "pot"]),
        ("en-GB", "“a ‘kettle’ sings”, and “so “it” is”", ["a ‘kettle’ sings", "so “it” is"]),
        ("en-GB", "the cooks’ kettles and the cook’s ‘cook’s own’ pots", ["cook’s own"]),
        ("en-GB", "“left open", ["left open"]),
        ("en-GB", 'a "kettle", a "pot"', ["kettle", "pot"]),
        ("en-GB", '5" and “a 6" pot”, 7"', ['a 6" pot']),
        ("en-GB", "“” ‘…’ « kettle »", []),
        ("de", "„Kessel“ und ‚Topf‘, „ein ‚Topf‘ singt“", ["Kessel", "Topf", "ein ‚Topf‘ singt"]),
        ("fr", "« la “bouilloire” », l’« eau » et “le feu”", [" la “bouilloire” ", " eau ", "le feu"]),
        ("ru", "«чайник „поёт“» и „самовар“", ["чайник „поёт“", "самовар"]),
        ("sv", "”kittel” och ’gryta’, ”te”", ["kittel", "te"]),
        ("ja", "「やかん『歌』」と『湯』", ["やかん『歌』", "湯"]),
    ],
)
def test_marked_words(language: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in quoted.find_marked(text, language)] == found


def test_what_is_set_off_needs_no_marks() -> None:
    """Of the edition with every block: quotations, one inside an epigraph's place, and nothing inside them."""
    every, idle = quoted.find(pipeline.read(CASES / "blocks"))
    assert not idle
    assert {q.words[:15] for q in every} >= {"A kettle sings ", "A kettle at the"}


def test_records_of_the_same_words_take_one_place_each(tmp_path: Path) -> None:
    """First those that fill a pair of marks; then the words in a longer quotation; then those outside."""
    root = tmp_path / "edition"
    shutil.copytree(CASES / "stock", root)
    essay = root / "docs" / "essay" / "a.md"
    words = "The tea, the “best tea” and “tea”. {#a-p1}"
    text = essay.read_text(encoding="utf-8")
    start = text.index("A kettle sings")
    essay.write_text(text[:start] + words + text[text.index("\n", start) :], encoding="utf-8")
    record = "- {{id: r{0}, at: a-p1, lemma: tea, kind: term}}\n"
    records = root / "citations" / "quotations.yml"
    for number, (recorded, idle) in enumerate([(["tea"], 0), (["best tea", "tea"], 0), (["best tea", "tea"], 0)], 1):
        records.write_text("".join(record.format(n) for n in range(number)), encoding="utf-8")
        every, left = quoted.find(pipeline.read(root))
        assert [q.words for q in every if q.record] == recorded
        assert len(left) == idle
    records.write_text("".join(record.format(n) for n in range(4)), encoding="utf-8")
    assert [record.id for record in quoted.find(pipeline.read(root))[1]] == ["r3"]


def test_an_edition_that_records_no_quotations_is_not_asked_for_records() -> None:
    assert not [f for f in check(CASES / "blocks") if f.rule == "quotation-unrecorded"]


def test_the_kinds_are_those_of_the_catalogue() -> None:
    assert ENGLISH.choices("quoted") == KINDS
