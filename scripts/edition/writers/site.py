"""The generated parts of the site's pages: sections, notes, bibliography, apparatus, contents."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from edition import ids
from edition.model.edition import AnchorKind
from edition.writers.html import LEGEND, Writer, emended_words
from edition.writers.xml import Content, element

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    from edition.model.edition import Edition, Entry, PlacedEmendation, PlacedSection

WORDS_A_MINUTE = 220
"""Reading speed behind the estimated minutes."""

ESSAY, NOTES, BIBLIOGRAPHY = "essay/index.md", "notes/index.md", "bibliography.md"
IN_ESSAY = frozenset({AnchorKind.SECTION, AnchorKind.PARAGRAPH, AnchorKind.NOTE_CALL, AnchorKind.EMENDATION})


class Page:
    """One page of the site by its Markdown source below `docs/`: knows which anchors stand on it."""

    def __init__(self, edition: Edition, source: str) -> None:
        """Stand on the page whose source is `source`."""
        self.edition = edition
        self.source = source
        self.writer = Writer(self.href)

    def _is_here(self, anchor: str) -> bool:
        found = self.edition.anchors.get(anchor)
        if found is None or found.page == self.source:
            return True
        if self.source == ESSAY:
            return found.kind in IN_ESSAY | {AnchorKind.NOTE}
        if self.source == NOTES:
            return found.kind is AnchorKind.NOTE
        return found.kind is AnchorKind.NOTE and found.page == self.source.replace("essay/", "notes/", 1)

    def href(self, anchor: str) -> str:
        """Give the link to an anchor: relative to this page's source, as the engines of the site want it."""
        if self._is_here(anchor):
            return f"#{anchor}"
        return f"{self.to(self.edition.anchors[anchor].page)}#{anchor}"

    def to(self, source: str) -> str:
        """Give the link to another page by its source."""
        return posixpath.relpath(source, posixpath.dirname(self.source) or ".")


def minutes(words: int) -> str:
    """Give the estimated reading time of a number of words."""
    return f"{max(1, round(words / WORDS_A_MINUTE))} min"


def _legend() -> Element:
    return element("p", {"class": "legend"}, LEGEND)


