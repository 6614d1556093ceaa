"""Anchors that were published, as `citations/anchors.txt` records them."""

from __future__ import annotations

from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class PublishedAnchor:
    """One anchor: the version that published it, the words on which it stood where these are fixed, or a tombstone."""

    anchor: str
    version: str
    words: str
    withdrawn: str
    place: Place
