"""The index of the search: every unit once, with its words, under its address; and its weight."""

from __future__ import annotations

import gzip
import json
from collections import Counter

import pytest

from edition import ids, pipeline
from edition.model.text import reading_text
from edition.writers import search
from support import ROOT

EDITION = pipeline.edition(ROOT)
WRITTEN = search.write(EDITION)
MOST = 40_000
"""Bytes after gzip that one scope's index may have."""


def read(scope: str) -> list[tuple[str, str, str, str, str]]:
    """Give the units of a scope as kind, page, anchor, reference and words."""
    words = WRITTEN[f"assets/index-{scope}.js"]
    start = f"(window.{search.GLOBAL}??={{}}).{scope}="
    assert words.startswith(start)
    groups = json.loads(words.removeprefix(start).rstrip(";\n"))
    return [(kind, page, *unit) for kind, page, units in groups for unit in units]


UNITS = {scope: read(scope) for scope in search.SCOPES}


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
    notes = {anchor: words for _, _, anchor, _, words in UNITS["notes"]}
    assert list(notes) == [ids.note(note.label) for note in EDITION.notes]
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


def test_every_unit_stands_once_under_its_address() -> None:
    """No place is found twice, and each has the page and the reference that the edition gives it."""
    units = [unit for scope in search.SCOPES for unit in UNITS[scope]]
    assert max(Counter(anchor for _, _, anchor, _, _ in units).values()) == 1
    for _, page, anchor, reference, words in units:
        placed = EDITION.anchors[anchor]
        assert (page, reference) == (placed.page.replace(".md", ".html"), placed.reference)
        assert words.strip()


@pytest.mark.parametrize("scope", search.SCOPES)
def test_no_scope_weighs_too_much(scope: str) -> None:
    """A scope's index, compressed as a server sends it, keeps to its weight."""
    assert len(gzip.compress(WRITTEN[f"assets/index-{scope}.js"].encode(), 9)) <= MOST
