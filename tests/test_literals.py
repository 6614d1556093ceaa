"""No word for readers stands in the program itself, and a German edition shows none of the English catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from lxml import html

import edition as package
from edition import exports, pipeline, resolve, theme, words
from edition.model.edition import Edition
from edition.model.printed import PrintedPage
from edition.writers import card, data, epub, head, llms, previews, search, site, typst

ROOT = Path(package.__file__).parent
CASES = Path(__file__).parent / "cases"
PRINTING = ("writers", "style", "resolve")
"""The packages that print for readers."""
WORDS = re.compile(r"[A-Za-z’]{2,}[.,:;]? [a-z]{2,}|^\W*[A-Z][a-z]+[.:,]? *$|\b[A-Z][a-z]+ [a-z]|^ ?[a-z]+ $")
"""What looks like words of a sentence, or like a heading."""
NOT_FOR_READERS = (
    "writers/tei/header.py",  # the header describes the file in English, and says so
    "writers/tei/declarations.py",
    "resolve/whitespace.py",  # names of kinds of white space
    "writers/anchors.py",  # the record of published anchors is for editors
    "style/languages.py",  # biblatex's names of languages
    "style/licences.py",  # names of licences
    "style/types.py",  # names of types in the vocabularies of formats
    "style/identifiers.py",  # names of authority files
    "style/numbers.py",  # English, for messages
    "style/collation.py",  # alphabets
    "style/dates.py",
    "writers/search/folding.py",  # transliteration
    "writers/epub/style.py",  # a style sheet
    "writers/data/web_annotations.py",  # names of the Web Annotation vocabulary
    "writers/head/schema_org.py",  # names of schema.org's vocabulary
)
NAMES = {
    *("apparatus wide", "apparatus wide chronology", "apparatus wide concordance", "note editors", "mark letter"),
    *("apparatus wide errands", "emended void", "noteref editors", "pb shown", "scroll wide", "wide scroll"),  # classes
    *("Extra", "Json", "Page", "Mention", "Word", "Kind"),  # types
    *("EPUB Accessibility 1.1 - WCAG 2.1 Level AA", "AboutPage", "Libertinus Serif"),  # names that standards give
    *(" and ", "others"),  # BibTeX's own
}
"""Names of things that look like words."""
MARKUP = re.compile(
    r"^ *</?[?!a-z]|^/[A-Z]|[a-z]: |^Zyyy$|^Zinh$|#|[({]$|begins after the end of|^(?:page|evidence|status|q) $"
)
"""Elements, names of PDF, arguments of Typst, scripts, and what errors say."""


def modules() -> Iterator[Path]:
    """Yield the modules that print."""
    for name in PRINTING:
        path = ROOT / name
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (file for file in found if file.relative_to(ROOT).as_posix() not in NOT_FOR_READERS)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that look like words, without docstrings and what an error says."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in apart:
            continue
        if WORDS.search(node.value) and node.value not in NAMES and not MARKUP.search(node.value):
            yield node.lineno, node.value


def test_no_module_that_prints_has_words_of_its_own() -> None:
    found = [f"{path.relative_to(ROOT)}:{line}: {text}" for path in modules() for line, text in literals(path)]
    assert found == []


def test_words_in_a_module_would_be_found(tmp_path: Path) -> None:
    """Sentences, headings, labels and words between others."""
    texts = ["See ", "Emendations", "page not seen", "Cited in note ", " and more ", "Version of a day"]
    file = tmp_path / "a.py"
    file.write_text("\n".join(f"x = {text!r}" for text in texts), encoding="utf-8")
    assert [text for _, text in literals(file)] == texts


TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r"""(?:aria-label|title|alt|placeholder)="([^"{]*[A-Za-z][^"{]*)\"""")


