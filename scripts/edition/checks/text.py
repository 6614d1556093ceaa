"""Rules of the text: the proof that the essay says what the witness says, and the notation it is written in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from edition import config, patterns
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.inline import (
    Emendation,
    Inlines,
    NoteRef,
    PageBreak,
    Supplied,
    Text,
    Unsupported,
)
from edition.model.text import children, witness_text
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

BEFORE, AFTER = 10, 16
"""Characters shown on either side of the first difference from the witness."""


def _blocks(draft: Draft) -> Iterator[Inlines]:
    """Yield the content of every heading and paragraph of the essay, in the order of reading."""
    for section in draft.sections:
        yield section.heading
        yield from (paragraph.content for paragraph in section.paragraphs)


def _stretches(draft: Draft) -> Iterator[tuple[str, Place]]:
    for block in _blocks(draft):
        yield from witness_text(block)
        yield "\n", Place("")


def _compact(text: str) -> str:
    return "".join(text.split())


def _counts(text: str, ends: Iterable[int]) -> Iterator[int]:
    """Yield how many characters, white space not counted, precede each of some indices, which must ascend."""
    count = start = 0
    for end in ends:
        count += len(_compact(text[start:end]))
        start = end
        yield count


def _index(text: str, count: int) -> int:
    """Return the index in `text` of the character that `count` others precede, white space not counted."""
    for index, character in enumerate(text):
        if not character.isspace():
            if count == 0:
                return index
            count -= 1
    return len(text)


def _shown(text: str, count: int, before: int = BEFORE) -> str:
    at = _index(text, count)
    start, end = max(0, at - before), at + AFTER
    words = " ".join(text[start:end].split())
    if at >= len(text):
        return f"“…{words}” and then ends"
    return f"“{'…' if start and before else ''}{words}{'…' if end < len(text) else ''}”"


def _agreeing(ours: str, theirs: str) -> int:
    """Return the number of characters that two texts have in common at their beginning."""
    differing = (at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b)
    return next(differing, min(len(ours), len(theirs)))


def _named(theirs: str, ours: str) -> str:
    """Return the names of two characters that differ where one may look like another, or like nothing at all."""
    if (theirs + ours).isascii() or not (theirs and ours):
        return ""
    witness, essay = (f"U+{ord(c):04X} {unicodedata.name(c, 'without a name').lower()}" for c in (theirs, ours))
    return f" ({witness} there, {essay} here)"


def _place(stretches: list[tuple[str, Place]], count: int, fallback: Place) -> Place:
    """Return the place of the character that `count` others precede, else that of the last character."""
    last = fallback
    for text, place in stretches:
        size = len(_compact(text))
        if not size:
            continue
        exact = place.length == len(text)
        if count < size:
            return place.moved(_index(text, count)) if exact else place
        count -= size
        last = place.moved(len(text.rstrip()) - 1) if exact else place
    return last


@rule("text-altered")
def text_altered(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the essay with its witness, character by character.

    What: the essay, read as its witness has it (emendations undone, note calls as digits, white space removed),
        must be the witness.
    Why: the edition promises that the author's words stand as the witness has them, save where the apparatus
        says otherwise.
    Fix: give the witness's wording back; a wanted change is written as an emendation, with its reason.
    """
    if not draft.witness_sha256 or "sections" in draft.unusable:  # one of the two is not known
        return
    stretches = list(_stretches(draft))
    written = "".join(text for text, _ in stretches)
    ours, theirs = _compact(written), _compact(draft.witness)
    if ours == theirs:
        return
    count = _agreeing(ours, theirs)
    characters = _named(theirs[count : count + 1], ours[count : count + 1])
    first = draft.sections[0].place if draft.sections else Place(draft.config.witness.file)
    message = f"the witness has {_shown(draft.witness, count)}, the essay has {_shown(written, count)}{characters}"
    yield Fault(_place(stretches, count, first), message)


