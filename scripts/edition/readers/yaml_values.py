"""Reads YAML 1.1 into values with places, for description, records and settings. The only module that uses PyYAML.

A scalar keeps its exact text (a version `0.10` is not a number) and the type that YAML gives it. Whatever is ambiguous
or would be lost is a fault: anchors, aliases, merge keys, tags, duplicate keys and keys that are not texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import yaml
from yaml.reader import Reader
from yaml.resolver import Resolver

from edition.diagnostics import Fault, Subject
from edition.source import Place, SourceFile

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser if PyYAML was built with it: the same events, ten times as fast."""
DEEPEST = 100
"""Maximum nesting of lists and fields."""
DIGITS = 9
"""Maximum number of digits of a number."""
RESOLVER = Resolver()
UNREAD = "unread"
SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written, and the type that YAML gives it: `str`, `null`, `bool`, `int`, `float`, `timestamp`.

    A scalar that could not be read has the type `UNREAD`: its fault is reported, and no others because of it.
    """

    text: str
    type: str
    place: Place

    @property
    def is_empty(self) -> bool:
        """Return whether the value is empty or could not be read."""
        return self.type == UNREAD or (self.type == "null" and not self.text)

    def number(self) -> int | None:
        """Return a number from 0 with at most nine digits; `None` if the text is anything else."""
        return int(self.text) if re.fullmatch(rf"[0-9]{{1,{DIGITS}}}", self.text) else None


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields as pairs of name and value; of duplicates only the first, with the name in `twice`."""

    pairs: tuple[tuple[Scalar, Value], ...]
    place: Place
    twice: frozenset[str] = frozenset()

    def get(self, name: str) -> Value | None:
        """Return the value of a field; `None` if it does not exist."""
        return next((value for key, value in self.pairs if key.text == name), None)

    def place_of(self, name: str) -> Place | None:
        """Return the place of the name of a field; `None` if it does not exist."""
        return next((key.place for key, _ in self.pairs if key.text == name), None)


Value = Scalar | Items | Fields


@dataclass(slots=True)
class _Open:
    """A list or fields still open."""

    start: yaml.Event
    values: list[Value] = field(default_factory=list)


def _advice(error: yaml.MarkedYAMLError, stops: str) -> str:
    """Return the most likely fix of invalid YAML; `stops` is the character at which the parser stopped."""
    problem = f"{error.problem} {error.context}"
    if stops == "\t" or "tab" in problem:
        return "indent with spaces, not with tabs."
    if "flow sequence" in problem or "flow mapping" in problem:
        return "add the missing bracket, brace or comma of the list, or put a text in it in quotation marks."
    if "scalar" in problem and "quoted" in problem:
        return "close the quotation mark."
    if "values are not allowed" in problem:
        return "put a text with a colon in quotation marks, or indent the line less."
    return "correct this line or the one before it: check quotation marks and indents."


def _stop(source: SourceFile, error: yaml.MarkedYAMLError) -> Place:
    """Return where the parser stopped; if at the end of the file, where the unclosed part begins."""
    end = len(source.text.rstrip())
    last = source.place(max(0, end - 1))
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    places = [Place(source.path, mark.line + 1, mark.column + 1) for mark in marks]
    return next((place for place in places if place <= last), last)


class _TooDeepError(Exception):
    """Lists and fields are nested more than `DEEPEST` deep."""


