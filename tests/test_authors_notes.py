"""The author's own notes: every character of them is compared with the witness, wherever it has them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import NARROW, opened, until
from edition import checks, cli, pipeline, resolve
from edition.diagnostics import Finding
from edition.model import proof
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.readers import notes, syntax
from edition.readers.pictures import Pictures
from edition.source import Place, SourceFile
from support import check

CASES = Path(__file__).parent / "cases"
MARKDOWN = syntax.parser()
PROOF = checks.RULES["text-altered"]
WHERE = ("end", "inline", "file")
"""Where the witness has the notes."""


@pytest.fixture(params=WHERE)
def where(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def lay(where: str, root: Path) -> Path:
    """Return the edition whose witness has the notes there."""
    shutil.copytree(CASES / "authors", root, dirs_exist_ok=True)
    if where != "end":
        shutil.copytree(CASES / f"authors-{where}", root, dirs_exist_ok=True)
    return root


def _letters(draft: Draft) -> list[Place]:
    """Return the place of every letter and sign of the author's notes."""
    stretches = (s for found in proof.find(draft) for s in found.stretches if s.part.startswith("note "))
    exact = (s for s in stretches if s.place.length == len(s.text) and s.place.file.startswith("docs/notes/"))
    return [s.place.moved(at) for s in exact for at, sign in enumerate(s.text) if not s.is_call and not sign.isspace()]


def _altered(draft: Draft, edition: Edition, place: Place, new: str, length: int = 1) -> list[Finding]:
    """Return what the proof finds when a character is replaced by others.

    Its file is read again, and nothing else; the proof does not look at the edition that is made of the draft.
    """
    lines = draft.sources[place.file].text.split("\n")
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + new + line[place.column - 1 + length :]
    source = SourceFile(place.file, "\n".join(lines))
    read, _ = notes.read(MARKDOWN, source, Path(place.file).stem, draft.config.words, Pictures())
    files = [read if file.place.file == place.file else file for file in draft.notes]
    essay, marked = notes.add_marks(draft.sections, files)
    return list(PROOF.findings(replace(draft, sections=essay, notes=marked), edition))


def _proved(draft: Draft) -> list[Finding]:
    return list(PROOF.findings(draft, resolve.resolve(draft)))


def test_notes_are_proved_where_the_witness_has_them(where: str, tmp_path: Path) -> None:
    """At its end, at the calls and in a file of their own, notes that agree are without a finding."""
    findings = check(lay(where, tmp_path))
    assert {finding.rule for finding in findings} == {"passage-unseen"}
    assert len(_letters(pipeline.read(tmp_path))) > 190


def test_a_wrong_character_is_found_at_its_place(where: str, tmp_path: Path) -> None:
    """Every character of every note, replaced by another, is reported with its file, line and column."""
    draft = pipeline.read(lay(where, tmp_path))
    edition = resolve.resolve(draft)
    for place in _letters(draft):
        (found,) = _altered(draft, edition, place, "Ω")
        assert (found.place.file, found.place.line, found.place.column) == (place.file, place.line, place.column)


def test_a_missing_or_added_character_is_found(where: str, tmp_path: Path) -> None:
    """Every character of every note, taken away or doubled by another, is reported in its file."""
    draft = pipeline.read(lay(where, tmp_path))
    edition = resolve.resolve(draft)
    for place in _letters(draft)[::3]:
        missing, added = (_altered(draft, edition, place, new) for new in ("", "ΩΨ"))
        assert [found.place.file for found in missing + added] == [place.file] * 2


def test_a_wrong_mark_is_found(where: str, tmp_path: Path) -> None:
    """The mark is part of the proof, except where the witness has words in place of the call."""
    root = lay(where, tmp_path)
    file = root / "docs" / "notes" / "i.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('n="†"', 'n="‡"'), encoding="utf-8")
    places = [str(found.place) for found in _proved(pipeline.read(root))]
    call = "docs/essay/i.md:3:113"
    assert places == {"end": [call], "file": [call, "docs/notes/i.md:7:1"], "inline": ["docs/notes/i.md:7:36"]}[where]


def test_a_moved_note_is_found(where: str, tmp_path: Path) -> None:
    """Two notes exchanged, or a note left out or moved to another call, are reported."""
    root = lay(where, tmp_path)
    file = root / "docs" / "notes" / "ii.md"
    text = file.read_text(encoding="utf-8")
    seven, eight = text.split("\n\n")[1:]
    for changed in (
        text.replace(seven, "X").replace(eight.strip(), seven).replace("X", eight.strip()),
        text.replace("[^7]", "[^x]").replace("[^8]", "[^7]").replace("[^x]", "[^8]"),
        text.replace(eight, ""),
    ):
        file.write_text(changed, encoding="utf-8")
        found = check(root)
        assert {"text-altered", "note-out-of-order", "noteref-undefined"} & {finding.rule for finding in found}
        assert _proved(pipeline.read(root)) or where == "inline"
    file.write_text(text, encoding="utf-8")
    assert not _proved(pipeline.read(root))


