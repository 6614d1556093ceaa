"""Pages of the essay and of its notes, and the essay's contents."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from edition import ids
from edition.ids import AnchorName
from edition.model import inline, layout
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import PlacedSection
from edition.model.text import reading_text, walk
from edition.words import Words
from edition.writers.site import strips
from edition.writers.site.light import lighten
from edition.writers.site.page import Page, legend
from edition.writers.xml import Content, element, nest

ENDNOTES = {"role": "doc-endnotes", "class": "endnotes"}
WORDS_A_MINUTE = 220
"""Reading speed assumed for the estimated minutes."""


def minutes(length: int, words: Words) -> str:
    """Return the estimated reading time of a text of some length in words."""
    return words("section.minutes", n=max(1, round(length / WORDS_A_MINUTE)))


def reading_summary(section: PlacedSection, words: Words) -> str:
    """Return what a reader may want to know of a section before reading it: its minutes and the number of its notes."""
    return f"{minutes(section.words, words)} · {words.count('count.notes', len(section.notes))}"


def _turning(page: Page, section: PlacedSection) -> Element:
    links = _turn(page, section.previous, "prev", "turning.previous")
    if KnownPage.ESSAY in page.edition.site:
        contents_link = {"href": page.to(KnownPage.ESSAY), "class": "contents"}
        links.append(element("a", contents_link, page.words("contents.title")))
    links += _turn(page, section.next, "next", "turning.next")
    apart: list[Content] = [piece for link in links for piece in (link, " ")]
    return page.landmark("turning", "turning.sections", *apart)


def _turn(page: Page, name: AnchorName | None, rel: str, label: str) -> list[Element]:
    """Return a link to another section; nothing if there is none."""
    if not name:
        return []
    attributes = {"href": page.to(layout.section_page(name)), "rel": rel, "class": rel}
    return [element("a", attributes, page.words(label, page=page.edition.section(name).label))]


ONWARD = ((KnownPage.STATE, "found"), (KnownPage.CITING, "cite"), (KnownPage.DOWNLOADS, "take"))
"""Where the end of the text leads, and the name of the word for it."""


def _onward(page: Page) -> list[Element]:
    """Return the links at the end of the text to the pages that may come next, if the edition has them."""
    links = [
        element("li", None, element("a", {"href": page.to(target)}, page.words(f"turning.{name}")))
        for target, name in ONWARD
        if target in page.edition.site
    ]
    return [page.landmark("onward", "turning.onward", element("ul", None, *links))] if links else []


def _key(page: Page, sections: Iterable[PlacedSection], *, strip: bool = False) -> Element:
    """Return a fold that explains the signs in the sections, in their notes and in a `strip`."""
    nodes = [node for s in sections for p in s.paragraphs for node in walk(p.content)]
    emended = [bool(node.reading) for node in nodes if isinstance(node, inline.Emendation)]
    supplied = (inline.Supplied,)
    has = {
        "key.number": True,
        "key.name": any(isinstance(node, inline.Named) and node.first for node in nodes),
        "key.reference": any(isinstance(node, inline.Link) and node.target.startswith("#") for node in nodes),
        "key.emended": any(emended),
        "key.void": not all(emended),
        "key.supplied": any(isinstance(n, supplied) for s in sections for n in (*walk(s.section.heading), *nodes)),
        "strips.key": strip,
    }
    rows = [element("li", None, page.words(name)) for name, there in has.items() if there]
    notes = legend(page) if any(page.edition.notes_called_in(s.anchor) for s in sections) else []
    summary = element("summary", None, page.words("key.title"))
    return element("details", {"class": "outline"}, summary, element("ul", None, *rows), *notes)


def _named_in(elements: Iterable[Element]) -> frozenset[str]:
    """Return the addresses to which names in a text lead."""
    links = (link for element in elements for link in element.iter("a") if link.get("class") == "name")
    return frozenset(link.get("href", "") for link in links)


def section_page(edition: Edition, anchor: str) -> list[Element]:
    """Return a section's page: text, way to its neighbours, notes."""
    section = edition.section(anchor)
    page = Page(edition, layout.section_page(anchor))
    elements = page.writer.section(section, 1)
    page.writer.named = _named_in(elements)
    strip = strips.head(page, section)
    elements.insert(2 if section.outline else 1, _key(page, (section,), strip=bool(strip)))
    elements[1:1] = [element("p", {"class": "said"}, reading_summary(section, page.words)), *strip]
    elements += [*(() if section.next else _onward(page)), _turning(page, section)]
    if notes := edition.notes_called_in(anchor):
        by_author = any(note.is_by_author for note in notes)
        words = page.writer.inlines(section.notes_heading) if by_author else [page.words("notes.title")]
        heading = element("h2", {"id": ids.notes_of(anchor)}, *words)
        elements.append(element("section", ENDNOTES, heading, lighten(page, page.writer.notes(notes))))
    return elements


