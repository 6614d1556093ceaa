"""Citations as people type them: printed in every format as typed, or reported; never both wrong and silent."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edition import pipeline, resolve
from edition.checks import RULES
from edition.model.inline import Cite
from edition.model.text import reading_text, walk
from edition.writers import data, markdown, site, tei, text

if TYPE_CHECKING:
    from edition.diagnostics import Fault
    from edition.model.edition import Edition

STOCK = Path(__file__).parent / "cases" / "stock"
TYPED = "[@cook1871treatise; @cw3, p. 12, seen]"
NAME = "Cook, A Treatise on Kettles (1871)"
RULE = "cite-malformed"


def resolved(root: Path, cluster: str, language: str = "en-GB") -> tuple[Edition, list[Fault]]:
    """Return the stock edition with another cluster in its first note, and what is wrong with its citations."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    for name, old, new in (("docs/notes/a.md", TYPED, cluster), ("citations/edition.yml", "en-GB", language)):
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    draft = pipeline.read(root)
    edition = resolve.resolve(draft)
    return edition, [*RULES[RULE].check(draft, edition), *RULES["markup-unsupported"].check(draft, edition)]


def printed(edition: Edition) -> str:
    """Return the cluster in print."""
    cites = (n for p in edition.notes[0].note.body for n in walk(p.content) if isinstance(n, Cite))
    return reading_text(next(cites).content)


def ranges(edition: Edition) -> list[tuple[str, str, str]]:
    """Return the places that the first note cites, as the data have them."""
    note = json.loads(data.write(edition)["data/n1.json"])
    loci = [locus for cited in note["cites"] for locus in cited["loci"]]
    return [(r["unit"], r["from"], r["to"]) for locus in loci for r in locus["ranges"]]


RIGHT: tuple[tuple[str, str, list[tuple[str, str, str]]], ...] = (
    # what is typed after the work, what is printed, and the places that the data have
    ("p. 57", "p. 57", [("page", "57", "57")]),
    ("p.57", "p. 57", [("page", "57", "57")]),
    ("pp. 57–58", "pp. 57–58", [("page", "57", "58")]),
    ("pp. 57--58", "pp. 57–58", [("page", "57", "58")]),
    ("pp. 57 -- 58", "pp. 57–58", [("page", "57", "58")]),
    ("pp. 33, and 37–39", "pp. 33, and 37–39", [("page", "33", "33"), ("page", "37", "39")]),
    ("pp. 33, 35, and 37", "pp. 33, 35, and 37", [("page", page, page) for page in ("33", "35", "37")]),
    ("pp. 3 & 5", "pp. 3 & 5", [("page", "3", "3"), ("page", "5", "5")]),
    ("p. xii", "p. xii", [("page", "xii", "xii")]),
    ("pp. xii–xv, 3", "pp. xii–xv, 3", [("page", "xii", "xv"), ("page", "3", "3")]),
    ("p. 55n12", "p. 55n12", [("page", "55n12", "55n12")]),
    ("p. 55, n. 12", "p. 55, n. 12", [("page", "55", "55"), ("note", "12", "12")]),
    ("p. 12 f.", "p. 12 f.", [("page", "12", "12")]),
    ("pp. 12ff.", "pp. 12ff.", [("page", "12", "12")]),
    ("pp. 3–5 passim", "pp. 3–5 passim", [("page", "3", "5")]),
    ("bk. 2, ch. 3", "bk. 2, ch. 3", [("book", "2", "2"), ("chapter", "3", "3")]),
    ("vol. 2, p. 5", "vol. 2, p. 5", [("volume", "2", "2"), ("page", "5", "5")]),
    ("ch. IV", "ch. IV", [("chapter", "IV", "IV")]),
    ("sec. 1.2", "sec. 1.2", [("section", "1.2", "1.2")]),
    ("section IV", "section IV", [("section", "IV", "IV")]),
    ("§§ 3–5", "§§ 3–5", [("section", "3", "5")]),
    ("¶ 7", "¶ 7", [("paragraph", "7", "7")]),
    ("fol. 12r", "fol. 12r", [("folio", "12r", "12r")]),
    ("fols. 12r–13v", "fols. 12r–13v", [("folio", "12r", "13v")]),
    ("fols. 12r–v", "fols. 12r–v", [("folio", "12r", "v")]),
    ("l. 5", "l. 5", [("line", "5", "5")]),
    ("ll. 5–7", "ll. 5–7", [("line", "5", "7")]),
    ("v. 3", "v. 3", [("verse", "3", "3")]),
    ("art. 5(2)", "art. 5(2)", [("article", "5(2)", "5(2)")]),
    ("no. 3/4", "no. 3/4", [("number", "3/4", "3/4")]),
    ("col. 3", "col. 3", [("column", "3", "3")]),
    ("fig. 2a", "fig. 2a", [("figure", "2a", "2a")]),
    ("s. v. “Kettle, copper”", "s. v. “Kettle, copper”", []),
    ("s.v. Kettle", "s.v. Kettle", []),
    ("passim", "passim", []),
    ("the whole text", "the whole text", []),
    ("p. 3, the whole text", "p. 3, the whole text", [("page", "3", "3")]),
    ("p. 3, *the whole* text", "p. 3, the whole text", [("page", "3", "3")]),
    ("p. 3, a \\* b", "p. 3, a * b", [("page", "3", "3")]),
    ("ch. 2, manuscript p. 7, and following", "ch. 2, manuscript p. 7, and following", [("chapter", "2", "2")]),
)  # fmt: skip


