"""The index of the search: every unit once under its address, every key with its units; the words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any

import pytest

from edition import ids
from edition.model.authority import Kind
from edition.model.inline import Text
from edition.model.text import reading_text
from edition.writers import search
from edition.writers.search.folding import fold, keys
from edition.writers.search.index import FULL_OF_KEYS, Placed, scripts_of
from edition.writers.search.index import files_of_keys as files_of
from edition.writers.search.units import KINDS
from support import specimen


@cache
def our_written() -> Mapping[str, str]:
    return search.write(specimen())


@dataclass(frozen=True)
class Unit:
    """A unit as the scripts give it: what its group says, its anchor, its reference, its words."""

    group: dict[str, Any]
    anchor: str
    reference: str
    words: str


def data(path: str, start: str, end: str) -> Any:
    """Return what a script holds between its first and its last signs."""
    text = our_written()[path]
    assert text.startswith(start), path
    assert text.endswith(end), path
    return json.loads(text[len(start) : -len(end)])


@cache
def index() -> tuple[str, list[tuple[dict[str, Any], str, str]], list[str], str]:
    """Return the first keys of the files of keys, the groups of the index, the certainties, and a digit a unit."""
    firsts, groups, certainties, digits = data("assets/edition/index.js", "window.editionIndex=", ";\n")
    return firsts, groups, certainties, digits


@cache
def files_of_keys() -> list[tuple[str, str]]:
    """Return the keys and the gaps of each file of keys."""
    paths = [path for path in our_written() if path.startswith("assets/edition/keys-")]
    return [
        data(f"assets/edition/keys-{number}.js", f"(window.editionKeys??=[])[{number}]=", ";\n")
        for number in range(len(paths))
    ]


@cache
def files() -> list[str]:
    return [path for path in our_written() if path.startswith("assets/edition/words-")]


@cache
def our_words() -> dict[str, dict[str, str]]:
    return {path: data(path, "Object.assign(window.editionWords??={},", ");\n") for path in files()}


@cache
def units() -> list[Unit]:
    return [
        Unit(
            group,
            group["anchor"] + anchor,
            reference,
            our_words()[f"assets/edition/{group['file']}.js"][group["anchor"] + anchor],
        )
        for group, anchors, references in index()[1]
        for anchor, reference in zip(anchors.split(" "), references.split("\n"), strict=True)
    ]


@cache
def our_found() -> dict[str, Unit]:
    return {unit.anchor: unit for unit in units()}


def listed() -> Iterator[tuple[str, list[int]]]:
    """Yield each key of the index with the numbers of its units."""
    for keys_, gaps_ in files_of_keys():
        for key, gaps in zip(keys_.split(" "), gaps_.split(","), strict=True):
            yield key, [total - 1 for total in accumulate(map(int, gaps.split(" ")))]


@pytest.mark.slow
def test_the_index_lists_every_word() -> None:
    """Each key leads to the units in which it stands, and to no others but those known by their reference."""
    by_reference = [set(keys(unit.reference)) if unit.group["implied"] else set() for unit in units()]
    by_words = [set(keys(unit.words)) for unit in units()]
    for unit, reference, words in zip(units(), by_reference, by_words, strict=True):
        assert reference <= words, unit
    index = dict(listed())
    assert list(index) == sorted(set().union(*(s - t for s, t in zip(by_words, by_reference, strict=True))))
    standing: dict[str, list[int]] = {key: [] for key in index}
    for number, (reference, words) in enumerate(zip(by_reference, by_words, strict=True)):
        for key in words - reference:
            standing[key].append(number)
    assert index == standing


def test_keys_are_in_files_by_their_order() -> None:
    """A file ends where it is full; the index has its first key, and orders keys as JavaScript compares them."""
    standing = {key: [0] for key in ("a", "b" * FULL_OF_KEYS, "c", "\uff46", "\U0001d4b3")}
    assert [list(file) for file in files_of(standing)] == [["a", "b" * FULL_OF_KEYS], ["c", "\uff46", "\U0001d4b3"]]
    assert files_of({}) == [{}]
    written = index()[0].split(" ")
    assert written == [keys.split(" ")[0] for keys, _ in files_of_keys()]
    edition = specimen()
    section = edition.sections[0]
    first, *rest = section.paragraphs
    strange = first.map(lambda _: (Text("\uff46 \U0001d4b3"),))
    changed = replace(section, section=replace(section.section, paragraphs=(strange, *rest)))
    scripts = search.write(replace(edition, sections=(changed, *edition.sections[1:])))
    keys_ = "".join(text for path, text in scripts.items() if "/keys-" in path)
    assert keys_.index("\U0001d4b3") < keys_.index("\uff46")


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("plain, 5 × é, № 7", "en", []),
        ("слово", "en", ["Cyrl"]),
        ("слово", "ru", []),
        ("ὕλη, слово and יַעַר", "en", ["Cyrl", "Grek", "Hebr"]),
        ("ὕλη, слово and יַעַר", "el", ["Cyrl", "Hebr"]),
        ("كِتاب", "en", ["Arab"]),
    ],
)
def test_words_in_other_scripts_are_named_by_their_script(words: str, language: str, expected: list[str]) -> None:
    """Each script of the words has a group of the pattern and at its number a tag; marks that scripts share have none.

    In `test_accessibility_tree.py` a browser reads the pattern.
    """
    unit = Placed(KINDS[0], next(iter(specimen().anchors.values())), words, "words-0")
    rules = scripts_of([unit], language)
    assert rules["tags"] == ["", *(f"und-{script}" for script in expected)]
    assert len(re.findall(r"\((?!\?)", str(rules["foreign"]))) == len(expected)
    assert [script for script in expected if rf"\p{{sc={script}}}" not in rules["foreign"]] == []


def test_every_paragraph_is_found_by_its_words() -> None:
    """Each paragraph has its reading text, word by word, and its canonical reference."""
    for section in specimen().sections:
        assert our_found()[section.anchor].group["kind"] == "essay"
        for paragraph in section.paragraphs:
            unit = our_found()[paragraph.anchor]
            assert unit.reference == specimen().anchors[paragraph.anchor].reference
            assert unit.words == reading_text(paragraph.content)


def of(*kinds: str) -> dict[str, str]:
    """Return the words of the units of some kinds by their anchors."""
    return {unit.anchor: unit.words for unit in units() if unit.group["kind"] in kinds}


def test_every_note_and_entry_is_found() -> None:
    """Notes have their body and their evidence; entries their words and siglum, without the words of an address."""
    notes = of("note", "editors’ note")
    assert set(notes) == {ids.note(note.label) for note in specimen().notes}
    assert len(of("note")) == specimen().config.note_count
    for note in specimen().notes:
        for paragraph in (*note.note.body, *note.note.evidence):
            assert reading_text(paragraph.content) in notes[ids.note(note.label)]
    entries = of("bibliography")
    assert list(entries) == [ids.entry(entry.work.key) for entry in specimen().entries]
    for entry in specimen().entries:
        words = entries[ids.entry(entry.work.key)]
        assert entry.work.title.split()[0] in words
        assert entry.work.shorthand in words
        assert "www." not in words


def test_every_note_says_its_series_and_its_certainty() -> None:
    """By these readers filter notes; the words of other units have no certainty, nor have the author's own notes."""
    _, _, certainties, digits = index()
    given = {unit.anchor: digit for unit, digit in zip(units(), digits.ljust(len(units()), "-"), strict=True)}
    for note in specimen().notes:
        anchor = ids.note(note.label)
        digit = given.pop(anchor)
        assert digit == "-" if note.is_by_author else certainties[int(digit)] == note.note.certainty
        series = "numbered" if note.is_authors else "lettered"
        assert our_found()[anchor].group["scope"] == f"notes-{series}"
    assert set(given.values()) == {"-"}


