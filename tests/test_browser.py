"""The site in a real browser, from disk: read without scripts, searched, narrowed, and never asking another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from site_fixture import edition_root
from support import program

__all__ = ["edition_root"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser: Browser, site: Path, name: str, **options: object) -> tuple[Page, list[str]]:
    """Open a page from disk and give it with the addresses that it asked for."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / name).as_uri())
    return page, asked


@pytest.mark.parametrize("name", ["index.html", "essay/ii-1.html", "notes/ii-1.html", "bibliography.html"])
def test_nothing_is_asked_of_another_host(browser: Browser, edition_root: Path, name: str) -> None:
    """Every request stays on the disk."""
    page, asked = opened(browser, edition_root / "site", name)
    page.wait_for_load_state("networkidle")
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


def test_search_works_from_disk(browser: Browser, edition_root: Path) -> None:
    """A word typed into the search gives results that lead to pages of the edition."""
    page, _ = opened(browser, edition_root / "site", "index.html", viewport={"width": 1280, "height": 800})
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("Luxemburg", delay=20)
    result = page.locator(".md-search-result__item a").first
    result.wait_for(state="visible", timeout=15000)
    address = urlsplit(result.get_attribute("href") or "")
    target = Path(address.path) if address.path.startswith("/") else edition_root / "site" / address.path
    assert "Luxemburg" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["index.html", "essay/ii-1.html", "essay/index.html", "bibliography.html", "about.html"]
)
def test_no_page_is_wider_than_a_small_phone(browser: Browser, edition_root: Path, name: str) -> None:
    """At 320 pixels nothing has to be moved sideways (WCAG 2.2, 1.4.10)."""
    page, _ = opened(browser, edition_root / "site", name, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
