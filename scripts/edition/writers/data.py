"""The bibliography as CSL-JSON (CSL 1.0.2, appendices III and IV) and as RIS (Research Information Systems, 2001)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from edition.model.bibliography import Name, Work, WorkType
from edition.style.dates import in_words
from edition.style.works import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.edition import Edition

Json = str | int | bool | list["Json"] | dict[str, "Json"]

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

RIS_TYPES = {
    WorkType.BOOK.value: "BOOK",
    WorkType.COLLECTION.value: "BOOK",
    WorkType.INCOLLECTION.value: "CHAP",
    WorkType.ARTICLE.value: "JOUR",
    WorkType.LETTER.value: "PCOMM",
    WorkType.UNPUBLISHED.value: "UNPB",
    WorkType.MISC.value: "GEN",
}
"""RIS, reference types (`TY`)."""

EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
LINE_END = "\r\n"
"""RIS ends its lines so."""


def title(work: Work) -> str:
    """Give a work's title with its subtitle."""
    return f"{work.title}: {work.subtitle}" if work.subtitle else work.title


def language(work: Work) -> str:
    """Give the BCP 47 code of the language of a work's title."""
    return LANGUAGES.get(work.language, work.language)


def issued(work: Work) -> str:
    """Give the date under which the described thing is known: of the edition, of first publication, of writing."""
    return work.date or work.first_published or work.written


def _parts(date: str) -> list[list[int]]:
    """Give the parts of an EDTF date, two lists for an interval; none where a side of it is no date."""
    found = [EDTF.fullmatch(side.rstrip("~?")) for side in date.split("/")]
    return [[int(part) for part in side.groups() if part] for side in found if side] if all(found) else []


def _date(date: str) -> dict[str, Json]:
    """Give a CSL date (csl-data.json, `date-variable`); what has no parts is given in words."""
    parts = _parts(date)
    if not parts:
        return {"literal": in_words(date)}
    given: dict[str, Json] = {"date-parts": [list(side) for side in parts]}
    if "~" in date or "?" in date:
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


def _note(work: Work) -> str:
    written = f"Written {in_words(work.written)}" if work.written and work.written != issued(work) else ""
    return ". ".join(part for part in (work.note.rstrip("."), written) if part)


def csl(work: Work) -> dict[str, Json]:
    """Give a work as a CSL item; `custom` holds its pages in collected editions, by the edition's key."""
    item: dict[str, Json] = {
        "id": work.key,
        "type": CSL_TYPES.get(work.type, "document"),
        "citation-key": work.key,
        "citation-label": work.shorthand,
        "title": title(work),
        "original-title": work.original_title,
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
        "medium": work.how_published,
        "language": language(work),
        "ISBN": work.isbn,
        "DOI": work.doi,
        "URL": work.url,
        "note": _note(work),
    }
    if issued(work):
        item["issued"] = _date(issued(work))
    if work.first_published and work.first_published != issued(work):
        item["original-date"] = _date(work.first_published)
    if work.spans:
        item["custom"] = {"collected-in": {span.edition: span.pages.replace("--", "–") for span in work.spans}}
    return {name: value for name, value in item.items() if value}


def write_csl(edition: Edition) -> str:
    """Give all entries, in the order of the bibliography, as CSL-JSON."""
    return json.dumps([csl(entry.work) for entry in edition.entries], ensure_ascii=False, indent=2) + "\n"


def _pages(work: Work) -> tuple[str, str]:
    first, _, last = work.pages.replace("--", "–").partition("–")
    return first.strip(), last.strip()


def _day(date: str) -> str:
    """Give a date as RIS has it: year, month and day between strokes, those not known left empty."""
    parts = _parts(date)
    if not parts:
        return ""
    first = [f"{part:02}" for part in parts[0]]
    return "/".join([*first, "", "", ""][:3]) + "/"


def _person(name: Name) -> str:
    """Give a name as `AU` has it; a comma closes a name that has no parts, or readers would split it."""
    return name.sort if name.given else f"{name.family},"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", RIS_TYPES.get(work.type, "GEN")
    yield "ID", work.key
    yield from (("AU", _person(name)) for name in work.authors)
    yield from (("A2", _person(name)) for name in work.editors)
    yield from (("A4", _person(name)) for name in work.translators)
    yield "TI", title(work)
    yield "ST", work.shorthand
    yield "OP", work.original_title
    yield "T2", work.journal or work.book_title or work.main_title
    yield "T3", work.series
    parts = _parts(issued(work))
    yield "PY", f"{parts[0][0]:04}" if parts else ""
    yield "DA", _day(issued(work))
    yield "VL", work.volume
    yield "IS", work.number
    yield "ET", work.edition
    yield from zip(("SP", "EP"), _pages(work), strict=True)
    yield "PB", work.publisher
    yield "CY", work.location
    yield "LA", language(work)
    yield "SN", work.isbn
    yield "DO", work.doi
    yield "UR", work.url
    yield "N1", _note(work)


def ris(work: Work) -> str:
    """Give a work as one RIS record: tag, two spaces, hyphen, space, value."""
    lines = [f"{tag}  - {value}" for tag, value in _fields(work) if value]
    return LINE_END.join([*lines, "ER  - ", ""])


def write_ris(edition: Edition) -> str:
    """Give all entries, in the order of the bibliography, as RIS."""
    return LINE_END.join(ris(entry.work) for entry in edition.entries)
