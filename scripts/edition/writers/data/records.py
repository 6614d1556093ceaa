"""Paragraphs, notes, authority entries and events as records. Offsets count Unicode characters of `text`."""

from collections.abc import Iterator

from edition import ids
from edition.model.blocks import Unit
from edition.model.chronology import Event
from edition.model.dates import Date
from edition.model.edition import Edition
from edition.model.inline import Emendation, Inline, Named, NoteRef, PageBreak
from edition.model.layout import KnownPage
from edition.model.placed import Call, PlacedAuthority, PlacedNote, PlacedSection
from edition.model.references import Locus
from edition.model.text import reading_text, walk, witness_text
from edition.resolve.walks import walk_with_text
from edition.style import citing, licences, works
from edition.style import errands as style_errands
from edition.style.dates import in_words
from edition.writers.data import address, blocks
from edition.writers.data.as_json import Json, Record, without_empty
from edition.writers.text import with_notes


def about(edition: Edition) -> Record:
    """Return what every file says of the edition that it is taken from."""
    config = edition.config
    return without_empty(
        {
            "title": config.printed_title,
            "author": config.printed_author,
            "editors": config.editors,
            "version": config.version,
            "date": str(config.date),
            "language": config.language,
            "rights": dict(config.licences),
            "licence": licences.address(config),
            "address": address.of(edition, KnownPage.HOME.html),
        }
    )


def _emendation(node: Emendation, **where: Json) -> Record:
    return {
        "id": node.name,
        **where,
        "reading": reading_text(node.reading),
        "witness": reading_text(node.witness),
        "certainty": node.certainty,
        "reason": node.reason,
    }


def _contents(paragraph: Unit) -> Iterator[tuple[str, Json]]:
    """Yield what a paragraph contains besides its words, each with the name of its list."""
    node: Inline
    for node, before in walk_with_text(paragraph.content):
        offset = len(before)
        match node:
            case NoteRef():
                yield "calls", {"note": ids.note(node.label), "offset": offset}
            case PageBreak():
                yield "pages", {"page": node.n, "offset": offset}
            case Named() if node.anchor:
                yield "names", {"entity": node.anchor, "offset": offset, "words": reading_text(node.content)}
            case Emendation():
                yield "emendations", _emendation(node, offset=offset)
            case _:
                pass


def paragraph(edition: Edition, section: PlacedSection, given: Unit) -> Record:
    """Return a paragraph of the essay: reading text, witness's text, and the offsets of what it contains."""
    lists: dict[str, list[Json]] = {"calls": [], "emendations": [], "names": [], "pages": []}
    for name, value in _contents(given):
        lists[name].append(value)
    return {
        "id": given.anchor,
        "type": "paragraph",
        "reference": edition.anchors[given.anchor].reference,
        "address": address.anchor(edition, given.anchor),
        "citation": citing.cite_in_note(edition.config, edition.anchors[given.anchor]),
        "json": address.json(edition, given.anchor),
        "tei": address.tei(edition, given.anchor),
        "section": section.anchor,
        "number": ids.paragraph_number(given.anchor) or 0,
        **({"before": blocks.write_all(reading_text, given.before)} if given.before else {}),
        "text": reading_text(given.content),
        **blocks.structure("blocks", reading_text, () if given.only else given.blocks),
        "witness": "".join(words for words, _ in witness_text(given.content)),
        **lists,
    }


def _locus(place: Locus) -> Json:
    """Return a place in a work; `ranges` has the labels of the pages, or what else the locator counts.

    `url` is where its text can be read, with the words where they are known; `url_seen` the day on which an editor read
    it, `url_copy` what was read in place of the address.
    """
    ranges: list[Json] = [
        {"unit": part.unit, "from": run.first.label, "to": run.last.label}
        for part in place.locator.parts
        for run in part.ranges
    ]
    record: Record = {"in": ids.entry(place.key), "locator": str(place.locator), "seen": place.seen, "ranges": ranges}
    online: Record = {}
    if opened := place.online:
        online = {"url": opened.url, "url_seen": opened.seen, "url_copy": opened.copy}
    return {**record, **without_empty({"remark": place.remark, **online})}


def _cites(edition: Edition, label: str) -> list[Json]:
    return [
        {"work": ids.entry(passage.work), "loci": [_locus(place) for place in passage.loci]}
        for passage in edition.passages_of(label)
    ]


def _call(edition: Edition, call: Call) -> Json:
    record: Record = {"section": call.section, "paragraph": call.paragraph, "lemma": call.lemma}
    return {"call": address.anchor(edition, call.anchor), **record}


