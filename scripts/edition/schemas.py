"""Makes JSON Schemas (draft 7) for the YAML files that editors write, from the classes into which they are read.

An editor's program that knows the YAML language server completes and checks a file by the schema that its first line
names: `# yaml-language-server: $schema=.schemas/edition.json`. The schemas are in a folder of the edition, so that
the line is the same on every machine.
"""

import codecs
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

from edition.checks import records as words
from edition.config import CHRONOLOGY, STANDING, VERSION, Author, BibGroup, EditionConfig, Witness
from edition.model import links, online, spacing, wording
from edition.model.authority import Authority, Kind
from edition.model.chronology import Event
from edition.model.records import Lines
from edition.model.standing import StandingReading
from edition.readers import description, engine_settings
from edition.readers.fields import MAY_BE_EMPTY
from edition.readers.yaml_values import DIGITS
from edition.words import languages as catalogues
from edition.words import of

Schema = Mapping[str, Any]

FOLDER = "citations/.schemas"
SERVER = "yaml-language-server:"
DRAFT = "http://json-schema.org/draft-07/schema#"
TEXT: Schema = {"type": ["string", "number", "null"]}
"""Numbers are read as they are written; an empty field is an empty text."""
GIVEN: Schema = {"type": ["string", "number"], "pattern": r"\S"}
FLAG: Schema = {"type": ["boolean", "null"]}
NUMBER: Schema = {"type": "integer", "minimum": 0, "maximum": 10**DIGITS - 1}
TEXTS: Schema = {"type": ["array", "null"], "items": TEXT}
NAMED: Schema = {"type": ["object", "null"], "additionalProperties": GIVEN}
RECORDS = (Author, Witness, BibGroup)


def _pattern_schema(pattern: re.Pattern[str]) -> Schema:
    return {**GIVEN, "pattern": f"^(?:{pattern.pattern})$"}


NARROWER: Mapping[str, Schema] = {
    "version": _pattern_schema(VERSION),
    "sections": {"type": "array", "items": _pattern_schema(description.NAME), "minItems": 1, "uniqueItems": True},
}
"""The fields of a description whose texts must match a pattern."""


def _choices(group: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(word) for tag in catalogues() for word in of(tag).choices(group)))


FIXED: Mapping[tuple[type, str], tuple[str, ...]] = {
    (StandingReading, "kind"): _choices(words.STANDING_KINDS),
    (wording.Quotation, "kind"): _choices(words.QUOTATION_KINDS),
    (Event, "dated_by"): words.DATED_BY,
}
"""The fields of records that take one of a few words; a kind may be in the language of any catalogue."""


def _in_any_case(typed: Iterable[str]) -> Schema:
    """Return the schema of some words, ignoring capitals."""
    letters = ("".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else re.escape(c) for c in word) for word in typed)
    return {"type": "string", "pattern": f"^(?:{'|'.join(letters)})$"}


def _fields_of(kind: type) -> Schema:
    """Return the schema of fields read into a dataclass, all of them texts."""
    known = {field.name: field.default is MISSING for field in fields(kind)}
    properties = {name: GIVEN if needed and name != MAY_BE_EMPTY else TEXT for name, needed in known.items()}
    return _object(properties, [name for name, needed in known.items() if needed])


def _object(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _field(name: str, hint: object, *, needed: bool) -> Schema:
    """Return the schema of a field of the description, by the type of its value."""
    if name in NARROWER:
        return NARROWER[name]
    by_type: dict[object, Schema] = {
        bool: FLAG,
        int: NUMBER,
        date: GIVEN,
        tuple[str, ...]: TEXTS,
        tuple[tuple[str, str], ...]: NAMED,
        str: GIVEN if needed else TEXT,
        tuple[BibGroup, ...]: {"type": ["array", "null"], "items": _fields_of(BibGroup)},
    }
    return by_type[hint] if hint in by_type else _fields_of(next(kind for kind in RECORDS if kind is hint))


def _description() -> Schema:
    hints = get_type_hints(EditionConfig)
    needed = set(description.NEEDED)
    return _object({n: _field(n, hints[n], needed=n in needed) for n in description.KNOWN}, list(description.NEEDED))


def _records(kind: type, *fixed: str) -> Schema:
    """Return the schema of a list of records read into a dataclass; `fixed` are fields that are not in the file."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in {"place", *fixed}}
    properties = {name: {Lines: TEXTS, bool: FLAG}.get(hint, TEXT) for name, hint in hints.items()}
    for name in properties:
        if typed := FIXED.get((kind, name)):
            listed: Schema = {"enum": [*typed, "", None]}
            properties[name] = {"anyOf": [listed, _in_any_case(typed)]} if name == "kind" else listed
    required = ["id"] if "id" in properties else []
    properties |= dict.fromkeys(required, GIVEN)
    return {"type": ["array", "null"], "items": _object(properties, required)}


def _settings() -> Schema:
    """Return the schema of MkDocs' settings, as far as the checks know them."""
    forms: dict[str, Schema] = {
        engine_settings.FLAG: FLAG,
        engine_settings.LIST: {"type": ["array", "null"]},
        engine_settings.NAMES: {"type": ["array", "object", "null"]},
        engine_settings.FIELDS: {"type": ["object", "null"]},
        engine_settings.THEME: {"type": ["string", "object"]},
    }
    text: Schema = {"type": ["string", "null"]}
    properties = {name: forms.get(kind, text) for name, kind in engine_settings.KINDS.items()}
    return _object(properties, sorted(engine_settings.MISSING))


def make() -> dict[str, Schema]:
    """Return the schemas, by the names of their files."""
    return {
        "edition.json": _description(),
        "authority.json": _records(Authority, "kind"),
        "chronology.json": _records(Event),
        "standing.json": _records(StandingReading),
        "white-space.json": _records(spacing.SpaceRecord),
        "online.json": _records(online.OnlineText, "items"),
        "links.json": _records(links.LinkRecord),
        "quotations.json": _records(wording.Quotation, "items"),
        "mkdocs.json": _settings(),
    }


OF = {
    "citations/edition.yml": "edition.json",
    CHRONOLOGY: "chronology.json",
    STANDING: "standing.json",
    spacing.FILE: "white-space.json",
    online.FILE: "online.json",
    links.FILE: "links.json",
    wording.QUOTATIONS: "quotations.json",
    **{kind.file: "authority.json" for kind in Kind},
    "mkdocs.yml": "mkdocs.json",
}
"""The schema of each file that an editor writes in YAML."""


def line(path: str) -> str:
    """Return the line by which a file of an edition names its schema."""
    schema = posixpath.relpath(f"{FOLDER}/{OF[path]}", posixpath.dirname(path) or ".")
    return f"# {SERVER} $schema={schema}\n"


def texts() -> Iterator[tuple[str, str]]:
    """Yield the path of each schema below an edition's folder, and its text."""
    for name, schema in make().items():
        text = json.dumps({"$schema": DRAFT, **schema}, indent=1, ensure_ascii=False)
        yield f"{FOLDER}/{name}", f"{text}\n"


def write(root: Path) -> int:
    """Write the schemas into the edition below `root`, and name them in its files; return how many there are.

    A file that already names a schema is left unchanged.
    """
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    made = dict(texts())
    for path, text in made.items():
        (root / path).write_text(text, encoding="utf-8")
    for path in (path for path in OF if (root / path).is_file()):
        content = (root / path).read_bytes()
        if SERVER.encode() not in content and not content.startswith(codecs.BOM_UTF8):
            (root / path).write_bytes(line(path).encode() + content)
    return len(made)
