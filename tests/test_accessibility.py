"""Accessibility by axe-core on every page, in every state and colour, and the contrast of every word, computed.

axe-core's rules are taken from WCAG 2.0, 2.1 and 2.2, levels A and AA, and from its best practices; none may be broken.
The edition's own promise goes further: 7:1 for all text (WCAG 2.2, 1.4.6).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import NARROW, SECTION, TYPES, browser, closed, opened
from site_fixture import edition_root
from support import tool

__all__ = ["browser", "closed", "edition_root"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """([tags, rules]) => axe.run(document, {
  runOnly: rules.length ? {type: 'rule', values: rules} : {type: 'tag', values: tags},
  rules: rules.length ? {} : {'target-size': {enabled: true}}, resultTypes: ['violations']})
  .then(r => [r.passes.length, ...r.violations.map(v =>
    `${v.id}: ${v.nodes.length} × ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' ')}`)])"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict the colours of a page can change."""
LEAST = 7
LEAST_OF_LINES = 3
"""What tells a link in the text by its line alone (WCAG 2.2, 1.4.11)."""
THEMES = ["light", "sepia", "dark"]
CONTRAST = """lines => {
  const read = c => { const m = /^rgba?\\(([^)]+)\\)$/.exec(c);
    if (/^color\\(srgb /.test(c)) return c.match(/[\\d.]+/g).map(Number).map((v, i) => i < 3 ? v * 255 : v);
    if (!m) throw new Error('a colour not understood: ' + c);
    const [r, g, b, a = 1] = m[1].split(',').map(Number); return [r, g, b, a] };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { const c = read(getComputedStyle(e).backgroundColor);
    return c[3] === 1 ? c : over(c, e.parentElement ? behind(e.parentElement) : [255, 255, 255, 1]) };
  const disc = e => e.matches('svg .dot') && e.parentElement.querySelector('circle');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [];
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim(), e = walker.currentNode.parentElement;
    if (!words || e.closest('script,noscript,style,option') || !e.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(e), ground = disc(e) ? read(getComputedStyle(disc(e)).fill) : behind(e);
    if (lines && !(e.closest('a') && style.textDecorationLine === 'underline')) continue;
    const drawn = lines ? style.textDecorationColor : e.namespaceURI.endsWith('svg') ? style.fill : style.color;
    const ink = over(read(drawn), ground);
    const [least, most] = [light(ink), light(ground)].sort((a, b) => a - b);
    seen.push([(most + .05) / (least + .05),
      `${e.localName}.${e.className.baseVal ?? e.className}: ${words.slice(0, 40)}`]);
  }
  return seen }"""


@cache
def axe() -> str:
    """Give axe-core's source."""
    return tool("AXE_JS", "axe-core’s axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Give what axe-core finds wrong with a page as it stands; that it looked at something is asserted here."""
    page.evaluate(axe())
    page.add_style_tag(content=".bar { position: relative !important }")  # else what it hides counts as too small
    passed, *found = page.evaluate(RUN, [TAGS, rules or []])
    assert passed
    return [str(each) for each in found]


def coloured(page: Page, theme: str) -> None:
    """Change a page's colouring, as the switch does."""
    page.evaluate(
        "([old, theme]) => { const c = document.documentElement.classList; c.remove(...old); c.add(theme) }",
        [THEMES, theme],
    )


def faint(page: Page) -> list[str]:
    """Give the words of a page whose colour, and the links whose line, has too little contrast to what is behind."""
    seen, lines = page.evaluate(CONTRAST), page.evaluate(CONTRAST, arg=True)
    assert len(seen) > 3
    assert len(lines) > 1
    short = [found for found in seen if found[0] < LEAST] + [found for found in lines if found[0] < LEAST_OF_LINES]
    return [f"{ratio:.2f} {where}" for ratio, where in short]


def everywhere(root: Path) -> list[str]:
    """Give the addresses of all pages of the site."""
    return sorted(p.relative_to(root / "site").as_posix() for p in (root / "site").rglob("*.html"))


def test_every_kind_of_page_is_named(edition_root: Path) -> None:
    """The kinds below cover the site: what is not among them is a section or its notes."""
    kinds = {name.partition("?")[0] for name in TYPES.values()}
    others = {name for name in everywhere(edition_root) if name not in kinds}
    assert others
    assert {name.partition("/")[0] for name in others} <= {"essay", "notes"}


def test_no_page_breaks_a_rule(browser: Browser, edition_root: Path) -> None:
    """Each page of the site as it comes."""
    for name in everywhere(edition_root):
        page = opened(browser, edition_root, name)
        assert violations(page) == [], name
        page.context.close()


@pytest.mark.parametrize("kind", TYPES)
def test_no_kind_of_page_breaks_a_rule_on_the_narrowest_window(browser: Browser, edition_root: Path, kind: str) -> None:
    """At 320 pixels, all folded parts open: bar, lists and tables are laid out in another way."""
    page = opened(browser, edition_root, TYPES[kind], viewport=NARROW)
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(e => e.open = true)")
    assert violations(page) == []


@pytest.mark.parametrize("kind", TYPES)
def test_no_kind_of_page_breaks_a_rule_of_colour(browser: Browser, edition_root: Path, kind: str) -> None:
    """Every colouring: axe-core's rules, 7:1 for every word and 3:1 for the line of every link, as computed."""
    page = opened(browser, edition_root, TYPES[kind])
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(e => e.open = true)")
    for theme in THEMES:
        coloured(page, theme)
        assert faint(page) == [], theme
        assert violations(page, COLOURS) == [], theme


def preview(page: Page) -> None:
    """Open the preview of a cross-reference."""
    page.locator("#ii-1-p2 a.xref").first.hover()
    expect(page.locator("#peek")).to_be_visible()


def unfolded(page: Page) -> None:
    """Open a note in the margin by its call."""
    page.locator("#r17").press("Enter")
    expect(page.locator(".side.lit")).to_be_focused()


def sheet(page: Page) -> None:
    """Open a note where there is no margin."""
    page.locator("#r17").press("Enter")
    expect(page.locator("#sheet")).to_be_visible()


def contents(page: Page) -> None:
    """Open the list of pages."""
    page.locator(".menu summary").click()
    expect(page.locator(".menu ul").first).to_be_visible()


def display(page: Page) -> None:
    """Open the reader's switches."""
    page.get_by_role("button", name="Display").click()
    expect(page.locator("#display")).to_be_visible()


def keys(page: Page) -> None:
    """Open the list of keys."""
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def citing(page: Page) -> None:
    """Open the citation dialogue for a paragraph."""
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("dialog.cite textarea")).to_have_value(re.compile("ii-1-p1"))