def _status(placed: PlacedNote) -> Record:
    """Return the status of a note; of an author's note, which has none, its words as the witness has them."""
    if placed.is_by_author:
        emended = (n for p in placed.note.body for n in walk(p.content) if isinstance(n, Emendation))
        return {
            "witness": ["".join(words for words, _ in witness_text(p.content)) for p in placed.note.body if p.content],
            "emendations": [_emendation(node) for node in emended],
        }
    return {"certainty": placed.note.certainty.value, "wording": placed.note.wording.value}


def note(edition: Edition, placed: PlacedNote) -> Record:
    """Return a note of either series with the place of its call and what it cites."""
    anchor = ids.note(placed.label)
    return {
        "id": anchor,
        "type": "note",
        **({"by": "author"} if placed.is_by_author else {}),
        "series": "author" if placed.is_authors else "editors",
        "mark": placed.mark,
        "title": placed.title(edition.words),
        "reference": placed.reference(edition.words),
        "address": address.anchor(edition, anchor),
        "citation": citing.cite_in_note(edition.config, edition.anchors[anchor]),
        "json": address.json(edition, anchor),
        "tei": address.tei(edition, anchor),
        "call": address.anchor(edition, ids.note_call(placed.label)),
        **({"inside": ids.note(placed.inside)} if placed.inside else {}),
        **({"again": [_call(edition, call) for call in placed.again]} if placed.again else {}),
        "section": placed.section,
        "paragraph": placed.paragraph,
        "lemma": placed.lemma,
        **_status(placed),
        "body": [with_notes(p.content) for p in placed.note.body if p.content],
        "evidence": [with_notes(p.content) for p in placed.note.printed_evidence if p.content],
        **blocks.structure("blocks", with_notes, placed.note.body),
        **blocks.structure("evidence_blocks", with_notes, placed.note.printed_evidence),
        "cites": _cites(edition, placed.label),
    }


def entity(edition: Edition, placed: PlacedAuthority) -> Record:
    """Return an authority entry with the paragraphs and notes that name it."""
    given = placed.authority
    anchor = ids.authority(given.id)
    mentions: list[Json] = [*dict.fromkeys(mention.anchor for mention in placed.mentions)]
    forms: list[Json] = [line.text for line in given.forms]
    record: Record = {
        "id": anchor,
        "kind": given.kind.value,
        "name": given.name,
        "sort": given.sort,
        "native": given.native,
        "native_lang": given.native_lang,
        "lang": given.lang,
        "dates": given.dates.written,
        **_when(given.dates),
        "gloss": given.gloss,
        "forms": forms,
        "wikidata": given.wikidata,
        "gnd": given.gnd,
        "viaf": given.viaf,
        "checked": given.checked,
        "address": address.anchor(edition, anchor),
    }
    return {**without_empty(record), "mentions": mentions}


def _when(date: Date) -> Record:
    """Return where a date begins and ends (ISO 8601-1), and its doubt; of what is not read as a date, nothing."""
    first, last = date.limits
    return {
        "from": first,
        "to": last,
        "approximate": any(point.is_approximate for point in date.points) or None,
        "uncertain": any(point.is_uncertain for point in date.points) or None,
    }


def event(edition: Edition, given: Event) -> Record:
    """Return an event of the chronology; `new` and `old` are EDTF; the rest dates it in the new style."""
    anchor = ids.event(given.id)
    places: list[Json] = [line.text for line in given.places]
    record: Record = {
        "id": anchor,
        "new": given.new.written,
        "old": given.old.written,
        "date": in_words(given.new, edition.words),
        "old_date": in_words(given.old, edition.words),
        **_when(given.new),
        "event": given.event,
        "essay": given.essay,
        "differs": given.differs,
        "note": ids.note(given.note) if given.note else "",
        "dated_by": given.dated_by,
        "checked": given.checked,
        "address": address.anchor(edition, anchor),
    }
    return {**without_empty(record), "places": places}


def errands(edition: Edition) -> Iterator[Record]:
    """Yield what a library could settle, by volume or work and by page."""
    words = edition.words
    for errand in style_errands.find(edition):
        wanted: list[Json] = [each.name.lower() for each in errand.wanted]
        notes: list[Json] = [ids.note(label) for label in errand.notes]
        work = errand.entry.work
        title = reading_text(works.short(work, words))
        yield {"work": ids.entry(work.key), "title": title, "locator": errand.locator, "wanted": wanted, "notes": notes}
