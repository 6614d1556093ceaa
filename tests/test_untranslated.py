"""Where a language has no catalogue, every English word that is printed stands under its language, in every format."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from edition import cli, pipeline, scaffold, words
from edition.config import FILE
from edition.words import CLOSES, OPENS
from edition.writers import typst
from support import with_dialogs

pytestmark = pytest.mark.slow

LANGUAGE = "el"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SAID = ("aria-label", "title", "alt", "value", "placeholder", "data-label")
"""Attributes that a reader sees or hears."""
TYPED = ("script.dropped", "script.note", "note.seen")
"""Words that are typed, not printed."""
SOURCES = {".md", ".yml", ".bib"}
ENGLISH = re.compile(r'#text\(lang: "en", "(?:[^"\\]|\\.)*"\)')
KEYS = re.compile(r'#(?:at|timeline)\("(?:[^"\\]|\\.)*"')
"""Names of places in the book, which are not printed, and text alternatives of drawings, whose words are the edition's:
PDF knows one language for both."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample, built with notes and pages in a language that has no catalogue."""
    assert not words.catalogue(LANGUAGE)
    folder = tmp_path_factory.mktemp("untranslated") / "edition"
    scaffold.create(folder, None)
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"notes_language: {LANGUAGE}\n")
    assert cli.main(["build", "--root", str(folder)]) == cli.CLEAN
    return folder


@pytest.fixture(scope="module")
def english(root: Path) -> re.Pattern[str]:
    """Return what recognises the words of the English catalogue, without those that the sources have themselves."""
    own = [p for p in root.rglob("*") if p.suffix in SOURCES and not {"site", ".schemas"} & {*p.parts}]
    sources = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in own).lower()
    parts = {
        part.strip(" .,:;()“”")
        for name, forms in words.catalogue(words.SOURCE).items()
        if name not in TYPED
        for text in forms.values()
        for part in re.split(r"\{\w+\}|\n", text)
    }
    known = sorted((p for p in parts if len(p) > 3 and p.lower() not in sources), key=len, reverse=True)
    assert len(known) > 300
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")


def language_of(node: Any) -> str:
    """Return the language of an element, its own or that of what holds it."""
    while node is not None:
        if tag := node.get("lang") or node.get(XML_LANG):
            return str(tag)
        node = node.getparent()
    return ""


def spoken(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield each text in a document with its language."""
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            continue
        yield node.text or "", language_of(node)
        yield from ((node.get(name), language_of(node)) for name in SAID if node.get(name))
        if (parent := node.getparent()) is not None:
            yield node.tail or "", language_of(parent)


def unmarked(tree: Any, english: re.Pattern[str]) -> set[str]:
    """Return the English words in a document that are not under their language."""
    texts = (text for text, language in spoken(tree) if not language.startswith(words.SOURCE))
    return {found for text in texts for found in english.findall(text)}


def test_what_is_not_marked_would_be_found(english: re.Pattern[str]) -> None:
    page = '<html lang="el"><p>Paragraph numbers <b lang="en">Extra large</b></p><p title="Copy address">α</p></html>'
    assert unmarked(html.fromstring(page), english) == {"Paragraph numbers", "Copy address"}


def test_on_the_pages(root: Path, english: re.Pattern[str]) -> None:
    pages = sorted((root / "site").rglob("*.html"))
    assert len(pages) > 20
    wrong = {
        page.name: found
        for page in pages
        if (found := unmarked(html.fromstring(page.read_text(encoding="utf-8")), english))
    }
    assert wrong == {}


def test_in_the_epub(root: Path, english: re.Pattern[str]) -> None:
    with zipfile.ZipFile(root / "site/downloads/edition.epub") as book:
        files = {name: book.read(name) for name in book.namelist() if name.endswith((".xhtml", ".opf"))}
    wrong = {name: found for name, text in files.items() if (found := unmarked(etree.fromstring(text), english))}
    assert wrong == {}


def test_in_the_tei(root: Path, english: re.Pattern[str]) -> None:
    for path in (root / "site/downloads/edition.tei.xml", *(root / "site/data").glob("*.tei.xml")):
        assert unmarked(etree.fromstring(path.read_bytes()), english) == set(), path.name


def test_in_the_pdf(root: Path, english: re.Pattern[str]) -> None:
    book = typst.write(pipeline.edition(root))["book.typ"]
    assert len(ENGLISH.findall(book)) > 20
    rest = KEYS.sub("", ENGLISH.sub("", book))
    assert {found for text in re.findall(r'"(?:[^"\\]|\\.)*"', rest) for found in english.findall(text)} == set()


def test_no_sign_of_ours_is_left(root: Path) -> None:
    """The signs around untranslated words are gone, in every text that is published."""
    signs = re.compile(rf"[{OPENS}{CLOSES}]|\\ufff[9b]")
    kinds = {".html", ".js", ".json", ".jsonld", ".txt", ".xml", ".csv", ".markdown", ".bib", ".ris"}
    texts = [path for path in (root / "site").rglob("*") if path.suffix in kinds]
    assert {path.suffix for path in texts} == kinds
    assert [path.name for path in texts if signs.search(path.read_text(encoding="utf-8"))] == []


def test_scripts_speak_one_language(root: Path) -> None:
    """They cannot mark single words: what they say is English until a language has all of it."""
    page = html.fromstring(with_dialogs(root / "site/index.html", root / "site"))
    assert page.get("lang") == LANGUAGE
    assert page.xpath("//template[@id='words']/@lang") == ["en"]
    assert page.xpath("//dialog[@class='cite']//*[@role='status']/@lang") == ["en"]
