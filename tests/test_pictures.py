"""The pictures that the build draws: everything in them once, in its place, and leading to what it stands for."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest

from browsing import NARROW, opened
from edition import ids, pipeline
from edition.model.blocks import Unit
from edition.model.chronology import Event, chapters, first_day
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.model.inline import NoteRef
from edition.model.layout import section_page
from edition.model.text import reading_text, walk
from edition.readers import dates
from edition.style.dates import in_words
from edition.writers.site import calendars, certainty, drawing, matrix, strips, timeline
from edition.writers.site.page import Page
from support import ROOT, specimen, this_edition

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SIGNS = {"essay": "circle", "editor": "path"}


@cache
def whole() -> Edition:
    """Return the case with something of everything."""
    return pipeline.edition(ROOT / "tests" / "cases" / "whole")


def each(elements: list[Element], tag: str) -> Iterator[Element]:
    """Yield every element of a tag, in order."""
    for element in elements:
        yield from element.iter(tag)


def linked(elements: list[Element]) -> list[tuple[str, Element]]:
    """Return the anchor to which each link leads, with the link."""
    return [(a.attrib["href"].rpartition("#")[2], a) for a in each(elements, "a")]


def lines(element: Element) -> list[str]:
    """Return the lines of text of a drawing."""
    return [text.text or "" for text in element.iter("text")]


def test_the_time_line_names_every_event_once_with_its_date_and_leads_to_its_row() -> None:
    events: dict[str, Event] = {ids.event(event.id): event for event in specimen().events}
    drawn = [(target, link) for target, link in linked(timeline.figure(specimen())) if target in events]
    assert [target for target, _ in drawn] == list(events)
    for target, link in drawn:
        when, *label = lines(link)
        assert " ".join(label) == (events[target].label or events[target].event)
        assert when.strip("[]") == in_words(events[target].new, specimen().words)
        assert when.startswith("[") is (events[target].dated_by == "editor")


def test_no_words_of_the_time_line_stand_on_others_or_outside() -> None:
    drawings = list(each(timeline.figure(specimen()), "svg"))
    assert len(drawings) == 1 + len(chapters(specimen().events))
    for svg in drawings:
        height = float(svg.attrib["viewBox"].split()[3])
        places = [(float(text.attrib["x"]), float(text.attrib["y"])) for text in svg.iter("text")]
        below = [y for x, y in places if x == timeline.WORDS]
        assert all(later - y >= timeline.LINE for y, later in itertools.pairwise(below))
        assert all(0 <= x < drawing.WIDTH and 0 < y <= height for x, y in places)


def test_a_sign_says_who_dates_an_event_and_whether_the_text_differs() -> None:
    figure = timeline.figure(specimen())
    agreeing = [link for group in each(figure, "g") if group.get("class") == "agrees" for link in group.iter("a")]
    for (_, link), event in zip(linked(figure)[-len(specimen().events) :], specimen().events, strict=True):
        differs = [e for e in link.iter() if drawing.ACCENT in {e.get("fill"), e.get("stroke")}]
        assert bool(differs) is bool(event.differs)
        assert (link in agreeing) is not bool(event.differs)
        diamond = [p for p in link.iter("path") if p.attrib["d"].endswith("z")]
        assert bool(diamond) is (event.dated_by == "editor" and not event.differs)


def test_an_event_can_be_hit_all_over_its_rows_and_nowhere_else() -> None:
    """What a link draws is within its box, which no other link's box touches."""
    for svg in list(each(timeline.figure(specimen()), "svg"))[1:]:
        _check_boxes(linked([svg]))


def _check_boxes(links: list[tuple[str, Element]]) -> None:
    boxes = [next(link.iter("rect")) for _, link in links]
    assert {box.get("pointer-events") for box in boxes} == {"all"}
    spans = [(float(box.attrib["y"]), float(box.attrib["y"]) + float(box.attrib["height"])) for box in boxes]
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(spans))
    for (_, link), (top, bottom) in zip(links, spans, strict=True):
        assert all(top < float(text.attrib["y"]) < bottom for text in link.iter("text"))


def test_a_chapter_begins_where_an_event_gives_its_title() -> None:
    assert [(c.title, [e.id for e in c.events]) for c in chapters(whole().events)] == [
        ("The songs", ["first-song", "song-again"]),
        ("Afterwards", ["league-meets", "boiling"]),
    ]
    plain = [replace(event, chapter="") for event in whole().events]
    assert [len(chapter.events) for chapter in chapters(plain)] == [len(plain)]
    assert chapters([]) == []