def _turning(page: Page, section: PlacedSection) -> Element:
    links: list[Content] = []
    for name, rel, label in ((section.previous, "prev", "Previous"), (section.next, "next", "Next")):
        if name:
            other = page.edition.section(name)
            links.append(
                element("a", {"href": page.to(f"essay/{name}.md"), "rel": rel, "class": rel}, f"{label}: {other.label}")
            )
    links.insert(len(links) // 2, element("a", {"href": page.to(ESSAY), "class": "contents"}, "Contents"))
    return element("nav", {"class": "turning", "aria-label": "Sections"}, *links)


def section_page(edition: Edition, anchor: str) -> list[Element]:
    """Give a section's page: text, way to its neighbours, notes."""
    section = edition.section(anchor)
    page = Page(edition, f"essay/{anchor}.md")
    elements = page.writer.section(section, 1)
    elements.append(_turning(page, section))
    if notes := edition.notes_of(anchor):
        heading = element("h2", {"id": ids.notes_of(anchor)}, "Notes")
        elements.append(
            element(
                "section", {"role": "doc-endnotes", "class": "endnotes"}, heading, _legend(), page.writer.notes(notes)
            )
        )
    return elements


def notes_page(edition: Edition, anchor: str) -> list[Element]:
    """Give the page of a section's notes, each with the words that it annotates."""
    section = edition.section(anchor)
    page = Page(edition, f"notes/{anchor}.md")
    heading = element("h1", {"id": ids.notes_of(anchor)}, f"Notes to {section.label}")
    return [heading, _legend(), page.writer.notes(edition.notes_of(anchor), lemma=True)]


def whole_essay(edition: Edition) -> list[Element]:
    """Give the essay on one page: contents, all sections, all notes."""
    page = Page(edition, ESSAY)
    elements = [contents(edition, "essay/index.md", local=True)]
    for section in edition.sections:
        elements += page.writer.section(section, 2)
    heading = element("h2", {"id": "notes"}, "Notes")
    return [
        *elements,
        element(
            "section",
            {"role": "doc-endnotes", "class": "endnotes"},
            heading,
            _legend(),
            page.writer.notes(edition.notes),
        ),
    ]


def whole_notes(edition: Edition) -> list[Element]:
    """Give all notes on one page, section by section."""
    page = Page(edition, NOTES)
    elements = [_legend()]
    for section in edition.sections:
        if notes := edition.notes_of(section.anchor):
            elements.append(element("h2", {"id": ids.notes_of(section.anchor)}, f"Notes to {section.label}"))
            elements.append(page.writer.notes(notes, lemma=True))
    return elements


def contents(edition: Edition, source: str, *, local: bool = False) -> Element:
    """Give the essay's contents with minutes and notes of each section; `local` for the one-page view."""
    page = Page(edition, source)
    rows = []
    for section in edition.sections:
        target = f"#{section.anchor}" if local else page.to(f"essay/{section.anchor}.md")
        count = len(section.notes)
        said = f"{minutes(section.words)} · {count} note{'' if count == 1 else 's'}"
        link = element("a", {"href": target}, section.label)
        rows.append(element("li", None, link, " ", element("span", {"class": "said"}, said)))
    return element("nav", {"class": "toc", "aria-label": "Contents of the essay"}, element("ol", None, *rows))


def _entry(page: Page, entry: Entry) -> Element:
    words = page.writer.inlines(entry.description)
    siglum: list[Content] = []
    if entry.work.shorthand:
        siglum = [element("b", {"class": "siglum"}, entry.work.shorthand), " "]
    parts = [element("p", None, *siglum, *words)]
    if entry.mentions:
        rows = []
        for mention in entry.mentions:
            link = element("a", {"href": page.href(mention.anchor)}, page.edition.anchors[mention.anchor].reference)
            cited = element("mark", None, mention.words)
            rows.append(element("li", None, link, f": {mention.before}", cited, mention.after))
        count = len(entry.mentions)
        said = element("summary", None, f"Cited {count} time{'' if count == 1 else 's'}")
        parts.append(element("details", {"class": "mentions"}, said, element("ul", None, *rows)))
    return element("li", {"id": ids.entry(entry.work.key), "class": "entry"}, *parts)


def bibliography(edition: Edition) -> list[Element]:
    """Give the bibliography by groups; each entry leads to every place that cites it, with the words around it."""
    page = Page(edition, BIBLIOGRAPHY)
    elements = []
    for at, group in enumerate(edition.config.bibliography, start=1):
        entries = [_entry(page, e) for e in edition.entries if e.group == group.title]
        if entries:
            elements.append(element("h2", {"id": f"group-{at}"}, group.title))
            elements.append(element("ul", {"class": "entries"}, *entries))
    return elements


def _apparatus_row(page: Page, placed: PlacedEmendation) -> Element:
    emendation = placed.emendation
    link = element("a", {"href": page.href(emendation.name)}, page.edition.anchors[emendation.name].reference)
    cells: list[list[Content]] = [
        [link],
        [*emended_words(placed)],
        [placed.witness],
        [f"{emendation.certainty}: {emendation.reason}"],
    ]
    return element("tr", None, *(element("td", None, *cell) for cell in cells))


def apparatus(edition: Edition) -> list[Element]:
    """Give the table of emendations: place, reading, the witness's reading, certainty and reason."""
    page = Page(edition, "about.md")
    siglum = edition.config.witness.siglum
    names = ("Place", "Reading text", f"Witness ({siglum})", "Certainty and reason")
    head = element("thead", None, element("tr", None, *(element("th", {"scope": "col"}, n) for n in names)))
    rows = element("tbody", None, *(_apparatus_row(page, e) for e in edition.emendations))
    return [element("table", {"class": "apparatus"}, head, rows)]


def downloads(edition: Edition) -> list[Element]:
    """Give the list of the offline books; `edition build` makes them."""
    rows = [
        element("li", None, element("a", {"href": f"{name}"}, name.rpartition("/")[2]), f" – {said}")
        for name, said in FILES
    ]
    version = f"Version {edition.config.version} of {edition.config.date}."
    return [element("p", None, version), element("ul", {"class": "downloads"}, *rows)]


FILES = (
    ("edition.pdf", "the edition as a book (A5, tagged PDF), with notes at the foot of the page"),
    ("edition.epub", "the edition for e-readers (EPUB 3.3), with notes that open in place"),
    ("edition.tei.xml", "the edition as TEI P5, for editors and programs: text, apparatus, notes, bibliography"),
    ("edition.txt", "the edition as plain text, with notes, emendations and bibliography"),
    ("essay.txt", "the reading text alone, with the numbers of its paragraphs"),
    ("bibliography.bib", "the bibliography in BibLaTeX’s format, as the edition’s sources have it"),
    ("bibliography.json", "the bibliography as CSL-JSON, for Zotero, pandoc and other programs"),
    ("bibliography.ris", "the bibliography as RIS, for EndNote and other reference managers"),
)
"""The downloads, by their names below `downloads/`, and what each is for."""

BLOCKS: Mapping[str, Callable[[Edition], list[Element]]] = {
    "essay": whole_essay,
    "notes": whole_notes,
    "bibliography": bibliography,
    "apparatus": apparatus,
    "downloads": downloads,
    "contents": lambda edition: [contents(edition, "index.md")],
}
"""The lists that an ordinary page can ask for by name."""

OUTWARD = frozenset({"downloads"})
"""Those of them whose links lead to files that the site's engine does not know."""


def page_of(edition: Edition, anchor: str) -> list[Element] | None:
    """Give the page whose heading bears `anchor`, `None` where that page is an ordinary one."""
    names = {section.anchor for section in edition.sections}
    if anchor in names:
        return section_page(edition, anchor)
    section = anchor.removeprefix("notes-")
    return notes_page(edition, section) if anchor != section and section in names else None
