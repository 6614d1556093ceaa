"""Readings that look like faults and are left standing (*sic*)."""

from __future__ import annotations

from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class StandingReading:
    """One such reading: the paragraph's anchor, its exact words, the kind of fault it looks like, and why it stands."""

    id: str
    place: Place
    at: str = ""
    lemma: str = ""
    kind: str = ""
    remark: str = ""
    note: str = ""
