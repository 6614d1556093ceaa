"""What stands on a page stands clear of what is beside it, and has the room that the window gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browsing import NARROW, SECTION, WIDE, opened, until

PHONE = {"width": 390, "height": 844}
TOUCH: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


def test_the_marked_paragraph_cuts_no_letter_of_the_line_before(browser: Browser, edition_root: Path) -> None:
    """The tint round a paragraph that one came to ends below the descenders of the line above it."""
    page = opened(browser, edition_root, f"{SECTION}#ii-1-p9")
    room = page.evaluate(
        """() => { const line = document.querySelector('#ii-1-p8'), style = getComputedStyle(line);
        const context = document.createElement('canvas').getContext('2d');
        context.font = `${style.fontSize} ${style.fontFamily}`;
        const measured = context.measureText('gjpqyQ,;()');
        const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measured;
        const leading = (parseFloat(style.lineHeight) - ascent - descent) / 2;
        return leading + descent - measured.actualBoundingBoxDescent }"""
    )
    shadow = page.locator(":target").evaluate("e => getComputedStyle(e).boxShadow")
    spread = float(shadow.split("px")[3])
    assert 0 < spread <= room + 0.5, shadow


@pytest.mark.parametrize("options", [TOUCH, {"viewport": WIDE}])
@pytest.mark.parametrize("name", ["people.html", "bibliography.html", "glossary.html"])
def test_a_permanent_link_covers_no_letter(
    browser: Browser, edition_root: Path, name: str, options: dict[str, Any]
) -> None:
    """The sign of the link at the end of an entry stands after the words, not on them."""
    page = opened(browser, edition_root, name, **options)
    gaps = page.evaluate(
        """() => [...document.querySelectorAll('.entry .num')].map(link => {
        const range = new Range();
        const rectangles = node => (range.selectNodeContents(node), [...range.getClientRects()]);
        const before = link.previousSibling, words = before.textContent.trimEnd();
        if (!words || !before.data) return 9;
        range.setStart(before, words.length - 1); range.setEnd(before, words.length);
        const last = range.getBoundingClientRect(), sign = rectangles(link.firstChild)[0];
        return sign.top >= last.bottom - 4 ? 9 : sign.left - last.right })"""
    )
    assert len(gaps) > 20
    assert min(gaps) > 1


def test_the_ways_in_stand_apart_on_a_phone(browser: Browser, edition_root: Path) -> None:
    """The buttons of the title page do not touch where they stand on two lines."""
    page = opened(browser, edition_root, "index.html", **TOUCH)
    boxes = [box for link in page.locator("a.read").all() if (box := link.bounding_box())]
    tops = sorted({box["y"] for box in boxes})
    assert len(tops) > 1, "on a phone there are two lines of buttons"
    assert tops[1] - tops[0] - boxes[0]["height"] >= 4


def test_a_dialogue_has_the_room_of_a_small_window(browser: Browser, edition_root: Path) -> None:
    """With the largest letters in the narrowest window the dialogues are as wide as the window, but for its edges."""
    page = opened(browser, edition_root, SECTION, switches="huge", viewport=NARROW)
    for key, name in (("c", "cite"), ("/", "search")):
        page.keyboard.press(key)
        dialog = page.locator(f"dialog.{name}")
        expect(dialog).to_be_visible()
        assert dialog.evaluate("e => e.offsetWidth") >= NARROW["width"] - 16
        page.keyboard.press("Escape")
        until(page, "!document.activeElement.closest('dialog')")  # keys are the dialogue's until the next frame


@pytest.mark.parametrize("place", ["page", "dialogue"])
def test_a_long_query_can_be_read(browser: Browser, edition_root: Path, place: str) -> None:
    """On a laptop the field for what is sought takes most of the line."""
    page = opened(browser, edition_root, "search.html" if place == "page" else SECTION)
    page.keyboard.press("/")
    field = page.locator(".searching input").last
    expect(field).to_be_visible()
    assert field.evaluate("e => e.offsetWidth / e.form.offsetWidth") > 0.7


def test_the_number_of_entries_found_stands_above_them(browser: Browser, edition_root: Path) -> None:
    """What a filter says it found does not stand on the first entry like a line of it."""
    page = opened(browser, edition_root, "people.html", **TOUCH)
    page.get_by_label("Filter the entries").fill("trotsky")
    status = page.locator("article [role=status]")
    until(page, "document.querySelector('article [role=status]').textContent")
    said, entry = status.bounding_box(), page.locator(".entry").filter(visible=True).first.bounding_box()
    assert said
    assert entry
    assert entry["y"] - said["y"] - said["height"] >= 8


def test_no_column_of_the_concordance_is_too_narrow_on_paper(browser: Browser, edition_root: Path) -> None:
    """On paper the titles of works have more than a word or two a line."""
    page = opened(browser, edition_root, "concordance.html", viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    widths = page.locator("tbody td:first-child").evaluate_all(
        "all => all.map(e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(widths) >= 8


def test_a_number_stands_in_the_middle_of_its_disc(browser: Browser, edition_root: Path) -> None:
    """The figures in the discs all have one height, unlike those of the text: none hangs out of its disc."""
    page = opened(browser, edition_root, "passages.html")
    figures = page.locator("circle + text").evaluate_all(
        "all => all.map(text => getComputedStyle(text).fontVariantNumeric)"
    )
    assert len(figures) > 20
    assert set(figures) == {"lining-nums"}