def test_every_emendation_is_found() -> None:
    """Emendations have both readings, the words around them and the reason, at their row in the apparatus."""
    found = of("emendation")
    assert list(found) == [ids.variant(placed.emendation.name) for placed in specimen().emendations]
    for placed in specimen().emendations:
        words = found[ids.variant(placed.emendation.name)]
        for part in (f"{placed.before}{placed.reading}{placed.after}", placed.witness, placed.emendation.reason):
            assert " ".join(part.split()) in words


def test_every_name_and_event_is_found() -> None:
    """Entries of the registers are found by each of their forms, by the native one too; events by their words."""
    names = {unit.anchor: unit.words for unit in units() if unit.group["scope"] == "names"}
    for placed in specimen().authorities:
        entry = placed.authority
        if entry.kind is not Kind.WORK:
            words = names.pop(ids.authority(entry.id))
            assert words.startswith(entry.name)
            assert words.endswith(entry.gloss)
            for form in (entry.native, *(line.text for line in entry.forms)):
                assert all(word in words.casefold() for word in form.casefold().split())
    assert list(names) == [ids.event(event.id) for event in specimen().events]
    assert all(event.event in names[ids.event(event.id)] for event in specimen().events)


def test_every_unit_stands_once_under_its_address() -> None:
    """No place is found twice, and each has the page and the reference that the edition gives it."""
    assert max(Counter(unit.anchor for unit in units()).values()) == 1
    assert sum(map(len, our_words().values())) == len(units())
    for unit in units():
        placed = specimen().anchors[unit.anchor]
        assert (unit.group["page"], unit.reference) == (placed.page.replace(".md", ".html"), placed.reference)
        assert unit.words.strip()


