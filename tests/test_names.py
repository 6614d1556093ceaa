"""Names found in the text, cross-references, passages cited, and the white space that was changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from edition import pipeline
from edition.ids import WorkKey
from edition.model.authority import Authority, Kind
from edition.model.edition import Edition
from edition.model.inline import Emphasis, Inlines, Link, Named, Text
from edition.model.records import Line
from edition.model.spacing import SpaceKind
from edition.model.text import reading_text, walk
from edition.resolve.names import Finder
from edition.resolve.notes import letters, ordinal
from edition.source import Place
from edition.writers.site import essay as site
from support import specimen
from test_rules import CASES

HERE = Place("a.yml")


def entry(name: str, *forms: str, kind: Kind = Kind.PERSON, work: str = "") -> Authority:
    """Return an authority entry with these forms."""
    return Authority(name, kind, HERE, name=name, forms=tuple(Line(form, HERE) for form in forms), work=WorkKey(work))


def found(inlines: Inlines, *entries: Authority, firsts: bool = False) -> list[tuple[str, str, bool]]:
    """Return what a finder marks: the entry, the words, and whether it is the first mention."""
    marked = Finder(entries, notes=False).mark(inlines, firsts=firsts)
    assert reading_text(marked) == reading_text(inlines)
    return [(n.ref, reading_text(n.content), n.first) for n in walk(marked) if isinstance(n, Named)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Marx wrote", ["Marx"]),
        ("Marx’s book", ["Marx"]),
        ("the Marxists", []),
        ("Karl Marxists, and two Karl Marxs, he said", []),
        ("non-Marx", ["Marx"]),
        ("Karl Marx and Marx", ["Karl Marx", "Marx"]),
        ("marx", []),
        ("(Marx)", ["Marx"]),
        ("Marx and Engels", ["Marx and Engels"]),
    ],
)
def test_a_form_is_a_whole_word_and_the_longest_wins(words: str, expected: list[str]) -> None:
    marx = entry("marx", "Marx", "Karl Marx", "Marx and Engels")
    assert [w for _, w, _ in found((Text(words),), marx)] == expected


def test_a_form_is_found_across_the_end_of_a_line() -> None:
    """Its place is where the text begins in which it is found."""
    lines = (Text("by Rosa", HERE), Text(" "), Text("Luxemburg"))
    luxemburg = entry("rl", "Rosa Luxemburg")
    assert found(lines, luxemburg) == [("rl", "Rosa Luxemburg", False)]
    assert Finder((luxemburg,), notes=False).mark(lines)[0] == Text("by ", HERE)
    assert found((Text("by Rosa "), Text("Luxemburg")), luxemburg) == [("rl", "Rosa Luxemburg", False)]


def test_a_form_that_begins_with_a_mark_is_found() -> None:
    assert found((Text("so “Party” said"),), entry("p", "“Party”")) == [("p", "“Party”", False)]


def test_an_editor_can_mark_and_unmark() -> None:
    inlines = (Named("b", (Text("Marx"),)), Text(" and "), Named("none", (Text("Marx"),)))
    assert found(inlines, entry("a", "Marx"), entry("b")) == [("b", "Marx", False)]


def test_only_the_first_mention_counts_as_first_and_none_in_a_link() -> None:
    inlines = (Link("#x", (Text("Marx"),)), Emphasis((Text("Marx"),)), Text(" Marx"))
    assert [first for _, _, first in found(inlines, entry("a", "Marx"), firsts=True)] == [False, True, False]
    marked = (Link("#x", (Named("a", (Text("the author"),)),)), Named("a", (Text("he"),)))
    assert found(marked, entry("a", "Marx"), firsts=True) == [("a", "the author", False), ("a", "he", True)]


def test_no_mention_of_a_quiet_entry_counts_as_first() -> None:
    quiet = replace(entry("a", "Marx"), quiet=True)
    assert found((Text("Marx and Hegel"),), quiet, entry("b", "Hegel"), firsts=True) == [
        ("a", "Marx", False),
        ("b", "Hegel", True),
    ]


def test_a_new_note_has_first_mentions_again() -> None:
    finder = Finder((entry("a", "Marx"),), notes=False)
    for _ in range(2):
        finder.start()
        (named,) = finder.mark((Text("Marx"),), firsts=True)
        assert isinstance(named, Named)
        assert named.first


def test_forms_of_the_notes_are_not_looked_for_in_the_essay() -> None:
    cook = Authority("c", Kind.PERSON, HERE, notes_forms=(Line("Cook", HERE),))
    assert Finder((cook,), notes=False).mark((Text("Cook"),)) == (Text("Cook"),)
    assert isinstance(Finder((cook,), notes=True).mark((Text("Cook"),))[0], Named)


def test_a_work_named_leads_to_its_entry_in_the_bibliography() -> None:
    (named,) = Finder((entry("k", "Kapital", kind=Kind.WORK, work="marx1867"),), notes=False).mark((Text("Kapital"),))
    assert isinstance(named, Named)
    assert named.anchor == "bib-marx1867"


@pytest.mark.parametrize(("number", "mark"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba")])
def test_the_marks_of_editors_notes(number: int, mark: str) -> None:
    assert letters(number) == mark
    assert ordinal(mark) == ordinal(f"II-1 {mark}") == number


def test_the_marks_of_the_authors_notes_are_their_numbers() -> None:
    assert [ordinal(mark) for mark in ("1", "18", "105")] == [1, 18, 105]


def test_a_name_is_a_link_where_the_essay_first_mentions_it() -> None:
    """Not again in a later section; what is quiet never is."""
    quiet = {a.authority.id for a in specimen().authorities if a.authority.quiet}
    paragraphs = [p for section in specimen().sections for p in section.paragraphs]
    named = [n for p in paragraphs for n in walk(p.content) if isinstance(n, Named)]
    linked = [n.ref for n in named if n.first]
    assert len(linked) == len(set(linked)) > 0
    assert not quiet & set(linked)


@pytest.fixture
def kettles(tmp_path: Path) -> Edition:
    """Return the stock edition with a cross-reference, an editors' note and a name."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    essay = tmp_path / "docs" / "essay" / "a.md"
    text = essay.read_text(encoding="utf-8")
    text = text.replace("It sings", '[It sings](#a-p1){also="r1 n1"}').replace("still.", "still.[^e-song]")
    essay.write_text(text, encoding="utf-8")
    notes = tmp_path / "docs" / "notes" / "a.md"
    cited = "[@cw3, p. 3; @cook1871treatise; @cw3, p. 4]"
    more = f"\n[^e-song]: [certain, on the text]{{.status}} See {cited}, [II](#a-p2) and [more](https://a.example/).\n"
    notes.write_text(notes.read_text(encoding="utf-8") + more, encoding="utf-8")
    return pipeline.edition(tmp_path)


