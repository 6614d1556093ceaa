"""Reads verse: pandoc's `line_blocks`, and the numbers of their lines."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from markdown_it.token import Token

from edition.ids import NO_ANCHOR
from edition.model.blocks import Line, Verse
from edition.readers import inlines
from edition.readers.blocks import BlockReader
from edition.source import Place

LINE = re.compile(r"\|(?: (?P<indent> *)(?P<words>.*))?$")
"""A line of verse (pandoc’s `line_blocks`); a line that begins with white space continues the one before."""
TABULAR = re.compile(r"^\|.*\S.*\|[ \t]*$", re.MULTILINE)
"""A line of a table without the rule below its heads."""
NUMBERS = re.compile(r"""\s*\{(?P<anchor>#[^}\s]+)?(?P<given>(?:\s*[\w-]+=(?:"[^"{}]*"|[^\s"{}]+))+)\s*\}\s*$""")
"""The end of a verse with numbered lines: its anchor, if it has one, and attributes."""
ATTRIBUTE = re.compile(r'([\w-]+)=(?:"([^"]*)"|(\S+))')
COUNT = re.compile(r"[1-9][0-9]{0,4}")
HOW = "write `{#anchor numbers=5}`; or `{#anchor numbers=5 start=21}`, if the first line is not the first of the poem."


class _Row(NamedTuple):
    """A line of verse as typed: its line in the file, its indent, its words."""

    line: int
    indent: str
    words: str


def is_verse(content: str) -> bool:
    """Return whether the words of a paragraph are lines of verse."""
    first, *rest = content.split("\n")
    if TABULAR.search(content):
        return False
    return bool(LINE.match(first)) and all(line[:1].isspace() or LINE.match(line) for line in rest)


def read(reader: BlockReader, token: Token, place: Place) -> Verse | None:
    """Read a paragraph as verse; return `None` if it has no words."""
    stanzas: list[list[Line]] = [[]]
    anchor, every, start = NO_ANCHOR, 0, 1
    rows = list(_rows(token.content, place.line))
    for row in rows:
        if not row.words.strip():
            stanzas.append([])
            continue
        parsed, here = reader.markdown.parseInline(row.words)[0], reader.source.whole_line(row.line)
        parsed.content = row.words
        if row is rows[-1]:
            every, start = _take_numbers(reader, parsed, here)
        anchor, content = inlines.read(reader.markdown, reader.source, parsed, row.line)
        stanzas[-1].append(Line(content, len(row.indent)))
        if anchor and row is not rows[-1]:
            reader.report_anchor(anchor, here)
    filled = filter(None, stanzas)
    return Verse(anchor, tuple(_count(filled, every, start)), place) if any(stanzas) else None


def _take_numbers(reader: BlockReader, token: Token, place: Place) -> tuple[int, int]:
    """Remove the numbering from the end of a line; return which lines have printed numbers, and the first number."""
    last = token.children[-1] if token.children else None
    found = NUMBERS.search(last.content) if last is not None and last.type == "text" else None
    if last is None or found is None:
        return 0, 1
    last.content = last.content[: found.start()] + (f" {{{found['anchor']}}}" if found["anchor"] else "")
    given = {name: quoted or bare for name, quoted, bare in ATTRIBUTE.findall(found["given"])}
    if {"numbers"} <= given.keys() <= {"numbers", "start"} and all(map(COUNT.fullmatch, given.values())):
        return int(given["numbers"]), int(given.get("start", 1))
    reader.report(f"“{found['given'].strip()}” at the end of verse", place, HOW)
    return 0, 1


def _rows(content: str, first: int) -> Iterable[_Row]:
    """Return the lines of verse in a paragraph; one that begins with white space continues the line before."""
    rows: list[_Row] = []
    for number, line in enumerate(content.split("\n"), start=first):
        found = LINE.match(line)
        if found is None:
            rows[-1] = rows[-1]._replace(words=f"{rows[-1].words}\n{line.strip()}")
        else:
            rows.append(_Row(number, found["indent"] or "", found["words"] or ""))
    return rows


def _count(stanzas: Iterable[list[Line]], every: int, start: int) -> Iterable[tuple[Line, ...]]:
    """Yield stanzas, with the numbers of their lines if one in `every` lines is printed."""
    number = start
    for stanza in stanzas:
        numbers = range(number, number + len(stanza))
        number += len(stanza)
        yield tuple(
            replace(line, number=at, beside=str(at) if at % every == 0 else "") if every else line
            for line, at in zip(stanza, numbers, strict=True)
        )
