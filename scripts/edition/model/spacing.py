"""Words that the edition joins or parts where its witness does otherwise, as an editor recorded them."""

from __future__ import annotations

from dataclasses import dataclass

from edition.source import Place

FILE = "citations/white-space.yml"


@dataclass(frozen=True, slots=True)
class SpaceRecord:
    """One such place: its paragraph, the words as the witness has them, and as the edition does."""

    place: Place
    at: str = ""
    witness: str = ""
    reading: str = ""

    @property
    def id(self) -> str:
        """Return what distinguishes the record from others."""
        return f"{self.at}: {self.reading}"
