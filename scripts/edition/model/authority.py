"""Authority entries: whom and what the essay names, described (TEI `person`, `org`, `place`, `item`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edition.ids import NO_KEY, WorkKey
from edition.model.dates import NO_DATE, Life
from edition.model.records import Lines
from edition.source import Place


class Kind(StrEnum):
    """The kinds of authority entry; each has a file of its own, named by `file`."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    PERIODICAL = "periodical"
    EVENT = "event"
    CONCEPT = "concept"
    PHRASE = "phrase"
    WORK = "work"

    @property
    def file(self) -> str:
        """Return the path of the file that holds the entries of this kind."""
        return f"citations/authority/{self.value}s.yml"


@dataclass(frozen=True, slots=True)
class Authority:
    """One entry: forms of its name in the text, and what readers learn about it.

    `forms` are looked for in essay and notes, `notes_forms` in the notes alone. `native` is the name in its own
    script, `native_lang` the BCP 47 tag of it; `lang` the tag of a foreign phrase. An entry of the kind `work` names
    by `work` the bibliography entry that its forms mean. The mentions of a `quiet` entry are not links: readers need
    no gloss of it where it is named.
    """

    id: str
    kind: Kind
    place: Place
    name: str = ""
    sort: str = ""
    forms: Lines = ()
    notes_forms: Lines = ()
    native: str = ""
    native_lang: str = ""
    lang: str = ""
    dates: Life = NO_DATE
    gloss: str = ""
    wikidata: str = ""
    gnd: str = ""
    viaf: str = ""
    work: WorkKey = NO_KEY
    quiet: bool = False
    checked: str = ""
