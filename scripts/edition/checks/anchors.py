"""Rules of anchors: every address of the edition is there, is its own, and is well made."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

from edition import ids
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

WRITTEN = re.compile(r"\{#[^}\s]+\}\s*$")


def _of_the_essay(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for section in draft.sections:
        yield section.anchor, "section", section.place
        for paragraph in section.paragraphs:
            if paragraph.anchor:
                yield paragraph.anchor, "paragraph", paragraph.place
    calls: Counter[str] = Counter()
    for call in walking.note_calls(draft):
        calls[call.label] += 1
        yield ids.note_call(call.label, calls[call.label]), "note call", call.place
    for emendation in walking.emendations(draft):
        if emendation.name:
            yield emendation.name, "emendation", emendation.place
            yield ids.variant(emendation.name), "row of the apparatus", emendation.place


def _of_the_registers(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    yield from ((ids.entry(work.key), "entry", work.place) for work in walking.works(draft))
    yield from ((ids.authority(entry.id), "authority entry", entry.place) for entry in draft.authorities)
    yield from ((ids.event(event.id), "event", event.place) for event in draft.events)
    yield from ((reading.id, "reading left standing", reading.place) for reading in draft.standing)


def _anchors(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield every anchor with what it stands on and where."""
    yield from _of_the_essay(draft)
    for file in draft.notes:
        yield file.anchor, "notes of a section", file.place
        for note in file.notes:
            yield ids.note(note.label), "note", note.place
    yield from _of_the_registers(draft)


TOLD_ELSEWHERE = frozenset(
    {"note", "emendation", "row of the apparatus", "entry", "authority entry", "event", "reading left standing"}
)
"""What has a rule of its own for two of its kind with one name."""


@rule("anchor-duplicate")
def anchor_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find anchors that stand twice.

    What: an anchor must stand at one place only.
    Why: an anchor is an address that others cite; with two places it leads to neither reliably.
    Fix: give the newer of the two another anchor; a published one must not change.
    """
    first: dict[str, tuple[str, Place]] = {}
    for anchor, kind, place in _anchors(draft):
        if anchor not in first:
            first[anchor] = kind, place
            continue
        first_kind, first_place = first[anchor]
        if kind != first_kind or kind not in TOLD_ELSEWHERE:
            yield Fault(place, f"the anchor “{anchor}” ({kind}) stands already at {first_place} ({first_kind})")


@rule("anchor-malformed")
def anchor_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find anchors that are no names.

    What: an anchor, and so a label, a key or an id of which one is made, must be Latin letters, digits, hyphens, stops
        and underscores; it begins with a letter and ends with a letter or a digit.
    Why: it is the id of an element in HTML, EPUB and TEI, part of an address and the name of a file; with any other
        sign the whole document is invalid.
    Fix: write it with the signs that are allowed; of an entry, change the key and whatever cites it.
    """
    for anchor, kind, place in _anchors(draft):
        if not ids.NAME.fullmatch(anchor):
            reason = ": its number has more than nine digits" if re.search("[0-9]{10}", anchor) else ""
            yield Fault(place, f"“{anchor}” ({kind}) cannot be an anchor{reason}")


def _stem(place: Place) -> str:
    """Return the name of a file without its folder and its ending."""
    return posixpath.splitext(posixpath.basename(place.file))[0]


DAMAGED = re.compile(
    r"\s[({\[]?\s*(?:#|:\s?#|id=)?\s*(?P<anchor>[a-z][a-z0-9-]*-p[1-9][0-9]{0,8})(?:\s[.\w][\w=-]*)?\s*[)}\]]*\s*[.,;:]?\s*$"
)
"""What stands at the end of a paragraph and was meant as its anchor."""


def damaged(draft: Draft) -> Iterator[Place]:
    """Yield the places of the essay's anchors that are not written as anchors."""
    for section in draft.sections:
        for paragraph in section.paragraphs:
            source = draft.sources.get(paragraph.place.file)
            line = source.line(paragraph.place.line) if source and not paragraph.anchor else ""
            if found := DAMAGED.search(line):
                start = found.start() + 1
                yield Place(paragraph.place.file, paragraph.place.line, start + 1, max(1, len(line.rstrip()) - start))


