"""Another engine gives the same pages: ProperDocs and Zensical beside MkDocs, each in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from site_fixture import copy_of_the_edition, edition_root
from support import ROOT

__all__ = ["edition_root"]

ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
SKIP_TARGET = '<a id="__skip" tabindex="-1"></a>'
"""Zensical's own target of its skip link, which it puts at the head of the article."""
NEEDS = ("mkdocs-material", "pymdown-extensions", "bibtexparser", "markdown-it-py", "mdit-py-plugins", "pyyaml")
PAGES = ("index.html", "essay/ii-1.html", "essay/index.html", "notes/i.html", "bibliography.html", "about.html")
COMMANDS = {
    "properdocs": ["build", "-q", "-f", "mkdocs.yml", "-d", "site"],
    "zensical": ["build", "-f", "mkdocs.yml"],
}


def environment(name: str, folder: Path) -> Path:
    """Make an environment with one engine and give the path of its command; skip where it cannot be installed."""
    venv.create(folder, with_pip=True)
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name, *NEEDS]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{name} cannot be installed here: {done.stderr.strip().splitlines()[-1]}")
    return binaries / name


def articles(site: Path) -> dict[str, list[str]]:
    """Give the lines of each page's article, without empty ones and without the engine's own skip target."""
    found = {}
    for name in PAGES:
        article = ARTICLE.search((site / name).read_text(encoding="utf-8"))
        assert article, name
        lines = (line.strip() for line in article[1].replace(SKIP_TARGET, "").splitlines())
        found[name] = [line for line in lines if line]
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_the_engine_gives_the_same_articles(name: str, edition_root: Path, tmp_path: Path) -> None:
    """The article of every kind of page is the same HTML, line by line."""
    command = environment(name, tmp_path / "environment")
    root = copy_of_the_edition(tmp_path / "edition")
    with_package = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    # Zensical ends with 1 for anchors that it looks for in the Markdown and we make; what counts is what it wrote
    subprocess.run([str(command), *COMMANDS[name]], cwd=root, env=with_package, capture_output=True, check=False)
    assert articles(root / "site") == articles(edition_root / "site")


def test_mkdocs_alone_gives_the_site(edition_root: Path, tmp_path: Path) -> None:
    """Plain `mkdocs build --strict` gives the complete reading site, and nothing but the books is missing."""
    root = copy_of_the_edition(tmp_path / "edition")
    plain = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env=plain,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert articles(root / "site") == articles(edition_root / "site")
    ours = {p.relative_to(edition_root / "site").as_posix() for p in (edition_root / "site").rglob("*.html")}
    assert {p.relative_to(root / "site").as_posix() for p in (root / "site").rglob("*.html")} == ours
