"""How to cite the edition: the references of its places, and every form of citation as in the citation dialogue."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.anchors import Anchor
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style import citing, locating
from edition.writers.site.page import Page, row, table
from edition.writers.xml import Content, element


def _paragraph(edition: Edition) -> str:
    """Return the paragraph that serves as example: the first one with a note, in the section with most notes."""
    sections = [section for section in edition.sections if section.paragraphs]
    if not sections:
        return ""
    section = max(sections, key=lambda section: len(section.notes))
    notes = edition.notes_of(section.anchor)
    return notes[0].paragraph if notes else section.paragraphs[0].anchor


def _places(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what can be cited, with an example of each: the kind, and an anchor."""
    paragraph = _paragraph(edition)
    section = next((s.anchor for s in edition.sections if any(p.anchor == paragraph for p in s.paragraphs)), "")
    notes = edition.notes_of(section)
    yield "section", section
    yield "paragraph", paragraph
    yield "authors_note", next((ids.note(n.label) for n in notes if n.is_by_author), "")
    yield "numbered_note", next((ids.note(n.label) for n in notes if n.is_authors and not n.is_by_author), "")
    yield "lettered_note", next((ids.note(n.label) for n in notes if not n.is_authors), "")
    yield "emendation", next((e.emendation.name for e in edition.emendations if e.section == section), "")
    yield "standing", next((reading.id for reading in edition.standing), "")
    yield "entry", next((ids.entry(e.work.key) for e in edition.entries), "")
    yield "authority", next((ids.authority(a.authority.id) for a in edition.authorities), "")
    yield "event", next((ids.event(event.id) for event in edition.events), "")


def marks(edition: Edition) -> list[Element]:
    """Return the table of what can be cited: the kind of place, its mark in a citation, and its address."""
    page = Page(edition, KnownPage.CITING)

    def cells(kind: str, anchor: Anchor) -> list[list[Content]]:
        address = element("a", {"href": page.href(anchor.id)}, citing.address(edition.config, anchor))
        return [[page.words(f"cite_page.{kind}")], [locating.locator(anchor, page.words)], [address]]

    there = edition.anchors.keys() - edition.absent
    shown = [(kind, edition.anchors[anchor]) for kind, anchor in _places(edition) if anchor in there]
    rows = (row(cells(kind, anchor)) for kind, anchor in shown)
    names = [page.words(f"cite_page.{name}") for name in ("what", "in_citation", "address")]
    return [table(names, rows, "marks", page.words.tag)]


def examples(edition: Edition) -> list[Element]:
    """Return every form of citation of one paragraph."""
    forms = citing.cite_all(edition.config, edition.anchors.get(_paragraph(edition)))
    parts: list[Content] = []
    for form in citing.forms(edition.config):
        words = forms[form.id]
        shown = element("pre", None, words) if "\n" in words else words
        parts += [element("dt", None, form.label), element("dd", {"data-form": form.id}, shown)]
    return [element("dl", {"class": "forms"}, *parts)]
