"""Resolves sections (numbers, titles, neighbours, names found) and emendations with the words around them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from edition import ids
from edition.ids import NoteLabel
from edition.model.document import Section
from edition.model.draft import Draft
from edition.model.inline import Emendation, Inlines, Supplied, Text
from edition.model.placed import PlacedEmendation, PlacedNote, PlacedSection
from edition.model.text import reading_text
from edition.resolve.names import Finder
from edition.resolve.notes import mark_calls, number_and_reference
from edition.resolve.walks import walk_with_text, words_around
from edition.words import Words

NEAR = 5
"""Number of words shown on either side of an emendation."""


def _finish(section: Section, notes: Mapping[NoteLabel, PlacedNote], finder: Finder) -> Section:
    """Return a section with its names found and the marks of its note calls."""

    def finish(content: Inlines) -> Inlines:
        return mark_calls(finder.mark(content, firsts=True), section.anchor, notes)

    return replace(section, paragraphs=tuple(unit.map(finish) for unit in section.paragraphs))


def place(draft: Draft, notes: tuple[PlacedNote, ...], finder: Finder) -> tuple[PlacedSection, ...]:
    """Return the resolved sections in order."""
    words = draft.config.words
    names = [section.anchor for section in draft.sections]
    placed = []
    by_label = {note.label: note for note in notes}
    headings = {file.anchor: file.heading for file in draft.notes}
    typed = Counter(map(reading_text, headings.values()))
    labels: dict[str, list[NoteLabel]] = {name: [] for name in names}
    for note in notes:
        labels[note.section].append(note.label)
    for at, section in enumerate(draft.sections):
        supplied = [n for n in section.heading if isinstance(n, Supplied)]
        number, reference = number_and_reference(section)
        title = " ".join(reading_text(n.content) for n in supplied)
        notes_heading = headings.get(ids.notes_of(section.anchor)) or (Text(words("notes.to", section=reference)),)
        if typed[reading_text(notes_heading)] > 1:  # such as “Notes”, which says of no section whose they are
            notes_heading = (*notes_heading, Text(f": {number or title or reference}"))
        length = sum(len(reading_text(c).split()) for unit in section.paragraphs for c in unit.all_content)
        placed.append(
            PlacedSection(
                section=_finish(section, by_label, finder),
                number=number,
                reference=reference,
                title=title,
                previous=names[at - 1] if at else None,
                next=names[at + 1] if at + 1 < len(names) else None,
                words=length,
                notes=tuple(labels[section.anchor]),
                outline=draft.config.outline(section.anchor),
                notes_heading=notes_heading,
            )
        )
    return tuple(placed)


def emendations(
    sections: tuple[PlacedSection, ...], notes: tuple[PlacedNote, ...], words: Words
) -> tuple[PlacedEmendation, ...]:
    """Return the emendations in reading order: those of the essay, then those of the author's notes."""
    nothing = words("apparatus.nothing")
    contents = [(s.anchor, p.anchor, p.content) for s in sections for p in s.paragraphs]
    contents += [(n.section, ids.note(n.label), p.content) for n in notes if n.is_by_author for p in n.note.body]
    placed = []
    for section, anchor, content in contents:
        whole = reading_text(content)
        for node, before in walk_with_text(content):
            if isinstance(node, Emendation):
                after = whole[len(before) + len(reading_text(node.reading)) :]
                placed.append(PlacedEmendation(node, section, anchor, *words_around(before, after, NEAR), nothing))
    return tuple(placed)
