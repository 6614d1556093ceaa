"""Each note once, in a real browser: beside the text or in the list, for eye, keyboard, screen reader and find."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import SECTION, WIDE, opened, settled, until
from edition import ids
from edition.model.text import reading_text
from support import this_edition

NARROW = {"width": 820, "height": 1000}
NOTES = ("n16", "n25", "n35")
WORDS = """() => { const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  let words = '';
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.checkVisibility({ visibilityProperty: true })) words += walker.currentNode.data;
  }
  return words.replace(/\\s+/g, ' ') }"""
"""The words of the page that are not hidden; what is folded away in the margin counts."""
STOPS = "document.querySelectorAll('article :is(a[href], button, summary)')"


def shown_often(page: Page, label: str) -> int:
    """Return how often the opening of a note stands on the page."""
    note = next(note for note in this_edition().notes if note.label == label)
    opening = " ".join(reading_text(note.note.body[0].content).split())[:60]
    return str(page.evaluate(WORDS)).count(opening)


@pytest.mark.parametrize(
    ("viewport", "switches", "address"),
    [
        (WIDE, "", ""),
        (WIDE, "no-side", ""),
        (WIDE, "large", ""),
        (WIDE, "", "#n17"),
        (NARROW, "", ""),
        ({"width": 1600, "height": 900}, "huge", ""),
    ],
)
def test_each_note_is_shown_once(
    browser: Browser, edition_root: Path, viewport: dict[str, int], switches: str, address: str
) -> None:
    """In the margin, or in the list where there is no margin or an address leads into the list."""
    page = opened(browser, edition_root, SECTION + address, viewport=viewport, switches=switches)
    beside = page.locator(".side").evaluate_all("all => all.some(e => e.checkVisibility())")
    assert page.locator(".endnotes").is_visible() is not beside
    for note in this_edition().notes_of("ii-1"):
        assert shown_often(page, note.label) == 1, note.label


def test_the_tree_of_accessibility_has_each_note_once(browser: Browser, edition_root: Path) -> None:
    """A screen reader meets the notes in the text, named, and no second time at its end."""
    page = opened(browser, edition_root)
    notes = this_edition().notes_of("ii-1")
    assert page.get_by_role("note").count() == len(notes)
    assert page.get_by_role("heading", name="Notes", exact=True).count() == 0
    assert page.locator(".side a[href]:visible").count() + page.locator(".note a[href]:visible").count() < 700


@pytest.mark.parametrize("place", NOTES)
def test_an_address_in_the_list_shows_the_list(browser: Browser, edition_root: Path, place: str) -> None:
    """From elsewhere, or by a link on the page; the way back leads to the text, and the notes stand beside it again."""
    page = opened(browser, edition_root, f"{SECTION}#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    assert page.locator(".side:visible").count() == 0
    page.locator(f"#{place} [role=doc-backlink]").first.click()
    expect(page.locator(f"#r{place[1:]}")).to_be_in_viewport()
    assert page.locator(".endnotes:visible").count() == 0
    expect(page.locator(".side:visible").first).to_be_attached()
    page.evaluate(f"location.hash = '{place}'")
    expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_the_list_is_printed_and_read_without_scripts(browser: Browser, edition_root: Path) -> None:
    """On paper, however wide, and without scripts there is no margin."""
    page = opened(browser, edition_root)
    page.emulate_media(media="print")
    assert page.locator("#n16").is_visible()
    assert page.locator(".side:visible").count() == 0
    plain = opened(browser, edition_root, java_script_enabled=False)
    assert plain.locator("#n16").is_visible()


def test_the_mark_of_a_note_in_the_margin_leads_to_its_call(browser: Browser, edition_root: Path) -> None:
    """It does not lead to the end of the page."""
    page = opened(browser, edition_root)
    label = next(note.title(this_edition().words) for note in this_edition().notes if note.label == "18")
    mark = page.locator(f".side[aria-label='{label}'] .mark")
    assert mark.get_attribute("href") == "#r18"
    assert mark.get_attribute("aria-label") == "Back to note 18 in the text"
    mark.click()
    assert page.url.endswith("#r18")
    assert page.locator(".endnotes:visible").count() == 0


FIND = "words => { getSelection().removeAllRanges(); return window.find(words, true, false, true) }"
WHERE = "getSelection().anchorNode.parentElement.closest('.side')?.className ?? ''"


def test_find_unfolds_what_it_finds(browser: Browser, edition_root: Path) -> None:
    """Words that are folded away in the margin are shown when the browser's search comes to them."""
    page = opened(browser, edition_root)
    tried = 0
    for side in page.locator(".side").all()[:16]:
        words = side.evaluate("e => [...e.querySelectorAll(':scope > p')].at(-1).textContent.trim().slice(-40)")
        if "folded" not in (side.get_attribute("class") or ""):
            continue
        assert page.evaluate(FIND, words)
        until(page, f"!({WHERE}).includes('folded')")
        tried += "side" in page.evaluate(WHERE)
    assert tried > 3


# ---- previews of notes ----


@pytest.mark.parametrize("width", [640, 820, 1000])
def test_a_call_shows_its_note_under_the_pointer(browser: Browser, edition_root: Path, width: int) -> None:
    """Where notes do not stand beside the text: hoverable, persistent, dismissible (WCAG 2.2, 1.4.13)."""
    page = opened(browser, edition_root, viewport={"width": width, "height": 900})
    peek = page.locator("#peek")
    for note in this_edition().notes_of("ii-1")[::6]:
        call = page.locator(f"#{ids.note_call(note.label)}")
        call.scroll_into_view_if_needed()
        call.hover()
        expect(peek).to_be_visible()
        expect(peek).to_contain_text(note.title(this_edition().words))
        assert call.get_attribute("aria-describedby") == "peek"
        peek.hover()
        page.wait_for_timeout(500)
        expect(peek).to_be_visible()
        page.keyboard.press("Escape")
        expect(peek).to_be_hidden()


def test_a_call_shows_its_note_with_the_focus(browser: Browser, edition_root: Path) -> None:
    """By keyboard too; Enter opens the note whole, and whoever closes it is not shown the preview again."""
    page = opened(browser, edition_root, viewport=NARROW)
    page.keyboard.press("n")
    peek = page.locator("#peek")
    expect(peek).to_be_visible()
    expect(peek).to_contain_text("Note 16")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_focused()
    expect(peek).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#r16")).to_be_focused()
    page.wait_for_timeout(500)
    expect(peek).to_be_hidden()


def test_a_call_with_its_note_beside_it_shows_none(browser: Browser, edition_root: Path) -> None:
    """Nothing is shown twice."""
    page = opened(browser, edition_root)
    page.locator("#r17").hover()
    page.wait_for_timeout(700)
    settled(page)
    expect(page.locator("#peek")).to_be_hidden()


def test_what_is_folded_away_is_there_for_find(browser: Browser, edition_root: Path) -> None:
    """Whole paragraphs below the fold are hidden until they are found, and the note unfolds for them."""
    page = opened(browser, edition_root)
    hidden = page.locator(".side.folded > [hidden=until-found]")
    assert hidden.count() > 3
    side = hidden.first.locator("xpath=..")
    page.evaluate("window.folded = document.querySelector('.side.folded > [hidden=until-found]').parentNode")
    assert "folded" in (side.get_attribute("class") or "")
    page.evaluate("folded.querySelector('[hidden]').dispatchEvent(new Event('beforematch', {bubbles: true}))")
    assert page.evaluate("folded.matches('.folded')") is False
    assert page.evaluate("folded.querySelector(':scope > p[hidden], :scope > details[hidden]')") is None
