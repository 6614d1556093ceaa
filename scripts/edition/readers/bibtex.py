"""Reads `.bib` files as entries and fields. The only module that knows bibtexparser’s blocks."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bibtexparser import model as parsed
from bibtexparser.splitter import Splitter

from edition import ids
from edition.diagnostics import Fault, Problem, Subject
from edition.ids import WorkKey
from edition.source import Place, SourceFile
from edition.style.dates import BIBTEX_MONTHS

# what it logs is reported, with its place, by the finding `work-unreadable`
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

UNCLOSED = "this entry is not closed: a brace, a quotation mark or a comma is missing"
"""The message for an entry if the parser gives none."""
TWICE = "keep one of the two."
OUTSIDE = "begin an entry with `@` and its type, and a comment with `%`; or remove the extra brace above."
UNNAMED = "put it in braces, or define it: `@string{name = {…}}`."

SIGN = re.compile(r"\\.|@\w*[ \t]*[{(]|[%{})\"]", re.DOTALL)
"""Signs that open and close entries and values, or begin a comment."""
BRACE = re.compile(r"\\.|[{}\"]", re.DOTALL)
WORD = re.compile(r"[^\s#{}\"]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in small letters and as typed, its value without delimiters, and the places of both."""

    name: str
    typed: str
    value: str
    named: Place
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with its fields in order; a field may occur twice."""

    type: str
    key: str
    place: Place
    fields: tuple[Field, ...]


def without_remarks(text: str) -> str:
    """Return a text with spaces in place of its comments: from `%` to the end of the line, outside values."""
    depth, quoted, closing, at, kept = 0, False, "", 0, []
    for found in SIGN.finditer(text):
        sign, at_fields = found[0], depth == (closing == "}")
        if found.start() < at:
            continue  # within a remark
        if sign == "%" and at_fields and not quoted:
            end = text.find("\n", found.start()) % (len(text) + 1)  # that of the last line is its own
            kept += [text[at : found.start()], " " * (end - found.start())]
            at = end
        elif sign[0] == "@" and not closing:
            closing, depth = (")", 0) if sign[-1] == "(" else ("}", 1)
        elif sign == '"' and at_fields and closing:
            quoted = not quoted
        elif sign[-1] in "{}" and sign[0] != "\\":
            depth = max(0, depth + (1 if sign[-1] == "{" else -1))
        if at_fields and not quoted and sign == closing:
            closing = ""
    return "".join([*kept, text[at:]])


def _find_closing(text: str) -> int:
    """Return the index of the delimiter that closes the value at the head of `text`, or -1."""
    depth = 0
    for found in BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth and found.start() and found[0] == ("}" if text[0] == "{" else '"'):
            return found.start()
    return -1


def _read_value(typed: str, strings: Mapping[str, str]) -> tuple[str, str, str]:
    """Return a value with its parts joined, and a message and a fix if it is malformed."""
    value, rest = "", typed.strip()
    while rest:
        if rest[0] in '{"' and (end := _find_closing(rest)) > 0:
            value, rest = value + rest[1:end], rest[end + 1 :].lstrip()
        elif word := WORD.match(rest):
            known = word[0] if word[0].isdigit() else strings.get(word[0].lower())
            if known is None:
                return typed, f"is “{typed.strip()}”, but “{word[0]}” is not defined by an `@string`", UNNAMED
            value, rest = value + known, rest[word.end() :].lstrip()
        else:
            return typed, "is not in braces or quotation marks", "put it in braces."
        if rest and rest[0] != "#":
            return value, "is not followed by a comma", "add the comma."
        rest = rest[1:].lstrip()
    return value, "", ""


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.strings = {month: month for month in BIBTEX_MONTHS}
        self.broken: list[Fault] = []

    def place(self, line: int | None, column: int = 1, length: int = 0) -> Place:
        number = (line or 0) + 1
        return Place(self.source.path, number, column, length or max(1, len(self.source.line(number))))

    def field(self, entry: parsed.Entry, given: parsed.Field) -> Field:
        """Return a field; its value has the place of the name if it is not on the same line."""
        name = " ".join(given.key.split())
        line = self.source.line((given.start_line or 0) + 1)
        after = max(0, line.find(f"{entry.key},")) if given.start_line == entry.start_line else 0
        found = re.compile(rf"(?<![\w-]){re.escape(given.key)}\s*=\s*[{{\"]*").search(line, after)
        named = self.place(given.start_line, found.start() + 1 if found else 1, len(name))
        value, fault, fix = _read_value(given.value, self.strings)
        shown = value.split("\n")[0].strip()
        on_line = found is not None and shown and line[found.end() :].startswith(shown)
        place = self.place(given.start_line, found.end() + 1, len(shown)) if found and on_line else named
        if fault:
            where = self.place(given.start_line, found.end() + 1, len(value)) if found and fix == UNNAMED else named
            about = Subject(Problem.DAMAGED, ids.entry(WorkKey(entry.key)))
            self.broken.append(Fault(where, f"the field “{name}” of “{entry.key}” {fault}", fix, about))
        return Field(name.lower(), name, value, named, place)

    def entry(self, given: parsed.Entry) -> Entry:
        column = max(0, self.source.line((given.start_line or 0) + 1).find(given.key)) + 1
        place = self.place(given.start_line, column, max(1, len(given.key)))
        return Entry(given.entry_type.lower(), given.key, place, tuple(self.field(given, f) for f in given.fields))

    def define(self, given: parsed.String) -> None:
        """Record a macro that values may use."""
        value, fault, fix = _read_value(given.value, self.strings)
        if fault:
            self.broken.append(Fault(self.place(given.start_line), f"the `@string` “{given.key}” {fault}", fix))
        if given.key.lower() in self.strings.keys() - set(BIBTEX_MONTHS):
            message = f"the `@string` “{given.key}” is defined twice"
            self.broken.append(Fault(self.place(given.start_line), message, TWICE))
        self.strings[given.key.lower()] = value

    def entries(self, blocks: Sequence[parsed.Block]) -> Iterator[Entry]:
        """Yield all entries, including those with duplicate keys or fields, which a check reports."""
        for block in blocks:
            inner = block.ignore_error_block if isinstance(block, parsed.ParsingFailedBlock) else block
            match inner:
                case parsed.Entry():
                    yield self.entry(inner)
                case parsed.String():
                    self.define(inner)
                case parsed.ImplicitComment():
                    line, words = inner.start_line or 0, inner.comment.split("\n")[0].strip()
                    message = f"“{words[:40]}” is outside any entry"
                    self.broken.append(Fault(self.place(line), message, OUTSIDE))
                case None if isinstance(block, parsed.ParsingFailedBlock):
                    why = " ".join(str(block.error).split())
                    self.broken.append(Fault(self.place(block.start_line), why or UNCLOSED))
                case _:
                    pass  # @comment and @preamble, of which nothing is printed


def read(source: SourceFile) -> tuple[tuple[Entry, ...], list[Fault]]:
    """Return the entries of a file in order, and what could not be read; nothing is raised."""
    reader = _Reader(source)
    entries = tuple(reader.entries(Splitter(without_remarks(source.text)).split().blocks))
    return entries, reader.broken
