"""The identity of what an anchor marks, in parts that a person recognises, so that nothing else can take its place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.model.anchors import Anchor, AnchorKind
from edition.model.authority import Authority
from edition.model.bibliography import Work
from edition.model.chronology import Event
from edition.model.document import Certainty
from edition.model.inline import Cite, WorkRef
from edition.model.placed import PlacedEmendation, PlacedNote
from edition.model.published import PublishedAnchor
from edition.model.standing import StandingReading
from edition.model.text import reading_text, walk
from edition.style import works
from edition.words import ENGLISH

Identity = tuple[tuple[str, str], ...]

WORDS = 6
"""Number of words that identify a text."""
NOTHING = ENGLISH("apparatus.nothing")
"""Stands for a reading without words, in the record of every edition."""
UNIDENTIFIED = Certainty.UNIDENTIFIED.printed(ENGLISH)
EXACT = {AnchorKind.AUTHORITY: "name", AnchorKind.NOTES: "title"}
"""The part that makes the thing another one whenever it changes; of all other parts, one may change alone."""
FIXED = frozenset({AnchorKind.SECTION, AnchorKind.PARAGRAPH, AnchorKind.EMENDATION})
"""Kinds whose words are the author's: they may not change at all under their anchor."""


def _parts(**parts: str) -> Identity:
    return tuple((name, " ".join(words.split())) for name, words in parts.items())


def _opening(text: str) -> str:
    """Return the first words of a text; isolated signs, left where a citation was removed, do not count."""
    return " ".join([word for word in text.split() if any(map(str.isalnum, word))][:WORDS])


def of_note(placed: PlacedNote) -> Identity:
    """Return the lemma of a note's call, its status, the works it cites, and its first words without citations."""
    bodies = (tuple(node for node in p.content if not isinstance(node, Cite)) for p in placed.note.body)
    body = " ".join(map(reading_text, bodies))
    nodes = (node for p in placed.note.paragraphs for node in walk(p.content))
    works_ = " ".join(dict.fromkeys(node.key for node in nodes if isinstance(node, WorkRef)))
    return _parts(lemma=placed.lemma, status=placed.note.printed_status(ENGLISH), works=works_, words=_opening(body))


def of_call(paragraph: str, lemma: str) -> Identity:
    """Return where a note is called, and after which words."""
    return _parts(at=paragraph, lemma=lemma)


def of_notes(title: str) -> Identity:
    """Return the title of a section's notes."""
    return _parts(title=title)


def of_work(work: Work) -> Identity:
    """Return author, title and year; of a volume the title has its number."""
    people = "; ".join(name.natural for name in work.authors or work.editors)
    title = ", ".join(part for part in (work.title, work.subtitle, work.volume) if part)
    return _parts(author=people, title=title, year=works.year(work, ENGLISH))


def of_authority(entry: Authority) -> Identity:
    """Return an authority entry's name, its dates and its first words."""
    return _parts(name=entry.name, dates=entry.dates.written, words=_opening(entry.gloss))


def of_event(event: Event) -> Identity:
    """Return an event's date, its first words and where it is mentioned."""
    places = " ".join(place.text for place in event.places)
    return _parts(date=event.new.written, event=_opening(event.event), places=places)


def of_emendation(placed: PlacedEmendation) -> Identity:
    """Return where the text is emended, after which words, and what the witness has."""
    return _parts(at=placed.paragraph, after=placed.before, witness=reading_text(placed.emendation.witness) or NOTHING)


def of_variant(placed: PlacedEmendation) -> Identity:
    """Return where the text is emended, after which words, and both readings."""
    return (*of_emendation(placed), *_parts(reading=reading_text(placed.emendation.reading) or NOTHING))


def of_standing(reading: StandingReading) -> Identity:
    """Return the place of the reading, its words and the first words of the remark."""
    return _parts(at=reading.at, lemma=reading.lemma, remark=_opening(reading.remark))


@dataclass(frozen=True, slots=True)
class Changed:
    """A published anchor whose thing is not the one that was published: its parts then and now.

    `taken` is the anchor whose thing it has now, if it can be found.
    """

    published: PublishedAnchor
    anchor: Anchor
    parts: tuple[tuple[str, str, str], ...]
    taken: str = ""


def differences(published: PublishedAnchor, anchor: Anchor) -> tuple[tuple[str, str, str], ...]:
    """Return the parts that changed since they were recorded: name, then, now. Unknown parts are passed over."""
    now = dict(anchor.identity)
    return tuple((name, then, now[name]) for name, then in published.identity if name in now and now[name] != then)


def find_changed(published: Iterable[PublishedAnchor], anchors: Mapping[str, Anchor]) -> Iterator[Changed]:
    """Yield the anchors that two parts make another thing, or one that makes it another thing by itself.

    A part does so where its kind says so, and where it is the part by which another anchor was known, which has it no
    more: the two were exchanged.
    """
    listed = [entry for entry in published if not entry.withdrawn]
    different = {
        entry.anchor: parts
        for entry in listed
        if (anchor := anchors.get(entry.anchor)) and (parts := differences(entry, anchor))
    }
    if not different:
        return
    known = Counter((_kind(e.anchor, anchors), *part) for e in listed for part in e.identity)
    left = {
        (_kind(entry.anchor, anchors), name, then): entry.anchor
        for entry in listed
        for name, then, _ in different.get(entry.anchor, ())
    }
    for entry in listed:
        parts = different.get(entry.anchor, ())
        kind = _kind(entry.anchor, anchors)
        taken = next(
            (left[now] for name, _, value in parts if known[now := (kind, name, value)] == 1 and now in left), ""
        )
        exact = any(name == EXACT.get(anchors[entry.anchor].kind) for name, _, _ in parts)
        if (len(parts) > 1 and not _is_now_identified(entry, parts)) or exact or taken:
            yield Changed(entry, anchors[entry.anchor], parts, taken)


def _is_now_identified(entry: PublishedAnchor, parts: Sequence[tuple[str, str, str]]) -> bool:
    """Return whether a note was published as unidentified, and these changes mean that its source was found."""
    status = dict(entry.identity).get("status", "")
    return status.startswith(UNIDENTIFIED) and "lemma" not in {name for name, _, _ in parts}


def _kind(name: str, anchors: Mapping[str, Anchor]) -> str:
    return anchors[name].kind if name in anchors else ""
