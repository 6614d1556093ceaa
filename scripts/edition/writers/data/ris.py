"""The bibliography as RIS (Research Information Systems, 2001)."""

from collections.abc import Iterator

from edition.model.bibliography import Name, Work
from edition.model.edition import Edition
from edition.style import types
from edition.style.dates import in_words
from edition.style.languages import language
from edition.style.locating import upper_first
from edition.words import Words
from edition.writers.data.works import containers, day, issued, note, original_title, title

LINE_END = "\r\n"
"""The line end that RIS requires."""


def _pages(work: Work) -> tuple[str, str]:
    """Return first and last page; several runs are combined into the first, as Zotero and EndNote expect."""
    match work.pages.ranges:
        case (run,) if not run.following and not work.pages.remark:
            return run.first.label, "" if work.pages.is_single else run.last.label
        case _:
            return str(work.pages), ""


def _day(iso: str) -> str:
    """Return a date in RIS: year, month and day separated by slashes, with unknown parts empty."""
    return iso.replace("-", "/") + "/" * (3 - iso.count("-")) if iso else ""


def _person(name: Name) -> str:
    """Return a name for `AU`; a name without parts ends with a comma, or other programs would split it."""
    return name.sort if name.given else f"{name.natural},"


def _fields(work: Work, words: Words) -> Iterator[tuple[str, str]]:
    yield "TY", types.of(work).ris
    yield "ID", work.key
    yield from (("AU", _person(name)) for name in work.authors)
    yield from (("ED", _person(name)) for name in work.editors)
    yield from (("A4", _person(name)) for name in work.translators)
    yield "TI", title(work)
    yield "ST", work.shorthand
    yield "OP", original_title(work)
    yield "T2", next(iter(containers(work)), "")
    yield "T3", work.series
    yield "PY", day(work)[:4]
    yield "DA", _day(day(work))
    yield "VL", work.volume
    yield "IS" if work.journal else "SV" if work.series else "M1", work.number
    yield "NV", work.volumes
    yield "SE", work.chapter
    yield "M3", work.genre
    yield "ET", work.printing
    yield from zip(("SP", "EP"), _pages(work), strict=True)
    yield "PB", "; ".join(work.houses)
    yield "CY", work.location
    yield "LA", language(work)
    yield "SN", work.isbn
    yield "DO", work.doi
    yield "UR", work.url
    date = issued(work)
    in_short = date.is_plain or not date.points
    dated = "" if in_short else upper_first(words("work.dated", date=in_words(date, words)))
    yield "N1", ". ".join(sentence for sentence in (note(work, words), dated) if sentence)


def ris(work: Work, words: Words) -> str:
    """Return a work as one RIS record: tag, two spaces, hyphen, space, value."""
    lines = [f"{tag}  - {value}" for tag, value in _fields(work, words) if value]
    return LINE_END.join([*lines, "ER  - ", ""])


def write_ris(edition: Edition) -> str:
    """Return all entries, in the order of the bibliography, as RIS."""
    return LINE_END.join(ris(entry.work, edition.words) for entry in edition.entries)
