"""Accessibility of every page: axe-core's rules, and in every colouring the contrast of every word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accessibility import COLOURS, THEMES, coloured, faint, violations
from browsing import TYPES, WIDE, go_on, make_narrow, opened, unfold

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = {name.partition("?")[0] for name in TYPES.values()}


def others(root: Path) -> list[str]:
    """Return the addresses of the pages of the site that are not the one looked at for their kind."""
    all_pages = (p.relative_to(root / "site").as_posix() for p in (root / "site").rglob("*.html"))
    return sorted(name for name in all_pages if name not in KINDS)


def test_every_kind_of_page_is_named(edition_root: Path) -> None:
    """The kinds below cover the site: what is not among them is a section or its notes."""
    assert {name.partition("/")[0] for name in others(edition_root)} == {"essay", "notes"}


@pytest.fixture(scope="module")
def page(browser: Browser, edition_root: Path) -> Iterator[Page]:
    """Yield a page that goes from one page of the site to the next, on which nothing is stored or pointed at."""
    shared = opened(browser, edition_root, "index.html")
    yield shared
    shared.context.close()


@pytest.mark.parametrize("kind", TYPES)
def test_no_kind_of_page_breaks_a_rule(page: Page, edition_root: Path, kind: str) -> None:
    """As it comes; then, all folded parts open, in every colouring; then with all rules in the narrowest window.

    At 320 pixels bar, lists and tables are laid out in another way. axe-core looks at the colours there alone, and asks
    for 4.5:1: what it would find in the other colourings is below the 7:1 that each of them is held to as well.
    """
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    go_on(page, edition_root, TYPES[kind])
    assert violations(page, but=COLOURS) == []
    unfold(page)
    for theme in reversed(THEMES):
        coloured(page, theme)
        assert faint(page) == [], theme
    make_narrow(page)
    if page.locator(".side").count():  # axe looks through the hidden copies of the notes, too
        page.reload()
        unfold(page)
    assert faint(page) == []
    assert violations(page) == []


def test_no_other_page_breaks_a_rule(page: Page, edition_root: Path) -> None:
    """The other sections and their notes, as they come.

    The page of the whole essay, above, has the words of all sections, their colours and the size of what can be hit.
    """
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    for name in others(edition_root):
        go_on(page, edition_root, name)
        seen_above = (*COLOURS, "target-size") if name.startswith("essay/") else COLOURS
        assert violations(page, but=seen_above) == [], name
        assert name.startswith("essay/") or faint(page) == [], name
