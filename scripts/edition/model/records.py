"""What data files that a person edits have in common: texts with their places, and records that could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a list, with its place."""

    text: str
    place: Place


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """What could not be read in a data file: what is wrong, where, and how to fix it."""

    message: str
    place: Place
    fix: str = ""
