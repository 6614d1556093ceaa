"""Writes the data folder: tables, schemas, annotations, and a JSON and a TEI file for each paragraph and note."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.edition import Edition
from edition.writers.data import address, records, web_annotations
from edition.writers.data.address import FOLDER, UP
from edition.writers.data.as_json import Record, to_json
from edition.writers.data.tables import ERRANDS, TABLES, as_csv, as_json
from edition.writers.tei import NAMESPACE, mark_languages
from edition.writers.tei.inlines import Writer
from edition.writers.xml import element as make
from edition.writers.xml import serialise

WHOLE_TEI = "downloads/edition.tei.xml"
ALONE = frozenset({"paragraphs", "notes"})
"""Tables of which every row is also written as a file."""
SCHEMAS = ("about", "block", "paragraph", "paragraphs", "note", "notes", "entities", "chronology")


def _fragment(edition: Edition, *elements: Element) -> str:
    """Return elements of the TEI document as a separate file, with links into the whole document."""
    element = elements[0] if len(elements) == 1 else make("div", None, *elements)
    mark_languages(element).set("xmlns", NAMESPACE)
    element.set("xml:lang", edition.config.language)
    element.set("xml:base", UP + WHOLE_TEI)
    return serialise(element)


def _record(edition: Edition, given: Record) -> str:
    return to_json({"$schema": address.schema(edition, str(given["type"])), "edition": records.about(edition), **given})


def _passages(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the TEI of each paragraph and note as a file."""
    writer = Writer(edition)
    for section in edition.sections:
        for paragraph in section.paragraphs:
            yield f"{paragraph.anchor}.tei.xml", _fragment(edition, *writer.unit(replace(paragraph, before=())))
    for note in edition.notes:
        yield f"{ids.note(note.label)}.tei.xml", _fragment(edition, writer.note(note))


def schema(edition: Edition, name: str) -> str:
    """Return one of the schemas (JSON Schema, draft 2020-12) with its address, absolute or relative to its folder."""
    text = (files("edition") / "writers" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    parsed = json.loads(text)
    path = address.schema(edition, name)
    own = address.of(edition, f"{FOLDER}/{path}") if edition.config.site_url else path.replace("schemas", "..", 1)
    return to_json({"$schema": parsed.pop("$schema"), "$id": own, **parsed})


def write(edition: Edition) -> dict[str, str]:
    """Return every file in the data folder, by its path below the site."""
    made = dict(_passages(edition))
    for table in TABLES:
        rows = list(table.rows(edition))
        if table.name in ALONE:
            made |= {f"{row['id']}.json": _record(edition, row) for row in rows}
        made[f"{table.name}.json"] = as_json(edition, table, rows)
        made[f"{table.name}.csv"] = as_csv(table, rows)
    made["errands.csv"] = as_csv(ERRANDS, ERRANDS.rows(edition))
    made |= {address.schema(edition, name): schema(edition, name) for name in SCHEMAS}
    made[web_annotations.FILE] = web_annotations.write(edition)
    return {f"{FOLDER}/{name}": content for name, content in made.items()}
