"""Notes: their citations printed, their marks given, each at the place of its call."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edition import ids
from edition.ids import NO_LABEL, AnchorName, NoteLabel
from edition.model import calls
from edition.model.bibliography import Work
from edition.model.blocks import Block, map_runs
from edition.model.document import Note, Section
from edition.model.draft import Draft
from edition.model.inline import Cite, Inline, Inlines, NoteRef, Supplied, Text
from edition.model.placed import Call, PlacedNote
from edition.model.text import children, reading_text, walk
from edition.resolve import wording
from edition.resolve.citations import Citer
from edition.resolve.names import Finder
from edition.resolve.online import Opener
from edition.resolve.walks import change_contents, last_words, rebuild, walk_with_text
from edition.source import Place
from edition.style.quotation import is_closed
from edition.words import Words

STOP = re.compile(r"\.(?!\.)")
"""A full stop that begins no ellipsis."""


def number_and_reference(section: Section) -> tuple[str, str]:
    """Return a section's number in the witness, and how it is cited: by its label, its number or its name."""
    number = reading_text(tuple(n for n in section.heading if not isinstance(n, Supplied))).strip()
    return number, section.label or number or section.anchor.capitalize()


ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def letters(number: int) -> str:
    """Return the mark of a section's `number`th editors' note, counted from 1: a to z, then aa, ab and so on."""
    text = ""
    while number:
        number, rest = divmod(number - 1, len(ALPHABET))
        text = ALPHABET[rest] + text
    return text


def ordinal(mark: str) -> int | None:
    """Return the position of a note in its series: 18 for the mark “18”, 7 for “g”, 27 for “I aa”; `None` for “*”."""
    number = 0
    for sign in mark.rpartition(" ")[2]:
        if not (sign.isascii() and sign.isalnum() and sign == sign.lower()):
            return None
        number = number * 10 + int(sign) if sign.isdigit() else number * len(ALPHABET) + ALPHABET.index(sign) + 1
    return number


def _stop_once(content: Inlines) -> Inlines:
    """Return inlines without each full stop that follows a citation whose end needs none: “p. 12 ff.”."""
    kept: list[Inline] = []
    for node in content:
        last = kept[-1] if kept else None
        while last and not isinstance(last, Cite):
            last = children(last)[-1] if children(last) else None
        if last and isinstance(node, Text) and STOP.match(node.text) and is_closed(reading_text((last,))):
            kept.append(Text(node.text[1:], node.place and node.place.moved(1)))
        else:
            kept.append(node)
    return tuple(kept)


def finish(note: Note, known: Mapping[str, Work], opener: Opener, finder: Finder, words: Words) -> Note:
    """Return a note with its citations printed in the house style and its names found."""
    finder.start()
    citer = Citer(known, opener, words, note.label)

    def print_cite(node: Inline) -> Inline:
        return citer.cite(node) if isinstance(node, Cite) else node

    def print_block(block: Block) -> Block:
        return map_runs(block, lambda content: finder.mark(_stop_once(rebuild(content, print_cite)), firsts=True))

    return replace(note, body=tuple(map(print_block, note.body)), evidence=tuple(map(print_block, note.evidence)))


def count_calls(draft: Draft) -> Draft:
    """Return the draft with the calls of every note numbered in reading order."""
    met: Counter[str] = Counter()
    numbers: dict[Place, int] = {}
    essay = (node for s in draft.sections for p in s.paragraphs for node in walk(p.content))
    for call in calls.in_order(essay, calls.by_author(draft.notes), _nodes):
        met[call.label] += 1
        numbers[call.place] = met[call.label]

    def count(node: Inline) -> Inline:
        return replace(node, number=numbers.get(node.place, 1)) if isinstance(node, NoteRef) else node

    sections, notes = change_contents(draft.sections, draft.notes, count)
    return replace(draft, sections=sections, notes=notes)


def _nodes(note: Note) -> Iterator[Inline]:
    return (node for paragraph in note.body for node in walk(paragraph.content))


