"""The adapter: what of a page is the edition's, and what a live site shows while its sources change."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import markdown
import pytest
from markdown.preprocessors import Preprocessor
from mkdocs.config import load_config

from edition import markdown_extension, mkdocs_plugin, pipeline
from edition.markdown_extension import EditionExtension
from edition.style.settings import implied
from edition.writers import site
from test_rules import CASES


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], str]:
    """Return what makes a page of the stock edition."""
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
def test_what_is_not_a_list_stays_as_written(asked: str, page: Callable[[str], str]) -> None:
    assert page(asked) == f"<p>{asked}</p>"


ENTITIES = (r"\&amp;", r"\&lt;b\&gt;", r"\&nbsp;", r"\&#65;", r"\&#x41;", r"\&copy;", "&amp;amp;", "&", r"AT\&T;")


@pytest.mark.parametrize("typed", ENTITIES)
def test_words_that_look_like_an_entity_stay_as_they_are(typed: str, tmp_path: Path) -> None:
    """Wherever the edition has them: in the essay, its headings, notes, emendations, the apparatus and attributes."""
    root = shutil.copytree(CASES / "stock", tmp_path / "edition")
    for name in ("essay", "notes"):
        file = root / "docs" / name / "a.md"
        text = file.read_text(encoding="utf-8").replace("kettle", f"kettle {typed}")
        file.write_text(text.replace(" {#", f" {typed} {{#", 1), encoding="utf-8")
    edition = pipeline.edition(root)
    for asked, elements in (
        ("# A {#a}", site.page_of(edition, "a") or []),
        ("# A {#notes-a}", site.page_of(edition, "notes-a") or []),
        *(
            (f"/// edition | {name}\n///", site.BLOCKS[name](edition))
            for name in ("essay", "notes", "witness", "contents")
        ),
    ):
        made = lxml.html.fromstring(markdown.markdown(asked, extensions=[EditionExtension(root=str(root))]))
        words = ["".join(element.itertext()) for element in elements]
        assert "".join(made.text_content().split()) == "".join("".join(words).split())
        values = Counter(value for element in elements for part in element.iter() for value in part.attrib.values())
        assert not values - Counter(value for part in made.iter() for value in part.attrib.values())


class Context(Preprocessor):
    """What Zensical registers: it knows the page."""

    def __init__(self, meta: dict[str, object]) -> None:
        """Take what the front matter of the page says."""
        self.page = SimpleNamespace(meta=meta)

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as they are."""
        return lines


@pytest.mark.parametrize(("theme", "informed"), [("edition", True), ("material", False)])
def test_an_engine_that_shows_extensions_the_page_needs_no_plugin(theme: str, informed: bool, tmp_path: Path) -> None:
    """The templates of the theme find there what a plugin would give them, whatever the page says itself."""
    root = shutil.copytree(CASES / "stock", tmp_path / "edition")
    (root / "mkdocs.yml").write_text(f"site_name: On Kettles\ntheme: {theme}\n", encoding="utf-8")
    meta: dict[str, object] = {"description": "Kettles."}
    md = markdown.Markdown(extensions=[EditionExtension(root=str(root))])
    md.preprocessors.register(Context(meta), "rendering_context", 0)
    md.convert("# Any page\n")
    given = {"edition": implied(pipeline.edition(root))} if informed else {}
    assert meta == {"description": "Kettles.", **given}


OTHERS = ("theme: material", "theme: {name: material, font: false}", "site_author: A. Able")
"""Settings with a theme other than ours; without a name it is the engine's own."""


@pytest.mark.parametrize("setting", OTHERS)
def test_under_another_theme_a_page_has_what_material_knows(setting: str, tmp_path: Path) -> None:
    """Its style comes after the title, note calls have the class of its tooltips, and tables have none."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    made = {}
    for theme in ("theme: edition", setting):
        (tmp_path / "mkdocs.yml").write_text(f"site_name: On Kettles\n{theme}\n", encoding="utf-8")
        extension = EditionExtension(root=str(tmp_path))
        texts = ("# A {#a}\n", "# Apparatus\n\n/// edition | apparatus\n///\n")
        made[theme] = "\n".join(markdown.markdown(text, extensions=[extension]) for text in texts)
    ours, others = made.values()
    assert "<style>" not in ours
    assert "footnote-ref" not in ours
    assert len(re.findall(r"<h1[^>]*>[^\n]*</h1>\s*<style>", others)) == len(texts)
    assert others.count('class="footnote-ref"') == ours.count('role="doc-noteref"') > 0
    assert others.count("<table>") == ours.count("<table class=") > 0


def test_a_live_site_sees_every_source_and_outlives_a_broken_description(tmp_path: Path) -> None:
    """What is changed in the registers is read anew; while the description cannot be used, pages stay as they were."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    register = tmp_path / "citations" / "authority" / "persons.yml"
    register.parent.mkdir()
    entry = "- id: cook-ada\n  name: Ada Cook\n  sort: Cook, Ada\n  gloss: {}\n  notes_forms: [Ada Cook]\n"
    for gloss in ("A cook.", "A cook, and more."):
        register.write_text(entry.format(gloss), encoding="utf-8")
        assert markdown_extension.load(tmp_path).authorities[0].authority.gloss == gloss
    description = tmp_path / "citations" / "edition.yml"
    good = description.read_text(encoding="utf-8")
    description.write_text(good + "titel: On Pots\n", encoding="utf-8")
    assert markdown_extension.load(tmp_path).config.title == "On Kettles"
    description.write_text(good.replace("On Kettles", "On Pots"), encoding="utf-8")
    assert markdown_extension.load(tmp_path).config.title == "On Pots"


@pytest.mark.parametrize("is_build", [True, False])
def test_all_pages_of_one_build_are_of_one_state(
    is_build: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`edition build` reads the sources once; other programs that run the plug-in read what has changed since."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(markdown_extension, "_held", {})
    monkeypatch.setenv(mkdocs_plugin.MADE, "1" if is_build else "")
    settings = {"config_file_path": str(tmp_path / "mkdocs.yml"), "theme": "edition", "site_name": "On Kettles"}
    mkdocs_plugin.EditionPlugin().on_config(load_config(**settings))
    description = tmp_path / "citations" / "edition.yml"
    description.write_text(description.read_text(encoding="utf-8").replace("On Kettles", "On Pots"), encoding="utf-8")
    assert markdown_extension.load(tmp_path).config.title == ("On Kettles" if is_build else "On Pots")