def _notes_by_section(page: Page, level: int, *, lemma: bool = False) -> list[Element]:
    """Return all notes, those of each section under a heading of their own: letters begin anew with it."""
    elements = []
    for section in page.edition.sections:
        if notes := page.edition.notes_of(section.anchor):
            heading = page.writer.inlines(section.notes_label)
            elements.append(element(f"h{level}", {"id": ids.notes_of(section.anchor)}, *heading))
            elements.append(lighten(page, page.writer.notes(notes, lemma=lemma)))
    return elements


def notes_page(edition: Edition, anchor: str) -> list[Element]:
    """Return the page of a section's notes, each with the words that it annotates."""
    section = edition.section(anchor)
    page = Page(edition, layout.notes_page(anchor))
    heading = element("h1", {"id": ids.notes_of(anchor)}, *page.writer.inlines(section.notes_label))
    return [heading, *legend(page), page.writer.notes(edition.notes_of(anchor), lemma=True)]


def whole_essay(edition: Edition) -> list[Element]:
    """Return the essay on one page: contents, all sections, all notes."""
    page = Page(edition, KnownPage.ESSAY)
    elements = [contents(edition, KnownPage.ESSAY, local=True), _key(page, edition.sections)]
    for section in edition.sections:
        elements += page.writer.section(section, 2)
    page.writer.named = _named_in(elements)
    elements += _onward(page)
    heading = element("h2", {"id": "notes"}, page.words("notes.title"))
    return [
        *elements,
        element("section", ENDNOTES, heading, *_notes_by_section(page, 3)),
    ]


def whole_notes(edition: Edition) -> list[Element]:
    """Return all notes on one page, section by section."""
    page = Page(edition, KnownPage.NOTES)
    return [*legend(page), *_notes_by_section(page, 2, lemma=True)]


def _sub_headings(page: Page, section: PlacedSection, target: str) -> list[Element]:
    """Return links to the headings inside a section, on its page or on this one, as lists within lists."""
    spoken = page.writer.of_text
    links = [
        (h.level, element("a", {"href": f"{target}#{h.anchor}", **spoken}, reading_text(h.content)))
        for h in section.sub_headings
    ]
    if not links:
        return []
    listed = nest(links, "ul")
    listed.set("class", "checked")
    return [listed]


def contents(edition: Edition, source: str, *, local: bool = False) -> Element:
    """Return the essay's contents: each section with its minutes, notes and outline; `local` for the one-page view."""
    page = Page(edition, source)
    rows = []
    for section in edition.sections:
        target = f"#{section.anchor}" if local else page.to(layout.section_page(section.anchor))
        link = element("a", {"href": target, **page.writer.of_text}, section.label)
        summary = element("span", {"class": "said"}, reading_summary(section, page.words))
        line = element("p", None, link, " ", summary)
        outline = [] if local or not section.outline else [element("p", {"class": "checked"}, section.outline)]
        rows.append(element("li", None, line, *outline, *_sub_headings(page, section, "" if local else target)))
    return page.landmark("toc", "contents.of_text", element("ol", None, *rows))
