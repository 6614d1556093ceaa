"""Loci whose text can be read on the web: a sign after each opens it, in every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest

from edition import pipeline
from edition.model.edition import Edition
from edition.writers import data, markdown, site, tei, typst
from test_rules import CASES

URL = "https://www.kettles.example/treatise.htm?a=1&b=2"
HERE = "Opens the cited text at kettles.example"
ELSEWHERE = "Opens the text in another language at kettles.example"
LEGEND = "↗ opens the cited text."


def edition(root: Path, volume: str = "english", url: str = URL, locus: str = ", p. 12, seen") -> Edition:
    """Return the stock edition, whose first note cites a treatise that can be read at an address."""
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    works, notes = root / "citations" / "works.bib", root / "docs" / "notes" / "a.md"
    text = works.read_text(encoding="utf-8")
    text = text.replace("langid = {english},", f"langid = {{english}}, url = {{{url}}},")
    works.write_text(text.replace("volume = {3},", f"volume = {{3}}, langid = {{{volume}}},"), encoding="utf-8")
    notes.write_text(notes.read_text(encoding="utf-8").replace(", p. 12, seen", locus), encoding="utf-8")
    return pipeline.edition(root)


def notes_page(made: Edition) -> str:
    """Return the page of the notes to the only section."""
    elements = site.page_of(made, "notes-a")
    return "".join(tostring(element, encoding="unicode") for element in elements or ())


@pytest.mark.parametrize(("volume", "words"), [("english", HERE), ("german", ELSEWHERE)])
def test_a_locus_opens_the_text_of_its_work(volume: str, words: str, tmp_path: Path) -> None:
    """A volume may have the work in another language than the address; the sign says so, after the locus."""
    page = notes_page(edition(tmp_path, volume))
    assert f'href="{URL.replace("&", "&amp;")}" title="{words}" aria-label="CW 3: 12. {words}">↗</a>' in page
    assert LEGEND in page


@pytest.mark.parametrize(
    "changed",
    [{"url": ""}, {"locus": ""}],
    ids=["no address", "no locus"],
)
def test_nothing_opens_without_address_or_locus(changed: dict[str, Any], tmp_path: Path) -> None:
    made = edition(tmp_path, **changed)
    assert "↗</a>" not in notes_page(made)
    assert '<ptr type="online"' not in tei.write(made)
    assert "↗]" not in markdown.write_edition(made)


def test_every_format_leads_to_the_text(tmp_path: Path) -> None:
    made = edition(tmp_path)
    book = "".join(typst.write(made).values())
    assert f'<ptr type="online" target="{URL.replace("&", "&amp;")}"' in tei.write(made)
    assert f"[CW 3: 12](<#bib-cw3>)[↗](<{URL}>)" in markdown.write_edition(made)
    assert f'("{URL}")[↗]' in book
    assert "opens the cited text" in book
    note = json.loads(data.write(made)["data/n1.json"])
    assert [locus.get("url") for cited in note["cites"] for locus in cited["loci"]] == [URL]