@rule("witness-changed")
def witness_changed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the witness with its checksum.

    What: the witness's file must have the checksum that citations/edition.yml gives.
    Why: the witness is the only source of the text; the proof is worth nothing if the witness can change unseen.
    Fix: restore the file; if it truly had to be replaced, say why in the changelog and give the new checksum.
    """
    witness, found = draft.config.witness, draft.witness_sha256
    if found and found != witness.sha256 and "witness" not in draft.unusable:
        message = f"the witness has the checksum {found[:12]}…, {config.FILE} gives {witness.sha256[:12] or 'none'}…"
        yield Fault(Place(witness.file), message)


@rule("file-missing")
def file_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Name the files that the edition's description promises and that are not there.

    What: every section, its notes, every group of the bibliography and the witness must have its file; so must the
        title page, docs/index.md.
    Why: an edition with a file left out would look whole and not be so.
    Fix: write the file, or take it out of citations/edition.yml.
    """
    described = draft.sources.get(config.FILE)
    for path in draft.missing_files:
        at = described.text.find(path) if described else -1
        place = described.place(at, len(path)) if described and at >= 0 else Place(path)
        yield Fault(place, f"there is no file {path}")


@rule("file-unreadable")
def file_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Name files that are no text, and what in them is none.

    What: every source must be a file of text in UTF-8.
    Why: what cannot be read is lost.
    Fix: save the file as UTF-8.
    """
    yield from draft.broken_files


@rule("pagebreak-out-of-order")
def pagebreak_out_of_order(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Count the page breaks.

    What: the numbers of the witness's pages must ascend by one through the essay.
    Why: a reader finds a page of the witness by its number; a page left out or named twice sends them astray.
    Fix: correct `n`, or add the page break that is missing.
    """
    expected: int | None = None
    for node in walking.essay(draft):
        if not isinstance(node, PageBreak):
            continue
        if not re.fullmatch("[0-9]{1,9}", node.n):
            yield Fault(
                node.place, f"the page break's number is “{node.n}”, which is not a number of at most nine digits"
            )
            continue
        if expected is not None and int(node.n) != expected:
            yield Fault(node.place, f"page {node.n} begins where page {expected} should begin")
        expected = int(node.n) + 1


def _breaks(inlines: Inlines) -> Iterator[tuple[PageBreak, int]]:
    """Yield every page break with the number of the witness's characters before it, white space not counted."""
    count = 0
    for node in inlines:
        if isinstance(node, PageBreak):
            yield node, count
        elif not isinstance(node, Text | NoteRef | Emendation | Supplied | Unsupported):
            yield from ((found, count + before) for found, before in _breaks(children(node)))
        count += sum(len(_compact(text)) for text, _ in witness_text((node,)))


def _marked(draft: Draft) -> Iterator[tuple[PageBreak, int]]:
    """Yield every page break of the essay with the number of the witness's characters before it."""
    passed = 0
    for block in _blocks(draft):
        yield from ((found, passed + before) for found, before in _breaks(block))
        passed += sum(len(_compact(text)) for text, _ in witness_text(block))


@rule("pagebreak-moved")
def pagebreak_moved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the page breaks with the witness.

    What: a page of the essay must begin where the witness begins one, as `page_break` in citations/edition.yml
        describes it.
    Why: whoever looks a page of the witness up must come to its first word, neither before nor behind it.
    Fix: move the page break before the word that is named.
    """
    pattern = draft.config.witness.page_break
    if not pattern or not draft.witness_sha256 or "sections" in draft.unusable:
        return
    found = patterns.ends(pattern, draft.witness)
    if found is None:
        message = f"the pattern “{pattern}” takes more than {patterns.SECONDS} seconds to look through the witness"
        yield Fault(
            walking.described(draft, "witness"), message, "write a plainer one, without repetitions in repetitions."
        )
        return
    stretches = list(_stretches(draft))
    # behind an altered character nothing can be compared, and that is told by a rule of its own
    sure = _agreeing(_compact("".join(text for text, _ in stretches)), _compact(draft.witness))
    begins = set(_counts(draft.witness, found))
    marked = [(node, count) for node, count in _marked(draft) if 0 < count <= sure]
    left = {count for count in begins if count <= sure} - {count for _, count in marked}
    for node, count in marked:
        if count not in begins:
            near = min(left, key=lambda other: abs(other - count), default=None)
            left -= {near}
            where = "nowhere near" if near is None else f"before {_shown(draft.witness, near, 0)}"
            begun = _shown(draft.witness, count, 0)
            yield Fault(node.place, f"page {node.n} begins before {begun}, in the witness {where}")
    for count in sorted(left):
        place = _place(stretches, count, Place(draft.config.witness.file))
        yield Fault(place, f"the witness begins a page before {_shown(draft.witness, count, 0)}, the essay marks none")
