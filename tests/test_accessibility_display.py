"""The reader's own settings of display: less motion, forced colours, zoom, wider spacing; nothing is lost by them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import NARROW, SECTION, TYPES, WIDE, go_on, opened, styled, unfold, until

if TYPE_CHECKING:
    from pathlib import Path

MOVING = """() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
  return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 || s.scrollBehavior === 'smooth' })
  .map(e => e.outerHTML.slice(0, 120))"""
OUTSIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""What WCAG 2.2, 1.4.12 lets a reader set."""
CUT = """() => [...document.querySelectorAll('main *')].filter(e => { const s = getComputedStyle(e);
  return e.getClientRects().length && /hidden|clip/.test(s.overflow) && !e.matches('.folded,thead')
    && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2) })
  .map(e => e.outerHTML.slice(0, 120))"""


def test_nothing_moves_for_those_who_want_less_motion(browser: Browser, edition_root: Path) -> None:
    """No animation, no transition, no smooth scrolling, also in what opens."""
    page = opened(browser, edition_root, reduced_motion="reduce")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_colours_say(browser: Browser, edition_root: Path, scheme: str) -> None:
    """What is open has an edge, what has the focus a ring, what one came to a mark, emended words their sign."""
    page = opened(browser, edition_root, f"{SECTION}#ii-1-p2", forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    come = page.locator("#ii-1-p2")
    assert come.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    emended = page.locator(".emended").first
    assert "*" in emended.evaluate("e => getComputedStyle(e, '::after').content")
    page.locator("#r17").press("Enter")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert page.locator("#r17").evaluate("e => getComputedStyle(e).outlineStyle") == "solid", "its call is lit"
    page.get_by_role("button", name="Settings").click()
    more = page.locator(".side.folded > button").first
    ground = more.evaluate("e => getComputedStyle(e).backgroundColor")
    assert ground == page.evaluate("getComputedStyle(document.body).backgroundColor"), "no words show through it"
    edge = page.locator("#display").evaluate(
        "e => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).borderTopWidth]"
    )
    assert edge == ["solid", "1px"]


@pytest.fixture(scope="module")
def enlarged(browser: Browser, edition_root: Path) -> Iterator[Page]:
    """Yield a page in a window of 1280 by 1024 at 400 %, which goes from one page of the site to the next."""
    options: dict[str, Any] = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
    page = opened(browser, edition_root, "index.html", **options)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", [*TYPES.values(), "notes/index.html"])
def test_at_four_hundred_per_cent_nothing_is_moved_sideways(enlarged: Page, edition_root: Path, name: str) -> None:
    """So enlarged (WCAG 2.2, 1.4.10), no page is wider, and the bar leaves room for the text."""
    page = enlarged
    go_on(page, edition_root, name)
    unfold(page)
    assert page.evaluate(OUTSIDE) == 0
    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] <= 256 / 3


@pytest.mark.parametrize("switches", ["huge", "witness huge", "sepia huge no-numbers"])
def test_the_largest_letters_fit_the_narrowest_window(browser: Browser, edition_root: Path, switches: str) -> None:
    """Very large letters at 320 pixels."""
    page = opened(browser, edition_root, "index.html", switches=switches, viewport=NARROW)
    assert page.evaluate(OUTSIDE) == 0
    for name in (SECTION, "notes/ii-1.html", "apparatus.html"):
        go_on(page, edition_root, name)
        assert set(switches.split()) <= set(page.evaluate("[...document.documentElement.classList]"))
        assert page.evaluate(OUTSIDE) == 0, name


def test_letters_twice_as_large_keep_the_bar_in_the_window(browser: Browser, edition_root: Path) -> None:
    """On a phone whose letters are set to 200 % (WCAG 2.2, 1.4.4): every control of the bar can be reached."""
    for name in ("index.html", SECTION, "bibliography.html"):
        page = opened(browser, edition_root, name, viewport={"width": 390, "height": 800})
        styled(page, "html{font-size:200%}")
        display = page.get_by_role("button", name="Settings").bounding_box()
        assert display, name
        assert display["x"] + display["width"] <= 390, name
        page.context.close()


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_numbers_of_paragraphs_can_be_hit(browser: Browser, edition_root: Path, viewport: dict[str, int]) -> None:
    """WCAG 2.2, 2.5.8: each is 24 pixels wide and high, and ends before the text begins.

    Where a system sets letters on whole pixels, a number is 0.6 pixels narrower than here.
    """
    page = opened(browser, edition_root, viewport=viewport)
    boxes = page.locator("a.para").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert len(boxes) > 10
    assert min(min(box["width"] - 0.6, box["height"]) for box in boxes) >= 24


@pytest.mark.parametrize("name", ["index.html", SECTION, "notes/ii-1.html", "chronology.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_wider_spacing_cuts_nothing(browser: Browser, edition_root: Path, name: str, width: int) -> None:
    """Lines, words and letters set wider: nothing is cut and no note lies upon another."""
    page = opened(browser, edition_root, name, viewport={"width": width, "height": 900})
    styled(page, SPACING)
    with suppress(TimeoutError):  # the notes beside the text are put in their places anew
        until(page, f"!({CUT})().length")
    assert page.evaluate(OUTSIDE) == 0
    assert page.evaluate(CUT) == []
