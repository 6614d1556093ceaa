"""The reading site, as `mkdocs build --strict` and our publishing leave it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from edition import ids, pipeline
from edition.model.edition import Edition
from site_fixture import build, edition_root
from support import ROOT, Page

__all__ = ["edition_root"]
CSS_ADDRESS = re.compile(r"url\((['\"]?)(.*?)\1\)")


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Give the real edition."""
    return pipeline.edition(ROOT)


@pytest.fixture(scope="module")
def pages(edition_root: Path) -> dict[str, Page]:
    """Give every page of the site by its path."""
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
        if name == "404.html":
            continue  # its links are for a server's root
        for href, _ in page.links:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                lost.append((name, href))
            elif parts.fragment and target.suffix == ".html":
                other = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                if unquote(parts.fragment) not in other.ids and parts.fragment != "__skip":
                    lost.append((name, href))
    assert lost == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    """An address is one place."""
    for name, page in pages.items():
        twice = {i for i in page.ids if page.ids.count(i) > 1}
        assert twice == set(), name


def test_nothing_comes_from_another_host(edition_root: Path, pages: dict[str, Page]) -> None:
    """No script, style, picture or font is loaded from elsewhere."""
    for name, page in pages.items():
        foreign = [r for r in page.resources if urlsplit(r).netloc]
        assert foreign == [], name
    for sheet in (edition_root / "site").rglob("*.css"):
        addresses = [found[1] for found in CSS_ADDRESS.findall(sheet.read_text(encoding="utf-8"))]
        assert [a for a in addresses if urlsplit(a).netloc] == [], sheet


def test_entries_lead_to_every_place_that_cites_them(edition: Edition, pages: dict[str, Page]) -> None:
    """Under each entry of the bibliography stands a link to every note that cites it."""
    links = [href for href, _ in pages["bibliography.html"].links]
    for entry in edition.entries:
        assert ids.entry(entry.work.key) in pages["bibliography.html"].ids
        for mention in entry.mentions:
            section = next(n.section for n in edition.notes if ids.note(n.label) == mention.anchor)
            assert f"notes/{section}.html#{mention.anchor}" in links


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


def digests(site: Path) -> dict[str, str]:
    """Give the checksum of every file below a folder."""
    files = sorted(p for p in site.rglob("*") if p.is_file())
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_same_sources_give_the_same_bytes(edition_root: Path, tmp_path: Path) -> None:
    """A second build, in another folder, gives the same files, byte by byte."""
    from site_fixture import copy_of_the_edition

    other = copy_of_the_edition(tmp_path / "elsewhere")
    build(other)
    assert digests(other / "site") == digests(edition_root / "site")
