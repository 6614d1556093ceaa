"""The generated pages of the scholarship: registers, chronology, apparatus, indexes, state; of any edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import pytest

from edition import ids
from edition.config import BibGroup
from edition.model.anchors import Anchor
from edition.model.assets import LISTS
from edition.model.authority import Kind
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.model.placed import Entry
from edition.readers import bibliography
from edition.source import SourceFile
from edition.style.works import description
from edition.words import ENGLISH
from edition.writers.site import BLOCKS, essay, page_of, state
from edition.writers.site.page import FEW
from support import specimen, specimen_root


def words(element: Element) -> str:
    """Return the text of an element."""
    return "".join(element.itertext())


def block(name: str) -> list[Element]:
    """Return a generated list of the real edition."""
    return BLOCKS[name](specimen())


def test_the_lists_that_pages_may_ask_for_are_those_that_are_made() -> None:
    """The check of what pages ask for knows every list of the program, and no other."""
    assert set(LISTS) == set(BLOCKS)


def each(elements: list[Element], tag: str) -> Iterator[Element]:
    """Yield every element of a tag, in order."""
    for element in elements:
        yield from element.iter(tag)


def anchored(elements: list[Element], tag: str) -> dict[str, Element]:
    """Return the elements of a tag that bear an id."""
    return {element.attrib["id"]: element for element in each(elements, tag) if "id" in element.attrib}


@pytest.mark.parametrize("name", ["people", "organisations", "glossary"])
def test_every_entry_of_a_register_leads_to_every_mention(name: str) -> None:
    entries = anchored(block(name), "li")
    assert entries
    for placed in specimen().authorities:
        shown = entries.get(ids.authority(placed.authority.id))
        if shown is not None:
            assert placed.authority.gloss in words(shown)
            links = [a.attrib["href"].rpartition("#")[2] for a in shown.iter("a") if "class" not in a.attrib]
            named = [m.anchor for m in placed.mentions]
            shown_places = named if len(named) > FEW else list(dict.fromkeys(named))
            assert [link for link in links if link in specimen().anchors] == shown_places


def test_every_authority_entry_stands_in_one_register() -> None:
    shown = [anchor for name in ("people", "organisations", "glossary") for anchor in anchored(block(name), "li")]
    assert sorted(shown) == sorted(ids.authority(p.authority.id) for p in specimen().authorities)
    assert all(placed.authority.kind is not Kind.WORK for placed in specimen().authorities)


def test_the_first_mention_in_a_section_leads_to_its_entry_and_the_rest_are_quiet() -> None:
    seen = 0
    for section in specimen().sections:
        page = page_of(specimen(), section.anchor) or []
        essay = [p for p in each(page, "p") if p.get("class") == "essay"]
        links = [a.attrib["href"] for a in each(essay, "a") if a.get("class") == "name"]
        assert len(links) == len(set(links))
        seen += len(links)
    assert seen


def test_the_chronology_has_every_event_in_both_styles_and_leads_to_its_paragraphs() -> None:
    rows = anchored(block("chronology"), "tr")
    assert list(rows) == [ids.event(event.id) for event in specimen().events]
    for event in specimen().events:
        cells = list(rows[ids.event(event.id)].iter("td"))
        assert (words(cells[1]) == "–") is (not event.old)
        assert re.search(r"\d{4}", words(cells[2]))
        links = [a.attrib["href"].rpartition("#")[2] for a in cells[5].iter("a")]
        assert links == [line.text for line in event.places]


def test_the_apparatus_has_every_emendation_and_every_standing_reading() -> None:
    rows = anchored(block("apparatus"), "tr")
    assert list(rows) == [ids.variant(placed.emendation.name) for placed in specimen().emendations]
    for placed in specimen().emendations:
        shown = words(rows[ids.variant(placed.emendation.name)])
        assert placed.witness in shown
        assert placed.emendation.reason in shown
    standing = anchored(block("standing"), "tr")
    assert sorted(standing) == sorted(reading.id for reading in specimen().standing)
    order = [p.anchor for s in specimen().sections for p in s.paragraphs]
    places = [next(r.at for r in specimen().standing if r.id == name) for name in standing]
    assert places == sorted(places, key=order.index)


def test_the_counts_of_white_space_are_those_of_the_program() -> None:
    shown = " ".join(words(element) for element in block("spaces"))
    counted = [int(n) for n in re.findall(r"[a-z]: (\d+)", shown)]
    assert sum(counted) == len(specimen().spaces) > 0


def test_the_page_of_the_witness_is_the_witness() -> None:
    """Headings, paragraphs and note calls, page marks and our own words taken away, are the witness's characters."""
    shown = []
    for element in block("witness"):
        if element.tag == "h2":
            shown.append(re.sub(r"\[[^]]*\]", "", words(element)))
        elif element.get("class") == "witness":
            text = words(element).removeprefix(words(element[0]))
            shown.append(re.sub(r"\[p\. \d+\]", "", text))
    witness = (specimen_root() / specimen().config.witness.file).read_text(encoding="utf-8")
    assert "".join("".join(shown).split()) == "".join(witness.split())
    marks = [s for element in block("witness") for s in element.iter("span") if s.get("class") == "pb shown"]
    assert [words(mark) for mark in marks] == [f"[p. {n}]" for n in range(1, len(marks) + 1)]
    assert {(mark.tail or "")[:1] for mark in marks} == {" "}, "a mark stands apart from the word after it"


