"""Accessibility of what can be opened, come to or switched: axe-core's rules, and the contrast of every word."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import THEMES, coloured, faint, violations
from browsing import NARROW, SECTION, SHORTER, WIDE, make_narrow, opened

SHORTEST = "essay/prologue.html"
"""What opens and is come to in the same way everywhere is looked at among few words."""


def preview(page: Page) -> None:
    """Open the preview of a name."""
    page.locator("a.name").first.hover()
    expect(page.locator("#peek")).to_be_visible()


def unfolded(page: Page) -> None:
    """Open a note in the margin by its call."""
    page.locator("#r45").press("Enter")
    expect(page.locator(".side.lit")).to_be_focused()


def sheet(page: Page) -> None:
    """Open a note where there is no margin."""
    page.locator("#r45").press("Enter")
    expect(page.locator("#sheet")).to_be_visible()


def contents(page: Page) -> None:
    """Open the list of pages."""
    page.locator(".menu summary").click()
    expect(page.locator(".menu ul").first).to_be_visible()


def display(page: Page) -> None:
    """Open the reader's switches."""
    page.get_by_role("button", name="Settings").click()
    expect(page.locator("#display")).to_be_visible()


def keys(page: Page) -> None:
    """Open the list of keys."""
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def citing(page: Page) -> None:
    """Open the citation dialogue for a paragraph."""
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("dialog.cite textarea")).to_have_value(re.compile("prologue-p1"))


def searching(page: Page) -> None:
    """Search from a page, in the dialogue."""
    page.keyboard.press("/")
    page.locator("dialog.search input").fill("soviet power")
    expect(page.locator("dialog.search .hits a").first).to_be_visible()


def selected(page: Page) -> None:
    """Select words, so that citing them is offered."""
    page.locator("#prologue-p1").evaluate(
        """e => { const text = [...e.childNodes].find(n => n.length > 30), range = new Range();
        range.setStart(text, 0); range.setEnd(text, 30); getSelection().addRange(range) }"""
    )
    expect(page.locator(".cite-words")).to_be_visible()


def found(page: Page) -> None:
    """Wait until the words that one came for are marked."""
    expect(page.locator("#prologue-p2 mark").first).to_be_visible()


def as_it_comes(_: Page) -> None:
    """Do nothing."""


State = tuple[Callable[[Page], None], str, dict[str, int] | None]
STATES: dict[str, State] = {
    "preview": (preview, SHORTEST, None),
    "note in the margin": (unfolded, SHORTER, None),
    "sheet on a phone": (sheet, SHORTER, NARROW),
    "sheet on a tablet": (sheet, SHORTER, {"width": 820, "height": 1000}),
    "contents": (contents, SHORTEST, None),
    "contents on a phone": (contents, SHORTEST, NARROW),
    "display": (display, SHORTEST, None),
    "display on a phone": (display, SHORTEST, NARROW),
    "keys": (keys, SHORTEST, None),
    "citing": (citing, SHORTEST, None),
    "citing on a phone": (citing, SHORTEST, NARROW),
    "searching": (searching, SHORTEST, None),
    "searching on a phone": (searching, SHORTEST, NARROW),
    "words selected": (selected, SHORTEST, None),
    "words found": (found, f"{SHORTEST}?mark=critical+analysis#prologue-p2", None),
    "paragraph come to": (as_it_comes, f"{SHORTEST}#prologue-p2", None),
    "call come to": (as_it_comes, f"{SHORTEST}#r1", None),
    "note come to": (as_it_comes, f"{SHORTEST}#n1", None),
    "emendation come to": (as_it_comes, "apparatus.html#app-peoples-commissars", None),
    "search with nothing found": (as_it_comes, "search.html?q=zzzzzz&in=all", None),
}


@pytest.mark.parametrize("state", STATES)
def test_no_state_breaks_a_rule(browser: Browser, edition_root: Path, state: str) -> None:
    """All that can be opened and come to, in each colouring."""
    prepare, name, viewport = STATES[state]
    page = opened(browser, edition_root, name, viewport=viewport or WIDE)
    prepare(page)
    assert violations(page) == []
    for theme in THEMES:
        coloured(page, theme)
        assert faint(page) == [], theme


SWITCHES = {
    "witness": SECTION,  # the only one with a reading of the witness that the edition leaves out
    "calm": SHORTER,
    "huge": SHORTER,
    "small": SHORTER,
    "no-side no-numbers": SHORTER,
    "only-pss only-mew": SHORTER,
}


@pytest.mark.parametrize("switches", SWITCHES)
def test_no_switch_breaks_a_rule(browser: Browser, edition_root: Path, switches: str) -> None:
    """The other ways of reading a section, in a wide window that then is made as narrow as any."""
    page = opened(browser, edition_root, SWITCHES[switches], switches=switches, viewport={"width": 1600, "height": 900})
    assert violations(page) == []
    make_narrow(page)
    assert violations(page) == []
