"""From draft to edition: every number, anchor, back-link and canonical reference is given here, once.

A draft with faults resolves too, as far as it goes; whether it may be printed is for the checks to say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from edition import ids
from edition.model.edition import (
    Anchor,
    AnchorKind,
    Edition,
    Entry,
    Mention,
    PlacedEmendation,
    PlacedNote,
    PlacedSection,
)
from edition.model.inline import (
    Cite,
    Emendation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    NoteRef,
    PageBreak,
    Strong,
    Supplied,
    Text,
    Unsupported,
    WorkRef,
)
from edition.model.text import children, reading_text
from edition.style import citations, works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from edition.model.bibliography import Work
    from edition.model.document import Note, Paragraph, Section
    from edition.model.draft import Draft

NEAR = 9
"""Words shown on either side of a mention."""


def rebuilt(inlines: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Give the inlines with `change` applied to every node, children first."""
    return tuple(_rebuilt(node, change) for node in inlines)


def _rebuilt(node: Inline, change: Callable[[Inline], Inline]) -> Inline:
    match node:
        case Emphasis() | Strong() | Foreign() | Supplied() | Link() | WorkRef() | Cite():
            return change(replace(node, content=rebuilt(node.content, change)))
        case Emendation():
            witness, reading = rebuilt(node.witness, change), rebuilt(node.reading, change)
            return change(replace(node, witness=witness, reading=reading))
        case Text() | NoteRef() | PageBreak() | Unsupported():
            return change(node)
        case _:
            assert_never(node)


def _with_citations(note: Note, known: Mapping[str, Work]) -> Note:
    def print_cite(node: Inline) -> Inline:
        return replace(node, content=citations.cluster(node, known)) if isinstance(node, Cite) else node

    def printed(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, content=rebuilt(paragraph.content, print_cite))

    return replace(note, body=tuple(map(printed, note.body)), evidence=tuple(map(printed, note.evidence)))


def last_words(text: str, count: int = NEAR) -> str:
    """Give the last words of a text, after an ellipsis where more stood before them."""
    words = text.split()
    return " ".join(words) if len(words) <= count else "… " + " ".join(words[-count:])


def first_words(text: str, count: int = NEAR) -> str:
    """Give the first words of a text, before an ellipsis where more follows."""
    words = text.split()
    return " ".join(words) if len(words) <= count else " ".join(words[:count]) + " …"


def _around(before: str, after: str, count: int = NEAR) -> tuple[str, str]:
    """Give the words on either side of a place, each with the white space that parts it from the place, or none."""
    left = last_words(before, count) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + first_words(after, count)
    return left, right


def _stretches(inlines: Inlines, before: str = "") -> Iterator[tuple[Inline, str]]:
    """Give every node with the reading text that stands before it in its paragraph."""
    for node in inlines:
        yield node, before
        yield from _stretches(children(node), before)
        before += reading_text((node,))


def _place_notes(draft: Draft, known: Mapping[str, Work]) -> tuple[PlacedNote, ...]:
    written: dict[str, Note] = {}
    for file in draft.notes:
        for note in file.notes:
            written.setdefault(note.label, _with_citations(note, known))
    placed: dict[str, PlacedNote] = {}
    for section in draft.sections:
        for paragraph in section.paragraphs:
            for node, before in _stretches(paragraph.content):
                if isinstance(node, NoteRef) and node.label in written and node.label not in placed:
                    note, lemma = written[node.label], last_words(before)
                    placed[node.label] = PlacedNote(note, node.label, section.anchor, paragraph.anchor, lemma)
    return tuple(placed.values())


def _place_sections(draft: Draft, notes: tuple[PlacedNote, ...]) -> tuple[PlacedSection, ...]:
    names = [section.anchor for section in draft.sections]
    placed = []
    for at, section in enumerate(draft.sections):
        supplied = [n for n in section.heading if isinstance(n, Supplied)]
        number = reading_text(tuple(n for n in section.heading if not isinstance(n, Supplied))).strip()
        title = " ".join(reading_text(n.content) for n in supplied)
        words = sum(len(reading_text(p.content).split()) for p in section.paragraphs)
        placed.append(
            PlacedSection(
                section=section,
                number=number,
                reference=number or section.anchor.capitalize(),
                title=title,
                previous=names[at - 1] if at else None,
                next=names[at + 1] if at + 1 < len(names) else None,
                words=words,
                notes=tuple(n.label for n in notes if n.section == section.anchor),
            )
        )
    return tuple(placed)


