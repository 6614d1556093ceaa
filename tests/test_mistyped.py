"""A name mistyped, a note lost, a page changed: one finding, where the fault is; nothing else is reported beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from edition import cli
from edition.diagnostics import Finding
from support import WHOLE, check

ESSAY, NOTES, NOTES_II = "docs/essay/i.md", "docs/notes/i.md", "docs/notes/ii-1.md"
WORKS, VOLUMES, ANCHORS = "citations/works.bib", "citations/volumes.bib", "citations/anchors.txt"
ONLINE, QUOTATIONS, WORDING = "citations/online.yml", "citations/quotations.yml", "citations/wording.yml"
EVENTS, STANDING, SPACES = "citations/chronology.yml", "citations/standing.yml", "citations/white-space.yml"
AUTHORITIES, DESCRIPTION = "citations/authority/", "citations/edition.yml"


@pytest.fixture(params=["published", "unpublished"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return an edition with something of everything; whether its anchors are known as published must not matter."""
    root = tmp_path / "edition"
    shutil.copytree(WHOLE, root)
    if request.param == "published":
        assert cli.main(["anchors", "--record", "--root", str(root)]) == cli.CLEAN
    return root


def changed(root: Path, file: str, old: str, new: str) -> list[Finding]:
    """Return the findings that a change adds to those that the edition has as it is."""
    before = {(f.rule, f.message) for f in check(root)}
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [f for f in check(root) if (f.rule, f.message) not in before]