class _Placer:
    """Places the notes at their first calls, section by section."""

    def __init__(self, written: Mapping[str, Note]) -> None:
        self.written = written
        self.marks = {note.mark for note in written.values()}
        self.placed: dict[str, PlacedNote] = {}
        self.letters = 0

    def _next_letters(self) -> str:
        """Return the next mark of an editors' note that is not also a mark of the author's."""
        self.letters += 1
        while letters(self.letters) in self.marks:
            self.letters += 1
        return letters(self.letters)

    def place(self, section: Section, paragraph: AnchorName, content: Inlines, inside: NoteLabel = NO_LABEL) -> None:
        """Place the notes called in a paragraph of the essay, or of the author's note `inside` that is called there."""
        for node, before in walk_with_text(content):
            if not isinstance(node, NoteRef) or node.label not in self.written:
                continue
            lemma, reference = last_words(before), number_and_reference(section)[1]
            if first := self.placed.get(node.label):
                where = f"{reference}, ¶{ids.paragraph_number(paragraph)}"
                call = Call(node.anchor, section.anchor, paragraph, lemma, where)
                self.placed[node.label] = replace(first, again=(*first.again, call))
                continue
            note = self.written[node.label]
            mark = note.mark or self._next_letters()
            self.placed[node.label] = PlacedNote(note, mark, section.anchor, reference, paragraph, lemma, inside=inside)
            for inner in note.body if note.is_by_author else ():
                self.place(section, paragraph, inner.content, note.label)


def _distinguish(notes: Sequence[PlacedNote]) -> Iterator[PlacedNote]:
    """Yield the notes; where the author repeats a mark, add the section, and if necessary the paragraph."""
    series = [note for note in notes if note.is_authors]
    marks = Counter(note.mark for note in series)
    in_section = Counter((note.section, note.mark) for note in series)
    in_paragraph: Counter[tuple[str, str]] = Counter()
    for note in notes:
        within, nth = "", 1
        if note.is_authors and marks[note.mark] > 1:
            within = f"{note.section_reference}, "
            if in_section[note.section, note.mark] > 1:
                within += f"¶{ids.paragraph_number(note.paragraph)}, "
                in_paragraph[note.paragraph, note.mark] += 1
                nth = in_paragraph[note.paragraph, note.mark]
        yield replace(note, within=within, nth=nth)


def mark_calls(content: Inlines, section: str, known: Mapping[NoteLabel, PlacedNote]) -> Inlines:
    """Return inlines of a section with the marks that it prints for the calls of `known` notes."""

    def add(node: Inline) -> Inline:
        if isinstance(node, NoteRef) and node.label in known:
            return replace(node, mark=known[node.label].mark_in(section))
        return node

    return rebuild(content, add)


def _mark_calls_inside(note: PlacedNote, known: Mapping[NoteLabel, PlacedNote]) -> PlacedNote:
    body = (map_runs(block, lambda content: mark_calls(content, note.section, known)) for block in note.note.body)
    return replace(note, note=replace(note.note, body=tuple(body)))


def place(draft: Draft, known: Mapping[str, Work], finder: Finder) -> tuple[PlacedNote, ...]:
    """Return the notes of both series in the order of their calls; marks are the author's, letters the program's."""
    opener = Opener(draft.online, known)
    measured = wording.paragraphs(draft, known, opener)
    written: dict[str, Note] = {}
    for file in draft.notes:
        for note in file.notes:
            finished = finish(note, known, opener, finder, draft.config.words)
            own = (measured[note.label],) if note.label in measured else ()
            written.setdefault(note.label, replace(finished, measured=own))
    placer = _Placer(written)
    for section in draft.sections:
        placer.letters = 0
        for paragraph in section.paragraphs:
            placer.place(section, paragraph.anchor, paragraph.content)
    notes = tuple(_distinguish(tuple(placer.placed.values())))
    by_label = {note.label: note for note in notes}
    return tuple(_mark_calls_inside(note, by_label) if note.is_by_author else note for note in notes)
