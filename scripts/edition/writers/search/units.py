"""What the search can find: every unit of the edition with its words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from edition import ids
from edition.model import authority
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.model.inline import Inlines, Link
from edition.model.placed import Entry
from edition.model.text import reading_text
from edition.style.dates import in_words
from edition.style.registers import REGISTERS


@dataclass(frozen=True, slots=True)
class Unit:
    """What a search finds: the anchor of its place, its words, and the certainty of a note that has one."""

    anchor: str
    text: str
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of unit: the name of its words, the scope it is searched in, and where its units come from.

    It is also searched in each scope with which its own begins.
    The words of an `implied` kind's canonical references also occur in its units. Those of a `named` kind
    are names: what has its name from the query comes first.
    """

    name: str
    scope: str
    units: Callable[[Edition], Iterator[Unit]]
    implied: bool = False
    named: bool = False


def _paragraphs(edition: Edition) -> Iterator[Unit]:
    for section in edition.sections:
        yield Unit(section.anchor, section.label)
        for paragraph in section.paragraphs:
            yield Unit(paragraph.anchor, " ".join(map(reading_text, paragraph.all_content)))


def _notes(edition: Edition, *, called: bool, by_author: bool = False) -> Iterator[Unit]:
    """Yield the notes that the author `called`, or the editors; of those the author's own, or not."""
    for note in (n for n in edition.notes if n.is_authors is called and n.is_by_author is by_author):
        words = (reading_text(p.content) for p in note.note.paragraphs)
        yield Unit(ids.note(note.label), " ".join(words), None if by_author else note.note.certainty)


def _emendations(edition: Edition) -> Iterator[Unit]:
    for placed in edition.emendations:
        there = f"({edition.config.witness.siglum}: {placed.witness})"
        words = f"{placed.before}{placed.reading}{placed.after} {there}. {placed.emendation.reason}"
        yield Unit(ids.variant(placed.emendation.name), " ".join(words.split()))


def _without_addresses(inlines: Inlines) -> str:
    """Return the words of a description before its address, which nobody looks for and which would fill the index."""
    return reading_text(tuple(takewhile(lambda node: not isinstance(node, Link), inlines))).strip()


def _entry(entry: Entry) -> str:
    return " ".join(part for part in (entry.work.shorthand, _without_addresses(entry.description)) if part)


def _entries(edition: Edition) -> Iterator[Unit]:
    for entry in edition.entries:
        yield Unit(ids.entry(entry.work.key), _entry(entry))


def _other_names(entry: authority.Authority) -> Iterator[str]:
    """Yield what else a search should find: native name, dates, and forms with words not in the name."""
    known = set(entry.name.casefold().split())
    for form in (entry.native, entry.dates.written, *(line.text for line in (*entry.forms, *entry.notes_forms))):
        words = set(form.casefold().split())
        if not words <= known:
            yield form
        known |= words


def _authorities(kind: authority.Kind, edition: Edition) -> Iterator[Unit]:
    for placed in edition.authorities:
        entry = placed.authority
        if entry.kind is kind:
            others = ", ".join(_other_names(entry))
            yield Unit(ids.authority(entry.id), f"{entry.name} ({others}). {entry.gloss}".replace(" ()", ""))


def _events(edition: Edition) -> Iterator[Unit]:
    for event in edition.events:
        yield Unit(ids.event(event.id), f"{in_words(event.new, edition.words)}: {event.event}")


KINDS: tuple[Kind, ...] = (
    Kind("kind.essay", "text", _paragraphs),
    Kind("kind.authors_note", "notes-numbered", partial(_notes, called=True, by_author=True)),
    Kind("kind.note", "notes-numbered", partial(_notes, called=True)),
    Kind("kind.editors_note", "notes-lettered", partial(_notes, called=False)),
    Kind("kind.emendation", "notes", _emendations),
    *(Kind(f"kind.{kind.value}", "names", partial(_authorities, kind), implied=True, named=True) for kind in REGISTERS),
    Kind("kind.chronology", "names", _events),
    Kind("kind.bibliography", "bibliography", _entries, implied=True),
)
"""What can be found. A further kind is a further row; a further scope must be named in the search's form."""
