"""Passages cited: each work with the loci at which notes cite it, for the index of passages."""

from edition.model.inline import Cite
from edition.model.placed import PlacedNote
from edition.model.references import Locus, Passage
from edition.model.text import reading_text, walk


def find(notes: tuple[PlacedNote, ...]) -> tuple[Passage, ...]:
    """Return every passage cited in the body of a note, in the order of reading.

    A work cited without a locus counts only if the note cites no locus in it at all.
    """
    found = [
        Passage(
            work.work,
            tuple(Locus(i.key, i.locator, i.seen, reading_text(i.remark), i.online) for i in work.items),
            n.label,
        )
        for n in notes
        for paragraph in n.note.body
        for node in walk(paragraph.content)
        if isinstance(node, Cite)
        for work in node.works
    ]
    located = {(passage.work, passage.note) for passage in found if passage.is_located}
    return tuple(p for p in dict.fromkeys(found) if p.is_located or (p.work, p.note) not in located)
