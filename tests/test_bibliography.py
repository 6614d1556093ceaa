"""The bibliography, read back by pandoc from each of its formats: the same works, as the model has them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from edition.model.bibliography import Name, Work
from edition.writers import data
from edition.writers.data.works import issued
from support import specimen

pypandoc = pytest.importorskip("pypandoc")


@cache
def works() -> dict[str, Work]:
    return {entry.work.key: entry.work for entry in specimen().entries}


@cache
def sources() -> dict[str, str]:
    return {
        "csljson": data.write_csl(specimen()),
        "ris": data.write_ris(specimen()),
        "biblatex": data.write_biblatex(specimen()),
        "bibtex": data.write_bibtex(specimen()),
    }


FORMS = ("csljson", "ris", "biblatex", "bibtex")
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


def read(form: str) -> dict[str, dict[str, Any]]:
    """Return the works as pandoc reads them, by their keys."""
    return {item["id"]: item for item in json.loads(pypandoc.convert_text(sources()[form], "csljson", format=form))}


@cache
def our_read() -> dict[str, dict[str, dict[str, Any]]]:
    return {form: read(form) for form in sources()}


def letters(words: str) -> str:
    """Return the letters of words in the order of the alphabet: programs part names in their own ways."""
    return "".join(sorted(squeezed(words)))


def squeezed(words: str) -> str:
    """Return words without white space, markup, and the signs that programs set in their own way."""
    return re.sub(r"[^\w]+", "", re.sub(r"<[^>]+>", "", words)).casefold()


def names(given: list[dict[str, Any]]) -> list[str]:
    """Return the letters of names as pandoc has them."""
    fields = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return [letters("".join(str(n.get(f, "")) for f in fields)) for n in given]


def ours(given: tuple[Name, ...]) -> list[str]:
    """Return the letters of names as the model has them."""
    return [letters(name.natural) for name in given]


def year(item: dict[str, Any]) -> int | None:
    """Return the year in which a work was issued, as pandoc has it."""
    found = item.get("issued", {}).get("date-parts", [[None]])
    return found[0][0] and int(found[0][0])


@pytest.mark.parametrize("form", FORMS)
def test_every_work_is_there(form: str) -> None:
    assert set(our_read()[form]) == set(works())


@pytest.mark.parametrize("form", FORMS)
def test_titles(form: str) -> None:
    for key, item in our_read()[form].items():
        title = item["title"]
        assert squeezed(title) == squeezed(data.title(works()[key])), key


@pytest.mark.parametrize("form", FORMS)
def test_authors(form: str) -> None:
    for key, item in our_read()[form].items():
        assert names(item.get("author", [])) == ours(works()[key].authors), key


def expected_year(work: Work) -> int | None:
    """Return the year that every format says."""
    first = issued(work).first
    return first.year if first else None


@pytest.mark.parametrize("form", FORMS)
def test_years(form: str) -> None:
    seen = 0
    for key, item in our_read()[form].items():
        expected = expected_year(works()[key])
        if expected is not None:
            assert year(item) == expected, key
            seen += 1
    assert seen > len(works()) * 0.9


@pytest.mark.parametrize("form", FORMS)
def test_volumes(form: str) -> None:
    assert any(work.volume for work in works().values())
    for key, item in our_read()[form].items():
        assert str(item.get("volume", "")) == works()[key].volume, key


def cyrillic(words: str) -> set[str]:
    """Return the Cyrillic words of a text."""
    return set(CYRILLIC.findall(words))


@pytest.mark.parametrize("form", FORMS)
def test_cyrillic_is_intact(form: str) -> None:
    """Original titles in their own script; pandoc’s reader of RIS has no field for them, so there we look ourselves."""
    originals = {work.key: cyrillic(work.original_title) for work in works().values() if cyrillic(work.original_title)}
    assert len(originals) > 1
    records = {r.split("ID  - ")[1].split("\r\n")[0]: r for r in sources()["ris"].split("ER  - ") if "ID  - " in r}
    for key, expected in originals.items():
        found = records[key] if form == "ris" else json.dumps(our_read()[form][key], ensure_ascii=False)
        assert expected <= cyrillic(found), key
