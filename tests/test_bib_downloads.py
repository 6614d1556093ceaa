"""The bibliography as others read it: written, and read back by ourselves, by bibtexparser and by pandoc."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st

from edition import pipeline, resolve
from edition.ids import WorkKey
from edition.model.bibliography import Work
from edition.model.edition import Edition
from edition.model.placed import Entry
from edition.readers import bibliography, dates
from edition.source import Place, SourceFile
from edition.words import ENGLISH
from edition.writers import data
from edition.writers.data import csl, ris
from support import ROOT, lacking, specimen

STOCK = pipeline.read(ROOT / "tests" / "cases" / "stock")
HARD = r"""
@book{signs, title={100\% Tea \& Sugar\_Free \#1 for \$5 \{a\} ~ b^c \textbackslash d}, date={1901},
  publisher={Boni \& Liveright}, note={50% off; see \textit{Tea \& Milk} and \emph{More}},
  author={Able, Ann}, url={https://example.org/a_b%20c?d=e&f#g}}
@book{names, author={King, Jr., Martin Luther and {Barnes and Noble} and van Beethoven, Ludwig and G{\"o}del, Kurt
  and others}, editor={{\O}ster, {\AA sa, Lady} and others}, translator={{van der Waals}, J. and Ortega y Gasset, J.},
  title={Names}, date={1901~}}
@article{emphasis, author={Able, Ann}, title={On \emph{Tea} and \mkbibemph{Milk}: a ``History''},
  journal={The {K}itchen},
  subtitle={With \textit{Salt}}, volume=4, number={2}, pages={pp. 7---11}, year=1917, month=apr, day=10,
  doi={10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O}}
@incollection{inside, author={Able, Ann}, title={Inside}, booktitle={The Book of \emph{Tea}}, maintitle={The {W}hole},
  chapter={3}, pages={12, 15--17}, series={Kitchen Library}, number={5}, date={1899/1901}, written={1845-03},
  volume={2},  inedition={signs: 5--7}, urlseen={no}, url={https://example.org/}, langid={english},
  origtitle={Чай и \emph{молоко}}, origlanguage={russian}}
@phdthesis{thesis, author={Able, Ann}, title={A Thesis}, school={University}, address={Town}, year={1999}}
@mastersthesis{masters, author={Able, Ann}, title={A Thesis}, school={University}, year={1999}}
@techreport{report, author={Able, Ann}, title={A Report}, institution={Lab}, number={7}, year={1999}, edition={Second}}
@letter{letter, author={Able, Ann}, title={Letter to B}, written={1856-04-16}, origdate={1913}}
@unpublished{drafts, author={Able, Ann}, title={Drafts}, written={1863/1864}, howpublished={Manuscript}}
@online{web, title={A Page}, url={https://example.org/~x}, urlseen={yes}, date={2020-05}}
@manual{manual, title={A Manual}, organization={Hob}, volumes={2}, date={1950}, isbn={0-19-822552-0}, shorthand={M 1}}
@misc{undated, title={Undated}, date={XXXX}}
"""


def hard() -> Edition:
    """Return an edition with the entries above."""
    file = bibliography.read(SourceFile("citations/works.bib", HARD))
    assert file.broken == ()
    assert [work.unknown_fields for work in file.works] == [()] * len(file.works)
    return resolve.resolve(replace(STOCK, bibliography=(file,)))


@cache
def editions() -> dict[str, Edition]:
    return {"real": specimen(), "hard": hard()}


OWN = {"place", "places", "ours", "spans", "url_seen", "written", "first_published", "date", "note", "language"}
"""What a download leaves out, and dates and notes, which stand in its own fields and are compared by themselves."""


def values_of(work: Work) -> dict[str, Any]:
    """Return what a work says in the fields that a download must have."""
    values = {field.name: getattr(work, field.name) for field in fields(work) if field.name not in OWN}
    values["emphasised"] = tuple(span for span in work.emphasised if span[0] != "note")
    values["pages"] = str(work.pages)
    return values


@pytest.mark.parametrize("name", ["real", "hard"])
def test_biblatex_is_read_back_as_it_was(name: str) -> None:
    """Our own reader finds the same names, titles, emphasis, numbers and addresses in the download."""
    edition = editions()[name]
    again = bibliography.read(SourceFile("a.bib", data.write_biblatex(edition)))
    assert again.broken == ()
    for work, entry in zip(again.works, edition.entries, strict=True):
        assert values_of(work) == values_of(entry.work)
        issued = entry.work.date or entry.work.first_published or entry.work.written
        assert work.date.written == (issued.written if issued.points else "")
        earlier = entry.work.written or entry.work.first_published
        assert work.first_published.written == earlier.written
        assert entry.work.note.rstrip(".") in work.note


@pytest.mark.parametrize("name", ["real", "hard"])
def test_classic_bibtex_is_read_back_by_year_and_name(name: str) -> None:
    edition = editions()[name]
    again = bibliography.read(SourceFile("a.bib", data.write_bibtex(edition)))
    assert again.broken == ()
    for work, entry in zip(again.works, edition.entries, strict=True):
        assert work.title == data.title(entry.work)
        assert (work.authors, work.editors, work.and_others) == (
            entry.work.authors,
            entry.work.editors,
            entry.work.and_others,
        )
        assert work.book_title == (entry.work.book_title or entry.work.main_title)
        for field in ("journal", "printing", "location", "publisher", "institution", "volume", "doi", "url", "isbn"):
            assert getattr(work, field) == getattr(entry.work, field)
        issued = entry.work.date or entry.work.first_published or entry.work.written
        if issued.points and not issued.is_interval and not issued.is_doubtful:
            assert work.date.written == issued.written


@pytest.mark.parametrize("write", [data.write_biblatex, data.write_bibtex])
@pytest.mark.parametrize("name", ["real", "hard"])
def test_bibtexparser_reads_it_whole(name: str, write: Any) -> None:
    library = parse_string(write(editions()[name]))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [entry.work.key for entry in editions()[name].entries]


@pytest.mark.parametrize("write", [data.write_biblatex, data.write_bibtex])
def test_what_only_the_edition_knows_stays_at_home(write: Any) -> None:
    text = write(editions()["hard"]) + write(specimen())
    assert not re.search(r"^\s*(written|urlseen|inedition|inseen)\s*=", text, re.MULTILINE)
    assert "\\emph" not in text
    assert r"\textit{Tea}" in text


def test_classic_bibtex_has_only_types_and_fields_that_bibtex_knows() -> None:
    """biblatex’s own names for BibTeX’s types and fields are gone (BibTeXing, §§ 3.1 and 3.2)."""
    text = data.write_bibtex(editions()["hard"]) + data.write_bibtex(specimen())
    known = {"article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc"}
    assert set(re.findall(r"^@(\w+)", text, re.MULTILINE)) <= known | {
        "phdthesis",
        "proceedings",
        "techreport",
        "unpublished",
    }
    assert not re.search(
        r"^\s*(date|journaltitle|location|subtitle|maintitle|volumes|entrysubtype|origdate|langid)\s*=",
        text,
        re.MULTILINE,
    )
    assert "  year = {1917},\n  month = apr,\n  day = {10},\n" in text


def by_pandoc(text: str, form: str) -> dict[str, dict[str, Any]]:
    """Return entries as pandoc reads them, by key."""
    try:
        import pypandoc
    except ImportError as error:
        lacking(f"pandoc is not on this machine ({error})")
    return {item["id"]: item for item in json.loads(pypandoc.convert_text(text, "csljson", format=form))}


@pytest.mark.parametrize("form", ["biblatex", "bibtex", "csljson", "ris"])
def test_pandoc_reads_the_hard_entries(form: str) -> None:
    """Names in their parts, no person called “others”, dates, titles with their signs and capitals."""
    edition = editions()["hard"]
    writers = {
        "biblatex": data.write_biblatex,
        "bibtex": data.write_bibtex,
        "csljson": data.write_csl,
        "ris": data.write_ris,
    }
    read = by_pandoc(writers[form](edition), form)
    assert list(read) == [entry.work.key for entry in edition.entries]
    for entry in edition.entries:
        title = re.sub(r"</?\w+[^>]*>|[“”‘’\"\\]", "", read[entry.work.key]["title"])
        assert title.replace("\u00a0", " ") == re.sub(r"[“”‘’\\]", "", data.title(entry.work)), entry.work.key
    assert read["thesis"]["issued"] == {"date-parts": [[1999]]}
    day = [1917] if form == "ris" else [1917, 4, 10]  # pandoc reads no more of RIS
    assert read["emphasis"]["issued"]["date-parts"][0] == day
    assert read["emphasis"]["DOI"].startswith("10.1002/(SICI)1097-4571(199806)49:8<693")
    families = [name.get("family") or name["literal"] for name in read["names"]["author"]]
    assert families[:1] == ["King"]
    assert "Gödel" in families


@example("a---b")
@given(
    st.text(alphabet="aÄя {}\\\\%$&#_~^`'\"-–“”@,=()<>", max_size=20).filter(lambda words: words.strip() == words != "")
)
def test_any_text_comes_back(words: str) -> None:
    """What TeX prints of a title is the title, whatever signs are in it; braces are balanced, as BibTeX wants them."""
    spaced = " ".join(words.split())
    work = Work(WorkKey("a"), "misc", Place("a.bib"), title=spaced, date=dates.read("1901"))
    text = data.write_biblatex(replace(specimen(), entries=(Entry(work, "Works", (), ()),)))
    assert text.count("{") == text.count("}")
    file = bibliography.read(SourceFile("a.bib", text))
    assert [again.title for again in file.works] == [spaced]


def test_csl_has_names_in_parts() -> None:
    work = next(e.work for e in editions()["hard"].entries if e.work.key == "names")
    item = csl.csl(work, ENGLISH)
    assert item["author"] == [
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Barnes and Noble"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "Gödel", "given": "Kurt"},
    ]
    assert item["note"] == "Not all authors are named. Not all editors are named"
    record = ris.ris(work, ENGLISH)
    assert "AU  - King, Martin Luther, Jr.\r\nAU  - Barnes and Noble,\r\nAU  - van Beethoven, Ludwig\r\n" in record
    assert "others" not in record


def test_csl_has_titles_within_titles_and_cyrillic_ones() -> None:
    items = {str(entry.work.key): csl.csl(entry.work, ENGLISH) for entry in editions()["hard"].entries}
    assert items["emphasis"]["title"] == "On <i>Tea</i> and <i>Milk</i>: a “History”: With <i>Salt</i>"
    assert items["inside"]["original-title"] == "Чай и молоко"
    assert items["report"]["edition"] == "2"
    assert items["inside"]["collection-number"] == "5"


def test_zotero_makes_no_article_of_another_work() -> None:
    """Zotero’s translator for RIS makes articles of `GEN`, of `UNPB`, and of all types that it does not know."""
    kinds = set(
        re.findall(r"^TY  - (\w+)", data.write_ris(editions()["hard"]) + data.write_ris(specimen()), re.MULTILINE)
    )
    assert kinds <= {"BOOK", "CHAP", "JOUR", "NEWS", "PCOMM", "MANSCPT", "CPAPER", "THES", "RPRT", "PAMP", "ELEC"}
