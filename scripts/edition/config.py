"""What an edition says of itself (`citations/edition.yml`), and where its files stand."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "citations/edition.yml"
NAMELESS = frozenset({"", "the editors"})
"""What an edition calls its editors where it does not name them: then no citation does."""


class ConfigError(Exception):
    """The edition's own description is missing or cannot be used; the message says where, why and how to mend."""


@dataclass(frozen=True, slots=True)
class Author:
    """The essay's author; `initials` are those that the witness prints."""

    given: str
    family: str
    initials: str = ""

    @property
    def natural(self) -> str:
        """Give the name as running text has it."""
        return f"{self.given} {self.family}".strip()

    @property
    def sort(self) -> str:
        """Give the name as a list has it."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Witness:
    """The only source of the text: its siglum, its file below the root and that file's checksum."""

    siglum: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BibGroup:
    """One group of the bibliography: a `.bib` file and the heading under which it is printed."""

    file: str
    title: str


@dataclass(frozen=True, slots=True)
class EditionConfig:
    """The description of an edition. Dates are ISO 8601; empty strings are "not known" or "not yet"."""

    title: str
    author: Author
    language: str
    version: str
    date: str
    sections: tuple[str, ...]
    witness: Witness
    bibliography: tuple[BibGroup, ...]
    note_count: int
    subtitle: str = ""
    title_supplied: bool = False
    author_supplied: bool = False
    editors: str = ""
    repository: str = ""
    site_url: str = ""
    licences: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()
    outlines: tuple[tuple[str, str], ...] = ()
    timeline: tuple[int, int, int, int] | None = None
    corrections: str = ""
    no_names: tuple[str, ...] = ()

    @property
    def full_title(self) -> str:
        """Give title and subtitle as one line."""
        if not self.subtitle:
            return self.title
        return f"{self.title}{'' if self.title[-1] in '?!' else ':'} {self.subtitle}"

    @property
    def printed_title(self) -> str:
        """Give title and subtitle as they are printed: in square brackets where the editors supply them."""
        return f"[{self.full_title}]" if self.title_supplied else self.full_title

    @property
    def printed_author(self) -> str:
        """Give the author's name as it is printed: in square brackets where the editors supply it."""
        return f"[{self.author.natural}]" if self.author_supplied else self.author.natural

    @property
    def named_editors(self) -> str:
        """Give the name of the editors; the empty string where the edition does not name them."""
        return "" if self.editors.casefold() in NAMELESS else self.editors

    @property
    def site_root(self) -> str:
        """Give the address of the site, with a slash at its end; the empty string where it is published nowhere."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    @property
    def rights(self) -> str:
        """Give all that the edition says of rights in its words: of the essay, of what the edition adds."""
        return "; ".join(f"{what}: {words}" for what, words in self.licences)

    def page_file(self, page: str) -> str:
        """Give the path of the Markdown file of an ordinary page that the books carry."""
        return f"docs/{page}.md"

    def outline(self, section: str) -> str:
        """Give the outline of a section, the empty string where it has none."""
        return dict(self.outlines).get(section, "")

    def section_file(self, section: str) -> str:
        """Give the path of a section's Markdown file."""
        return f"docs/essay/{section}.md"

    def notes_file(self, section: str) -> str:
        """Give the path of the Markdown file with a section's notes."""
        return f"docs/notes/{section}.md"


def _field(data: Mapping[str, Any], name: str, kind: type) -> Any:  # noqa: ANN401 - YAML gives any value; checked here
    if name not in data:
        message = (
            f"{FILE}:1:1: the field “{name}” is missing; every edition must give it. Mend: add “{name}: …” to the file."
        )
        raise ConfigError(message)
    value = data[name]
    if not isinstance(value, kind):
        message = f"{FILE}:1:1: the field “{name}” should be a {kind.__name__}, not {value!r}. Mend: correct it."
        raise ConfigError(message)
    return value


Record = TypeVar("Record", Author, Witness, BibGroup)