@rule("anchor-missing")
def anchor_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find sections and paragraphs that cannot be cited.

    What: the heading of every section and of every file of notes, and every paragraph of the essay, must end with its
        anchor.
    Why: without it the place has no address that stays, and cannot be cited.
    Fix: end the line with ` {#section-p7}`, the next free number; never renumber what is published.
    """
    for section in draft.sections:
        source = draft.sources.get(section.place.file)
        broken = {place.line: place for place in damaged(draft) if place.file == section.place.file}
        line = source.line(section.place.line) if source else ""
        if not section.heading and not line.startswith("#"):
            yield Fault(section.place, f"the section “{section.anchor}” has no heading")
        elif not WRITTEN.search(line):
            fix = f"end the heading with ` {{#{section.anchor}}}`."
            yield Fault(section.place, "this heading has no anchor", fix)
        for paragraph in section.paragraphs:
            if paragraph.anchor:
                continue
            place = broken.get(paragraph.place.line) if paragraph.place.file == section.place.file else None
            if place is None:
                yield Fault(paragraph.place, "this paragraph has no anchor")
            elif source and (found := DAMAGED.search(source.line(place.line))):
                written = source.line(place.line)[place.column - 1 :].rstrip()
                fix = f"end the line with ` {{#{found['anchor']}}}`."
                yield Fault(place, f"“{written}” was meant as the paragraph’s anchor, and is not written as one", fix)
    for file in draft.notes:
        source = draft.sources.get(file.place.file)
        if source and not WRITTEN.search(source.line(file.place.line)):
            name = ids.notes_of(_stem(file.place))
            yield Fault(file.place, "the notes have no heading with its anchor", f"begin with `# Notes {{#{name}}}`.")


@rule("anchor-misnumbered")
def anchor_misnumbered(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find anchors that do not say where they stand.

    What: a paragraph's anchor must be its section's anchor, `-p` and a number; a section's is its file's name, that of
        its notes `notes-` and this name.
    Why: the canonical reference (“II-1, ¶7”) is made from the anchor, the page's address from the file; another form
        would cite another place.
    Fix: write the anchor as section, `-p` and the next free number.
    """
    headed = [(section.anchor, _stem(section.place), section.place) for section in draft.sections]
    headed += [(file.anchor, ids.notes_of(_stem(file.place)), file.place) for file in draft.notes]
    for anchor, expected, place in headed:
        if anchor != expected:
            message = f"“{anchor}” stands in {place.file}, whose anchor is “{expected}”"
            yield Fault(place, message, f"end the heading with ` {{#{expected}}}`.")
    for section in draft.sections:
        own = _stem(section.place)
        for paragraph in section.paragraphs:
            number = ids.paragraph_number(paragraph.anchor)
            if paragraph.anchor and (number is None or paragraph.anchor != ids.paragraph(own, number)):
                start = paragraph.place.length - len(paragraph.anchor) - 1
                place = paragraph.place.moved(max(0, start), len(paragraph.anchor))
                message = f"“{paragraph.anchor}” is no anchor of a paragraph in the section “{own}”"
                yield Fault(place, message)


@rule("ref-unresolved")
def ref_unresolved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find cross-references that lead nowhere.

    What: a link to an anchor (`[note 29](#n29)`) must name an anchor of the edition.
    Why: a reader who follows a reference must come to what it names.
    Fix: correct the anchor; sections are `ii-1`, paragraphs `ii-1-p7`, notes `n17`, emendations `em-name`.
    """
    known = {anchor for anchor, _, _ in _anchors(draft)}
    for link, anchor in walking.linked(draft):
        if anchor not in known and link.place:
            fix = walking.did_you_mean(anchor, known, "Otherwise correct the reference.")
            yield Fault(link.place, f"the reference leads to “{anchor}”, which is no anchor of the edition", fix)