def _marks(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Return the start and end marks of an event; with a text as input, they are never missing."""
    return event.start_mark, event.end_mark  # type: ignore[return-value]


class _Composer:
    """Builds values from the events of a YAML stream, without recursion."""

    def __init__(self, source: SourceFile, *, tags: bool) -> None:
        self.source = source
        self.tags = tags
        self.faults: list[Fault] = []
        self.root: Value | None = None
        self.open: list[_Open] = []
        self.documents = 0

    def place(self, event: yaml.Event, last: yaml.Event | None = None) -> Place:
        """Return the place of what an event begins; only its first line if it continues on the next."""
        start, end = _marks(event)[0], _marks(last or event)[1]
        line = start.line + 1
        rest = len(self.source.line(line)) - start.column
        length = end.column - start.column if end.line == start.line else rest
        return Place(self.source.path, line, start.column + 1, max(1, length))

    def report(self, place: Place, message: str, fix: str) -> None:
        self.faults.append(Fault(place, message, fix))

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents == 2:  # noqa: PLR2004 - the second document
                    message = "a second YAML document begins here; only the first is read"
                    self.report(self.place(event), message, "remove the line `---`, or everything before it.")
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.report_mark(event)
                self.open.append(_Open(event))
                if len(self.open) > DEEPEST:
                    raise _TooDeepError
            case yaml.SequenceEndEvent():
                done = self.open.pop()
                self.keep(Items(tuple(done.values), self.place(done.start, event)))
            case yaml.MappingEndEvent():
                done = self.open.pop()
                self.keep(self.fields(done.values, self.place(done.start, event)))
            case yaml.AliasEvent():
                place = self.place(event)
                fix = "write the value in full; put a text that begins with `*` in quotation marks."
                self.report(place, f"“*{event.anchor}” is a YAML alias, which is not allowed", fix)
                self.keep(Scalar("", UNREAD, place))
            case yaml.ScalarEvent():
                self.report_mark(event)
                self.keep(Scalar(event.value, self.type_of(event), self.place(event)))

    def type_of(self, event: yaml.ScalarEvent) -> str:
        if event.tag:
            return str(event.tag) if self.tags else "str"
        tag = RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        return str(tag).rpartition(":")[2]

    def report_mark(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Report a value with an anchor or a tag."""
        if not event.anchor and not event.tag:
            return
        place = replace(self.place(event), length=1)
        fix = "remove it; put a text that begins with this sign in quotation marks."
        if event.anchor:
            self.report(place, f"“&{event.anchor}” is a YAML anchor, which is not allowed", fix)
        if event.tag and not self.tags:
            shown = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.report(place, f"“{shown}” is a YAML tag, which is not allowed", fix)

    def keep(self, value: Value) -> None:
        if self.open:
            self.open[-1].values.append(value)
        elif self.documents == 1:
            self.root = value

    def fields(self, values: list[Value], place: Place) -> Fields:
        """Return fields, without those whose names are invalid or repeated."""
        pairs: dict[str, tuple[Scalar, Value]] = {}
        twice = set()
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.report(key.place, "a list or a group of fields cannot be the name of a field", "write `name: …`.")
            elif key.type == "merge":
                self.report(key.place, "“<<” is a YAML merge key, which is not allowed", "write the fields in full.")
            elif key.text in pairs:
                self.report(key.place, f"the field “{key.text}” is given twice", "keep one of the two.")
                twice.add(key.text)
            elif key.type in MEANT:
                message = f"“{key.text}” is not a valid field name: YAML reads it as {MEANT[key.type]}"
                self.report(key.place, message, f'write `"{key.text}": …`.')
            elif key.type != UNREAD:
                pairs[key.text] = (key, value)
        return Fields(tuple(pairs.values()), place, frozenset(twice))


MEANT = {"null": "nothing", "bool": "yes or no", "int": "a number", "float": "a number", "timestamp": "a date"}
"""The types that YAML gives to scalars without quotation marks (YAML 1.1, types)."""


def read(source: SourceFile, *, tags: bool = False) -> tuple[Value | None, tuple[Fault, ...]]:
    """Return the value in a file, and its faults; `None` if the file is empty or not valid YAML.

    Characters that YAML does not allow are reported by the rule `character-forbidden`.

    With `tags`, scalars may have tags (`!ENV`), as in the settings of the site's engine.
    """
    if Reader.NON_PRINTABLE.search(source.text):
        return None, ()
    composer = _Composer(source, tags=tags)
    try:
        for event in yaml.parse(source.text, Loader=LOADER):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        place = _stop(source, error)
        fix = _advice(error, source.line(place.line)[place.column - 1 : place.column])
        return None, (Fault(place, f"this is not valid YAML: {error.problem or error.context}", fix),)
    except _TooDeepError:
        message = f"lists or groups of fields are nested more than {DEEPEST} deep"
        return None, (Fault(composer.place(composer.open[-1].start), message, "close each list where it ends."),)
    return composer.root, tuple(composer.faults)


class Taker:
    """Reads texts, lists and fields from values; a value of another type is a fault."""

    def __init__(self) -> None:
        """Begin without faults."""
        self.faults: list[Fault] = []

    def report(self, place: Place, message: str, fix: str, about: Subject | None = None) -> None:
        """Record a fault."""
        self.faults.append(Fault(place, message, fix, about))

    def text(self, value: Value, name: str) -> str:
        """Return a text as written, including numbers and dates; an empty field is an empty text."""
        if not isinstance(value, Scalar):
            message = f"“{name}” must be text, not a list or a group of fields"
            self.report(value.place, message, "write one text, in quotation marks.")
            return ""
        if value.is_empty:
            return ""
        if value.type in {"null", "bool"}:
            message = f"“{name}” must be text, but YAML reads “{value.text}” as {MEANT[value.type]}"
            empty = ", or leave the field empty" if value.type == "null" else ""
            self.report(value.place, message, f'write `"{value.text}"` for the text{empty}.')
            return ""
        return value.text

    def words(self, value: Value, name: str) -> str:
        """Return a text as one line, with one space for each run of white space."""
        return SPACES.sub(" ", self.text(value, name)).strip(" ")

    def flag(self, value: Value, name: str) -> bool:
        """Return whether a value is true; an empty field is false."""
        if isinstance(value, Scalar) and value.type == "bool":
            return value.text.lower() in {"true", "yes", "on"}
        if not (isinstance(value, Scalar) and value.is_empty):
            self.report(value.place, f"“{name}” must be true or false", f"write `{name}: true` or `{name}: false`.")
        return False

    def items(self, value: Value, name: str) -> tuple[Value, ...]:
        """Return the members of a list; an empty field is an empty list."""
        if isinstance(value, Items):
            return value.items
        if not (isinstance(value, Scalar) and value.is_empty):
            self.report(value.place, f"“{name}” must be a list", f"write `{name}: [one, two]`.")
        return ()
