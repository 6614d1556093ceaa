"""The edition as plain text: UTF-8 (RFC 3629), text/plain (RFC 2046, § 4.1), one paragraph a line, ended by LF."""

from collections.abc import Callable, Iterator
from typing import assert_never

from edition import ids
from edition.model.blocks import (
    Apart,
    Block,
    Break,
    Item,
    ItemList,
    Line,
    Paragraph,
    Quotation,
    SubHeading,
    Table,
    Unit,
    Verse,
)
from edition.model.edition import Edition
from edition.model.inline import Inline, Inlines, NoteRef, Styled, Supplied, Unclear, WorkRef
from edition.model.pictures import Figure
from edition.model.placed import PlacedEmendation, PlacedNote, PlacedSection
from edition.model.text import DOUBT, children, reading_text, shift
from edition.style.citations import UNSEEN, legend
from edition.style.dates import day_in_words
from edition.style.quotation import close
from edition.words import Words

BESIDE = " " * 4
"""What stands between a line of verse and its number."""


def with_notes(inlines: Inlines) -> str:
    """Return the reading text with note calls in square brackets (`[17]`) and unseen loci marked."""
    return "".join(_inline(node) for node in inlines)


def _inline(node: Inline) -> str:
    match node:
        case NoteRef():
            return f"[{node.written or node.label}]"
        case Supplied():
            return f"[{with_notes(node.content)}]"
        case Styled():
            return shift(node.look, with_notes(node.content))
        case Unclear():
            return with_notes(node.content) + DOUBT
        case WorkRef():
            return with_notes(node.content) + (UNSEEN if node.seen is False else "")
        case _:
            inside = children(node)
            return with_notes(inside) if inside else reading_text((node,))


def reference(section: PlacedSection, paragraph: Unit) -> str:
    """Return a paragraph's canonical reference: `II-1, ¶7`."""
    return f"{section.reference}, ¶{ids.paragraph_number(paragraph.anchor)}"


def lines(write: Callable[[Inlines], str], words: Words, block: Block) -> str:  # noqa: PLR0911 - one for every block
    """Return a block as lines; those of a quotation have the sign of one, as in e-mail (RFC 3676, § 4.5)."""
    match block:
        case Paragraph():
            return write(block.content)
        case Quotation():
            parts = [
                *(lines(write, words, inner) for inner in block.blocks),
                *([write(block.source)] if block.source else []),
            ]
            return "\n".join(f"> {line}".rstrip() for line in "\n".join(parts).split("\n"))
        case ItemList():
            return "\n".join(_item(write, words, item) for item in block.items)
        case Apart():
            return "\n".join(lines(write, words, inner) for inner in block.blocks)
        case Table():
            rows = ["\t".join(map(write, row)) for row in (block.head, *block.rows) if row]
            caption = [write(block.caption)] if block.caption else []
            return "\n".join([*caption, *rows] if block.is_caption_above else [*rows, *caption])
        case Figure():
            shown = words("text.picture", alternative=block.alternative)
            return "\n".join([shown, *([write(block.caption)] if block.caption else [])])
        case SubHeading():
            return f"=== {write(block.content)} ==="
        case Break():
            return block.mark.text
        case Verse():
            return "\n\n".join("\n".join(_line(write, line) for line in stanza) for stanza in block.stanzas)
        case _:
            assert_never(block)


def _line(write: Callable[[Inlines], str], line: Line) -> str:
    """Return a line of verse; after several spaces, which no words contain, its number."""
    return write(line.content) + (f"{BESIDE}{line.beside}" if line.beside else "")


def _item(write: Callable[[Inlines], str], words: Words, item: Item) -> str:
    inner = "\n".join(lines(write, words, block) for block in item.blocks)
    return f"{item.mark.text} {inner}".replace("\n", "\n" + " " * (len(item.mark.text) + 1))


