"""Causes are reported before consequences, and what only follows from them is not reported: a table of causes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from edition import cli
from support import WHOLE, check
from test_left_out import laid_out
from test_rules import CASES

ESSAY, NOTES, WORKS, LIST = "docs/essay/a.md", "docs/notes/a.md", "citations/works.bib", "citations/anchors.txt"
PERSONS, CHRONOLOGY, STANDING = "citations/authority/persons.yml", "citations/chronology.yml", "citations/standing.yml"
WITNESS, DESCRIPTION = "citations/witness.txt", "citations/edition.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an edition with something of everything, all of it published."""
    root = laid_out(tmp_path / "edition", set(), "https://kettles.example/sub/")
    assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    return root


def errors(root: Path) -> list[str]:
    return [f.rule for f in check(root) if f.severity.value == "error"]


CAUSES = [
    # what is done to which file, and the errors that are shown, in their order
    (ESSAY, " {#a-p1}", " {#a-p1", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", " {a-p1}", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", " #a-p1}", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", " {# a-p1}", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", " (#a-p1)", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", " {#a-p1}}", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", " {#a-p1}.", ["anchor-missing"]),
    (ESSAY, " {#a-p1}", "", ["anchor-missing"]),
    (ESSAY, "A kettle sings", "<!-- A kettle sings", ["markup-unsupported"]),
    (ESSAY, "A kettle sings", "    A kettle sings", ["markup-unsupported"]),
    (ESSAY, "*The Kitchen*", "*The Kitchen", ["markup-unsupported"]),
    (ESSAY, "[^1]", "[^1", ["markup-unsupported"]),
    (ESSAY, "~~}{>>em-has", "~~{>>em-has", ["markup-unsupported"]),
    (ESSAY, None, "", ["anchor-missing"]),
    (ESSAY, None, None, ["file-missing"]),
    (ESSAY, "A", "\0A", ["file-unreadable"]),
    (NOTES, "[^2]:", "[^2]", ["markup-unsupported"]),
    (NOTES, "[^1]:", "[^1:", ["markup-unsupported"]),
    (NOTES, "; @cw3, p. 12, seen]", "; @cw3, p. 12, seen", ["markup-unsupported"]),
    (NOTES, "[^1]: ", "[^1]: <!-- ", ["markup-unsupported"]),
    (NOTES, None, "", ["anchor-missing"]),
    (NOTES, None, None, ["file-missing"]),
    (NOTES, "Ada", "\0Ada", ["file-unreadable"]),
    (WORKS, "author = {Baker, Ben},", "author = {Baker, Ben,", ["work-unreadable"]),
    (WORKS, "@collection{cw3,", "collection{cw3,", ["work-unreadable"]),
    (WORKS, None, "", ["cite-unknown-work"] * 3),
    (WORKS, None, None, ["file-missing"]),
    (PERSONS, "name:", "\tname:", ["record-unreadable"]),
    (PERSONS, "gloss:", "glos:", ["record-unreadable"]),
    (PERSONS, "name:", "naem:", ["record-unreadable"]),
    (PERSONS, "sort:", "sorted:", ["record-unreadable"]),
    (PERSONS, None, None, ["anchor-lost"]),
    (CHRONOLOGY, "new:", "\tnew:", ["record-unreadable"]),
    (STANDING, "at: a-p2", "at: [a-p2", ["record-unreadable"]),
    (WITNESS, None, None, ["file-missing"]),
    (LIST, None, "", ["anchors-damaged"]),
    (LIST, "\t", " ", ["anchors-damaged"]),
    (DESCRIPTION, "sections: [a]", "sections: [a", ["description-unusable"]),
    (DESCRIPTION, "sections: [a]", "sections: a", ["description-unusable"]),
    (DESCRIPTION, "citations/works.bib", "../works.bib", ["description-unusable"]),
    (DESCRIPTION, "note_count: 2", "note_count: two", ["description-unusable"]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new", "shown"), CAUSES)
def test_a_cause_is_shown_without_its_consequences(
    file: str, old: str | None, new: str | None, shown: list[str], root: Path
) -> None:
    path = root / file
    if new is None:
        path.unlink()
    elif old is None:
        path.write_text(new, encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert errors(root) == shown


FIELD = re.compile(r"^(?:- |  |- \{)?([\w-]+)(?=:| +=)|(?<=, )\w+(?=:)", re.MULTILINE)
"""The name of a field at the beginning of a line, or in braces after another."""
CHOSEN = {"edition", "program", "essay", "prologue", "i", "ii-1"}
"""Names in the description that are no fields: of licences and sections."""
FILES = sorted(
    path.relative_to(WHOLE).as_posix() for path in (WHOLE / "citations").rglob("*.*") if path.suffix != ".txt"
)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_a_mistyped_field_is_one_error(file: str, tmp_path: Path) -> None:
    """What the record lacks without the field, and what other files then miss, only follows from it."""
    root = tmp_path / "edition"
    shutil.copytree(WHOLE, root)
    path = root / file
    text = path.read_text(encoding="utf-8")
    fields = [found for found in FIELD.finditer(text) if found[1] not in CHOSEN]
    assert fields
    several = {}
    for field in fields:
        path.write_text(f"{text[: field.end()]}x{text[field.end() :]}", encoding="utf-8")
        found = [f for f in check(root) if f.severity.value == "error"]
        if [f.place.line for f in found] != [text.count("\n", 0, field.end()) + 1]:
            several[f"{field[0]}, line {text.count(chr(10), 0, field.end()) + 1}"] = [str(f.message) for f in found]
    assert not several


@pytest.mark.parametrize(
    ("old", "new"), [("language: en-GB", "language en-GB"), ("sections: [b, a]", "sections: [b, a")]
)
def test_sections_without_a_known_order_are_not_out_of_order(old: str, new: str, tmp_path: Path) -> None:
    """A description that cannot be read names no order; the order of the files' names is not the edition's."""
    root = tmp_path / "edition"
    shutil.copytree(CASES / "stock", root)
    for folder in ("essay", "notes"):
        text = (root / "docs" / folder / "a.md").read_text(encoding="utf-8")
        for before, after in [
            ("#a", "#b"),
            ("notes-a", "notes-b"),
            ("em-has", "em-is"),
            ("[^2]", "[^4]"),
            ("[^1]", "[^3]"),
            (" n=2", " n=4"),
            (" n=1", " n=3"),
            ("#n2", "#n4"),
        ]:
            text = text.replace(before, after)
        (root / "docs" / folder / "b.md").write_text(text, encoding="utf-8")
    description = root / DESCRIPTION
    text = description.read_text(encoding="utf-8").replace("sections: [a]", "sections: [b, a]")
    description.write_text(text, encoding="utf-8")
    assert {"note-out-of-order", "pagebreak-out-of-order"} <= set(errors(root))
    description.write_text(text.replace(old, new), encoding="utf-8")
    found = set(errors(root))
    assert "description-unusable" in found
    assert not {"note-out-of-order", "pagebreak-out-of-order"} & found


def test_many_anchors_of_one_part_are_one_finding(root: Path) -> None:
    """Where no fault of a file says why they are gone."""
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    more = [f"bib-{number}work\t1.0.0" for number in "abcdefghijklmnop"]
    (root / LIST).write_text("\n".join([*lines[:-1], *more, lines[-1]]) + "\n", encoding="utf-8")
    found = [f for f in check(root) if f.rule == "anchor-lost"]
    assert [f.message for f in found] == [
        "“bib-awork”, “bib-bwork”, “bib-cwork”, “bib-dwork” and 12 other published anchors are missing"
    ]
    assert "works" in found[0].fix


def test_an_independent_fault_is_reported_beside_a_cause(root: Path) -> None:
    """An entry that is cited and never was there, an altered word before the broken place, a note called nowhere."""
    for path, old, new in [
        (NOTES, "@cw3, p. 12", "@cw44, p. 12"),
        (WORKS, "author = {Baker, Ben},", "author = {Baker, Ben,"),
        (ESSAY, "kettle sings", "kettle sang"),
        (ESSAY, "It sings still", "*It sings still"),
    ]:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = errors(root)
    assert found[:2] == ["work-unreadable", "markup-unsupported"]
    assert {"cite-unknown-work", "text-altered"} <= set(found)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("![](figures/drawn.svg){alt", {"figure-unusable"}),
        ("![](../figures/Drawn.svg){alt", {"figure-unusable"}),
        ("![](../figures/drawm.svg){alt", {"figure-unusable"}),
        ("![](../figures/drawn.svg) {alt", {"markup-unsupported"}),
        ("![](../figures/drawn.svg{alt", {"markup-unsupported", "anchor-missing"}),
        ("<!-- ![](../figures/drawn.svg) -->", {"file-unread"}),
        ("![](../figures/steam.svg){alt", {"figure-unusable", "file-unread"}),
    ],
)
def test_a_picture_whose_figure_is_mistyped_is_not_called_unused(
    typed: str, expected: set[str], tmp_path: Path
) -> None:
    """Who followed that advice would delete it."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    shutil.copytree(CASES / "rules" / "figure-unusable" / "good", tmp_path, dirs_exist_ok=True)
    essay = tmp_path / "docs" / "essay" / "a.md"
    words = essay.read_text(encoding="utf-8")
    figure = "![](../figures/drawn.svg){alt"
    assert figure in words
    rest = '="A kettle"}' if typed.endswith("-->") else ""
    essay.write_text(words.replace(figure + rest, typed), encoding="utf-8")
    assert {finding.rule for finding in check(tmp_path)} == expected
