"""The formats agree: every export has the Edition's paragraphs, notes, words and ids."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from edition import exports, ids, pipeline, publish, theme
from edition.model.bibliography import Work
from edition.model.edition import Edition
from edition.model.placed import Entry
from edition.model.text import reading_text
from edition.readers import bibliography, dates
from edition.source import SourceFile
from edition.style.languages import is_transliterated
from edition.words import ENGLISH
from edition.writers import data, epub, llms, markdown, site, tei, text
from edition.writers.data import csl, ris
from edition.writers.data.works import original_title
from edition.writers.site import files
from support import WHOLE, specimen, specimen_exports


@cache
def paragraphs() -> dict[str, str]:
    return {p.anchor: reading_text(p.content) for s in specimen().sections for p in s.paragraphs}


@cache
def references() -> dict[str, str]:
    return {
        specimen().anchors[p.anchor].reference: reading_text(p.content)
        for s in specimen().sections
        for p in s.paragraphs
    }


@cache
def labels() -> list[str]:
    return [note.label for note in specimen().notes]


@cache
def keys() -> list[str]:
    return [entry.work.key for entry in specimen().entries]


@cache
def small() -> Edition:
    return pipeline.edition(WHOLE)


def note_words(label: str) -> str:
    note = next(n for n in specimen().notes if n.label == label).note
    return squeezed("".join(reading_text(p.content) for p in (*note.body, *note.printed_evidence)))


def squeezed(words: str) -> str:
    return re.sub(r"[\s°]+", "", words)


def test_the_plain_essay_is_the_reading_text() -> None:
    found = dict(line.split("\t", 1) for line in text.write_essay(specimen()).splitlines() if "\t" in line)
    assert list(found.items()) == list(references().items())


def test_the_plain_edition_has_paragraphs_calls_and_notes() -> None:
    written = text.write_edition(specimen())
    found = dict(line.split("\t", 1) for line in written.splitlines() if "\t" in line)
    calls = re.compile("|".join(re.escape(f"[{label}]") for label in labels()) or r"(?!)")
    assert {where: calls.sub("", words) for where, words in found.items()} == references()
    assert [call[1:-1] for words in found.values() for call in calls.findall(words)] == labels()
    headings = [f"== {reading_text(s.section.heading)} ==" for s in specimen().sections]
    assert [line for line in written.splitlines() if line in headings] == headings, "supplied words in brackets"
    notes = re.findall(r"^\[([^]]+)\] \(", written, re.MULTILINE)
    assert notes == labels()
    parts = re.split(r"^(?=\[[^]]+\] \()|^== ", written, flags=re.MULTILINE)
    bodies = {part[1 : part.index("]")]: part for part in parts if re.match(r"\[[^]]+\] \(", part)}
    for label in labels():
        body = re.sub(r"^\S+ \([^)]*\) ", "", bodies[label]).replace("\n\nEvidence. ", "\n\n")
        assert squeezed(body) == note_words(label)


def test_csl_has_every_entry() -> None:
    items = json.loads(data.write_csl(specimen()))
    assert [item["id"] for item in items] == keys()
    for item, entry in zip(items, specimen().entries, strict=True):
        assert re.sub("</?i>", "", item["title"]) == data.title(entry.work)
        assert len(item.get("author", ())) == len(entry.work.authors)
        assert item.get("volume", "") == entry.work.volume
        assert item.get("original-title", "") == original_title(entry.work)
        assert is_transliterated(entry.work) or original_title(entry.work) == entry.work.original_title
    if keys():
        assert any("date-parts" in item.get("issued", {}) for item in items)


def test_ris_has_every_entry() -> None:
    records = data.write_ris(specimen()).split("ER  - ")[:-1]
    assert [re.search(r"^ID  - (\S+)", record, re.MULTILINE)[1] for record in records] == keys()  # type: ignore[index]
    assert all(record.lstrip().startswith("TY  - ") for record in records)


def read(entry: str) -> Work:
    """Return one entry as it is read."""
    return bibliography.read(SourceFile("cases.bib", entry)).works[0]


def test_an_editor_of_a_book_is_its_editor() -> None:
    """Reference managers take A2 of a book for the editor of its series; ED is the editor everywhere."""
    for kind in ("book", "incollection"):
        fields = "author={Able, Ann}, editor={Baker, Ben}, title={Tea}, date={1901}"
        record = ris.ris(read(f"@{kind}{{a, {fields}}}"), ENGLISH)
        assert "ED  - Baker, Ben" in record
        assert "A2  - " not in record


def test_a_name_without_parts_is_closed_by_a_comma() -> None:
    """Else reference managers make a family name of the last word of an organisation."""
    record = ris.ris(read("@book{a, author={{League of Cooks}}, title={Tea}, date={1901}}"), ENGLISH)
    assert "AU  - League of Cooks,\r\n" in record


def test_how_a_work_came_out_is_said_in_words() -> None:
    """CSL's `medium` and RIS's tags mean other things; the kind of paper is among the remarks."""
    work = read("@misc{a, author={Able, Ann}, title={Tea}, howpublished={Minutes}, note={Abridged.}, date={1901}}")
    assert csl.csl(work, ENGLISH)["note"] == "Minutes. Abridged"
    assert "medium" not in csl.csl(work, ENGLISH)
    assert "N1  - Minutes. Abridged" in ris.ris(work, ENGLISH)


def test_an_article_in_a_newspaper_is_not_one_in_a_journal() -> None:
    """Styles print the day of a newspaper, and the number of a journal."""
    entry = "@article{a, author={Able, Ann}, title={Tea}, journaltitle={Pravda}, date={1917-04-07}%s}"
    paper, journal = read(entry % ", entrysubtype={newspaper}"), read(entry % "")
    assert [csl.csl(work, ENGLISH)["type"] for work in (paper, journal)] == ["article-newspaper", "article-journal"]
    assert [ris.ris(work, ENGLISH).split("\r\n")[0] for work in (paper, journal)] == ["TY  - NEWS", "TY  - JOUR"]


def test_a_title_in_other_letters_is_the_same_title() -> None:
    """Styles print CSL's `original-title` as that of another book; what is only transliterated has it in a remark."""
    entry = (
        "@book{a, author={Able, Ann}, title={%s}, langid={%s}, origtitle={Чай}, origlanguage={russian}, date={1901}}"
    )
    same, other = read(entry % ("Chai", "russian")), read(entry % ("Tea", "english"))
    assert csl.csl(other, ENGLISH)["original-title"] == "Чай"
    assert "original-title" not in csl.csl(same, ENGLISH)
    assert csl.csl(same, ENGLISH)["note"] == "Title in its own script: Чай"
    assert csl.csl(same, ENGLISH)["language"] == "ru-Latn"
    assert "OP  - Чай" in ris.ris(other, ENGLISH)
    assert "OP  - " not in ris.ris(same, ENGLISH)
    assert "N1  - Title in its own script: Чай" in ris.ris(same, ENGLISH)


