"""The proof of the text, tried: no single character of the real essay can be altered unseen."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition import checks, diagnostics
from edition.model.draft import Draft
from edition.model.inline import Inlines
from edition.model.text import witness_text
from edition.readers import essay, syntax
from edition.readers.pictures import Pictures
from edition.resolve import whitespace
from edition.source import SourceFile
from support import specimen, specimen_draft

MARKDOWN = syntax.parser()
Spot = tuple[str, int]
"""A file, and the offset of a character in it."""
PROOF = checks.RULES["text-altered"]


@cache
def paragraphs() -> list[Inlines]:
    return [content for s in specimen_draft().sections for content in (s.heading, *(p.content for p in s.paragraphs))]


def _spot(file: str, line: int, column: int) -> Spot:
    text = specimen_draft().sources[file].text
    return file, sum(len(row) + 1 for row in text.split("\n")[: line - 1]) + column - 1


@cache
def spots() -> list[Spot]:
    """Return file and offset of every character of the essay's text, those of note calls' numbers too."""
    found: list[Spot] = []
    for content in paragraphs():
        for text, place in witness_text(content):
            call = place.length != len(text)
            file, start = _spot(place.file, place.line, place.column + (len("[^") if call else 0))
            written = specimen_draft().sources[file].text[start : start + len(text)]
            assert written == text, f"{place} should have “{text}”, has “{written}”"
            found.extend((file, start + at) for at in range(len(text)))
    return found


@cache
def letters() -> list[Spot]:
    return [(f, at) for f, at in spots() if not specimen_draft().sources[f].text[at].isspace()]


@cache
def lettered() -> set[Spot]:
    return {(f, at) for f, at in spots() if specimen_draft().sources[f].text[at].isalpha()}


@cache
def inside() -> list[Spot]:
    return [(f, at) for f, at in spots() if {(f, at - 1), (f, at)} <= lettered()]


@cache
def spaces() -> list[Spot]:
    return [(f, at) for f, at in spots() if specimen_draft().sources[f].text[at] == " "]


@cache
def between() -> list[Spot]:
    return [(f, at) for f, at in spaces() if {(f, at - 1), (f, at + 1)} <= lettered()]


def one_of(spots: Callable[[], list[Spot]]) -> st.SearchStrategy[Spot]:
    """Draw one of the places that a function returns, which is called when the first is drawn."""
    return st.deferred(lambda: st.sampled_from(spots()))


CHARACTERS = st.one_of(
    st.sampled_from(string.ascii_letters + string.punctuation + string.digits + "–—’‘“”…é"),
    st.characters(exclude_categories=["Cs"]),
).filter(lambda character: not character.isspace())


def _laid(file: str, text: str) -> Draft:
    """Return the draft in which `file` has `text`."""
    name = Path(file).stem
    section, _ = essay.read(MARKDOWN, SourceFile(file, text), name, Pictures())
    sections = tuple(section if s.place.file == file else s for s in specimen_draft().sections)
    return replace(specimen_draft(), sections=sections)


def _caught(file: str, text: str) -> bool:
    """Return whether the proof fails when `file` has `text`."""
    return any(PROOF.findings(_laid(file, text), specimen()))


def test_the_essay_is_the_witness() -> None:
    """The proof holds for the edition as it stands."""
    assert list(PROOF.findings(specimen_draft(), specimen())) == []
    assert len(letters()) == len("".join(specimen_draft().witness.split()))


@settings(max_examples=400)
@given(one_of(letters), st.sampled_from(["replace", "delete", "insert"]), CHARACTERS)
def test_any_altered_character_is_caught(spot: Spot, how: str, character: str) -> None:
    """Replacing, deleting or inserting one character that is not white space is caught.

    The one exception is Markdown's own: a backslash set before punctuation leaves the text as it was.
    """
    file, at = spot
    text = specimen_draft().sources[file].text
    assume(how != "replace" or text[at] != character)
    assume(how != "insert" or character != "\\" or text[at] not in string.punctuation)
    new = "" if how == "delete" else character
    assert _caught(file, text[:at] + new + text[at + (how != "insert") :])


def _spacing(file: str, text: str) -> list[diagnostics.Finding]:
    """Return the findings on white space when `file` has `text`."""
    draft = _laid(file, text)
    edition = replace(specimen(), spaces=whitespace.find(draft))  # of the edition, the rules look at nothing else
    rules = ("space-unrecorded", "space-record-unmatched")
    return [finding for rule in rules for finding in checks.RULES[rule].findings(draft, edition)]


@pytest.mark.slow
@settings(max_examples=40)
@given(one_of(inside), st.sampled_from(" \t\n\u00a0\u2009\u2028\u0085"))
def test_a_parted_word_is_caught_at_its_place(spot: Spot, white: str) -> None:
    """White space of any kind put between two letters of a word passes the proof, and is an error of its own."""
    file, at = spot
    text = specimen_draft().sources[file].text
    altered = text[:at] + white + text[at:]
    found = _spacing(file, altered)
    # where the white space is the witness's own, the record of the difference no longer matches
    unmatched = [finding for finding in found if finding.rule == "space-record-unmatched"]
    assert unmatched or SourceFile(file, altered).place(at + 1) in [finding.place for finding in found]


@pytest.mark.slow
@settings(max_examples=20)
@given(one_of(between))
def test_joined_words_are_caught_at_their_place(spot: Spot) -> None:
    """A space between two words cannot be taken away unseen."""
    file, at = spot
    text = specimen_draft().sources[file].text
    found = _spacing(file, text[:at] + text[at + 1 :])
    assert specimen_draft().sources[file].place(at) in [finding.place for finding in found]


@settings(max_examples=50)
@given(one_of(spaces))
def test_white_space_alone_is_not(spot: Spot) -> None:
    """A space doubled within a paragraph changes no character of the text."""
    file, at = spot
    text = specimen_draft().sources[file].text
    assert not _caught(file, text[:at] + " " + text[at:])
