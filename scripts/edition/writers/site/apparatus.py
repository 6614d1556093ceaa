"""The apparatus: emendations, readings left standing, silent changes of white space; and the text of the witness."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.blocks import Unit
from edition.model.edition import Edition
from edition.model.inline import Inlines, PageBreak
from edition.model.layout import KnownPage
from edition.model.placed import PlacedEmendation, PlacedNote
from edition.model.spacing import SpaceKind
from edition.model.standing import StandingReading
from edition.model.text import walk, witness_text
from edition.style.locating import upper_first
from edition.writers.html import emended_words
from edition.writers.site.page import Page, permalink, row, table
from edition.writers.xml import Content, element, mark_scripts, separate_by

PLAIN = frozenset({SpaceKind.LINE_END, SpaceKind.RUN})
"""Classes that are counted but not listed: a list would be long and of no use to a reader."""


def _none(page: Page) -> Element:
    """Return the words shown if there is nothing to list: a table with only a heading would look broken."""
    return element("p", None, page.words("apparatus.none"))


def _emendation(page: Page, placed: PlacedEmendation) -> Element:
    emendation = placed.emendation
    place = element("a", {"href": page.href(emendation.name)}, page.edition.anchors[emendation.name].reference)
    name = page.words("apparatus.the_emendation", words=f"{placed.before}{placed.reading}{placed.after}")
    address = permalink(page, ids.variant(emendation.name), name)
    sure = page.words.value("emendation", emendation.certainty)
    cells: tuple[list[Content], ...] = (
        [place, " ", address],
        [*emended_words(placed)],
        [placed.witness],
        mark_scripts(f"{sure}: {emendation.reason}", page.edition.config.editors_language),
    )
    return row(cells, ids.variant(emendation.name))


def emendations(edition: Edition) -> list[Element]:
    """Return the table of emendations: place, reading, the witness's reading, certainty and reason."""
    page = Page(edition, KnownPage.APPARATUS)
    names = [page.words(f"apparatus.{name}") for name in ("place", "reading_text", "reason")]
    names.insert(2, page.words("apparatus.witness", siglum=edition.config.witness.siglum))
    rows = [_emendation(page, e) for e in edition.emendations]
    return [table(names, rows, "apparatus wide", page.words.tag) if rows else _none(page)]


def _standing(page: Page, reading: StandingReading) -> Element:
    remark: list[Content] = [reading.remark]
    if reading.note:
        remark += [" ", *page.words.around("note.see", note=page.link(ids.note(reading.note)))]
    return row(
        ([page.link(reading.at)], [reading.lemma], [page.words.value("standing", reading.kind)], remark), reading.id
    )


def standing(edition: Edition) -> list[Element]:
    """Return the table of readings left standing, in the order of the essay."""
    page = Page(edition, KnownPage.APPARATUS)
    rows = [_standing(page, reading) for reading in edition.ordered_standing()]
    names = [page.words(f"apparatus.{name}") for name in ("place", "reading", "kind", "comment")]
    return [table(names, rows, "apparatus wide", page.words.tag) if rows else _none(page)]


def spaces(edition: Edition) -> list[Element]:
    """Return the classes of silent normalisation with their counts; those that may carry meaning are listed."""
    page = Page(edition, KnownPage.APPARATUS)
    items = []
    for kind, count in edition.space_counts().items():
        summary = f"{upper_first(kind.printed(page.words))}: {count}"
        if kind in PLAIN:
            items.append(element("li", None, summary))
            continue
        rows = (
            row(([page.link(c.paragraph)], [element("code", None, c.witness)], [element("code", None, c.reading)]))
            for c in edition.spaces
            if c.kind is kind
        )
        names = [page.words(f"apparatus.{name}") for name in ("place", "witness_lines", "edition")]
        listed = table(names, rows, "apparatus wide", page.words.tag)
        items.append(element("li", None, element("details", None, element("summary", None, summary), listed)))
    lead = element("p", None, page.words.count("apparatus.spaces_counted", len(edition.spaces)))
    return [lead, element("ul", None, *items)] if items else [lead]


def _witness_words(inlines: Inlines) -> str:
    return " ".join("".join(text for text, _ in witness_text(inlines)).split())


def _witness_paragraph(page: Page, paragraph: Unit) -> list[Element]:
    number = ids.paragraph_number(paragraph.anchor)
    link = {
        "class": "para",
        "href": page.href(paragraph.anchor),
        "aria-label": page.words("witness.reading_text_of", place=page.edition.anchors[paragraph.anchor].reference),
    }
    before = [element("p", {"class": "witness"}, *_witness_content(page, block.content)) for block in paragraph.before]
    mark = element("a", link, f"¶{number} ")
    return [*before, element("p", {"class": "witness"}, mark, *_witness_content(page, paragraph.content))]


def _witness_content(page: Page, inlines: Inlines) -> list[Content]:
    """Return the witness's text with its page breaks; runs of white space are one space."""
    pieces: list[Content] = []
    text = ""
    for node in inlines:
        if isinstance(node, PageBreak):
            pieces += [text, *page_break(page, node.n)]
            text = ""
        else:
            inside = [n for n in walk((node,)) if isinstance(n, PageBreak)]
            text += "".join(part for part, _ in witness_text((node,)))
            if inside:
                pieces += [text, *(piece for n in inside for piece in page_break(page, n.n))]
                text = ""
    return [part for piece in [*pieces, text] for part in (_lines(piece) if isinstance(piece, str) else [piece])]


def _lines(text: str) -> list[Content]:
    """Return a text with its line ends as elements (`br`)."""
    return separate_by(([line] for line in text.split("\n")), lambda: element("br"))


def page_break(page: Page, number: str) -> list[Content]:
    """Return the mark at which a page of the witness begins, apart from its first word."""
    return [element("span", {"class": "pb shown"}, f"[{page.words('witness.page', number=number)}]"), " "]


def witness(edition: Edition) -> list[Element]:
    """Return the text as the witness has it: emendations undone, note calls as marks; then the author’s notes."""
    page = Page(edition, KnownPage.WITNESS)
    elements: list[Element] = []
    for section in edition.sections:
        number = _witness_words(section.section.heading)
        link = element("a", {"href": page.href(section.anchor)}, section.reference)
        breaks = [p for n in walk(section.section.heading) if isinstance(n, PageBreak) for p in page_break(page, n.n)]
        heading: list[Content] = [*breaks, number or f"[{page.words('witness.no_heading')}]"]
        elements.append(element("h2", {"id": f"witness-{section.anchor}"}, *heading))
        elements.append(element("p", {"class": "said"}, f"{page.words('witness.in_reading_text')} ", link))
        elements += [part for paragraph in section.paragraphs for part in _witness_paragraph(page, paragraph)]
    for section in edition.sections:
        if notes := [note for note in edition.notes_of(section.anchor) if note.is_by_author]:
            elements.append(element("h2", None, page.words("witness.authors_notes", section=section.reference)))
            elements += [words for note in notes for words in _witness_note(page, note)]
    return elements


def _witness_note(page: Page, note: PlacedNote) -> Iterator[Element]:
    """Yield the paragraphs of an author's note as the witness has them, the first after its mark."""
    label = {
        "class": "para",
        "href": page.href(ids.note(note.label)),
        "aria-label": page.words("witness.reading_text_of", place=note.reference(page.words)),
    }
    mark: list[Content] = [element("a", label, f"{note.mark} ")]
    for paragraph in note.note.body:
        yield element("p", {"class": "witness"}, *mark, *_witness_content(page, paragraph.content))
        mark = []
