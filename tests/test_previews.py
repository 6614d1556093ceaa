"""Previews: short, without links and ids, and there for whatever a page of the site leads to."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import pytest

from edition import ids
from edition.model.blocks import Paragraph
from edition.model.prose import ProseHeading
from edition.model.text import reading_text
from edition.writers import previews
from edition.writers.site.page import Page, page_of_terms
from support import specimen


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Return the previews of the real edition as a browser gets them."""
    name, _, script = previews.write(specimen()).rstrip("\n;").partition("=")
    assert name == "window.editionPreviews"
    return dict(json.loads(script))


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


class Tags(HTMLParser):
    """The elements of a preview with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        """Read a preview."""
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        self.found.append((tag, tuple(name for name, _ in attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that elements nest."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.words += data


def test_every_place_has_a_preview(shown: dict[str, str]) -> None:
    """Entries, authority entries, paragraphs, notes and emendations, each under the anchor that links name."""
    expected = {ids.entry(e.work.key) for e in specimen().entries}
    expected |= {p.anchor for s in specimen().sections for p in s.paragraphs}
    expected |= {ids.note(n.label) for n in specimen().notes}
    expected |= {ids.evidence(ids.note(n.label)) for n in specimen().notes if n.note.printed_evidence}
    expected |= {ids.authority(a.authority.id) for a in specimen().authorities}
    expected |= {ids.variant(e.emendation.name) for e in specimen().emendations}
    expected |= {ids.TERMS} if page_of_terms(specimen()) else set()
    assert set(shown) == expected


def test_the_terms_of_a_status_are_explained_where_they_stand(shown: dict[str, str]) -> None:
    """Each status leads to the page on which its terms are explained, and the preview begins with what that says."""
    edition = specimen()
    explained = page_of_terms(edition)
    assert explained
    blocks = list(explained.blocks)
    heading = next(b for b in blocks if isinstance(b, ProseHeading) and b.anchor == ids.TERMS)
    text = blocks[blocks.index(heading) + 1]
    assert isinstance(text, Paragraph)
    assert Tags(shown[ids.TERMS]).words[:60] == reading_text(text.content)[:60]
    for note in edition.notes:
        status = next(e for e in Page(edition, "essay/index.md").writer.note(note).iter() if "status" in classes(e))
        wanted = None if note.is_by_author else f"../{explained.name}.md#{ids.TERMS}"
        assert status.get("href") == wanted, note.label


def test_previews_are_plain_and_short(shown: dict[str, str]) -> None:
    """Only emphasis and language are marked; no element but these, no address, no id; and not too many words."""
    for anchor, html in shown.items():
        read = Tags(html)
        assert read.open == [], anchor
        assert {tag for tag, _ in read.found} <= {"p", "b", "em", "strong", "i", "span", "mark"}, anchor
        assert {name for _, names in read.found for name in names} <= {"lang"}, anchor
        room = previews.EVIDENCE if anchor.endswith("-evidence") else previews.WORDS
        assert 0 < len(read.words.split()) <= room + 1, anchor


def test_a_preview_of_a_paragraph_is_its_beginning(shown: dict[str, str]) -> None:
    """Its reference, its first words without note calls, and dots."""
    long = 0
    for section in specimen().sections:
        for paragraph in section.paragraphs:
            reference = specimen().anchors[paragraph.anchor].reference
            whole, words = (reading_text(paragraph.content).split(), Tags(shown[paragraph.anchor]).words)
            if words.endswith(" …"):
                assert words == f"{reference} {' '.join(whole[: len(words.split()) - len(reference.split()) - 1])} …"
                long += 1
            else:
                assert words == f"{reference} {' '.join(whole)}"
    assert long


def test_a_preview_of_an_emendation_says_what_the_witness_has(shown: dict[str, str]) -> None:
    """Reading, witness and reason."""
    placed = next(e for e in specimen().emendations if e.emendation.is_substitution)
    words = Tags(shown[ids.variant(placed.emendation.name)]).words
    assert placed.reading in words
    assert f"The witness (W) has “{placed.witness}”" in words
