"""The registers of the back matter: chronology, people and glossary."""

from edition import ids
from edition.model.authority import Authority
from edition.model.chronology import Event, has_old_style
from edition.model.printed import REGISTER, place_in
from edition.style.dates import in_words
from edition.style.registers import REGISTERS, heading
from edition.writers.typst.book import Book, at, group
from edition.writers.typst.markup import fill, foreign, text
from edition.writers.typst.strings import string


def _event(book: Book, event: Event) -> str:
    words = book.words
    lines = [f"{at(ids.event(event.id))}#dest({string(ids.event(event.id))}){text(event.event)}"]
    if event.essay:
        lines.append(f"#small[{text(words('event.in_text') + ' ' + event.essay)}]")
    see = fill(words, "note.see", note=book.place(ids.note(event.note))) + text(" ") if event.note else ""
    if event.differs:
        lines.append(f"#small[{text(event.differs)}]")
    places = text("; ").join(book.place(line.text) for line in event.places)
    dated = text(f"{words('event.dated_by_editors')} ") if event.dated_by == "editor" else ""
    if see or dated or places:
        lines.append(f"#small[{see}{dated}{places}]")
    old = f"#small[{text(words('event.old_style', date=in_words(event.old, words)))}]" if event.old else ""
    return f"([{text(in_words(event.new, words))}{old}], event[{''.join(lines)}])"


def chronology(book: Book) -> str:
    """Return the events, in both calendars where there are two."""
    if not book.edition.events:
        return ""
    date = "both_styles" if has_old_style(book.edition.events) else "date"
    heads = ", ".join(f"[{text(book.words(f'chronology.{name}'))}]" for name in (date, "event"))
    rows = ",\n".join(_event(book, event) for event in book.edition.events)
    return f"#chronology(({heads}), (\n{rows},\n))"


def entry_name(book: Book, entry: Authority) -> str:
    """Return the heading of an entry, in its language."""
    name = text(entry.sort or entry.name)
    return foreign(entry.lang, name, book.edition.config.language) if entry.lang else name


def _entry(book: Book, entry: Authority) -> str:
    parts = [f"#strong[{entry_name(book, entry)}]"]
    if entry.native:
        own, tag = book.edition.config.language, entry.native_lang or "und"
        parts.append(f"{text(' · ')}{foreign(tag, text(entry.native), own, italic=False)}")
    if entry.dates:
        parts.append(text(f" ({entry.dates.written})"))
    stopped = not entry.dates and not entry.native and (entry.sort or entry.name).endswith(".")
    parts.append(text(" " if stopped else ". "))
    return f"#entry({string(ids.authority(entry.id))})[{''.join(parts)}{text(entry.gloss)}][]"


def people_and_glossary(book: Book) -> str:
    """Return the authority entries by kind; where each is mentioned, the index says."""
    parts = []
    for kind in REGISTERS:
        entries = [_entry(book, p.authority) for p in book.edition.authorities if p.authority.kind is kind]
        if entries:
            title = heading(kind, book.words)
            parts += [group("", text(title), place=place_in(REGISTER, title)), *entries]
    return "\n".join(parts)
