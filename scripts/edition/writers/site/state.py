"""The state of the edition: what is identified, seen, compared; and what is open, with a way to answer."""

from collections import Counter
from urllib.parse import quote
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.document import Certainty, Wording
from edition.model.edition import Edition, PlacedNote
from edition.model.layout import KnownPage
from edition.model.references import Locus
from edition.model.text import reading_text
from edition.style.numbers import quantity
from edition.writers.site import certainty
from edition.writers.site.page import Page, row, table
from edition.writers.xml import Content, element

OPEN = frozenset({Certainty.UNIDENTIFIED, Certainty.CONJECTURAL})
REMARKS = frozenset({Wording.FACTS, Wording.TEXT})
"""Notes that compare no wording."""


def loci(edition: Edition) -> tuple[set[Locus], set[Locus]]:
    """Return the loci that notes cite, seen and unseen; one cited twice counts once, as seen where any note saw it."""
    every = {place for passage in edition.passages for place in passage.loci if place.locator}
    seen = {place for place in every if place.seen}
    known = {(place.key, place.locator) for place in seen}
    return seen, {place for place in every if not place.seen and (place.key, place.locator) not in known}


def _counts(edition: Edition, label: str, of: dict[str, tuple[int, int]]) -> Element:
    if any(note.is_by_author for note in edition.notes) and not any(numbered for numbered, _ in of.values()):
        return table(
            (label, "Editors’ notes"), [row(([name], [str(ours)])) for name, (_, ours) in of.items()], "counts"
        )
    rows = [row(([name], [str(authors)], [str(ours)], [str(authors + ours)])) for name, (authors, ours) in of.items()]
    marks = [note.mark for note in edition.notes if note.is_authors]
    numbers = f" (1–{edition.config.note_count})" if marks == [str(at) for at, _ in enumerate(marks, start=1)] else ""
    return table((label, f"Numbered notes{numbers}", "Editors’ notes", "All"), rows, "counts")


def counts(edition: Edition) -> list[Element]:
    """Return the picture and the table of certainty, the table of wording, and the counts of everything else."""
    by_editors = [note for note in edition.notes if not note.is_by_author]
    by_author = len(edition.notes) - len(by_editors)
    how_sure = Counter((n.note.certainty, n.is_authors) for n in by_editors)
    wording = Counter((n.note.wording, n.is_authors) for n in by_editors)
    seen, unseen = loci(edition)
    compared = sum(1 for n in by_editors if n.note.wording not in REMARKS | {Wording.NOT_COMPARED})
    open_to_compare = sum(1 for n in by_editors if n.note.wording is Wording.NOT_COMPARED)
    places = quantity(len(seen) + len(unseen), "place")
    emendations = quantity(len(edition.emendations), "emendation")
    readings = quantity(len(edition.standing), "reading")
    entries = quantity(len(edition.entries), "entry", "entries")
    names = quantity(len(edition.authorities), "entry", "entries")
    facts = [
        f"The notes cite {places} in other works: {len(seen)} seen by the editors, {len(unseen)} not seen.",
        f"The wording is compared with its source in {quantity(compared, 'note')}, and not yet in {open_to_compare}.",
        f"The editors have made {emendations}, and deliberately left {readings} standing.",
        f"The bibliography has {entries}; the registers of names and terms have {names}.",
    ]
    if by_author:
        facts.insert(0, f"The author’s own notes, compared with the witness as the text is: {by_author}.")
    if edition.events:
        differing = sum(1 for event in edition.events if event.differs)
        events = f"The chronology has {quantity(len(edition.events), 'event')}"
        facts.append(f"{events}; in {differing} of them the text differs from what the editors found.")
    return [
        *certainty.figure(edition),
        _counts(edition, "Certainty", {c.value: (how_sure[c, True], how_sure[c, False]) for c in Certainty}),
        _counts(edition, "Wording", {w.value: (wording[w, True], wording[w, False]) for w in Wording}),
        element("ul", None, *(element("li", None, fact) for fact in facts)),
    ]


def correction(edition: Edition, reference: str, anchor: str) -> str:
    """Return the address that opens a message about a place, naming place and version; empty if there is none.

    With `corrections` in the edition's description the message goes there: an e-mail address, or the address of a
    form with `{subject}` and `{body}` in it.
    """
    config = edition.config
    subject = quote(f"{config.title}: {reference} (version {config.version})", safe="")
    body = quote(f"Place: {reference} ({anchor}), version {config.version}.\n\nWhat I know, and my source:\n", safe="")
    if "{subject}" in config.corrections:
        return config.corrections.replace("{subject}", subject).replace("{body}", body)
    return f"mailto:{config.corrections}?subject={subject}&body={body}" if config.corrections else ""


def _question(page: Page, note: PlacedNote) -> Element:
    reference = f"{page.edition.anchors[note.paragraph].reference}, {note.reference}"
    first = reading_text(note.note.body[0].content) if note.note.body else ""
    address = correction(page.edition, reference, ids.note(note.label))
    send: list[Content] = [" ", element("a", {"href": address}, "Send what you know"), "."] if address else []
    places: list[Content] = [page.link(ids.note(note.label)), " (", page.link(note.paragraph), "), "]
    status = element("i", None, note.note.certainty.value)
    return element("li", None, *places, status, f": {first}", *send)


def questions(edition: Edition) -> list[Element]:
    """Return the open questions: notes that identify nothing or only by conjecture, each with a way to answer."""
    page = Page(edition, KnownPage.STATE)
    rows = [_question(page, note) for note in edition.notes if note.note.certainty in OPEN and not note.is_by_author]
    return [element("ul", {"class": "questions"}, *rows)]
