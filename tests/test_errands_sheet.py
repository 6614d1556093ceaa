"""The errand list as a sheet for a library: tagged, the same each time, with everything that the page has."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from edition import pdf, pipeline
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.model.printed import SOURCE
from edition.style import errands
from edition.words import of
from edition.writers.typst import errands as typst_errands
from support import WHOLE

DAY = date(2020, 1, 31)


def sheet(edition: Edition) -> bytes:
    return pdf.compile_sheet(typst_errands.write(edition), DAY)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return pipeline.edition(WHOLE)


def test_it_is_tagged_and_keeps_its_standards(edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(sheet(edition))) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert metadata["dc:title"].endswith(edition.config.full_title)
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.MarkInfo.Marked
        assert len(document.pages) == 1


def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    assert sheet(edition) == sheet(edition)


def test_it_has_every_place_and_every_open_question(edition: Edition) -> None:
    source = typst_errands.write(edition)[SOURCE].replace("\N{NO-BREAK SPACE}", " ")
    found = errands.find(edition)
    assert found
    assert all(f"{errand.locator} · " in source for errand in found)
    unsure = [note for note in edition.notes if note.note.certainty in {Certainty.UNIDENTIFIED, Certainty.CONJECTURAL}]
    assert unsure
    assert all(f"{note.reference(edition.words)} · " in source and note.lemma in source for note in unsure)


def test_an_edition_that_wants_nothing_says_so(edition: Edition) -> None:
    done = replace(edition, passages=(), notes=())
    assert "Nothing is left to do" in typst_errands.write(done)[SOURCE]
    assert sheet(done)


def test_it_speaks_the_language_of_the_edition(edition: Edition) -> None:
    german = typst_errands.write(replace(edition, config=replace(edition.config, language="de")))[SOURCE]
    assert of("de")("errands.title") in german
    assert edition.words("errands.page") not in german


def test_many_questions_take_more_pages(edition: Edition) -> None:
    (note, *_) = (note for note in edition.notes if note.note.certainty is Certainty.UNIDENTIFIED)
    with pikepdf.open(io.BytesIO(sheet(replace(edition, notes=edition.notes + 400 * (note,))))) as document:
        assert len(document.pages) > 1
