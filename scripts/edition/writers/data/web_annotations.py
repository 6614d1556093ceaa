"""The notes as annotations of the essay (W3C Web Annotation Data Model, 2017; JSON-LD by its published context)."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.edition import Edition
from edition.model.placed import PlacedNote
from edition.style import citing, licences
from edition.writers.data import address
from edition.writers.data.as_json import Json, Record, to_json, without_empty
from edition.writers.html import Writer
from edition.writers.text import with_notes
from edition.writers.xml import element

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What says how a fragment of an HTML page is to be understood (data model, § 4.2.1)."""
FILE = "annotations.jsonld"
WORDS, CHARACTERS = 9, 40
"""How many words before its call a note is put on, and how many characters at least are given before and after them."""
WORD = re.compile(r"\S+")
APART = frozenset({"para", "rdg"})


def _pieces(parent: Element, apart: str = "") -> Iterator[tuple[str, str]]:
    """Yield the text of an element piece by piece, as a browser has it; what is not of the essay, with what it is.

    That is the id of a note call, or the class of a paragraph's number or of a hidden reading of the witness.
    """
    if parent.text:
        yield parent.text, apart
    for child in parent:
        kind = child.get("class", "").split(" ")[0]
        name = child[0].get("id", "") if kind == "noteref" else kind if kind in APART else ""
        yield from _pieces(child, apart or name)
        if child.tail:
            yield child.tail, apart


def _stretches(pieces: Iterable[tuple[str, str]], call: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where words of the essay begin and end between what is not of it, and whether a call comes after them."""
    at, start, before = 0, 0, True
    for words, apart in (*pieces, ("", "end")):
        if apart and start < at:
            yield start, at, before
        before = before and apart != call
        at += len(words)
        start = at if apart else start


def select_quote(paragraph: Element, call: str) -> tuple[str, str, str]:
    """Return the words before a note's call, and the characters before and after them in the text of the paragraph.

    They have no call among them; where none come before the call, they are those after it. Together the three are
    found once in the text.
    """
    pieces = list(_pieces(paragraph))
    text = "".join(words for words, _ in pieces)
    found = [(s, e, b) for s, e, b in _stretches(pieces, call) if any(c.isalnum() for c in text[s:e])]
    before, after = ([(s, e) for s, e, is_before in found if is_before is side] for side in (True, False))
    start, end = before[-1] if before else after[0] if after else (0, len(text))
    words = [(start + word.start(), start + word.end()) for word in WORD.finditer(text[start:end])]
    words = words[-WORDS:] if before else words[:WORDS]
    start, end, near = words[0][0], words[-1][1], CHARACTERS
    while text.count(text[max(0, start - near) : end + near]) > 1:
        near *= 2
    return text[max(0, start - near) : start], text[start:end], text[end : end + near]


def _body(edition: Edition, placed: PlacedNote) -> list[Json]:
    kind: Record = {"type": "TextualBody", "format": "text/plain", "language": _language(edition, placed)}
    body = "\n\n".join(with_notes(p.content) for p in placed.note.body)
    parts: list[Json] = [{**kind, "value": body, "purpose": "commenting"}]
    if placed.note.printed_evidence:
        evidence = "\n\n".join(with_notes(p.content) for p in placed.note.printed_evidence)
        parts.append({**kind, "value": evidence, "purpose": "describing"})
    classes: tuple[str, ...] = tuple(
        part.printed(edition.words) for part in (placed.note.certainty, placed.note.wording)
    )
    classes = (placed.note.printed_status(edition.words),) if placed.is_by_author else classes
    said = {**kind, "language": edition.config.editors_language}
    return [*parts, *({**said, "value": word, "purpose": "classifying"} for word in classes)]


def _language(edition: Edition, placed: PlacedNote) -> str:
    return edition.config.language if placed.is_by_author else edition.config.editors_language


def _creator(edition: Edition, placed: PlacedNote) -> Record:
    if placed.is_by_author:
        return {"type": "Person", "name": edition.config.printed_author}
    return {"type": "Organization", "name": edition.config.editors or edition.words("editors.they")}


def annotation(edition: Edition, placed: PlacedNote, paragraph: Element) -> Record:
    """Return one note as an annotation: on its paragraph by anchor, within it on the words before the call."""
    prefix, exact, suffix = select_quote(paragraph, ids.note_call(placed.label))
    anchor = paragraph.get("id", "")
    quote = without_empty({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix})
    source = address.of(edition, citing.page(edition.anchors[anchor]))
    selector: Record = {"type": "FragmentSelector", "conformsTo": FRAGMENT, "value": anchor, "refinedBy": quote}
    return without_empty(
        {
            "id": address.anchor(edition, ids.note(placed.label)),
            "type": "Annotation",
            "motivation": "commenting",
            "creator": _creator(edition, placed),
            "modified": f"{edition.config.date}T00:00:00Z",
            "rights": "" if placed.is_by_author else licences.address(edition.config),
            "canonical": address.anchor(edition, ids.note(placed.label)) if edition.config.site_url else "",
            "body": _body(edition, placed),
            "target": {"source": source, "selector": selector},
        }
    )


def write(edition: Edition) -> str:
    """Return all notes as a collection of annotations with one page."""
    writer = Writer(edition, lambda _: "")
    called: dict[str, Element] = {
        p.anchor: writer.paragraph(p, "") for section in edition.sections for p in section.paragraphs
    }
    for note in (n for n in edition.notes if n.is_by_author):
        anchor, words = ids.note(note.label), [writer.inlines(p.content) for p in note.note.body]
        called[anchor] = element("div", {"id": anchor}, *(element("p", None, *each) for each in words))
    where = [(note, ids.note(note.inside) if note.inside else note.paragraph) for note in edition.notes]
    items: list[Json] = [annotation(edition, note, called[anchor]) for note, anchor in where if anchor in called]
    here = address.of(edition, f"{address.FOLDER}/{FILE}")
    page: Record = {"id": f"{here}#page", "type": "AnnotationPage", "partOf": here, "startIndex": 0, "items": items}
    return to_json(
        {
            "@context": CONTEXT,
            "id": here,
            "type": "AnnotationCollection",
            "label": f"{edition.words('notes.title')}: {edition.config.full_title}",
            "total": len(items),
            "first": page,
        }
    )
