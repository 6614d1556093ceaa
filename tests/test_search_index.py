"""The index of the search: every unit once, with its words, under its address; and its weight."""

from __future__ import annotations

import gzip
import json
from collections import Counter

import pytest

from edition import ids, pipeline
from edition.model.authority import Kind
from edition.model.text import reading_text
from edition.writers import search
from support import ROOT

EDITION = pipeline.edition(ROOT)
WRITTEN = {part: search.write(EDITION, part) for part in search.PARTS}
MOST = 40_000
"""Bytes after gzip that one part's index may have."""


def read(part: str) -> list[tuple[str, str, str, str, str]]:
    """Give the units of a part as kind, page, anchor, reference and words."""
    words = WRITTEN[part]
    start = f"(window.{search.GLOBAL}??={{}}).{part}="
    assert words.startswith(start)
    groups = json.loads(words.removeprefix(start).rstrip(";\n"))
    return [
        (kind, page, a, r, t.replace("~", r, 1) if t[0] == "~" else t) for kind, page, us in groups for a, r, t in us
    ]


UNITS = {part: read(part) for part in search.PARTS}


def test_every_paragraph_is_found_by_its_words() -> None:
    """Each paragraph has its reading text, word by word, and its canonical reference."""
    found = {anchor: (reference, words) for _, _, anchor, reference, words in UNITS["text"]}
    for section in EDITION.sections:
        assert section.anchor in found
        for paragraph in section.paragraphs:
            reference = EDITION.anchors[paragraph.anchor].reference
            assert found[paragraph.anchor] == (reference, reading_text(paragraph.content))


def test_every_note_and_entry_is_found() -> None:
    """Notes have their body and their evidence; entries their words and siglum, without the words of an address."""
    notes = {anchor: words for part in ("notes", "letters") for _, _, anchor, _, words in UNITS[part]}
    assert set(notes) == {ids.note(note.label) for note in EDITION.notes}
    assert [kind for kind, *_ in UNITS["notes"]] == ["note"] * EDITION.config.note_count
    for note in EDITION.notes:
        for paragraph in (*note.note.body, *note.note.evidence):
            assert reading_text(paragraph.content) in notes[ids.note(note.label)]
    entries = {anchor: words for _, _, anchor, _, words in UNITS["bibliography"]}
    assert list(entries) == [ids.entry(entry.work.key) for entry in EDITION.entries]
    for entry in EDITION.entries:
        words = entries[ids.entry(entry.work.key)]
        assert entry.work.title.split()[0] in words
        assert entry.work.shorthand in words
        assert "www." not in words


def test_every_name_and_event_is_found() -> None:
    """Entries of the registers are found by each of their forms, by the native one too; events by their words."""
    names = {anchor: words for _, _, anchor, _, words in UNITS["names"]}
    for placed in EDITION.authorities:
        entry = placed.authority
        if entry.kind is not Kind.WORK:
            words = names.pop(ids.authority(entry.id))
            assert words.startswith(entry.name)
            assert words.endswith(entry.gloss)
            for form in (entry.native, *(line.text for line in entry.forms)):
                assert all(word in words.casefold() for word in form.casefold().split())
    assert list(names) == [ids.event(event.id) for event in EDITION.events]
    assert all(event.event in names[ids.event(event.id)] for event in EDITION.events)


def test_every_unit_stands_once_under_its_address() -> None:
    """No place is found twice, and each has the page and the reference that the edition gives it."""
    units = [unit for part in search.PARTS for unit in UNITS[part]]
    assert max(Counter(anchor for _, _, anchor, _, _ in units).values()) == 1
    for _, page, anchor, reference, words in units:
        placed = EDITION.anchors[anchor]
        assert (page, reference) == (placed.page.replace(".md", ".html"), placed.reference)
        assert words.strip()


@pytest.mark.parametrize("part", search.PARTS)
def test_no_part_weighs_too_much(part: str) -> None:
    """A part of the index, compressed as a server sends it, keeps to its weight."""
    assert len(gzip.compress(WRITTEN[part].encode(), 9)) <= MOST
