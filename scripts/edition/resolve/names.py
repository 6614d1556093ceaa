"""Finds the mentions of authority entries: by the forms listed in the entries, and where editors marked them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from edition import ids
from edition.model import inline
from edition.model.authority import Authority, Kind
from edition.model.text import walk

WORD = re.compile(r"[^\W_]+")
LINKS = (inline.Cite, inline.Emendation, inline.Link, inline.NoteRef, inline.WorkRef)
"""Nodes printed as links, which cannot be inside another link."""
NONE = "none"
"""What an editor writes if a form refers to no entry."""


def address(entry: Authority) -> str:
    """Return the anchor to which a mention leads: the entry's own, or that of the work it means."""
    return ids.entry(entry.work) if entry.kind is Kind.WORK else ids.authority(entry.id)


def join_texts(inlines: inline.Inlines) -> inline.Inlines:
    """Return the inlines with adjacent texts joined, so that a form is found across a line end."""
    nodes: list[inline.Inline] = []
    for _, run in groupby(inlines, key=lambda node: isinstance(node, inline.Text)):
        group = list(run)
        texts = [node for node in group if isinstance(node, inline.Text)]
        nodes += [replace(texts[0], text="".join(node.text for node in texts))] if len(texts) > 1 else group
    return tuple(nodes)


def split_form(form: str) -> tuple[str, str]:
    """Return the text before a form's first word, and that word, by which mentions are searched for."""
    found = WORD.search(form)
    return (form[: found.start()], found.group()) if found else (form, "")


class Finder:
    """Marks the mentions in essay or notes. Where two entries claim a form, the first has it."""

    def __init__(self, entries: tuple[Authority, ...], *, notes: bool) -> None:
        """Look for the forms of `entries`; `notes` adds those that are looked for in the notes alone."""
        self.by_id = {entry.id: entry for entry in reversed(entries)}
        self.by_form: dict[str, Authority] = {}
        for entry in entries:
            for line in (*entry.forms, *(entry.notes_forms if notes else ())):
                if line.text:
                    self.by_form.setdefault(line.text, entry)
        self.by_word: dict[str, list[tuple[str, int]]] = {}
        for form in sorted(self.by_form, key=lambda form: (-len(form), form)):
            lead, word = split_form(form)
            if word:
                self.by_word.setdefault(word, []).append((form, len(lead)))
        self.met: set[str] = set()

    def start(self) -> None:
        """Reset the first mentions, at the start of a note: each note is read on its own."""
        self.met.clear()

    def mark(self, inlines: inline.Inlines, *, firsts: bool = False, linked: bool = False) -> inline.Inlines:
        """Return the inlines with every mention as `Named`; `firsts` marks first mentions.

        Inside a link (`linked`) no mention counts as first: a link cannot stand in a link.
        """
        return tuple(node for old in join_texts(inlines) for node in self._node(old, firsts=firsts, linked=linked))

    def _node(self, node: inline.Inline, *, firsts: bool, linked: bool) -> Iterator[inline.Inline]:
        match node:
            case inline.Text():
                yield from self._text(node, firsts=firsts and not linked)
            case inline.Emphasis() | inline.Strong() | inline.Foreign() | inline.Supplied():
                yield replace(node, content=self.mark(node.content, firsts=firsts, linked=linked))
            case inline.Styled() | inline.Unclear():
                yield replace(node, content=self.mark(node.content, firsts=firsts, linked=linked))
            case inline.Link():
                yield replace(node, content=self.mark(node.content, firsts=firsts, linked=True))
            case inline.Named():
                entry = self.by_id.get(node.ref)
                if entry is None or node.ref == NONE:
                    yield from node.content
                else:
                    within = any(isinstance(inner, LINKS) for inner in walk(node.content))
                    yield self._make_named(entry, node.content, firsts=firsts and not linked and not within)
            case inline.Emendation():
                # an emendation is printed as a link to the apparatus
                yield replace(node, reading=self.mark(node.reading, firsts=firsts, linked=True))
            case inline.Cite() | inline.WorkRef() | inline.CitedRange():  # what is cited is not named
                yield node
            case (
                inline.NoteRef()
                | inline.PageBreak()
                | inline.Unsupported()
                | inline.Gap()
                | inline.Mark()
                | inline.LineBreak()
            ):
                yield node
            case _:
                assert_never(node)

    def _forms(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield every form found in a text with its offset: whole words, the longest at each place, none twice."""
        at = 0
        for word in WORD.finditer(text):
            for form, lead in self.by_word.get(word[0], ()):
                start, end = word.start() - lead, word.start() - lead + len(form)
                whole = not (form[-1].isalnum() and text[end : end + 1].isalnum())
                if start >= at and whole and text.startswith(form, start):
                    yield start, form
                    at = end
                    break

    def _text(self, node: inline.Text, *, firsts: bool) -> Iterator[inline.Inline]:
        at = 0
        for start, form in self._forms(node.text):
            if start > at:
                yield replace(node, text=node.text[at:start])
            yield self._make_named(self.by_form[form], (replace(node, text=form),), firsts=firsts)
            at = start + len(form)
        if at < len(node.text):
            yield replace(node, text=node.text[at:]) if at else node

    def _make_named(self, entry: Authority, content: inline.Inlines, *, firsts: bool) -> inline.Named:
        first = firsts and not entry.quiet and entry.id not in self.met
        if first:
            self.met.add(entry.id)
        return inline.Named(entry.id, content, anchor=address(entry), first=first)
