"""The registers of the back matter: chronology, people and glossary."""

from collections.abc import Iterator

from edition import ids
from edition.model.authority import Authority
from edition.model.chronology import Chapter, Event, chapters, first_day, has_old_style
from edition.model.printed import REGISTER, place_in
from edition.style.dates import in_words
from edition.style.registers import REGISTERS, heading
from edition.writers.typst.book import Book, at, group
from edition.writers.typst.markup import fill, foreign, label, text
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


def _mark(book: Book, chapter: Chapter, event: Event) -> str:
    """Return an event of the timeline: what leads to its row of the table, its sign, its place on the axis."""
    begins = first_day(event.new)
    share = f"{chapter.share(begins):.4f}" if begins else "none"
    sign = "differing" if event.differs else "supplied" if event.dated_by == "editor" else "agreeing"
    new = in_words(event.new, book.words)
    when = f"[{new}]" if event.dated_by == "editor" else new
    words = f"[{text(when)}], [{text(event.label or event.event)}]"
    return f"({label(ids.event(event.id))}, {words}, {string(sign)}, {share})"


def _timeline(book: Book) -> Iterator[str]:
    """Yield the key of the timeline and its chapters, each with its own scale."""
    differing = sum(1 for event in book.edition.events if event.differs)
    yield f"#small[{text(book.words('timeline.key', differing=differing, events=len(book.edition.events)))}]"
    for chapter in chapters(book.edition.events):
        number = book.words.count("timeline.title", len(chapter.events))
        marks = ", ".join(_mark(book, chapter, event) for event in chapter.events)
        bars = "".join(f"({bar.first:.4f}, {bar.last:.4f}, {bar.lane}), " for bar in chapter.bars())
        alternative = string(f"{chapter.title}: {number}" if chapter.title else number)
        yield f"#timeline({alternative}, [{text(chapter.title)}], ({marks},), ({bars}))"


def chronology(book: Book) -> str:
    """Return the events as a drawing, and in words, in both calendars where there are two."""
    if not book.edition.events:
        return ""
    date = "both_styles" if has_old_style(book.edition.events) else "date"
    heads = ", ".join(f"[{text(book.words(f'chronology.{name}'))}]" for name in (date, "event"))
    rows = ",\n".join(_event(book, event) for event in book.edition.events)
    drawn = "\n".join(_timeline(book))
    return f"{drawn}\n#chronology(({heads}), (\n{rows},\n))"


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
