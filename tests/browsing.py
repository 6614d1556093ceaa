"""What the tests in Chromium share: the browser, a page from disk in a reader's state, and what goes wrong in it."""

from __future__ import annotations

import atexit
import re
import time
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

from serving import served

SECTION = "essay/ii-1.html"
SHORTER = "essay/ii-2.html"
"""A section with all the kinds of elements that the longest one has, in three fifths of their number."""
SHORTER_NOTES = "notes/iii.html"
"""The notes of a section with all the kinds of controls that the longest ones have, in half their number."""
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
"""What a window 1280 pixels wide has at 400 % (WCAG 2.2, 1.4.10)."""
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""A slow mobile line (slow 4G)."""
SLOWER = 4
"""By how much the processor of a cheap phone is slower than this machine's."""
TYPES = {
    "title page": "index.html",
    "introduction": "introduction.html",
    "section": SECTION,
    "whole essay": "essay/index.html",
    "notes of a section": "notes/ii-1.html",
    "bibliography": "bibliography.html",
    "people": "people.html",
    "organisations": "organisations.html",
    "glossary": "glossary.html",
    "chronology": "chronology.html",
    "passages": "passages.html",
    "concordance": "concordance.html",
    "apparatus": "apparatus.html",
    "witness": "witness.html",
    "about": "about.html",
    "state": "state.html",
    "how to cite": "how-to-cite.html",
    "downloads": "downloads/index.html",
    "search": "search.html?q=soviet+power&in=all",
    "404": "404.html",
}
"""A page of each kind, by its kind."""
faults: list[str] = []
"""What went wrong in the scripts of the pages that the running test opened."""
_servers = ExitStack()
atexit.register(_servers.close)


@cache
def _address(site: Path) -> str:
    """Serve a site until the tests end, and give its address."""
    return _servers.enter_context(served(site))


FUNCTION = re.compile(r"\s*(\([^()]*\)|\w+)\s*=>")


def until(page: Page, what: str, given: object = None, timeout: float = 30) -> None:
    """Wait until an expression, or a function of what is given, is true on a page.

    Playwright's own `wait_for_function` evaluates a string within the page, which the edition's policy forbids.

    Raises:
        TimeoutError: where it is not true after so many seconds.
    """
    asked = what if FUNCTION.match(what) else f"() => ({what})"
    watch = f"""async ([given, last]) => {{ const asked = {asked};
      while (Date.now() < last) {{ if (asked(given)) return true; await new Promise(r => setTimeout(r, 15)) }} }}"""
    last = time.time() + timeout
    while time.time() < last:
        with suppress(Error):  # while one page follows another there is none to ask
            if page.evaluate(watch, [given, last * 1000]):
                return
        page.wait_for_timeout(15)
    message = f"not true after {timeout} seconds: {what}"
    raise TimeoutError(message)


def settled(page: Page) -> None:
    """Wait until the fonts of a page have come and it has been painted twice, so that what it asks for is asked for."""
    page.evaluate(
        """async () => { await document.fonts.ready;
        for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame) }"""
    )


def make_narrow(page: Page) -> None:
    """Make the window of a page as narrow as any, and wait until the page is laid out anew."""
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    settled(page)


def styled(page: Page, style: str) -> None:
    """Add rules to a page, by a script: the edition's policy forbids a style sheet within the page."""
    page.evaluate(
        "style => { const s = new CSSStyleSheet(); s.replaceSync(style); document.adoptedStyleSheets.push(s) }", style
    )


def unfold(page: Page) -> None:
    """Open all folded parts of a page at once: it hears of the last alone, and places its notes anew one time."""
    page.evaluate(
        """() => new Promise(done => {
        const folded = [...document.querySelectorAll('details:not(.menu):not([open])')];
        let left = folded.length;
        if (!left) done();
        addEventListener('toggle', event => {
          if (--left > 0) event.stopImmediatePropagation();
          if (left === 0) setTimeout(done) }, {capture: true});
        for (const part of folded) part.open = true })"""
    )


POLICY = "Content Security Policy"
"""The words by which Chromium says on the console that a page's policy refused something."""


def go_on(page: Page, root: Path, name: str) -> None:
    """Go to a page of the edition below `root` in a window that is open: it comes in half the time of a new one."""
    if name == "404.html":  # its addresses begin at the root, for it stands in for any page of a server
        page.goto(f"{_address(root / 'site')}/no/such/page.html")
    else:
        page.goto(f"{(root / 'site').as_uri()}/{name}")
    page.evaluate("document.fonts.ready.then(() => {})")
    if name.startswith("search.html?"):
        until(page, "document.querySelector('[data-search-page] [role=status]').textContent")


def opened(browser: Browser, root: Path, name: str = SECTION, *, switches: str = "", **options: Any) -> Page:
    """Open a page of the edition below `root` from disk, with a reader's switches set before."""
    page = browser.new_context(**{"viewport": WIDE, **options}).new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if POLICY in message.text else None)
    if switches:
        page.add_init_script(
            f"localStorage.getItem('edition.display') ?? localStorage.setItem('edition.display', '{switches}')"
        )
    go_on(page, root, name)
    return page
