"""The reading site, as `mkdocs build --strict` and our publishing leave it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from edition import ids, pipeline
from edition.model.anchors import AnchorKind
from edition.model.edition import Edition
from support import Page

CALL = re.compile(r'<a (?=[^>]*role="doc-noteref")[^>]*id="([^"]+)"[^>]*>([^<]*)</a>')
LOADING = re.compile(
    r"""<(?!a\b)\w+[^>]*?\s(?:src|srcset|poster|data)=["']?([^"'\s>]+)|url\(["']?([^"')]+)|@import\s+["']([^"']+)"""
)
"""What a browser loads by itself: sources of elements, and addresses in style sheets within the page."""
CSS_IMPORT = re.compile(r"@import\s+[\"']([^\"']+)")
CSS_ADDRESS = re.compile(r"url\((['\"]?)(.*?)\1\)")


@pytest.fixture(scope="module")
def edition(edition_root: Path) -> Edition:
    """Return the real edition."""
    return pipeline.edition(edition_root)


@pytest.fixture(scope="module")
def pages(edition_root: Path) -> dict[str, Page]:
    """Return every page of the site by its path."""
    site = edition_root / "site"
    return {p.relative_to(site).as_posix(): Page(p.read_text(encoding="utf-8")) for p in sorted(site.rglob("*.html"))}


def test_paragraphs_stand_in_order(edition: Edition, pages: dict[str, Page]) -> None:
    """Each section page and the one-page view have every paragraph, under its anchor, in the essay's order."""
    for section in edition.sections:
        expected = [p.anchor for p in section.paragraphs]
        assert list(pages[f"essay/{section.anchor}.html"].paragraphs) == expected
    whole = [p.anchor for section in edition.sections for p in section.paragraphs]
    assert list(pages["essay/index.html"].paragraphs) == whole


def test_note_calls_bear_the_authors_numbers(edition: Edition, pages: dict[str, Page]) -> None:
    """Note 16 shows as 16 on the page of II-1 and on the one-page view, and its call leads to the note."""
    for section in edition.sections:
        for name in (f"essay/{section.anchor}.html", "essay/index.html"):
            calls = {given["id"]: href for href, given in pages[name].links if given.get("role") == "doc-noteref"}
            for note in section.notes:
                assert calls[ids.note_call(note)] == f"#{ids.note(note)}"


def test_note_calls_show_their_numbers(edition: Edition, edition_root: Path) -> None:
    """A call shows the author's number or the editors' letter, in the essay's order, and nothing else."""
    site = edition_root / "site" / "essay"
    marks = {note.label: note.mark for note in edition.notes}
    for section in edition.sections:
        shown = CALL.findall((site / f"{section.anchor}.html").read_text(encoding="utf-8"))
        assert shown == [(ids.note_call(note), marks[note]) for note in section.notes]
    whole = CALL.findall((site / "index.html").read_text(encoding="utf-8"))
    assert [mark for _, mark in whole if mark.isdigit()] == [str(n) for n in range(1, edition.config.note_count + 1)]


def test_the_one_page_view_has_every_anchor_of_the_section_pages(edition: Edition, pages: dict[str, Page]) -> None:
    """Section, paragraph, call, emendation and note have the same address on both, in the same order."""

    def ours(page: Page) -> list[str]:
        return [i for i in page.ids if i in edition.anchors and edition.anchors[i].kind is not AnchorKind.NOTES]

    whole = ours(pages["essay/index.html"])
    parts = [ours(pages[f"essay/{section.anchor}.html"]) for section in edition.sections]
    is_note = [edition.anchors[i].kind is AnchorKind.NOTE for i in whole]
    assert is_note == sorted(is_note), "the text stands before the notes"
    for kinds in (True, False):
        joined = [i for part in parts for i in part if (edition.anchors[i].kind is AnchorKind.NOTE) is kinds]
        assert [i for i in whole if (edition.anchors[i].kind is AnchorKind.NOTE) is kinds] == joined
    printed = {AnchorKind.SECTION, AnchorKind.PARAGRAPH, AnchorKind.NOTE_CALL, AnchorKind.EMENDATION, AnchorKind.NOTE}
    assert set(whole) == {i for i, anchor in edition.anchors.items() if anchor.kind in printed}


