"""The data: tables valid by their schemas, passages at their addresses, annotations by the W3C's model."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from edition import ids, pipeline
from edition.model.blocks import Unit
from edition.model.placed import PlacedNote
from edition.model.text import reading_text
from edition.writers import data, tei
from edition.writers.data import web_annotations
from edition.writers.data.tables import TABLES, as_csv, cell
from support import specimen


@cache
def files() -> dict[str, str]:
    return data.write(specimen())


@cache
def paragraphs() -> dict[str, Unit]:
    return {p.anchor: p for s in specimen().sections for p in s.paragraphs}


@cache
def notes() -> dict[str, PlacedNote]:
    return {ids.note(note.label): note for note in specimen().notes}


XML = "{http://www.w3.org/XML/1998/namespace}"


def loaded(name: str) -> Any:
    """Return a JSON file of the folder of data."""
    return json.loads(files()[f"data/{name}"])


@pytest.fixture(scope="module")
def validators() -> dict[str, Any]:
    """Return a validator for each schema, by its name."""
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    schemas = {p.removeprefix("data/"): json.loads(t) for p, t in files().items() if p.endswith(".schema.json")}
    base = f"schemas/{specimen().config.version}/"
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert urljoin(base, schema["$id"]) in schemas, "a schema is found where it says that it is"
    resources = ((schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas.values())
    registry = referencing.Registry().with_resources(resources)
    checker = jsonschema.FormatChecker()
    return {
        n: jsonschema.Draft202012Validator(s, registry=registry, format_checker=checker) for n, s in schemas.items()
    }


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_tables_are_valid(name: str, validators: dict[str, Any]) -> None:
    given = loaded(f"{name}.json")
    assert [error.message for error in validators[given["$schema"]].iter_errors(given)] == []
    assert len(given[name]) > 1


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_schemas_refuse_what_is_wrong(name: str, validators: dict[str, Any]) -> None:
    """A field that is lacking, and one that no one knows, are errors."""
    changes: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda row: row.pop("id"),
        lambda row: row.update(strange=1),
        lambda row: row.update(id=7),
    )
    for change in changes:
        given = loaded(f"{name}.json")
        change(given[name][0])
        assert not validators[given["$schema"]].is_valid(given)


@pytest.fixture(scope="module")
def structured() -> dict[str, str]:
    """Return the data of a case that has every block."""
    return data.write(pipeline.edition(Path(__file__).parent / "cases" / "blocks"))


def test_blocks_are_valid_and_say_what_they_are(structured: dict[str, str], validators: dict[str, Any]) -> None:
    """Every kind of block is there, in text and notes, by the schemas of any other edition."""
    kinds = set()
    for name in ("paragraphs", "notes"):
        given = json.loads(structured[f"data/{name}.json"])
        schema = validators[f"schemas/{specimen().config.version}/{name}.schema.json"]
        assert [error.message for error in schema.iter_errors(given)] == []
        kinds |= set(re.findall(r'"kind": "(\w+)"', structured[f"data/{name}.json"]))
        row = next(row for row in given[name] if "blocks" in row)
        row["blocks"][0]["strange"] = 1
        assert not schema.is_valid(given)
    schema = json.loads(structured["data/schemas/1.0.0/block.schema.json"])
    known = [each["properties"]["kind"] for each in schema["oneOf"]]
    assert kinds == {kind for one in known for kind in one.get("enum", [one.get("const")])}


def test_passages_are_valid(validators: dict[str, Any]) -> None:
    for anchor in (*paragraphs(), *notes()):
        given = loaded(f"{anchor}.json")
        assert given["id"] == anchor
        assert [error.message for error in validators[given["$schema"]].iter_errors(given)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_has_the_rows_of_json(table: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(files()[f"data/{table.name}.csv"].removeprefix("\ufeff"), newline="")))
    assert files()[f"data/{table.name}.csv"].startswith("\ufeff"), "a spreadsheet would take it for another encoding"
    given = loaded(f"{table.name}.json")[table.name]
    assert [row["id"] for row in rows] == [record["id"] for record in given]
    for row, record in zip(rows, given, strict=True):
        for column in table.columns:
            value = record.get(column, "")
            if not isinstance(value, list):
                assert row[column] == str(value)
            elif all(isinstance(part, str) for part in value):
                assert "".join(row[column].replace("|", "").split()) == "".join("".join(dict.fromkeys(value)).split())


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n＝＋－＠", " =", "\u00a0-", "\n@"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A spreadsheet shows the words and runs nothing, in a cell of one text and in one of several."""
    assert cell("gloss", f"{sign}1+2") == f"'{sign}1+2"
    assert cell("forms", [f"{sign}1", "b"]) == f"'{sign}1 | b"


