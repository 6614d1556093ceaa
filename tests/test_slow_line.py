"""What a reader on a slow phone waits for, in a real browser: the first words, the typeface, the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browsing import LINE, SECTION, SLOWER, opened
from serving import served
from support import Page as Source

PHONE = {"width": 390, "height": 844}
SHIFTS = """new PerformanceObserver(list => (window.shifts ??= []).push(
  ...list.getEntries().map(({ value, sources }) => [value, sources.map(({ node }) => node?.textContent.slice(0, 40))])))
  .observe({ type: 'layout-shift', buffered: true })"""
FACE = """() => { const widths = ['L', 'X'].map(own => { const probe = document.createElement('span');
    probe.style.cssText = `position: absolute; white-space: nowrap; font: 100px ${own}, LG, LT, LD, serif`;
    probe.textContent = 'Bolshevik seizure of power'; document.body.append(probe);
    const { width } = probe.getBoundingClientRect(); probe.remove(); return width });
  return widths[0] !== widths[1] }"""
"""Whether the edition's own typeface is shown, and no stand-in."""


@pytest.fixture(scope="module")
def server(edition_root: Path) -> Iterator[str]:
    """Serve the site on this machine and give its address."""
    with served(edition_root / "site") as address:
        yield address


def visit(context: BrowserContext, address: str) -> Page:
    """Open a page over a slow line, on a slower processor, and wait until all has come."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(SHIFTS)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(700)
    return page


def test_style_sheets_stand_above_scripts(edition_root: Path) -> None:
    """A script in the head keeps the browser from asking for what stands below it, until it has come and run."""
    pages = [path for path in (edition_root / "site").rglob("*.html") if "<header" in path.read_text(encoding="utf-8")]
    assert len(pages) > 20
    for path in pages:
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        assert head.rindex('rel="stylesheet"') < head.index("<script "), path.name


@pytest.mark.parametrize("name", ["index.html", SECTION, "essay/index.html", "chronology.html"])
def test_nothing_moves_on_a_slow_line(browser: Browser, server: str, name: str) -> None:
    """The page is painted in parts as they come; what is painted stays where it is (CLS 0)."""
    page = visit(browser.new_context(viewport=PHONE), f"{server}/{name}")  # type: ignore[arg-type]
    assert page.evaluate("window.shifts ?? []") == []


def test_a_slow_line_brings_the_text_first_and_the_typeface_for_the_next_page(browser: Browser, server: str) -> None:
    """Fonts are asked for when the text is laid out, not before; what has come with one page is shown on the next."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    first = visit(context, f"{server}/{SECTION}")
    assert first.locator("link[rel=preload]").count() == 0
    assert not first.evaluate(FACE)
    first.wait_for_timeout(1000)
    first.close()  # a page whose processor is made slower keeps the machine's busy
    following = visit(context, f"{server}/essay/i.html")
    assert following.locator("link[rel=preload]").count() == 2
    assert following.evaluate(FACE)


def layouts(devtools: Any) -> int:
    """Return how many layouts a page has made."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return int(next(metric["value"] for metric in metrics if metric["name"] == "LayoutCount"))


def test_a_tap_opens_the_sheet_in_two_layouts(browser: Browser, edition_root: Path) -> None:
    """The sheet is measured once; where it stands on a phone is the style sheet's."""
    page = opened(browser, edition_root, viewport=PHONE, has_touch=True)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    for number in (3, 12):
        call = page.locator("article [role=doc-noteref]").nth(number)
        call.scroll_into_view_if_needed()
        page.wait_for_timeout(100)
        before = layouts(devtools)
        call.evaluate(
            "async call => { call.click(); await new Promise(done => requestAnimationFrame(() => setTimeout(done))) }"
        )
        assert layouts(devtools) - before <= 2
        sheet = page.locator("#sheet").bounding_box()
        assert sheet
        assert sheet["x"] == 0
        assert sheet["y"] + sheet["height"] == PHONE["height"]
        assert call.evaluate("call => call.getBoundingClientRect().bottom") <= sheet["y"]
        page.keyboard.press("Escape")


def test_the_list_of_notes_is_laid_out_when_it_is_near(browser: Browser, edition_root: Path) -> None:
    """Not with the first lines of the text, nor as these are scrolled; an address and a search find its words."""
    near = "document.querySelector('.endnotes .note').checkVisibility({ contentVisibilityAuto: true })"
    page = opened(browser, edition_root, viewport=PHONE)
    assert not page.evaluate(near)
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(300)
    assert not page.evaluate(near)
    source = Source((edition_root / "site" / SECTION).read_text(encoding="utf-8"))
    last = [name for name in source.ids if name.startswith("n") and name[1:].isdigit()][-1]
    page = opened(browser, edition_root, f"{SECTION}#{last}", viewport=PHONE)
    page.wait_for_timeout(300)
    bar = page.locator(".bar").bounding_box()
    at = page.locator(f"#{last}").bounding_box()
    assert bar
    assert at
    assert bar["height"] <= at["y"] < PHONE["height"] / 2
