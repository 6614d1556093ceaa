"""What tests share: what a machine may lack, the built site, and the words of its pages."""

from __future__ import annotations

import os
import re
import shutil
import signal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from edition import checks, exports, pipeline, resolve

if TYPE_CHECKING:
    from edition.diagnostics import Finding
    from edition.model.draft import Draft
    from edition.model.edition import Edition

ROOT = Path(__file__).resolve().parent.parent
WHOLE = ROOT / "tests" / "cases" / "whole"
"""A small edition with something of everything: all kinds of names, notes, works, dates, emendations and pages."""
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"}
"""The relations of `link` elements that a browser follows by itself (HTML Living Standard, § 4.6.7)."""
SECTIONS = sorted(path.stem for path in (ROOT / "docs" / "essay").glob("*.md") if path.stem != "index")
"""The anchors of the sections of this repository's own edition, known before anything of it is read."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def program(name: str) -> str:
    """Return the path of a program; skip the test where this machine lacks it."""
    found = shutil.which(name)
    if found is None:
        lacking(f"{name} is not on this machine")
    return str(found)


def chromium() -> str:
    """Return the path of Chromium, without its windows where that can be had: so it opens pages three times as fast."""
    return shutil.which("chromium-headless-shell") or program("chromium")


SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options for a Java program that ends within seconds: what gains only in longer runs is left out."""


def java(jar: Path) -> list[str]:
    """Return how a Java program that ends within seconds is called."""
    return [program("java"), *SHORT, "-Xss8m", "-jar", str(jar)]


def lacking(what: str) -> None:
    """Skip a test for what this machine lacks; under `CI=true` every skip is a failure (see `conftest`)."""
    pytest.skip(what)


def tool(variable: str, what: str) -> Path:
    """Return what an environment variable leads to; skip the test where it leads nowhere."""
    given = os.environ.get(variable, "")
    if not given or not Path(given).exists():
        lacking(f"{variable} does not lead to {what} (npm; .ci/run says which)")
    return Path(given)


@cache
def this_draft() -> Draft:
    """Return what the sources of this repository's own edition say, read once a test run."""
    return pipeline.read(ROOT)


@cache
def this_edition() -> Edition:
    """Return this repository's own edition, read once a test run and only where a test asks for it."""
    draft = this_draft()
    assert not draft.broken_description, draft.broken_description
    return resolve.resolve(draft)


def specimen_root() -> Path:
    """Return the folder of the edition on which laws of the program are tried: `WHOLE`, or what `--edition` names."""
    return Path(os.environ.get("EDITION_UNDER_TEST", WHOLE))


def is_edition_named() -> bool:
    """Return whether `--edition` names the edition under test: then nothing else need be tried again."""
    return "EDITION_UNDER_TEST" in os.environ


@cache
def specimen_draft() -> Draft:
    """Return what the sources of that edition say, read once a test run."""
    return pipeline.read(specimen_root())


@cache
def specimen() -> Edition:
    """Return that edition, read once a test run and only where a test asks for it."""
    draft = specimen_draft()
    assert not draft.broken_description, draft.broken_description
    return resolve.resolve(draft)


@cache
def specimen_exports() -> dict[str, bytes]:
    """Return every export of that edition by its path, made once a test run."""
    return exports.make(specimen())


def specimen_sections() -> list[str]:
    """Return the anchors of the sections of that edition, known before anything of it is read."""
    return _sections(specimen_root())


def _sections(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "docs" / "essay").glob("*.md") if path.stem != "index")


def check(root: Path) -> tuple[Finding, ...]:
    """Return everything that the checks find in the edition below `root`."""
    draft = pipeline.read(root)
    return checks.run(draft, resolve.resolve(draft))


def heed_interrupts() -> None:
    """Make a child process end at SIGINT, which a shell makes its background jobs and their children ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def with_dialogs(page: Path, site: Path) -> str:
    """Return the HTML of a page of a site with what the site's script `dialogs.js` puts into it."""
    script = (site / "assets" / "dialogs.js").read_text(encoding="utf-8")
    (literal,) = re.findall(r"`((?:[^`\\$]|\\.)*)`", script, re.DOTALL)
    root = "../" * len(page.relative_to(site).parent.parts)
    added = re.sub(r"\\(.)", r"\1", literal).replace("{root}", root)
    return page.read_text(encoding="utf-8").replace("</body>", f"{added}\n</body>")


class Page(HTMLParser):
    """A page of the site: its ids in order, its links, its resources, and the words of each essay paragraph."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[tuple[str, dict[str, str]]] = []
        self.resources: list[str] = []
        self.paragraphs: dict[str, str] = {}
        self._stack: list[str] = []
        self._quiet = 0
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append((given["href"], given))
        elif tag in {"script", "img", "iframe", "source"} and "src" in given:
            self.resources.append(given["src"])
        elif tag == "link" and given.get("rel") in LOADED:
            self.resources.append(given.get("href", ""))
        elif tag == "link" and "href" in given:
            self.links.append((given["href"], given))
        if tag in VOID:
            return
        self._stack.append(tag)
        if tag == "p" and given.get("class") == "essay":
            self._inside = given["id"]
            self.paragraphs[self._inside] = ""
        if self._quiet or {"para", "noteref", "rdg"} & set(given.get("class", "").split()):
            self._quiet += 1

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag in VOID or tag not in self._stack:
            return
        while self._stack.pop() != tag:
            pass
        if self._quiet:
            self._quiet -= 1
        elif tag == "p":
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Take the words of an essay paragraph, its number and its note calls left out."""
        if self._inside and not self._quiet:
            self.paragraphs[self._inside] += data


def tags(node: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Return the elements of a tag tree (ISO 32000-1, 14.7), in order."""
    if not isinstance(node, pikepdf.Dictionary):
        return []
    kids: Any = node.get("/K", [])
    found = [node] if "/S" in node else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        found += tags(kid)
    return found