@pytest.mark.parametrize("text", ["", "1=2", "a-b", "– dash", "’ @", "ada@example.org"])
def test_a_cell_without_a_formula_stays(text: str) -> None:
    assert cell("gloss", text) == text


def test_every_cell_of_a_table_is_made_safe() -> None:
    table = next(table for table in TABLES if table.name == "notes")
    written = as_csv(table, [dict.fromkeys(table.columns, "=1")])
    assert list(csv.reader(io.StringIO(written, newline="")))[1] == ["'=1"] * len(table.columns)


def test_paragraphs_say_what_stands_where() -> None:
    described = {anchor: loaded(f"{anchor}.json") for anchor in paragraphs()}
    for kind in ("names", "emendations"):
        assert any(given[kind] for given in described.values()), kind
    for anchor, paragraph in paragraphs().items():
        given = described[anchor]
        assert given["text"] == reading_text(paragraph.content)
        for name in given["names"]:
            assert given["text"][name["offset"] :].startswith(name["words"])
        for emendation in given["emendations"]:
            assert given["text"][emendation["offset"] :].startswith(emendation["reading"])
        called = [ids.note(n.label) for n in specimen().notes if n.paragraph == anchor]
        assert [call["note"] for call in given["calls"]] == called


def test_tei_fragments_are_those_of_the_document() -> None:
    """Each is the element of the whole document that bears its anchor, and its links lead there."""
    whole = ET.fromstring(tei.write(specimen()))  # noqa: S314 - our own
    elements = {e.get(f"{XML}id"): e for e in whole.iter()}
    for anchor in (*paragraphs(), *notes()):
        fragment = ET.fromstring(files()[f"data/{anchor}.tei.xml"])  # noqa: S314 - our own
        assert fragment.attrib.pop(f"{XML}base") == "../downloads/edition.tei.xml"
        assert fragment.attrib.pop(f"{XML}lang") == specimen().config.language
        same = elements[anchor]
        assert fragment.attrib == same.attrib
        ours, theirs = (" ".join("".join(e.itertext()).split()) for e in (fragment, same))
        assert ours.replace(" ", "") == theirs.replace(" ", "")
        assert [(e.tag, e.attrib) for e in fragment.iter()] == [(e.tag, e.attrib) for e in same.iter()]


def test_addresses_lead_to_anchors_and_files() -> None:
    for anchor in (*paragraphs(), *notes()):
        given = loaded(f"{anchor}.json")
        page = specimen().anchors[anchor].page.replace(".md", ".html")
        assert given["address"] == f"../{page}#{anchor}"
        assert {f"data/{given['json']}", f"data/{given['tei']}"} <= set(files())


def anno(value: Any, kind: str) -> dict[str, Any]:
    """Return an object of the model, whose type is `kind`."""
    assert isinstance(value, dict)
    assert value["type"] == kind
    return value