@pytest.mark.parametrize("seen", ["", ", seen"])
@pytest.mark.parametrize(("typed", "expected", "places"), RIGHT)
def test_a_locator_is_printed_in_the_order_typed(
    typed: str, expected: str, places: list[tuple[str, str, str]], seen: str, tmp_path: Path
) -> None:
    edition, faults = resolved(tmp_path, f"[@cook1871treatise, {typed}{seen}]")
    assert faults == []
    assert printed(edition) == f"{NAME}, {expected}"
    assert ranges(edition) == places
    plain = text.write_edition(edition)
    assert f"{NAME}, {expected}" in plain
    assert "--" not in "".join([plain, data.write(edition)["data/n1.json"]])


@pytest.mark.parametrize(
    ("language", "typed", "unit"),
    [
        ("de", "S. 57", "page"), ("de", "S. 57–58", "page"), ("de", "S. 5 und 7", "page"), ("de", "S. 57 f.", "page"),
        ("de", "Bl. 12r", "folio"), ("de", "Z. 5", "line"), ("de", "Kap. IV", "chapter"), ("de", "p. 5", "page"),
        ("fr", "chap. 3", "chapter"), ("fr", "nᵒ 3", "number"), ("it", "cap. 3", "chapter"), ("ru", "с. 57", "page"),
        ("ru", "гл. IV", "chapter"), ("ru", "№ 3", "number"), ("pl", "s. 5", "page"), ("pl", "nr 3", "number"),
    ],
)  # fmt: skip
def test_an_edition_knows_the_words_of_its_language(language: str, typed: str, unit: str, tmp_path: Path) -> None:
    edition, faults = resolved(tmp_path, f"[@cook1871treatise, {typed}]", language)
    assert faults == []
    assert {expected for expected, _, _ in ranges(edition)} == {unit}


WRONG = (
    # what is typed after the work, the words of it that are reported, and what the fix says
    ("p. foo", "p. foo", "`p. 57`"), ("p.", "p.", "`p. 57`"), ("pp.", "pp.", "`p. 57`"), ("p. 1O", "p. 1O", "`p. 57`"),
    ("p. l5", "p. l5", "`p. 57`"), ("p. 3.", "p. 3.", "`p. 57`"), ("p. 12?", "p. 12?", "`p. 57`"),
    ("p. 5–", "p. 5–", "`p. 57`"), ("p. −5", "p. −5", "`p. 57`"), ("p. ¹²", "p. ¹²", "`p. 57`"),
    ("p. *3*", "p. *3*", "`p. 57`"), ("ch. four", "ch. four", "`ch. 57`"), ("s. v.", "s. v.", "“Kettle”"),
    ("pp. 33, 3S", "pp. 33, 3S", "`p. 57`"), ("ch. 2 p. 5", "ch. 2 p. 5", "`ch. 57`"),
    ("pp. 57-58", "pp. 57-58", "`pp. 57–58`"), ("p. 57-58", "p. 57-58", "`pp. 57–58`"),
    ("p 13", "p 13", "`p. 13`"), ("pp 13–14", "pp 13–14", "`pp. 13–14`"), ("P. 13", "P. 13", "`p. 13`"),
    ("page 13", "page 13", "`p. 13`"), ("pages 13-14", "pages 13-14", "`pp. 13–14`"), ("pg. 13", "pg. 13", "`p. 13`"),
    ("chapter 3", "chapter 3", "`ch. 3`"), ("vol V", "vol V", "`vol. V`"), ("Chap. 3", "Chap. 3", "`chap. 3`"),
    ("33", "33", "`p. 33`"), ("33–35", "33–35", "`pp. 33–35`"), ("xii", "xii", "`p. xii`"), ("12r", "12r", "`p. 12r`"),
    ("pp. 3", "pp. 3", "`p. 3`"), ("p. 3–5", "p. 3–5", "`pp. 3–5`"), ("p. 3, 5", "p. 3, 5", "`pp. 3, 5`"),
    ("§ 3–5", "§ 3–5", "`§§ 3–5`"), ("chs. 3", "chs. 3", "`ch. 3`"),
    ("tab. 3", "tab. 3", "`fig.`"), ("S. 57", "S. 57", "`p.`"), ("1867 edition", "1867 edition", "`p.`"),
    ("p. 3 seen", "p. 3 seen", "`p. 3, seen`"), ("p. 3, seen, seen", "seen", "once"),
    ("p. 3, seen, the whole text", "seen", "once"), ("p. 3, Seen", "Seen", "“seen”"), ("p. 3, sen", "sen", "“seen”"),
    ("p. 3, seen.", "seen.", "“seen”"), ("p. 3, unseen", "unseen", "“seen”"), ("p. 3, not seen", "not seen", "“seen”"),
    ("p. 3, seen?", "seen?", "“seen”"), ("p. 3, checked", "checked", "“seen”"), ("p. 3, unread", "unread", "“seen”"),
    ("see below, p. 3", "p. 3", "before the remark"), ("p. 3, the whole, ch. 4", "ch. 4", "before the remark"),
    ("@cw3, p. 3", "@cw3", "semicolon"),
)  # fmt: skip