def test_the_words_at_a_notes_head_are_explained() -> None:
    """A link among the signs leads to what “certain” and “close variant” mean, if a page explains it."""
    folds = (e for e in essay.section_page(specimen(), "ii-1") if e.tag == "details")
    (key,) = (e for e in folds if words(e[0]) == "Key to the signs")
    (legend,) = (e for e in key if e.get("class") == "legend")
    assert [a.get("href") for a in legend.iter("a")] == ["../about.md#certainty"]
    plain = essay.notes_page(replace(specimen(), pages=()), "ii-1")[1]
    assert (plain.get("class"), list(plain)) == ("legend", [])


def test_every_passage_stands_under_its_work_and_leads_to_note_and_paragraph() -> None:
    links = [a.attrib["href"].rpartition("#")[2] for li in each(block("passages"), "li") for a in li.iter("a")]
    for passage in specimen().passages:
        placed = next(note for note in specimen().notes if note.label == passage.note)
        assert ids.note(passage.note) in links
        assert placed.paragraph in links
    assert len(list(each(block("passages"), "li"))) == len(specimen().passages)


def test_the_concordance_has_every_work_that_stands_in_a_collected_edition() -> None:
    rows = [row for row in each(block("concordance"), "tr") if row.find("td") is not None]
    placed = [entry for entry in specimen().entries if entry.work.spans]
    assert len(rows) == len(placed)
    for row, entry in zip(rows, placed, strict=True):
        for span in entry.work.spans:
            assert str(span.pages) in words(row)


def test_the_state_counts_every_note_and_every_quotation_once() -> None:
    notes, quotations = len(specimen().notes), len(specimen().quotations)
    tables = [element for element in block("state") if element.tag == "table"]
    for table, number in zip(tables, (notes, notes, quotations), strict=True):
        totals = [int(words(row[-1])) for row in table.iter("tr") if row.find("td") is not None]
        assert sum(totals) == number
    seen, unseen = state.loci(specimen())
    assert seen
    assert unseen
    assert seen.isdisjoint(unseen)


def test_every_open_question_has_a_ready_link_with_place_and_version() -> None:
    edition = replace(specimen(), config=replace(specimen().config, corrections="editors@edition.example"))
    (questions,) = state.questions(edition)
    opened = [
        note for note in specimen().notes if note.note.certainty in {Certainty.UNIDENTIFIED, Certainty.CONJECTURAL}
    ]
    assert len(list(questions)) == len(opened) > 0
    for item, note in zip(questions, opened, strict=True):
        send = next(a for a in item.iter("a") if words(a) == "Send what you know")
        address = unquote(send.attrib["href"])
        assert address.startswith("mailto:editors@edition.example?")
        assert f"({ids.note(note.label)}), version {specimen().config.version}" in address


