"""Another engine gives the same pages: ProperDocs and Zensical beside MkDocs, each in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from html import unescape
from pathlib import Path

import pytest

from edition import processes, theme
from site_fixture import copy_of_the_edition

ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
SKIP_TARGET = '<a id="__skip" tabindex="-1"></a>'
"""Zensical's own target of its skip link, which it puts at the head of the article: all that is left out."""
SIZE = re.compile(r'<td(?: data-size="[^"]*")? data-label="Size">[^<]*</td>|<td data-label="Size"[^>]*>[^<]*</td>')
"""The size of a download, which `edition build` alone can know."""
COMMANDS = {
    "properdocs": ["build", "-q", "-f", "mkdocs.yml", "-d", "site"],
    "zensical": ["build", "-f", "mkdocs.yml"],
}
PURELIB = "import sysconfig; print(sysconfig.get_path('purelib'))"


def environment(name: str, folder: Path) -> Path:
    """Make an environment with one engine and give the path of its command; skip where it cannot be installed.

    The packages of the environment that runs the tests are seen from there, so that the engines differ in nothing else.
    """
    venv.create(folder)
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    python = str(binaries / "python")
    packages = subprocess.run([python, "-c", PURELIB], capture_output=True, text=True, check=True).stdout.strip()
    (Path(packages) / "ours.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(
            f"{name} cannot be installed here: {(done.stderr.strip().splitlines() or ['pip gave no reason'])[-1]}"
        )
    return binaries / name


def frame(page: str) -> list[tuple[str, str]]:
    """Return where the links around the article lead, and their words; an engine may write `./` before a neighbour."""
    around = ARTICLE.sub("", page[page.index("<body") :])
    links = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>([^<]*)</a>', around)
    seen = [(unescape(target).removeprefix("./"), unescape(words)) for target, words in links]
    return [(target, words) for target, words in seen if not target.startswith("#")]


def articles(site: Path) -> dict[str, list[str]]:
    """Return the lines of each page's article, without empty ones, the engine's own skip target and files' sizes."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        if article := ARTICLE.search(path.read_text(encoding="utf-8")):
            words = SIZE.sub("<td></td>", article[1].replace(SKIP_TARGET, ""))
            lines = (line.strip() for line in words.splitlines())
            found[path.relative_to(site).as_posix()] = [line for line in lines if line]
    found.pop("404.html", None)  # the theme's, not ours
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_the_engine_gives_the_same_articles(name: str, edition_root: Path, tmp_path: Path) -> None:
    """The article of every page is the same HTML, line by line."""
    command = environment(name, tmp_path / "environment")
    root = copy_of_the_edition(tmp_path / "edition", edition_root)
    with_package = {**processes.environment(), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    # Zensical ends with 1 for anchors that it looks for in the Markdown and we make; what counts is what it wrote
    done = subprocess.run(
        [str(command), *COMMANDS[name]], cwd=root, env=with_package, capture_output=True, text=True, check=False
    )
    expected, given = articles(edition_root / "site"), articles(root / "site")
    assert {"essay/ii-1.html", "essay/index.html", "bibliography.html", "notes/i.html"} <= set(expected)
    assert sorted(given) == sorted(expected), done.stdout + done.stderr
    for page, lines in expected.items():
        assert given[page] == lines, page
        ours, theirs = (
            frame((site / page).read_text(encoding="utf-8")) for site in (edition_root / "site", root / "site")
        )
        assert theirs == ours, page
        assert len(ours) > len(expected)


def test_mkdocs_alone_gives_the_site(edition_root: Path, tmp_path: Path) -> None:
    """Plain `mkdocs build --strict` gives the complete reading site, and nothing but the books is missing."""
    root = copy_of_the_edition(tmp_path / "edition", edition_root)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env=processes.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert articles(root / "site") == articles(edition_root / "site")
    ours = {p.relative_to(edition_root / "site").as_posix() for p in (edition_root / "site").rglob("*.html")}
    assert {p.relative_to(root / "site").as_posix() for p in (root / "site").rglob("*.html")} == ours
    scripts = sorted((edition_root / "site" / theme.ASSETS).glob("*.js"))
    made = [p for p in scripts if not (theme.FOLDER / theme.ASSETS / p.name).exists()]
    assert made
    for path in made:  # the data of search, previews and citing, by the theme’s plugin
        assert (root / "site" / theme.ASSETS / path.name).read_bytes() == path.read_bytes(), path.name