def test_nothing_is_found_on_a_page_that_the_site_has_not() -> None:
    """An edition without an apparatus on its site does not lead there."""
    absent = frozenset(anchor.id for anchor in specimen().anchors.values() if anchor.page == "apparatus.md")
    written = search.write(replace(specimen(), absent=absent))
    for path, text in written.items():
        assert "app-" not in text, path
    assert specimen().sections[-1].paragraphs[-1].anchor in "".join(written.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ge\u00adsell\u00adschaft und", "gesellschaft und"),
        ("水壺sings コーヒー", "水 壺 sings コ ー ヒ ー"),
        ("l’État, Kant’s", "letat kant s"),
    ],
)
def test_words_are_parted_where_their_script_parts_them(text: str, expected: str) -> None:
    """A soft hyphen parts none; in Chinese and Japanese, each character can be found."""
    assert " ".join(keys(text)) == expected


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        ("Троцкий Trotsky Trotskii", "trotski"),
        ("Мясников Myasnikov Miasnikov", "miasnikov"),
        ("Маркс Marx MARX", "marks"),
        ("Съезд Sezd", "sezd"),
        ("gründlich Grundlich", "grundlich"),
        ("pis’mo pis'mo письмо", "pismo"),
        ("Сахаров Sakharov Saharov", "saharov"),
        ("ii", "ii"),
        ("Straße Strasse STRASSE", "strasse"),
        ("Ægypt Aegypt ægypt", "aegipt"),
        ("œuvre oeuvre Œuvre", "oeuvre"),
        ("Søren Soren", "soren"),
        ("Łukács Lukacs łukacs", "lukacs"),
        ("Đorđe Dorde", "dorde"),
        ("ﬁnal final FINAL", "final"),
        ("oﬀen offen", "offen"),
        ("Diyarbakır Diyarbakir DİYARBAKIR", "diiarbakir"),
        ("Ge\u00adsell\u00adschaft Gesell\u200bschaft Ge\u2060sellschaft Gesellschaft", "gesellschaft"),
        ("λόγος ΛΌΓΟΣ λογοσ", "λογοσ"),
        ("ᾠδή ᾨδή ωδη", "ωδη"),
        ("міръ миръ", "mir"),
        ("дѣло дело", "delo"),
        ("שָׁלוֹם שלום", "שלום"),
        ("צה״ל צהל", "צהל"),
    ],
)
def test_spellings_of_one_word_have_one_key(spellings: str, key: str) -> None:
    """Capitals, accents, apostrophes and scripts make no difference."""
    assert {fold(word) for word in spellings.split()} == {key}
