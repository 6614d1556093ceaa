"""Accessibility of every page: axe-core's rules, and in every colouring the contrast of every word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accessibility import COLOURS, THEMES, coloured, faint, violations
from browsing import NARROW, TYPES, opened, unfold

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KINDS = {name.partition("?")[0] for name in TYPES.values()}


def others(root: Path) -> list[str]:
    """Return the addresses of the pages of the site that are not the one looked at for their kind."""
    all_pages = (p.relative_to(root / "site").as_posix() for p in (root / "site").rglob("*.html"))
    return sorted(name for name in all_pages if name not in KINDS)


def test_every_kind_of_page_is_named(edition_root: Path) -> None:
    """The kinds below cover the site: what is not among them is a section or its notes."""
    assert {name.partition("/")[0] for name in others(edition_root)} == {"essay", "notes"}


@pytest.mark.parametrize("kind", TYPES)
def test_no_kind_of_page_breaks_a_rule(browser: Browser, edition_root: Path, kind: str) -> None:
    """As it comes; then, all folded parts open, in every colouring: 7:1 for every word, 3:1 for the line of a link.

    axe-core asks for 4.5:1 and looks once: what it would find in the other colourings is below 7:1 as well.
    """
    page = opened(browser, edition_root, TYPES[kind])
    assert violations(page, but=COLOURS) == []
    unfold(page)
    assert violations(page, only=COLOURS) == []
    for theme in THEMES:
        coloured(page, theme)
        assert faint(page) == [], theme


@pytest.mark.parametrize("kind", TYPES)
def test_no_kind_of_page_breaks_a_rule_on_the_narrowest_window(browser: Browser, edition_root: Path, kind: str) -> None:
    """At 320 pixels, all folded parts open: bar, lists and tables are laid out in another way."""
    page = opened(browser, edition_root, TYPES[kind], viewport=NARROW)
    unfold(page)
    assert faint(page) == []
    assert violations(page, but=COLOURS) == []


def test_no_other_page_breaks_a_rule(browser: Browser, edition_root: Path) -> None:
    """The other sections and their notes, as they come; the whole essay, above, has all their words and colours."""
    for name in others(edition_root):
        page = opened(browser, edition_root, name)
        assert faint(page) == [], name
        assert violations(page, but=COLOURS) == [], name
        page.context.close()