def test_cross_references_know_both_ends(kettles: Edition) -> None:
    (own,) = [r for r in kettles.references if r.source == "a-p2"]
    assert (own.words, own.targets) == ("It sings", ("a-p1", "r1", "n1"))
    assert [r.source for r in kettles.references_to("a-p1")] == ["a-p2"]
    assert [r.source for r in kettles.references_to("a-p2")] == ["e-song"]
    assert [r.words for r in kettles.references if r.source in {"a-p2", "e-song"}] == ["It sings", "II"]


def test_the_editors_series_has_letters_and_references_by_name(kettles: Edition) -> None:
    assert [(n.mark, n.reference(kettles.words), n.title(kettles.words)) for n in kettles.notes] == [
        ("1", "n. 1", "Note 1"),
        ("2", "n. 2", "Note 2"),
        ("a", "A, n. a", "Editors’ note a"),
    ]


def test_passages_belong_to_the_work_before_them(kettles: Edition) -> None:
    listed = [(p.work, [(x.key, str(x.locator), x.seen) for x in p.loci], p.note) for p in kettles.passages]
    assert listed == [
        ("cook1871treatise", [("cw3", "p. 12", True)], "1"),
        ("baker1880letter", [], "2"),
        ("cw3", [("cw3", "p. 3", False)], "e-song"),
        ("cook1871treatise", [("cw3", "p. 4", False)], "e-song"),
    ]


def test_a_bare_locus_belongs_to_a_work_whose_pages_hold_it(tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    notes = tmp_path / "docs" / "notes" / "a.md"
    text = notes.read_text(encoding="utf-8")
    named = "[@cook1871treatise; @cw3, p. 12, seen]"
    assert named in text
    bare = "[@cw3, p. 95], [@cw3, pp. 13–14]; [@baker1880letter; @cw3, pp. 100–104], [@cw3, p. 102], [@cw3, p. 15]"
    bare += "; [@cook1871treatise; @cw3, pp. 103–110], [@cw3, p. 103]"
    notes.write_text(text.replace(named, f"{named}, {bare}"), encoding="utf-8")
    listed = [(p.work, [str(x.locator) for x in p.loci]) for p in pipeline.edition(tmp_path).passages if p.note == "1"]
    assert listed == [
        ("cook1871treatise", ["p. 12"]),
        ("cw3", ["p. 95"]),  # the treatise ends on page 90
        ("cook1871treatise", ["pp. 13–14"]),
        ("baker1880letter", ["pp. 100–104"]),
        ("baker1880letter", ["p. 102"]),  # the pages that the note has given it
        ("cook1871treatise", ["p. 15"]),
        ("cook1871treatise", ["pp. 103–110"]),
        ("cook1871treatise", ["p. 103"]),  # which the letter has too, but it was named before
    ]


def test_white_space_that_was_changed_is_listed_by_class(tmp_path: Path) -> None:
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    witness = tmp_path / "citations" / "witness.txt"
    text = witness.read_text(encoding="utf-8").replace("boils.1 The", "boils. 1The").replace("It sings", "Itsings  ")
    witness.write_text(text.replace("asked the", "as ked the"), encoding="utf-8")
    kinds = [(change.kind, change.paragraph) for change in pipeline.edition(tmp_path).spaces]
    assert kinds == [
        (SpaceKind.BEFORE_CALL, "a-p1"),
        (SpaceKind.AFTER_CALL, "a-p1"),
        (SpaceKind.LINE_END, "a-p1"),
        (SpaceKind.JOINED, "a-p2"),
        (SpaceKind.PARTED, "a-p2"),
        (SpaceKind.RUN, "a-p2"),
    ]


def names(elements: Iterable[Element]) -> set[str]:
    """Return the addresses to which the names in elements lead."""
    links = (link for part in elements for link in part.iter("a") if link.get("class") == "name")
    return {link.get("href", "") for link in links}


def test_a_name_that_the_text_links_is_no_link_in_the_notes_below() -> None:
    """On the page of a section; on the page of its notes, where no text stands above, each note links it."""
    repeated: set[str] = set()
    for section in specimen().sections:
        *text, notes = site.section_page(specimen(), section.anchor)
        assert not names(text) & names([notes]), section.anchor
        repeated |= names(text) & names(site.notes_page(specimen(), section.anchor))
    assert repeated