@pytest.mark.parametrize(
    "file", sorted(path for path in theme.FOLDER.rglob("*.html") if path.stem != "words"), ids=lambda path: path.name
)
def test_no_template_has_words_of_its_own(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    keys = re.sub(r"<kbd>.*?</kbd>", "", text)
    assert re.findall(r"[A-Za-z]{2,}", TAG.sub(" ", TAG.sub(" ", keys))) == []
    assert ATTRIBUTE.findall(text) == []


def test_no_script_has_words_of_its_own() -> None:
    """Strings with a capital or with several words; names of keys and of events of the browser are others' words."""
    string = re.compile(r'"([A-Z][a-z]+(?: \w+)*|\w+ \w+[^"]*)"|`([A-Z][a-z]+ [^`]*)`|>([A-Za-z ]{3,})<')
    allowed = {"Escape", "ArrowDown", "ArrowUp", "use strict"}
    files = [*theme.FOLDER.rglob("*.js")]
    assert files
    for file in files:
        code = re.sub(r"/\*.*?\*/|//.*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        found = {next(filter(None, match)) for match in string.findall(code)}
        assert {text for text in found - allowed if not re.search(r"[.#\[:=-]", text)} == set(), file.name


def read_in(language: str) -> Edition:
    """Return the specimen with notes in another language."""
    draft = pipeline.read(CASES / "whole")
    return resolve.resolve(replace(draft, config=replace(draft.config, language=language)))


def said(document: str) -> str:
    """Return what a reader sees and hears of a page: text, names and descriptions."""
    root = html.fromstring(document)
    for node in root.iter("script", "style"):
        node.text = ""
    names = [value for node in root.iter() for key, value in node.attrib.items() if key in NAMED]
    return " | ".join([root.text_content(), *names])


NAMED = {"aria-label", "title", "alt", "data-label", "content"}


@cache
def german() -> dict[str, str]:
    """Return what is written of the German edition: pages, lists, heads, books, texts, scripts' data."""
    edition = read_in("de")
    pages = tuple(PrintedPage(f"{at}", section.anchor, 0) for at, section in enumerate(edition.sections, start=1))
    parts = {
        path: write(edition) for path, write in exports.TEXTS.items() if not path.endswith((".bib", ".bibtex", ".ris"))
    }
    tei = parts.pop("downloads/edition.tei.xml")
    parts["tei"] = re.sub(r"<[^>]+>", " ", re.sub(r"<teiHeader.*</teiHeader>", "", tei, flags=re.DOTALL))
    remarks = (data.write_biblatex(edition), data.write_bibtex(edition))
    parts["remarks"] = "\n".join(text.partition("\n")[0] for text in remarks)
    parts |= {f"list {name}": said(_page(write(edition))) for name, write in site.BLOCKS.items()}
    for section in edition.sections:
        for anchor in (section.anchor, f"notes-{section.anchor}"):
            parts[anchor] = said(_page(site.page_of(edition, anchor) or []))
    blank = "<!doctype html><html><head><title>T</title></head><body><p>x</p></body></html>"
    for path in ("index.html", "essay/index.html", "people.html", "essay/i.html", "notes/i.html"):
        parts[f"head {path}"] = head.insert_metadata(edition, path, blank)
    parts["llms"] = llms.write(edition, ["essay/index.html", "people.html", "apparatus.html"])
    parts["book"] = "\n".join(re.findall(r'#"((?:[^"\\]|\\.)*)"', typst.write(edition)["book.typ"]))
    for path, content in epub.write(edition, {"a.woff2": b""}, b"x", pages).items():
        if path.endswith((".xhtml", ".opf")):
            parts[path] = said(re.sub(r"<\?xml[^>]*\?>", "", content.decode()))
    parts["cards"] = f"{card.card(edition)[1]} {epub.cover(edition)[1]}"
    parts["previews"] = previews.write(edition)
    parts |= {path: text for path, text in search.write(edition).items() if path.endswith("index.js")}
    parts |= {
        path: text for path, text in data.write(edition).items() if path.endswith(("notes.json", "chronology.json"))
    }
    return parts


def _page(elements: Iterable[Element]) -> str:
    inside = "".join(tostring(element, encoding="unicode") for element in elements)
    return f"<html><body>{inside}</body></html>"


def english_fragments() -> set[str]:
    """Return the stretches of English words between places, which German says otherwise and the sources do not."""
    texts = (p.read_text(encoding="utf-8") for p in (CASES / "whole").rglob("*") if p.is_file())
    sources = " ".join(" ".join(texts).split())
    own = " ".join(text for forms in words.catalogue("de").values() for text in forms.values())
    found = {
        part.strip(" .,:;()“”")
        for name, forms in words.catalogue("en").items()
        if not name.startswith(("script.", "theme."))
        for text in forms.values()
        for part in re.split(r"\{\w+\}|\n", text)
    }
    return {part for part in found if len(part) > 4 and part not in own and part.lower() not in sources.lower()}


def test_a_german_edition_shows_no_english_word() -> None:
    fragments = english_fragments()
    assert len(fragments) > 200
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, fragments), key=len, reverse=True)) + r")(?!\w)"
    )
    found = {f"{path}: {match}" for path, text in german().items() for match in pattern.findall(text)}
    assert found == set()
