"""The engines and themes that an edition can be built with: MkDocs, ProperDocs, Zensical; ours and stock Material."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from edition import exports, processes, publish, theme
from edition.resolve.notes import ordinal
from serving import served
from site_fixture import copy_of_the_edition
from support import Page, this_edition, with_dialogs

ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
SKIP_TARGET = '<a id="__skip" tabindex="-1"></a>'
"""Zensical's own target of its skip link, which it puts at the head of the article: all that is left out."""
SIZE = re.compile(r'<td(?: data-size="[^"]*")? data-label="Size">[^<]*</td>|<td data-label="Size"[^>]*>[^<]*</td>')
"""The size of a download, which `edition build` alone can know."""
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
"""The one line in which stock Material names the engine."""
STOCK = """\
theme:
  name: material
  font: false
  features: [content.footnote.tooltips]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
"""
"""The choice that `docs/maintainers/engines.md` shows, in place of `theme: {name: edition}`."""
NOTE = re.compile(
    r'<li class="note[^"]*" id="([^"]+)" value="(\d+)">\s*<p class="head"><a [^>]*class="mark"[^>]*>([^<]+)<'
)
HERE = "https://site.invalid/"
OUTSIDE = re.compile(r"""(?:url\(\s*["']?|@import\s*["'])((?:https?:)?//[^"')]*)""")
"""A file that a style sheet asks another host for."""


