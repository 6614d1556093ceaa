"""The bibliography as CSL-JSON (CSL 1.0.2, appendices III and IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.bibliography import Name, Work, WorkType
from edition.style.dates import in_words
from edition.style.works import language
from edition.writers.data.as_json import Json, Record, dumped
from edition.writers.data.works import issued, note, original_title, parts, title

if TYPE_CHECKING:
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


def date(written: str) -> Record:
    """Return a CSL date (csl-data.json, `date-variable`); what has no parts is given in words."""
    known = parts(written)
    if not known:
        return {"literal": in_words(written)}
    given: Record = {"date-parts": [list(side) for side in known]}
    if any(doubt in written for doubt in "~?%"):
        given["circa"] = True
    return given


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
        "page": work.pages.replace("--", "–"),
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
    if work.first_published and work.first_published != issued(work):
        item["original-date"] = date(work.first_published)
    if work.spans:
        item["custom"] = {"collected-in": {span.edition: str(span.pages) for span in work.spans}}
    return {name: value for name, value in item.items() if value}


def write_csl(edition: Edition) -> str:
    """Return all entries, in the order of the bibliography, as CSL-JSON."""
    return dumped([csl(entry.work) for entry in edition.entries])