@pytest.mark.parametrize(
    ("written", "share"), [("1871-02-03", 0.0), ("1871-02-09", 0.5), ("1871-02-15", 1.0), ("1880", 1.0), ("1860", 0.0)]
)
def test_a_chapter_has_a_scale_of_its_own_and_nothing_leaves_it(written: str, share: float) -> None:
    chapter = chapters(whole().events)[0]
    known = first_day(dates.read(written))
    assert known
    assert chapter.share(known) == share


def test_an_event_without_a_known_date_is_named_but_has_no_place_on_the_axis() -> None:
    unknown = replace(whole().events[0], new=dates.read("XXXX"))
    drawn = timeline.figure(replace(whole(), events=(unknown,)))
    (link,) = [link for target, link in linked(drawn) if target == ids.event(unknown.id)]
    assert lines(link)[0] == "n.d."
    assert not [p for p in link.iter("path") if p.get("stroke") == drawing.RULE]


def test_what_lasts_is_a_bar_as_long_as_it_lasts_within_its_chapter() -> None:
    drawn = timeline.figure(whole())
    bars = [line for line in each(drawn, "line") if line.get("stroke-width") == "3"]
    axes = [line for line in each(drawn, "line") if line.get("stroke-width") == "2"]
    lasting = [event for event in whole().events if event.new.is_interval]
    assert len(bars) == len(lasting) == 1
    assert float(bars[0].attrib["y2"]) <= float(axes[1].attrib["y2"]) + 3


def test_two_calendars_are_drawn_for_a_short_chapter_that_has_both() -> None:
    drawn = calendars.figure(whole())
    joined = [line for line in each(drawn, "line") if line.get("stroke") == drawing.ACCENT]
    assert len(joined) == 2
    assert float(joined[1].attrib["x1"]) > float(joined[0].attrib["x1"])
    (caption,) = each(drawn, "figcaption")
    assert "12 days ahead: 22 January 1871 is 3 February 1871." in "".join(caption.itertext())
    new_only = tuple(replace(event, old=dates.read("")) for event in whole().events)
    assert calendars.figure(replace(whole(), events=new_only)) == []
    assert first_day(whole().events[0].old) == date(1871, 1, 22)


def test_every_note_has_a_square_in_the_order_of_the_text_filled_by_its_certainty() -> None:
    drawn = linked(certainty.figure(specimen()))
    assert [target for target, _ in drawn] == [ids.note(note.label) for note in specimen().notes]
    for (_, link), note in zip(drawn, specimen().notes, strict=True):
        filled = [float(box.attrib["height"]) for box in link.iter("rect") if box.get("fill") == drawing.INK]
        assert sum(filled) == pytest.approx(certainty.FILLED[note.note.certainty] * certainty.SIDE)
        words = specimen().words
        assert link[0].text == f"{note.title(words)}: {note.note.printed_status(words)}"
    assert len(set(certainty.FILLED.values())) == len(Certainty)
    assert certainty.figure(replace(specimen(), notes=())) == []


def test_the_matrix_counts_every_citation_once() -> None:
    drawn = matrix.figure(specimen())
    numbers = [int(words) for svg in each(drawn, "svg") for words in lines(svg) if words.isdigit()]
    assert sum(numbers) == len(specimen().passages)
    one = replace(specimen(), sections=specimen().sections[:1])
    assert matrix.figure(one) == matrix.figure(replace(specimen(), passages=())) == []


def ticks(links: list[tuple[str, Element]]) -> list[tuple[str, str]]:
    """Return the drawn way of each tick below a bar, with the paragraph of the bar."""
    return [(at, way) for at, a in links for path in a.iter("path") for way in path.attrib["d"].split("M")[1:]]


def test_a_strip_has_every_paragraph_and_every_call_and_what_is_quoted() -> None:
    edition = specimen()
    drawn = linked(strips.figure(edition, "index.md"))
    paragraphs: dict[str, Unit] = {p.anchor: p for section in edition.sections for p in section.paragraphs}
    assert [target for target, _ in drawn] == list(paragraphs)
    assert Counter(at for at, _ in ticks(drawn)) == Counter(call.paragraph for n in edition.notes for call in n.calls)
    for target, link in drawn:
        quoted = len(strips.QUOTED.findall(reading_text(paragraphs[target].content)))
        assert sum(str(box.get("fill")).startswith("#") for box in link.iter("rect")) == quoted