def test_a_changed_file_of_notes_is_found(tmp_path: Path) -> None:
    """The file of the notes has a checksum of its own; a character changed in it is found besides."""
    root = lay("file", tmp_path)
    file = root / "citations" / "notes.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("kettles", "bottles"), encoding="utf-8")
    found = {finding.rule: finding for finding in check(root)}
    assert str(found["witness-changed"].place).startswith("citations/notes.txt")
    assert "“…say" in found["text-altered"].message or "bottles" in found["text-altered"].message


@pytest.mark.slow
def test_a_note_called_in_a_note_is_reached(browser: Browser, tmp_path: Path) -> None:
    """It stands in the margin after the note that calls it; where there is no room, its call opens it in the sheet."""
    root = lay("end", tmp_path)
    nav = "nav: [index.md, essay/i.md, essay/ii.md, notes/i.md, notes/ii.md, bibliography.md, apparatus.md]"
    lines = ("site_name: Of the Belief in Kettles", "theme: {name: edition}", nav)
    extension = "markdown_extensions: [edition.markdown_extension]"
    (root / "mkdocs.yml").write_text("\n".join((*lines, extension, "")), encoding="utf-8")
    assert cli.main(["build", "--root", str(root)]) == cli.CLEAN
    page = opened(browser, root, "essay/i.html")
    until(page, "document.querySelectorAll('.side').length === 5")
    tops = [box["y"] for side in page.locator(".side").all() if (box := side.bounding_box())]
    words = [side.inner_text().replace("\n", " ") for side in page.locator(".side").all()]
    assert tops == sorted(tops)
    assert "Mr. Locke" in words[0]
    assert "So he does not" in words[1]
    page = opened(browser, root, "essay/i.html", viewport=NARROW)
    page.locator("#re-locke").click()
    assert "So he does not" in page.locator("#sheet").inner_text()


def test_no_note_of_the_editors_has_a_mark_of_the_author(tmp_path: Path) -> None:
    """Where the author's notes are lettered, the editors' letters go on with those that are left."""
    root = lay("end", tmp_path)
    for path in (*(root / "docs" / "notes").iterdir(), root / "citations" / "witness.txt"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('n="†"', 'n="b"').replace("†", "b"), encoding="utf-8")
    edition = resolve.resolve(pipeline.read(root))
    assert [note.mark for note in edition.notes] == ["*", "a", "b", "c", "*", "7", "8"]


@pytest.mark.parametrize(
    ("witness", "typed"),
    [
        ("sings;[† See SECTION II.]", "See [SECTION II](#ii)."),
        ("sings;† [See SECTION II.]", "See [SECTION II](#ii)."),
        ("sings;†(See SECTION II.)", "See [SECTION II](#ii)."),
        ("sings;((See) SECTION II.)", "(See) [SECTION II](#ii)."),
        ("sings;(See) SECTION II.", "(See) [SECTION II](#ii)."),
    ],
)
def test_a_note_at_its_call_may_have_its_mark_before_its_brackets(witness: str, typed: str, tmp_path: Path) -> None:
    """And brackets of its own inside these."""
    root = lay("inline", tmp_path)
    for file, old, new in (
        ("citations/witness.txt", "sings;[† See SECTION II.]", witness),
        ("docs/notes/i.md", "See [SECTION II](#ii).", typed),
    ):
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")
    assert _proved(pipeline.read(root)) == []


def test_a_mistyped_status_hides_what_follows_from_it(where: str, tmp_path: Path) -> None:
    """Whose words a note has is then unknown, and so whether they belong to the proof, and may have calls."""
    root = lay(where, tmp_path)
    for file in (root / "docs" / "notes").iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("[author]", "[auhtor]"), encoding="utf-8")
    found = [finding for finding in check(root) if finding.rule != "passage-unseen"]
    assert {finding.rule for finding in found} <= {"note-without-status", "text-altered"}
    statuses = [finding for finding in found if finding.rule == "note-without-status"]
    assert [finding.message for finding in statuses] == ["“auhtor” is not a valid certainty"] * 5
    assert len(found) == len(statuses) + (where == "inline")  # there, the essay itself lacks words
