"""Traversals of a draft: every node of essay and notes, including both sides of emendations."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from edition import ids, languages
from edition.diagnostics import Fault, Problem, Subject, find_nearest
from edition.ids import WorkKey
from edition.model import calls, inline, sentences
from edition.model.bibliography import Work
from edition.model.blocks import Block, Unit
from edition.model.document import Note
from edition.model.draft import Draft
from edition.model.figures import of as find_figures
from edition.model.online import OnlineText
from edition.model.pictures import Figure
from edition.model.text import children, walk
from edition.model.wording import Quotation
from edition.source import Place
from edition.words import ENGLISH, Words

T = TypeVar("T")


def nodes(inlines: inline.Inlines) -> Iterator[inline.Inline]:
    """Yield every node, parents before children; of an emendation the witness's side, then the reading."""
    for node in inlines:
        yield node
        if isinstance(node, inline.Text):  # most nodes are
            continue
        if isinstance(node, inline.Emendation):
            yield from nodes(node.witness)
        if isinstance(node, inline.Cite):
            yield from (inner for item in node.items for inner in nodes((*item.prefix, *item.remark)))
        if inner := children(node):
            yield from nodes(inner)


class Reading:
    """The reading text of a paragraph with its places; each note call is replaced by one sign."""

    def __init__(self, paragraph: Unit | Block) -> None:
        """Take the paragraph."""
        self.paragraph = paragraph
        self.texts: list[tuple[int, inline.Text]] = []
        """Its texts, each with the offset of its first character."""
        self.text = ""
        for node in walk(paragraph.content):
            match node:
                case inline.Text():
                    self.texts.append((len(self.text), node))
                    self.text += node.text
                case inline.NoteRef():
                    self.text += sentences.CALL
                case inline.Gap():
                    self.text += " "
                case inline.LineBreak():
                    self.text += "\n"

    def place(self, offset: int, length: int = 1) -> Place:
        """Return the place of some of its characters if they are in one text; else that of the paragraph."""
        start, node = next((at, text) for at, text in reversed(self.texts) if at <= offset)
        length = min(length, len(node.text) - (offset - start))
        return node.place.moved(offset - start, length) if node.place else self.paragraph.place


def essay_contents(draft: Draft) -> Iterator[inline.Inlines]:
    """Yield the content of every heading and paragraph of the essay, in reading order."""
    for section in draft.sections:
        yield from section.contents


def contents(draft: Draft) -> Iterator[inline.Inlines]:
    """Yield the content of every heading and paragraph of essay and notes."""
    yield from essay_contents(draft)
    for file in draft.notes:
        yield file.heading
        yield from (paragraph.content for note in file.notes for paragraph in note.paragraphs)


def essay_nodes(draft: Draft) -> Iterator[inline.Inline]:
    """Yield every node of the essay: of headings and paragraphs."""
    return (node for content in essay_contents(draft) for node in nodes(content))


def authors_nodes(draft: Draft) -> Iterator[inline.Inline]:
    """Yield every node that the author wrote: of the essay, then of the author's notes."""
    yield from essay_nodes(draft)
    for note in notes(draft):
        if note.is_by_author:
            yield from nodes_of_note(note)


def notes(draft: Draft) -> Iterator[Note]:
    """Yield every note, including second ones with the same label."""
    for file in draft.notes:
        yield from file.notes


def nodes_of_note(note: Note) -> Iterator[inline.Inline]:
    """Yield every node of a note: of its body and its evidence."""
    return (node for paragraph in note.paragraphs for node in nodes(paragraph.content))


def all_nodes(draft: Draft) -> Iterator[inline.Inline]:
    """Yield every node of essay and notes, headings included."""
    return (node for content in contents(draft) for node in nodes(content))


def note_calls(draft: Draft) -> Iterator[inline.NoteRef]:
    """Yield the note calls of the essay and of the author's notes, in reading order."""
    return calls.in_order(essay_nodes(draft), calls.by_author(draft.notes), nodes_of_note)


def emendations(draft: Draft) -> Iterator[inline.Emendation]:
    """Yield the emendations of the essay, then of the author's notes, in the order of reading."""
    return (node for node in authors_nodes(draft) if isinstance(node, inline.Emendation))


def figures(draft: Draft) -> Iterator[Figure]:
    """Yield the figures of essay and notes."""
    return find_figures((unit for section in draft.sections for unit in section.paragraphs), notes(draft))


def links(draft: Draft) -> Iterator[inline.Link]:
    """Yield the links of essay and notes."""
    return (node for node in all_nodes(draft) if isinstance(node, inline.Link))


def linked_anchors(draft: Draft) -> Iterator[tuple[inline.Link, str]]:
    """Yield every link to places of the edition, with each anchor that it means."""
    for link in links(draft):
        if link.target.startswith("#"):
            yield from ((link, target) for target in (link.target[1:], *link.also))


def editors_notes(draft: Draft) -> Iterator[Note]:
    """Yield every note whose words are the editors'."""
    return (note for note in notes(draft) if not note.is_by_author)