def test_nothing_is_sent_where_the_edition_names_no_address() -> None:
    (questions,) = state.questions(replace(specimen(), config=replace(specimen().config, corrections="")))
    assert len(list(questions)) > 0
    assert not [a for a in questions.iter("a") if a.attrib["href"].startswith("mailto:")]
    assert "Send" not in words(questions)


@pytest.mark.parametrize(
    ("written", "opens"),
    [
        ("editors@edition.example", "mailto:editors@edition.example?subject="),
        ("https://edition.example/new?title={subject}&body={body}", "https://edition.example/new?title={title}"),
    ],
)
def test_corrections_go_where_the_edition_says(written: str, opens: str) -> None:
    edition = replace(specimen(), config=replace(specimen().config, corrections=written))
    opens = opens.replace("{title}", quote(specimen().config.title))
    assert state.correction(edition, "II-1, ¶7", "ii-1-p7").startswith(opens)


def test_every_paragraph_leads_to_its_dates() -> None:
    for section in specimen().sections:
        page = page_of(specimen(), section.anchor) or []
        folds = {d[0].get("href", "")[1:]: d for d in each(page, "li") if d.find("ul") is not None}
        for paragraph in section.paragraphs:
            dated = [ids.event(e.id) for e in specimen().events if paragraph.anchor in {p.text for p in e.places}]
            links = [a.attrib["href"] for a in folds[paragraph.anchor].iter("a")] if dated else []
            assert [link.partition("#")[2] for link in links if "chronology" in link] == dated


def test_every_paragraph_says_what_refers_to_it() -> None:
    own = [r for r in specimen().references if not r.source.startswith(("n", "e-"))]
    assert own
    for section in specimen().sections:
        page = page_of(specimen(), section.anchor) or []
        folds = {d[0].get("href", "")[1:]: words(d) for d in each(page, "li") if d.find("ul") is not None}
        for paragraph in section.paragraphs:
            for reference in specimen().references_to(paragraph.anchor):
                assert specimen().anchors[reference.source].reference in folds[paragraph.anchor]


def _authorities(*checked: str) -> Edition:
    first = next(placed for placed in specimen().authorities if placed.authority.kind is Kind.PERSON)
    entries = tuple(
        replace(
            first,
            authority=replace(first.authority, id=f"cook-{at}", name=f"{chr(65 + at % 26)}da", sort="", checked=words),
        )
        for at, words in enumerate(checked)
    )
    return replace(specimen(), authorities=entries)


@pytest.mark.parametrize(
    ("checked", "shared"),
    [
        (["general knowledge"] * 5 + ["the Courier"], "general knowledge"),
        (["general knowledge"] * 4, ""),
        (["general knowledge"] * 5 + [""], ""),
        (["general knowledge"] * 5 + [f"the Courier, no. {n}" for n in range(12)], ""),
    ],
)
def test_the_evidence_that_many_entries_share_is_said_once(checked: list[str], shared: str) -> None:
    shown = BLOCKS["people"](_authorities(*checked))
    heads = [words(p) for p in each(shown, "p") if p.get("class") == "legend"]
    assert heads == ([f"Evidence, where an entry names none: {shared}."] if shared else [])
    evidence = [words(p) for p in each(shown, "p") if words(p).startswith("Evidence: ")]
    assert len(evidence) == sum(1 for given in checked if given and given != shared)


@pytest.mark.parametrize(("number", "letters"), [(20, 0), (21, 21), (30, 26)])
def test_a_long_register_has_a_line_of_letters(number: int, letters: int) -> None:
    shown = BLOCKS["people"](_authorities(*["seen"] * number))
    links = [a for p in each(shown, "p") if p.get("class") == "letters" for a in p.iter("a")]
    assert len(links) == letters
    assert all(a.attrib["href"].removeprefix("#") in anchored(shown, "li") for a in links)


