"""The adapter, and what stands beside it for MkDocs: what of a page is the edition's, and what the engine looks at."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import markdown
import pytest

from edition.markdown_extension import EditionExtension
from support import ROOT
from test_rules import CASES


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], str]:
    """Give what makes a page of the stock edition."""
    root = shutil.copytree(CASES / "stock", tmp_path / "edition")
    return lambda text: markdown.markdown(text, extensions=[EditionExtension(root=str(root))])


@pytest.mark.parametrize("asked", ["/// edition | bibliography\n///", "/// edition | bibliography\n///\n\nMore."])
def test_a_list_stands_where_it_is_asked_for(asked: str, page: Callable[[str], str]) -> None:
    made = page(f"Before.\n\n{asked}")
    assert made.startswith('<p>Before.</p>\n<div class="edition-bibliography">')
    assert '<li class="entry"' in made
    assert "///" not in made
    assert made.endswith("<p>More.</p>") == ("More" in asked)


@pytest.mark.parametrize("asked", ["/// edition | nothing\n///", "/// note | x\n///"])
def test_what_is_no_list_stays_as_it_was_written(asked: str, page: Callable[[str], str]) -> None:
    assert page(asked) == f"<p>{asked}</p>"


def test_the_engine_looks_at_our_templates_and_its_own_alone() -> None:
    on_config = runpy.run_path(str(ROOT / "scripts" / "theme" / "hooks.py"))["on_config"]
    theme = SimpleNamespace(custom_dir="ours", dirs=["ours", str(Path("packages") / "material"), "engine's"])
    on_config(SimpleNamespace(theme=theme))
    assert theme.dirs == ["ours", "engine's"]
