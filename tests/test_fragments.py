"""Copied text fragments: each opens the very words that were selected, in Chromium itself."""

from __future__ import annotations

import io
import random
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from browsing import WIDE, until
from serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("essay/i.html", "essay/ii-2.html", "essay/index.html", "notes/ii-1.html")
CASES = 8
"""Selections on each page."""
FRAGMENT = re.compile(r"(?P<page>\S+\.html)#(?P<id>[\w-]+)(?P<text>:~:text=\S+?)?\.?(?=\s|$)")
SHARED = """
const quiet = ".noteref,.para,.mark,.status,.back,details,[href$='-evidence'],.rdg,.lemma";
const letters = (block) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(quiet)) continue;
    for (let at = 0; at < node.length; at++) found.push([node, at, /\\s/.test(node.data[at])]);
  }
  return found;
};
"""
SELECT = f"""([where, from, to]) => {{ {SHARED}
  const blocks = [...document.querySelectorAll("p.essay[id], .note[id]")].filter((block) => !block.closest(".side"));
  const block = blocks[Math.floor(where * blocks.length)], all = letters(block);
  let begin = Math.floor(from * all.length), end = Math.min(all.length, begin + 2 + Math.floor(to * 400));
  while (begin && !all[begin - 1][2]) begin--;
  while (all[begin][2]) begin++;
  while (end < all.length && !all[end][2]) end++;
  while (all[end - 1][2]) end--;
  const range = new Range(), first = all[begin], last = all[end - 1];
  range.setStart(first[0], first[1]);
  range.setEnd(last[0], last[1] + 1);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const dialog = document.querySelector("dialog.cite");
  document.dispatchEvent(new CustomEvent("edition:cite", {{ detail: {{ anchor: block.id }} }}));
  const citation = dialog.querySelector("textarea").value;
  dialog.close();
  const count = (to) => all.slice(0, to).filter((letter) => !letter[2]).length;
  return {{ citation, id: block.id, letters: [count(begin), count(end) - 1] }};
}}"""
"""Selects whole words of a paragraph or note: what the dialogue says of them, and their first and last letter."""
SHOW = f"""([id, letter, scrolled]) => {{ {SHARED}
  const [node, at] = letters(document.getElementById(id)).filter((one) => !one[2])[letter];
  const range = new Range();
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  if (!scrolled) return range.getBoundingClientRect().top >= 0 && range.getBoundingClientRect().top <= innerHeight;
  scrollBy({{ top: range.getBoundingClientRect().top - innerHeight / 2, behavior: "instant" }});
  const {{ x, y, width, height }} = range.getBoundingClientRect();
  return {{ x, y, width, height }};
}}"""
"""Puts a letter in the middle of the window, and returns where it is; or returns whether it is in the window."""
MARKED = (
    "document.adoptedStyleSheets[0].insertRule('::target-text { background: #f0f !important; color: #f0f !important }')"
)


def is_marked(page: Page, letter: list[object]) -> bool:
    """Return whether a letter has the colour of marked words, or has it after a while: the browser marks them late."""
    last = time.time() + 30
    while time.time() < last:
        picture = Image.open(io.BytesIO(page.screenshot(clip=page.evaluate(SHOW, letter)))).convert("RGB")
        colour: Any = picture.resize((1, 1)).getpixel((0, 0))
        red, green, blue = colour
        if min(red, blue) - green > 60:
            return True
        page.wait_for_timeout(30)
    return False


@pytest.mark.parametrize("name", PAGES)
def test_a_fragment_opens_the_words_selected(name: str, browser: Browser, edition_root: Path) -> None:
    """The first and the last letter are marked, and the first one is in view."""
    chance = random.Random(name)  # noqa: S311 - the selection needs no secrecy
    viewport: Any = WIDE
    context = browser.new_context(viewport=viewport)
    context.add_init_script(
        "addEventListener('DOMContentLoaded', () => { document.adoptedStyleSheets = [new CSSStyleSheet()]; "
        + MARKED
        + " })"
    )
    with served(edition_root / "site") as address:
        page = context.new_page()
        page.goto(f"{address}/{name}")
        page.keyboard.press("c")
        page.wait_for_selector("dialog.cite[open]")
        page.keyboard.press("Escape")
        given = [page.evaluate(SELECT, [chance.random(), chance.random(), chance.random()]) for _ in range(CASES)]
        found = [FRAGMENT.search(one["citation"]) for one in given]
        assert sum(bool(one and one["text"]) for one in found) >= CASES - 2
        opened = context.new_page()
        for one, cited in zip(given, found, strict=True):
            assert cited, one["citation"]
            if not cited["text"]:
                continue
            opened.goto("about:blank")  # else it would go from place to place on one page, and not open it
            opened.goto(f"{address}/{cited['page'].removeprefix(address + '/')}#{cited['id']}{cited['text']}")
            until(opened, SHOW, [one["id"], one["letters"][0], False])
            for letter in one["letters"]:
                assert is_marked(opened, [one["id"], letter, True]), (cited[0], letter)
