"""The number of a paragraph in a real browser: one control that opens all one can do with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from browsing import SECTION, WIDE, opened
from serving import served
from support import this_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def server(edition_root: Path) -> Iterator[str]:
    """Serve the site on this machine and give its address."""
    with served(edition_root / "site") as address:
        yield address


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_a_number_opens_what_one_can_do_with_its_paragraph(
    browser: Browser, edition_root: Path, viewport: dict[str, int]
) -> None:
    """Its address, cite, copy; from where it is referred to, and its dates. Esc leads back to the number."""
    edition = this_edition()
    section = edition.section("ii-1")
    several = next(
        p.anchor
        for p in section.paragraphs
        if edition.references_to(p.anchor) and any(p.anchor == at.text for e in edition.events for at in e.places)
    )
    page = opened(browser, edition_root, viewport=viewport)
    number = page.locator(f"#{several} > .para")
    number.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name=edition.anchors[several].reference)
    expect(sheet).to_be_focused()
    expect(sheet.get_by_role("link", name=edition.anchors[several].reference, exact=True)).to_be_visible()
    for source in {r.source for r in edition.references_to(several)}:
        expect(sheet.get_by_role("link", name=edition.anchors[source].reference, exact=True).first).to_be_visible()
    expect(sheet).to_contain_text("In the chronology")
    assert (
        len(page.locator("[id]").evaluate_all("all => [...new Set(all.map(e => e.id))]"))
        == page.locator("[id]").count()
    )
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(number).to_be_focused()
    number.click()
    sheet.get_by_role("button", name="Cite").click()
    expect(page.locator("dialog.cite textarea")).to_have_value(re.compile(several))


def test_the_address_of_a_paragraph_is_copied(browser: Browser, server: str) -> None:
    """It is then on the clipboard, and the button says so; where nothing may be copied it is in the address bar."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/{SECTION}")
    page.locator("#ii-1-p7 > .para").click()
    page.get_by_role("button", name="Copy address").click()
    expect(page.get_by_role("button", name="Address copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/{SECTION}#ii-1-p7"
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')) }")
    page.locator("#ii-1-p3 > .para").click()
    page.get_by_role("button", name="Copy address").click()
    page.wait_for_url("**/ii-1.html#ii-1-p3")


@pytest.mark.parametrize("scripts", [True, False])
def test_no_paragraph_has_another_control(browser: Browser, edition_root: Path, *, scripts: bool) -> None:
    """What refers to the paragraphs is in one list, folded, at the end of the section; it opens without scripts too."""
    page = opened(browser, edition_root, java_script_enabled=scripts)
    fold = page.locator("details.refers")
    expect(fold).to_have_count(1)
    assert page.locator("p.essay ~ details.refers ~ p.essay").count() == 0
    fold.locator("summary").click()
    rows = fold.locator("> ul > li")
    assert rows.count() > 5
    expect(rows.first.locator("a").nth(1)).to_be_visible()
