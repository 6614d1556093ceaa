"""White space: where the essay differs from its witness in nothing but white space, by class.

The proof of the text removes all white space; this says what was removed or put in where it may carry meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from edition.model.edition import SpaceChange, SpaceKind
from edition.model.inline import NoteRef
from edition.model.text import walk, witness_text

if TYPE_CHECKING:
    from edition.model.document import Section
    from edition.model.draft import Draft

GAP = re.compile(r"\s+")
NEAR = 14
"""Characters shown on either side."""


def _calls(section: Section) -> set[tuple[int, int]]:
    """Return line and column of every note call of a section."""
    nodes = (node for p in section.paragraphs for node in walk(p.content))
    return {(n.place.line, n.place.column) for n in nodes if isinstance(n, NoteRef)}


class _Essay:
    """The essay's text as the witness has it, and what stands at each of its characters that is no white space."""

    def __init__(self, draft: Draft) -> None:
        self.starts: list[int] = []
        self.pieces: list[tuple[bool, str]] = []
        self.text, self.size = "", 0
        for section in draft.sections:
            calls = _calls(section)
            for anchor, inlines in (
                (section.anchor, section.heading),
                *((p.anchor, p.content) for p in section.paragraphs),
            ):
                for text, place in witness_text(inlines):
                    self._add(text, anchor, call=text.isdigit() and (place.line, place.column) in calls)
                self.text += "\n"

    def _add(self, text: str, anchor: str, *, call: bool) -> None:
        self.starts.append(self.size)
        self.pieces.append((call, anchor))
        self.text += text
        self.size += len("".join(text.split()))

    def at(self, offset: int) -> tuple[int, bool, str]:
        """Return the stretch in which a character stands, whether that is a note call, and the paragraph."""
        number = bisect_right(self.starts, offset) - 1
        return (number, *self.pieces[number])


def _gaps(text: str) -> dict[int, tuple[int, str]]:
    """Return every stretch of white space by the number of other characters before it: its index, and itself."""
    found, white = {}, 0
    for gap in GAP.finditer(text):
        found[gap.start() - white] = gap.start(), gap.group()
        white += len(gap.group())
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
    """Return every place where white space was changed inside a paragraph, in the order of reading.

    Nothing is given where the texts differ in more than white space: that is for the rule text-altered to tell.
    """
    essay, witness = _Essay(draft), draft.witness
    compact = "".join(essay.text.split())
    if compact != "".join(witness.split()):
        return ()
    ours, theirs = _gaps(essay.text), _gaps(witness)
    found, index, index_there, white, white_there = [], 0, 0, 0, 0
    for offset in sorted(ours.keys() | theirs.keys()):
        index, index_there = offset + white, offset + white_there
        gap, gap_there = ours.get(offset, (0, ""))[1], theirs.get(offset, (0, ""))[1]
        white, white_there = white + len(gap), white_there + len(gap_there)
        if not 0 < offset < len(compact):
            continue
        (before, was_call, _), (here, is_call, anchor) = essay.at(offset - 1), essay.at(offset)
        apart = before != here
        sides = {"call": is_call and apart, "after_call": was_call and apart, "hyphen": compact[offset - 1] == "-"}
        if kind := _kind(gap, gap_there, **sides):
            there = witness[max(0, index_there - NEAR) : index_there + len(gap_there) + NEAR].replace("\n", "⏎")
            here_ = essay.text[max(0, index - NEAR) : index + len(gap) + NEAR].replace("\n", "¶")
            found.append(SpaceChange(kind, anchor, there, here_))
    return tuple(found)
