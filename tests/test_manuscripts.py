"""`edition new` with a text in Markdown: everything is kept, or its place and the way out are named."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import diagnostics, pipeline, scaffold
from edition.readers import essay as essay_reader
from edition.readers import notes as notes_reader
from edition.readers import syntax
from edition.readers.pictures import Pictures
from edition.scaffold import NewError, Wishes, manuscript, words
from edition.scaffold.cutting import CutError
from edition.source import SourceFile
from edition.words import ENGLISH
from support import check

MANUSCRIPTS = Path(__file__).parent / "cases" / "manuscripts"
NOTHING = Wishes("", "", "", (), date(2026, 11, 24))


def _read(root: Path) -> str:
    """Return the sections of a new edition, the notes that its author made, and its witness."""
    names = pipeline.edition(root).config.sections
    essay, notes = (
        [(root / "docs" / folder / f"{name}.md").read_text(encoding="utf-8") for name in names]
        for folder in ("essay", "notes")
    )
    witness = (root / "citations/witness.txt").read_text(encoding="utf-8")
    return "\n".join([*essay, *(text for text in notes if "[author]" in text), "== the witness ==", witness])


@pytest.mark.parametrize("file", sorted(MANUSCRIPTS.glob("*.md")), ids=lambda path: path.stem)
def test_a_text_in_markdown_becomes_an_edition_or_is_refused(file: Path, tmp_path: Path, accept: bool) -> None:
    """Essay, notes and witness are exactly those expected, and no check finds an error; or nothing is created."""
    root = tmp_path / "new"
    try:
        found = scaffold.create(root, scaffold.request(file, NOTHING))
    except NewError as error:
        report = f"{error}\n"
        assert not root.exists()
    else:
        report = "\n".join([*found.report(), "", _read(root)])
        assert [finding for finding in check(root) if finding.severity is diagnostics.Severity.ERROR] == []
    expected = file.with_suffix(".txt")
    if accept:
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")


PARTS = (
    *("kettle", "Sings", "the", "# ", "## ", "### ", "- ", "1. ", "2. ", "> ", "| ", "|a|b|", "|---|---|", ": cap"),
    *("[^1]", "[^a]", "[^1]: ", "[^a]: ", "*x*", "**b**", "`c`", "<b>", "::: epigraph", ":::", "![a](b.png)"),
    *("[l](#x)", "***", "---", "    ", "  ", "[x]{.smallcaps}", "%", "$x$", "@key", "{--a--}", "^[n]", "text."),
)
SPACES = (" ", " ", "\n", "\n", "\n\n", "\n\n", "")
TEXTS = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(SPACES)), min_size=1, max_size=25).map(
    lambda pairs: "".join(part + space for part, space in pairs)
)
MARKS = re.compile(r"\{\.smallcaps\}|\[\^\w\]:?|\(#x\)|\(b\.png\)|\bepigraph\b")
"""What stands for marks in these texts, and has letters."""


@pytest.mark.slow
@settings(max_examples=300)
@given(TEXTS)
def test_no_word_of_what_is_taken_is_lost(text: str) -> None:
    """The letters of the text are those of the witness, unless it is refused or what was written is reported."""
    markdown = syntax.parser("en")
    try:
        found = manuscript.write(SourceFile("a.md", text), words.of("en"), "1")
    except CutError:
        return
    for section in found.sections:
        if essay_reader.read(markdown, SourceFile("", section.essay), section.name, Pictures())[1]:
            return
        if notes_reader.read(markdown, SourceFile("", section.notes), section.name, ENGLISH, Pictures())[1]:
            return
    given_letters, kept = (sorted("".join(re.findall("[A-Za-z]", MARKS.sub("", part)))) for part in (text, found.text))
    assert kept == given_letters


FIGURES = Path(__file__).parent / "cases" / "blocks" / "docs" / "figures"
KEPT = """A kettle is round, and sings before it boils.

![A kettle, with its *lid*](pictures/The%20kettle.SVG)

It is drawn here.

![](steam.png){alt="Steam"}
"""
LOST = (
    ("![](steam.png)", "it has no words that say what it shows"),
    ("![A pot](pot.png)", "there is no file “pot.png”"),
    ("![A pan](https://kettles.example/pan.png)", "it is at an address outside"),
    ("![A lid](lid.gif)", "it is not a PNG, JPEG or SVG file"),
    ("![Steam](half/steam.png)", "another file is named “steam.png”"),
    ("> ![Steam](steam.png)", "inside another block"),
    ("A [^1] call.\n\n[^1]: Words.\n\n    ![Steam](steam.png)", "a figure in a note"),
    ("And the ![pan](steam.png) is none.", "image"),
)


def _beside(folder: Path, text: str) -> Path:
    """Write a text in Markdown beside some pictures."""
    for name in ("pictures", "half"):
        (folder / name).mkdir()
    shutil.copy(FIGURES / "kettle.svg", folder / "pictures" / "The kettle.SVG")
    shutil.copy(FIGURES / "steam.png", folder / "steam.png")
    (folder / "half" / "steam.png").write_bytes((FIGURES / "steam.png").read_bytes()[:200])
    (folder / "lid.gif").write_bytes(b"GIF89a")
    file = folder / "kettles.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_pictures_are_kept_where_their_files_are(tmp_path: Path) -> None:
    """The witness has their captions."""
    root = tmp_path / "new"
    found = scaffold.create(root, scaffold.request(_beside(tmp_path, KEPT), NOTHING))
    lines = [line for line in _read(root).split("\n") if line.startswith("![")]
    assert lines == [
        '![A kettle, with its *lid*](../figures/The-kettle.svg){alt="A kettle, with its lid"} {#kettles-p2}',
        '![](../figures/steam.png){alt="Steam"} {#kettles-p4}',
    ]
    assert sorted(path.name for path in (root / "docs" / "figures").iterdir()) == ["The-kettle.svg", "steam.png"]
    assert "pictures: 2 kept, in docs/figures/; say in `alt` what each shows" in list(found.report())
    assert {finding.rule for finding in check(root)} <= {"site-url-missing"}
    assert "A kettle, with its lid\n" in (root / "citations" / "witness.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("typed", "why"), LOST)
def test_pictures_that_cannot_be_kept_are_reported(typed: str, why: str, tmp_path: Path) -> None:
    file = _beside(tmp_path, f"{KEPT}\n{typed}\n")
    with pytest.raises(NewError, match=re.escape(why)):
        scaffold.create(tmp_path / "new", scaffold.request(file, NOTHING))
    assert not (tmp_path / "new").exists()
