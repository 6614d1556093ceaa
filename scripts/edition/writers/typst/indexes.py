"""The indexes, with the page numbers of the book: passages cited, and names."""

from edition import ids
from edition.model.printed import PASSAGES, place_in
from edition.model.references import Passage
from edition.style import collation, registers, works
from edition.writers.typst.back import plain
from edition.writers.typst.book import Book, at, group
from edition.writers.typst.markup import text
from edition.writers.typst.registers import entry_name
from edition.writers.typst.strings import string


def _passage(book: Book, passage: Passage, loci: str, number: int) -> str:
    place = place_in(PASSAGES, place_in(passage.work, number))
    note = ids.note(passage.note)
    words = text(f"{loci} (")
    return f"#row[{at(place)}{words}{book.place(note)}{text(')')}#h(1fr)#page-of({string(note)})]"


def passages(book: Book) -> str:
    """Return every passage cited, by author, work and place, with the page of its note."""
    parts = []
    for author, entries in registers.passages(book.edition):
        parts.append(group("", text(author), place=place_in(PASSAGES, author)))
        for entry, cited in entries:
            title = book.markup.reference(
                ids.entry(entry.work.key), book.markup.inlines(works.title(entry.work, book.words))
            )
            year = works.year_in_brackets(entry.work, book.words)
            parts.append(f"#work-head[{at(place_in(PASSAGES, entry.work.key))}{title}{text(year)}]")
            parts += [_passage(book, *passage, number) for number, passage in enumerate(cited)]
    intro = plain(book.words("book.passages_intro"))
    body = "\n".join(parts)
    return f"{intro}\n#index[\n{body}\n]" if parts else ""


def names(book: Book) -> str:
    """Return every name and term with the pages that mention it."""
    rows: list[str] = []
    initial: collation.Weight = ()
    own = book.edition.config.language
    names = {placed.authority.id: placed.authority.sort or placed.authority.name for placed in book.edition.authorities}
    for placed in sorted(book.edition.authorities, key=lambda placed: collation.key(names[placed.authority.id], own)):
        anchor = ids.authority(placed.authority.id)
        if anchor not in book.named:
            continue
        letter = collation.initial(names[placed.authority.id], own)
        if letter != initial and initial:
            rows.append("#letter-gap")
        initial = letter
        words = book.markup.reference(anchor, entry_name(book, placed.authority))
        rows.append(f"#row[{words}{text(', ')}#pages-of({string(anchor)})]")
    intro = plain(book.words("book.names_intro"))
    body = "\n".join(rows)
    return f"{intro}\n#index(in-columns[\n{body}\n])" if rows else ""