def _record(kind: type[Record], name: str, value: object) -> Record:
    """Give the fields below `name` as what they are.

    Raises:
        ConfigError: where one is missing or unknown.
    """
    known = {field.name: field.default is MISSING for field in fields(kind)}
    given = value if isinstance(value, dict) else {}
    strange = [key for key in given if key not in known]
    lacking = [key for key, needed in known.items() if needed and key not in given]
    if strange or lacking:
        fault = f"an unknown field “{strange[0]}”" if strange else f"no field “{lacking[0]}”"
        message = f"{FILE}:1:1: “{name}” has {fault}. Mend: it takes {', '.join(known)}."
        raise ConfigError(message)
    return kind(**{k: str(v) for k, v in given.items()})


def _timeline(value: object) -> tuple[int, int, int, int] | None:
    """Give first and last year of the time line, then those of its enlarged part.

    Raises:
        ConfigError: where it is not written as four years.
    """
    if value is None:
        return None
    years = value if isinstance(value, list) else []
    if len(years) != 4 or not all(isinstance(y, int) for y in years) or years[0] > years[1] or years[2] > years[3]:  # noqa: PLR2004 - two spans
        message = f"{FILE}:1:1: “timeline” must be four years. Mend: write [first, last, enlarged from, enlarged to]."
        raise ConfigError(message)
    return years[0], years[1], years[2], years[3]


KNOWN = frozenset(EditionConfig.__dataclass_fields__)


def parse(text: str) -> EditionConfig:
    """Read the description of an edition from YAML.

    Raises:
        ConfigError: where the text is not YAML, a field is missing, unknown or of the wrong kind.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{FILE}:{mark.line + 1}:{mark.column + 1}" if mark else FILE
        message = f"{where}: not readable as YAML ({getattr(error, 'problem', error)}). Mend: correct the line named."
        raise ConfigError(message) from error
    if not isinstance(data, dict):
        message = f"{FILE}:1:1: the file must hold fields such as “title: …”. Mend: see the editorial guidelines."
        raise ConfigError(message)
    unknown = sorted(set(data) - KNOWN)
    if unknown:
        message = f"{FILE}:1:1: unknown field “{unknown[0]}”; it would be ignored. Mend: remove or correct it."
        raise ConfigError(message)
    _field(data, "date", object)
    try:
        date.fromisoformat(str(data["date"]))
    except ValueError as error:
        message = f"{FILE}:1:1: “date” is no date ({error}); exports are dated by it. Mend: write it as 2026-11-24."
        raise ConfigError(message) from error
    author = _field(data, "author", dict)
    witness = _field(data, "witness", dict)
    return EditionConfig(
        title=_field(data, "title", str),
        subtitle=str(data.get("subtitle", "")),
        title_supplied=bool(data.get("title_supplied", False)),
        author=_record(Author, "author", author),
        author_supplied=bool(data.get("author_supplied", False)),
        editors=str(data.get("editors", "")),
        language=_field(data, "language", str),
        version=str(data.get("version", "")),
        date=str(data["date"]),
        repository=str(data.get("repository", "")),
        site_url=str(data.get("site_url", "")),
        licences=tuple((str(k), str(v)) for k, v in data.get("licences", {}).items()),
        pages=tuple(str(p) for p in data.get("pages", [])),
        timeline=_timeline(data.get("timeline")),
        corrections=str(data.get("corrections", "")),
        no_names=tuple(str(word) for word in data.get("no_names", [])),
        outlines=tuple((str(k), " ".join(str(v).split())) for k, v in data.get("outlines", {}).items()),
        sections=tuple(str(s) for s in _field(data, "sections", list)),
        note_count=_field(data, "note_count", int),
        witness=_record(Witness, "witness", witness),
        bibliography=tuple(_record(BibGroup, "bibliography", g) for g in _field(data, "bibliography", list)),
    )


def load(root: Path) -> EditionConfig:
    """Read the description of the edition below `root`.

    Raises:
        ConfigError: where the file is missing or cannot be used.
    """
    path = root / FILE
    if not path.is_file():
        message = f"{FILE}: there is no such file below {root}; it says what the edition is. Mend: name another --root."
        raise ConfigError(message)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        error.add_note(FILE)
        raise
    return parse(text)
