"""The laws of the house style, as a table of cases; and pandoc's reader as a witness from outside."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from edition.ids import WorkKey
from edition.model.bibliography import Siglum, Work
from edition.model.inline import Cite, Emphasis, Foreign, Inlines, Link, Text, WorkRef
from edition.model.text import children, reading_text, walk
from edition.readers import bibliography, inlines, syntax
from edition.resolve.citations import Citer
from edition.resolve.online import Opener
from edition.source import Place, SourceFile
from edition.style import works
from edition.style.numbers import ordinal
from edition.words import ENGLISH
from support import lacking, specimen, specimen_root

LAWS = yaml.safe_load((Path(__file__).parent / "cases" / "style" / "laws.yml").read_text(encoding="utf-8"))


def shown(inlines: Inlines) -> str:
    """Return inlines as text: italics between stars, a locus not seen with its mark."""
    words = ""
    for node in inlines:
        match node:
            case Text():
                words += node.text
            case Emphasis() | Foreign():
                words += f"*{shown(node.content)}*"
            case WorkRef():
                words += shown(node.content) + ("°" if node.seen is False else "")
            case _:
                words += shown(children(node))
    return words


def entries(text: str) -> dict[str, Work]:
    """Read BibTeX."""
    file = bibliography.read(SourceFile("cases.bib", text))
    assert file.broken == ()
    return {work.key: work for work in file.works}


def cited(cluster: str, language: str = "en") -> Cite:
    """Read a cluster of citations."""
    markdown = syntax.parser(language)
    _, (cite,) = inlines.read(markdown, SourceFile("note.md", cluster), markdown.parse(cluster)[1], 1)
    assert isinstance(cite, Cite)
    return cite


@pytest.mark.parametrize("case", LAWS, ids=lambda case: case["law"])
def test_law(case: dict[str, str]) -> None:
    """Each law holds for its case."""
    known = entries(case["entries"])
    if "cite" in case:
        citer = Citer(known, Opener((), known), ENGLISH)
        assert shown(citer.cite(cited(case["cite"])).content) == case["gives"]
    else:
        assert shown(works.description(known[case["describe"]], ENGLISH)) == case["gives"]


UGLY = re.compile(r"\.\.(?!\.)|[?!]\.|\s[.,;:]|\s\s|,[.,]|\.[A-Z][a-z]|\(\)|\[\]")
"""Doubled stops, spaces before stops, doubled spaces, missing spaces, empty brackets."""


def test_an_original_title_is_tagged_by_its_language_however_named() -> None:
    """Biblatex's `russian` and the tag `ru` are one language in every export."""
    for language in ("russian", "ru"):
        work = entries(f"@book{{a, title={{A}}, origtitle={{Б}}, origlanguage={{{language}}}, date={{1901}}}}")["a"]
        tags = [node.lang for node in walk(works.description(work, ENGLISH)) if isinstance(node, Foreign)]
        assert tags == ["ru"]


def test_a_russian_title_in_latin_letters_is_tagged_so() -> None:
    """`langid` names the language; a voice must know the letters too."""
    for title, code in (("Chai", "ru-Latn"), ("Чай", "ru")):
        work = entries(f"@book{{a, title={{{title}}}, langid={{russian}}, date={{1901}}}}")["a"]
        assert [node.lang for node in walk(works.title(work, ENGLISH)) if isinstance(node, Foreign)] == [code]


def test_descriptions_are_well_printed() -> None:
    """No description or short form of the bibliography has doubled stops, stray spaces or empty brackets."""
    for entry in specimen().entries:
        printed = shown(tuple(node for node in entry.description if not isinstance(node, Link)))
        for words in (printed.split(" (address not seen)")[0].strip(" ."), shown(works.short(entry.work, ENGLISH))):
            assert UGLY.search(words) is None, words
        assert shown(entry.description).endswith((".", "?", "!", "?*", "!*")), printed


