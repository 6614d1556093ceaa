"""The back matter: apparatus, evidence of the notes, bibliography."""

from collections.abc import Iterator

from edition import ids
from edition.ids import WorkKey
from edition.model.placed import Entry, PlacedEmendation, PlacedNote
from edition.model.printed import APPARATUS, BIBLIOGRAPHY, place_in
from edition.model.standing import StandingReading
from edition.model.text import reading_text
from edition.style.locating import upper_first
from edition.writers.typst.blocks import write_all
from edition.writers.typst.book import Book, group
from edition.writers.typst.markup import fill, text
from edition.writers.typst.strings import string


def plain(words: str) -> str:
    """Return words as a paragraph without indentation."""
    return f"#plain[{text(words)}]"


def _heading(part_of: str, title: str) -> str:
    return group("", text(title), place=place_in(part_of, title))


def _emendation(book: Book, placed: PlacedEmendation) -> str:
    emendation = placed.emendation
    place = book.markup.reference(emendation.name, text(book.edition.anchors[emendation.name].reference))
    siglum = book.edition.config.witness.siglum
    lemma = f"{place}{text('  ')}#strong[{text(placed.reading)}]{text(f'] {placed.witness} {siglum}. ')}"
    sure = book.words.value("emendation", emendation.certainty)
    remark = text(f"{upper_first(sure)}: {emendation.reason}")
    near = text(placed.before + reading_text(emendation.reading) + placed.after)
    return f"#variant({string(ids.variant(emendation.name))})[{lemma}{remark}][{near}]"


def _standing(book: Book, reading: StandingReading) -> str:
    lemma = f"{book.place(reading.at)}{text('  ')}#strong[{text(reading.lemma)}]{text('] ')}"
    remark = text(f"{upper_first(book.words.value('standing', reading.kind))}. {reading.remark}")
    more = text(" ") + fill(book.words, "note.see", note=book.place(ids.note(reading.note))) if reading.note else ""
    return f"#variant({string(reading.id)})[{lemma}{remark}{more}][]"


def _emendations(book: Book) -> Iterator[str]:
    if book.edition.emendations:
        yield _heading(APPARATUS, book.words("apparatus.emendations"))
        yield plain(book.words("apparatus.emendations_intro"))
        yield from (_emendation(book, placed) for placed in book.edition.emendations)


def _standing_readings(book: Book) -> Iterator[str]:
    if book.edition.standing:
        yield _heading(APPARATUS, book.words("apparatus.standing"))
        yield plain(book.words("apparatus.standing_intro"))
        yield from (_standing(book, reading) for reading in book.edition.ordered_standing())


def _spaces(book: Book) -> Iterator[str]:
    if book.edition.spaces:
        yield _heading(APPARATUS, book.words("apparatus.spaces"))
        yield plain(book.words.count("apparatus.spaces_listed", len(book.edition.spaces)))
        items = [
            f"[{text(f'{kind.printed(book.words)}: {count}')}]" for kind, count in book.edition.space_counts().items()
        ]
        yield f"#list({', '.join(items)})"


def apparatus(book: Book) -> str:
    """Return the emendations, the readings left standing, and the silent changes of white space, counted."""
    return "\n".join([*_emendations(book), *_standing_readings(book), *_spaces(book)])


def _evidence(book: Book, placed: PlacedNote) -> str:
    mark = book.markup.reference(ids.note(placed.label), f"#mark-of({string(placed.mark)}, {_own(placed)})")
    words = write_all(book.markup.inlines, placed.note.printed_evidence)
    return f"#evidence[{mark}][{words}]"


def _own(placed: PlacedNote) -> str:
    return "false" if placed.is_authors else "true"


def evidence(book: Book) -> str:
    """Return what the notes rest on, note by note, section by section."""
    parts = []
    for section in book.edition.sections:
        if notes := book.evidence_of(section):
            heading = group(ids.notes_of(section.anchor), book.markup.inlines(section.notes_heading))
            parts += [heading, *(_evidence(book, note) for note in notes)]
    intro = plain(book.words("book.evidence_intro"))
    return "\n".join([intro, *parts]) if parts else ""


def _citations(book: Book, key: WorkKey) -> str:
    """Return which notes cite an entry, and on which pages the essay or a note names it."""
    notes = [note for note in book.edition.notes if key in book.cites[note.label]]
    links = [book.markup.reference(ids.note(note.label), text(book.mark(note))) for note in notes]
    citations = fill(book.words, f"book.cited_in_note{'s' if links[1:] else ''}", notes=text(", ").join(links))
    citations = citations + text(" ") if links else ""
    named = ids.entry(key) in book.named
    return citations + (fill(book.words, "book.named", pages=f"#pages-of({string(ids.entry(key))})") if named else "")


def _entry(book: Book, entry: Entry) -> str:
    siglum = f"#strong[{text(entry.work.shorthand)}] " if entry.work.shorthand else ""
    body = f"{siglum}{book.markup.inlines(entry.description)}"
    return f"#entry({string(ids.entry(entry.work.key))})[{body}][{_citations(book, entry.work.key)}]"


def bibliography(book: Book) -> str:
    """Return the bibliography by groups, each entry with the notes that cite it."""
    parts = []
    for _, title, entries in book.edition.groups():
        parts += [_heading(BIBLIOGRAPHY, title), *(_entry(book, entry) for entry in entries)]
    return "\n".join(parts)
