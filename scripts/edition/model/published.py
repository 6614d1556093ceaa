"""Anchors that were published, as `citations/anchors.txt` records them."""

from dataclasses import dataclass

from edition.diagnostics import Fault
from edition.ids import AnchorName
from edition.source import Place

END = "# end"
"""The last line of the list; a list without it is truncated."""


@dataclass(frozen=True, slots=True)
class PublishedAnchor:
    """One anchor: the version that published it, the words it marked if these are fixed, or a tombstone.

    `identity` holds the parts, name and text, by which the thing it marked is recognised; it is empty if none were
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
    """The list of published anchors, and the faults found in it."""

    anchors: tuple[PublishedAnchor, ...] = ()
    broken: tuple[Fault, ...] = ()