def searching(page: Page) -> None:
    """Search from a page, in the dialogue."""
    page.keyboard.press("/")
    page.locator("dialog.search input").fill("soviet power")
    expect(page.locator("dialog.search .hits a").first).to_be_visible()


def selected(page: Page) -> None:
    """Select words, so that citing them is offered."""
    page.locator("#ii-1-p1").evaluate(
        """e => { const text = [...e.childNodes].find(n => n.nodeType === 3), range = new Range();
        range.setStart(text, 0); range.setEnd(text, 30); getSelection().addRange(range) }"""
    )
    expect(page.locator(".cite-words")).to_be_visible()


def as_it_comes(_: Page) -> None:
    """Do nothing."""


SHORT = "essay/prologue.html"
"""What opens the same everywhere is looked at above few words: those of a long section are looked at once."""
State = tuple[Callable[[Page], None], str, dict[str, int] | None]
STATES: dict[str, State] = {
    "preview": (preview, SECTION, None),
    "note in the margin": (unfolded, SECTION, None),
    "sheet on a phone": (sheet, SECTION, NARROW),
    "sheet on a tablet": (sheet, SECTION, {"width": 820, "height": 1000}),
    "contents": (contents, SHORT, None),
    "contents on a phone": (contents, SHORT, NARROW),
    "display": (display, SHORT, None),
    "display on a phone": (display, SHORT, NARROW),
    "keys": (keys, SHORT, None),
    "citing": (citing, SECTION, None),
    "citing on a phone": (citing, SECTION, NARROW),
    "searching": (searching, SHORT, None),
    "searching on a phone": (searching, SHORT, NARROW),
    "words selected": (selected, SECTION, None),
    "words found": (as_it_comes, f"{SECTION}?mark=soviet+power#ii-1-p8", None),
    "paragraph come to": (as_it_comes, f"{SECTION}#ii-1-p2", None),
    "call come to": (as_it_comes, f"{SECTION}#r16", None),
    "note come to": (as_it_comes, f"{SECTION}#n16", None),
    "emendation come to": (as_it_comes, "apparatus.html#app-peoples-commissars", None),
    "search with nothing found": (as_it_comes, "search.html?q=zzzzzz&in=all", None),
}


@pytest.mark.parametrize("state", STATES)
def test_no_state_breaks_a_rule(browser: Browser, edition_root: Path, state: str) -> None:
    """All that can be opened and come to, in each colouring."""
    prepare, name, viewport = STATES[state]
    page = opened(browser, edition_root, name, **({"viewport": viewport} if viewport else {}))
    prepare(page)
    for theme in THEMES:
        coloured(page, theme)
        assert faint(page) == [], theme
        assert violations(page, COLOURS if theme in THEMES[1:] else None) == [], theme


@pytest.mark.parametrize("switches", ["witness", "calm", "huge", "small", "no-side no-numbers", "only-pss only-mew"])
@pytest.mark.parametrize("viewport", [{"width": 1600, "height": 900}, NARROW])
def test_no_switch_breaks_a_rule(browser: Browser, edition_root: Path, switches: str, viewport: dict[str, int]) -> None:
    """The other ways of reading a section."""
    page = opened(browser, edition_root, switches=switches, viewport=viewport)
    assert violations(page) == []
