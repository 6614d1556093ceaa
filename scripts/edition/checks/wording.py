"""Rules about quotations: each is in the essay, its comparison holds, and its note claims no more than was found."""

import textwrap
from collections.abc import Iterable, Iterator

from edition import ids
from edition.checks import quoted, walking
from edition.checks.online import Cited, find_cited, find_uncited
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Severity, Subject, find_nearest
from edition.model.bibliography import Work
from edition.model.document import Wording
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.text import reading_text
from edition.model.wording import AGAIN, Quotation, digest
from edition.resolve.wording import find_current
from edition.source import Place


def _report_references(draft: Draft, quotation: Quotation, cited: Cited) -> Iterator[Fault]:
    """Yield what a quotation refers to that does not exist: note, work, loci."""
    known = walking.works_by_key(draft)
    labels = {note.label for note in walking.notes(draft)}
    if quotation.note not in labels and (quotation.note or not quotation.kind):
        message = f"“{quotation.id}” refers to note “{quotation.note}”, which is not in docs/notes/"
        about = Subject(Problem.MISSING, ids.note(quotation.note))
        fix = "write the label of the note on these words."
        yield Fault(draft.place_of(quotation.place, "note"), message, fix, about)
    yield from walking.report_unknown_work(draft, quotation, known)
    others = {other.id: other for other in draft.quotations if other.kind != AGAIN}
    if quotation.of not in others and (quotation.of or quotation.kind == AGAIN):
        fix = walking.did_you_mean(quotation.of, others, "") or "write the id of the record that has these words first."
        what = f"“{quotation.of}”, the `of` of “{quotation.id}”, is not the id of a quotation, or is “{AGAIN}” itself"
        message = what if quotation.of else f"“{quotation.id}” has no `of`"
        yield Fault(draft.place_of(quotation.place, "of"), message, fix)
    if quotation.of and quotation.kind != AGAIN:
        message = f"“{quotation.id}” has `of`, but is not of the kind “{AGAIN}”"
        yield Fault(draft.place_of(quotation.place, "of"), message, f"write `kind: {AGAIN}`, or remove `of`.")
    yield from walking.report_unknown_language(draft, quotation, known)
    note = next((note for note in walking.notes(draft) if note.label == quotation.note), None)
    yield from _report_loci(
        quotation, known, cited, {(p.place.file, p.place.line) for p in note.paragraphs} if note else set()
    )


def _report_loci(
    quotation: Quotation, known: dict[str, Work], cited: Cited, lines: set[tuple[str, int]]
) -> Iterator[Fault]:
    loci = {(item.key, str(item.locator)) for _, item in cited}
    for item in quotation.items:
        if not item.key:
            yield Fault(item.place, f"this entry in `loci` of “{quotation.id}” is not a locus", "write `lcw24, p. 57`.")
            continue
        yield from item.faults
        if words := reading_text((*item.prefix, *item.remark)):
            yield Fault(item.place, f"“{words}” is not part of a locus of “{quotation.id}”", "write `lcw24, p. 57`.")
        yield from walking.report_unknown_locus(item, quotation, known)
        if item.key in known and not item.faults and not words and (item.key, str(item.locator)) not in loci:
            fix, about = find_uncited(item, quotation.work, cited, lines)
            message = f"no note cites “{item.key}, {item.locator}”, which is in `loci` of “{quotation.id}”"
            yield Fault(item.place, message, fix or "write a locus that the note cites.", about)


def _pair(draft: Draft, found: Iterable[quoted.Quoted]) -> dict[Place, quoted.Quoted]:
    """Return what the records whose words are not in their paragraph probably mean, by the places of the records."""
    texts = {p.anchor: quoted.read_text(p) for s in draft.sections for p in s.paragraphs}
    free = {quotation.words: quotation for quotation in found if quotation.record is None}
    lost = (q for q in draft.quotations if quoted.flatten(q.lemma) not in texts.get(q.at, ""))
    return {record.place: free[near] for record in lost if (near := find_nearest(record.lemma, free))}


