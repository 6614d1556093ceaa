"""JSON as every data file of the edition has it: two spaces, letters as they are, a line end at the end."""

from __future__ import annotations

import json

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Record = dict[str, Json]


def dumped(value: Json) -> str:
    """Return a value as a JSON document (RFC 8259)."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def told(record: Record) -> Record:
    """Return a record without the fields that say nothing."""
    return {name: value for name, value in record.items() if value not in ("", None, [], {})}
