"""The bibliography as BibLaTeX's `.bib`: the edition's own files, with a date where an entry has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.style.dates import UNKNOWN
from edition.writers.data.works import issued

if TYPE_CHECKING:
    from edition.model.edition import Edition

UNDATED = re.compile(rf"^[ \t]*date\s*=\s*\{{{UNKNOWN}\}},?[ \t]*\n", re.MULTILINE)
"""A date that says that there is none: the edition's notation, which programs would print as it stands."""
OPENING = re.compile(r"^@\w+\s*\{\s*(?P<key>[^,\s]+)\s*,", re.MULTILINE)


def write_bibtex(edition: Edition, sources: str) -> str:
    """Return the texts of the `.bib` files, each entry with a `date`.

    Reference managers read no other field: a work known by its first publication or its writing alone (`origdate`,
    `written`) would come to them without any date. What is added is what the other formats give.
    """
    dateless = {entry.work.key: issued(entry.work) for entry in edition.entries if not entry.work.date}

    def opened(found: re.Match[str]) -> str:
        date = dateless.get(found["key"])
        return found[0] + (f"\n  date = {{{date.written}}}," if date and date.points else "")

    return OPENING.sub(opened, UNDATED.sub("", sources))