@pytest.mark.parametrize("key", ["cook1871treatise", "cw3"])
@pytest.mark.parametrize(("typed", "expected", "fix"), WRONG)
def test_what_is_not_a_locator_is_reported_at_its_place(
    typed: str, expected: str, fix: str, key: str, tmp_path: Path
) -> None:
    cluster = f"[@{key}, {typed}]"
    _, faults = resolved(tmp_path, cluster)
    found = [fault for fault in faults if f"“{expected}”" in fault.message and fix in fault.fix]
    assert found, faults
    source = (tmp_path / "docs/notes/a.md").read_text(encoding="utf-8").split("\n")
    place = found[0].place
    assert source[place.line - 1][place.column - 1 :].startswith(expected)


def test_what_is_wrong_in_the_second_line_of_a_cluster_has_its_place(tmp_path: Path) -> None:
    _, faults = resolved(tmp_path, "[@cook1871treatise, p. 12;\n    @cw3, p. 1O]")
    assert [(fault.place.line, fault.place.column) for fault in faults] == [(4, 11)]


CLUSTERS = (
    ("[-@cook1871treatise]", "A Treatise on Kettles (1871)"),
    ("[see -@cook1871treatise, p. 3]", "see A Treatise on Kettles (1871), p. 3"),
    ("[*see* @cook1871treatise]", f"see {NAME}"),
    ("[see \\*\\* @cook1871treatise]", f"see ** {NAME}"),
    ("[@cook1871treatise; @cw3, p. 12]", f"{NAME}, CW 3: 12"),
    ("[@cook1871treatise; @cw3, vol. 2, p. 12]", f"{NAME}, CW 3, vol. 2, p. 12"),
    ("[@cook1871treatise; @cw3, pp. 12, 14, the whole]", f"{NAME}, CW 3: 12, 14, the whole"),
    ("[see [@cook1871treatise], p. 3]", NAME),
)


@pytest.mark.parametrize(("cluster", "expected"), CLUSTERS)
def test_a_cluster_is_printed_in_every_format(cluster: str, expected: str, tmp_path: Path) -> None:
    edition, faults = resolved(tmp_path, cluster)
    assert faults == []
    assert printed(edition) == expected
    assert expected in text.write_edition(edition)
    assert expected in re.sub("<[^>]*>", "", tei.write(edition))
    (page,) = (element for element in site.page_of(edition, "notes-a") or () if element.tag == "ol")
    assert expected in "".join(page.itertext()).replace("°", "")
    assert expected.replace("**", "\\*\\*") in re.sub(
        r"\]\(<[^>]*>\)|[\[*](?<!\\\*)", "", markdown.write_edition(edition)
    )