SLIPS = [
    # file, what is typed there instead of what; where the one finding is, and what its message or fix names
    (NOTES, "@cw3, p. 12, seen", "@cw33, p. 12, seen", NOTES, 3, "did you mean “cw3” (citations/volumes.bib:1)"),
    (NOTES, "[@able1874steam,", "[@able1874stem,", NOTES, 17, "did you mean “able1874steam”"),
    (NOTES, "[@cook1871treatise;", "[@cook1871treatis;", NOTES, 3, "did you mean “cook1871treatise”"),
    (NOTES, "@cw3, p. 12, seen", "@cw3, p 12, seen", NOTES, 3, "write `p. 12`"),
    (NOTES, "@cw3, p. 12, seen", "@cw3, p. 12, sen", NOTES, 3, "did you mean “seen”"),
    (NOTES, "@cw3, p. 12, seen", "cw3, p. 12, seen", NOTES, 3, "has no key"),
    (NOTES, "@cw3, p. 12, seen", "@cw3, p. 112, seen", NOTES, 3, "on pages 1–90"),
    (NOTES, "@cw3, p. 12, seen", "@cw3, p. 13, seen", NOTES, 3, "write “cw3, p. 12” here"),
    (NOTES, "@able1874steam, p. 34", "@able1874steam, p. 35", ONLINE, 10, "did you mean “able1874steam, p. 35”"),
    (WORKS, "@article{able1874steam,", "@article{able1874stem,", WORKS, 19, "able1874steam”"),
    (VOLUMES, "{cw3,", "{cw33,", VOLUMES, 1, "cw3”"),
    (ONLINE, '"cw3, p. 12"', '"cw33, p. 12"', ONLINE, 3, "did you mean “cw3”"),
    (ONLINE, '"cw3, p. 12"', '"cw3, p. 21"', ONLINE, 3, "did you mean “cw3, p. 12” (docs/notes/i.md:3)"),
    (QUOTATIONS, "  at: i-p1\n  lemma: A", "  at: i-p11\n  lemma: A", QUOTATIONS, 3, "did you mean “i-p1”"),
    (
        QUOTATIONS,
        "lemma: (re)union of",
        "lemma: (re)onion of",
        QUOTATIONS,
        11,
        "water and steam” (docs/essay/ii-1.md:3)",
    ),
    (QUOTATIONS, "note: 1\n  work", "note: 11\n  work", QUOTATIONS, 5, "note “11”"),
    (QUOTATIONS, "work: cook1871treatise", "work: cook1871treatis", QUOTATIONS, 6, "“cook1871treatise”"),
    (QUOTATIONS, '"cw3, p. 12"', '"cw33, p. 12"', QUOTATIONS, 7, "did you mean “cw3”"),
    (QUOTATIONS, '"cw3, p. 12"', '"cw3, p. 21"', QUOTATIONS, 7, "did you mean “cw3, p. 12” (docs/notes/i.md:3)"),
    (QUOTATIONS, "- id: sings", "- id: sigs", QUOTATIONS, 2, "did you mean “sings”"),
    (WORDING, "- id: union", "- id: onion", QUOTATIONS, 9, "did you mean “onion”"),
    (ESSAY, "[^e-asked]", "[^e-axed]", ESSAY, 5, "did you mean “e-asked”"),
    (ESSAY, "[^2]", "[^22]", ESSAY, 5, "calls note 22, but the next number is 2"),
    (ESSAY, "[^3]", "[^6]", ESSAY, 7, "calls note 6, but the next number is 3"),
    (ESSAY, "[^3]", "[^2]", ESSAY, 7, "the witness has"),
    (ESSAY, "(#i-p1)", "(#i-p11)", ESSAY, 5, "did you mean “i-p1”"),
    (ESSAY, "before it boils", "before it broils", ESSAY, 3, "restore the wording"),
    (NOTES, "[^e-asked]:", "[^e-axed]:", NOTES, 17, "e-axed"),
    (EVENTS, "places: [i-p2, i-p3]", "places: [i-p22, i-p3]", EVENTS, 9, "did you mean “i-p2”"),
    (EVENTS, "note: e-asked", "note: e-askd", EVENTS, 8, "did you mean “e-asked”"),
    (EVENTS, "dated_by: essay", "dated_by: esay", EVENTS, 10, "did you mean “essay”"),
    (STANDING, "at: prologue-p1", "at: prologe-p1", STANDING, 1, "did you mean “prologue-p1”"),
    (STANDING, "kind: grammar", "kind: gramar", STANDING, 4, "did you mean “grammar”"),
    (STANDING, "lemma: asked", "lemma: axed", STANDING, 8, "copy the words"),
    (SPACES, "at: i-p2", "at: i-p22", SPACES, 1, "did you mean “i-p2”"),
    (WORKS, "{cw3: 1--90", "{cw33: 1--90", WORKS, 7, "did you mean “cw3” (citations/volumes.bib:1)"),
    (WORKS, "inseen = {cw3}", "inseen = {cw33}", WORKS, 8, "did you mean “cw3”"),
    (WORKS, "langid = {english}", "langid = {englsh}", WORKS, 6, "did you mean “english”"),
    (WORKS, "origlanguage = {russian}", "origlanguage = {rusian}", WORKS, 46, "did you mean “russian”"),
    (ONLINE, "language: english", "language: englsh", ONLINE, 12, "`english`"),
    (
        AUTHORITIES + "works.yml",
        "work: cook1871treatise",
        "work: cook1871tretise",
        AUTHORITIES + "works.yml",
        3,
        "treatise",
    ),
    (AUTHORITIES + "concepts.yml", "[steam]", "[stem]", AUTHORITIES + "concepts.yml", 5, "did you mean “steam”"),
    (AUTHORITIES + "persons.yml", "[Samovarov]", "[Samovarow]", AUTHORITIES + "persons.yml", 19, "mean “Samovarov”"),
    (
        *(AUTHORITIES + "organisations.yml", "[League of Cooks]", "[League of Coks]"),
        *(AUTHORITIES + "organisations.yml", 6, "did you mean “League of Cooks”"),
    ),
    (ESSAY, "{ref=none}* and", "{ref=leage}* and", ESSAY, 3, "did you mean “league”"),
    (ESSAY, 'also="prologue-p1"', 'also="prologe-p1"', ESSAY, 5, "did you mean “prologue-p1”"),
    (ESSAY, "em-has sure", "em-has shure", ESSAY, 5, "did you mean “sure”"),
    (ESSAY, "[^1]", "[^11]", ESSAY, 3, "did you mean “1”"),
    (ESSAY, "{.pb n=2}", "{.pb n=22}", ESSAY, 5, "“2” was expected"),
    (ESSAY, "{#i}", "{#ii}", ESSAY, 1, "` {#i}`"),
    (ESSAY, "{#i-p2}", "{#i-2}", ESSAY, 5, "section's anchor, `-p`"),
    (ESSAY, "{lang=ru-Latn}", "{lang=ru-Lat-n}", ESSAY, 7, "ru-Lat-n"),
    (NOTES, "certain, verbatim", "certian, verbatim", NOTES, 3, "did you mean “certain”"),
    (NOTES, "certain, verbatim", "certain, verbatm", NOTES, 3, "did you mean “verbatim”"),
    (NOTES, "(#n2)", "(#e-askd)", NOTES, 5, "did you mean “e-asked”"),
    (NOTES, "[^2]:", "[^22]:", NOTES, 9, "write “2” here"),
    (NOTES, "[^3]:", "[^6]:", NOTES, 13, "write “3” here"),
    (DESCRIPTION, "sections: [prologue,", "sections: [prologuee,", DESCRIPTION, 18, "did you mean “prologue”"),
    (DESCRIPTION, "  prologue: The", "  prologe: The", DESCRIPTION, 21, "prologue, i, ii-1"),
    (DESCRIPTION, "witness.txt", "witnes.txt", DESCRIPTION, 26, "did you mean “citations/witness.txt”"),
    (DESCRIPTION, "works.bib", "work.bib", DESCRIPTION, 30, "did you mean “citations/works.bib”"),
    (DESCRIPTION, "volumes.bib", "volumes.bibb", DESCRIPTION, 31, "did you mean “citations/volumes.bib”"),
]


