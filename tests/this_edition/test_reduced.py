"""The reduced edition of the benchmark: the essay, its numbered notes and its bibliography, and nothing of ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from edition import diagnostics, pipeline
from edition.model.text import reading_text
from support import ROOT, check, this_edition

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
import reduced


@pytest.mark.slow
def test_the_reduced_edition_is_the_same_text_without_errors(tmp_path: Path) -> None:
    """Its paragraphs read as ours, its notes are the author's 55, and the text is proved like ours."""
    reduced.lay_out(tmp_path)
    assert not diagnostics.errors(check(tmp_path))
    ours, theirs = this_edition(), pipeline.edition(tmp_path)
    words = [
        [reading_text(p.content) for section in edition.sections for p in section.paragraphs]
        for edition in (ours, theirs)
    ]
    assert words[0] == words[1]
    assert [note.label for note in theirs.notes] == [note.label for note in ours.notes if note.is_authors]
    assert (theirs.authorities, theirs.events, theirs.standing, theirs.pages) == ((), (), (), ())
    assert "[" not in "".join(reading_text(p.content) for note in theirs.notes for p in note.note.body)