def test_a_tick_is_as_long_as_its_note_is_certain() -> None:
    edition = specimen()
    known = {note.label: 2 + 8 * certainty.FILLED[note.note.certainty] for note in edition.notes}
    order = [n for s in edition.sections for p in s.paragraphs for n in walk(p.content) if isinstance(n, NoteRef)]
    drawn = [float(way.partition("v")[2]) for _, way in ticks(linked(strips.figure(edition, "index.md")))]
    assert drawn == [known[call.label] for call in order]


def test_a_note_of_the_author_has_no_certainty_in_a_strip() -> None:
    own = pipeline.edition(ROOT / "tests" / "cases" / "authors")
    upright = ["v" in way for _, way in ticks(linked(strips.figure(own, "index.md")))]
    ours = {note.label for note in own.notes if not note.is_by_author}
    nodes = [node for section in own.sections for p in section.paragraphs for node in walk(p.content)]
    calls = [node.label for node in nodes if isinstance(node, NoteRef)]
    assert upright == [label in ours for label in calls]
    assert 0 < sum(upright) < len(calls)


def test_whoever_sees_no_colours_tells_whose_words_are_quoted() -> None:
    """Each hue has a place in the bar that no other has."""
    assert set(strips.BANDS) == {*strips.HUES, strips.OTHERS}
    assert len(set(strips.BANDS.values())) == len(strips.BANDS)


def test_the_head_of_a_section_has_its_strip() -> None:
    """Without the colours, whose key is on the title page; a section of one paragraph needs none."""
    section = specimen().sections[0]
    page = Page(specimen(), section_page(section.anchor))
    drawn = strips.head(page, section)
    assert [target for target, _ in linked(drawn)] == [p.anchor for p in section.paragraphs]
    assert not [box for box in each(drawn, "rect") if str(box.get("fill")).startswith("#")]
    alone = replace(section, section=replace(section.section, paragraphs=section.paragraphs[:1]))
    assert strips.head(page, alone) == []


@pytest.mark.parametrize(
    ("name", "width"), [("index", 320), ("index", 1280), ("essay/ii-1", 320), ("essay/ii-1", 1600)]
)
def test_each_bar_has_room_for_a_finger(browser: Browser, edition_root: Path, name: str, width: int) -> None:
    """It is 24 pixels wide and high, and lies upon no other (WCAG 2.2, 2.5.8)."""
    page = opened(browser, edition_root, f"{name}.html", viewport={"width": width, "height": 900})
    boxes = page.locator(".strip a").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert len(boxes) > 10
    for box in boxes:
        assert min(box["width"], box["height"]) >= 24
        assert 0 <= box["left"] < box["right"] <= width
    for one, other in itertools.combinations(boxes, 2):
        assert one["right"] <= other["left"] or one["bottom"] <= other["top"] or other["right"] <= one["left"]


def test_only_where_the_text_differs_needs_no_script(browser: Browser, edition_root: Path) -> None:
    """The box above the time line takes the rows that agree out of the table below it."""
    page = opened(browser, edition_root, "chronology.html", java_script_enabled=False)
    rows = page.locator("tr.agrees")
    assert rows.count() > 0
    assert rows.first.is_visible()
    page.get_by_label("Show only events where the text differs").check()
    assert rows.first.is_hidden()
    assert page.locator("tbody tr:not(.agrees)").first.is_visible()


def test_paper_has_the_time_line_without_its_box(browser: Browser, edition_root: Path) -> None:
    """A box that nobody can tick filled a page of its own before the drawing, which is higher than a page."""
    page = opened(browser, edition_root, "chronology.html")
    page.emulate_media(media="print")
    assert page.locator(".timeline svg text").first.is_visible()
    assert page.get_by_label("Show only events where the text differs").is_hidden()


def test_each_square_has_room_for_a_finger(browser: Browser, edition_root: Path) -> None:
    """In the narrowest window the middles of squares are 24 pixels apart (WCAG 2.2, 2.5.8: spacing)."""
    page = opened(browser, edition_root, "state.html", viewport=NARROW)
    boxes = page.locator(".timeline svg a").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    assert len(middles) > 1
    assert min(math.dist(one, other) for one, other in itertools.combinations(middles, 2)) >= 24


def test_a_finger_hits_each_link_of_the_time_line(browser: Browser, edition_root: Path) -> None:
    """Also in the narrowest window, each is 24 pixels wide and high (WCAG 2.2, 2.5.8)."""
    page = opened(browser, edition_root, "chronology.html", viewport=NARROW)
    boxes = page.locator(".timeline svg a").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert len(boxes) > len(this_edition().events)
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
