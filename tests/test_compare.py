"""Quotations compared with their sources word by word: on invented sources, of which nothing but figures is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition import cli, compare, pipeline
from edition.model.document import Wording
from edition.model.text import reading_text
from edition.model.wording import COMPARISONS, Measure, Quotation, runs
from edition.readers import copies
from edition.source import Place
from edition.writers import markdown, tei, text
from test_rules import CASES

SOURCE = """
Of kettles much has been written, and little of it is true. A kettle that is watched, as every cook knows, never boils;
but a kettle that nobody watches boils over. The naïve cook blames the kettle’s maker. Hobs are another matter. On a
hob of well-made iron any kettle boils, unless it is cracked, and a cracked kettle is none. Let us begin again. The
tinker mends what the cook has spoilt. He is paid by the hour. Those who drink the tea do not ask who boiled it.
"""
WATCHED = ["a", "kettle", "that", "is", "watched", "never", "boils", "over", "again"]
QUOTED = "A kettle that is watched never boils"
QUOTATIONS = """- id: watched
  at: a-p1
  lemma: {lemma}
  note: 1
  work: cook1871treatise
  loci: ["cw3, p. 12"]
"""


def measured(lemma: str, source: str = SOURCE, *, is_html: bool = False) -> Measure:
    """Return the figures of a quotation from a source."""
    quotation = Quotation("q", Place("a"), lemma=lemma)
    return compare.measure(quotation, copies.read(source.encode(), is_html=is_html))


def differing(lemma: str) -> list[str]:
    """Return the words of a quotation that differ."""
    return list(runs(Quotation("q", Place("a"), lemma=lemma), measured(lemma)))


@pytest.mark.parametrize(
    ("lemma", "agreeing", "omitted", "joins", "wording"),
    [
        ("of kettles much has been written", 6, 0, 0, Wording.VERBATIM),
        ("The naive cook blames the kettle's maker", 7, 0, 0, Wording.VERBATIM),
        ("On a hob of well made iron", 7, 0, 0, Wording.VERBATIM),
        ("a kettle that nobody watches … any kettle boils", 8, 0, 0, Wording.VERBATIM),
        ("a kettle that nobody watches ….. The tinker mends", 8, 0, 0, Wording.VERBATIM),
        ("Of kettles little has been written", 5, 0, 0, Wording.CLOSE),
        (QUOTED, 7, 4, 0, Wording.CLOSE),
        ("much has been truly written of kettles, and little of it is true", 10, 0, 0, Wording.CLOSE),
        ("a kettle that nobody watches boils over: he is paid by the hour", 13, 0, 1, Wording.CLOSE),
        ("Whoever looks at the pot waits for ever", 1, 0, 0, None),
        ("Wer den Kessel ansieht", 0, 0, 0, None),
    ],
)
def test_a_quotation_is_measured(lemma: str, agreeing: int, omitted: int, joins: int, wording: Wording | None) -> None:
    found = measured(lemma)
    assert (found.agreeing, found.omitted, found.joins, found.wording) == (agreeing, omitted, joins, wording)


def test_the_words_that_differ_are_the_essays() -> None:
    assert differing("Of cauldrons much has been written") == ["cauldrons"]
    assert differing("A kettle that the old cook watches boils over") == ["the old cook"]
    assert differing("a kettle (or pot: D.D.) that nobody watches boils over") == ["or pot", "D", "D"]
    assert differing(QUOTED) == []


def test_pieces_may_come_in_another_order() -> None:
    """Dots part a quotation; where its pieces stand in the source is not asked."""
    found = measured("He is paid by the hour … a kettle that nobody watches")
    assert (found.differing, found.omitted, found.joins) == ((), 0, 0)


def test_a_short_quotation_is_found_among_many_of_its_words() -> None:
    source = " ".join(["a kettle of it, and boils in a kettle"] * 60) + " any kettle boils " + "it boils " * 60
    assert measured("any kettle boils", source).wording is Wording.VERBATIM
    assert measured("kettle boils", source).wording is Wording.VERBATIM


def test_a_common_word_far_off_is_not_taken_for_the_quotations() -> None:
    assert differing("the kettle that nobody watches") == ["the"]


def test_a_page_is_read_as_its_words() -> None:
    """Not as its scripts and styles, calls of notes and numbers of pages; elements that begin a line part words."""
    page = """<html><head><title>never</title><meta charset=utf-8><style>.never{}</style></head><body>
    <p>A kettle<sup>[12]</sup> that is<br>watched<p>page 13<p>nev<b>er</b> boils<script>never()</script>
    <table><tr><td>over<td>again</table></body></html>"""
    assert copies.read(page.encode(), is_html=True) == [
        "a",
        "kettle",
        "that",
        "is",
        "watched",
        "never",
        "boils",
        "over",
        "again",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_copy_may_have_any_usual_encoding(encoding: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>d’été, naïve'
    if encoding == "latin-1":
        page = page.replace("’", "'")
    assert copies.read(page.encode(encoding), is_html=True) == ["d'ete", "naive"]


def test_a_text_is_read_without_hyphens_at_line_ends() -> None:
    assert copies.read(b"a watched ket-\n  tle [*] boils", is_html=False) == ["a", "watched", "kettle", "boils"]


def test_of_a_volume_the_pages_cited_are_compared(root: Path) -> None:
    """Another place of the volume may have the same words by chance."""
    path = root / "citations" / "quotations.yml"
    lemma = pipeline.read(root).quotations[0].lemma
    leaves = [f"Works {page}\nNothing here." for page in range(1, 40)]
    leaves[20] = f"Works 21\n{lemma}"
    (root.parent / "sources" / "cw3.txt").write_text("\f".join(leaves), encoding="utf-8")
    run(root)
    assert "all but" in note(root)
    leaves[11] = f"{lemma}\n12"
    (root.parent / "sources" / "cw3.txt").write_text("\f".join(leaves), encoding="utf-8")
    run(root)
    assert "all but" not in note(root)
    path.write_text(path.read_text(encoding="utf-8").replace("p. 12", "p. 99"), encoding="utf-8")
    run(root)
    assert "all but" not in note(root), "a page that the copy does not have: the whole volume is compared"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a stock edition that quotes a source, and beside it a folder with a copy of the source."""
    root = tmp_path / "edition"
    shutil.copytree(CASES / "stock", root)
    essay = root / "docs" / "essay" / "a.md"
    words = essay.read_text(encoding="utf-8")
    lemma = words.split("\n\n")[1].split("[^")[0].split("{")[0].strip().rstrip(".").split("“")[0].strip()
    (root / "citations" / "quotations.yml").write_text(QUOTATIONS.format(lemma=lemma), encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "cw3.txt").write_text(f"Whatever is secret. {lemma}. Nobody knows.", encoding="utf-8")
    return root


