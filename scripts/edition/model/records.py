"""What data files that a person edits have in common: texts with their places."""

from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a list, with its place."""

    text: str
    place: Place


Lines = tuple[Line, ...]
