"""What was found when the addresses outside the edition were visited."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model.dates import NO_DATE, Date
from edition.source import Place

FILE = "citations/links.yml"
FINE = ("ok", "moved")
"""The states of an address that can be opened."""


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """One address: the day on which it was visited, and what was found there.

    `id` is the address. `state` is `ok`, `moved` (for good, to `now`), `lacks` (the page opens, but has not the words
    or the anchor that the address names) or `failed`, and `answer` says what the server answered. `archived` is the
    address of a copy in an archive, made on `archived_on`.
    """

    id: str
    place: Place
    state: str = ""
    answer: str = ""
    visited: Date = NO_DATE
    now: str = ""
    archived: str = ""
    archived_on: Date = NO_DATE

    @property
    def is_fine(self) -> bool:
        """Return whether the address can be opened, and what is cited stands there."""
        return self.state in FINE
