"""What a reader's first visit weighs, compressed, counted from the files that the pages name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition import theme
from serving import packed
from support import Page

KB = 1000
KIB = 1024
THEME = theme.FOLDER / theme.ASSETS
OURS = sorted(p.name for p in THEME.iterdir() if p.suffix in {".css", ".js"})
"""Our own style and scripts; the scripts that hold data are made by the build."""


def fetched(page: Path) -> set[Path]:
    """Return the files, without fonts, that a browser loads when it opens a page, the page included."""
    names = [name for name in Page(page.read_text(encoding="utf-8")).resources if not name.endswith(".woff2")]
    return {page, *((page.parent / name).resolve() for name in names if not re.match(r"[a-z]+:", name))}


@pytest.fixture(scope="module")
def site(edition_root: Path) -> Path:
    """Return the built site."""
    return (edition_root / "site").resolve()


def test_the_largest_section_page_weighs_little(site: Path) -> None:
    """First visit, fonts apart: at most 52 KB, of which no page is more than 120 KB before it is compressed."""
    sections = [p for p in (site / "essay").glob("*.html") if p.stem != "index"]
    weights = {p.name: sum(len(packed(f)) for f in fetched(p)) for p in sections}
    assert len(weights) > 3
    assert max(weights.values()) <= 52 * KB, weights
    assert max(p.stat().st_size for p in sections) <= 120 * KB
    named = {f.name for p in sections for f in fetched(p)}
    assert {"edition.css", "display.js", "edition.js", "dialogs.js"} <= named


def test_nothing_is_loaded_that_is_not_used_yet(site: Path) -> None:
    """Search, citing, previews and their data do not belong to a first visit to a section."""
    named = {f.name for p in (site / "essay").glob("*.html") for f in fetched(p)}
    scripts = {p.name for p in (site / theme.ASSETS).glob("*.js")}
    later = scripts - {"display.js", "edition.js"}
    assert {"tools.js", "previews.js", "citing.js"} <= later
    assert not named & later


def test_our_style_and_scripts_weigh_little(site: Path) -> None:
    """All that is ours to run or to style with: at most 24 KiB, and served as it is written."""
    assert {"edition.css", "edition.js", "tools.js"} <= set(OURS)
    for name in OURS:
        assert (site / theme.ASSETS / name).read_bytes() == (THEME / name).read_bytes(), name
    weights = {name: len(packed(site / theme.ASSETS / name)) for name in OURS}
    assert sum(weights.values()) <= 24 * KIB, weights


def test_the_fonts_of_a_first_view_weigh_little(site: Path) -> None:
    """The two faces that every page asks for, with those of Russian words: at most 80 KB; each where a letter asks."""
    fonts = site / theme.ASSETS / "fonts"
    asked = {f"{slope}-{letters}" for slope in ("roman", "italic") for letters in ("latin", "cyrillic")}
    assert sum((fonts / f"libertinus-serif-{face}.woff2").stat().st_size for face in asked) <= 80 * KB
    style = (site / theme.ASSETS / "edition.css").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face \{[^}]*fonts/libertinus-serif-([a-z-]+)\.woff2[^}]*\}", style)
    assert asked <= set(faces)
    for rule in re.findall(r"@font-face \{[^}]*fonts/[^}]*\}", style):
        assert "unicode-range" in rule
