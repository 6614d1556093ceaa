"""JSON as in every data file of the edition: indented by two spaces, not escaped, with a final line end."""

import json

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Record = dict[str, Json]


def to_json(value: Json) -> str:
    """Return a value as a JSON document (RFC 8259)."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def without_empty(record: Record) -> Record:
    """Return a record without its empty fields."""
    return {name: value for name, value in record.items() if value not in ("", None, [], {})}