def run(root: Path, day: str = "2020-01-31") -> int:
    """Run the command, and return its exit code."""
    return cli.main(["compare", "--root", str(root), "--sources", str(root.parent / "sources"), "--date", day])


def note(root: Path) -> str:
    """Return the first note as plain text."""
    (placed,) = (n for n in pipeline.edition(root).notes if n.label == "1")
    return "\n".join(reading_text(p.content) for p in placed.note.printed_evidence)


def test_the_figures_are_recorded_and_no_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root) == 0
    recorded = (root / COMPARISONS).read_text(encoding="utf-8")
    assert "date: 2020-01-31" in recorded
    assert "secret" not in recorded
    assert "1 of 1 quotation compared" in capsys.readouterr().out
    assert "words agree (CW 3: 12)." in note(root)


def test_the_first_place_is_the_one_compared(root: Path) -> None:
    """A quotation may have several; the note names the place with which its words were compared."""
    quotations = root / "citations" / "quotations.yml"
    several = quotations.read_text(encoding="utf-8").replace('["cw3, p. 12"]', '["cw3, p. 12", "cw3, p. 14"]')
    quotations.write_text(several, encoding="utf-8")
    assert run(root) == 0
    assert "words agree (CW 3: 12)." in note(root)


def test_every_format_has_the_figures(root: Path) -> None:
    run(root)
    made = pipeline.edition(root)
    for written in (tei.write(made), markdown.write_edition(made), text.write_edition(made)):
        assert "Compared." in written


def test_what_is_unchanged_keeps_its_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root)
    before = (root / COMPARISONS).read_text(encoding="utf-8")
    run(root, "2021-02-28")
    assert (root / COMPARISONS).read_text(encoding="utf-8") == before
    assert "out of date" not in capsys.readouterr().out


def test_a_changed_source_is_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root)
    source = root.parent / "sources" / "cw3.txt"
    source.write_text(source.read_text(encoding="utf-8") + " More.", encoding="utf-8")
    run(root, "2021-02-28")
    assert "the comparison before was out of date" in capsys.readouterr().out
    assert "date: 2021-02-28" in (root / COMPARISONS).read_text(encoding="utf-8")


