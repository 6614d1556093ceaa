"""The draft: everything the readers found, faults included, before anything is resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.config import FILE, EditionConfig
from edition.diagnostics import Fault
from edition.model.assets import AskedList, FontFile, Picture, SitePage
from edition.model.authority import Authority
from edition.model.bibliography import BibFile
from edition.model.chronology import Event
from edition.model.document import NotesFile, Section
from edition.model.links import LinkRecord
from edition.model.online import OnlineText
from edition.model.prose import ProsePage
from edition.model.published import Published
from edition.model.records import Lines
from edition.model.settings import Settings
from edition.model.spacing import SpaceRecord
from edition.model.standing import StandingReading
from edition.model.typefaces import Typeface
from edition.model.wording import Comparison, Quotation
from edition.source import Place, SourceFile


@dataclass(frozen=True, slots=True)
class Draft:
    """All sources as read: `sections` and `notes` in the order of the configuration, duplicates and all.

    `site` names the sources of the site's pages, `site_files` all its files, relative to the folder `docs`;
    `site_pages` are those of them that are neither sections nor notes;
    `unread` names the sources that nothing reads, `omitted` the pages that the site's contents do not name;
    `broken_files` reports files that are not valid text, `witness_sha256` is the checksum of the witness's bytes;
    `broken` holds what could not be read in the authority files, the chronology, the standing readings, the
    records of white space, the addresses of texts, the quotations and their comparisons.
    """

    config: EditionConfig
    """What the description says; the value of a field in `unusable` is empty or incomplete."""
    sections: tuple[Section, ...]
    notes: tuple[NotesFile, ...]
    bibliography: tuple[BibFile, ...]
    unsupported: tuple[Fault, ...]
    missing_files: tuple[str, ...]
    witness: str
    sources: Mapping[str, SourceFile]
    broken_files: tuple[Fault, ...] = ()
    witness_sha256: str = ""
    witness_notes: str = ""
    """The text of the file in which the witness has the author's notes, if that is another."""
    witness_notes_sha256: str = ""
    pages: tuple[ProsePage, ...] = ()
    authorities: tuple[Authority, ...] = ()
    events: tuple[Event, ...] = ()
    standing: tuple[StandingReading, ...] = ()
    spaces: tuple[SpaceRecord, ...] = ()
    online: tuple[OnlineText, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    broken: tuple[Fault, ...] = ()
    damaged: frozenset[Place] = frozenset()
    """The places of the records of which something could not be read."""
    published: Published = field(default_factory=Published)
    pictures: tuple[Picture, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    typefaces: tuple[Typeface, ...] = ()
    lists: tuple[AskedList, ...] = ()
    references: Lines = ()
    site: frozenset[str] = frozenset()
    settings: Settings | None = None
    site_pages: tuple[SitePage, ...] = ()
    site_files: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    unusable: frozenset[str] = frozenset()
    """Fields of the description that cannot be used: what would only follow from that is not reported."""
    places: Mapping[Place, Mapping[str, Place]] = field(default_factory=dict)
    """The places of the values of a record’s fields, by its place; of the description, by that of its file."""
    broken_description: tuple[Fault, ...] = ()
    broken_settings: tuple[Fault, ...] = ()

    def place_of(self, record: Place, field: str) -> Place:
        """Return the place of a field's value in a record; that of the record if it has no such field."""
        return self.places.get(record, {}).get(field, record)

    def place_of_setting(self, field: str) -> Place:
        """Return the place of a field's value in the description; that of the file if it has no such field."""
        return self.place_of(Place(FILE), field)
