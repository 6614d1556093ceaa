"""What ordinary pages and style sheets ask for besides words: pictures, fonts, and lists that the program makes."""

from __future__ import annotations

from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on an ordinary page; of an ornament the page says itself that it tells nothing (`alt=""`)."""

    target: str
    alternative: str
    place: Place
    ornament: bool = False


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font that a style sheet loads: the file's path below the root, and whether it is there."""

    path: str
    there: bool
    place: Place


LISTS = (
    *("contents", "essay", "notes", "bibliography", "apparatus", "standing", "spaces", "witness", "people"),
    *("organisations", "glossary", "chronology", "timeline", "passages", "concordance", "state", "questions"),
    *("downloads", "citing-marks", "citing-examples"),
)
"""The lists that the program makes, by the names under which a page can ask for them."""


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list that an ordinary page asks for (`/// edition | people`), and whether its block is closed (`///`)."""

    name: str
    place: Place
    closed: bool = True
