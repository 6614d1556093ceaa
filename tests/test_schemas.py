"""The JSON Schemas of the files that editors write: as strict as the readers are about form, and never stricter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from edition import cli, schemas
from edition.config import FILE
from edition.model import online, spacing, wording
from edition.model.authority import Authority, Kind
from edition.model.chronology import Event
from edition.model.standing import StandingReading
from edition.readers import description, engine_settings, records, yaml_values
from edition.source import SourceFile
from support import ROOT

MADE = schemas.make()
FORM = (
    "must be text",
    "must be a list",
    "must be true or false",
    "must be a number",
    "must have fields",
    "must be four years",
    "is not a field",
    "has no id",
    "unknown field",
    "is missing",
    "is empty",
    "has no field",
    "has no sections",
    "not a valid section name",
    "not a valid version",
    "is not a setting",
    "`site_name` must be",
)
"""What a reader says of a value of the wrong form; all else is about what the value says."""
VALUES: tuple[Any, ...] = ("words", 5, True, "", ["words"], {"words": "words"}, [["words"]], [{"file": "a"}], {}, [])
GOOD: dict[str, Any] = {
    "title": "On Kettles",
    "author": {"given": "Dora", "family": "Draper"},
    "language": "en-GB",
    "version": "1.0.0",
    "date": "2020-01-31",
    "sections": ["a"],
    "note_count": 2,
    "witness": {"siglum": "W", "file": "citations/witness.txt", "sha256": "0"},
    "bibliography": [{"file": "citations/works.bib", "title": "Works"}],
}
KINDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "authority.json": (Authority, {"kind": Kind.PERSON}),
    "chronology.json": (Event, {}),
    "standing.json": (StandingReading, {}),
    "white-space.json": (spacing.SpaceRecord, {}),
    "online.json": (online.OnlineText, {"items": ()}),
    "quotations.json": (wording.Quotation, {"items": ()}),
}


def fits(schema: str, value: object) -> bool:
    """Return whether a value is valid by a schema."""
    return not list(jsonschema.Draft7Validator(MADE[schema]).iter_errors(value))


def agree(schema: str, value: object, messages: list[str]) -> None:
    """Assert that a schema and a reader say the same of the form of a value."""
    of_form = [message for message in messages if any(words in message for words in FORM)]
    assert fits(schema, value) == (not of_form), (value, messages)


def changed(good: dict[str, Any], known: list[str]) -> Iterator[dict[str, Any]]:
    """Yield fields, each in turn with every kind of value, left out, and beside one that nobody knows."""
    yield good
    yield {**good, "nonsense": "words"}
    for name in known:
        yield {key: value for key, value in good.items() if key != name}
        yield from ({**good, name: value} for value in VALUES)


def read(value: object, path: str) -> SourceFile:
    """Return a file that says what a value does: JSON is YAML."""
    return SourceFile(path, json.dumps(value))


def test_of_a_description() -> None:
    for value in changed(GOOD, list(description.KNOWN)):
        agree("edition.json", value, [f.message for f in description.read(read(value, FILE)).broken])


@pytest.mark.parametrize("name", ["author", "witness"])
def test_of_the_fields_within_a_description(name: str) -> None:
    for inside in changed(GOOD[name], [*GOOD[name], "initials", "page_break"]):
        value = {**GOOD, name: inside}
        agree("edition.json", value, [f.message for f in description.read(read(value, FILE)).broken])


@pytest.mark.parametrize("schema", KINDS)
def test_of_records(schema: str) -> None:
    kind, fixed = KINDS[schema]
    known = [field.name for field in fields(kind) if field.name not in {"place", *fixed}]
    good = {"id": "a"} if "id" in known else {"at": "a-p1"}
    for record in changed(good, [name for name in known if (kind, name) not in schemas.FIXED]):
        agree(schema, [record], [f.message for f in records.read(read([record], "a.yml"), kind, **fixed).broken])


def test_of_words_from_a_list() -> None:
    """The rule `record-word-unknown` reports any other."""
    for (kind, field), words in schemas.FIXED.items():
        schema = next(name for name, (read_as, _) in KINDS.items() if read_as is kind)
        assert all(fits(schema, [{"id": "a", field: word}]) for word in ("", *words))
        assert not fits(schema, [{"id": "a", field: "nonsense"}])


def test_of_settings() -> None:
    good = {"site_name": "On Kettles", "theme": "edition", "markdown_extensions": ["edition.markdown_extension"]}
    for value in changed(good, [name for name in engine_settings.KINDS if name not in {"theme", "nav"}]):
        source = read(value, "mkdocs.yml")
        root = yaml_values.read(source)[0]
        assert isinstance(root, yaml_values.Fields)
        found = [f.message for f in engine_settings.report(source, root, lambda _: True)]
        form = [message for message in found if " must be " in message or "is not a setting" in message]
        assert fits("mkdocs.json", value) == (not form and {"site_name", "theme"} <= value.keys()), (value, found)


class Loader(yaml.SafeLoader):
    """Reads YAML as editors' programs do, by YAML 1.2, which has no dates."""


Loader.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("path", [path for path in schemas.OF if (ROOT / path).is_file()])
def test_this_editions_files_are_valid_and_name_their_schema(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    value = yaml.load(text, Loader)  # noqa: S506 - a safe loader with fewer types
    assert fits(schemas.OF[path], value)
    assert text.startswith(schemas.line(path))
    named = text.partition("=")[2].partition("\n")[0]
    assert ((ROOT / path).parent / named).resolve() == ROOT / schemas.FOLDER / schemas.OF[path]


def test_a_new_edition_names_its_schemas_once(tmp_path: Path) -> None:
    """Each of its files is valid; writing the schemas again changes nothing."""
    assert cli.main(["new", str(tmp_path / "kettles")]) == cli.CLEAN
    found = {path: tmp_path / "kettles" / path for path in schemas.OF}
    before = {path: file.read_text(encoding="utf-8") for path, file in found.items() if file.is_file()}
    assert {"citations/edition.yml", "citations/authority/persons.yml", "mkdocs.yml"} <= before.keys()
    for path, text in before.items():
        assert text.startswith(schemas.line(path))
        assert fits(schemas.OF[path], yaml.load(text, Loader)), path  # noqa: S506 - a safe loader with fewer types
    assert cli.main(["schemas", "--root", str(tmp_path / "kettles")]) == cli.CLEAN
    assert {path: found[path].read_text(encoding="utf-8") for path in before} == before


def test_this_editions_schemas_are_those_of_the_program(tmp_path: Path) -> None:
    """`edition schemas` writes them, each a valid schema."""
    assert cli.main(["schemas", "--root", str(tmp_path)]) == cli.CLEAN
    for path, text in schemas.texts():
        assert (tmp_path / path).read_text(encoding="utf-8") == text
        assert (ROOT / path).read_text(encoding="utf-8") == text
        jsonschema.Draft7Validator.check_schema(json.loads(text))