def test_every_published_anchor_stands_on_its_page(edition: Edition, pages: dict[str, Page]) -> None:
    """The address that the edition gives for an anchor is where it stands."""
    for anchor in edition.anchors.values():
        assert anchor.id in pages[anchor.page.replace(".md", ".html")].ids, anchor


def test_notes_lead_back(edition: Edition, pages: dict[str, Page]) -> None:
    """Each note has a back-link to its call, on the page of its section and on the pages of notes."""
    for note in edition.notes:
        back = [h for h, g in pages[f"notes/{note.section}.html"].links if g.get("role") == "doc-backlink"]
        assert f"../essay/{note.section}.html#{ids.note_call(note.label)}" in back
        here = [h for h, g in pages[f"essay/{note.section}.html"].links if g.get("role") == "doc-backlink"]
        assert f"#{ids.note_call(note.label)}" in here


def test_every_internal_link_arrives(edition_root: Path, pages: dict[str, Page]) -> None:
    """Each link within the site leads to a file that is there, and to an id that the page has."""
    site = edition_root / "site"
    lost = []
    for name, page in pages.items():
        for href in [*(href for href, _ in page.links), *page.resources]:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            # an address with a slash before it is a server's root: the page that a server shows for a wrong address
            folder = site if name == "404.html" and parts.path.startswith("/") else (site / name).parent
            target = folder / unquote(parts.path).lstrip("/") if parts.path else site / name
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                lost.append((name, href))
            elif parts.fragment and target.suffix == ".html":
                other = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                if unquote(parts.fragment) not in other.ids:
                    lost.append((name, href))
    assert lost == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    """An address is one place."""
    for name, page in pages.items():
        twice = {i for i in page.ids if page.ids.count(i) > 1}
        assert twice == set(), name


def test_no_link_stands_in_a_link(edition_root: Path) -> None:
    """HTML has no link within a link: an emendation or a name within a reference is plain there."""
    pages = sorted((edition_root / "site").rglob("*.html"))
    nested = [p.name for p in pages if re.search(r"<a\s(?:(?!</a>).)*<a\s", p.read_text(encoding="utf-8"), re.DOTALL)]
    assert pages
    assert nested == []


def test_nothing_comes_from_another_host(edition_root: Path, pages: dict[str, Page]) -> None:
    """No script, style, picture or font is loaded from elsewhere."""
    for name, page in pages.items():
        foreign = [r for r in page.resources if urlsplit(r).netloc]
        assert foreign == [], name
        text = (edition_root / "site" / name).read_text(encoding="utf-8")
        loaded = [a for found in LOADING.findall(text) for a in found if a]
        assert loaded, "each page has its scripts"
        assert [a for a in loaded if urlsplit(a).netloc] == [], name
    sheets = [*(edition_root / "site").rglob("*.css")]
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        addresses = [found[1] for found in CSS_ADDRESS.findall(text)] + CSS_IMPORT.findall(text)
        assert [a for a in addresses if urlsplit(a).netloc] == [], sheet
        files = [urlsplit(a).path for a in addresses if not a.startswith(("data:", "#"))]
        assert [f for f in files if not (sheet.parent / unquote(f)).is_file()] == [], sheet


