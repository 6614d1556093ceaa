"""Everything in the essay’s quotation marks is on record, and what is said of it agrees with its note."""

from __future__ import annotations

from edition import pipeline
from edition.checks import quoted
from edition.model.document import Certainty
from edition.model.wording import NOT_FOUND
from support import ROOT

OPEN = {Certainty.UNIDENTIFIED, Certainty.CONJECTURAL}


def test_every_quotation_is_on_record() -> None:
    every, idle = quoted.find(pipeline.read(ROOT))
    assert [quotation.words for quotation in every if quotation.record is None] == []
    assert not idle


def test_no_source_is_claimed_that_the_note_only_guesses() -> None:
    edition = pipeline.edition(ROOT)
    certainty = {note.label: note.note.certainty for note in edition.notes}
    unsure = {q.id for q in edition.quotations if certainty.get(q.note) in OPEN and q.kind in {"", NOT_FOUND}}
    lost = {q.id for q in edition.quotations if q.kind == NOT_FOUND}
    assert unsure == lost


def test_every_source_has_its_work() -> None:
    assert [q.id for q in pipeline.read(ROOT).quotations if not q.kind and not q.work] == []