def _unit(section: PlacedSection, unit: Unit, write: Callable[[Inlines], str], words: Words) -> Iterator[str]:
    """Yield a unit after its reference and a tab, and what stands before it; all other lines begin with a tab."""
    for block in unit.before:
        yield "\t" + lines(write, words, block).replace("\n", "\n\t")
    own = "\n".join(lines(write, words, block) for block in unit.blocks)
    yield f"{reference(section, unit)}\t{own}".replace("\n", "\n\t")


def _head(edition: Edition) -> Iterator[str]:
    config = edition.config
    yield config.printed_title
    yield config.printed_author
    words = config.words
    version = words("edition.version", version=config.version)
    editors = f" {close(config.editors)}" if config.editors else ""
    yield f"{version} ({day_in_words(config.date, words)}).{editors}"
    yield "\n".join(words("edition.rights", what=what, terms=terms) for what, terms in config.terms)


def status_in_brackets(note: PlacedNote, words: Words) -> str:
    """Return the status of a note in brackets; after it, of an author's note whose mark is used again, the place."""
    place = f", {note.reference(words)}" if note.is_by_author and note.within else ""
    return f"({note.note.printed_status(words, ', ')}{place})"


def _note(note: PlacedNote, words: Words) -> Iterator[str]:
    mark, status = note.note.mark or note.label, status_in_brackets(note, words)
    for at, block in enumerate(note.note.body):
        printed = lines(with_notes, words, block)
        yield printed if at else f"[{mark}] {status} {printed}"
    for at, block in enumerate(note.note.printed_evidence):
        printed = lines(with_notes, words, block)
        yield printed if at else f"{words('note.evidence')}. {printed}"


def emendation(edition: Edition, placed: PlacedEmendation) -> tuple[str, str]:
    """Return where the text is emended, and both readings with certainty and reason."""
    given, siglum = placed.emendation, edition.config.witness.siglum
    known, sure = edition.anchors.get(given.name), edition.words.value("emendation", given.certainty)
    readings = f"{placed.reading}] {placed.witness} {siglum} ({sure}: {given.reason})"
    return known.reference if known else placed.paragraph, readings


def _bibliography(edition: Edition) -> Iterator[str]:
    for _, heading, entries in edition.groups():
        yield f"== {edition.words('bibliography.title')}: {heading} =="
        for entry in entries:
            siglum = f"{entry.work.shorthand}: " if entry.work.shorthand else ""
            yield siglum + reading_text(entry.description)


def _blocks(edition: Edition) -> Iterator[str]:
    yield from _head(edition)
    by_number = all(note.mark.isdigit() for note in edition.notes if note.is_authors)
    calls = edition.words("text.numbers" if by_number else "text.marks") if edition.notes else ""
    if signs := " ".join(filter(None, (calls, legend(edition.passages, edition.words, links=False)))):
        yield signs
    for section in edition.sections:
        yield f"== {with_notes(section.section.heading)} =="
        for paragraph in section.paragraphs:
            yield from _unit(section, paragraph, with_notes, edition.words)
    for section in edition.sections:
        if notes := edition.notes_of(section.anchor):
            yield f"== {section.notes_title} =="
            for note in notes:
                yield from _note(note, edition.words)
    if edition.emendations:
        yield f"== {edition.words('apparatus.emendations')} =="
        yield from (": ".join(emendation(edition, placed)) for placed in edition.emendations)
    yield from _bibliography(edition)


def write_edition(edition: Edition) -> str:
    """Return text, notes, emendations and bibliography: a reference and a tab before every paragraph of the essay."""
    return "\n\n".join(_blocks(edition)) + "\n"


def write_essay(edition: Edition) -> str:
    """Return the reading text alone: headings and paragraphs, each after its reference and a tab."""
    blocks = list(_head(edition))
    for section in edition.sections:
        blocks.append(f"== {reading_text(section.section.heading)} ==")
        blocks += [block for unit in section.paragraphs for block in _unit(section, unit, reading_text, edition.words)]
    return "\n\n".join(blocks) + "\n"