@pytest.mark.parametrize("write", [data.write_biblatex, data.write_bibtex])
def test_bibtex_has_no_date_that_nobody_knows(write: Callable[[Edition], str]) -> None:
    """EDTF's XXXX is for us; a reference manager would print it."""
    dateless = [Entry(read("@book{a, title={Tea}, date={XXXX}, volume={7}}"), "Works", (), ())]
    found = write(replace(specimen(), entries=tuple(dateless)))
    assert "@book{a,\n  title = {{Tea}},\n  volume = {7},\n}\n" in found


CSL_DATES = {
    "1917": {"date-parts": [[1917]]},
    "1917-04-10": {"date-parts": [[1917, 4, 10]]},
    "1917-04-XX": {"date-parts": [[1917, 4]]},
    "1874-04/1875-01": {"date-parts": [[1874, 4], [1875, 1]]},
    "1918-04/1921": {"date-parts": [[1918, 4], [1921]]},
    "1921~": {"date-parts": [[1921]], "circa": True},
    "1880%": {"date-parts": [[1880]], "circa": True},
    "1917/1918?": {"date-parts": [[1917], [1918]], "circa": True},
    "1917-21": {"date-parts": [[1917]], "season": 1},
    "1917-21/1917-22": {"literal": "spring–summer 1917"},
    "191X": {"literal": "1910s"},
    "1917/..": {"literal": "1917–"},
    "../1917": {"literal": "until 1917"},
    "XXXX": {"literal": "n.d."},
}


def test_dates_as_csl_has_them() -> None:
    for written, record in CSL_DATES.items():
        assert csl.date(dates.read(written), ENGLISH) == record, written


