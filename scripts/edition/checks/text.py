"""Rules about the text: the essay is identical to its witness, page breaks included."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator

from edition import config, patterns
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Subject
from edition.model import inline, proof
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.proof import ESSAY, Proof, compact, count_agreeing
from edition.source import Place

BEFORE, AFTER = 10, 16
"""Characters shown on either side of the first difference from the witness."""


def _counts(text: str, ends: Iterable[int]) -> Iterator[int]:
    """Yield how many characters, white space not counted, precede each of some indices, which must ascend."""
    count = start = 0
    for end in ends:
        count += len(compact(text[start:end]))
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


def _excerpt(text: str, count: int, before: int = BEFORE) -> str:
    at = _index(text, count)
    start, end = max(0, at - before), at + AFTER
    words = " ".join(text[start:end].split())
    if at >= len(text):
        return f"“…{words}” and then ends"
    return f"“{'…' if start and before else ''}{words}{'…' if end < len(text) else ''}”"


def _name_characters(theirs: str, ours: str) -> str:
    """Return the names of two characters that differ where one may look like another, or like nothing at all."""
    if (theirs + ours).isascii() or not (theirs and ours):
        return ""
    witness, essay = (f"U+{ord(c):04X} {unicodedata.name(c, 'without a name').lower()}" for c in (theirs, ours))
    return f" ({witness} there, {essay} here)"


def _place(proof: Proof, count: int, fallback: Place) -> tuple[Place, str]:
    """Return the place of the character that `count` others precede, else that of the last; and what it is part of."""
    last, part = fallback, ESSAY
    for stretch in proof.stretches:
        size = len(compact(stretch.text))
        if not size:
            continue
        exact = stretch.place.length == len(stretch.text)
        part = stretch.part
        if count < size:
            return stretch.place.moved(_index(stretch.text, count)) if exact else stretch.place, part
        count -= size
        last = stretch.place.moved(len(stretch.text.rstrip()) - 1) if exact else stretch.place
    return last, part


@rule("text-altered")
def text_altered(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the essay and the author's notes with their witness, character by character.

    What: the essay (with emendations undone, note calls as their marks and white space removed) must be identical to
        the witness, and so must the author's own notes, each after its mark.
    Why: readers trust that the author's words are printed as the witness has them, except where the apparatus
        records a change; here they would be printed wrongly.
    Fix: restore the wording of the witness; if the change is intended, write it as an emendation with a reason.
    """
    if not draft.witness_sha256 or "sections" in draft.unusable:  # one of the two is not known
        return
    for found in proof.find(draft):
        if found.file in draft.sources:
            yield from _compare(draft, found)


def _is_after_block(proof: Proof, written: str, count: int) -> bool:
    """Return whether what the witness has more belongs to the end of a paragraph of ours: no line ends before it."""
    ours, theirs = _index(written, count), _index(proof.witness, count)
    before = written[:ours].rstrip(), proof.witness[:theirs].rstrip()
    return (
        bool(before[0])
        and "\n" in written[len(before[0]) : ours]
        and "\n" not in proof.witness[len(before[1]) : theirs]
    )


def _compare(draft: Draft, proof: Proof) -> Iterator[Fault]:
    """Report the first character in which our text and a file of the witness differ."""
    written = proof.text
    ours, theirs = compact(written), compact(proof.witness)
    if ours == theirs:
        return
    count = count_agreeing(ours, theirs)
    characters = _name_characters(theirs[count : count + 1], ours[count : count + 1])
    first = draft.sections[0].place if draft.sections else Place(proof.file)
    place, part = _place(proof, count - _is_after_block(proof, written, count), first)
    has = f"the witness has {_excerpt(proof.witness, count)}"
    about = Subject(Problem.DAMAGED, proof.file) if count == min(len(ours), len(theirs)) else None
    yield Fault(place, f"{has}, {part} has {_excerpt(written, count)}{characters}", about=about)


