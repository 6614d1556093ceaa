"""Pages of the essay are light: what their notes leave to the pages of the notes, and that all of it is reached."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from edition import ids, pipeline
from edition.model.edition import Edition
from edition.writers import site
from support import specimen

CASES = Path(__file__).parent / "cases"
EVIDENCE = "-evidence"


def notes_on(edition: Edition, page: str) -> dict[str, Element]:
    """Return the notes on a page, by their anchors."""
    parts = site.page_of(edition, page) or []
    return {li.attrib["id"]: li for part in parts for li in part.iter("li") if "note" in li.get("class", "").split()}


def places(element: Element) -> list[str]:
    """Return where links lead: an address, or an anchor of the edition."""
    links = (link.get("href", "") for link in element.iter("a"))
    return [href if href.startswith("http") else href.partition("#")[2] for href in links]


def pairs() -> Iterator[tuple[str, Element, Element]]:
    """Yield each note as it is on the page of its section and on that of its notes, with the section."""
    for section in specimen().sections:
        apart = notes_on(specimen(), ids.notes_of(section.anchor))
        here = notes_on(specimen(), section.anchor)
        assert set(here) == set(apart)
        yield from ((section.anchor, note, apart[anchor]) for anchor, note in here.items())


def without_folds(note: Element) -> Element:
    """Return a copy of a note without what is folded in it."""
    note = copy.deepcopy(note)
    for fold in note.findall("details"):
        note.remove(fold)
    return note


def test_the_evidence_is_one_step_away() -> None:
    """A link leads from the note to its evidence, which is open on the page of the notes."""
    found = 0
    for section, light, whole in pairs():
        anchor = light.get("id", "")
        folds = [fold for fold in whole.findall("details") if fold.get("open")]
        assert (light.findall(".//details"), whole.findall(".//details")) == ([], folds)
        wanted = [f"../notes/{section}.md#{fold.get('id')}" for fold in folds]
        assert [link.get("href") for link in light.iter("a") if EVIDENCE in link.get("href", "")] == wanted
        assert [fold.get("id") for fold in folds] == [ids.evidence(anchor)] * len(folds)
        found += len(folds)
    assert found


def test_nothing_to_which_a_note_leads_is_lost() -> None:
    """A note leads to all that it leads to on the page of the notes, evidence apart: names once a page, else itself."""
    for section in specimen().sections:
        parts = site.page_of(specimen(), section.anchor) or []
        page = {place for part in parts for place in places(part)}
        apart = notes_on(specimen(), ids.notes_of(section.anchor))
        for anchor, light in notes_on(specimen(), section.anchor).items():
            whole = without_folds(apart[anchor])
            names = {link.get("href", "").partition("#")[2] for link in whole.findall(".//a[@class='name']")}
            lost = set(places(whole)) - set(places(light)) - {anchor}
            assert lost <= names | page, anchor
            assert not {place for place in lost - names if not place.startswith(("auth-", "bib-"))}, anchor


def test_a_note_repeats_no_link_to_an_entry() -> None:
    for _, light, _ in pairs():
        entries = [place for place in places(light) if place.startswith(("auth-", "bib-"))]
        assert len(entries) == len(set(entries)), light.get("id")


def test_a_volume_is_linked_where_a_list_first_has_it() -> None:
    found = 0
    for section in specimen().sections:
        listed = [
            link.get("href", "")
            for note in notes_on(specimen(), section.anchor).values()
            for locus in note.iter()
            if "data-ed" in locus.attrib
            for link in locus.iter("a")
            if not link.get("href", "").startswith("http")
        ]
        assert len(listed) == len(set(listed)), section.anchor
        found += len(listed)
    assert found


def test_signs_open_what_they_open_on_the_page_of_the_notes() -> None:
    """A locus that is no link itself has its sign within it, unless the sign's name has a number."""
    for _, light, whole in pairs():
        online = [[p for p in places(note) if p.startswith("http")] for note in (light, without_folds(whole))]
        assert online[0] == online[1]
        loci = [part for part in light.iter("span") if "data-ed" in part.attrib and part.text and len(part) == 1]
        assert all(locus[0].tag != "a" or locus[0].get("aria-label", "").endswith(")") for locus in loci)


def test_a_locus_that_is_no_link_opens_its_text_itself(tmp_path: Path) -> None:
    shutil.copytree(CASES / "whole", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "docs" / "notes" / "i.md"
    path.write_text(path.read_text(encoding="utf-8").replace("See [note 2](#n2)", "So [@cw3, p. 12, seen]"), "utf-8")
    note = notes_on(pipeline.edition(tmp_path), "i")["n1"]
    loci = [(part.tag, part.get("href"), part.text) for part in note.iter() if part.get("data-ed") == "cw"]
    address = "https://hobs.example/treatise.htm#:~:text=A%20well%2Dknown%20kettle,begins%20to%20boil"
    assert loci == [("a", "../bibliography.md#bib-cw3", "CW 3: 12"), ("a", address, "CW 3: 12↗")]


def test_the_mark_of_a_note_called_once_leads_back() -> None:
    """Its own address is that to which its call leads; a note called twice has its address and two ways back."""
    calls = {str(ids.note(note.label)): note.calls for note in specimen().notes}
    for _, light, _ in pairs():
        anchor = light.get("id", "")
        backs = [link for link in light[0] if link.get("role") == "doc-backlink"]
        assert [link.get("href") for link in backs] == [f"#{call.anchor}" for call in calls[anchor]]
        assert (light[0][0] is backs[0]) == (len(backs) == 1)


def test_without_a_page_of_notes_the_evidence_stays() -> None:
    """Where the site does not have it, the evidence is folded below the note."""
    section = next(s for s in specimen().sections if notes_on(specimen(), s.anchor))
    absent = {ids.note(note.label) for note in specimen().notes_of(section.anchor)}
    light = notes_on(replace(specimen(), absent=frozenset(absent)), section.anchor)
    for note in specimen().notes_of(section.anchor):
        folds = light[ids.note(note.label)].findall("details")
        assert [fold.get("open") for fold in folds] == [None] * bool(note.note.printed_evidence)


def test_evidence_with_an_address_of_this_page_stays(tmp_path: Path) -> None:
    """A note may be called in the evidence of another; the address of the call is on the page of the section."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    essay, notes = tmp_path / "docs" / "essay" / "a.md", tmp_path / "docs" / "notes" / "a.md"
    essay.write_text(essay.read_text(encoding="utf-8").replace("[^2]", ""), encoding="utf-8")
    notes.write_text(notes.read_text(encoding="utf-8").replace("her *Works*.", "her *Works*.[^2]"), encoding="utf-8")
    note = notes_on(pipeline.edition(tmp_path), "a")["n1"]
    assert [call.get("id") for call in note.findall("details//a[@role='doc-noteref']")] == ["r2"]