def matches_in_notes(draft: Draft, pattern: re.Pattern[str]) -> Iterator[tuple[Note, re.Match[str], Place]]:
    """Yield every match of a pattern in the editors' notes: the note, the match, and the place of the text."""
    for note in editors_notes(draft):
        for node in nodes_of_note(note):
            if isinstance(node, inline.Text) and node.place:
                yield from ((note, found, node.place) for found in pattern.finditer(node.text))


def find_repeated(items: Iterable[T], key: Callable[[T], str]) -> Iterator[tuple[T, T]]:
    """Yield every item with the same key as an earlier one, and the first item with that key."""
    first: dict[str, T] = {}
    for item in items:
        earlier = first.setdefault(key(item), item)
        if earlier is not item:
            yield item, earlier


def clusters(among: Iterable[Note]) -> Iterator[tuple[Note, inline.Cite]]:
    """Yield every cluster of citations in some notes, with its note."""
    return ((note, node) for note in among for node in nodes_of_note(note) if isinstance(node, inline.Cite))


def cite_items(draft: Draft) -> Iterator[tuple[str, inline.CiteItem]]:
    """Yield every citation in the notes (nothing else can cite), with the name of what cites it: `note 17`."""
    return ((f"note {note.label}", item) for note, cite in clusters(notes(draft)) for item in cite.items)


def works(draft: Draft) -> Iterator[Work]:
    """Yield every entry of the bibliography, including second ones with the same key."""
    for file in draft.bibliography:
        yield from file.works


def works_by_key(draft: Draft) -> dict[str, Work]:
    """Return the entries by key; of two with the same key, the first."""
    return {work.key: work for work in reversed(list(works(draft)))}


HasSource = OnlineText | Quotation
"""A record that may name a work and the language of what is compared."""


def report_unknown_work(draft: Draft, record: HasSource, known: dict[str, Work]) -> Iterator[Fault]:
    """Report the work of a record if it is not in the bibliography."""
    if record.work and record.work not in known:
        message = f"“{record.work}”, the `work` of “{record.id}”, is not in the bibliography"
        place = draft.place_of(record.place, "work")
        yield Fault(place, message, *find_missing_work(record.work, known, "Otherwise correct it."))


def report_unknown_language(draft: Draft, record: HasSource, known: dict[str, Work]) -> Iterator[Fault]:
    """Report the language of a record if no entry in the bibliography is in it."""
    of_works = {work.language for work in known.values()} - {""}
    if record.language and record.language not in of_works:
        message = f"“{record.language}”, the `language` of “{record.id}”, is not the `langid` of any entry"
        fix = f"write one of {', '.join(f'`{name}`' for name in sorted(of_works))}."
        yield Fault(draft.place_of(record.place, "language"), message, fix)


def report_unknown_locus(item: inline.CiteItem, record: HasSource, known: dict[str, Work]) -> Iterator[Fault]:
    """Report a locus of a record if its work is not in the bibliography."""
    if item.key not in known:
        message = f"“{item.key}”, in `loci` of “{record.id}”, is not in the bibliography"
        yield Fault(item.place, message, *find_missing_work(item.key, known, "Otherwise correct it."))


def report_invalid_tag(place: Place, tag: str) -> Iterator[Fault]:
    """Report a text that is not a valid language tag."""
    why, fix = languages.find_fault(tag)
    if why:
        yield Fault(place, f"“{tag}” is not a valid language tag: {why}", fix)


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return advice that names the nearest known word; empty if none is near."""
    near = find_nearest(word, known)
    return f"did you mean “{near}”? {otherwise}" if near else ""


def advise_choice(typed: str, words: Words, group: str) -> str:
    """Return advice with the words of a fixed list, in the language of the notes and in English."""
    own, english = words.choices(group), ENGLISH.choices(group)
    near = find_nearest(typed, (*own, *english))
    always = "" if own == english else f"; or in English: {', '.join(english)}"
    return f"{f'did you mean “{near}”? Write' if near else 'write'} one of: {', '.join(own)}{always}."


Advice = tuple[str, Subject]
"""A fix, empty if no existing name is near; and the name that it is about."""


def find_missing(
    name: str, known: Iterable[str], otherwise: str, anchor: Callable[..., str] = str, like: float = 0.6
) -> Advice:
    """Return the advice for a name that nothing has: the nearest known one, if it is so similar (`find_nearest`)."""
    near = find_nearest(name, known, like)
    fix = f"did you mean “{near}”? {otherwise}" if near else ""
    return fix, Subject(Problem.MISSING, anchor(name), near and anchor(near))


def find_missing_work(key: str, known: Mapping[str, Work], otherwise: str) -> Advice:
    """Return the advice for a key that no entry has: the nearest one, its file and line."""
    near = find_nearest(key, known)
    where = f"{known[near].place.file}:{known[near].place.line}" if near else ""
    fix = f"did you mean “{near}” ({where})? {otherwise}" if near else ""
    return fix, Subject(Problem.MISSING, ids.entry(WorkKey(key)), near and ids.entry(WorkKey(near)))