def folded(text: str) -> str:
    """Return the letters and figures of a text alone, in small letters."""
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.fixture(scope="module")
def csl() -> dict[str, dict[str, object]]:
    """Return the bibliography as pandoc reads it, by key."""
    try:
        import pypandoc

        pandoc = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        lacking(f"pandoc is not on this machine ({error})")
    found: dict[str, dict[str, object]] = {}
    for path in sorted((specimen_root() / "citations").glob("*.bib")):
        command = [pandoc, "-f", "biblatex", "-t", "csljson", str(path)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found |= {item["id"]: item for item in json.loads(output)}
    return found


def test_pandoc_reads_the_same_entries(csl: dict[str, dict[str, object]]) -> None:
    """Pandoc's reader finds the same keys, and our descriptions have what it finds."""
    edition = specimen()
    assert set(csl) == {entry.work.key for entry in edition.entries}
    for entry in edition.entries:
        item, printed = csl[entry.work.key], folded(reading_text(entry.description))
        assert folded(re.sub(r"</?i>", "", str(item.get("title", "")))) in printed, entry.work.key
        for role in ("author", "editor", "translator"):
            for name in item.get(role, []):  # type: ignore[attr-defined]
                assert folded(name.get("family") or name["literal"]) in printed, entry.work.key
        for date in ("issued", "original-date"):
            for parts in item.get(date, {}).get("date-parts", []):  # type: ignore[attr-defined]
                assert str(parts[0]) in reading_text(entry.description), (entry.work.key, date)
        for field in ("volume", "publisher", "container-title", "ISBN"):
            assert folded(str(item.get(field, ""))) in printed, (entry.work.key, field)


@pytest.mark.parametrize(
    ("language", "written", "locator", "printed"),
    [
        ("en-GB", "p. 12", "p. 12", "CW 3: 12"),
        ("en-GB", "S. 12", "S. 12", "CW 3, S. 12"),
        ("de-AT", "S. 12--14", "S. 12–14", "CW 3: 12–14"),
        ("de", "Bd. 2", "Bd. 2", "CW 3, Bd. 2"),
        ("de", "pp. 12, 14", "pp. 12, 14", "CW 3: 12, 14"),
        ("fr", "p. 12", "p. 12", "CW 3: 12"),
        ("fr", "chap. 2", "chap. 2", "CW 3, chap. 2"),
        ("ru", "с. 12", "с. 12", "CW 3: 12"),
        ("pl", "s. 12", "s. 12", "CW 3: 12"),
        ("it", "capp. 2–3", "capp. 2–3", "CW 3, capp. 2–3"),
        ("xx", "§ 7", "§ 7", "CW 3, § 7"),
    ],
)
def test_locators_are_those_of_the_language(language: str, written: str, locator: str, printed: str) -> None:
    """An edition knows the words of its own language for pages and chapters, and the English ones."""
    work = Work(WorkKey("cw3"), "collection", Place("works.bib"), title="Works", shorthand=Siglum("CW 3"))
    cite = cited(f"[@cw3, {written}, seen]", language)
    assert str(cite.items[0].locator) == locator
    citer = Citer({"cw3": work}, Opener((), {"cw3": work}), ENGLISH)
    assert reading_text(citer.cite(cite).content) == printed


@pytest.mark.parametrize(
    ("written", "family", "volume"),
    [
        ("LCW 24", "LCW", "24"),
        ("MEW 26.2", "MEW", "26.2"),
        ("LSW VII", "LSW", "VII"),
        ("Stalin, Works 6", "Stalin, Works", "6"),
        ("MEGA² II/4.1", "MEGA²", "II/4.1"),
        ("GW 3a", "GW", "3a"),
        ("Works", "Works", ""),
        ("", "", ""),
    ],
)
def test_a_siglum_names_collected_edition_and_volume(written: str, family: str, volume: str) -> None:
    """The concordance has a column for each collected edition, and in it the volume."""
    siglum = Siglum(written)
    assert (siglum.family, siglum.volume) == (family, volume)


@pytest.mark.parametrize(
    ("written", "slug"), [("LCW 24", "lcw"), ("Stalin, Works 6", "stalin-works"), ("A-B 1", "a-b")]
)
def test_pages_name_a_collected_edition_in_small_letters(written: str, slug: str) -> None:
    assert Siglum(written).slug == slug


@pytest.mark.parametrize(
    ("ending", "numbers"),
    [
        ("st", ("1", "21", "101", "121")),
        ("nd", ("2", "22", "102")),
        ("rd", ("3", "23", "103")),
        ("th", ("4", "9", "10", "11", "12", "13", "14", "20", "111", "112", "113", "120")),
    ],
)
def test_an_ordinal_has_the_ending_of_its_last_figures(ending: str, numbers: tuple[str, ...]) -> None:
    assert [ordinal(number) for number in numbers] == [number + ending for number in numbers]