def test_every_page_has_a_title_and_a_description_of_its_own(edition_root: Path) -> None:
    """The page for wrong addresses has a title, and needs no description; `mkdocs build` alone repeats none either."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for path in sorted((edition_root / "site").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        (title,) = re.findall("^<title>(.+)</title>", text.partition("</head>")[0], re.MULTILINE)
        contents = re.findall('<meta name="description" content="([^"]*)">', text)
        assert contents == re.findall('<meta property="og:description" content="([^"]*)">', text)
        assert len(contents) == (path.name != "404.html")
        assert titles.setdefault(title, path.name) == path.name
        for words in contents:
            assert len(words) > 30
            assert descriptions.setdefault(words, path.name) == path.name


def test_entries_lead_to_every_place_that_cites_them(edition: Edition, pages: dict[str, Page]) -> None:
    """Each entry of the bibliography links to every note that cites it."""
    links = [href for href, _ in pages["bibliography.html"].links]
    for entry in edition.entries:
        assert ids.entry(entry.work.key) in pages["bibliography.html"].ids
        for mention in entry.mentions:
            page = edition.anchors[mention.anchor].page.replace(".md", ".html")
            assert f"{page}#{mention.anchor}" in links


class Backlinks(HTMLParser):
    """Who points at whom, read off the pages alone: from the element with an id of `prefix` to each link in it."""

    def __init__(self, text: str, prefix: str | tuple[str, ...]) -> None:
        """Read the page."""
        super().__init__()
        self.prefix, self.inside = prefix, ""
        self.found: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of where we are, and of each link."""
        given = {name: value or "" for name, value in attrs}
        if tag == "li" and "id" in given:
            self.inside = given["id"] if given["id"].startswith(self.prefix) else ""
        if tag == "a" and self.inside:
            self.found.add((self.inside, given.get("href", "").rpartition("#")[2]))

    def handle_endtag(self, tag: str) -> None:
        """Leave a list."""
        if tag == "ol":
            self.inside = ""


def test_notes_and_bibliography_point_at_each_other(edition_root: Path) -> None:
    """Read off the pages: an entry leads to the notes that cite it, to all of them, and to no others."""
    site = edition_root / "site"
    notes = Backlinks((site / "notes" / "index.html").read_text(encoding="utf-8"), ("n", "e-")).found
    entries = Backlinks((site / "bibliography.html").read_text(encoding="utf-8"), "bib-").found
    cited = {(entry, note) for note, entry in notes if entry.startswith("bib-")}
    assert cited
    assert {(entry, note) for entry, note in entries if re.fullmatch(r"n\d+|e-[a-z-]+", note)} == cited


def test_citations_lead_to_entries(edition: Edition, pages: dict[str, Page]) -> None:
    """What a note cites is a link to the bibliography."""
    cited = {ids.entry(e.work.key) for e in edition.entries if e.mentions}
    links = {href for href, _ in pages["notes/index.html"].links}
    assert {f"../bibliography.html#{anchor}" for anchor in cited} <= links


def test_sections_lead_to_their_neighbours(edition: Edition, pages: dict[str, Page]) -> None:
    """Previous, next and the contents are one click away."""
    for section in edition.sections:
        links = [href for href, _ in pages[f"essay/{section.anchor}.html"].links]
        assert "index.html" in links
        for other in (section.previous, section.next):
            assert other is None or f"{other}.html" in links


def test_every_annotation_is_found_once_on_its_page(edition: Edition, edition_root: Path) -> None:
    """What clients of web annotations look for: prefix, words and suffix in the text of the element with the anchor."""
    given = json.loads((edition_root / "site" / "data" / "annotations.jsonld").read_text(encoding="utf-8"))
    pages: dict[str, html.HtmlElement] = {}
    for item in given["first"]["items"]:
        source, selector = item["target"]["source"], item["target"]["selector"]
        if source not in pages:
            pages[source] = html.parse(edition_root / "site" / "data" / source).getroot()
        quote = selector["refinedBy"]
        text = pages[source].get_element_by_id(selector["value"]).text_content()
        assert quote["exact"].strip()
        assert text.count(quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")) == 1, item["id"]
    assert len(given["first"]["items"]) == len(edition.notes)
