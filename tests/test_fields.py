"""Every field of every type of entry is in every format: nothing that an editor types is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import tostring

import pytest

from edition import pipeline, resolve
from edition.model.bibliography import WorkType
from edition.model.edition import Edition
from edition.model.text import reading_text
from edition.readers import bibliography
from edition.source import SourceFile
from edition.style import types
from edition.words import ENGLISH
from edition.writers.data import csl, ris, write_biblatex, write_bibtex
from edition.writers.tei import works as tei
from support import ROOT

STOCK = pipeline.read(ROOT / "tests" / "cases" / "stock")
WORDS = {
    "author": "Autor, Anna",
    "editor": "Editor, Edda",
    "translator": "Translator, Thea",
    "title": "Titleword",
    "subtitle": "Subtitleword",
    "origtitle": "Origtitleword",
    "journaltitle": "Journalword",
    "booktitle": "Bookword",
    "maintitle": "Mainword",
    "volume": "71",
    "volumes": "72",
    "number": "73",
    "series": "Seriesword",
    "edition": "74",
    "chapter": "75",
    "pages": "761--769",
    "type": "Typeword",
    "publisher": "Publisherword",
    "institution": "Institutionword",
    "organization": "Organizationword",
    "location": "Locationword",
    "howpublished": "Howword",
    "url": "https://example.org/urlword",
    "isbn": "0-19-822552-0",
    "doi": "10.1000/doiword",
    "note": "Noteword",
    "written": "1801",
    "origdate": "1802",
    "date": "1803",
}
"""What each field says; the others (languages, sigla, ours) are not prose, and have tests of their own."""
LANGUAGES = {"langid": "english", "origlanguage": "german", "urlseen": "yes"}
TYPES = tuple(kind.value for kind in WorkType)
FORMATS = ("printed", "csl", "ris", "tei", "biblatex", "bibtex")


def edition(kind: str, left_out: tuple[str, ...] = ()) -> Edition:
    """Return an edition with one entry that has every field but some."""
    fields = {name: value for name, value in (WORDS | LANGUAGES).items() if name not in left_out}
    text = f"@{kind}{{a,\n" + "".join(f"{name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
    file = bibliography.read(SourceFile("citations/works.bib", text))
    assert file.broken == ()
    assert file.works[0].unknown_fields == ()
    return resolve.resolve(replace(STOCK, bibliography=(file,)))


@cache
def exports_of(kind: str, left_out: tuple[str, ...] = ()) -> dict[str, str]:
    """Return what each format says of the entry."""
    made = edition(kind, left_out)
    [entry] = made.entries
    return {
        "printed": reading_text(entry.description),
        "csl": json.dumps(csl.csl(entry.work, ENGLISH), ensure_ascii=False),
        "ris": ris.ris(entry.work, ENGLISH),
        "tei": tostring(tei.entry(made, entry), encoding="unicode"),
        "biblatex": write_biblatex(made),
        "bibtex": write_bibtex(made),
    }


def parts(value: str) -> list[str]:
    """Return what of a value must be found: both names of a person, both ends of an interval, an address’s host on."""
    return value.replace("--", ", ").removeprefix("https://").split(", ")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", TYPES)
def test_every_field_is_there(kind: str, form: str) -> None:
    """The parts of each value, a name's and an interval's too, are found; numbers are not parts of other numbers."""
    words = exports_of(kind)[form]
    missing = [name for name, value in WORDS.items() for part in parts(value) if part not in words]
    assert missing == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    "without", [("journaltitle",), ("journaltitle", "booktitle"), ("series",), ("date",), ("publisher",)]
)
def test_every_field_is_there_without_another(kind: str, form: str, without: tuple[str, ...]) -> None:
    """A field may be printed with another: a number with its journal or its series, a date with its journal."""
    left = (*without, "maintitle") if len(without) > 1 else without
    words = exports_of(kind, left)[form]
    kept = {name: value for name, value in WORDS.items() if name not in left}
    missing = [name for name, value in kept.items() for part in parts(value) if part not in words]
    assert missing == []


def test_every_type_of_work_has_its_names_in_the_formats() -> None:
    assert set(types.NAMES) == set(WorkType)
