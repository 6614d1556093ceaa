"""Cross-references: what a link in essay or notes means, so that every paragraph can say what refers to it."""

from collections.abc import Iterator

from edition import ids
from edition.ids import AnchorName
from edition.model.inline import Inlines, Link
from edition.model.placed import PlacedNote, PlacedSection
from edition.model.references import CrossReference
from edition.model.text import reading_text, walk


def _links(content: Inlines, anchor: AnchorName) -> Iterator[CrossReference]:
    for node in walk(content):
        if isinstance(node, Link) and node.target.startswith("#"):
            yield CrossReference(anchor, reading_text(node.content), (AnchorName(node.target[1:]), *node.also))


def find(sections: tuple[PlacedSection, ...], notes: tuple[PlacedNote, ...]) -> tuple[CrossReference, ...]:
    """Return every cross-reference of the essay, then those of the notes, in the order of reading."""
    found = [link for s in sections for p in s.paragraphs for c in p.all_content for link in _links(c, p.anchor)]
    for note in notes:
        for paragraph in note.note.paragraphs:
            found += _links(paragraph.content, ids.note(note.label))
    return tuple(found)