@rule("witness-changed")
def witness_changed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the witness with its checksum.

    What: the witness file must have the checksum given in citations/edition.yml; so must the file of its notes, where
        `notes_sha256` gives one.
    Why: the text is proved against the witness; if the witness can change unnoticed, the proof is worthless.
    Fix: restore the file; if it had to be replaced, say why in the changelog and enter the new checksum.
    """
    witness = draft.config.witness
    files = [(witness.file, draft.witness_sha256, witness.sha256, "the witness")]
    if witness.notes_sha256:
        files.append((witness.notes_file, draft.witness_notes_sha256, witness.notes_sha256, "the witness's notes"))
    for file, found, given, what in files:
        if found and found != given and "witness" not in draft.unusable:
            message = f"the checksum of {what} is “{found[:12]}…”, but {config.FILE} has “{given[:12]}…”"
            yield Fault(Place(file), message)


@rule("file-missing")
def file_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report files that the edition's description lists but that do not exist.

    What: every section, its notes, every group of the bibliography and the witness must have a file; so must the
        title page, docs/index.md.
    Why: a whole part of the edition would be missing from every format.
    Fix: add the file, or remove it from citations/edition.yml.
    """
    described = draft.sources.get(config.FILE)
    for path in draft.missing_files:
        at = described.text.find(path) if described else -1
        place = described.place(at, len(path)) if described and at >= 0 else Place(path)
        name = config.name_of(path)
        place = place if name == path else draft.place_of_setting("sections")
        beside = [
            other for other in draft.unread if posixpath.dirname(other) == posixpath.dirname(path) and other != path
        ]
        fix, about = walking.find_missing(name, map(config.name_of, beside), "Otherwise add the file.")
        yield Fault(place, f"the file “{path}” is missing", fix, about)


@rule("file-unreadable")
def file_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report files that are not valid UTF-8 text, with the offending characters.

    What: every source must be a text file in UTF-8.
    Why: what cannot be read would be missing from the edition.
    Fix: save the file as UTF-8.
    """
    yield from draft.broken_files


@rule("pagebreak-out-of-order")
def pagebreak_out_of_order(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report page breaks whose numbers are out of order.

    What: the page numbers of the witness must ascend by one through the essay.
    Why: readers find a page of the witness by its number; if one is missing or repeated, they end up on the wrong
        page.
    Fix: correct `n`, or add the missing page break.
    """
    expected, was_wrong = 0, False
    for node in (stretch.page for found in proof.find(draft)[:1] for stretch in found.stretches):
        if node is None:
            continue
        if not re.fullmatch("[0-9]{1,9}", node.n):
            yield Fault(node.place, f"the number of the page break, “{node.n}”, is not a number of at most nine digits")
            expected, was_wrong = expected and expected + 1, False
            continue
        is_wrong = bool(expected) and int(node.n) != expected
        if is_wrong and not was_wrong:  # after a wrong number, nobody knows the next
            yield Fault(node.place, f"this page break has the number “{node.n}”; “{expected}” was expected")
        expected, was_wrong = int(node.n) + 1, is_wrong


def _page_breaks(proof: Proof) -> Iterator[tuple[inline.PageBreak, int]]:
    """Yield every page break with the number of the witness's characters before it, white space not counted."""
    count = 0
    for stretch in proof.stretches:
        if stretch.page:
            yield stretch.page, count
        count += len(compact(stretch.text))


@rule("pagebreak-moved")
def pagebreak_moved(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Compare the page breaks of the essay with those of the witness.

    What: each page break in the essay must be where the witness begins a page, as defined by `page_break` in
        citations/edition.yml.
    Why: a reader who looks up a page of the witness would land before or after its first word.
    Fix: move the page break to just before the word shown.
    """
    pattern = draft.config.witness.page_break
    if not pattern or not draft.witness_sha256 or "sections" in draft.unusable:
        return
    found = patterns.find_ends(pattern, draft.witness)
    if found is None:
        message = f"`page_break` “{pattern}” takes more than {patterns.SECONDS} seconds to search the witness"
        fix = "write a simpler pattern, without nested repetitions such as `(a+)+`."
        yield Fault(draft.place_of_setting("witness"), message, fix)
        return
    compared = proof.find(draft)[0]
    # nothing can be compared after an altered character, which text-altered reports
    sure = count_agreeing(compact(compared.text), compact(draft.witness))
    begins = set(_counts(draft.witness, found))
    marked = [(node, count) for node, count in _page_breaks(compared) if 0 < count <= sure]
    left = {count for count in begins if count <= sure} - {count for _, count in marked}
    for node, count in marked:
        if count not in begins:
            near = min(left, key=lambda other: abs(other - count), default=None)
            left -= {near}
            where = "no page begins here" if near is None else f"it begins before {_excerpt(draft.witness, near, 0)}"
            begun = _excerpt(draft.witness, count, 0)
            yield Fault(node.place, f"page {node.n} begins before {begun} here; in the witness, {where}")
    for count in sorted(left):
        place, part = _place(compared, count, Place(draft.config.witness.file))
        begun = _excerpt(draft.witness, count, 0)
        yield Fault(place, f"the witness begins a page before {begun}, but {part} has no page break")
