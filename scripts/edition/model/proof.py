"""The proof of the text: essay and author's notes in the order in which the witness has them, character by character.

White space is not compared. The witness has the words of the author's notes at its end, each after its mark; or at
their calls, in brackets; or in a file of their own. What a list of notes has around its marks (`[1]`, `1.`), the
brackets at a call, and the heading over a list are taken as the witness has them: the notation has no words for them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from edition import ids
from edition.config import FILED, INLINE
from edition.ids import RAISE, NoteLabel
from edition.model import calls
from edition.model.document import Note, NotesFile
from edition.model.draft import Draft
from edition.model.inline import Inlines, Mark, NoteRef, PageBreak
from edition.model.text import witness_nodes
from edition.source import Place

ESSAY = "the essay"
BRACKETS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text as the witness has it: its place, the anchor under which it stands, and what it is.

    `part` says in words what it belongs to; `page` is the page break that it is, if it has no words.
    """

    text: str
    place: Place
    anchor: str
    part: str = ESSAY
    is_call: bool = False
    page: PageBreak | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a file of the witness has, and our text in its order."""

    file: str
    witness: str
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """Return our text."""
        return "".join(stretch.text for stretch in self.stretches)


def compact(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def count_agreeing(ours: str, theirs: str) -> int:
    """Return the number of characters that two texts have in common at their beginning."""
    if ours == theirs:
        return len(ours)
    differing = (at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b)
    return next(differing, min(len(ours), len(theirs)))


class _Builder:
    """Puts our text into the order of the witness, and looks there for what the notation has no words for."""

    def __init__(self, witness: str, inline: Mapping[NoteLabel, Note] | None = None) -> None:
        """Begin at the beginning of a witness; `inline` are the notes whose words it has at their calls."""
        self.witness = witness
        self.found: list[Stretch] = []
        self.inline = dict(inline or {})
        self.compact = compact(witness)
        self.count = 0
        """How many characters of ours there are so far."""

    @cached_property
    def at(self) -> list[int]:
        """The indices in the witness of its characters that are not white space."""
        return [index for index, character in enumerate(self.witness) if not character.isspace()]

    def add(self, stretch: Stretch) -> None:
        self.found.append(stretch)
        self.count += len(compact(stretch.text))

    def add_block(self, anchor: str, content: Inlines, place: Place, part: str = ESSAY, end: str = "\n") -> None:
        """Add a heading or a paragraph, and the notes whose words stand in it."""
        for node, words, at in witness_nodes(content):
            note = self.inline.pop(node.label, None) if isinstance(node, NoteRef) else None
            if note:
                self.add_note_at_call(note, at)
            elif isinstance(node, Mark):
                self.add_mark(node, content, anchor, part)
            elif words or isinstance(node, PageBreak):
                page = node if isinstance(node, PageBreak) else None
                self.add(Stretch(words, at, anchor, part, isinstance(node, NoteRef), page))
        self.add(Stretch(end, place, anchor, part))

    def add_mark(self, mark: Mark, content: Inlines, anchor: str, part: str) -> None:
        """Add the sign of an item or of a break as the witness has it, if it has any."""
        found = re.compile(mark.there).match(self.compact, self.count)
        rest = content[next(at for at, node in enumerate(content) if node is mark) + 1 :]
        until_next = takewhile(lambda node: not isinstance(node, Mark), rest)
        words = compact("".join(words for _, words, _ in witness_nodes(tuple(until_next))))
        before, after = (self.compact[at:] for at in (self.count, found.end() if found else self.count))
        if found and count_agreeing(words, after) >= count_agreeing(words, before):
            self.add(Stretch(self._taken(len(found[0])), mark.place, anchor, part, is_call=True))

    def add_heading(self, file: NotesFile) -> None:
        """Add the heading over a list of notes, if the witness has it."""
        words = compact("".join(words for _, words, _ in witness_nodes(file.heading)))
        if words and self.compact.startswith(words, self.count):
            self.add_block(file.anchor, file.heading, file.place, "the heading of the notes")

    def add_note(self, note: Note) -> None:
        """Add a note of a list: its mark, then its words; a page that begins with its first word begins at the mark."""
        first = note.body[0].content if note.body else ()
        begun = tuple(takewhile(lambda node: isinstance(node, PageBreak), first))
        for node, _, at in witness_nodes(begun):
            self.add(Stretch("", at, ids.note(note.label), page=node if isinstance(node, PageBreak) else None))
        size = max(self._marks(note), default=(0, 0))[1]
        mark = self._taken(size) if size else note.mark
        self.add(Stretch(mark, note.place, ids.note(note.label), f"note {note.label}", is_call=True))
        self.add_paragraphs(note, begun)

    def add_note_at_call(self, note: Note, place: Place) -> None:
        """Add a note whose words the witness has at its call, in brackets where these are not among its words.

        Its mark stands in the brackets, before them, or nowhere.
        """
        anchor, part = ids.note(note.label), f"note {note.label}"
        words, after = _words(note), self.compact[self.count + len(note.mark) :]
        is_marked = note.mark and self.compact.startswith(note.mark, self.count) and after[:1] in BRACKETS
        if is_marked and count_agreeing(words, after[1:]) > count_agreeing(words, after):
            self.add(Stretch(self._taken(len(note.mark)), place, anchor, part, is_call=True))
        opening, rest = self.compact[self.count : self.count + 1], self.compact[self.count + 1 :]
        is_own = words.startswith(opening) and not count_agreeing(words, rest)
        closing = "" if is_own else BRACKETS.get(opening, "")
        inside = max(self._marks(note, int(bool(closing))), default=(0, int(bool(closing))))[1]
        if inside:
            self.add(Stretch(self._taken(inside), place, anchor, part, is_call=True))
        self.add_paragraphs(note, end="")
        if closing:
            self.add(Stretch(closing, self.found[-1].place, anchor, part, is_call=True))

    def add_paragraphs(self, note: Note, passed: Inlines = (), end: str = "\n") -> None:
        """Add the words of a note, but not again what was `passed` before its mark, and after them `end`."""
        for paragraph in note.body:
            content = paragraph.content[len(passed) :]
            after = end if paragraph is note.body[-1] else "\n"
            self.add_block(ids.note(note.label), content, paragraph.place, f"note {note.label}", after)
            passed = ()

    def _marks(self, note: Note, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield how a note's mark may be read here: how many of its words then follow, and the length of the mark."""
        forms = "|".join(re.escape(form) for form in dict.fromkeys((note.mark, note.mark.translate(RAISE))) if form)
        words = _words(note)
        for around in (r"[\[({]?(?:%s)[\])}]?[.:)]?", r"[\[({]?(?:%s)", "(?:%s)"):
            found = re.compile(around % forms).match(self.compact, self.count + start) if forms else None
            if found:
                yield count_agreeing(words, self.compact[found.end() :]), found.end() - self.count

    def _taken(self, size: int) -> str:
        """Return what the witness has next, with the white space after it."""
        end = self.at[self.count + size] if self.count + size < len(self.at) else len(self.witness)
        return self.witness[self.at[self.count] : end]


def _words(note: Note) -> str:
    return compact("".join(words for p in note.body for _, words, _ in witness_nodes(p.content)))


def find(draft: Draft) -> tuple[Proof, ...]:
    """Return the comparisons that prove the text: with the witness, and with its file of notes if it has one."""
    described = draft.config.witness
    essay = _Builder(draft.witness, calls.by_author(draft.notes) if described.notes == INLINE else None)
    for section in draft.sections:
        essay.add_block(section.anchor, section.heading, section.place)
        for unit in section.paragraphs:
            for content in unit.all_content:
                essay.add_block(unit.anchor, content, unit.place)
    notes = _Builder(draft.witness_notes) if described.notes == FILED else essay
    for file in draft.notes if described.notes != INLINE else ():
        by_author = [note for note in file.notes if note.is_by_author]
        if by_author:
            notes.add_heading(file)
        for note in by_author:
            notes.add_note(note)
    proofs = [Proof(described.file, draft.witness, tuple(essay.found))]
    if notes is not essay:
        proofs.append(Proof(described.notes_file, draft.witness_notes, tuple(notes.found)))
    return tuple(proofs)
