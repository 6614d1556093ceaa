"""Finds the mentions of authority entries: by the forms that the entries give, and as editors marked them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from edition import ids
from edition.model.authority import Authority, Kind
from edition.model.inline import (
    Cite,
    Emendation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Named,
    NoteRef,
    PageBreak,
    Strong,
    Supplied,
    Text,
    Unsupported,
    WorkRef,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NONE = "none"
"""What an editor writes where a form stands for no entry."""


def address(entry: Authority) -> str:
    """Give the anchor to which a mention leads: the entry's own, or that of the work it means."""
    return ids.entry(entry.work) if entry.kind is Kind.WORK else ids.authority(entry.id)


def joined(inlines: Inlines) -> Inlines:
    """Give the inlines with neighbouring texts made one, so that a form is found across a line's end."""
    nodes: list[Inline] = []
    for is_text, run in groupby(inlines, key=lambda node: isinstance(node, Text)):
        group = list(run)
        if is_text and len(group) > 1:
            words = "".join(node.text for node in group if isinstance(node, Text))
            nodes.append(replace(group[0], text=words) if isinstance(group[0], Text) else group[0])
        else:
            nodes += group
    return tuple(nodes)


def whole_word(form: str) -> str:
    """Give the pattern of a form that is no part of a longer word, where its own ends are letters."""
    before = r"(?<!\w)" if form[0].isalnum() else ""
    after = r"(?!\w)" if form[-1].isalnum() else ""
    return f"{before}{re.escape(form)}{after}"


class Finder:
    """Marks the mentions in essay or notes. Where two entries claim a form, the first has it."""

    def __init__(self, entries: tuple[Authority, ...], *, notes: bool) -> None:
        """Look for the forms of `entries`; `notes` adds those that are looked for in the notes alone."""
        self.by_id = {entry.id: entry for entry in reversed(entries)}
        self.by_form: dict[str, Authority] = {}
        for entry in entries:
            for form in (*entry.forms, *(entry.notes_forms if notes else ())):
                if form.text:
                    self.by_form.setdefault(form.text, entry)
        longest_first = sorted(self.by_form, key=lambda form: (-len(form), form))
        self.pattern = re.compile("|".join(map(whole_word, longest_first)) or r"(?!)")
        self.met: set[str] = set()

    def section(self) -> None:
        """Begin a section: the next mention of every entry is its first again."""
        self.met.clear()

    def mark(self, inlines: Inlines, *, firsts: bool = False, linked: bool = False) -> Inlines:
        """Give the inlines with every mention as `Named`; `firsts` tells first mentions apart.

        Inside a link (`linked`) no mention counts as first: a link cannot stand in a link.
        """
        return tuple(node for old in joined(inlines) for node in self._node(old, firsts=firsts, linked=linked))

    def _node(self, node: Inline, *, firsts: bool, linked: bool) -> Iterator[Inline]:
        match node:
            case Text():
                yield from self._text(node, firsts=firsts and not linked)
            case Emphasis() | Strong() | Foreign() | Supplied():
                yield replace(node, content=self.mark(node.content, firsts=firsts, linked=linked))
            case Link():
                yield replace(node, content=self.mark(node.content, firsts=firsts, linked=True))
            case Named():
                entry = self.by_id.get(node.ref)
                if entry is None or node.ref == NONE:
                    yield from node.content
                else:
                    yield self._named(entry, node.content, firsts=firsts and not linked)
            case Emendation():
                # an emendation is printed as a link to the apparatus
                yield replace(node, reading=self.mark(node.reading, firsts=firsts, linked=True))
            case NoteRef() | Cite() | WorkRef() | PageBreak() | Unsupported():
                yield node
            case _:
                assert_never(node)

    def _text(self, node: Text, *, firsts: bool) -> Iterator[Inline]:
        at = 0
        for found in self.pattern.finditer(node.text):
            if found.start() > at:
                yield replace(node, text=node.text[at : found.start()])
            yield self._named(self.by_form[found.group()], (replace(node, text=found.group()),), firsts=firsts)
            at = found.end()
        if at < len(node.text):
            yield replace(node, text=node.text[at:]) if at else node

    def _named(self, entry: Authority, content: Inlines, *, firsts: bool) -> Named:
        first = firsts and entry.id not in self.met
        if first:
            self.met.add(entry.id)
        return Named(entry.id, content, anchor=address(entry), first=first)