@pytest.mark.slow
def test_the_downloads_page_names_what_is_made() -> None:
    made = specimen_exports()
    passages = {f"data/{anchor}" for anchor in (*paragraphs(), *(ids.note(label) for label in labels()))}
    fragments = {f"{passage}{form}" for passage in passages for form in (".json", ".tei.xml")}
    assert fragments <= set(made)
    taken = {p for p in made if not p.startswith(theme.ASSETS) and not p.endswith(".schema.json")} - fragments
    assert {*taken, llms.FILE, files.ZIP} == {path for path, _ in site.FILES}
    bib = made["downloads/bibliography.bib"].decode()
    assert all(re.search(rf"^@\w+\{{{re.escape(key)},", bib, re.MULTILINE) for key in keys())


def test_the_same_edition_gives_the_same_files() -> None:
    """In one process; for another, which writes the whole site of the essay, see `test_reproducible`."""
    made, again = exports.make(small()), exports.make(small())
    assert made
    assert made == again


BOOKS = {"edition.epub", "edition.tei.xml", "edition.txt", "edition.markdown"}
NOTES = {"notes.json", "notes.csv", "annotations.jsonld"}


def _formats(edition: Edition) -> dict[str, object]:
    tables = data.write(edition)
    return {
        "edition.epub": epub.write(edition),
        "edition.tei.xml": tei.write(edition),
        "edition.txt": text.write_edition(edition),
        "edition.markdown": markdown.write_edition(edition),
        "essay.markdown": markdown.write_essay(edition),
        "essay.txt": text.write_essay(edition),
        "bibliography.json": data.write_csl(edition),
        "bibliography.ris": data.write_ris(edition),
        "paragraphs.json": tables["data/paragraphs.json"],
        "notes.json": tables["data/notes.json"],
        "notes.csv": tables["data/notes.csv"],
        "annotations.jsonld": tables["data/annotations.jsonld"],
    }


@cache
def _small_formats() -> dict[str, object]:
    return _formats(small())


def _planted(how: str) -> Edition:
    """Return the small edition with one fault planted."""
    section = small().sections[-1]
    match how:
        case "a dropped note":
            return replace(small(), notes=small().notes[:-1])
        case "a dropped entry":
            return replace(small(), entries=small().entries[1:])
        case _:
            turned = replace(section.section, paragraphs=section.paragraphs[::-1])
            return replace(small(), sections=(*small().sections[:-1], replace(section, section=turned)))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "changed"),
    [
        ("a dropped note", BOOKS | NOTES),
        ("a dropped entry", BOOKS | {"bibliography.json", "bibliography.ris"}),
        ("a swapped paragraph", BOOKS | {"essay.txt", "essay.markdown", "paragraphs.json"}),
    ],
)
def test_no_format_hides_a_fault(fault: str, changed: set[str]) -> None:
    ours, theirs = _small_formats(), _formats(_planted(fault))
    assert {name for name in ours if ours[name] != theirs[name]} == changed


def test_many_files_of_a_folder_are_listed_in_one_line() -> None:
    """The checksum of a folder is that of the list which `sha256sum` prints of its files, by path."""
    many = [publish.Artifact(f"data/{at:02}.json", at, f"{at:064x}") for at in range(publish.MANY + 1)]
    few = [publish.Artifact(f"downloads/{at}.txt", 7, "0" * 64) for at in range(publish.MANY)]
    summary = list(publish.summarise((*many, *few)))
    listed = "".join(f"{made.sha256}  {made.path}\n" for made in many)
    total = sum(range(publish.MANY + 1))
    checksum = hashlib.sha256(listed.encode()).hexdigest()
    assert summary == [publish.Artifact("data/", total, checksum, publish.MANY + 1), *few]


def test_another_theme_gets_no_data_of_our_scripts() -> None:
    """Nothing under stock Material would load them; pictures and books are everybody's."""
    script = f"{theme.ASSETS}/edition.js"
    shared = {f"{theme.ASSETS}/card.png": b"", "downloads/edition.pdf": b"", "data/n1.json": b""}
    made = {**shared, f"{theme.ASSETS}/previews.js": b"", f"{theme.ASSETS}/words-0.js": b""}
    assert publish.without_unused(made, {script: b"", "index.html": b""}) == made
    assert publish.without_unused(made, {"index.html": b""}) == shared
