"""What the essay names and dates, as `standOff` (TEI P5 Guidelines, chapters 14 and 17.10)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.authority import Authority, Kind
from edition.model.chronology import Event, has_old_style
from edition.model.dates import Date
from edition.model.edition import Edition
from edition.style.dates import in_words
from edition.style.identifiers import numbers
from edition.style.registers import REGISTERS, TeiRegister, heading
from edition.words import Words
from edition.writers.tei.dates import date, when
from edition.writers.tei.names import EDITORS
from edition.writers.xml import Content, element


def _names(entry: Authority, tag: str) -> Iterator[Element]:
    """Yield the name, a person's in its parts where the register has the family name first; then that in its script."""
    family, comma, _ = entry.sort.partition(", ")
    given = entry.name.removesuffix(f" {family}")
    parts: tuple[Content, ...] = (entry.name,)
    if comma and given != entry.name and entry.kind is Kind.PERSON:
        parts = (element("forename", None, given), " ", element("surname", None, family))
    yield element(tag, {"xml:lang": entry.lang}, *parts)
    if entry.native:
        yield element(tag, {"type": "native", "xml:lang": entry.native_lang}, entry.native)


def _numbers(entry: Authority) -> Iterator[Element]:
    for file, number in numbers(entry):
        yield element("idno", {"type": file.field, "xml:base": file.base}, number)


def _notes(entry: Authority) -> Iterator[Element]:
    for kind, words in (("dates", entry.dates.written), ("gloss", entry.gloss), ("checked", entry.checked)):
        if words:
            yield element("note", {"type": kind}, words)


def _id(entry: Authority) -> dict[str, str]:
    """Return the anchor of an entry and, where it is not the name, the form under which the register has it."""
    return {"xml:id": ids.authority(entry.id), "n": entry.sort if entry.sort != entry.name else ""}


def _years(entry: Authority) -> Iterator[Element]:
    """Yield the years of birth and death of a person."""
    if entry.kind is Kind.PERSON:
        ends = (("birth", entry.dates.first), ("death", entry.dates.last))
        yield from (element(tag, when(Date("", point))) for tag, point in ends if point)


def _entry(entry: Authority, tei: TeiRegister) -> Element:
    """Return an entry; of an event, TEI wants the numbers before the names."""
    names, numbers = list(_names(entry, tei.label or tei.name)), list(_numbers(entry))
    for name in names if entry.kind is Kind.PERIODICAL else ():
        name.set("level", "j")
    named = (*numbers, *names) if entry.kind is Kind.EVENT else (*names, *_years(entry), *numbers)
    kind = "periodical" if entry.kind is Kind.PERIODICAL else ""
    return element(tei.entry, {**_id(entry), "type": kind}, *named, *_notes(entry))


def _dates(event: Event, words: Words, *, two: bool) -> Iterator[Element]:
    """Yield the date in each calendar's words, which are named where there are two; `@when` is of the new style."""
    if event.old:
        julian = {f"{name}-custom": day for name, day in when(event.old).items() if name != "cert"}
        attributes = {**when(event.new), **julian, "calendar": "#julian", "datingMethod": "#julian"}
        yield element("date", attributes, in_words(event.old, words))
    new = date(event.new, words)
    if two:
        new.set("calendar", "#gregorian")
    yield new


def _chronology_event(event: Event, words: Words, *, two: bool) -> Element:
    label = element("label", None, event.event)
    descriptions = [element("desc", {"type": "dates"}, *_dates(event, words, two=two))]
    descriptions += [element("desc", {"type": "essay"}, event.essay)] if event.essay else []
    remarks = (("differs", event.differs), ("checked", event.checked))
    parts = [element("note", {"type": kind}, remark) for kind, remark in remarks if remark]
    if event.note:
        parts.append(element("ptr", {"type": "note", "target": f"#{ids.note(event.note)}"}))
    parts += [element("ptr", {"type": "essay", "target": f"#{line.text}"}) for line in event.places]
    by_editor = event.dated_by == "editor"
    who = {"evidence": "external" if by_editor else "internal", "resp": f"#{EDITORS}" if by_editor else ""}
    return element("event", {"xml:id": ids.event(event.id), **who}, label, *descriptions, *parts)


def stand_off(edition: Edition) -> Iterator[Element]:
    """Yield one list for each kind of authority entry, then the chronology; nothing if both are empty."""
    words = edition.words
    lists = []
    for kind, register in REGISTERS.items():
        tei = register.tei
        rows = [_entry(placed.authority, tei) for placed in edition.authorities if placed.authority.kind is kind]
        # the events that the chronology dates are another list beside them
        if rows:
            title = words("register.events_named") if kind is Kind.EVENT else heading(kind, words)
            lists.append(element(tei.list, {"type": tei.type}, element("head", None, title), *rows))
    if edition.events:
        head = element("head", None, words("chronology.title"))
        two = has_old_style(edition.events)
        events = (_chronology_event(event, words, two=two) for event in edition.events)
        lists.append(element("listEvent", {"type": "chronology"}, head, *events))
    if lists:
        yield element("standOff", None, *lists)
