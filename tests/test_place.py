"""The reader's place in a real browser: it is kept whenever the page is laid out anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import opened, settled, until

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
READING = """() => { const line = document.querySelector('.bar').offsetHeight + 40;
  const at = [...document.querySelectorAll('p.essay')].findLast(p => p.getBoundingClientRect().top < line);
  const { top, height } = at.getBoundingClientRect();
  return [at.id, (line - top) / height] }"""
"""The paragraph that is read, below the bar, and how much of it is above."""


def reading(page: Page, paragraph: str, part: float) -> tuple[str, float]:
    """Scroll so far into a paragraph, and return what is read."""
    page.evaluate(
        """([id, part]) => { const at = document.getElementById(id).getBoundingClientRect();
        scrollBy(0, at.top + part * at.height - document.querySelector('.bar').offsetHeight - 40) }""",
        [paragraph, part],
    )
    settled(page)
    return tuple(page.evaluate(READING))


def choose(page: Page, label: str) -> None:
    """Choose something in the settings, and close them."""
    page.get_by_role("button", name="Settings").click()
    page.get_by_label(label).click()
    page.keyboard.press("Escape")
    settled(page)


PLACES = [("ii-1-p9", 0.05), ("ii-1-p11", 0.6)]
SWITCHES = {
    "Extra large": "Medium",
    "Small": "Medium",
    "Text only": "Text only",
    "Source text": "Reading text",
    "Notes in the margin": "Notes in the margin",
    "Numbered notes": "Numbered notes",
    "Paragraph numbers": "Paragraph numbers",
}
"""What is chosen, and what undoes it."""


@pytest.fixture(scope="module")
def section(request: pytest.FixtureRequest, browser: Browser, edition_root: Path) -> Iterator[Page]:
    """Yield a section in a window of a size, once for all tests that leave it as they find it."""
    page = opened(browser, edition_root, viewport=request.param)
    yield page
    page.context.close()


@pytest.mark.parametrize("section", [PHONE, LAPTOP], indirect=True)
@pytest.mark.parametrize("label", SWITCHES)
@pytest.mark.parametrize("place", PLACES)
def test_a_switch_keeps_the_place(section: Page, label: str, place: tuple[str, float]) -> None:
    """What was read is read afterwards, at the same line or the next; and again when the switch is turned back."""
    before = reading(section, *place)
    assert before[0] == place[0]
    for chosen in (label, SWITCHES[label]):
        choose(section, chosen)
        at, now = section.evaluate(READING)
        assert at == before[0]
        assert abs(now - before[1]) < 0.07


@pytest.mark.parametrize("section", [PHONE, LAPTOP, {"width": 820, "height": 1180}], indirect=True)
@pytest.mark.parametrize("place", PLACES)
def test_turning_the_device_keeps_the_place(section: Page, place: tuple[str, float]) -> None:
    """Upright and lying, there and back."""
    before = reading(section, *place)
    upright = section.viewport_size
    assert upright
    for width, height in ((upright["height"], upright["width"]), (upright["width"], upright["height"])):
        section.set_viewport_size({"width": width, "height": height})
        settled(section)
        at, now = section.evaluate(READING)
        assert at == before[0]
        assert abs(now - before[1]) < 0.07


def test_a_note_of_the_list_is_found_again_at_its_call(browser: Browser, edition_root: Path) -> None:
    """Where the window becomes so wide that notes stand beside the text, the list is gone: its note is at its call."""
    page = opened(browser, edition_root, viewport={"width": 820, "height": 1180})
    page.locator("#n25").evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 60)")
    settled(page)
    page.set_viewport_size({"width": 1180, "height": 820})
    until(page, "document.querySelector('#r25').getBoundingClientRect().top > 0")
    assert page.locator("#r25").evaluate("e => e.getBoundingClientRect().top") < 200


def test_the_top_of_a_page_stays_its_top(browser: Browser, edition_root: Path) -> None:
    """Who has not begun to read is not moved."""
    page = opened(browser, edition_root, viewport=PHONE)
    choose(page, "Extra large")
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("name", ["bibliography.html", "people.html", "notes/ii-1.html"])
def test_other_pages_keep_the_place_too(browser: Browser, edition_root: Path, name: str) -> None:
    """The entry or note at the line is the same one."""
    page = opened(browser, edition_root, name, viewport=PHONE)
    entry = READING.replace("p.essay", ".note, .entry")
    page.evaluate("scrollTo(0, 6000)")
    settled(page)
    before = page.evaluate(entry)[0]
    choose(page, "Extra large")
    assert page.evaluate(entry)[0] == before


def test_the_focus_on_the_bar_moves_nothing(browser: Browser, edition_root: Path) -> None:
    """Whoever goes to the settings by keyboard stays in the text."""
    page = opened(browser, edition_root, viewport=PHONE)
    reading(page, "ii-1-p9", 0.3)
    before = page.evaluate("scrollY")
    controls = page.locator(".bar :is(a, button, summary)").all()
    assert len(controls) > 2
    for button in controls:
        button.focus()
        assert page.evaluate("scrollY") == before
