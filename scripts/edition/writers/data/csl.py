"""The bibliography as CSL-JSON (CSL 1.0.2, appendices III and IV)."""

from edition.config import before_subtitle
from edition.model.bibliography import Name, Work
from edition.model.dates import Date
from edition.model.edition import Edition
from edition.style import types
from edition.style.dates import in_words
from edition.style.languages import language
from edition.style.works import runs
from edition.words import Words
from edition.writers.data.as_json import Json, Record, to_json
from edition.writers.data.works import containers, issued, note, original, original_title


def date(given: Date, words: Words) -> Record:
    """Return a CSL date (csl-data.json, `date-variable`); in words if date parts cannot express it.

    CSL has neither decades nor open or unknown ends, and allows seasons only outside intervals.
    """
    seasons = [point.season for point in given.points if point.season]
    if not given.has_both_ends or (seasons and given.is_interval):
        return {"literal": in_words(given, words)}
    record: Record = {"date-parts": [list(point.parts) for point in given.points]}
    if seasons:
        record["season"] = seasons[0]
    if given.is_doubtful:
        record["circa"] = True
    return record


def _names(names: tuple[Name, ...]) -> list[Json]:
    given: list[Json] = []
    for name in names:
        if name.corporate or not name.given:
            given.append({"literal": name.natural})
        else:
            parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
            parts["non-dropping-particle"] = name.particle
            given.append({part: words for part, words in parts.items() if words})
    return given


def _title(work: Work) -> str:
    """Return title and subtitle, with titles inside them in CSL's tags for italics."""
    sides = [runs(work, "title"), runs(work, "subtitle")]
    return before_subtitle(work.title).join(
        "".join(f"<i>{words}</i>" if marked else words for words, marked in side) for side in sides if side
    )


def csl(work: Work, words: Words) -> Record:
    """Return a work as a CSL item; `custom` holds its pages in collected editions, by the key of the volume."""
    item: Record = {
        "id": work.key,
        "type": types.of(work).csl,
        "citation-key": work.key,
        "citation-label": work.shorthand,
        "title": _title(work),
        "original-title": original_title(work),
        "container-title": next(iter(containers(work)), ""),
        "collection-title": work.series,
        "author": _names(work.authors),
        "editor": _names(work.editors),
        "translator": _names(work.translators),
        "volume": work.volume,
        "number-of-volumes": work.volumes,
        "chapter-number": work.chapter,
        "genre": work.genre,
        "issue" if work.journal else "collection-number" if work.series else "number": work.number,
        "edition": work.printing,
        "page": str(work.pages),
        "publisher": "; ".join(work.houses),
        "publisher-place": work.location,
        "language": language(work),
        "ISBN": work.isbn,
        "DOI": work.doi,
        "URL": work.url,
        "note": note(work, words),
    }
    if issued(work):
        item["issued"] = date(issued(work), words)
    if original(work):
        item["original-date"] = date(original(work), words)
    if work.spans:
        item["custom"] = {"collected-in": {span.volume: str(span.pages) for span in work.spans}}
    return {name: value for name, value in item.items() if value}


def write_csl(edition: Edition) -> str:
    """Return all entries, in the order of the bibliography, as CSL-JSON."""
    return to_json([csl(entry.work, edition.words) for entry in edition.entries])