def test_a_few_mentions_are_links_and_more_are_a_fold() -> None:
    shown = [e for name in ("people", "organisations", "glossary") for e in each(block(name), "li") if e.get("id")]
    folded = {e.attrib["id"]: next(e.iter("details"), None) is not None for e in shown}
    assert len(folded) == len(shown)
    for placed in specimen().authorities:
        assert folded[ids.authority(placed.authority.id)] is (len(placed.mentions) > FEW)


VOLUMES = """
@book{{k1, author={{Able, Ann}}, title={{Kettles}}, volume={{1}}, date={{1901}}, {first}, shorthand={{K 1}}}}
@book{{k2, author={{Able, Ann}}, title={{Kettles}}, volume={{2}}, date={{1902}}, {second}, shorthand={{K 2}}}}
"""


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("publisher={Hob}", "publisher={Hob}", ["K Able, Ann. Kettles. Hob.", "K 1 1901.", "K 2 1902."]),
        ("publisher={Hob}", "publisher={Lid}", ["K Able, Ann. Kettles.", "K 1 Hob, 1901.", "K 2 Lid, 1902."]),
        (
            "editor={Baker, Ben}",
            "note={Seen}",
            ["K Able, Ann. Kettles.", "K 1 Edited by Ben Baker. 1901.", "K 2 1902. Seen."],
        ),
        (
            "subtitle={A}",
            "title={Pans}",
            ["K 1 Able, Ann. Kettles: A. Vol. 1. 1901.", "K 2 Able, Ann. Pans. Vol. 2. 1902."],
        ),
    ],
)
def test_volumes_of_a_collected_edition_stand_below_what_they_have_in_common(
    first: str, second: str, shown: list[str]
) -> None:
    text = VOLUMES.format(first=first, second=second)
    if "title={Pans}" in second:
        text = text.replace("title={Kettles}, volume={2}", "volume={2}")
    found = bibliography.read(SourceFile("a.bib", text)).works
    entries = tuple(Entry(work, "G", description(work, ENGLISH), ()) for work in found)
    anchors: dict[str, Anchor] = {ids.entry(work.key): next(iter(specimen().anchors.values())) for work in found}
    config = replace(specimen().config, bibliography=(BibGroup("a.bib", "G"),))
    edition = replace(specimen(), config=config, entries=entries, anchors={**specimen().anchors, **anchors})
    made = BLOCKS["bibliography"](edition)
    assert [words(p).removesuffix(" #") for p in each(made, "p")] == shown
    assert list(anchored(made, "li")) == ["bib-k1", "bib-k2"]


def test_the_signs_that_a_section_has_are_explained_at_its_head() -> None:
    """Emendations, references, supplied words: those it has, and no others."""
    signs = {"*": "emended", "‸": "void", "→": "xref", "[ ]": "supplied"}
    met = set()
    for section in specimen().sections:
        page = essay.section_page(specimen(), section.anchor)
        text = [e for e in page if e.get("class") == "essay" or e.tag == "h1"]
        shown = {e.get("class") for part in text for e in part.iter()}
        kinds = {"void" if kind == "emended void" else kind for kind in shown}
        (key,) = (e for e in page if e.tag == "details" and words(e[0]) == "Key to the signs")
        explained = {sign for li in each([key], "li") for sign in signs if words(li).startswith(f"{sign} ")}
        assert explained == {sign for sign, kind in signs.items() if kind in kinds}, section.anchor
        met |= explained
    assert met == set(signs)


def test_the_ways_to_other_sections_are_in_one_order() -> None:
    """Previous, contents, next; and after the last section to what else the edition has."""
    pages = [essay.section_page(specimen(), s.anchor) for s in specimen().sections]
    orders = [
        [a.get("class") for a in n.iter("a")] for p in pages for n in each(p, "nav") if n.get("class") == "turning"
    ]
    assert orders[0] == ["contents", "next"]
    assert orders[-1] == ["prev", "contents"]
    assert all(order == ["prev", "contents", "next"] for order in orders[1:-1])
    onward = [[a.get("href") for n in each(p, "nav") if n.get("class") == "onward" for a in n.iter("a")] for p in pages]
    assert onward == [[]] * (len(pages) - 1) + [["../state.md", "../how-to-cite.md", "../downloads/index.md"]]
