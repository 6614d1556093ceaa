"""The markup of the site by the Nu HTML checker: every page as the build leaves it, and as the scripts leave it."""

from __future__ import annotations

import json
import subprocess
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from browsing import NARROW, SECTION, WIDE, opened
from support import java, tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def errors(*files: Path) -> list[str]:
    """Return what the checker says against files; what it only informs of is left out."""
    jar = tool("VNU_JAR", "the Nu HTML checker’s vnu.jar")
    command = [*java(jar), "--format", "json", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [f"{m.get('url')}:{m.get('lastLine')}: {m['message']}" for m in messages if m["type"] != "info"]


def test_no_page_has_an_error(edition_root: Path, tmp_path: Path) -> None:
    """All pages as they are published; a page with a fault beside them is reported, so that silence means something."""
    faulty = tmp_path / "page.html"
    faulty.write_text('<!doctype html><html lang="en"><title>A</title><p id="a"><p id="a">', encoding="utf-8")
    pages = sorted((edition_root / "site").rglob("*.html"))
    assert len(pages) > 20
    found = errors(*pages, faulty)
    assert [message for message in found if not message.startswith(f"{faulty.as_uri().replace('///', '/')}:")] == []
    assert any("Duplicate ID" in message for message in found)


def test_no_page_has_an_error_when_scripts_have_run(browser: Browser, edition_root: Path, tmp_path: Path) -> None:
    """Notes in the margin or below, an open note and what is found: the page as a browser then holds it."""
    files: list[Path] = []
    for name, viewport in product((SECTION, "essay/index.html", "search.html?q=soviet+power&in=all"), (WIDE, NARROW)):
        page = opened(browser, edition_root, name, viewport=viewport)
        if page.locator("#r17").count():
            page.locator("#r17").press("Enter")
        file = tmp_path / f"{len(files)}.html"
        file.write_text("<!doctype html>\n" + page.evaluate("document.documentElement.outerHTML"), encoding="utf-8")
        files.append(file)
    assert errors(*files) == []
