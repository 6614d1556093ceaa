"""White space in which the essay differs from its witness: its class, its place and the words around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.model.spacing import SpaceChange, SpaceKind
from edition.readers import essay, syntax
from edition.readers.pictures import Pictures
from edition.resolve import whitespace
from edition.source import SourceFile
from support import specimen_draft

HYPHEN, END, RUN, BEFORE, AFTER, JOINED, PARTED = (
    *(SpaceKind.HYPHEN, SpaceKind.LINE_END, SpaceKind.RUN, SpaceKind.BEFORE_CALL),
    *(SpaceKind.AFTER_CALL, SpaceKind.JOINED, SpaceKind.PARTED),
)


def changes(paragraph: str, witness: str) -> list[SpaceChange]:
    """Return the changes in a paragraph, which follows a heading that the witness does not have."""
    text = f"# [A]{{.supplied}} {{#a}}\n\n{paragraph} {{#a-p1}}\n"
    section, _ = essay.read(syntax.parser(), SourceFile("docs/essay/a.md", text), "a", Pictures())
    return [*whitespace.find(replace(specimen_draft(), sections=(section,), witness=witness))]


@pytest.mark.parametrize(
    ("paragraph", "witness", "kind", "words", "column"),
    [
        ("A well-known kettle.", "A well-\nknown kettle.", HYPHEN, ("well- known", "well-known"), 8),
        ("A well‐known kettle.", "A well‐\nknown kettle.", HYPHEN, ("well‐ known", "well‐known"), 8),
        ("A well- known kettle.", "A well-\nknown kettle.", PARTED, ("well- known", "well- known"), 9),
        ("A well-known kettle.", "A well- known kettle.", JOINED, ("well- known", "well-known"), 8),
        ("(-x", "(-\nx", JOINED, ("(- x", "(-x"), 3),
        ("a--x", "a--\nx", JOINED, ("a-- x", "a--x"), 4),
        ("A kettle sings.", "A ket\ntle sings.", JOINED, ("ket tle", "kettle"), 6),
        ("A *ket*tle sings.", "A ket tle sings.", JOINED, ("ket tle", "kettle"), 8),
        ("In 1917 it sang", "In 1 917 it sang", JOINED, ("1 917", "1917"), 5),
        ("A ket tle sings.", "A kettle sings.", PARTED, ("kettle", "ket tle"), 7),
        ("A kettle sings.", "Akettle sings.", PARTED, ("Akettle", "A kettle"), 3),
        ("A kettle sings.", "A kettle\nsings.", END, ("kettle sings.", "kettle sings."), 10),
        ("A – kettle", "A –\nkettle", END, ("– kettle", "– kettle"), 5),
        ("A kettle sings.", "A  kettle sings.", RUN, ("A kettle", "A kettle"), 3),
        ("A kettle sings.", "A\tkettle sings.", None, ("", ""), 0),
        ("A kettle  sings.", "A kettle sings.", None, ("", ""), 0),
        ("A kettle\nsings.", "A kettle sings.", None, ("", ""), 0),
        ("A kettle sings.", "A kettle sings.\n\nIt boils.", None, ("", ""), 0),
        ("A kettle[^1] sings.", "A kettle 1 sings.", BEFORE, ("kettle 1", "kettle1"), 9),
        ("A kettle [^1] sings.", "A kettle1 sings.", PARTED, ("kettle1", "kettle 1"), 10),
        ("A kettle[^12] sings.", "A kettle1 2 sings.", JOINED, ("kettle1 2", "kettle12"), 9),
        ("A kettle[^1] sings.", "A kettle1sings.", AFTER, ("kettle1sings.", "kettle1 sings."), 14),
        ("A kettle[^1]sings.", "A kettle1 sings.", JOINED, ("kettle1 sings.", "kettle1sings."), 13),
        ("A kettle[^1], sings.", "A kettle1 , sings.", AFTER, ("kettle1 ,", "kettle1,"), 13),
        ("A kettle[^1] , sings.", "A kettle1, sings.", AFTER, ("kettle1,", "kettle1 ,"), 14),
        ("A kettle[^1]\nsings.", "A kettle1\nsings.", END, ("kettle1 sings.", "kettle1 sings."), 1),
    ],
)
def test_a_change_has_its_class_words_and_place(
    paragraph: str, witness: str, kind: SpaceKind | None, words: tuple[str, str], column: int
) -> None:
    found = [
        (change.kind, change.words, change.place.column, change.paragraph) for change in changes(paragraph, witness)
    ]
    assert found == ([(kind, words, column, "a-p1")] if kind else [])


def test_a_change_is_shown_with_the_characters_around_it() -> None:
    """Fourteen on either side; a line's end has a sign of its own, in the witness and in the essay."""
    (change,) = changes("A copper kettle which sings and boils.", "A copper kettle\nwhich sings and boils.")
    assert (change.witness, change.reading) == (" copper kettle⏎which sings an", " copper kettle which sings an")
    first, second = changes("A kettle sings\nand boils.", "A\nkettle sings and\nboils.")
    assert (first.witness, first.reading) == ("A⏎kettle sings a", "¶A kettle sings a")
    assert (second.witness, second.reading) == ("ttle sings and⏎boils.", "ttle sings and boils.¶")
