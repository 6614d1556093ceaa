"""The index of the site's own search: scripts that hold the words of every unit that can be found, in parts.

They are scripts and no data files, because a page opened from disk may load nothing else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from edition import ids
from edition.model import authority
from edition.model.inline import Link
from edition.model.text import reading_text
from edition.style import citing
from edition.style.dates import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.model.edition import Edition, Entry
    from edition.model.inline import Inlines

GLOBAL = "editionIndex"
"""The global that the scripts fill, by part."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a search finds: the anchor of its place, and its words."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of unit: its name as a reader sees it, the part of the index it is in, and where its units come from."""

    name: str
    part: str
    units: Callable[[Edition], Iterator[Unit]]


def _paragraphs(edition: Edition) -> Iterator[Unit]:
    for section in edition.sections:
        yield Unit(section.anchor, section.label)
        for paragraph in section.paragraphs:
            yield Unit(paragraph.anchor, reading_text(paragraph.content))


def _notes(edition: Edition, *, of_author: bool) -> Iterator[Unit]:
    for note in (n for n in edition.notes if n.is_authors is of_author):
        words = (reading_text(p.content) for p in (*note.note.body, *note.note.evidence))
        yield Unit(ids.note(note.label), " ".join(words))


def _without_addresses(inlines: Inlines) -> str:
    """Give the words of a description before its address, which nobody looks for and which would fill the index."""
    return reading_text(tuple(takewhile(lambda node: not isinstance(node, Link), inlines))).strip()


def _entry(entry: Entry) -> str:
    return " ".join(part for part in (entry.work.shorthand, _without_addresses(entry.description)) if part)


def _entries(edition: Edition) -> Iterator[Unit]:
    for entry in edition.entries:
        yield Unit(ids.entry(entry.work.key), _entry(entry))


def _told(entry: authority.Authority) -> Iterator[str]:
    """Give what a search should find besides the name: native name, dates, and each form that has a word of its own."""
    known = set(entry.name.casefold().split())
    for form in (entry.native, entry.dates, *(line.text for line in (*entry.forms, *entry.notes_forms))):
        words = set(form.casefold().split())
        if not words <= known:
            yield form
        known |= words


def _authorities(kind: authority.Kind, edition: Edition) -> Iterator[Unit]:
    for placed in edition.authorities:
        entry = placed.authority
        if entry.kind is kind:
            told = ", ".join(_told(entry))
            yield Unit(ids.authority(entry.id), f"{entry.name} ({told}). {entry.gloss}".replace(" ()", ""))


def _events(edition: Edition) -> Iterator[Unit]:
    for event in edition.events:
        yield Unit(ids.event(event.id), f"{in_words(event.new)}: {event.event}")


NAMED = tuple(kind for kind in authority.Kind if kind is not authority.Kind.WORK)
"""Works have no entries of their own beside those of the bibliography."""

KINDS: tuple[Kind, ...] = (
    Kind("essay", "text", _paragraphs),
    Kind("note", "notes", partial(_notes, of_author=True)),
    Kind("editors’ note", "letters", partial(_notes, of_author=False)),
    *(Kind(kind.value, "names", partial(_authorities, kind)) for kind in NAMED),
    Kind("chronology", "names", _events),
    Kind("bibliography", "bibliography", _entries),
)
"""What can be found. A further kind is a further row; a further part must be named to the search's own script."""

PARTS = tuple(dict.fromkeys(kind.part for kind in KINDS))


def write(edition: Edition, part: str) -> str:
    """Give one part of the index as a script: kind, page, and its units as anchor, canonical reference and words.

    Words that begin with the reference have a tilde in its place.
    """
    groups = []
    for kind in (k for k in KINDS if k.part == part):
        placed = ((edition.anchors[unit.anchor], unit.text) for unit in kind.units(edition))
        for page, found in groupby(placed, key=lambda pair: citing.page(pair[0])):
            rows = [(anchor.id, anchor.reference, text) for anchor, text in found]
            units = [[a, r, f"~{t[len(r) :]}" if t.startswith(r) else t] for a, r, t in rows]
            groups.append([kind.name, page, units])
    data = json.dumps(groups, ensure_ascii=False, separators=(",", ":"))
    return f"(window.{GLOBAL}??={{}}).{part}={data};\n"
