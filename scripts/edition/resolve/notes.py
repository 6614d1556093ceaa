"""Notes: their citations printed, their marks given, each at the place of its call."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from edition import ids
from edition.model.bibliography import Work
from edition.model.document import Note, Paragraph, Section
from edition.model.draft import Draft
from edition.model.edition import Call, PlacedNote
from edition.model.inline import Cite, Inline, NoteRef, Supplied
from edition.model.text import reading_text
from edition.resolve.citations import Citer
from edition.resolve.names import Finder
from edition.resolve.online import Opener
from edition.resolve.walks import last_words, rebuild, walk_with_text


def number_and_reference(section: Section) -> tuple[str, str]:
    """Return a section's number on the witness, and the reference by which it is cited: its number, else its name."""
    number = reading_text(tuple(n for n in section.heading if not isinstance(n, Supplied))).strip()
    return number, number or section.anchor.capitalize()


ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def letters(number: int) -> str:
    """Return the mark of a section's `number`th editors' note, counted from 1: a to z, then aa, ab and so on."""
    text = ""
    while number:
        number, rest = divmod(number - 1, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


def ordinal(mark: str) -> int:
    """Return the place of a note in its series by its mark: 18 for “18”, 7 for “g”, 27 for “I aa”, section I's."""
    number = 0
    for sign in mark.rpartition(" ")[2]:
        number = number * 10 + int(sign) if sign.isdigit() else number * len(ALPHABET) + ALPHABET.index(sign) + 1
    return number


def finish(note: Note, known: Mapping[str, Work], opener: Opener, finder: Finder) -> Note:
    """Return a note with its citations printed in the house style and its names found."""
    finder.start()
    citer = Citer(known, opener)

    def print_cite(node: Inline) -> Inline:
        return citer.cite(node) if isinstance(node, Cite) else node

    def print_paragraph(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, content=finder.mark(rebuild(paragraph.content, print_cite), firsts=True))

    return replace(
        note, body=tuple(map(print_paragraph, note.body)), evidence=tuple(map(print_paragraph, note.evidence))
    )


def count_calls(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections with the calls of every note numbered in the order of reading."""
    met: Counter[str] = Counter()

    def count(node: Inline) -> Inline:
        if not isinstance(node, NoteRef):
            return node
        met[node.label] += 1
        return replace(node, number=met[node.label])

    return tuple(
        replace(s, paragraphs=tuple(replace(p, content=rebuild(p.content, count)) for p in s.paragraphs))
        for s in sections
    )


def place(draft: Draft, known: Mapping[str, Work], finder: Finder) -> tuple[PlacedNote, ...]:
    """Return the notes of both series in the order of their calls; numbers are the author's, letters the program's."""
    opener = Opener(draft.online, known)
    written: dict[str, Note] = {}
    for file in draft.notes:
        for note in file.notes:
            written.setdefault(note.label, finish(note, known, opener, finder))
    placed: dict[str, PlacedNote] = {}
    for section in draft.sections:
        ours = 0
        for paragraph in section.paragraphs:
            for node, before in walk_with_text(paragraph.content):
                if not isinstance(node, NoteRef) or node.label not in written:
                    continue
                lemma = last_words(before)
                if first := placed.get(node.label):
                    reference = f"{number_and_reference(section)[1]}, ¶{ids.paragraph_number(paragraph.anchor)}"
                    call = Call(node.anchor, section.anchor, paragraph.anchor, lemma, reference)
                    placed[node.label] = replace(first, again=(*first.again, call))
                    continue
                ours += not ids.is_number(node.label)
                mark = node.label if ids.is_number(node.label) else letters(ours)
                where = (mark, section.anchor, number_and_reference(section)[1], paragraph.anchor, lemma)
                placed[node.label] = PlacedNote(written[node.label], *where)
    return tuple(placed.values())
