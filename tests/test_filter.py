"""The box that filters the entries of a register or of the bibliography, in a real browser, from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import violations
from browsing import NARROW, opened
from edition.writers.search.folding import keys

LISTS = ("people.html", "organisations.html", "glossary.html", "bibliography.html")
STATUS = ".filter + [role=status]"


def ids(page: Page, of: str) -> list[str]:
    """Return the ids of the entries that match."""
    return [str(i) for i in page.locator(f".entry{of}").evaluate_all("all => all.map(e => e.id)")]


def fitting(page: Page, query: str) -> list[str]:
    """Return the ids of the entries in which each word of a query begins a word, by the folding of the build."""
    texts = page.locator(".entry").evaluate_all("all => all.map(e => [e.id, e.textContent])")
    return [i for i, text in texts if all(any(k.startswith(key) for k in keys(text)) for key in keys(query))]


def filtered(page: Page, query: str) -> list[str]:
    """Type a query that entries fit, wait for the number left, and return them."""
    page.get_by_role("searchbox").fill(query)
    left = fitting(page, query)
    expect(page.locator(STATUS)).to_have_text(f"{len(left)} result{'' if len(left) == 1 else 's'}.")
    assert ids(page, ":visible") == left
    return left


@pytest.mark.parametrize("name", LISTS)
def test_it_leaves_the_entries_that_have_the_words(browser: Browser, edition_root: Path, name: str) -> None:
    """Spelt in any way and without their ends; groups without entries and jump lists go; Escape brings all back."""
    page = opened(browser, edition_root, name)
    before = page.locator("article").inner_text()
    everything = ids(page, "")
    assert 0 < len(filtered(page, "LÉNIN rev")) < len(everything)
    assert not page.locator(".letters:visible").count()
    grouped = page.locator("h2 ~ .entries:has(> .entry:not([hidden]))").count()
    assert page.locator("article h2:visible").count() == grouped
    assert filtered(page, "qqq") == []
    assert not page.locator("article h2:visible").count()
    page.get_by_role("searchbox").press("Escape")
    expect(page.locator(STATUS)).to_have_text("")
    assert page.locator("article").inner_text() == before
    page.context.close()


def test_an_address_that_leads_to_a_hidden_entry_clears_it(browser: Browser, edition_root: Path) -> None:
    """Also the address that the page already has; one that leads to an entry left does not."""
    page = opened(browser, edition_root, "people.html")
    first, *_, last = ids(page, "")
    for _ in range(2):
        assert last not in filtered(page, "lenin")
        page.evaluate("href => { location.href = href }", f"#{last}")
        expect(page.locator(f"#{last}")).to_be_in_viewport()
        assert page.get_by_role("searchbox").input_value() == ""
        assert page.locator(f"#{first}").is_visible()
    left = filtered(page, "lenin")
    page.locator(f"#{left[0]} .num").click()
    assert ids(page, ":visible") == left
    page.context.close()


def test_it_is_accessible_and_not_there_without_scripts(browser: Browser, edition_root: Path) -> None:
    """Filtered, at the width of a phone; its label names it, and its status is announced."""
    page = opened(browser, edition_root, "organisations.html", viewport=NARROW)
    filtered(page, "petrograd")
    expect(page.get_by_role("searchbox", name="Filter the entries")).to_be_visible()
    assert violations(page) == []
    page.context.close()
    page = opened(browser, edition_root, "organisations.html", java_script_enabled=False)
    assert not page.locator("input[type=search]:visible").count()
    page.context.close()