def _mentions(notes: tuple[PlacedNote, ...]) -> dict[str, list[Mention]]:
    """Give, by key, every place of a note that cites an entry. The notes' evidence cites too."""
    found: dict[str, list[Mention]] = {}
    for placed in notes:
        for paragraph in (*placed.note.body, *placed.note.evidence):
            whole = reading_text(paragraph.content)
            for node, before in _stretches(paragraph.content):
                if isinstance(node, WorkRef):
                    words = reading_text(node.content)
                    after = whole[len(before) + len(words) :]
                    left, right = _around(before, after)
                    mention = Mention(ids.note(placed.label), left, words, right)
                    found.setdefault(node.key, []).append(mention)
    return found


def _entries(draft: Draft, notes: tuple[PlacedNote, ...]) -> tuple[Entry, ...]:
    mentions = _mentions(notes)
    titles = {group.file: group.title for group in draft.config.bibliography}
    entries: dict[str, Entry] = {}
    for file in draft.bibliography:
        for work in file.works:
            mentioned = tuple(mentions.get(work.key, ()))
            entry = Entry(work, titles.get(file.path, file.path), works.description(work), mentioned)
            entries.setdefault(work.key, entry)
    return tuple(entries.values())


def _emendations(sections: tuple[Section, ...]) -> tuple[PlacedEmendation, ...]:
    placed = []
    for section in sections:
        for paragraph in section.paragraphs:
            whole = reading_text(paragraph.content)
            for node, before in _stretches(paragraph.content):
                if isinstance(node, Emendation):
                    after = whole[len(before) + len(reading_text(node.reading)) :]
                    near = _around(before, after, 5)
                    placed.append(PlacedEmendation(node, section.anchor, paragraph.anchor, *near))
    return tuple(placed)


def _anchors(edition: Edition) -> Iterator[Anchor]:
    references = {s.anchor: s.reference for s in edition.sections}
    for section in edition.sections:
        page = f"essay/{section.anchor}.md"
        yield Anchor(section.anchor, AnchorKind.SECTION, page, section.reference, section.label)
        notes_page = f"notes/{section.anchor}.md"
        notes_title = f"Notes to {section.reference}"
        yield Anchor(ids.notes_of(section.anchor), AnchorKind.NOTES, notes_page, notes_title, notes_title)
        for paragraph in section.paragraphs:
            number = ids.paragraph_number(paragraph.anchor)
            words = first_words(reading_text(paragraph.content))
            yield Anchor(paragraph.anchor, AnchorKind.PARAGRAPH, page, f"{section.reference}, ¶{number}", words)
    for note in edition.notes:
        body = first_words(reading_text(note.note.body[0].content)) if note.note.body else ""
        essay = f"essay/{note.section}.md"
        yield Anchor(ids.note(note.label), AnchorKind.NOTE, f"notes/{note.section}.md", f"n. {note.mark}", body)
        yield Anchor(ids.note_call(note.label), AnchorKind.NOTE_CALL, essay, f"call of n. {note.mark}", note.lemma)
    for entry in edition.entries:
        words = reading_text(works.short(entry.work))
        yield Anchor(ids.entry(entry.work.key), AnchorKind.ENTRY, "bibliography.md", words, words)
    for placed in edition.emendations:
        number = ids.paragraph_number(placed.paragraph)
        reference = f"{references[placed.section]}, ¶{number}"
        words = reading_text(placed.emendation.reading)
        page = f"essay/{placed.section}.md"
        yield Anchor(placed.emendation.name, AnchorKind.EMENDATION, page, reference, words)


def resolve(draft: Draft) -> Edition:
    """Make the edition out of a draft.

    Where a label, a key or an anchor stands twice, the first one counts; what points nowhere stays unresolved.
    """
    known: dict[str, Work] = {}
    for file in draft.bibliography:
        for work in file.works:
            known.setdefault(work.key, work)
    notes = _place_notes(draft, known)
    edition = Edition(
        config=draft.config,
        sections=_place_sections(draft, notes),
        notes=notes,
        entries=_entries(draft, notes),
        emendations=_emendations(draft.sections),
        anchors={},
        pages=draft.pages,
    )
    anchors: dict[str, Anchor] = {}
    for anchor in _anchors(edition):
        anchors.setdefault(anchor.id, anchor)
    return replace(edition, anchors=anchors)
