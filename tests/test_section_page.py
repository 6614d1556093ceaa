"""What surrounds the text in a real browser: the paragraphs in the menu, status words, the filter's room, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import SECTION, WIDE, opened
from edition import ids
from support import this_edition

PHONE = {"width": 360, "height": 700}


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_the_menu_lists_the_paragraphs_of_the_section(
    browser: Browser, edition_root: Path, viewport: dict[str, int]
) -> None:
    """Below its entry, the one that is read marked; Enter goes to one and closes the menu; nothing is out of sight."""
    page = opened(browser, edition_root, f"{SECTION}#ii-1-p5", viewport=viewport)
    page.locator(".menu summary").click()
    section = this_edition().section("ii-1")
    numbers = page.locator(".menu [aria-current=page] + .numbers a")
    expect(numbers).to_have_count(len(section.paragraphs))
    names = [f"II-1, ¶{ids.paragraph_number(p.anchor)}" for p in section.paragraphs]
    assert numbers.evaluate_all("all => all.map(e => e.ariaLabel)") == names
    assert page.locator(".numbers [aria-current]").get_attribute("aria-label") == "II-1, ¶5"
    for box in numbers.evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())"):
        assert min(box["width"], box["height"]) >= 24
        assert 0 <= box["left"] < box["right"] <= viewport["width"]
    numbers.nth(7).press("Enter")
    expect(page.locator("#ii-1-p8")).to_be_in_viewport()
    assert not page.locator(".menu").evaluate("e => e.open")
    page.context.close()


def test_the_menu_lists_no_paragraphs_on_other_pages(browser: Browser, edition_root: Path) -> None:
    """On the page of the whole essay they would be those of all sections."""
    page = opened(browser, edition_root, "essay/index.html")
    page.locator(".menu summary").click()
    expect(page.locator(".menu > ul")).to_be_visible()
    assert page.locator(".numbers").count() == 0


def test_text_only_keeps_the_menu_and_not_the_strip(browser: Browser, edition_root: Path) -> None:
    """It takes away what stands in and around the text, not the way to other pages."""
    page = opened(browser, edition_root, switches="calm")
    assert not page.locator(".strip").is_visible()
    page.locator(".menu summary").click()
    expect(page.locator(".numbers a").first).to_be_visible()


def test_a_status_beside_the_text_explains_itself(browser: Browser, edition_root: Path) -> None:
    """By pointer, by keyboard and by touch, as in the list of notes."""
    page = opened(browser, edition_root, has_touch=True)
    peek, status = page.locator("#peek"), page.locator(".side a.status").first
    status.hover()
    expect(peek).to_contain_text("certainty")
    page.keyboard.press("Escape")
    page.locator("#r16").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.side a.status')")
    expect(peek).to_be_visible()
    page.keyboard.press("Escape")
    status.tap()
    expect(peek.get_by_role("link", name="Go there")).to_be_visible()


@pytest.mark.parametrize(("name", "switches"), [("bibliography", ""), ("people", ""), ("people", "huge")])
def test_the_filter_has_the_room_that_it_needs(browser: Browser, edition_root: Path, name: str, switches: str) -> None:
    """On a phone neither a hole below it, nor anything upon it; its status lies upon no entry."""
    page = opened(browser, edition_root, f"{name}.html", switches=switches, viewport=PHONE)
    bottom = "e => e.getBoundingClientRect().bottom"
    first = "[role=status] + *"
    ends = page.locator(".filter").evaluate(bottom)
    begins = page.locator(first).evaluate("e => e.getBoundingClientRect().top")
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert 0 <= begins - ends <= 4.5 * size
    page.get_by_role("searchbox").fill("lenin")
    status = page.locator(".filter + [role=status]")
    expect(status).to_contain_text("result")
    entry = page.locator(".entry:visible").first
    assert ends <= status.evaluate("e => e.getBoundingClientRect().top")
    assert status.evaluate(bottom) <= entry.evaluate("e => e.getBoundingClientRect().top")


@pytest.mark.parametrize("name", [SECTION, "bibliography.html"])
def test_paper_has_the_text_in_its_middle(browser: Browser, edition_root: Path, name: str) -> None:
    """The margins on both sides are equal."""
    page = opened(browser, edition_root, name, viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    box = page.locator("article").bounding_box()
    assert box
    assert abs(box["x"] - (680 - box["x"] - box["width"])) < 1
