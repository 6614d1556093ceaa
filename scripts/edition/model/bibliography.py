"""Works, and the volumes of collected editions (CSL items)."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from edition.diagnostics import Fault
from edition.ids import WorkKey
from edition.model.dates import NO_DATE, Date
from edition.model.pages import NO_PAGES, Pages
from edition.source import Place


class WorkType(StrEnum):
    """The kinds of entry that the bibliography knows, under their biblatex names."""

    BOOK = "book"
    COLLECTION = "collection"
    INCOLLECTION = "incollection"
    ARTICLE = "article"
    LETTER = "letter"
    UNPUBLISHED = "unpublished"
    MISC = "misc"
    INBOOK = "inbook"
    PROCEEDINGS = "proceedings"
    INPROCEEDINGS = "inproceedings"
    THESIS = "thesis"
    REPORT = "report"
    MANUAL = "manual"
    BOOKLET = "booklet"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, or a corporate body with its whole name in `family`."""

    family: str
    given: str = ""
    corporate: bool = False
    suffix: str = ""
    particle: str = ""
    """Particle before the family name, printed with it: `van`, `de la`."""

    @property
    def surname(self) -> str:
        """Return the family name with its particle, as in a note."""
        return f"{self.particle} {self.family}".strip()

    @property
    def sort(self) -> str:
        """Return the name as in a list of authors: family name first, suffix last."""
        return ", ".join(part for part in (self.surname, self.given, self.suffix) if part)

    @property
    def natural(self) -> str:
        """Return the name as in running text: given name first."""
        return " ".join(part for part in (self.given, self.surname, self.suffix) if part)


VOLUME = re.compile(r"(?P<family>.+?)\s+(?P<volume>(?:\d+[a-z]?|[IVXLCDM]+)(?:[./–-]\d+[a-z]?)*)")


class Siglum(str):
    """The short name by which a volume of a collected edition is cited: `LCW 24`; empty for any other entry."""

    __slots__ = ()

    @property
    def family(self) -> str:
        """Return the collected edition to which the volume belongs: `LCW`."""
        found = VOLUME.fullmatch(self)
        return found["family"] if found else str(self)

    @property
    def slug(self) -> str:
        """Return the collected edition as named in attributes and classes of pages: `lcw`, `stalin-works`."""
        return re.sub(r"[^\w-]+", "-", self.family.lower())

    @property
    def volume(self) -> str:
        """Return the number of the volume as written: `24`, `26.2`, `VII`; empty if there is none."""
        found = VOLUME.fullmatch(self)
        return found["volume"] if found else ""


NO_SIGLUM = Siglum()


@dataclass(frozen=True, slots=True)
class Span:
    """A volume that contains a work: the key of the volume, and the pages of the work in it."""

    volume: WorkKey
    pages: Pages
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One entry: a work, or a volume of a collected edition. Empty fields are unknown."""

    key: WorkKey
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
    written: Date = NO_DATE
    first_published: Date = NO_DATE
    date: Date = NO_DATE
    journal: str = ""
    book_title: str = ""
    main_title: str = ""
    volume: str = ""
    volumes: str = ""
    number: str = ""
    printing: str = ""
    """Which printing a book is of: `2`, `revised` (biblatex calls it `edition`)."""
    series: str = ""
    chapter: str = ""
    pages: Pages = NO_PAGES
    genre: str = ""
    """What kind of thesis, report or paper the work is, in words."""
    publisher: str = ""
    institution: str = ""
    organization: str = ""
    location: str = ""
    how_published: str = ""
    url: str = ""
    url_seen: bool = False
    isbn: str = ""
    doi: str = ""
    note: str = ""
    shorthand: Siglum = NO_SIGLUM
    subtype: str = ""
    and_others: tuple[str, ...] = ()
    """The roles (`author`, `editor`, `translator`) of which not all people are named."""
    emphasised: tuple[tuple[str, int, int], ...] = ()
    """Italic parts, such as titles within titles: attribute, start and end."""
    spans: tuple[Span, ...] = ()
    unknown_fields: tuple[tuple[str, Place], ...] = ()
    ours: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """The fields that no bibliography prints (`urlseen`, `inedition`, `inseen`), as written."""
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False, repr=False)
    """The place of each field’s value, by the field’s name in small letters."""

    def at(self, *names: str) -> Place:
        """Return the place of the first of these fields that the entry has, else the entry’s own."""
        known = dict(self.places)
        return next((known[name] for name in names if name in known), self.place)

    @property
    def houses(self) -> tuple[str, ...]:
        """Return the publisher, institution and organisation of the work, where known."""
        return tuple(house for house in (self.publisher, self.institution, self.organization) if house)

    @property
    def is_volume(self) -> bool:
        """Return whether the entry is a volume cited by its siglum (LCW 24), so that loci in it are parallel loci."""
        return bool(self.shorthand)

    @property
    def is_news(self) -> bool:
        """Return whether the work is an article of a newspaper, and not of a journal."""
        return self.type == WorkType.ARTICLE and self.subtype == "newspaper"


@dataclass(frozen=True, slots=True)
class BibFile:
    """One `.bib` file: a group of the bibliography, and the faults found in reading it."""

    path: str
    works: tuple[Work, ...]
    broken: tuple[Fault, ...]
