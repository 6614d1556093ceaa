"""The description of an edition: what is wrong in it is reported beside everything else, and hides nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from edition import checks, cli, diagnostics
from edition.config import FILE, EditionConfig
from edition.readers import description
from edition.source import SourceFile
from support import check
from test_rules import CASES

if TYPE_CHECKING:
    from pathlib import Path

RULE = checks.RULES["description-unusable"]
DESCRIBED = """
title: A
date: 2026-11-24
author: {given: Ann, family: Able}
witness: {siglum: W, file: w.txt, sha256: "0"}
language: en
sections: [a]
note_count: 1
bibliography: [{file: a.bib, title: A}]
version: 1
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the stock edition, in which nothing is found."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    return tmp_path


def read(text: str) -> EditionConfig:
    """Return a description in which nothing is wrong."""
    described = description.read(SourceFile(FILE, text))
    assert described.broken == ()
    assert described.unusable == frozenset()
    return described.config


BAD_DESCRIPTIONS = [
    ("title: [", "error[description-unusable]: this is not valid YAML"),
    ("title: A", "1:1: error[description-unusable]: the field “date” is missing"),
    ("- a", "this file must contain fields"),
    ("", "this file must contain fields"),
    (DESCRIBED + "tittle: A", "11:1: error[description-unusable]: unknown field “tittle”"),
    (DESCRIBED + "title: B", "11:1: error[description-unusable]: the field “title” is given twice"),
    (DESCRIBED.replace("title: A", "title:", 1), "2:7: error[description-unusable]: “title” is empty"),
    (DESCRIBED.replace("title: A", "title: [A]", 1), "2:8: error[description-unusable]: “title” must be text"),
    (DESCRIBED.replace("family:", "famly:"), "4:22: error[description-unusable]: unknown field “famly”"),
    (DESCRIBED.replace(", family: Able", ""), "4:9: error[description-unusable]: “author” has no field “family”"),
    (DESCRIBED.replace("siglum: W, ", ""), "“witness” has no field “siglum”"),
    (DESCRIBED.replace("siglum: W", "siglum: 1 W"), "“1 W” is not a valid siglum"),
    (DESCRIBED.replace("siglum: W", "page_break: (, siglum: W"), "“page_break” is not a valid regular expression"),
    (DESCRIBED.replace("siglum: W", "calls: high, siglum: W"), "“high” does not say how the witness has note calls"),
    (DESCRIBED.replace("siglum: W", "siglum: [W]"), "5:19: error[description-unusable]: “witness: siglum” must be"),
    (
        DESCRIBED.replace("[{file: a.bib, title: A}]", "[a.bib]"),
        "9:16: error[description-unusable]: “bibliography” must",
    ),
    (
        DESCRIBED.replace("{file: a.bib, title: A}", "{file: a.bib, title: A}, {file: b.bib, title: A}"),
        "9:41: error[description-unusable]: two groups have the title “A”",
    ),
    (DESCRIBED.replace("2026-11-24", "soon"), "3:7: error[description-unusable]: “soon” is not a valid date"),
    (DESCRIBED.replace("2026-11-24", "20261124"), "“20261124” is not a valid date"),
    (DESCRIBED.replace("2026-11-24", "2026-02-30"), "“2026-02-30” is not a valid date"),
    (DESCRIBED.replace("en\n", "en_GB\n"), "6:11: error[description-unusable]: “en_GB” is not a valid language tag"),
    (DESCRIBED.replace("[a]", "[a, a]"), "7:15: error[description-unusable]: the section “a” is listed twice"),
    (DESCRIBED.replace("[a]", "[index]"), "“index” is not a valid section name"),
    (DESCRIBED.replace("[a]", "[../a]"), "“../a” is not a valid section name"),
    (DESCRIBED.replace("[a]", "[]"), "the edition has no section"),
    (DESCRIBED.replace("[a]", "a"), "“sections” must be a list"),
    (
        DESCRIBED.replace("note_count: 1", "note_count: true"),
        "8:13: error[description-unusable]: “note_count” must be a number",
    ),
    (DESCRIBED.replace("version: 1", ""), "1:1: error[description-unusable]: the field “version” is missing"),
    (DESCRIBED.replace("version: 1", "version:"), "“version” is empty"),
    (DESCRIBED + "repository: example.org", "“example.org” is not a valid address: it does not begin with `https://`"),
    (
        DESCRIBED + "corrections: ask us",
        "11:14: error[description-unusable]: “ask us” is neither an e-mail address nor",
    ),
    (DESCRIBED + "corrections: https://example.org/", "“https://example.org/” is neither an e-mail address nor"),
    (DESCRIBED.replace("a.bib", "../a.bib"), "the path “../a.bib” leads out of the edition"),
    (DESCRIBED.replace("file: w.txt", "file: /w.txt"), "the path “/w.txt” leads out of the edition"),
    (DESCRIBED.replace("language: en", "\tlanguage: en"), "indent with spaces, not with tabs."),
    (DESCRIBED.replace("title: A\n", "title: A: B\n", 1), "put a text with a colon in quotation marks"),
    (DESCRIBED.replace("[a]", "[a"), "add the missing bracket, brace or comma"),
    (DESCRIBED.replace("title: A\n", 'title: "A\n', 1), "check quotation marks and indents"),
    (DESCRIBED + 'subtitle: "B\n', "close the quotation mark."),
    (DESCRIBED + "licences: CC", "“licences” must have fields"),
    (DESCRIBED + "pages: about", "“pages” must be a list"),
    *(
        (DESCRIBED + f"pages: [{written}]", f"“{name}” is not a valid name of an ordinary page")
        for written, name in [
            *(
                (name, name)
                for name in ("../../outside", "/etc/passwd", "./about", "a//b", "about.md", "a/../b", "a/.", "..")
            ),
            *(
                (name, name)
                for name in ("essay/a", "notes/a", "a\\b", ".hidden", "docs/about.md", "about/", "~root", "a b")
            ),
            *((f"'{name}'", name) for name in ("C:/x", "c:\\x", "", "%2e%2e/x", "about#x", "about?x")),
        ]
    ),
    (DESCRIBED + "pages: [about, about]", "11:16: error[description-unusable]: the page “about” is listed twice"),
    (DESCRIBED + "pages: [docs/about.md]", "write its path in docs/ without `.md`: `about`."),
    (DESCRIBED.replace("version: 1", "version: next"), "“next” is not a valid version"),
    (DESCRIBED.replace("version: 1", 'version: "1\\t2"'), "is not a valid version"),
    (DESCRIBED + "title_supplied: perhaps", "“title_supplied” must be true or false"),
    (DESCRIBED + "sentence_title: On pots", "“sentence_title” does not match the title"),
    (DESCRIBED + "title_lines: [All, pots]", "“All pots”, in `title_lines`, is not the title"),
    (DESCRIBED + "title_lines: A", "“title_lines” must be a list"),
    (DESCRIBED.replace("2026-11-24", "2026-11"), "“2026-11” is not a valid date"),
    (DESCRIBED.replace("2026-11-24", "2026-11-24?"), "“2026-11-24?” is not a valid date"),
    (DESCRIBED.replace("2026-11-24", "2026-11-24/2026-11-25"), "“2026-11-24/2026-11-25” is not a valid date"),
    (DESCRIBED.replace("2026-11-24", "२०२६-११-२४"), "“२०२६-११-२४” is not a valid date"),
    (DESCRIBED + "outlines: {b: Words.}", "“b”, in `outlines`, is not a section"),
    (DESCRIBED + "site_url: 'https://[kettles/'", "“https://[kettles/” is not a valid address of a site"),
    (DESCRIBED + "site_url: kettles.example", "“kettles.example” is not a valid address of a site"),
    (
        DESCRIBED + "site_url: https://kettles.example/index.html",
        "“https://kettles.example/index.html” is not a valid address of",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BAD_DESCRIPTIONS)
def test_a_bad_description_is_reported(text: str, expected: str) -> None:
    """What is wrong with `edition.yml` is reported with its line and column."""
    source = SourceFile(FILE, text)
    findings = [RULE.finding(fault) for fault in description.read(source).broken]
    shown = diagnostics.as_text(findings, {FILE: source})
    assert expected in shown
    assert shown.count("fix: ") == len(findings)


def test_all_that_is_wrong_with_a_description_is_reported_at_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three faults are three findings, in each of the three forms."""
    text = DESCRIBED.replace("2026-11-24", "soon").replace("[a]", "[a, a]") + "tittle: B\n"
    (root / FILE).write_text(text, encoding="utf-8")
    assert cli.main(["build", "--root", str(root)]) == cli.FINDINGS
    assert capsys.readouterr().out.count("error[description-unusable]") == 3
    assert cli.main(["check", "--format", "json", "--root", str(root)]) == cli.FINDINGS
    found = json.loads(capsys.readouterr().out)
    assert [f["line"] for f in found if f["rule"] == "description-unusable"] == [3, 7, 11]
    assert cli.main(["check", "--format", "github", "--root", str(root)]) == cli.FINDINGS
    assert capsys.readouterr().out.count("title=description-unusable") == 3


def test_a_version_is_not_a_number() -> None:
    """YAML would take 0.10 for 0.1."""
    assert read(DESCRIBED.replace("version: 1", "version: 0.10")).version == "0.10"


@pytest.mark.parametrize("line", ["corrections: ann@example.org", "corrections: 'https://example.org/?s={subject}'"])
def test_corrections_go_to_an_address_or_to_a_form(line: str) -> None:
    assert read(DESCRIBED + line).corrections


TYPOS = [
    ("title: On Kettles\n", "titel: On Kettles\n"),
    ("title: On Kettles\n", "title: [On Kettles]\n"),
    ("title: On Kettles\n", "title:\n"),
    ("title: On Kettles\n", "title: On Kettles\nsubtitle: ~\n"),
    ("{given: Dora, family: Draper}", "Dora Draper"),
    ("{given: Dora, family: Draper}", "{given: Dora, famly: Draper}"),
    ("language: en-GB", "language: en_GB"),
    ("language: en-GB", "language: English language"),
    ("language: en-GB", "langauge: en-GB"),
    ("version: 1.0.0", "version: [1]"),
    ("version: 1.0.0", "verison: 1.0.0"),
    ("date: 2020-01-31", "date: 31 January 2020"),
    ("sections: [a]", "sections: a"),
    ("sections: [a]", "section: [a]"),
    ("sections: [a]", "sections: [A]"),
    ("sections: [a]", "sections:"),
    ("sections: [a]", "sections: &s [a]"),
    ("sections: [a]", "sections: *s"),
    ("sections: [a]", "sections: [a]\nsections: [b]"),
    ("note_count: 2", "note_count: two"),
    ("note_count: 2", "note_count: 12345678901"),
    ("note_count: 2", "note_cuont: 2"),
    ("siglum: W, file: citations/witness.txt", "siglum: W, fil: citations/witness.txt"),
    ("siglum: W, file: citations/witness.txt", "siglum: W, file: ../witness.txt"),
    ("siglum: W, file: citations/witness.txt", "siglum: 1, file: citations/witness.txt"),
    ("siglum: W,", "siglum: W, page_break: (,"),
    ("sha256:", "sha265:"),
    ("bibliography:\n  -", "bibliogaphy:\n  -"),
    ("{file: citations/works.bib, title: Works}", "citations/works.bib"),
    ("{file: citations/works.bib, title: Works}", "{fil: citations/works.bib, title: Works}"),
    ("{file: citations/works.bib, title: Works}", "{file: citations/works.bib, titel: Works}"),
    ("{file: citations/works.bib, title: Works}", "{file: ../works.bib, title: Works}"),
    ("https://kettles.example/", "kettles.example"),
    ("https://kettles.example/", "[https://kettles.example/]"),
]


@pytest.mark.parametrize(("old", "new"), TYPOS)
def test_a_typo_hides_no_other_finding_and_causes_none(old: str, new: str, root: Path) -> None:
    """What is wrong with the description is the only finding of an edition that has no other fault."""
    text = (root / FILE).read_text(encoding="utf-8")
    assert old in text
    (root / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert {finding.rule for finding in check(root)} == {"description-unusable"}
    notes = root / "docs" / "notes" / "a.md"
    notes.write_text(notes.read_text(encoding="utf-8").replace("@cw3", "@cw33"), encoding="utf-8")
    assert {finding.rule for finding in check(root)} == {"description-unusable", "cite-unknown-work"}


@pytest.mark.parametrize("text", [None, "", "title: [", "- a", "- " * 500 + "a", "a:\n\t- b", "# é"])
def test_without_a_description_the_rest_is_checked(text: str | None, root: Path) -> None:
    """Where nothing can be made of it, sections and bibliography are those that are there."""
    (root / FILE).unlink()
    if text is not None:
        (root / FILE).write_bytes(text.encode("latin-1"))
    assert {finding.rule for finding in check(root)} == {"description-unusable"}
    notes = root / "docs" / "notes" / "a.md"
    notes.write_text(notes.read_text(encoding="utf-8").replace("@cw3", "@cw33"), encoding="utf-8")
    assert {finding.rule for finding in check(root)} == {"description-unusable", "cite-unknown-work"}
    assert cli.main(["check", "--root", str(root)]) == cli.FINDINGS
