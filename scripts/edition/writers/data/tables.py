"""Lists of records as JSON and as CSV (RFC 4180; UTF-8 with a byte order mark)."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from edition.model.edition import Edition
from edition.writers.data import address, records
from edition.writers.data.as_json import Json, Record, to_json


@dataclass(frozen=True, slots=True)
class Table:
    """One list: its name, what it lists, and the columns of its CSV in their order."""

    name: str
    rows: Callable[[Edition], Iterable[Record]]
    columns: tuple[str, ...]


def _paragraphs(edition: Edition) -> Iterable[Record]:
    return (records.paragraph(edition, section, p) for section in edition.sections for p in section.paragraphs)


TABLES = (
    Table(
        "paragraphs",
        _paragraphs,
        ("id", "reference", "address", "section", "number", "text", "witness", "calls", "emendations", "names"),
    ),
    Table(
        "notes",
        lambda edition: (records.note(edition, note) for note in edition.notes),
        (
            *("id", "series", "mark", "reference", "address", "section", "paragraph", "lemma", "certainty", "wording"),
            *("body", "evidence", "cites"),
        ),
    ),
    Table(
        "entities",
        lambda edition: (records.entity(edition, entry) for entry in edition.authorities),
        (
            *("id", "kind", "name", "sort", "native", "native_lang", "lang", "dates", "from", "to", "gloss", "forms"),
            *("wikidata", "gnd", "viaf", "checked", "address", "mentions"),
        ),
    ),
    Table(
        "chronology",
        lambda edition: (records.event(edition, event) for event in edition.events),
        (
            *("id", "new", "old", "date", "old_date", "from", "to", "event", "essay", "differs", "note", "dated_by"),
            *("checked", "address", "places"),
        ),
    ),
)
ERRANDS = Table("errands", records.errands, ("work", "title", "locator", "wanted", "notes"))
"""A table alone: what it lists is in the notes’ records."""
PROSE = frozenset({"body", "evidence"})
"""Columns of paragraphs: parted by an empty line."""
NAMED_BY = {"calls": "note", "emendations": "id", "names": "entity", "cites": "work"}
"""Columns that in JSON hold records; in CSV they hold one field of each, once."""
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet may run as a formula (OWASP, “CSV Injection”); full-width signs count too."""


def cell(column: str, value: Json) -> str:
    """Return a value as one cell: paragraphs parted by an empty line, forms by a stroke, other lists by spaces.

    What a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = _join(column, value)
    return f"'{text}" if FORMULA.match(text) else text


def _join(column: str, value: Json) -> str:
    if not isinstance(value, list):
        return "" if value is None else str(value)
    parts = [str(part[NAMED_BY[column]]) if isinstance(part, dict) else str(part) for part in value]
    return ("\n\n" if column in PROSE else " | " if column == "forms" else " ").join(dict.fromkeys(parts))


def as_csv(table: Table, rows: Iterable[Record]) -> str:
    """Return rows as CSV, the names of the columns in the first line.

    It begins with a byte order mark: without it, the commonest spreadsheet assumes the machine's old encoding.
    """
    holder = io.StringIO(newline="")
    holder.write(codecs.BOM_UTF8.decode())
    out = csv.writer(holder)
    out.writerow(table.columns)
    out.writerows([cell(column, row.get(column)) for column in table.columns] for row in rows)
    return holder.getvalue()


def as_json(edition: Edition, table: Table, rows: Iterable[Record]) -> str:
    """Return rows as one JSON document that says from which edition they are."""
    return to_json(
        {"$schema": address.schema(edition, table.name), "edition": records.about(edition), table.name: list(rows)}
    )
