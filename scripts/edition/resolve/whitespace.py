"""White space: where the essay differs from its witness in nothing but white space, by class.

The proof of the text removes all white space; this says what was removed or put in where it may carry meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.edition import SpaceChange, SpaceKind
from edition.model.inline import NoteRef
from edition.model.text import walk, witness_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.document import Section
    from edition.model.draft import Draft

NEAR = 14
"""Characters shown on either side."""


def _calls(section: Section) -> set[tuple[int, int]]:
    """Give line and column of every note call of a section."""
    nodes = (node for p in section.paragraphs for node in walk(p.content))
    return {(n.place.line, n.place.column) for n in nodes if isinstance(n, NoteRef)}


def _written(section: Section) -> Iterator[tuple[str, bool, str]]:
    """Give a section's characters as the witness has them, with whether they are a call's, and the paragraph."""
    calls = _calls(section)
    for anchor, inlines in ((section.anchor, section.heading), *((p.anchor, p.content) for p in section.paragraphs)):
        for text, place in witness_text(inlines):
            called = text.isdigit() and (place.line, place.column) in calls
            yield from ((character, called, anchor) for character in text)
        yield "\n", False, anchor


def _gaps(text: str) -> list[tuple[str, str, int]]:
    """Give every character that is no white space, with the white space before it and its index."""
    found, gap = [], ""
    for at, character in enumerate(text):
        if character.isspace():
            gap += character
        else:
            found.append((character, gap, at))
            gap = ""
    return found


def _kind(ours: str, theirs: str, *, call: bool, after_call: bool, hyphen: bool) -> SpaceKind | None:
    if bool(ours) == bool(theirs):
        if "\n" in ours or not ours:
            return None
        if "\n" in theirs:
            return SpaceKind.LINE_END
        return SpaceKind.RUN if len(theirs) > 1 else None
    if call or after_call:
        return SpaceKind.BEFORE_CALL if call else SpaceKind.AFTER_CALL
    if hyphen and "\n" in theirs:
        return SpaceKind.HYPHEN
    return SpaceKind.PARTED if ours else SpaceKind.JOINED


def find(draft: Draft) -> tuple[SpaceChange, ...]:
    """Give every place where white space was changed inside a paragraph, in the order of reading.

    Nothing is given where the texts differ in more than white space: that is for the rule text-altered to tell.
    """
    written = [piece for section in draft.sections for piece in _written(section)]
    text = "".join(character for character, _, _ in written)
    ours, theirs = _gaps(text), _gaps(draft.witness)
    if [c for c, _, _ in ours] != [c for c, _, _ in theirs]:
        return ()
    found, before, before_call = [], "", False
    for (character, gap, at), (_, gap_there, at_there) in zip(ours, theirs, strict=True):
        call = written[at][1] and not before_call
        after = before_call and not written[at][1]
        kind = _kind(gap, gap_there, call=call, after_call=after, hyphen=before == "-")
        if kind and before:
            start = max(0, at_there - len(gap_there) - NEAR)
            there = draft.witness[start : at_there + NEAR].replace("\n", "⏎")
            found.append(SpaceChange(kind, written[at][2], there, text[max(0, at - len(gap) - NEAR) : at + NEAR]))
        before, before_call = character, written[at][1]
    return tuple(found)
