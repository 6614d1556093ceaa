"""The description of an edition (`citations/edition.yml`), and the paths of its files."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from edition import words
from edition.diagnostics import Fault

FILE = "citations/edition.yml"
CHRONOLOGY, STANDING, ANCHORS = "citations/chronology.yml", "citations/standing.yml", "citations/anchors.txt"
"""The chronology, the readings left standing, and the anchors that were published; an edition need not have them."""
INDEX = "index.html"
"""The page that a server returns for a folder."""
VERSION = re.compile(r"v?[0-9]{1,9}(?:\.[0-9]{1,9})*(?:[-+][0-9A-Za-z.+-]+)?")
"""How versions are written (Semantic Versioning 2.0.0, or fewer numbers): every published anchor names one."""
RAISED = "raised"
"""How the description says that the witness calls notes by raised figures (¹⁷); otherwise by plain ones."""
INLINE, FILED, AT_END = "inline", "file", "end"
"""Where the witness has the words of the author's notes: at their calls, in a file of their own, or at its end."""


class ConfigError(Exception):
    """The edition's own description is missing or cannot be used; `faults` are all that is wrong in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Take the faults; the error's own words are theirs."""
        self.faults = faults
        super().__init__("\n".join(f"{fault.place}: {fault.message}\n  fix:  {fault.fix}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Author:
    """The essay's author."""

    given: str
    family: str

    @property
    def natural(self) -> str:
        """Return the name as running text has it."""
        return f"{self.given} {self.family}".strip()

    @property
    def sort(self) -> str:
        """Return the name as a list has it."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True, slots=True)
class Witness:
    """The only source of the text: its siglum, its file below the root and that file's checksum.

    `page_break` is what stands in the file before the first character of every page but the first, as a regular
    expression; empty if pages cannot be recognised. `calls` is `raised` if note calls are
    raised figures. `notes` is where it has the words of the author's notes, `notes_file` their file if that is another.
    """

    siglum: str
    file: str
    sha256: str
    page_break: str = ""
    calls: str = ""
    notes: str = AT_END
    notes_file: str = ""
    notes_sha256: str = ""


@dataclass(frozen=True, slots=True)
class BibGroup:
    """One group of the bibliography: a `.bib` file and the heading under which it is printed."""

    file: str
    title: str


def name_of(path: str) -> str:
    """Return what the description calls a file: the name of its section, or its path."""
    folder, file = posixpath.split(path)
    return file.removesuffix(".md") if folder in {"docs/essay", "docs/notes"} else path


def before_subtitle(title: str) -> str:
    """Return the separator of title and subtitle: a colon, unless it ends in a mark of its own (Chicago, § 14.91)."""
    return " " if title.endswith(("?", "!", ":")) else ": "


def with_subtitle(title: str, subtitle: str) -> str:
    """Return title and subtitle as one line."""
    return f"{title}{before_subtitle(title)}{subtitle}" if title and subtitle else title or subtitle


@dataclass(frozen=True, slots=True)
class EditionConfig:
    """The description of an edition. `date` is that of the version; empty strings are "not known" or "not yet".

    `title_lines` are the lines of the title on title pages, where the editors break it.
    `sentence_title` is title and subtitle with the capitals of a sentence, as APA's references have them.
    `language` is the text's, `notes_language` that of what the editors write, where it is another.
    """

    title: str
    author: Author
    language: str
    date: date
    sections: tuple[str, ...]
    witness: Witness
    bibliography: tuple[BibGroup, ...]
    note_count: int
    version: str
    subtitle: str = ""
    title_lines: tuple[str, ...] = ()
    sentence_title: str = ""
    title_supplied: bool = False
    author_supplied: bool = False
    editors: str = ""
    repository: str = ""
    site_url: str = ""
    licences: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()
    outlines: tuple[tuple[str, str], ...] = ()
    corrections: str = ""
    no_names: tuple[str, ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()
    notes_language: str = ""

    @property
    def editors_language(self) -> str:
        """Return the language of notes and introduction, which the program speaks, too; the text has `language`."""
        return self.notes_language or self.language

    @property
    def words(self) -> words.Words:
        """Return the words that the program prints."""
        return words.of(self.editors_language)

    @property
    def full_title(self) -> str:
        """Return title and subtitle as one line."""
        return with_subtitle(self.title, self.subtitle)

    @property
    def printed_title(self) -> str:
        """Return title and subtitle as they are printed: in square brackets where the editors supply them."""
        return self.title_in_brackets(self.full_title)

    def title_in_brackets(self, title: str) -> str:
        """Return a form of the title, or a part of it: in square brackets where the editors supply it."""
        return f"[{title}]" if self.title_supplied and title else title

    @property
    def printed_lines(self) -> str:
        """Return the title as title pages have it: as it is printed, a line break where the editors break it."""
        return self.title_in_brackets("\n".join(self.title_lines) or self.title)

    @property
    def printed_author(self) -> str:
        """Return the author's name as it is printed: in square brackets where the editors supply it."""
        return self.author_in_brackets(self.author.natural)

    def author_in_brackets(self, name: str) -> str:
        """Return a form of the author's name: in square brackets where the editors supply it."""
        return f"[{name}]" if self.author_supplied else name

    @property
    def named_editors(self) -> str:
        """Return the name of the editors; the empty string where the edition does not name them."""
        return "" if self.editors.casefold() in words.nameless() else self.editors

    @property
    def site_root(self) -> str:
        """Return the address of the site, with a slash at its end; an empty string if it is not published."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    def address(self, path: str) -> str:
        """Return the one address of a file of the site; its path below the root if the site is not published.

        An `index.html` has the address of its folder.
        """
        folder, slash, name = path.rpartition("/")
        return self.site_root + (folder + slash if name == INDEX else path) if self.site_root else path

    @property
    def rights(self) -> str:
        """Return the edition's statements of rights, in its own words: in the essay, in what the edition adds."""
        return "; ".join(f"{words.bare(what)}: {terms}" for what, terms in self.terms)

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Return what each statement of rights is about, as readers see it, and its words."""
        return tuple((self.words.value("rights", what), terms) for what, terms in self.licences)

    def page_file(self, page: str) -> str:
        """Return the path of the Markdown file of an ordinary page that the books carry."""
        return f"docs/{page}.md"

    def outline(self, section: str) -> str:
        """Return the outline of a section, the empty string where it has none."""
        return dict(self.outlines).get(section, "")

    def section_file(self, section: str) -> str:
        """Return the path of a section's Markdown file."""
        return f"docs/essay/{section}.md"

    def notes_file(self, section: str) -> str:
        """Return the path of the Markdown file with a section's notes."""
        return f"docs/notes/{section}.md"
