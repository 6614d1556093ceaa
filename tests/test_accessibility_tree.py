"""The edition as a screen reader is given it: Chromium's accessibility tree, and the language of the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from browsing import NARROW, TYPES, go_on, opened
from edition.model.inline import Foreign
from edition.model.text import reading_text, walk
from support import SECTIONS, this_edition

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

OURS = """all => all.map(e => { const copy = e.cloneNode(true);
  copy.querySelectorAll('.rdg').forEach(r => r.remove()); return [e.lang, copy.textContent] })"""
UNTAGGED = """script => { const seen = [], of = new RegExp(`\\\\p{Script=${script}}`, 'u');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const n = walker.currentNode;
    if (of.test(n.data) && !n.parentElement.closest('script,textarea'))
      seen.push([n.parentElement.closest('[lang]').lang, n.data.trim()]) }
  return seen }"""


def tree(page: Page) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what is not ignored of a page's accessibility tree: role, name, properties."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        (
            n["role"]["value"],
            " ".join(n.get("name", {}).get("value", "").split()),
            {p["name"]: p["value"].get("value") for p in n.get("properties", [])},
        )
        for n in nodes
        if not n["ignored"]
    ]


@dataclass(frozen=True)
class Heard:
    """What is given of a page: its language, its tree, its named links, its order of stops, the words in Cyrillic."""

    language: str | None
    tree: list[tuple[str, str, dict[str, Any]]]
    named: list[tuple[str, str]]
    turns: list[int]
    cyrillic: list[tuple[str, str]]


@pytest.fixture(scope="module")
def page(browser: Browser, edition_root: Path) -> Iterator[Page]:
    """Yield a page that goes from one page of the site to the next."""
    shared = opened(browser, edition_root, "index.html")
    yield shared
    shared.context.close()


@cache
def heard(page: Page, root: Path, kind: str) -> Heard:
    """Go to the page of a kind once for all that is asked of it."""
    go_on(page, root, TYPES[kind])
    found = tree(page)
    if kind == "search":
        for find in page.locator(".hits li").all():  # their words come as they are seen
            find.scroll_into_view_if_needed()
            expect(find.locator("mark").first).to_be_attached()
    return Heard(
        page.locator("html").get_attribute("lang"),
        found,
        page.locator("main a[aria-label]").evaluate_all("all => all.map(e => [e.ariaLabel, e.href])"),
        page.locator("[tabindex]").evaluate_all("all => all.map(e => e.tabIndex)"),
        page.evaluate(UNTAGGED, "Cyrillic"),
    )


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_has_its_landmarks_and_headings(page: Page, edition_root: Path, kind: str) -> None:
    """One banner, one main part, one foot; navigations are named apart; headings go down step by step from one."""
    found = heard(page, edition_root, kind).tree
    roles = [role for role, _, _ in found]
    assert [roles.count(each) for each in ("banner", "main", "contentinfo")] == [1, 1, 1]
    navigations = [name for role, name, _ in found if role == "navigation"]
    assert all(navigations)
    assert len(navigations) == len(set(navigations))
    levels = [given["level"] for role, _, given in found if role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert all(name for role, name, _ in found if role == "heading")


CONTROLS = {
    "link",
    "button",
    "textbox",
    "searchbox",
    "combobox",
    "radio",
    "checkbox",
    "doc-noteref",
    "doc-backlink",
}


@pytest.mark.parametrize("kind", TYPES)
def test_every_control_has_a_name(page: Page, edition_root: Path, kind: str) -> None:
    """No link, button or field is nameless."""
    found = [(name, given) for role, name, given in heard(page, edition_root, kind).tree if role in CONTROLS]
    assert found
    assert [given for name, given in found if not name] == []


@pytest.mark.parametrize("kind", TYPES)
def test_names_given_by_the_edition_are_distinct(page: Page, edition_root: Path, kind: str) -> None:
    """A link that shows only a sign has a name of its own; words of the text have their sentence (WCAG 2.4.4).

    Letters of the editors' notes begin anew in each section: where all sections stand, their names say whose they are.
    Two works may share author, short title and year: then their entries' words do.
    """
    leads = defaultdict(set)
    for name, to in heard(page, edition_root, kind).named:
        leads[name].add(to)
    twice = [name for name, to in leads.items() if len(to) > 1]
    assert len(twice) <= (kind == "bibliography"), twice


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_comes_before_its_turn(page: Page, edition_root: Path, kind: str) -> None:
    """No element has a place in the order of stops other than its own (tabindex above 0)."""
    turns = heard(page, edition_root, kind).turns
    assert turns
    assert max(turns) <= 0


def test_note_calls_say_what_they_are(browser: Browser, edition_root: Path) -> None:
    """Each call is announced as the note it leads to, in the text's order, and each way back as what it is."""
    found = tree(opened(browser, edition_root, viewport=NARROW))
    notes = this_edition().notes_of("ii-1")
    assert [name for role, name, _ in found if role == "doc-noteref"] == [n.title(this_edition().words) for n in notes]
    assert "Note 16" in {n.title(this_edition().words) for n in notes}
    assert all(
        re.fullmatch(r"Back to .* in the text(, call \d+)?", name) for role, name, _ in found if role == "doc-backlink"
    )


def test_a_note_beside_the_text_is_named(browser: Browser, edition_root: Path) -> None:
    """The copies in the margin are notes, with the names of those that they copy."""
    found = tree(opened(browser, edition_root))
    beside = [name for role, name, _ in found if role == "note"]
    assert beside == [n.title(this_edition().words) for n in this_edition().notes_of("ii-1")]


@pytest.mark.parametrize("section", SECTIONS)
def test_foreign_words_name_their_language(browser: Browser, edition_root: Path, section: str) -> None:
    """What the source marks as foreign is in an element with that language."""
    page = opened(browser, edition_root, f"essay/{section}.html", viewport=NARROW)
    given = page.locator("p.essay [lang]").evaluate_all(OURS)
    placed = this_edition().section(section)
    marked = [n for p in placed.paragraphs for n in walk(p.content) if isinstance(n, Foreign)]
    for node in marked:
        assert [node.lang, reading_text(node.content)] in given


@pytest.mark.parametrize("kind", TYPES)
def test_cyrillic_is_never_marked_as_english(page: Page, edition_root: Path, kind: str) -> None:
    """Cyrillic words are always in an element with a language written in Cyrillic, in search results, too."""
    found = heard(page, edition_root, kind).cyrillic
    assert found or kind != "search"
    assert [words for lang, words in found if not re.match(r"ru|uk|bg|und-Cyrl", lang)] == []


@pytest.mark.parametrize("kind", TYPES)
def test_the_page_says_its_own_language(page: Page, edition_root: Path, kind: str) -> None:
    """The root of each kind of page has the edition's language."""
    assert heard(page, edition_root, kind).language == this_edition().config.language


def test_what_is_found_is_announced(page: Page, edition_root: Path) -> None:
    """The number of results is in a region that screen readers announce by themselves."""
    found = heard(page, edition_root, "search").tree
    assert [role for role, _, _ in found if role == "status"] == ["status"]
    assert any(role == "StaticText" and "results" in name for role, name, _ in found)
