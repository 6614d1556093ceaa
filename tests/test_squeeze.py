"""Scripts and styles as they are published: nothing is lost but comments and indentation; and their weight."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from edition.squeeze import squeezed
from support import ROOT

OURS = sorted([*(ROOT / "docs" / "assets").glob("*.js"), *(ROOT / "docs" / "assets").glob("*.css")])
MOST = 15_000
"""Bytes that all our scripts and styles may have together, compressed as a server sends them."""


def test_comments_and_indentation_go() -> None:
    """What opens a line and is a comment goes, over several lines too; what stands behind code stays."""
    source = "/* One\n   two */\nf(1); // kept\n  /* three */\n\n    g('/* kept */');  \n"
    assert squeezed(source) == "f(1); // kept\ng('/* kept */');\n"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_the_sources_keep_the_conditions(path: Path) -> None:
    """No comment that opens a line has code behind it, and no string of several lines would lose its indentation."""
    text = path.read_text(encoding="utf-8")
    for comment in re.finditer(r"^[ \t]*/\*.*?\*/([^\n]*)", text, re.MULTILINE | re.DOTALL):
        assert not comment[1].strip(), comment[0]
    if path.suffix == ".js":
        assert [line for line in text.splitlines() if line.count("`") % 2] == []


def test_all_of_it_is_light() -> None:
    """Our scripts and styles together keep to their weight."""
    weights = {p.name: len(gzip.compress(squeezed(p.read_text(encoding="utf-8")).encode(), 9)) for p in OURS}
    assert sum(weights.values()) <= MOST, weights
