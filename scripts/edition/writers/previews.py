"""Previews: in a few words what a link leads to, as one script that the reader's browser loads when it needs it.

A page opened from disk cannot fetch another page, so the words are in a script. They have no links and no ids: a
preview is looked at, not walked through.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, tostring

from edition import ids, theme
from edition.model.blocks import Paragraph
from edition.model.edition import Edition
from edition.model.inline import Inlines
from edition.model.placed import PlacedEmendation, PlacedNote
from edition.model.prose import ProseHeading
from edition.style.locating import upper_first
from edition.writers.html import Writer, describe, emended_words
from edition.writers.xml import Content, append, element

FILE = f"{theme.ASSETS}/previews.js"
WORD = re.compile(r"\s*\S+\s*")
LEADING = frozenset({"noteref", "pb", "online"})
"""Classes of the signs that only lead elsewhere: note calls, where a page begins, and what opens a cited text."""
WORDS = 45
"""The number of words of a paragraph that are shown before dots."""
EVIDENCE = 100
"""That of a note's evidence, which its page leaves to the page of the notes."""


def write(edition: Edition) -> str:
    """Return the script: `editionPreviews`, from anchor to HTML."""
    room: dict[str, int] = {ids.evidence(ids.note(note.label)): EVIDENCE for note in edition.notes}
    present = ((anchor, content) for anchor, content in _previews(edition) if anchor not in edition.absent)
    shown = {anchor: _html(content, room.get(anchor, WORDS)) for anchor, content in present}
    data = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"window.editionPreviews={data};\n"


def _previews(edition: Edition) -> Iterator[tuple[str, list[Content]]]:
    writer = Writer(edition, lambda _: "", both=False)
    for entry in edition.entries:
        yield ids.entry(entry.work.key), writer.entry(entry)
    for placed in edition.authorities:
        yield ids.authority(placed.authority.id), describe(placed.authority, edition.config.editors_language)
    for section in edition.sections:
        for paragraph in section.paragraphs:
            anchor = edition.anchors[paragraph.anchor]
            yield (
                paragraph.anchor,
                [element("b", None, anchor.reference), " ", *(writer.inlines(paragraph.content) or [anchor.words])],
            )
    for note in edition.notes:
        own = ids.note(note.label)
        yield own, _note(writer, note)
        if note.note.printed_evidence and own not in edition.absent:
            yield ids.evidence(own), _evidence(writer, note)
    yield from ((ids.TERMS, writer.inlines(words)) for words in _explanations(edition))
    for emendation in edition.emendations:
        content = _emendation(edition, emendation)
        yield ids.variant(emendation.emendation.name), content


def _explanations(edition: Edition) -> Iterator[Inlines]:
    """Yield the first paragraph below the heading at which the terms of a note's status are explained."""
    for page in edition.pages:
        for heading, block in pairwise(page.blocks):
            if isinstance(heading, ProseHeading) and heading.anchor == ids.TERMS and isinstance(block, Paragraph):
                yield block.content


def _note(writer: Writer, note: PlacedNote) -> list[Content]:
    first = note.note.body[0].content if note.note.body else ()
    return [
        element("b", None, note.title(writer.words)),
        f" ({note.note.printed_status(writer.words)}) ",
        *writer.inlines(first),
    ]


def _evidence(writer: Writer, note: PlacedNote) -> list[Content]:
    words = [piece for block in note.note.printed_evidence for piece in (" ", *writer.inlines(block.content))]
    return [element("b", None, writer.words("note.evidence")), *words]


def _emendation(edition: Edition, placed: PlacedEmendation) -> list[Content]:
    given = placed.emendation
    facts = {"siglum": edition.config.witness.siglum, "reading": placed.witness, "reason": given.reason}
    sure = edition.words.value("emendation", given.certainty)
    said = edition.words("apparatus.preview", certainty=upper_first(sure), **facts)
    return [*emended_words(placed), f" – {said}"]


def _html(content: list[Content], words: int) -> str:
    """Return a preview as one paragraph, cut after a number of words, without links, ids and note calls."""
    whole = _strip(element("p", None, *content))
    length = len("".join(whole.itertext()))
    _cut(whole, words)
    shown = "".join(whole.itertext())
    if len(shown) < length and not shown.endswith("…"):  # it was cut where an element ends
        append(whole, [" …"])
    return tostring(whole, encoding="unicode", method="html").replace("<a>", "").replace("</a>", "")


def _strip(parent: Element) -> Element:
    """Take all attributes but language and direction away, and signs that only lead elsewhere, not what follows."""
    kept: list[Content] = [parent.text or ""]
    for child in list(parent):
        parent.remove(child)
        tail, child.tail = child.tail or "", None
        if not LEADING & set(child.get("class", "").split()):
            for name in set(child.attrib) - {"lang", "dir"}:
                del child.attrib[name]
            kept.append(_strip(child))
        kept.append(tail)
    parent.text = None
    return append(parent, kept)


def _cut(parent: Element, room: int) -> int:
    """Keep the first `room` words below an element, and return how many more would fit."""
    parent.text, room = _first_words(parent.text or "", room)
    for child in list(parent):
        if not room:
            parent.remove(child)
            continue
        room = _cut(child, room)
        child.tail, room = _first_words(child.tail or "", room)
    return room


def _first_words(text: str, room: int) -> tuple[str, int]:
    words = WORD.findall(text)
    if len(words) <= room:
        return text, room - len(words)
    return ("".join(words[:room]).rstrip() + " …" if room else ""), 0
