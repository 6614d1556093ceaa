"""Writes front, body and back of the TEI: title page, ordinary pages, essay, notes, readings left standing."""

from collections.abc import Iterator
from itertools import takewhile
from typing import assert_never
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.blocks import Apart, Block, Paragraph, Part, SubHeading
from edition.model.edition import Edition
from edition.model.placed import PlacedSection
from edition.model.prose import Generated, ProseBlock, ProseHeading, ProseList, ProsePage, Quotation
from edition.model.standing import StandingReading
from edition.writers.tei import works
from edition.writers.tei.header import list_titles, mark_supplied
from edition.writers.tei.inlines import Writer
from edition.writers.tei.names import EDITORS
from edition.writers.xml import element


def _opens(block: Block) -> bool:
    """Return whether TEI allows a block only at the head of a division."""
    return isinstance(block, Apart) and block.part in {Part.EPIGRAPH, Part.DATELINE}


def _closes(block: Block) -> bool:
    """Return whether TEI allows a block only at the end of a division."""
    return isinstance(block, Apart) and block.part in {Part.DATELINE, Part.SIGNATURE}


def section(writer: Writer, placed: PlacedSection) -> Element:
    """Return a section of the essay with its head, its outline and its numbered paragraphs."""
    head = element("head", None, *writer.inlines(placed.section.heading))
    outline = element("p", None, placed.outline)
    argument = [element("argument", {"resp": f"#{EDITORS}"}, outline)] if placed.outline else []
    attributes = {"type": "section", "xml:id": placed.anchor, "n": placed.reference}
    root = element("div", attributes, head, *argument)
    open_divisions = [root]
    pairs = [pair for u in placed.paragraphs for pair in zip((*u.before, *u.blocks), writer.unit(u), strict=True)]
    closing = len(list(takewhile(_closes, (block for block, _ in reversed(pairs)))))
    is_head = True
    for at, (block, made) in enumerate(pairs):
        if isinstance(block, SubHeading):
            del open_divisions[block.level - 1 :]
            division = element("div", {"type": "subsection", "xml:id": block.anchor})
            open_divisions[-1].append(division)
            open_divisions.append(division)
        is_head = isinstance(block, SubHeading) or (is_head and _opens(block))
        if isinstance(block, Apart) and (is_head or at >= len(pairs) - closing):
            given = {name: value for name, value in made.attrib.items() if name != "type"}
            open_divisions[-1].append(writer.set_apart(block, given))
        else:
            open_divisions[-1].append(made)
    return root


def _standing(reading: StandingReading) -> Element:
    attributes = {
        "xml:id": reading.id,
        "type": "sic",
        "subtype": reading.kind.replace(" ", "-"),
        "target": f"#{reading.at}",
        "corresp": f"#{ids.note(reading.note)}" if reading.note else "",
        "resp": f"#{EDITORS}",
    }
    words = element("p", None, element("quote", None, reading.lemma), f": {reading.remark}")
    return element("note", attributes, words)


def _block(writer: Writer, block: ProseBlock) -> Element | None:
    match block:
        case Paragraph():
            return element("p", None, *writer.inlines(block.content))
        case ProseHeading():
            head = element("head", None, *writer.inlines(block.content))
            return element("div", {"xml:id": block.anchor}, head)
        case ProseList():
            items = (element("item", None, *writer.inlines(item.content)) for item in block.items)
            return element("list", {"rend": "numbered" if block.ordered else "bulleted"}, *items)
        case Quotation():
            paragraphs = (element("p", None, *writer.inlines(p.content)) for p in block.paragraphs)
            return element("quote", None, *paragraphs)
        case Generated():
            return None  # the TEI has such a list as data of its own
        case _:
            assert_never(block)


def _prose(writer: Writer, page: ProsePage) -> Element:
    """Return an ordinary page; each heading opens a division that contains what follows."""
    root = element("div", {"type": page.name, "xml:id": page.anchor, "resp": f"#{EDITORS}"})
    root.append(element("head", None, *writer.inlines(page.title)))
    open_divisions = [(1, root)]
    for block in page.blocks:
        made = _block(writer, block)
        if isinstance(block, ProseHeading):
            while open_divisions[-1][0] >= block.level:
                open_divisions.pop()
        if made is not None:
            open_divisions[-1][1].append(made)
            if isinstance(block, ProseHeading):
                open_divisions.append((block.level, made))
    return root


def front(edition: Edition, writer: Writer) -> Element:
    """Return the title page and the ordinary pages."""
    config, words = edition.config, edition.words
    author = element("docAuthor", None, mark_supplied(config.author.natural, bracketed=config.author_supplied))
    version = element(
        "docEdition", None, f"{words('edition.an_annotated')}, {words('citing.version', version=config.version)}"
    )
    day = element("docDate", {"when": str(config.date)}, str(config.date))
    page = element(
        "titlePage", None, element("docTitle", None, *list_titles(config, "titlePart")), author, version, day
    )
    return element("front", None, page, *(_prose(writer, page) for page in edition.pages))


def body(edition: Edition, writer: Writer) -> Element:
    """Return the essay."""
    return element("body", None, *(section(writer, placed) for placed in edition.sections))


def back(edition: Edition, writer: Writer) -> Iterator[Element]:
    """Yield the notes section by section, the readings left standing, and the bibliography."""
    for placed in edition.sections:
        if notes := edition.notes_of(placed.anchor):
            head = element("head", None, *writer.inlines(placed.notes_heading))
            config = edition.config
            tag = config.editors_language if config.editors_language != config.language else ""
            named = {"xml:id": ids.notes_of(placed.anchor), "n": placed.reference, "xml:lang": tag}
            where = {"type": "notes", **named}
            yield element("div", where, head, *(writer.note(n) for n in notes))
    if edition.standing:
        head = element("head", None, edition.words("apparatus.standing"))
        yield element("div", {"type": "standing"}, head, *map(_standing, edition.standing))
    if lists := list(works.lists(edition)):
        yield element(
            "div", {"type": "bibliography"}, element("head", None, edition.words("bibliography.title")), *lists
        )
