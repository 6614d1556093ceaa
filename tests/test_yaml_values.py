"""YAML as editors write it: every value to the letter with its place, or a fault with place and fix; never a third."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition.diagnostics import Fault
from edition.model.authority import Authority, Kind
from edition.readers import records, yaml_values
from edition.readers.yaml_values import DEEPEST, Fields, Items, Scalar
from edition.source import Place, SourceFile
from support import check
from test_rules import CASES

FILE = "citations/authority/persons.yml"


def read(text: str) -> tuple[yaml_values.Value | None, tuple[Fault, ...]]:
    """Read a text as a file."""
    return yaml_values.read(SourceFile(FILE, text))


def only(text: str) -> Fault:
    """Return the one fault of a text, which has everything that a fault has and lies in the text."""
    (fault,) = read(text)[1]
    assert fault.message
    assert fault.fix.endswith(".")
    assert SourceFile(FILE, text).line(fault.place.line)[fault.place.column - 1 :]
    return fault


KEPT = [
    ("a: 0.10", "float"),
    ("a: 2026-11-24", "timestamp"),
    ("a: 1917", "int"),
    ("a: 0x1F", "int"),
    ("a: 1_000", "int"),
    ("a: 12:30", "int"),
    ("a: 1e3", "str"),
    ("a: .inf", "float"),
    ("a: '0.10'", "str"),
    ("a: 'no'", "str"),
    ('a: "~"', "str"),
    ("a: No", "bool"),
    ("a: Norway", "str"),
    ("a: ~", "null"),
    ("a: =", "value"),
    ("a: é\u00a0è", "str"),
    ("a: " + "9" * 5000, "int"),
]


@pytest.mark.parametrize(("text", "kind"), KEPT)
def test_a_scalar_is_kept_to_the_letter(text: str, kind: str) -> None:
    root, faults = read(text)
    assert faults == ()
    assert isinstance(root, Fields)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert (value.text, value.type) == (text[3:].strip("'\""), kind)
    assert value.place == Place(FILE, 1, 4, len(text) - 3)


def test_places_are_those_of_the_file() -> None:
    root, _ = read("- a: [b,\n     c d]\n  e: >-\n    f\n    g\n")
    assert isinstance(root, Items)
    (record,) = root.items
    assert isinstance(record, Fields)
    listed, folded = record.get("a"), record.get("e")
    assert isinstance(listed, Items)
    assert [item.place for item in listed.items] == [Place(FILE, 1, 7, 1), Place(FILE, 2, 6, 3)]
    assert folded == Scalar("f g", "str", Place(FILE, 3, 6, 2))


FAULTS = [
    ("a: &x b", 1, 4, "“&x” is a YAML anchor"),
    ("a: &x [b]", 1, 4, "“&x” is a YAML anchor"),
    ("&x a: b", 1, 1, "“&x” is a YAML anchor"),
    ("a: *x", 1, 4, "“*x” is a YAML alias"),
    ("- *x", 1, 3, "“*x” is a YAML alias"),
    ("<<: {a: b}\nc: d", 1, 1, "“<<” is a YAML merge key"),
    ("a: b\na: c", 2, 1, "the field “a” is given twice"),
    ("a: b\n'a': c", 2, 1, "the field “a” is given twice"),
    ("{a: b, c: d, a: e}", 1, 14, "the field “a” is given twice"),
    ("1: b", 1, 1, "YAML reads it as a number"),
    ("1.5: b", 1, 1, "YAML reads it as a number"),
    ("yes: b", 1, 1, "YAML reads it as yes or no"),
    ("ON: b", 1, 1, "YAML reads it as yes or no"),
    ("null: b", 1, 1, "YAML reads it as nothing"),
    ("~: b", 1, 1, "YAML reads it as nothing"),
    ("2026-11-24: b", 1, 1, "YAML reads it as a date"),
    ("? [a]\n: b", 1, 3, "cannot be the name of a field"),
    ("? {a: b}\n: b", 1, 3, "cannot be the name of a field"),
    ("a: !!str b", 1, 4, "“!!str” is a YAML tag"),
    ("a: !!int 5", 1, 4, "“!!int” is a YAML tag"),
    ("a: !ENV b", 1, 4, "“!ENV” is a YAML tag"),
    ("a: ! b", 1, 4, "“!” is a YAML tag"),
    ("a: !!python/object/apply:os.system [ls]", 1, 4, "“!!python/object/apply:os.system” is a YAML tag"),
    ("--- !x\na: b", 1, 5, "“!x” is a YAML tag"),
    ("a: b\n---\nc: d", 2, 1, "a second YAML document begins here"),
    ("---\na: b\n---\n---\n", 3, 1, "a second YAML document begins here"),
    ("a: b\n...\n--- c", 3, 1, "a second YAML document begins here"),
    ("a: " + "[" * 101 + "]" * 101, 1, 103, "lists or groups of fields are nested more than 100 deep"),
    ("- " * 800 + "a", 1, 201, "lists or groups of fields are nested more than 100 deep"),
    ("{a: " * 200 + "b" + "}" * 200, 1, 401, "lists or groups of fields are nested more than 100 deep"),
    (
        "\n".join(" " * n + "a:" for n in range(800)),
        101,
        101,
        "lists or groups of fields are nested more than 100 deep",
    ),
    ("a: [", 1, 4, "this is not valid YAML"),
    ("a: b: c", 1, 5, "this is not valid YAML"),
    ("a:\n\tb: c", 2, 1, "this is not valid YAML"),
    ("a: @b", 1, 4, "this is not valid YAML"),
    ("a: `b`", 1, 4, "this is not valid YAML"),
    ("a: %b", 1, 4, "this is not valid YAML"),
    ("a: 'b", 1, 4, "this is not valid YAML"),
]


@pytest.mark.parametrize(("text", "line", "column", "expected"), FAULTS)
def test_what_could_be_read_in_two_ways_is_a_fault(text: str, line: int, column: int, expected: str) -> None:
    fault = only(text)
    assert expected in fault.message
    if "not readable" not in expected:  # the two parsers of PyYAML give other places for what they cannot parse
        assert (fault.place.line, fault.place.column) == (line, column)
    assert fault.place.line >= line


@pytest.mark.parametrize("deep", ["[" * DEEPEST + "]" * DEEPEST, "- " * DEEPEST + "a"])
def test_a_hundred_levels_are_read(deep: str) -> None:
    assert read(deep)[1] == ()


@pytest.mark.parametrize("text", ["", "\n", "# remark\n", "---\n", "---\n...\n", "%YAML 1.1\n---\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert records.read(SourceFile(FILE, text), Authority, kind=Kind.PERSON).records == ()
    assert records.read(SourceFile(FILE, text), Authority, kind=Kind.PERSON).broken == ()


@pytest.mark.parametrize("character", ["\x01", "\x7f", "\x80", "\x9f"])
def test_a_control_character_is_the_only_finding(character: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    (tmp_path / "citations" / "authority").mkdir()
    (tmp_path / FILE).write_text(f"- id: a{character}b\n", encoding="utf-8")
    assert [finding.rule for finding in check(tmp_path)] == ["character-forbidden"]


WORDS = [
    ("name: yes", "“name” must be text, but YAML reads “yes” as yes or no"),
    ("name: On", "“name” must be text, but YAML reads “On” as yes or no"),
    ("name: null", "“name” must be text, but YAML reads “null” as nothing"),
    ("name: ~", "“name” must be text, but YAML reads “~” as nothing"),
    ("name: [a]", "“name” must be text, not a list or a group of fields"),
    ("name: {a: b}", "“name” must be text, not a list or a group of fields"),
    ("name: *a", "“*a” is a YAML alias, which is not allowed"),
    ("forms: a", "“forms” must be a list"),
    ("forms: {a: b}", "“forms” must be a list"),
    ("forms: [a, no]", "“forms” must be text, but YAML reads “no” as yes or no"),
    ("forms: [[a]]", "“forms” must be text"),
    ("forms: [a: b]", "“forms” must be text"),
    ("forms: [a, ~]", "“forms” must be text, but YAML reads “~” as nothing"),
    ("nmae: a", "“nmae” is not a field of such a record"),
]


@pytest.mark.parametrize(("field", "expected"), WORDS)
def test_a_field_that_is_not_text_is_a_fault(field: str, expected: str) -> None:
    found = records.read(SourceFile(FILE, f"- id: a\n  {field}\n"), Authority, kind=Kind.PERSON)
    assert [expected in fault.message for fault in found.broken] == [True]
    assert found.broken[0].place.line == 2


def test_texts_are_one_line_and_keep_their_hard_spaces() -> None:
    text = "- id: a\n  name: >\n    Ann\n    B.\u00a0Able\n\n  dates: 1917\n  gnd:\n  forms:\n  viaf: 99999999999\n"
    found = records.read(SourceFile(FILE, text), Authority, kind=Kind.PERSON)
    (entry,) = found.records
    assert found.broken == ()
    assert (entry.name, entry.gnd, entry.forms) == ("Ann B.\u00a0Able", "", ())
    assert entry.viaf == "9" * 11


PLACED = [
    "- {id: a, at: a-p1, lemma: lost}\n",
    "- {at: a-p1, lemma: 'lost', id: a}\n",
    "- id: a\n  'at': a-p1\n  remark: >-\n    x\n    lemma: no\n  lemma: lost\n",
    "- id: a\n  at: a-p1\n\n  # remark\n  lemma: lost\n",
]


@pytest.mark.parametrize("text", PLACED)
def test_a_field_is_found_however_its_record_is_written(text: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    (tmp_path / "citations" / "standing.yml").write_text(text, encoding="utf-8")
    (finding,) = [finding for finding in check(tmp_path) if finding.rule == "standing-without-lemma"]
    line = text.splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 :][: finding.place.length].strip("'") == "lost"