@rule("quotation-unmatched")
def quotation_unmatched(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report recorded quotations that the essay does not have, or whose source is unknown.

    What: the `lemma` of a record in citations/quotations.yml must occur, letter by letter, in the paragraph given in
        `at`, and no other record may have taken these words; its `note`, its `work`, its `loci` and its `of` must
        exist, a note must cite its loci, and its `language` must be the `langid` of an entry.
    Why: figures would be printed for words that the reader cannot find, or for a source that nobody knows.
    Fix: copy the words from the essay, with emendations applied, without the quotation marks.
    """
    texts = {p.anchor: quoted.read_text(p) for s in draft.sections for p in s.paragraphs}
    found, idle = quoted.find(draft)
    meant, cited = _pair(draft, found), find_cited(edition)
    for quotation in draft.quotations:
        if quotation.at not in texts:
            message = f"`at` of “{quotation.id}” is “{quotation.at}”, which is not a paragraph"
            advice = walking.find_missing(quotation.at, texts, "Otherwise correct it.")
            yield Fault(draft.place_of(quotation.place, "at"), message, *advice)
        elif not quotation.lemma or quoted.flatten(quotation.lemma) not in texts[quotation.at]:
            message = f"the words “{quotation.lemma}” of “{quotation.id}” are not in “{quotation.at}”"
            near = meant.get(quotation.place)
            fix = f"did you mean “{near.words}” ({near.place.file}:{near.place.line})?" if near else ""
            about = Subject(Problem.UNMATCHED, quotation.lemma)
            yield Fault(draft.place_of(quotation.place, "lemma"), message, fix, about)
        elif quotation in idle:
            message = f"another record has the words “{quotation.lemma}” of “{quotation.id}” in “{quotation.at}”"
            fix = "remove one of the records, or give it the words that it is meant to have."
            yield Fault(draft.place_of(quotation.place, "lemma"), message, fix)
        yield from _report_references(draft, quotation, cited)


@rule("quotation-unrecorded", Severity.REVIEW)
def quotation_unrecorded(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report quotations that an edition which records them has not recorded.

    What: where citations/quotations.yml has records, each string of words in quotation marks, each quotation that is
        set off and each epigraph must have one; marks within others belong to the words around them.
    Why: readers see how many quotations there are, and how many have a known source; a forgotten one is not counted.
    Fix: add a record; where the words are of no known source, its `kind` says what they are.
    """
    if draft.quotations:
        found, _ = quoted.find(draft)
        meant = {quotation.place for quotation in _pair(draft, found).values()}
        for quotation in found:
            if quotation.record is None and quotation.place not in meant:
                words = textwrap.shorten(quotation.words, 50, placeholder=" …")
                yield Fault(quotation.place, f"citations/quotations.yml has no record of the quotation “{words}”")


@rule("wording-outdated")
def wording_outdated(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report comparisons that no longer hold.

    What: every record in citations/wording.yml must belong to a quotation in citations/quotations.yml whose words have
        not changed since they were compared, and have readable figures.
    Why: the figures would be those of other words; they are not printed.
    Fix: run `edition compare --sources DIR` again; it also notices a source that has changed.
    """
    quotations = {quotation.id: quotation for quotation in draft.quotations}
    compared = {comparison.id for comparison in draft.comparisons}
    texts = {p.anchor: quoted.read_text(p) for s in draft.sections for p in s.paragraphs}
    renamed = {digest(q.lemma.encode()): q for q in draft.quotations if q.id not in compared}
    for comparison in draft.comparisons:
        quotation = quotations.get(comparison.id)
        if quotation is None and comparison.id and (other := renamed.get(comparison.quotation)):
            message = f"the words of “{other.id}” were compared as “{comparison.id}”"
            yield Fault(other.place, message, f"did you mean “{comparison.id}”? Otherwise compare again.")
        elif quotation is None:
            yield Fault(comparison.place, f"“{comparison.id}” is not in citations/quotations.yml")
        elif quoted.flatten(quotation.lemma) not in texts.get(quotation.at, ""):
            continue  # `quotation-unmatched` reports that
        elif comparison.quotation != digest(quotation.lemma.encode()):
            yield Fault(comparison.place, f"the words of “{comparison.id}” have changed since they were compared")
        elif comparison.measure is None:
            yield Fault(comparison.place, f"the figures of “{comparison.id}” cannot be read")


@rule("wording-claims-too-much")
def wording_claims_too_much(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report notes that call a quotation verbatim although words differ.

    What: if a note has the wording “verbatim”, every word of its quotations that were compared must stand in the
        source, in the same order, with nothing left out between them but what dots mark.
    Why: readers would take the essay’s words for those of the source.
    Fix: write `close variant`, or correct the quotation’s record and compare again.
    """
    current = find_current(draft)
    notes = {note.label: note for note in reversed(list(walking.notes(draft)))}
    for quotation in draft.quotations:
        note = notes.get(quotation.note)
        figures = current[quotation.id][1] if quotation.id in current else None
        if not (note and note.status and figures) or note.wording is not Wording.VERBATIM:
            continue
        if figures.wording is not Wording.VERBATIM:
            found = f"{figures.agreeing} of {figures.words} words of “{quotation.id}” agree"
            more = f", but {figures.omitted} words of the source are left out" if figures.omitted else ""
            more += ", and words from distant places are joined" if figures.joins else ""
            message = f"note {note.label} says “{Wording.VERBATIM}”, but {found}{more}"
            yield Fault(note.status.place, message)
