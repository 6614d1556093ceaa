"""The addresses outside the edition to which it leads, and from where."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import assert_never

from edition import addresses, ids
from edition.model import inline
from edition.model.blocks import Paragraph
from edition.model.edition import Edition
from edition.model.prose import Generated, ProseBlock, ProseHeading, ProseList, Quotation
from edition.model.text import walk
from edition.style.dates import in_words
from edition.style.identifiers import numbers


def _of(content: inline.Inlines) -> Iterator[str]:
    for node in walk(content):
        if isinstance(node, inline.Link):
            yield node.target
        elif isinstance(node, inline.WorkRef):
            yield node.url


def _contents(block: ProseBlock) -> tuple[inline.Inlines, ...]:
    match block:
        case Paragraph() | ProseHeading():
            return (block.content,)
        case ProseList():
            return tuple(item.content for item in block.items)
        case Quotation():
            return tuple(paragraph.content for paragraph in block.paragraphs)
        case Generated():
            return ()
        case _:
            assert_never(block)


def _each(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield every address with the anchor of what gives it."""
    for entry in edition.entries:
        anchor = ids.entry(entry.work.key)
        yield from ((url, anchor) for url in _of(entry.description))
    for note in edition.notes:
        anchor = ids.note(note.label)
        yield from ((url, anchor) for paragraph in note.note.paragraphs for url in _of(paragraph.content))
    for page in edition.pages:
        contents = (content for block in page.blocks for content in _contents(block))
        yield from ((url, page.anchor) for content in contents for url in _of(content))
    for placed in edition.authorities:
        anchor = ids.authority(placed.authority.id)
        yield from ((file.shown + number, anchor) for file, number in numbers(placed.authority))


def describe_visits(edition: Edition) -> str:
    """Return the sentence that says when the addresses were last visited, and how many open; nothing if none was."""
    given = lead_outside(edition) if edition.links else {}
    visited = [record for record in edition.links if record.id in given and record.visited]
    if not visited:
        return ""
    last = max(visited, key=lambda record: record.visited.written).visited
    fine = sum(record.is_fine for record in visited)
    words = edition.words
    return words.count("links.lead", len(visited), day=in_words(last, words), fine=fine)


def lead_outside(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Return the addresses that bibliography, notes, pages and registers give, in this order, with their anchors."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for url, anchor in _each(edition):
        if url.partition("://")[0] in addresses.SCHEMES:
            found[addresses.uri(url)][anchor] = None
    return {url: tuple(anchors) for url, anchors in found.items()}
