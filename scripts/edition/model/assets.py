"""What ordinary pages and style sheets ask for besides words: pictures and fonts."""

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
