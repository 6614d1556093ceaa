"""What is wrong with a file before any of its words is read."""

from __future__ import annotations

from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file, or a character in it, that cannot be read as text: what is wrong, where, and how it is fixed."""

    message: str
    place: Place
    fix: str