def test_a_missing_copy_leaves_the_comparison(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root)
    before = (root / COMPARISONS).read_text(encoding="utf-8")
    (root.parent / "sources" / "cw3.txt").unlink()
    run(root, "2021-02-28")
    assert (root / COMPARISONS).read_text(encoding="utf-8") == before
    assert "watched: not compared: no copy of cook1871treatise or cw3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("copy", "why"),
    [(b"", "it is empty"), (b" \n", "it is empty"), (b"%PDF-1.7 a kettle", "pdftotext"), (b"a\0b", "it is not a text")],
)
def test_a_useless_copy_leaves_the_comparison(
    copy: bytes, why: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures that were found are not replaced by those of a download that failed."""
    run(root)
    before = (root / COMPARISONS).read_text(encoding="utf-8")
    (root.parent / "sources" / "cw3.txt").write_bytes(copy)
    run(root)
    assert (root / COMPARISONS).read_text(encoding="utf-8") == before
    said = capsys.readouterr().out
    assert "watched: not compared: cw3.txt: " in said
    assert why in said


def test_a_file_that_is_no_copy_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root.parent / "sources" / "CW3.PDF").write_bytes(b"%PDF")
    run(root)
    assert "not read: CW3.PDF; name a copy by the key" in capsys.readouterr().out


@pytest.mark.parametrize("file", ["quotations.yml", "wording.yml", "online.yml"])
def test_nothing_is_compared_where_records_cannot_be_read(
    file: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read would be missing from what is written anew."""
    run(root)
    before = (root / COMPARISONS).read_text(encoding="utf-8")
    path = root / "citations" / file
    words = path.read_text(encoding="utf-8") if path.exists() else "- id: a\n"
    path.write_text(words.replace("- id:", "- idd:", 1), encoding="utf-8")
    broken = (root / COMPARISONS).read_text(encoding="utf-8")
    assert run(root) == 1
    assert (root / COMPARISONS).read_text(encoding="utf-8") == broken
    assert ("idd" in broken) or broken == before
    assert f"citations/{file}:" in capsys.readouterr().out


def test_a_copy_of_the_work_comes_before_that_of_the_volume(root: Path) -> None:
    (root.parent / "sources" / "cook1871treatise.html").write_text("<p>Nothing of it.", encoding="utf-8")
    run(root)
    assert "All" not in note(root)


def test_a_changed_quotation_is_not_printed(root: Path) -> None:
    run(root)
    path = root / "citations" / "quotations.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("lemma: ", "lemma: Also "), encoding="utf-8")
    assert "agree" not in note(root)


@pytest.mark.parametrize("lacking", ["folder", "quotations"])
def test_what_cannot_be_compared_is_refused(lacking: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if lacking == "folder":
        shutil.rmtree(root.parent / "sources")
    else:
        (root / "citations" / "quotations.yml").unlink()
    assert run(root) == 2
    assert "edition: " in capsys.readouterr().err
    assert not (root / COMPARISONS).exists()


PAGE = "<p>A well-known kettle, once\nwatched, boils.<p>A hob is no kettle. <p>Watched by whom? A hob again."
ONLINE = """- id: kettle
  loci: ["cw3, p. 12"]
  url: https://kettles.example/a%20page.htm#top
  seen: 2020-01-31
  words: ["{words}"]
"""


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("well-known kettle, once watched", ""),
        ("a WELL-known kettle … A hob", ""),
        ("A hob … again", "“A hob” stands 2 times in the page"),
        ("kettle", "“kettle” stands 2 times in the page"),
        ("known kettle once", "“known kettle once” is not in the page"),
        ("boils. A hob", "“boils. A hob” is not in the page"),  # no browser finds words across blocks
        ("ell-known kettle", "“ell-known kettle” is not in the page"),
        ("Watched by … no kettle", "“no kettle” does not follow in the page"),
    ],
)
def test_words_of_an_address_must_identify_a_passage(
    words: str, fault: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "citations" / "online.yml").write_text(ONLINE.format(words=words), encoding="utf-8")
    copy = root.parent / "sources" / "kettles.example" / "a page.htm"
    copy.parent.mkdir()
    copy.write_text(PAGE, encoding="utf-8")
    assert run(root) == (1 if fault else 0)
    printed = capsys.readouterr().out
    assert (f"citations/online.yml:5:11: kettle: {fault}" in printed) if fault else "online.yml" not in printed


def test_words_of_an_address_without_a_copy_are_not_checked(root: Path) -> None:
    (root / "citations" / "online.yml").write_text(ONLINE.format(words="anything"), encoding="utf-8")
    assert run(root) == 0
