"""The bibliography as CSL-JSON (CSL 1.0.2, appendices III and IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.bibliography import Name, Work, WorkType
from edition.style.dates import in_words
from edition.style.works import language
from edition.writers.data.as_json import Json, Record, dumped
from edition.writers.data.works import issued, note, original_title, title

if TYPE_CHECKING:
    from edition.model.dates import Date
    from edition.model.edition import Edition

CSL_TYPES = {
    WorkType.BOOK.value: "book",
    WorkType.COLLECTION.value: "book",
    WorkType.INCOLLECTION.value: "chapter",
    WorkType.ARTICLE.value: "article-journal",
    WorkType.LETTER.value: "personal_communication",
    WorkType.UNPUBLISHED.value: "manuscript",
    WorkType.MISC.value: "document",
}
"""CSL 1.0.2, appendix III: item types."""


def date(given: Date) -> Record:
    """Return a CSL date (csl-data.json, `date-variable`); what parts cannot say is given in words.

    CSL knows no decades, no open or unknown ends, and a season only of a date that is not an interval.
    """
    seasons = [point.season for point in given.points if point.season]
    if not given.has_both_ends or (seasons and given.is_interval):
        return {"literal": in_words(given)}
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
            given.append({"literal": name.family})
        else:
            given.append({"family": name.family, "given": name.given})
    return given


def csl(work: Work) -> Record:
    """Return a work as a CSL item; `custom` holds its pages in collected editions, by the edition's key."""
    item: Record = {
        "id": work.key,
        "type": "article-newspaper" if work.is_news else CSL_TYPES.get(work.type, "document"),
        "citation-key": work.key,
        "citation-label": work.shorthand,
        "title": title(work),
        "original-title": original_title(work),
        "container-title": work.journal or work.book_title or work.main_title,
        "collection-title": work.series,
        "author": _names(work.authors),
        "editor": _names(work.editors),
        "translator": _names(work.translators),
        "volume": work.volume,
        "issue": work.number,
        "edition": work.edition,
        "page": str(work.pages),
        "publisher": work.publisher,
        "publisher-place": work.location,
        "language": language(work),
        "ISBN": work.isbn,
        "DOI": work.doi,
        "URL": work.url,
        "note": note(work),
    }
    if issued(work):
        item["issued"] = date(issued(work))
    if original := work.written or work.first_published:
        item["original-date"] = date(original)
    if work.spans:
        item["custom"] = {"collected-in": {span.edition: str(span.pages) for span in work.spans}}
    return {name: value for name, value in item.items() if value}


def write_csl(edition: Edition) -> str:
    """Return all entries, in the order of the bibliography, as CSL-JSON."""
    return dumped([csl(entry.work) for entry in edition.entries])
