"""Readings that look like faults and are left standing (*sic*)."""

from __future__ import annotations

from dataclasses import dataclass

from edition.ids import NO_ANCHOR, NO_LABEL, AnchorName, NoteLabel
from edition.source import Place


@dataclass(frozen=True, slots=True)
class StandingReading:
    """One such reading: the paragraph's anchor, its words, the kind of fault it looks like, and why it is kept."""

    id: AnchorName
    place: Place
    at: AnchorName = NO_ANCHOR
    lemma: str = ""
    kind: str = ""
    remark: str = ""
    note: NoteLabel = NO_LABEL
