"""Rules about anchors: every address of the edition exists, is unique and is well formed."""

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from edition import ids
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.anchors import AnchorKind
from edition.model.blocks import Unit
from edition.model.document import Section
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.printed import PARTS
from edition.source import Place

WRITTEN = re.compile(r"\{#[^}\s]+(?:\s+n=[^{}]+)?\}\s*$")


def _essay_anchors(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for section in draft.sections:
        yield section.anchor, AnchorKind.SECTION, section.place
        for paragraph in section.paragraphs:
            if paragraph.anchor:
                yield paragraph.anchor, AnchorKind.PARAGRAPH, paragraph.place
    calls: Counter[str] = Counter()
    for call in walking.note_calls(draft):
        calls[call.label] += 1
        yield ids.note_call(call.label, calls[call.label]), AnchorKind.NOTE_CALL, call.place
    for emendation in walking.emendations(draft):
        if emendation.name:
            yield emendation.name, AnchorKind.EMENDATION, emendation.place
            yield ids.variant(emendation.name), AnchorKind.VARIANT, emendation.place


def _register_anchors(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    yield from ((ids.entry(work.key), AnchorKind.ENTRY, work.place) for work in walking.works(draft))
    yield from ((ids.authority(entry.id), AnchorKind.AUTHORITY, entry.place) for entry in draft.authorities)
    yield from ((ids.event(event.id), AnchorKind.EVENT, event.place) for event in draft.events)
    yield from ((reading.id, AnchorKind.STANDING, reading.place) for reading in draft.standing)


def find_all(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield every anchor with the kind of thing it marks and its place."""
    yield from _essay_anchors(draft)
    for file in draft.notes:
        yield file.anchor, AnchorKind.NOTES, file.place
        for note in file.notes:
            yield ids.note(note.label), AnchorKind.NOTE, note.place
    yield from _register_anchors(draft)


def _page_anchors(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield the anchors of the pages that the books carry: in a book, all anchors are in one document."""
    for page in draft.pages:
        if page.title:
            yield page.anchor, "page in the books", page.place
        yield from ((heading.anchor, "heading in the books", heading.place) for heading in page.headings)


WITH_THEIR_OWN_RULE = frozenset(AnchorKind) - {
    *(AnchorKind.SECTION, AnchorKind.PARAGRAPH, AnchorKind.NOTE_CALL, AnchorKind.NOTES),
}
"""Kinds whose duplicates another rule reports."""


@rule("anchor-duplicate")
def anchor_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report anchors that are used twice.

    What: an anchor must be unique in the edition; so must those of the headings of pages that are also in the books,
        and none of these may be that of a chapter of the books.
    Why: an anchor is an address that others cite; with two targets it leads reliably to neither.
    Fix: give the newer of the two another anchor; a published anchor must not change. For a heading, write one at its
        end: `## Apparatus {#about-the-apparatus}`.
    """
    first: dict[str, tuple[str, Place]] = {}
    for anchor, kind, place in (*find_all(draft), *_page_anchors(draft)):
        if anchor in PARTS and kind.endswith("in the books"):
            yield Fault(place, f"the anchor “{anchor}” ({kind}) is that of a chapter of the books")
        if anchor not in first or not ids.NAME.fullmatch(anchor):
            first[anchor] = kind, place
            continue
        first_kind, first_place = first[anchor]
        if kind != first_kind or kind not in WITH_THEIR_OWN_RULE:
            yield Fault(place, f"the anchor “{anchor}” ({kind}) is already used at {first_place} ({first_kind})")


@rule("section-label-duplicate")
def section_label_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report sections that are cited by the same label.

    What: every section must have a reference of its own: the label of its heading (`{#v n="V"}`), or else its words.
    Why: “V, ¶3” would name two paragraphs, and a reader could not tell which is meant.
    Fix: give one of them a label of its own, at the end of its heading: `{#v-2 n="V (2)"}`.
    """
    first: dict[str, Place] = {}
    for section, placed in zip(draft.sections, edition.sections, strict=False):
        at = first.setdefault(placed.reference, section.place)
        if at is not section.place:
            fix = f'end its heading with a label of its own: `{{#{section.anchor} n="{placed.reference} (2)"}}`.'
            yield Fault(section.place, f"“{placed.reference}” is already the label of the section at {at}", fix)


@rule("anchor-malformed")
def anchor_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report anchors that are not valid names.

    What: an anchor (and any label, key or id from which one is made) may contain only Latin letters, digits,
        hyphens, full stops and underscores; it must begin with a letter and end with a letter or a digit.
    Why: the anchor is an element's id in HTML, EPUB and TEI, part of an address, and the name of a file; any other
        character makes the whole document invalid.
    Fix: rewrite it with the characters allowed; for an entry, change the key and every citation of it.
    """
    for anchor, _, place in _page_anchors(draft):
        if not ids.NAME.fullmatch(anchor):
            message = f"no valid anchor can be made from the words of this heading (“{anchor}”)"
            yield Fault(place, message, "write an anchor at the end of the heading: ` {#name}`.")
    for anchor, kind, place in find_all(draft):
        if not ids.NAME.fullmatch(anchor):
            reason = ": its number has more than nine digits" if re.search("[0-9]{10}", anchor) else ""
            sign = kind == "note" and not any(map(str.isalnum, anchor))
            fix = f'give the note a name and say its mark in it: `[^name]: [author]{{.status n="{anchor}"}} …`.'
            yield Fault(place, f"“{anchor}” ({kind}) is not a valid anchor{reason}", fix if sign else "")


def _stem(place: Place) -> str:
    """Return the name of a file without its folder and its ending."""
    return posixpath.splitext(posixpath.basename(place.file))[0]


DAMAGED = re.compile(
    r"\s[({\[]?\s*(?:#|:\s?#|id=)?\s*(?P<anchor>[a-z][a-z0-9-]*-p[1-9][0-9]{0,8})(?:\s[.\w][\w=-]*)?\s*[)}\]]*\s*[.,;:]?\s*$"
)
"""The end of a paragraph that looks like a malformed anchor."""


def _report_anchorless(paragraph: Unit, line: str) -> Fault:
    """Return the fault of a paragraph without an anchor, on whose line there may be a malformed one."""
    found = DAMAGED.search(line)
    if found is None:
        return Fault(paragraph.place, "this paragraph has no anchor")
    start = found.start() + 1
    written = line[start:].rstrip()
    place = Place(paragraph.place.file, paragraph.place.line, start + 1, max(1, len(written)))
    fix = f"end the line with ` {{#{found['anchor']}}}`."
    return Fault(place, f"“{written}” looks like the anchor of the paragraph, but is malformed", fix)


def _find_anchorless(draft: Draft, section: Section) -> Iterator[Unit]:
    """Yield the paragraphs without an anchor, except those whose anchor is reported elsewhere inside them."""
    misplaced = [f.place for f in draft.unsupported if f.about and f.place.file == section.place.file]
    for paragraph, after in zip_longest(section.paragraphs, section.paragraphs[1:]):
        end = after.place.line if after else math.inf
        is_inside = any(paragraph.place.line <= place.line < end for place in misplaced)
        if not paragraph.anchor and not is_inside:
            yield paragraph


@rule("anchor-missing")
def anchor_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report sections and paragraphs without an anchor.

    What: the heading of every section and of every file of notes, and every paragraph of the essay, must end with
        its anchor.
    Why: without an anchor the place has no permanent address, and readers cannot cite it.
    Fix: end the line with ` {#section-p7}`, using the next free number; never renumber published anchors.
    """
    for section in draft.sections:
        source = draft.sources.get(section.place.file)
        line = source.line(section.place.line) if source else ""
        if not section.heading and not line.startswith("#"):
            yield Fault(section.place, f"the section “{section.anchor}” has no heading")
        elif not WRITTEN.search(line):
            fix = f"end the heading with ` {{#{section.anchor}}}`."
            yield Fault(section.place, "this heading has no anchor", fix)
        for paragraph in _find_anchorless(draft, section):
            yield _report_anchorless(paragraph, source.line(paragraph.place.line) if source else "")
    for file in draft.notes:
        source = draft.sources.get(file.place.file)
        if source and not WRITTEN.search(source.line(file.place.line)):
            name = ids.notes_of(_stem(file.place))
            fix = f"begin the file with `# Notes {{#{name}}}`."
            yield Fault(file.place, "these notes have no heading with an anchor", fix)


@rule("anchor-misnumbered")
def anchor_misnumbered(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report anchors that do not match their section.

    What: a paragraph's anchor must be its section's anchor, then `-p` and a number; a section's anchor must be the
        name of its file, and that of its notes `notes-` and this name.
    Why: the canonical reference (“II-1, ¶7”) is made from the anchor, and the page's address from the file; with a
        different form, readers would cite the wrong place.
    Fix: write the section's anchor, `-p` and the next free number.
    """
    headed = [(section.anchor, _stem(section.place), section.place) for section in draft.sections]
    headed += [(file.anchor, ids.notes_of(_stem(file.place)), file.place) for file in draft.notes]
    for anchor, expected, place in headed:
        if anchor != expected:
            message = f"the anchor is “{anchor}”, but in {place.file} it must be “{expected}”"
            yield Fault(place, message, f"end the heading with ` {{#{expected}}}`.")
    for section in draft.sections:
        own = _stem(section.place)
        for paragraph in section.paragraphs:
            number = ids.paragraph_number(paragraph.anchor)
            if paragraph.anchor and (number is None or paragraph.anchor != ids.paragraph(own, number)):
                start = paragraph.place.length - len(paragraph.anchor) - 1
                place = paragraph.place.moved(max(0, start), len(paragraph.anchor))
                message = f"“{paragraph.anchor}” is not a valid paragraph anchor in the section “{own}”"
                yield Fault(place, message)


@rule("ref-unresolved")
def ref_unresolved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report cross-references that lead nowhere.

    What: a link to an anchor (`[note 29](#n29)`) must name an anchor of the edition.
    Why: a reader who follows the reference would find nothing.
    Fix: correct the anchor: sections are `ii-1`, paragraphs `ii-1-p7`, notes `n17`, emendations `em-name`.
    """
    known = {anchor for anchor, _, _ in find_all(draft)}
    for link, anchor in walking.linked_anchors(draft):
        if anchor not in known and link.place:
            advice = walking.find_missing(anchor, known, "Otherwise correct the reference.", ids.owner)
            message = f"the reference leads to “{anchor}”, which is not an anchor of the edition"
            yield Fault(link.place, message, *advice)
