"""The errand list of this edition is one sheet of paper."""

from __future__ import annotations

import io

import pikepdf

from edition import pdf, pipeline
from edition.writers.typst import errands as typst_errands
from support import ROOT


def test_the_sheet_is_one_page() -> None:
    edition = pipeline.edition(ROOT)
    sheet = pdf.compile_sheet(typst_errands.write(edition), edition.config.date)
    with pikepdf.open(io.BytesIO(sheet)) as document:
        assert len(document.pages) == 1