CLOSED = (
    ("[@cw3, pp. 12 ff., seen].", "CW 3: 12 ff."),
    ("[@cw3, p. 12 f., seen]. More.", "CW 3: 12 f. More."),
    ("*See [@cw3, p. 12 f., seen]*. More.", "See CW 3: 12 f. More."),
    ("[@cw3, p. 12, ibid.].", "CW 3: 12, ibid."),
    ("[@cw3, n. d.].", "CW 3, n. d."),
    ("[@cw3, p. 12, “The end.”].", "CW 3: 12, “The end.”"),
    ("[@cw3, p. 12, “What?”].", "CW 3: 12, “What?”"),
    ("[@cw3, p. 12, “and so on …”].", "CW 3: 12, “and so on …”"),
    ("[@cook1871treatise; @cw3, pp. 12 ff., seen], and", f"{NAME}, CW 3: 12 ff., and"),
    ("([@cw3, pp. 12 ff., seen]).", "(CW 3: 12 ff.)."),
    ("[@cw3, p. 12 (the end.)].", "CW 3: 12 (the end.)."),
    ("[@cw3, p. 12].", "CW 3: 12."),
)
"""What a note has, and what is printed of it: of two full stops, or a full stop after another closing mark, one."""


@pytest.mark.parametrize(("typed", "expected"), CLOSED)
def test_a_citation_that_ends_a_sentence_needs_no_second_stop(typed: str, expected: str, tmp_path: Path) -> None:
    shutil.copytree(STOCK, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "docs" / "notes" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{TYPED}.", typed), encoding="utf-8")
    edition = pipeline.edition(tmp_path)
    whole = f"Ada Cook’s Treatise on Kettles: {expected}"
    assert reading_text(edition.notes[0].note.body[0].content) == whole
    for written in (text.write_edition(edition), re.sub("<[^>]*>", "", tei.write(edition))):
        assert re.search(rf"{re.escape(whole)}\s", written.replace("°", "")), written


@pytest.mark.parametrize(
    "cluster",
    [
        "@cook1871treatise [p. 3]", "@cook1871treatise", "-@cook1871treatise says", "[@cook1871treatise p. 3]",
        "[@cook1871treatise and elsewhere]", "[@cook1871treatise]{.x}", "[@cook1871treatise](http://x.example)",
        "[@cook1871treatise, p. 5, [sic]]", "[@{cook1871treatise}, p. 3]", "[@cook1871treatise; ; @cw3, p. 12]",
        "[@cook1871treatise, p. 3; p. 5]", "[see@cook1871treatise]", "[cook1871treatise, p. 3]",
        "[@cook1871treatise, p. 3, as `code`]", "[@cook1871treatise, *p. 3]",
        "[@@cook1871treatise]", "[- @cook1871treatise]", "[—@cook1871treatise]", "[see – @cook1871treatise]",
        "[see\\ @cook1871treatise]", "[@cook1871treatise, p. 3, a \\“b”]", "[@cook1871treatise, fol. 3r-v]",
        "[@cook1871treatise, p. 3, <b>bold</b>]", "[@cook1871treatise, p. 3, ~~gone~~]", "[_see @cook1871treatise]",
    ],
)  # fmt: skip
def test_what_cannot_be_printed_as_typed_is_reported(cluster: str, tmp_path: Path) -> None:
    assert resolved(tmp_path, cluster)[1]


def test_tei_has_every_range_and_keeps_the_remark_apart(tmp_path: Path) -> None:
    """TEI P5, `citedRange`: `@from` and `@to` are the ends of one range."""
    edition, _ = resolved(tmp_path, "[@cook1871treatise; @cw3, pp. 12--14, 17 ff., the whole text]")
    assert (
        'CW 3</title>: <citedRange unit="page" from="12" to="14">12–14</citedRange>, '
        '<citedRange unit="page" from="17">17 ff.</citedRange>, the whole text</bibl>'
    ) in tei.write(edition)


def test_the_data_keep_the_remark_apart(tmp_path: Path) -> None:
    edition, _ = resolved(tmp_path, "[@cook1871treatise, *the whole* text; @cw3, pp. 12--14, as read, seen]")
    note = json.loads(data.write(edition)["data/n1.json"])
    assert [(locus["locator"], locus["remark"]) for locus in note["cites"][0]["loci"]] == [
        ("", "the whole text"),
        ("pp. 12–14", "as read"),
    ]


def test_a_note_on_a_page_lies_within_the_work(tmp_path: Path) -> None:
    edition, _ = resolved(tmp_path, "[@cook1871treatise; @cw3, p. 55n120]")
    assert not list(RULES["locus-outside-work"].check(pipeline.read(tmp_path), edition))


@pytest.mark.parametrize("typed", ["fols. 12r–v", "fols. 12v–13r", "fols. 2/12r–v"])
def test_two_sides_of_a_leaf_run_forwards(typed: str, tmp_path: Path) -> None:
    edition, faults = resolved(tmp_path, f"[@cook1871treatise, {typed}]")
    assert faults == []
    assert not list(RULES["locus-backwards"].check(pipeline.read(tmp_path), edition))
