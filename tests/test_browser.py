"""The site in a real browser, from disk: read without scripts, its tables narrowed, and never asking another host."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from browsing import settled
from edition import ids
from edition.model.text import reading_text
from support import SECTIONS, this_edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def opened(browser: Browser, site: Path, name: str, **options: object) -> tuple[Page, list[str]]:
    """Open a page from disk and give it with the addresses that it asked for."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / name).as_uri())
    return page, asked


@pytest.mark.parametrize(
    "name", ["index.html", "essay/ii-1.html", "notes/ii-1.html", "bibliography.html", "about.html", "404.html"]
)
def test_nothing_is_asked_of_another_host(browser: Browser, edition_root: Path, name: str) -> None:
    """Every request stays on the disk."""
    page, asked = opened(browser, edition_root / "site", name)
    settled(page)
    assert asked
    assert {urlsplit(address).scheme for address in asked} <= {"file", "blob", "data"}


def test_it_is_read_without_scripts(browser: Browser, edition_root: Path) -> None:
    """Text, notes and the way between them are there without scripts."""
    page, _ = opened(browser, edition_root / "site", "essay/ii-1.html", java_script_enabled=False)
    assert page.locator("#ii-1-p13").is_visible()
    assert page.locator("#n35").is_visible()
    page.locator("#r16").click()
    assert page.url.endswith("#n16")
    page.locator("#n16 a[role=doc-backlink]").click()
    assert page.url.endswith("#r16")


@pytest.mark.parametrize("name", ["search.html", "essay/ii-1.html"])
def test_without_scripts_it_is_set_in_its_own_face(browser: Browser, edition_root: Path, name: str) -> None:
    """From disk too, where no font can be asked for in advance, and each time: upright and italic are awaited."""
    for _ in range(6):
        page, _ = opened(browser, edition_root / "site", name, java_script_enabled=False)
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
        faces: set[str] = set()
        for _ in range(300):  # what is not awaited never comes
            fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
            faces = {font["familyName"] for font in fonts}
            if faces == {"Libertinus Serif"}:
                break
            page.wait_for_timeout(100)
        assert faces == {"Libertinus Serif"}
        page.context.close()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_paragraph_and_note_is_shown_without_scripts(browser: Browser, edition_root: Path, section: str) -> None:
    """Each paragraph and each note of a section takes room on the page, shows its words and leads to its evidence."""
    page, _ = opened(browser, edition_root / "site", f"essay/{section}.html", java_script_enabled=False)
    placed = this_edition().section(section)
    for paragraph in placed.paragraphs:
        shown = page.locator(f"#{paragraph.anchor}")
        assert shown.is_visible(), paragraph.anchor
        first = reading_text(paragraph.content).split()[0]
        assert first in shown.inner_text(), paragraph.anchor
    for note in this_edition().notes_of(section):
        assert page.locator(f"#{ids.note(note.label)}").is_visible(), note.label
    evidence = page.locator(".note [href$='-evidence']")
    if evidence.count():
        evidence.first.click()
        page.wait_for_url("**/notes/*-evidence")
        assert page.locator(":target p").first.is_visible()


def test_no_locus_of_the_concordance_is_broken(browser: Browser, edition_root: Path) -> None:
    """Volume and pages are on one line wherever the columns are side by side."""
    page, _ = opened(browser, edition_root / "site", "concordance.html", viewport={"width": 1280, "height": 900})
    loci = page.locator("td [data-ed]")
    assert loci.count() > 20
    assert set(loci.evaluate_all("all => all.map(e => e.getClientRects().length)")) == {1}


CUT = """() => { const range = document.createRange(), cut = [];
  for (const cell of document.querySelectorAll('th,td')) {
    const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) for (const word of words.currentNode.data.matchAll(/\\p{L}+/gu)) {
      range.setStart(words.currentNode, word.index);
      range.setEnd(words.currentNode, word.index + word[0].length);
      if (range.getClientRects().length > 1) cut.push(word[0]);
    }
  }
  return cut }"""


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("name", ["how-to-cite", "downloads/index", "state", "concordance", "chronology", "apparatus"])
def test_no_word_of_a_table_is_cut(browser: Browser, edition_root: Path, name: str, width: int) -> None:
    """Columns are as wide as their longest word, or below each other, and nothing is wider than the window."""
    page, _ = opened(browser, edition_root / "site", f"{name}.html", viewport={"width": width, "height": 900})
    assert page.locator("td").count() > 5
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
