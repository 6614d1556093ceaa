"""Collected editions: what identifies one, what its volumes have in common, and what each has of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from edition.model.bibliography import Name, Work
from edition.model.dates import NO_DATE
from edition.model.inline import Inlines
from edition.model.placed import Entry
from edition.style import works
from edition.words import Words

PARTS = ("date", "publisher", "location", "printing", "series", "volumes", "note", "isbn", "url", "doi", "translators")
"""What the volumes of a collected edition may have in common, or each of its own."""
EMPTY: Mapping[str, Any] = {"date": NO_DATE, "translators": ()}


def _without(work: Work, names: Iterable[str]) -> Work:
    return replace(work, **{name: EMPTY.get(name, "") for name in names})


def describe_whole(volumes: list[Work], words: Words) -> tuple[Inlines, list[str]]:
    """Return the description of a collected edition by what its volumes have in common, and these parts."""
    first = volumes[0]
    common = [name for name in PARTS if len({getattr(work, name) for work in volumes}) == 1]
    own = {"volume", *PARTS} - {*common}
    editors = () if first.authors else first.editors
    whole = replace(_without(first, own), editors=editors, emphasised=(), written=NO_DATE, first_published=NO_DATE)
    return works.description(whole, words), common


def describe_own(work: Work, common: list[str], words: Words) -> Inlines:
    """Return the parts that a volume does not share with the others: its editors, its year, a note."""
    editors = work.editors if work.authors else ()
    bare = replace(work, title="", volume="", authors=(Name(""),), editors=editors)
    return works.description(_without(bare, common), words)


def edition_of(entry: Entry) -> tuple[object, ...]:
    """Return what identifies the collected edition of a volume; nothing for any other entry."""
    work = entry.work
    return (work.shorthand.family, work.title, work.authors or work.editors) if work.shorthand.volume else ()