def run_engine(name: str, root: Path) -> Path:
    """Build the edition below `root` with an engine, strictly (`strict: true` in its settings), and return the site."""
    fixed = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-m", name, "build", "-f", "mkdocs.yml"]
    environment = {**processes.environment(), **fixed}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def change_settings(root: Path, *changes: tuple[str, str]) -> None:
    """Replace words of the settings; each must occur there once."""
    file = root / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def site_of(edition_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Return what builds the edition with an engine and a theme, once for all tests of a worker."""
    built: dict[tuple[str, str], Path] = {}

    def build(engine: str, look: str) -> Path:
        if (engine, look) not in built:
            root = copy_of_the_edition(tmp_path_factory.mktemp(f"{engine}-{look}") / "edition", edition_root)
            if look == "material":
                change_settings(root, ("theme: {name: edition}\n", STOCK))
            if engine != "zensical":  # which would look for the anchors of an edition on the page that names them
                change_settings(root, ("anchors: ignore", "anchors: warn"))
            built[engine, look] = run_engine(engine, root)
        return built[engine, look]

    return build


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


def files(site: Path) -> dict[str, bytes]:
    """Return the files of a site by path, without the name of the engine."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): GENERATOR.sub(b"", path.read_bytes()) for path in paths}


def said(text: str) -> list[str]:
    """Return what a page says of the edition: language, direction, version, date, and collected editions to choose."""
    found = re.findall(r"<html[^>]*>| data-loci=\"[^\"]*\"|Version [0-9.]+, [^<]*|<legend[^>]*>[^<]*", text)
    return [unescape(tag) for tag in found]


def test_zensical_gives_the_same_articles(edition_root: Path, site_of: Callable[[str, str], Path]) -> None:
    """The article of every page is the same HTML, line by line, and the links around it lead to the same places."""
    site = site_of("zensical", "edition")
    expected, given = articles(edition_root / "site"), articles(site)
    assert {"essay/ii-1.html", "essay/index.html", "bibliography.html", "notes/i.html"} <= set(expected)
    assert sorted(given) == sorted(expected)
    for page, lines in expected.items():
        assert given[page] == lines, page
        ours = with_dialogs(edition_root / "site" / page, edition_root / "site")
        theirs = (site / page).read_text(encoding="utf-8")  # it has the dialogues in each page
        assert frame(theirs) == frame(ours), page
        assert said(theirs) == said(ours), page
        assert len(frame(ours)) >= len(expected)


@pytest.mark.parametrize("look", ["edition", "material"])
def test_properdocs_gives_the_same_bytes(look: str, site_of: Callable[[str, str], Path]) -> None:
    expected, given = files(site_of("mkdocs", look)), files(site_of("properdocs", look))
    assert sorted(given) == sorted(expected)
    assert [path for path, content in expected.items() if given[path] != content] == []


def test_mkdocs_alone_gives_the_site(edition_root: Path, site_of: Callable[[str, str], Path]) -> None:
    """Plain `mkdocs build` gives the complete reading site, and nothing but the books is missing."""
    site = site_of("mkdocs", "edition")
    assert articles(site) == articles(edition_root / "site")
    ours = {p.relative_to(edition_root / "site").as_posix() for p in (edition_root / "site").rglob("*.html")}
    assert {p.relative_to(site).as_posix() for p in site.rglob("*.html")} == ours
    scripts = sorted((edition_root / "site" / theme.ASSETS).glob("*.js"))
    made = [p for p in scripts if not (theme.FOLDER / theme.ASSETS / p.name).exists()]
    assert made
    for path in made:  # the data of search, previews and citing, by the theme’s plugin
        assert (site / theme.ASSETS / path.name).read_bytes() == path.read_bytes(), path.name


LOOK = "e => ['backgroundColor', 'borderTopWidth', 'boxShadow'].map(name => getComputedStyle(e)[name])"
STOCK_SITES = pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
"""Stock Material is MkDocs’ theme of this name, and under Zensical its own."""


@pytest.fixture
def stock(engine: str, site_of: Callable[[str, str], Path]) -> dict[str, str]:
    """Return the pages of the site that an engine makes with stock Material, by path."""
    site = site_of(engine, "material")
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


@STOCK_SITES
def test_stock_material_has_the_whole_edition(engine: str, stock: dict[str, str], edition_root: Path) -> None:
    """No page and no paragraph is missing, and `edition build` completes it: metadata, sizes, maps, the zip file."""
    assert sorted(stock) == sorted(path for path in files(edition_root / "site") if path.endswith(".html"))
    pages = {path: text.encode() for path, text in stock.items()}
    publish.prove(this_edition(), pages)
    made = exports.complete(this_edition(), pages)
    assert b'rel="linkset"' in made["essay/ii-1.html"], engine
    assert all(anchor in Page(stock["essay/index.html"]).ids for anchor in ("ii-1-p7", "n18", "em-question-mark"))


@STOCK_SITES
def test_stock_material_numbers_the_notes_rightly(engine: str, stock: dict[str, str]) -> None:
    """A list of notes does not count from 1: its items have the numbers of the notes, and letters their places."""
    lists = [path for path in stock if path.startswith(("essay/", "notes/"))]
    notes = {path: NOTE.findall(stock[path]) for path in lists}
    assert len(notes["notes/index.html"]) == len(this_edition().notes), engine
    assert all(notes[path] for path in lists)
    for path, found in notes.items():
        assert [value for _, value, _ in found] == [str(ordinal(mark)) for _, _, mark in found], path
        assert len(found) == stock[path].count('<li class="note'), path
    assert ("n18", "18", "18") in notes["notes/ii-1.html"]


@STOCK_SITES
def test_stock_material_parts_paragraph_numbers_from_the_text(engine: str, stock: dict[str, str]) -> None:
    marks = re.findall(r'class="para"[^>]*>¶\d+(.*?)</a>', "".join(stock.values()))
    assert len(marks) > sum(len(section.paragraphs) for section in this_edition().sections), engine
    assert set(marks) == {" "}


def local_links(page: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the fragment of every link of a page into its own site."""
    for href, _ in Page(text).links:
        target = urlsplit(urljoin(f"{HERE}{page}", href))
        if target.geturl().startswith(HERE):
            yield unquote(target.path).removeprefix("/"), unquote(target.fragment)


@STOCK_SITES
def test_stock_material_has_no_broken_links(engine: str, stock: dict[str, str], edition_root: Path) -> None:
    """Every link into the site leads to a page that has the anchor, or to a file that `edition build` makes."""
    ids = {path: {"", *Page(text).ids} for path, text in stock.items()}
    made = files(edition_root / "site")
    broken = [
        f"{page}: {path}#{fragment}"
        for page, text in stock.items()
        for path, fragment in local_links(page, text)
        if fragment not in ids.get(path or "index.html", set()) and (path in ids or path not in made)
    ]
    assert broken == [], engine


@STOCK_SITES
def test_stock_material_asks_no_other_host(
    engine: str, stock: dict[str, str], site_of: Callable[[str, str], Path]
) -> None:
    assert [address for text in stock.values() for address in Page(text).resources if urlsplit(address).netloc] == []
    sheets = sorted(site_of(engine, "material").rglob("*.css"))
    assert sheets
    texts = [*stock.values(), *(sheet.read_text(encoding="utf-8") for sheet in sheets)]
    assert [found for text in texts for found in OUTSIDE.findall(text)] == []


@STOCK_SITES
def test_stock_material_reads_well(engine: str, browser: Browser, site_of: Callable[[str, str], Path]) -> None:
    """Folds make no noise, numbers appear once, notes open at their calls, and nothing is wider than a phone."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    grounds = set()
    asked: list[str] = []
    with served(site_of(engine, "material")) as address:
        for scheme in schemes:
            page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"{address}/essay/ii-1.html")
            grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
            assert page.locator("details.refers").first.evaluate(LOOK) == ["rgba(0, 0, 0, 0)", "0px", "none"], scheme
        assert len(grounds) == len(schemes)
        assert page.locator("ol.notes").first.evaluate("e => getComputedStyle(e).listStyleType") == "none"
        note = page.locator("#n18 p").nth(1).inner_text()
        page.locator("#r18").hover()
        page.locator(".md-tooltip2", has_text=note[:40]).wait_for()
        for path in ("essay/ii-1.html", "notes/ii-1.html", "chronology.html", "apparatus.html", "how-to-cite.html"):
            page.goto(f"{address}/{path}", wait_until="networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
        for context in browser.contexts:
            context.close()
