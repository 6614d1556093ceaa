"""The notes as annotations of the essay (W3C Web Annotation Data Model, 2017; JSON-LD by its published context)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import ids
from edition.model.inline import NoteRef
from edition.model.text import reading_text
from edition.resolve.walks import stretches
from edition.style import citing, licences
from edition.writers.data import address
from edition.writers.data.as_json import Json, Record, dumped, told
from edition.writers.text import with_notes

if TYPE_CHECKING:
    from edition.model.document import Paragraph
    from edition.model.edition import Edition, PlacedNote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What says how a fragment of an HTML page is to be understood (data model, § 4.2.1)."""
FILE = "annotations.jsonld"
WORDS, CHARACTERS = 9, 40
"""How many words before its call a note is put on, and how many characters stand before and after them."""


def quoted(paragraph: Paragraph, label: str) -> tuple[str, str, str]:
    """Return the words before a note's call, and the characters before and after them in the reading text.

    The words begin after the call before, so that no figure stands among them on the page.
    """
    whole, start, end = reading_text(paragraph.content), 0, None
    for node, before in stretches(paragraph.content):
        if isinstance(node, NoteRef):
            if node.label == label:
                end = len(before)
                break
            start = len(before)
    end = len(whole) if end is None else end
    if not whole[start:end].strip():
        start = 0  # two calls side by side are on the same words
    words = whole[start:end].split()[-WORDS:]
    exact_start = whole.rindex(words[0], start, end) if len(words) == 1 else _position(whole, start, end, len(words))
    exact = whole[exact_start:end].rstrip()
    after = exact_start + len(exact)
    return whole[max(0, exact_start - CHARACTERS) : exact_start], exact, whole[after : after + CHARACTERS]


def _position(whole: str, start: int, end: int, count: int) -> int:
    """Return where the last `count` words of a stretch begin."""
    at = end
    for _ in range(count):
        while at > start and whole[at - 1].isspace():
            at -= 1
        while at > start and not whole[at - 1].isspace():
            at -= 1
    return at


def _body(edition: Edition, placed: PlacedNote) -> list[Json]:
    kind: Record = {"type": "TextualBody", "format": "text/plain", "language": edition.config.language}
    words = "\n\n".join(with_notes(p.content) for p in placed.note.body)
    parts: list[Json] = [{**kind, "value": words, "purpose": "commenting"}]
    if placed.note.evidence:
        evidence = "\n\n".join(with_notes(p.content) for p in placed.note.evidence)
        parts.append({**kind, "value": evidence, "purpose": "describing"})
    parts += [
        {**kind, "value": word.value, "purpose": "classifying"} for word in (placed.note.certainty, placed.note.wording)
    ]
    return parts


def annotation(edition: Edition, placed: PlacedNote, paragraph: Paragraph) -> Record:
    """Return one note as an annotation: on its paragraph by anchor, within it on the words before the call."""
    prefix, exact, suffix = quoted(paragraph, placed.label)
    quote = told({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix})
    source = address.of(edition, citing.page(edition.anchors[paragraph.anchor]))
    selector: Record = {
        "type": "FragmentSelector",
        "conformsTo": FRAGMENT,
        "value": paragraph.anchor,
        "refinedBy": quote,
    }
    return told(
        {
            "id": address.anchor(edition, ids.note(placed.label)),
            "type": "Annotation",
            "motivation": "commenting",
            "creator": {"type": "Organization", "name": edition.config.editors or "The editors"},
            "modified": f"{edition.config.date}T00:00:00Z",
            "rights": licences.address(edition.config),
            "canonical": address.anchor(edition, ids.note(placed.label)) if edition.config.site_url else "",
            "body": _body(edition, placed),
            "target": {"source": source, "selector": selector},
        }
    )


def write(edition: Edition) -> str:
    """Return all notes as a collection of annotations with one page."""
    paragraphs = {p.anchor: p for section in edition.sections for p in section.paragraphs}
    items: list[Json] = [
        annotation(edition, note, paragraphs[note.paragraph]) for note in edition.notes if note.paragraph in paragraphs
    ]
    here = address.of(edition, f"{address.FOLDER}/{FILE}")
    page: Record = {"id": f"{here}#page", "type": "AnnotationPage", "partOf": here, "startIndex": 0, "items": items}
    return dumped(
        {
            "@context": CONTEXT,
            "id": here,
            "type": "AnnotationCollection",
            "label": f"Notes: {edition.config.full_title}",
            "total": len(items),
            "first": page,
        }
    )
