"""Every address of the edition: its page, its canonical reference and its opening words."""

from collections.abc import Iterable, Iterator

from edition import ids
from edition.model import figures, layout
from edition.model.anchors import Anchor, AnchorKind
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.text import reading_text
from edition.resolve import identity
from edition.resolve.walks import first_words
from edition.style import works
from edition.style.dates import in_words
from edition.style.registers import REGISTERS
from edition.words import ENGLISH


def _essay(edition: Edition) -> Iterator[Anchor]:
    for section in edition.sections:
        page, notes_page = layout.section_page(section.anchor), layout.notes_page(section.anchor)
        yield Anchor(section.anchor, AnchorKind.SECTION, page, section.reference, section.label)
        own = identity.of_notes(ENGLISH("notes.to", section=section.reference))  # whatever their heading is
        title = section.notes_title
        yield Anchor(ids.notes_of(section.anchor), AnchorKind.NOTES, notes_page, title, title, own)
        for paragraph in section.paragraphs:
            number = ids.paragraph_number(paragraph.anchor)
            shown = (figure.alternative for figure in figures.find(paragraph.blocks))
            words = first_words(reading_text(paragraph.content).strip() or next(shown, ""))
            yield Anchor(paragraph.anchor, AnchorKind.PARAGRAPH, page, f"{section.reference}, ¶{number}", words)


def _notes(edition: Edition) -> Iterator[Anchor]:
    for note in edition.notes:
        reference = note.reference(edition.words)
        body = first_words(reading_text(note.note.body[0].content)) if note.note.body else ""
        page, own = layout.notes_page(note.section), identity.of_note(note)
        yield Anchor(ids.note(note.label), AnchorKind.NOTE, page, reference, body, own, note.is_by_author)
        for call in note.calls:
            called, place = edition.words("note.call", note=reference), identity.of_call(call.paragraph, call.lemma)
            essay = layout.section_page(call.section)
            yield Anchor(call.anchor, AnchorKind.NOTE_CALL, essay, called, call.lemma, place)


def _apparatus(edition: Edition) -> Iterator[Anchor]:
    references = {
        p.anchor: f"{s.reference}, ¶{ids.paragraph_number(p.anchor)}" for s in edition.sections for p in s.paragraphs
    } | {ids.note(note.label): note.reference(edition.words) for note in edition.notes}
    for placed in edition.emendations:
        reference = references[placed.paragraph]
        name, words = placed.emendation.name, reading_text(placed.emendation.reading)
        page, own = layout.section_page(placed.section), identity.of_emendation(placed)
        if placed.paragraph in {ids.note(note.label) for note in edition.notes_of(placed.section)}:
            page = layout.notes_page(placed.section)
        yield Anchor(name, AnchorKind.EMENDATION, page, reference, words, own)
        row, listed = identity.of_variant(placed), edition.words("apparatus.reference", place=reference)
        yield Anchor(ids.variant(name), AnchorKind.VARIANT, KnownPage.APPARATUS, listed, words, row)
    for reading in edition.standing:
        place = references.get(reading.at, reading.at)
        reference = edition.words("apparatus.standing_reference", place=place)
        own = identity.of_standing(reading)
        yield Anchor(reading.id, AnchorKind.STANDING, KnownPage.APPARATUS, reference, reading.lemma, own)


def _registers(edition: Edition) -> Iterator[Anchor]:
    for entry in edition.entries:
        words = reading_text(works.short(entry.work, edition.words))
        own = identity.of_work(entry.work)
        yield Anchor(ids.entry(entry.work.key), AnchorKind.ENTRY, KnownPage.BIBLIOGRAPHY, words, words, own)
    for placed in edition.authorities:
        entry_ = placed.authority
        page, own = REGISTERS[entry_.kind].page, identity.of_authority(entry_)
        yield Anchor(ids.authority(entry_.id), AnchorKind.AUTHORITY, page, entry_.name, first_words(entry_.gloss), own)
    for event in edition.events:
        reference = edition.words("event.reference", date=in_words(event.new, edition.words))
        words, own = first_words(event.event), identity.of_event(event)
        yield Anchor(ids.event(event.id), AnchorKind.EVENT, KnownPage.CHRONOLOGY, reference, words, own)


LISTS = {
    AnchorKind.ENTRY: "bibliography",
    AnchorKind.VARIANT: "apparatus",
    AnchorKind.STANDING: "standing",
    AnchorKind.EVENT: "chronology",
}
"""The list that contains the anchors of each kind; authority entries are in the list named after their page."""


def find_absent(draft: Draft, anchors: Iterable[Anchor]) -> Iterator[str]:
    """Yield the anchors that no page of the site has: the page does not exist, or does not ask for their list."""
    asked = {(list_.place.file, list_.name) for list_ in draft.lists}
    for anchor in anchors:
        name = (
            anchor.page.removesuffix(layout.SOURCE) if anchor.kind is AnchorKind.AUTHORITY else LISTS.get(anchor.kind)
        )
        if anchor.page not in draft.site or (name and (f"docs/{anchor.page}", name) not in asked):
            yield anchor.id


def find(edition: Edition) -> Iterator[Anchor]:
    """Yield every anchor in the edition; if two things have the same one, yield both."""
    yield from _essay(edition)
    yield from _notes(edition)
    yield from _registers(edition)
    yield from _apparatus(edition)
