"""Places in source files, to which every node and every finding refers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one source file: posix path below the root, line and column from 1, length in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def moved(self, columns: int, length: int = 1) -> Place:
        """Return the place `columns` characters further right on the same line."""
        return Place(self.file, self.line, self.column + columns, length)

    def __str__(self) -> str:
        """Return `file:line:column`, as compilers and editors write it."""
        return f"{self.file}:{self.line}:{self.column}"


@lru_cache(maxsize=128)
def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text; every place in a file asks for them."""
    return tuple(text.split("\n"))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was read: posix path below the root, and its whole text."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line end; an empty string if there is no such line."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def whole_line(self, number: int) -> Place:
        """Return the place of line `number` (from 1) as a whole."""
        return Place(self.path, number, 1, max(1, len(self.line(number))))

    def place(self, offset: int, length: int = 1) -> Place:
        """Return the place of the character at `offset` (from 0)."""
        before = self.text[:offset]
        line = before.count("\n") + 1
        column = offset - (before.rfind("\n") + 1) + 1
        return Place(self.path, line, column, length)

    def find(self, pattern: re.Pattern[str], place: Place) -> Place | None:
        """Return the place of what a pattern finds first at or after a place of this file; nothing where nothing is."""
        start = sum(len(line) + 1 for line in _lines(self.text)[: place.line - 1]) + place.column - 1
        found = pattern.search(self.text, start)
        return self.place(found.start(), len(found[0])) if found else None