def test_annotations_follow_the_model() -> None:
    """W3C Web Annotation Data Model: what § 3.1, § 3.2.4, § 4.2.1, § 4.2.4, § 5.1 and § 5.2 demand."""
    given = anno(loaded("annotations.jsonld"), "AnnotationCollection")
    assert given["@context"] == "http://www.w3.org/ns/anno.jsonld"
    page = anno(given["first"], "AnnotationPage")
    assert given["total"] == len(page["items"]) == len(notes())
    assert page["partOf"] == given["id"]
    assert page["startIndex"] == 0
    identities = [item["id"] for item in page["items"]]
    assert [urlsplit(i).fragment for i in identities] == list(notes())
    for item in page["items"]:
        anno(item, "Annotation")
        assert item["motivation"] == "commenting"
        for body in item["body"]:
            anno(body, "TextualBody")
            assert body["value"]
            assert body["purpose"] in {"commenting", "describing", "classifying"}
        fragment = anno(item["target"]["selector"], "FragmentSelector")
        note = notes()[urlsplit(item["id"]).fragment]
        assert fragment["value"] == note.paragraph
        assert item["target"]["source"] == f"../essay/{note.section}.html"
        quote = anno(fragment["refinedBy"], "TextQuoteSelector")
        assert quote["exact"] in reading_text(paragraphs()[note.paragraph].content)


ONE, TWO = '<sup class="noteref"><a id="r1">1</a></sup>', '<sup class="noteref editors"><a id="re-b">b</a></sup>'
MARK = '<a class="para">¶3</a>'
HIDDEN = '<a class="emended">has</a><span class="rdg" hidden="hidden">hass</span>'
QUOTED = {
    f"{MARK}A kettle sings.{ONE} Then {TWO}not.": ("¶3", "A kettle sings.", "1 Then bnot."),
    f"{MARK}A kettle sings.{ONE}{TWO} Then.": ("¶3", "A kettle sings.", "1b Then."),
    f"{MARK}{ONE}A kettle sings.": ("¶31", "A kettle sings.", ""),
    f"{MARK}Sings,{TWO} “{ONE} it says.": ("¶3", "Sings,", "b “1 it says."),
    f"{MARK}Nobody {HIDDEN} asked <em>it</em>.{ONE}": ("¶3Nobody hashass", "asked it.", "1"),
    f"{MARK}{ONE}{TWO}": ("", "¶31b", ""),
    f"<em>It {MARK}<i>boils</i></em> on,{ONE} and on.": ("It ¶3", "boils on,", "1 and on."),
}
"""Paragraphs of a page; and for each, the words to which note 1 belongs, between what precedes and follows them."""


@pytest.mark.parametrize("page", QUOTED)
def test_a_note_is_put_on_the_words_before_its_call(page: str) -> None:
    """Calls, numbers and hidden readings are in the text of the page, but not among the words."""
    prefix, exact, suffix = web_annotations.select_quote(ET.fromstring(f'<p id="a-p3">{page}</p>'), "r1")  # noqa: S314 - ours
    assert (prefix.strip(), exact, suffix) == QUOTED[page]


def test_what_is_quoted_is_found_once() -> None:
    """Where the same words occur in a paragraph several times, enough context is given to distinguish them."""
    again = "and so it boils and boils, " * 8
    paragraph = ET.fromstring(f"<p>{again}{ONE}{again}{TWO}{again}</p>")  # noqa: S314 - ours
    text = "".join(paragraph.itertext())
    for call, before in (("r1", again), ("re-b", f"{again}1{again}")):
        prefix, exact, suffix = web_annotations.select_quote(paragraph, call)
        assert text.count(prefix + exact + suffix) == 1
        assert text.index(prefix + exact + suffix) + len(prefix + exact) == len(before.rstrip())


def given_schema(made: dict[str, str]) -> str:
    """Return the schema that a note names."""
    return str(json.loads(made["data/n1.json"])["$schema"])


def test_a_published_edition_has_absolute_addresses() -> None:
    from dataclasses import replace

    config = replace(specimen().config, site_url="https://edition.example/x")
    made = data.write(replace(specimen(), config=config))
    given = json.loads(made["data/notes.json"])["notes"][0]
    assert given["json"] == f"https://edition.example/x/data/{given['id']}.json"
    assert given["address"].startswith("https://edition.example/x/notes/")
    schema = f"data/{given_schema(made)}"
    assert config.version in schema
    assert json.loads(made[schema])["$id"] == f"https://edition.example/x/{schema}"
    collection = json.loads(made[f"data/{web_annotations.FILE}"])
    assert collection["id"] == "https://edition.example/x/data/annotations.jsonld"
