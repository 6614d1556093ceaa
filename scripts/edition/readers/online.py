"""Reads the loci of records (`lcw24, p. 57`) as the citations of notes are read."""

from dataclasses import replace
from typing import TypeVar

from edition.model.inline import CiteItem, Text
from edition.model.online import OnlineText
from edition.model.records import Line
from edition.model.wording import Quotation
from edition.readers import citations
from edition.readers.citations import Cluster
from edition.source import Place


def _read_loci(line: Line, language: str) -> tuple[CiteItem, ...]:
    """Read the loci of one line, with or without the sign before a key and the brackets that notes have."""
    typed = line.text.strip("[] ")
    raw = f"[{typed if '@' in typed else f'@{typed}'}]"
    before = raw.index(typed) - line.text.index(typed)

    def at(start: int, length: int) -> Place:
        return line.place.moved(max(0, start - before), length)

    cluster = Cluster(language, at, lambda start, end: (Text(raw[start:end], at(start, end - start)),))
    return citations.read(raw, 0, line.place, cluster).items


HasLoci = TypeVar("HasLoci", OnlineText, Quotation)


def read_loci(text: HasLoci, language: str) -> HasLoci:
    """Return a record with its loci read, in an edition in `language`; what is wrong is in the items' `faults`."""
    return replace(text, items=tuple(item for line in text.loci for item in _read_loci(line, language)))
