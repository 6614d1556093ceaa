"""The words that the essay quotes: in quotation marks, or set off; each with the record that covers it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.checks.walking import Reading
from edition.model.blocks import Apart, Block, Part, Quotation, Unit
from edition.model.draft import Draft
from edition.model.text import reading_text
from edition.model.wording import WORD
from edition.model.wording import Quotation as Record
from edition.source import Place
from edition.words import quotes

STOPS = " .,;:…?!"
SPACE = re.compile(r"\s")
Span = tuple[int, int]
"""Where words begin and end in a text."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are quoted, the place of the mark that opens them, and the record that covers them, if one does."""

    words: str
    place: Place
    record: Record | None


def _find_close(text: str, start: int, marks: tuple[str, str], *, may_be_apostrophe: bool) -> int:
    """Return where the mark stands that closes what was opened before `start`; the length of the text without one."""
    opening, closing = marks
    depth = 1
    for at in range(start, len(text)):
        if text[at] == closing and not (may_be_apostrophe and text[at + 1 : at + 2].isalpha()):
            depth -= 1
        elif text[at] == opening:
            depth += 1
        if not depth:
            return at
    return len(text)


def find_marked(text: str, language: str) -> Iterator[Span]:
    """Yield the position of all words in quotation marks (those of a language, or straight ones), without the marks.

    Marks within others belong to the words quoted. Inner marks count where they stand by themselves; straight marks
    are read as pairs where their number is even.
    """
    known = quotes.of(language)
    pairs = {known.signs[0]: known.signs}
    if known.inner_open != known.inner_close:  # one sign for both would often be an apostrophe
        pairs.setdefault(known.inner_open, (known.inner_open, known.inner_close))
    if text.count('"') % 2 == 0:
        pairs['"'] = ('"', '"')
    at = 0
    while at < len(text):
        if marks := pairs.get(text[at]):
            end = _find_close(text, at + 1, marks, may_be_apostrophe=marks[1] == "’")
            if WORD.search(text, at + 1, end):
                yield at + 1, end
            at = end
        at += 1


def _is_set_off(block: Block) -> bool:
    return isinstance(block, Quotation) or (isinstance(block, Apart) and block.part is Part.EPIGRAPH)


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; of a block that only sets others apart, yield those."""
    for block in blocks:
        if isinstance(block, Apart) and not _is_set_off(block):
            yield from _leaves(block.blocks)
        else:
            yield block


def flatten(text: str) -> str:
    """Return a text with one kind of space: the end of a line and a space that does not break are spaces."""
    return SPACE.sub(" ", text)


def read_text(paragraph: Unit) -> str:
    """Return the text of a paragraph, and of what is set off before it, as the words of records are looked for."""
    texts = (reading_text(block.content) for block in _leaves((*paragraph.before, *paragraph.blocks)))
    return flatten("\n".join(texts))


def _place(block: Block, text: str, at: int) -> Place:
    """Return the place of the mark at an offset of a block's reading text."""
    reading = Reading(block)
    offset = -1
    for _ in range(text.count(text[at], 0, at + 1)):
        offset = reading.text.find(text[at], offset + 1)
    return reading.place(offset) if offset >= 0 else block.place


def _find(paragraph: Unit, language: str) -> Iterator[tuple[Span, Place]]:
    """Yield what a paragraph quotes, by its place in the text that `read_text` returns, and in the source."""
    start = 0
    for block in _leaves((*paragraph.before, *paragraph.blocks)):
        text = reading_text(block.content)
        if _is_set_off(block):
            yield (start, start + len(text)), block.place
        else:
            for begin, end in find_marked(text, language):
                yield (start + begin, start + end), _place(block, text, begin - 1)
        start += len(text) + 1


def _assign(records: Iterable[Record], spans: Sequence[Span], text: str) -> dict[Place, Span]:
    """Return where the words of each record stand, by its place: two records never take the same words.

    Of several places, that in quotation marks is meant, and best all that stands within them.
    """
    taken: dict[Place, Span] = {}

    def rank(place: Span) -> tuple[bool, bool, int]:
        around = [span for span in spans if span[0] <= place[0] and place[1] <= span[1]]
        fills = any(text[slice(*span)].strip(STOPS) == text[slice(*place)].strip(STOPS) for span in around)
        return not fills, not around, place[0]

    for record in records:
        starts = [found.start() for found in re.finditer(f"(?={re.escape(flatten(record.lemma))})", text)]
        places = [(start, start + len(record.lemma)) for start in starts if record.lemma]
        if left := [place for place in places if place not in taken.values()]:
            taken[record.place] = min(left, key=rank)
    return taken


def find(draft: Draft) -> tuple[list[Quoted], list[Record]]:
    """Return everything that the essay quotes, in the order of reading; and the records whose words others have taken.

    These name words of their paragraph, but no words that no other record names.
    """
    every: list[Quoted] = []
    idle: list[Record] = []
    for paragraph in (p for section in draft.sections for p in section.paragraphs):
        text, quoted = read_text(paragraph), list(_find(paragraph, draft.config.language))
        records = [record for record in draft.quotations if record.at == paragraph.anchor]
        taken = _assign(records, [span for span, _ in quoted], text)
        idle += [record for record in records if record.place not in taken and flatten(record.lemma) in text]
        for (start, end), place in quoted:
            covering = [r for r in records if (s := taken.get(r.place)) and s[0] < end and start < s[1]]
            every.append(Quoted(text[start:end], place, covering[0] if covering else None))
    return every, idle
