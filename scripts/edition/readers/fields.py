"""Reads the fields of the description by type: texts, numbers, lists, records."""

from collections.abc import Collection
from dataclasses import MISSING, fields
from typing import TypeVar

from edition.config import Author, BibGroup, Witness
from edition.diagnostics import Subject, find_nearest
from edition.readers.yaml_values import DIGITS, UNREAD, Fields, Scalar, Taker, Value
from edition.source import Place

GUIDE = "the editorial guidelines list all fields."
Record = TypeVar("Record", Author, Witness, BibGroup)

MAY_BE_EMPTY = "given"
"""A person with only one name has no given name."""


class FieldTaker(Taker):
    """Reads the fields of a file by type, and collects their faults and the names of unusable fields."""

    def __init__(self, root: Fields, file: str, known: Collection[str], needed: Collection[str]) -> None:
        """Report fields that are not among `known`, and those of `needed` that are missing."""
        super().__init__()
        self.needed = needed
        self.known = {key.text: value for key, value in root.pairs if key.text in known}
        self.unusable = {*root.twice}
        self.begins = [(key.place, key.text) for key, _ in root.pairs]
        meant = self.report_unknown(root, known, "an edition's description")
        for name in (name for name in needed if name not in self.known):
            self.unusable.add(name)
            if name not in meant:
                super().report(Place(file), f"the field “{name}” is missing", f"add `{name}: …`; {GUIDE}")

    def field_at(self, place: Place) -> str:
        """Return the name of the field in which a place lies."""
        return next((name for begin, name in reversed(self.begins) if begin <= place), "")

    def report(self, place: Place, message: str, fix: str, about: Subject | None = None) -> None:
        """Record a fault, and mark its field as unusable."""
        super().report(place, message, fix, about)
        self.unusable.add(self.field_at(place))

    def at(self, name: str) -> Place:
        """Return the place of the value of a field."""
        return self.known[name].place

    def report_unknown(self, fields: Fields, known: Collection[str], what: str) -> set[str]:
        """Report unknown fields; return the known ones that they probably mean."""
        meant = set()
        for key, _ in fields.pairs:
            if key.text not in known:
                near = find_nearest(key.text, known)
                meant.add(near)
                fix = f"did you mean “{near}”?" if near else f"{what} may have only: {', '.join(known)}."
                self.report(key.place, f"unknown field “{key.text}”", fix)
        return meant

    def mapping(self, value: Value, what: str, example: str) -> Fields:
        """Return fields; empty ones, and a fault, if the value is anything else."""
        if isinstance(value, Fields):
            return value
        if not (isinstance(value, Scalar) and value.is_empty):
            self.report(value.place, f"{what} must have fields", f"write it as `{{{example}: …}}`.")
        return Fields((), value.place)

    def one_text(self, name: str) -> str:
        """Return a text; empty if it is missing, which is a fault in a required field."""
        value = self.known.get(name)
        if value is None:
            return ""
        text = self.words(value, name)
        if name in self.needed:
            self.report_empty(value, name)
        return text

    def report_empty(self, value: Value, name: str, example: str = "…") -> None:
        """Report a value that is empty."""
        if isinstance(value, Scalar) and value.type != UNREAD and not value.text.strip():
            self.report(value.place, f"“{name}” is empty", f"write `{name}: {example}`.")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(self.words(value, name) for value in self.items_of(name))

    def items_of(self, name: str) -> tuple[Value, ...]:
        """Return the items of a list; none if the field is missing."""
        return self.items(self.known[name], name) if name in self.known else ()

    def texts_by_name(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return texts by names that the edition is free to choose."""
        if name not in self.known:
            return ()
        found = self.mapping(self.known[name], f"“{name}”", "name")
        for key, value in found.pairs:
            self.report_empty(value, f"{name}: {key.text}")
        return tuple((key.text, self.words(value, f"{name}: {key.text}")) for key, value in found.pairs)

    def flag_of(self, name: str) -> bool:
        """Return whether a field is true; a missing one is false."""
        return name in self.known and self.flag(self.known[name], name)

    def number(self, name: str) -> int:
        """Return a number from 0; 0, and a fault, if the value is anything else."""
        value = self.known.get(name)
        number = value.number() if isinstance(value, Scalar) else None
        if value and number is None:
            message = f"“{name}” must be a number from 0, of at most {DIGITS} digits"
            self.report(value.place, message, f"write a number, for instance `{name}: 55`.")
        return number or 0

    def record(self, kind: type[Record], value: Value | None, name: str) -> Record:
        """Return the fields below `name` as a record; missing ones are faults and empty."""
        known = {field.name: field.default is MISSING for field in fields(kind)}
        texts = {key: "" for key, needed in known.items() if needed}
        if value is None:
            return kind(**texts)
        found = self.mapping(value, f"“{name}”", ", ".join(known))
        meant = self.report_unknown(found, known, f"“{name}”")
        if isinstance(value, Scalar) and value.is_empty:
            self.report_empty(value, name, f"{{{', '.join(f'{key}: …' for key in texts)}}}")
        for key in texts if isinstance(value, Fields) else ():
            given = found.get(key)
            if given is None and key not in meant:
                self.report(value.place, f"“{name}” has no field “{key}”", f"add `{key}: …`.")
            elif given is not None and key != MAY_BE_EMPTY:
                self.report_empty(given, f"{name}: {key}")
        texts |= {key.text: self.text(part, f"{name}: {key.text}") for key, part in found.pairs if key.text in known}
        return kind(**texts)

    def check(self, name: str, text: str, fault: str, fix: str, *, good: bool) -> str:
        """Return the value of a field; empty, with a fault, if it is not `good`."""
        if text and not good:
            self.report(self.at(name), fault, fix)
        return text if good else ""
