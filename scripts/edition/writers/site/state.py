"""The state of the edition: what is identified, seen, compared; and what is open, with a way to answer."""

from collections import Counter
from urllib.parse import quote
from xml.etree.ElementTree import Element

from edition import addresses, ids
from edition.model.document import Certainty, Wording
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import PlacedNote
from edition.model.references import Locus
from edition.model.text import reading_text
from edition.model.wording import KINDS
from edition.style.outside import describe_visits
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


def open_loci(edition: Edition) -> list[str]:
    """Return the addresses at which the text of loci can be read, one for each locus."""
    every = (place for passage in edition.passages for place in passage.loci if place.online)
    return [place.online.url for place in {(p.key, p.locator): p for p in every}.values() if place.online]


def _counts(edition: Edition, label: str, of: dict[str, tuple[int, int]]) -> Element:
    words = edition.words
    if any(note.is_by_author for note in edition.notes) and not any(numbered for numbered, _ in of.values()):
        ours = [row(([name], [str(number)])) for name, (_, number) in of.items()]
        return table((words(label), words("state.editors")), ours, "counts", words.tag)
    rows = [row(([name], [str(authors)], [str(ours)], [str(authors + ours)])) for name, (authors, ours) in of.items()]
    marks = [note.mark for note in edition.notes if note.is_authors]
    in_order = marks == [str(at) for at, _ in enumerate(marks, start=1)]
    last = edition.config.note_count
    is_counted = in_order and last
    numbered = words("state.numbered", last=last) if is_counted else words("state.numbered_otherwise")
    return table((words(label), numbered, words("state.editors"), words("state.all")), rows, "counts", words.tag)


def _quoted(edition: Edition) -> list[Element]:
    """Return the table of what stands in quotation marks, if the edition records it."""
    words = edition.words
    kinds = Counter(quotation.kind for quotation in edition.quotations)
    named = [(words("state.sourced"), kinds[""])]
    named += [(words.value("quoted", kind), kinds[kind]) for kind in KINDS]
    rows = [row(([name], [str(number)])) for name, number in named]
    return [table((words("state.in_marks"), words("state.number")), rows, "counts", words.tag)] if kinds else []


def counts(edition: Edition) -> list[Element]:
    """Return the picture and the table of certainty, the tables of wording and quotations, the counts of all else."""
    by_editors = [note for note in edition.notes if not note.is_by_author]
    by_author = len(edition.notes) - len(by_editors)
    how_sure = Counter((n.note.certainty, n.is_authors) for n in by_editors)
    wording = Counter((n.note.wording, n.is_authors) for n in by_editors)
    seen, unseen = loci(edition)
    compared = sum(1 for n in by_editors if n.note.wording not in REMARKS | {Wording.NOT_COMPARED})
    open_to_compare = sum(1 for n in by_editors if n.note.wording is Wording.NOT_COMPARED)
    words = edition.words
    places, readings = len(seen) + len(unseen), len(edition.standing)
    registered = words.count("state.registers", len(edition.authorities))
    facts = [
        words.count("state.places", places, seen=len(seen), unseen=len(unseen)),
        words.count("state.compared", compared, open=open_to_compare),
        words.count("state.emendations", len(edition.emendations), standing=words.count("state.standing", readings)),
        words.count("state.entries", len(edition.entries), registers=registered),
    ]
    if by_author:
        facts.insert(0, words("state.by_author", number=by_author))
    if opened := open_loci(edition):
        at_words = sum(addresses.DIRECTIVE in url for url in opened)
        facts.append(words.count("state.opened", len(opened), at_words=at_words))
    if measures := edition.measures.values():
        same = sum(figures.wording is Wording.VERBATIM for figures in measures)
        number = len(measures)
        facts.append(words.count("state.measured", number, same=same, differing=number - same))
    if visits := describe_visits(edition):
        facts.append(visits)
    if edition.events:
        differing = sum(1 for event in edition.events if event.differs)
        facts.append(words.count("state.events", len(edition.events), differing=differing))
    sure: dict[str, tuple[int, int]] = {c.printed(words): (how_sure[c, True], how_sure[c, False]) for c in Certainty}
    close: dict[str, tuple[int, int]] = {w.printed(words): (wording[w, True], wording[w, False]) for w in Wording}
    return [
        *certainty.figure(edition),
        _counts(edition, "state.certainty", sure),
        _counts(edition, "state.wording", close),
        *_quoted(edition),
        element("ul", None, *(element("li", None, fact) for fact in facts)),
    ]


def correction(edition: Edition, reference: str, anchor: str) -> str:
    """Return the address that opens a message about a place, naming place and version; empty if there is none.

    With `corrections` in the edition's description the message goes there: an e-mail address, or the address of a
    form with `{subject}` and `{body}` in it.
    """
    config = edition.config
    given = {"title": config.title, "place": reference, "anchor": anchor, "version": config.version}
    subject = quote(edition.words("questions.subject", **given), safe="")
    body = quote(edition.words("questions.body", **given), safe="")
    if "{subject}" in config.corrections:
        return config.corrections.replace("{subject}", subject).replace("{body}", body)
    return f"mailto:{config.corrections}?subject={subject}&body={body}" if config.corrections else ""


def _question(page: Page, note: PlacedNote) -> Element:
    reference = f"{page.edition.anchors[note.paragraph].reference}, {note.reference(page.words)}"
    first = reading_text(note.note.body[0].content) if note.note.body else ""
    address = correction(page.edition, reference, ids.note(note.label))
    send: list[Content] = [" ", element("a", {"href": address}, page.words("questions.send")), "."] if address else []
    places: list[Content] = [page.link(ids.note(note.label)), " (", page.link(note.paragraph), "), "]
    status = element("i", None, note.note.certainty.printed(page.words))
    return element("li", None, *places, status, f": {first}", *send)


def questions(edition: Edition) -> list[Element]:
    """Return the open questions: notes that identify nothing or only by conjecture, each with a way to answer."""
    page = Page(edition, KnownPage.STATE)
    rows = [_question(page, note) for note in edition.notes if note.note.certainty in OPEN and not note.is_by_author]
    return [element("ul", {"class": "questions"}, *rows)]
