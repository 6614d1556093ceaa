"""Rules of the text: the proof that the essay says what the witness says, and the notation it is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition import config
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.inline import Foreign, PageBreak, Text, Unsupported
from edition.model.text import witness_text
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft

LEFT_OVER = re.compile(r"[{}]|\[[@^]")
"""Signs of the notation that can stand in running text only where something was mistyped."""
NAMES = {"code_inline": "code", "html_inline": "raw HTML", "hardbreak": "a line break", "image": "an image"}
"""What the reader's names for unsupported markup are in plain words."""
BEFORE, AFTER = 10, 16
"""Characters shown on either side of the first difference from the witness."""


def _stretches(draft: Draft) -> Iterator[tuple[str, Place]]:
    for section in draft.sections:
        for inlines in (section.heading, *(p.content for p in section.paragraphs)):
            yield from witness_text(inlines)
            yield "\n", section.place


def _compact(text: str) -> str:
    return "".join(text.split())


def _index(text: str, count: int) -> int:
    """Give the index in `text` of the character that `count` others precede, white space not counted."""
    for index, character in enumerate(text):
        if not character.isspace():
            if count == 0:
                return index
            count -= 1
    return len(text)


def _shown(text: str, count: int) -> str:
    at = _index(text, count)
    start, end = max(0, at - BEFORE), at + AFTER
    words = " ".join(text[start:end].split())
    if at >= len(text):
        return f"“…{words}” and then ends"
    return f"“{'…' if start else ''}{words}{'…' if end < len(text) else ''}”"


def _place(stretches: list[tuple[str, Place]], count: int, fallback: Place) -> Place:
    """Give the place of the character that `count` others precede, else that of the last character."""
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
def text_altered(draft: Draft) -> Iterator[Fault]:
    """Compare the essay with its witness, character by character.

    What: the essay, read as its witness has it (emendations undone, note calls as digits, white space removed),
        must be the witness.
    Why: the edition promises that the author's words stand as the witness has them, save where the apparatus
        says otherwise.
    Mend: give the witness's wording back; a wanted change is written as an emendation, with its reason.
    """
    if not draft.witness_sha256:  # the file is not there, or no file
        return
    stretches = list(_stretches(draft))
    written = "".join(text for text, _ in stretches)
    ours, theirs = _compact(written), _compact(draft.witness)
    if ours == theirs:
        return
    same = (at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b)
    count = next(same, min(len(ours), len(theirs)))
    first = draft.sections[0].place if draft.sections else Place(draft.config.witness.file)
    message = f"the witness has {_shown(draft.witness, count)}, the essay has {_shown(written, count)}"
    yield Fault(_place(stretches, count, first), message)


@rule("witness-changed")
def witness_changed(draft: Draft) -> Iterator[Fault]:
    """Compare the witness with its checksum.

    What: the witness's file must have the checksum that citations/edition.yml gives.
    Why: the witness is the only source of the text; the proof is worth nothing if the witness can change unseen.
    Mend: restore the file; if it truly had to be replaced, say why in the changelog and give the new checksum.
    """
    witness, found = draft.config.witness, draft.witness_sha256
    if found and found != witness.sha256:
        message = f"the witness has the checksum {found[:12]}…, {config.FILE} gives {witness.sha256[:12] or 'none'}…"
        yield Fault(Place(witness.file), message)


@rule("file-missing")
def file_missing(draft: Draft) -> Iterator[Fault]:
    """Name the files that the edition's description promises and that are not there.

    What: every section, its notes, every group of the bibliography and the witness must have its file.
    Why: an edition with a file left out would look whole and not be so.
    Mend: write the file, or take it out of citations/edition.yml.
    """
    for path in draft.missing_files:
        yield Fault(Place(path), "there is no such file")


@rule("file-unreadable")
def file_unreadable(draft: Draft) -> Iterator[Fault]:
    """Name files that are no text, and what in them is none.

    What: every source must be a file of text in UTF-8, without control characters.
    Why: what cannot be read is lost, and one control character makes TEI and EPUB useless to every program.
    Mend: save the file as UTF-8; take away the character that is named.
    """
    for broken in draft.broken_files:
        yield Fault(broken.place, broken.message, broken.mend)


@rule("markup-unsupported")
def markup_unsupported(draft: Draft) -> Iterator[Fault]:
    """Name what the notation does not have.

    What: essay and notes may hold only the notation of the editorial guidelines; foreign words carry a language
        tag such as `de` or `ru-Latn`.
    Why: what the notation does not have would be lost or misprinted in one of the edition's forms.
    Mend: write it as the editorial guidelines say, or leave it out.
    """
    told = set()
    for block in draft.unsupported:
        # the paragraph inside a list stands at the list's own place, and is told with it
        if block.place not in told:
            yield Fault(block.place, f"the notation does not have this: {block.what}")
        told.add(block.place)
    for node in walking.everywhere(draft):
        match node:
            case Unsupported():
                shown = f" “{node.raw}”" if node.raw.strip() else ""
                yield Fault(node.place, f"the notation does not have this: {NAMES.get(node.what, node.what)}{shown}")
            case Foreign() if node.place and not config.LANGUAGE_TAG.fullmatch(node.lang):
                message = f"“{node.lang}” is no language tag"
                yield Fault(
                    node.place, message, "write a tag of BCP 47: `de`, `fr`, `ru`, or `ru-Latn` in Latin letters."
                )
            case Text() if node.place and (found := LEFT_OVER.search(node.text)):
                length = len(found.group())
                exact = node.place.length == len(node.text)
                place = node.place.moved(found.start(), length) if exact else node.place
                yield Fault(place, f"“{found.group()}” in running text: markup that was not closed or is mistyped")


@rule("pagebreak-out-of-order")
def pagebreak_out_of_order(draft: Draft) -> Iterator[Fault]:
    """Count the page breaks.

    What: the numbers of the witness's pages must ascend by one through the essay.
    Why: a reader finds a page of the witness by its number; a page left out or named twice sends them astray.
    Mend: correct `n`, or add the page break that is missing.
    """
    expected: int | None = None
    for node in walking.essay(draft):
        if not isinstance(node, PageBreak):
            continue
        if not re.fullmatch("[0-9]+", node.n):
            yield Fault(node.place, f"the page break's number is “{node.n}”, which is no number")
            continue
        if expected is not None and int(node.n) != expected:
            yield Fault(node.place, f"page {node.n} begins where page {expected} should begin")
        expected = int(node.n) + 1
