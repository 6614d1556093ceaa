"""The edition by keyboard alone: the walk through a page, what opens and closes, and where the focus then is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import NARROW, SECTION, SHORTER, SHORTER_NOTES, TYPES, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

JUDGE = """
  const isSeen = e => [...e.getClientRects()].filter(r => r.width > 1 && r.height > 1).some(r => {
    const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
    return top && (top === e || e.contains(top)) });
  const judge = (e, before) => { const style = getComputedStyle(e); return {
    what: e.outerHTML.slice(0, 160),
    later: !before || before === document.body || !!(before.compareDocumentPosition(e) & 4),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: isSeen(e) } };
  const come = () => { const e = document.activeElement, before = window.before; window.before = e;
    return [!e || e === document.body ? null : e, before] };"""
STOP = f"""async () => {{ {JUDGE}
  const [e, before] = come();
  // the browser scrolls in its own time
  for (let i = 0; i < 40 && e && !isSeen(e); i++) await new Promise(done => setTimeout(done, 50));
  return e && judge(e, before) }}"""
RECORD = f"""() => {{ {JUDGE}
  document.activeElement.blur();
  getSelection().removeAllRanges();
  window.stops = [];
  addEventListener('keyup', () => {{ const [e, before] = come(); stops.push(e && judge(e, before)) }}, true) }}"""
AT_ONCE = 20
"""How many stops are brought home together."""
MOST = 2000
SHORT = {"shorter section": SHORTER, "shorter notes": SHORTER_NOTES}


def walk(page: Page) -> list[dict[str, Any]]:
    """Go by Tab from the start of a page until the focus leaves it, and return all stops as they are at once."""
    page.evaluate(RECORD)
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST:
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        for stop in page.evaluate("stops.splice(0)"):
            if stop is None:
                return stops
            stops.append(stop)
    pytest.fail(f"the focus never left the page; it stood last on {stops[-1]['what']}")


def walk_slowly(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Do the same from where the focus is, by a key, and wait at each stop until it is in sight."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            return stops
        stops.append(stop)
    pytest.fail(f"the focus never left the page; it stood last on {stops[-1]['what']}")


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
@pytest.mark.parametrize("kind", ["title page", "shorter section", "shorter notes", "chronology", "search"])
def test_tab_walks_through_a_page(browser: Browser, edition_root: Path, kind: str, viewport: dict[str, int]) -> None:
    """In the page's order, each stop with a ring and in sight (WCAG 2.2: 2.4.3, 2.4.7, 2.4.11), and out at its end."""
    page = opened(browser, edition_root, {**TYPES, **SHORT}[kind], viewport=viewport)
    stops = walk(page)
    if not all(stop["seen"] for stop in stops):
        page.reload()
        page.evaluate("document.activeElement.blur()")
        stops = walk_slowly(page)
    assert len(stops) > 8
    if kind != "search":  # there one begins in the field, which has the focus from the start
        assert stops[0]["what"].startswith('<a class="skip"')
    assert [s["what"] for s in stops if not s["ring"]] == []
    assert [s["what"] for s in stops if not s["seen"]] == []
    assert [s["what"] for s in stops if not s["later"]] == []


def test_shift_tab_walks_back(browser: Browser, edition_root: Path) -> None:
    """Shift and Tab leave the page at its start."""
    page = opened(browser, edition_root, "index.html")
    last = walk_slowly(page)[-1]["what"]
    backward = [stop["what"] for stop in walk_slowly(page, "Shift+Tab")]
    assert backward[0] == last
    assert backward[-1].startswith('<a class="skip"')


@pytest.mark.parametrize("kind", ["title page", "section", "search", "people"])
def test_the_skip_link_leads_past_the_bar(browser: Browser, edition_root: Path, kind: str) -> None:
    """It is the first stop, shows when it has the focus, and leads to the text."""
    page = opened(browser, edition_root, TYPES[kind])
    if kind == "search":  # its field has the focus from the start
        page.locator(".skip").focus()
    else:
        page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


OPENERS = {
    "contents": (".menu summary", ".menu ul", WIDE),
    "display": (".bar button", "#display", WIDE),
    "search": (".bar [data-open=search]", "dialog.search", WIDE),
    "citing": (".foot [data-cite]", "dialog.cite", WIDE),
    "keys": (".foot [data-open=keys]", "#keys", WIDE),
    "note": ("#r17", "#sheet", NARROW),
}


@pytest.mark.parametrize("opener", OPENERS)
def test_escape_closes_and_the_focus_returns(browser: Browser, edition_root: Path, opener: str) -> None:
    """What a key opens, Esc closes, and the focus returns to where it was."""
    control, opened_, viewport = OPENERS[opener]
    page = opened(browser, edition_root, viewport=viewport)
    page.locator(control).first.press("Enter")
    expect(page.locator(opened_).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(opened_).first).to_be_hidden()
    expect(page.locator(control).first).to_be_focused()


@pytest.mark.parametrize("viewport", [WIDE, NARROW])
def test_the_contents_close_when_one_goes_on(browser: Browser, edition_root: Path, viewport: dict[str, int]) -> None:
    """By Tab one leaves the list at its end; it does not stay to hide where one then is (WCAG 2.2, 2.4.11)."""
    page = opened(browser, edition_root, viewport=viewport)
    page.locator(".menu summary").press("Enter")
    page.locator(".menu a").last.focus()
    expect(page.locator(".menu ul").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".menu ul").first).to_be_hidden()
    expect(page.locator("[data-open=search]").first).to_be_focused()


@pytest.mark.parametrize("opener", ["search", "citing", "keys"])
def test_a_dialogue_keeps_the_focus_while_it_is_open(browser: Browser, edition_root: Path, opener: str) -> None:
    """Tab goes around in it, each stop with a ring, and never to the page underneath."""
    control, dialog, _ = OPENERS[opener]
    page = opened(browser, edition_root)
    page.locator(control).first.press("Enter")
    expect(page.locator(dialog)).to_be_visible()
    stops = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop:  # else the browser's own controls have it
            assert page.evaluate("d => !!document.activeElement.closest(d)", dialog), stop["what"]
            assert stop["ring"], stop["what"]
            stops.add(stop["what"])
    assert stops


def test_a_note_can_be_read_and_left_by_keyboard(browser: Browser, edition_root: Path) -> None:
    """From the call to the note, through its links, and back to the text."""
    page = opened(browser, edition_root, viewport=NARROW)
    page.locator("#r17").press("Enter")
    expect(page.locator("#sheet")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#sheet')")
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.evaluate("!!document.activeElement.closest('#sheet')"):
            break
    assert not page.evaluate("!!document.activeElement.closest('#sheet')"), "the sheet must not trap the focus"


def test_the_place_is_marked_where_one_came_by_a_link(browser: Browser, edition_root: Path) -> None:
    """What a link leads to is not hidden by the bar."""
    for anchor in ("ii-1-p5", "r20", "n20"):
        page = opened(browser, edition_root, f"{SECTION}#{anchor}")
        bar = page.locator(".bar").bounding_box()
        box = page.locator(f"#{anchor}").bounding_box()
        assert bar
        assert box
        assert box["y"] >= bar["y"] + bar["height"] - 1, anchor
        page.context.close()
