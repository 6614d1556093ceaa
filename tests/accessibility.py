"""What is wrong with a page for its readers: by axe-core's rules, and by the contrast of every word, computed.

axe-core's rules are taken from WCAG 2.0, 2.1 and 2.2, levels A and AA, and from its best practices; none may be broken.
The edition's own promise goes further: 7:1 for all text (WCAG 2.2, 1.4.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from browsing import styled
from support import tool

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """([tags, only, but]) => axe.run(document, {
  runOnly: only.length ? {type: 'rule', values: only} : {type: 'tag', values: tags},
  rules: only.length ? {} : Object.fromEntries(['target-size', ...but].map(r => [r, {enabled: !but.includes(r)}])),
  resultTypes: ['violations']})
  .then(r => [r.passes.length, ...r.violations.map(v =>
    `${v.id}: ${v.nodes.length} × ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' ')}`)])"""
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose verdict the colours of a page can change."""
LEAST = 7
LEAST_OF_LINES = 3
"""What tells a link in the text by its line alone (WCAG 2.2, 1.4.11)."""
THEMES = ["light", "sepia", "dark"]
CONTRAST = """([least, leastOfLines]) => {
  const read = c => { const m = /^rgba?\\(([^)]+)\\)$/.exec(c);
    if (/^color\\(srgb /.test(c)) return c.match(/[\\d.]+/g).map(Number).map((v, i) => i < 3 ? v * 255 : v);
    if (!m) throw new Error('a colour not understood: ' + c);
    const [r, g, b, a = 1] = m[1].split(',').map(Number); return [r, g, b, a] };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const known = new Map(), ground = e => { const c = read(getComputedStyle(e).backgroundColor);
    return c[3] === 1 ? c : over(c, e.parentElement ? behind(e.parentElement) : [255, 255, 255, 1]) };
  const behind = e => known.get(e) ?? known.set(e, ground(e)).get(e);
  const disc = e => e.matches('svg .dot') && e.parentElement.querySelector('circle');
  const ratio = (drawn, under) => {
    const [dim, bright] = [light(over(read(drawn), under)), light(under)].sort((a, b) => a - b);
    return (bright + .05) / (dim + .05) };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), seen = [], lines = [];
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim(), e = walker.currentNode.parentElement;
    if (!words || e.closest('script,noscript,style,option') || !e.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(e), under = disc(e) ? read(getComputedStyle(disc(e)).fill) : behind(e);
    const where = `${e.localName}.${e.className.baseVal ?? e.className}: ${words.slice(0, 40)}`;
    seen.push([ratio(e.namespaceURI.endsWith('svg') ? style.fill : style.color, under), where]);
    if (e.closest('a') && style.textDecorationLine === 'underline')
      lines.push([ratio(style.textDecorationColor, under), where]);
  }
  return [seen.length, lines.length, [...seen.filter(([r]) => r < least), ...lines.filter(([r]) => r < leastOfLines)]]
}"""


@cache
def axe() -> str:
    """Return axe-core's source."""
    return tool("AXE_JS", "axe-core’s axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *, only: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds wrong with a page as it stands; that it looked at something is asserted here.

    `only` names the rules that are to look; else all do, `but` some.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
        styled(page, ".bar { position: relative !important }")  # else what it hides counts as too small
        styled(page, ".notes { content-visibility: visible !important }")  # else they have no places to measure
    passed, *found = page.evaluate(RUN, [TAGS, only, but])
    assert passed
    return [str(each) for each in found]


def coloured(page: Page, theme: str) -> None:
    """Change a page's colouring, as the switch does."""
    page.evaluate(
        "([old, theme]) => { const c = document.documentElement.classList; c.remove(...old); c.add(theme) }",
        [THEMES, theme],
    )


def faint(page: Page) -> list[str]:
    """Return the words of a page whose colour, and the links whose line, has too little contrast to what is behind."""
    seen, lines, short = page.evaluate(CONTRAST, [LEAST, LEAST_OF_LINES])
    assert seen > 3
    assert lines > 1
    return [f"{ratio:.2f} {where}" for ratio, where in short]
