"""Works and collected editions (CSL items)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from edition.diagnostics import Fault
from edition.model import locators
from edition.source import Place

FIGURE = re.compile(r"\d+")


def page_range(written: str) -> tuple[int, ...]:
    """Return first and last page of a locator or a span; nothing where it holds no figures."""
    figures = [int(f) for f in FIGURE.findall(written)]
    return (min(figures), max(figures)) if figures else ()


class WorkType(StrEnum):
    """The kinds of entry that the bibliography knows, under their biblatex names."""

    BOOK = "book"
    COLLECTION = "collection"
    INCOLLECTION = "incollection"
    ARTICLE = "article"
    LETTER = "letter"
    UNPUBLISHED = "unpublished"
    MISC = "misc"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, or a corporate body with its whole name in `family`."""

    family: str
    given: str = ""
    corporate: bool = False

    @property
    def sort(self) -> str:
        """Return the name as a list of authors has it: family name first."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def natural(self) -> str:
        """Return the name as running text has it: given name first."""
        return f"{self.given} {self.family}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Span:
    """Where a work stands in a collected edition: the edition's key, and pages as written (`149–186`)."""

    edition: str
    pages: str
    seen: bool = False

    def holds(self, locator: str) -> bool:
        """Return whether a locator can lie here: its pages are within these, or one of the two names no pages."""
        unit, figures = locators.parted(locator)
        cited = page_range(figures) if unit == locators.PAGE else ()
        own = page_range(self.pages)
        return not cited or not own or own[0] <= cited[0] <= cited[1] <= own[1]


@dataclass(frozen=True, slots=True)
class Work:
    """One entry: a work, or a volume of a collected edition. Dates are EDTF strings as written; empty is unknown."""

    key: str
    type: str
    place: Place
    title: str = ""
    subtitle: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    language: str = ""
    original_title: str = ""
    original_language: str = ""
    written: str = ""
    first_published: str = ""
    date: str = ""
    journal: str = ""
    book_title: str = ""
    main_title: str = ""
    volume: str = ""
    number: str = ""
    edition: str = ""
    series: str = ""
    pages: str = ""
    publisher: str = ""
    location: str = ""
    how_published: str = ""
    url: str = ""
    url_seen: bool = False
    isbn: str = ""
    doi: str = ""
    note: str = ""
    shorthand: str = ""
    subtype: str = ""
    within: tuple[str, ...] = ()
    """Titles of others that stand in the title or the note."""
    spans: tuple[Span, ...] = ()
    unknown_fields: tuple[tuple[str, Place], ...] = ()
    ours: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """What the fields say that no bibliography prints (`urlseen`, `inedition`, `inseen`), as written."""
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False, repr=False)
    """Where what each field of the file says begins, by the field’s name in small letters."""

    def at(self, *names: str) -> Place:
        """Return the place of the first of these fields that the entry has, else the entry’s own."""
        known = dict(self.places)
        return next((known[name] for name in names if name in known), self.place)

    @property
    def is_edition(self) -> bool:
        """Return whether the entry is a volume cited by its siglum (LCW 24), so that loci in it are parallel loci."""
        return bool(self.shorthand)

    @property
    def is_news(self) -> bool:
        """Return whether the work is an article of a newspaper, and not of a journal."""
        return self.type == WorkType.ARTICLE and self.subtype == "newspaper"


@dataclass(frozen=True, slots=True)
class BibFile:
    """One `.bib` file: a group of the bibliography, and what in it could not be read."""

    path: str
    works: tuple[Work, ...]
    broken: tuple[Fault, ...]