@pytest.mark.slow
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_one_finding(slip: tuple[str, str, str, str, int, str], root: Path) -> None:
    """At the slip, and with what should be typed; the reviews that follow are not reported either."""
    file, old, new, where, line, named = slip
    found = changed(root, file, old, new)
    assert [(f.place.file, f.place.line) for f in found] == [(where, line)], found
    assert named in f"{found[0].message} {found[0].fix}"


@pytest.mark.slow
@pytest.mark.parametrize("label", ["1", "2", "4", "e-asked"])
def test_a_lost_note_is_one_finding(label: str, root: Path) -> None:
    """At its call: the loci, quotations, forms, references and anchors that are lost with it only follow."""
    path = next(p for p in (root / "docs" / "notes").glob("*.md") if f"[^{label}]:" in p.read_text(encoding="utf-8"))
    note = re.compile(rf"^\[\^{label}\]:.*?(?=^\[\^|\Z)", re.MULTILINE | re.DOTALL)
    found = note.search(path.read_text(encoding="utf-8"))
    assert found
    left = changed(root, path.relative_to(root).as_posix(), found[0], "")
    assert [f.message for f in left] == [f"note {label} is called, but is missing from docs/notes/"]


@pytest.mark.slow
def test_a_renumbered_paragraph_is_one_finding(root: Path) -> None:
    """At the paragraph where its anchor was published; else at the first place that names it."""
    found = changed(root, ESSAY, "{#i-p1}", "{#i-p11}")
    where = ESSAY if (root / ANCHORS).exists() else QUOTATIONS
    assert [f.place.file for f in found] == [where], found
    assert "did you mean “i-p11”" in found[0].fix


def test_two_missing_names_are_two_findings(root: Path) -> None:
    """What does not follow from a finding stays."""
    text = (root / NOTES).read_text(encoding="utf-8")
    (root / NOTES).write_text(text.replace("@cw3, p. 92", "@cv4, p. 92"), encoding="utf-8")
    found = changed(root, NOTES, "@wa1, pp. 16–17", "@wa11, pp. 16–17")
    assert [f.message for f in found] == ["note 1 cites “wa11”, which has no entry in citations/"]
    assert sum(f.rule == "cite-unknown-work" for f in check(root)) == len(["cv4", "wa11"])
