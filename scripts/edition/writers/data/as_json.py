"""JSON as every data file of the edition has it: two spaces, letters as they are, a line end at the end."""

from __future__ import annotations

import json

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Record = dict[str, Json]
ONE = json.JSONEncoder(ensure_ascii=False)
"""Writes what stands in one line: words, numbers, truth values, empty lists and records."""


def dumped(value: Json) -> str:
    """Give a value as a JSON document (RFC 8259)."""
    return _indented(value, "\n") + "\n"


def _indented(value: Json, line: str) -> str:
    """Give a value as `json.dumps` does with an indent of two, for which it has no part in C and takes thrice the time.

    `line` is the end of a line with the indentation of the next one.
    """
    inner = line + "  "
    if value and isinstance(value, dict):
        fields = [f"{ONE.encode(name)}: {_indented(each, inner)}" for name, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(fields)}{line}}}"
    if value and isinstance(value, list):
        return f"[{inner}{f',{inner}'.join([_indented(each, inner) for each in value])}{line}]"
    return ONE.encode(value)


def told(record: Record) -> Record:
    """Give a record without the fields that say nothing."""
    return {name: value for name, value in record.items() if value not in ("", None, [], {})}
