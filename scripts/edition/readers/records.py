"""Reads YAML lists of records into dataclasses, each text with its place; what cannot be read becomes a value too."""

from __future__ import annotations

from dataclasses import Field, dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

import yaml

from edition.diagnostics import Fault
from edition.model.dates import Date
from edition.model.records import Line, Lines
from edition.readers import dates
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's reader where PyYAML was built with it: the same nodes, ten times as fast."""


DATES = {"Date": dates.read, "Life": dates.of_life}
"""What reads the dates of a record, by the type of the field."""


class IsRecord(Protocol):
    """What a kind of record must be: a dataclass with its id and its place."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def id(self) -> str:
        """Return the record's id."""

    @property
    def place(self) -> Place:
        """Return the place of the id."""


Record = TypeVar("Record", bound=IsRecord)


@dataclass(frozen=True, slots=True)
class Found(Generic[Record]):
    """What a data file held: its records in their order, and what could not be read."""

    records: tuple[Record, ...]
    broken: tuple[Fault, ...]


def place_of(source: SourceFile, node: yaml.Node, over_lines: int = 1) -> Place:
    """Return the place of a node of YAML, `over_lines` characters long where it goes over the end of a line."""
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else over_lines
    return Place(source.path, start.line + 1, start.column + 1, max(1, length))


class _Reader(Generic[Record]):
    def __init__(self, source: SourceFile, kind: type[Record], fixed: dict[str, Any]) -> None:
        self.source = source
        self.kind = kind
        self.fixed = fixed
        self.types = {field.name: field.type for field in fields(kind)}
        self.known = {field.name for field in fields(kind)} - {"place", *fixed}
        self.broken: list[Fault] = []

    def place(self, node: yaml.Node) -> Place:
        return place_of(self.source, node, len(self.source.line(node.start_mark.line + 1)))

    def fault(self, node: yaml.Node, message: str, fix: str) -> None:
        self.broken.append(Fault(self.place(node), message, fix))

    def records(self, root: yaml.Node | None) -> Iterator[Record]:
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            self.fault(root, "the file holds no list of records", "begin each record with `- id: …`.")
            return
        for node in root.value:
            if isinstance(node, yaml.MappingNode):
                yield self.record(node)
            else:
                self.fault(node, "this is no record", "begin each record with `- id: …`.")

    def record(self, node: yaml.MappingNode) -> Record:
        values: dict[str, Any] = {}
        at: Place | None = None
        for key, value in node.value:
            name = str(key.value)
            if name not in self.known:
                self.fault(key, f"“{name}” is no field of such a record", f"the fields are: {self._listed()}.")
            elif values.get(name):
                self.fault(key, f"the field “{name}” stands twice", "keep one of the two.")
            else:
                values[name] = self.value(value, name)
                at = self.place(value) if name == "id" else at
        if "id" in self.known and not values.setdefault("id", ""):
            self.fault(node, "the record has no id", "give it an `id: …` in small letters, digits and hyphens.")
        values |= {"place": at or self.place(node), **self.fixed}
        return self.kind(**values)

    def value(self, node: yaml.Node, name: str) -> Lines | Date | str:
        if self.types[name] == "Lines":
            return self.lines(node)
        text = self.text(node)
        read = DATES.get(str(self.types[name]))
        return read(text, self.place(node)) if read else text

    def _listed(self) -> str:
        return ", ".join(field.name for field in fields(self.kind) if field.name in self.known)

    def text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return "" if node.tag.endswith(":null") else " ".join(str(node.value).split())
        self.fault(node, "this field takes one text, not a list or mapping", "write one text, in quotation marks.")
        return ""

    def lines(self, node: yaml.Node) -> Lines:
        if isinstance(node, yaml.SequenceNode):
            return tuple(Line(self.text(part), self.place(part)) for part in node.value)
        self.fault(node, "this field takes a list", "write it as `[one, two]`.")
        return ()


def _fix_of(error: yaml.MarkedYAMLError) -> str:
    """Say how a file that is no YAML is most likely fixed."""
    said = f"{error.problem} {error.context}"
    if "tab" in said or "\\t" in said:
        return "indent by spaces: YAML has no tabs there."
    if "flow sequence" in said or "flow mapping" in said:
        return (
            "a bracket, brace or comma is missing in the list that is open here, or a text in it wants quotation marks."
        )
    if "scalar" in said and "quoted" in said:
        return "a quotation mark is not closed."
    if "values are not allowed" in said:
        return "a text with a colon wants quotation marks; or the line is indented too far."
    return "correct this line or the one before it: often a quotation mark or an indent is wrong."


def unreadable(source: SourceFile, error: yaml.MarkedYAMLError) -> Fault:
    """Tell a file that is no YAML: what is wrong, where, and how it is most likely fixed."""
    mark = error.problem_mark or error.context_mark
    place = Place(source.path, mark.line + 1, mark.column + 1) if mark else Place(source.path)
    return Fault(place, f"not readable as YAML: {error.problem or error.context}", _fix_of(error))


def read(source: SourceFile, of: type[Record], /, **fixed: Any) -> Found[Record]:  # noqa: ANN401 - any field's value
    """Read a YAML list of mappings as records of the dataclass `of`; `fixed` gives fields that the file does not.

    Every other field of it is a text, or `Lines`; `place` is the place of the record's `id`.
    Nothing is raised: what cannot be read stands in `broken`, with its place (YAML 1.1, as PyYAML reads it).
    """
    try:
        root = yaml.compose(source.text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        return Found((), (unreadable(source, error),))
    except yaml.YAMLError:
        return Found((), ())  # a character that no text may have: the file's own finding
    reader = _Reader(source, of, fixed)
    records = tuple(reader.records(root))
    return Found(records, tuple(reader.broken))
