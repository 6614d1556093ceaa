"""The index of the site's own search: scripts that hold the words of every unit that can be found, one a scope.

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
"""The global that the scripts fill, by scope."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a search finds: the anchor of its place, and its words."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of unit: its name as a reader sees it, the scope that it belongs to, and where its units come from."""

    name: str
    scope: str
    units: Callable[[Edition], Iterator[Unit]]


def _paragraphs(edition: Edition) -> Iterator[Unit]:
    for section in edition.sections:
        yield Unit(section.anchor, section.label)
        for paragraph in section.paragraphs:
            yield Unit(paragraph.anchor, reading_text(paragraph.content))


def _notes(edition: Edition) -> Iterator[Unit]:
    for note in edition.notes:
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


def _authorities(kind: authority.Kind, edition: Edition) -> Iterator[Unit]:
    for placed in edition.authorities:
        entry = placed.authority
        if entry.kind is kind:
            forms = dict.fromkeys(
                (entry.native, entry.dates, *(line.text for line in (*entry.forms, *entry.notes_forms)))
            )
            told = ", ".join(form for form in forms if form and form != entry.name)
            yield Unit(ids.authority(entry.id), f"{entry.name} ({told}) {entry.gloss}".replace(" () ", " "))


def _events(edition: Edition) -> Iterator[Unit]:
    for event in edition.events:
        yield Unit(ids.event(event.id), f"{in_words(event.new)}: {event.event}")


NAMES = "names"
"""The scope of people, bodies, places, terms and dates."""

KINDS: tuple[Kind, ...] = (
    *(
        Kind(kind.value, NAMES, partial(_authorities, kind))
        for kind in authority.Kind
        if kind is not authority.Kind.WORK
    ),
    Kind("chronology", NAMES, _events),
    Kind("essay", "text", _paragraphs),
    Kind("note", "notes", _notes),
    Kind("bibliography", "bibliography", _entries),
)
"""What can be found, in the order in which equal finds are shown. A further kind is a further row."""

SCOPES = tuple(dict.fromkeys(kind.scope for kind in KINDS))


def _script(edition: Edition, scope: str) -> str:
    """Give one scope's index: kind, page, and the units on that page as anchor, canonical reference and words."""
    groups = []
    for kind in KINDS:
        if kind.scope == scope:
            placed = ((edition.anchors[unit.anchor], unit) for unit in kind.units(edition))
            for page, found in groupby(placed, key=lambda pair: citing.page(pair[0])):
                groups.append([kind.name, page, [[anchor.id, anchor.reference, unit.text] for anchor, unit in found]])
    data = json.dumps(groups, ensure_ascii=False, separators=(",", ":"))
    return f"(window.{GLOBAL}??={{}}).{scope}={data};\n"


def write(edition: Edition) -> dict[str, str]:
    """Give the index as scripts, by their paths below the site."""
    return {f"assets/index-{scope}.js": _script(edition, scope) for scope in SCOPES}
