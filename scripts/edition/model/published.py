"""Anchors that were published, as `citations/anchors.txt` records them."""

from dataclasses import dataclass

from edition.diagnostics import Fault
from edition.ids import AnchorName
from edition.source import Place

END = "# end"
"""The last line of the list: without it, the list is cut off."""


@dataclass(frozen=True, slots=True)
class PublishedAnchor:
    """One anchor: the version that published it, the words on which it stood where these are fixed, or a tombstone.

    `identity` holds the parts by which what stood there is recognised, name and text; it is empty where none were
    recorded.
    """

    anchor: AnchorName
    version: str
    words: str
    withdrawn: str
    place: Place
    identity: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The list of published anchors, and what in it is damaged."""

    anchors: tuple[PublishedAnchor, ...] = ()
    broken: tuple[Fault, ...] = ()
