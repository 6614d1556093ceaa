"""Reads YAML lists of records into dataclasses, with the place of each text and a fault for what is unreadable."""

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from edition.diagnostics import Fault, find_nearest
from edition.model.dates import Date
from edition.model.records import Line, Lines
from edition.readers import dates, yaml_values
from edition.readers.yaml_values import Fields, Items, Scalar, Taker, Value
from edition.source import Place, SourceFile

DATES = {"Date": dates.read, "Life": dates.read_life}
"""The function that reads a date, by the type of the field."""


class IsRecord(Protocol):
    """A kind of record: a dataclass with an id and a place."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str:
        """Return the record's id."""

    @property
    def place(self) -> Place:
        """Return the place of the id."""


Record = TypeVar("Record", bound=IsRecord)


@dataclass(frozen=True, slots=True)
class RecordFile(Generic[Record]):
    """The contents of a data file: its records in order, its faults, and the places of each record's fields.

    `damaged` has the places of the records of which something could not be read.
    """

    records: tuple[Record, ...]
    broken: tuple[Fault, ...]
    places: Mapping[Place, Mapping[str, Place]]
    damaged: frozenset[Place]


class _Reader(Taker, Generic[Record]):
    def __init__(self, kind: type[Record], fixed: dict[str, Any]) -> None:
        super().__init__()
        self.kind = kind
        self.fixed = fixed
        self.places: dict[Place, Mapping[str, Place]] = {}
        self.damaged: set[Place] = set()
        self.types = {field.name: str(field.type) for field in fields(kind)}
        self.known = [name for name in self.types if name not in {"place", *fixed}]

    def records(self, root: Value | None) -> Iterator[Record]:
        if root is None or (isinstance(root, Scalar) and root.is_empty):
            return
        if not isinstance(root, Items):
            self.report(root.place, "this file must be a list of records", "begin each record with `- id: …`.")
            return
        for value in root.items:
            if isinstance(value, Fields):
                yield self.record(value)
            else:
                self.report(value.place, "this is not a record", "begin each record with `- id: …`.")

    def record(self, record: Fields) -> Record:
        values: dict[str, Any] = {}
        place = record.place
        before = len(self.faults)
        is_mistyped = any(key.text not in self.known for key, _ in record.pairs)
        for key, value in record.pairs:
            name = key.text
            if name not in self.known:
                near = find_nearest(name, self.known)
                fix = f"did you mean `{near}`?" if near else f"use one of: {', '.join(self.known)}."
                self.report(key.place, f"“{name}” is not a field of such a record", fix)
            else:
                values[name] = self.value(value, name)
                place = value.place if name == "id" else place
        if "id" in self.known and not values.setdefault("id", "") and not is_mistyped:
            fix = "add `id: …`, in small letters, digits and hyphens."
            self.report(record.place, "the record has no id", fix)
        if len(self.faults) > before:
            self.damaged.add(place)
        self.places[place] = {key.text: value.place for key, value in record.pairs}
        values |= {"place": place, **self.fixed}
        return self.kind(**values)

    def value(self, value: Value, name: str) -> Lines | Date | str | bool:
        if self.types[name] == "bool":
            return self.flag(value, name)
        if self.types[name] == "Lines":
            return tuple(Line(self.words(part, name), part.place) for part in self.items(value, name))
        text = self.words(value, name)
        read = DATES.get(self.types[name])
        return read(text, value.place) if read else text


def read(source: SourceFile, of: type[Record], /, **fixed: Any) -> RecordFile[Record]:  # noqa: ANN401 - any field's value
    """Read a YAML list of mappings as records of the dataclass `of`; `fixed` holds fields that are not in the file.

    Every other field of it is a text, `Lines`, a date or true or false; `place` is the place of the record's `id`.
    Nothing is raised: what cannot be read is reported in `broken`, with its place.
    """
    root, faults = yaml_values.read(source)
    reader = _Reader(of, fixed)
    records = tuple(reader.records(root))
    return RecordFile(records, (*faults, *reader.faults), reader.places, frozenset(reader.damaged))
