"""A calm page, in a real browser: few lines under the text, signs of their own, room for fingers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import SECTION, WIDE, opened
from support import SECTIONS

PHONE = {"width": 390, "height": 844}
UNDERLINED = """() => [...document.querySelectorAll('.essay a')].filter(link => {
  const { textDecorationLine } = getComputedStyle(link);
  const seen = [...link.getClientRects()].some(({ top, bottom }) => bottom > 0 && top < innerHeight);
  return seen && textDecorationLine.includes('underline') }).length"""
LINES = """() => [...document.querySelectorAll('.essay')].map(p => p.offsetHeight)"""


@pytest.mark.parametrize("viewport", [PHONE, WIDE])
@pytest.mark.parametrize("section", SECTIONS)
def test_few_words_of_the_first_screen_are_underlined(
    browser: Browser, edition_root: Path, section: str, viewport: dict[str, int]
) -> None:
    """At most six, over a dotted hairline."""
    page = opened(browser, edition_root, f"essay/{section}.html", viewport=viewport)
    assert page.evaluate(UNDERLINED) <= 6
    name = page.locator(".essay a.name").first
    assert name.evaluate("e => getComputedStyle(e).textDecorationStyle") == "dotted"


def test_a_paragraph_shows_its_links_under_the_pointer_and_with_the_focus(browser: Browser, edition_root: Path) -> None:
    """A reference within the text has a sign at rest, and a line like the names where one points at it."""
    page = opened(browser, edition_root)
    reference = page.locator("#ii-1-p2 a.xref").first
    style = "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).textDecorationStyle]"
    assert reference.evaluate(style)[0] == "none"
    assert "→" in reference.evaluate("e => getComputedStyle(e, '::after').content")
    page.locator("#ii-1-p2").hover()
    assert reference.evaluate(style) == ["underline", "solid"]
    page.mouse.move(1, 1)
    assert reference.evaluate(style)[0] == "none"
    reference.focus()
    assert reference.evaluate(style) == ["underline", "solid"]


def test_an_emendation_has_a_sign_of_its_own_that_is_explained(browser: Browser, edition_root: Path) -> None:
    """No line, but a sign, which is no part of the text that is copied; it is gone where only the text is shown."""
    page = opened(browser, edition_root)
    emended = page.locator(".essay .emended:not(.void)").first
    sign = "e => getComputedStyle(e, '::after').content"
    assert "*" in emended.evaluate(sign)
    assert emended.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    page.get_by_text("Key to the signs", exact=True).click()
    expect(page.get_by_text("* marks words corrected by the editors")).to_be_visible()
    page.emulate_media(media="print")
    assert emended.evaluate(sign) == "none"
    calm = opened(browser, edition_root, switches="calm")
    assert calm.locator(".essay .emended:not(.void)").first.evaluate(sign) == "none"


@pytest.mark.parametrize("name", [SECTION, "essay/iii.html", "people.html", "bibliography.html"])
def test_targets_are_as_large_as_a_fingertip(browser: Browser, edition_root: Path, name: str) -> None:
    """WCAG 2.2, 2.5.8, without its exception for links in a line; and no line of the text is moved for it."""
    page = opened(browser, edition_root, name, viewport=PHONE, has_touch=True, is_mobile=True)
    targets = page.locator(".essay .noteref a, .essay .para, article .num")
    sizes = targets.evaluate_all("all => all.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])")
    assert len(sizes) > 20
    assert min(min(size) for size in sizes) >= 24
    plain = opened(browser, edition_root, name, viewport=PHONE)
    assert page.evaluate(LINES) == plain.evaluate(LINES)
