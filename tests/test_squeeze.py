"""Scripts and styles as they are published: nothing is lost but comments and white space; and their weight."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from edition import squeeze
from support import ROOT

OURS = sorted([*(ROOT / "docs" / "assets").glob("*.js"), *(ROOT / "docs" / "assets").glob("*.css")])
MOST = 15_000
"""Bytes that all our scripts and styles may have together, compressed as a server sends them."""


def squeezed(path: Path) -> str:
    """Return a script or a style sheet as it is published."""
    return (squeeze.script if path.suffix == ".js" else squeeze.style)(path.read_text(encoding="utf-8"))


def test_comments_and_white_space_go() -> None:
    """What opens a line and is a comment goes, over several lines too; so does white space around signs."""
    source = "/* One\n   two */\nf(1);\n  /* three */\n\n    const a = b => { b + 1; };  \nreturn a\n"
    assert squeeze.script(source) == "f(1);const a=b=>{b+1};return a\n"
    assert (
        squeeze.style("/* One */\na :is(b, c) {d: e}\n\n  f{g:calc(1px + 2px)}\n")
        == "a :is(b, c) {d: e}f{g:calc(1px + 2px)}\n"
    )


@pytest.mark.parametrize(
    "kept",
    ['"a = b"', r'"a \" = b"', "`a = ${b + c}`", "/a = [/ ] ?b/", r"/\/ = /", "a + +b", "a - --b", "b in c", "a / b"],
)
def test_what_means_something_stays(kept: str) -> None:
    """Strings, templates and regular expressions stay as they are, and so do spaces that part two signs or words."""
    assert squeeze.script(f"f({kept});") == f"f({kept});"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_the_sources_keep_the_conditions(path: Path) -> None:
    """No comment that opens a line has code behind it, and no string of several lines would lose its indentation."""
    text = path.read_text(encoding="utf-8")
    for comment in re.finditer(r"^[ \t]*/\*.*?\*/([^\n]*)", text, re.MULTILINE | re.DOTALL):
        assert not comment[1].strip(), comment[0]
    if path.suffix == ".js":
        assert [line for line in text.splitlines() if line.count("`") % 2] == []
        code = squeeze.SPACED.sub(lambda found: "" if found["kept"] else found[0], squeeze.COMMENT.sub("", text))
        assert not re.search(r"//|/\*|['\"`]", code)
        assert not re.search(r"\b(else|(while|for|if) *\([^()]*\)) *;", code)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_is_lost_but_white_space(path: Path) -> None:
    """All signs are there but semicolons that end a block; strings, templates, regular expressions are the same."""
    text, given = squeeze.COMMENT.sub("", path.read_text(encoding="utf-8")), squeezed(path)
    assert re.sub(r"\s|;(?=\s*\})", "", given) == re.sub(r"\s|;(?=\s*\})", "", text)
    if path.suffix == ".js":
        first, second = ([found["kept"] for found in squeeze.SPACED.finditer(code)] for code in (text, given))
        assert [kept for kept in first if kept] == [kept for kept in second if kept] != []


def test_all_of_it_is_light() -> None:
    """Our scripts and styles together keep to their weight."""
    weights = {p.name: len(gzip.compress(squeezed(p).encode(), 9)) for p in OURS}
    assert sum(weights.values()) <= MOST, weights
