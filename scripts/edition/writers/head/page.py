"""A built page as its metadata describes it: its title, its contents, and its links to the rest of the site."""

import html
import posixpath
import re
from dataclasses import dataclass
from textwrap import shorten

from edition.model import layout
from edition.model.bibliography import Work
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import PlacedSection
from edition.style import identifiers, licences

HOME, WHOLE, WITNESS = KnownPage.HOME.html, KnownPage.ESSAY.html, KnownPage.WITNESS.html
ESSAY = "essay"
"""The name under which an edition states the rights in the essay."""
TITLE = re.compile(r"<title>([^<]*)</title>")
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
LEAD = re.compile(r"<article>.*?<p>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LONGEST = 300
"""The characters of the longest description that is made of a page's first paragraph."""
SEPARATOR = " – "
"""Parts a page's own title from that of the site."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its path below the site; `section` is the section of the essay on it, if any.

    `described` is the description in the page's source, `lead` the text of its first paragraph.
    """

    edition: Edition
    path: str
    own_title: str
    section: PlacedSection | None = None
    described: str = ""
    lead: str = ""

    @property
    def is_edition(self) -> bool:
        """Return whether the page represents the whole edition: the title page, and the essay on one page."""
        return self.path in {HOME, WHOLE}

    @property
    def is_essay(self) -> bool:
        """Return whether the page contains the essay or a section of it."""
        return self.section is not None or self.path == WHOLE

    @property
    def prints_essay(self) -> bool:
        """Return whether the page contains the author's words, in any form."""
        return self.is_essay or self.path == WITNESS

    @property
    def title(self) -> str:
        """Return the title under which the page is cited."""
        return self.edition.config.printed_title if self.is_edition else self.own_title

    @property
    def description(self) -> str:
        """Return a description of the page in a sentence or two: that of its source, else one of its contents."""
        words, author = self.edition.words, self.edition.config.printed_author
        if self.described:
            return self.described
        if self.path == HOME:
            return self.whole
        if self.path == WHOLE:
            return words("head.whole_text", author=author, sizes=self._sizes(self.edition.sections))
        if self.section is not None:
            return self.section.outline or f"{self.section.label}, {self._sizes((self.section,))}. {self.whole}"
        for section in self.edition.sections:
            if self.path == layout.html(layout.notes_page(section.anchor)):
                return words.count("head.notes", len(section.notes), title=self.own_title, author=author)
        return shorten(f"{self.own_title}: {self.lead or self.whole}", LONGEST, placeholder=" …")

    def _sizes(self, sections: tuple[PlacedSection, ...]) -> str:
        words = self.edition.words
        paragraphs = words.count("count.paragraphs", sum(len(section.paragraphs) for section in sections))
        notes = words.count("count.notes_dative", sum(len(section.notes) for section in sections))
        return words("head.sizes", paragraphs=paragraphs, notes=notes)

    @property
    def whole(self) -> str:
        """Return the edition in a sentence."""
        words = self.edition.words
        notes = words.count("count.notes_dative", len(self.edition.notes))
        entries = words.count("head.bibliography", len(self.edition.entries))
        return words("head.edition", author=self.edition.config.printed_author, notes=notes, bibliography=entries)

    @property
    def site(self) -> str:
        """Return the address of the site, with a slash at its end; an empty string if it is not published."""
        return self.edition.config.site_root

    @property
    def address(self) -> str:
        """Return the page's one address; an empty string if the site is not published."""
        return self.to(self.path) if self.site else ""

    @property
    def licence(self) -> str:
        """Return the address of the licence of all that the page says; the empty string where no one licence covers it.

        Pages that print the essay are under none where the edition says that the essay has rights of its own.
        """
        config = self.edition.config
        return "" if self.prints_essay and ESSAY in dict(config.licences) else licences.address(config)

    def to(self, path: str) -> str:
        """Return the address of a file of the site: absolute if the site is published, else relative to this page."""
        if self.site:
            return self.edition.config.address(path)
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")

    def has(self, path: str) -> bool:
        """Return whether the site has a page of the engine's at `path`; all other files are always made."""
        return not path.endswith(layout.HTML) or path.removesuffix(layout.HTML) + layout.SOURCE in self.edition.site

    def works(self) -> tuple[Work, ...]:
        """Return the works that the notes on the page cite, each once, in the order of reading."""
        sections = [self.section] if self.section else self.edition.sections
        notes = [n for s in sections for n in self.edition.notes_of(s.anchor)] if self.is_essay else []
        cited = dict.fromkeys(passage.work for n in notes for passage in self.edition.passages_of(n.label))
        known = {entry.work.key: entry.work for entry in self.edition.entries}
        return tuple(known[key] for key in cited if key in known)


def _words(found: re.Match[str] | None) -> str:
    """Return the words of an element or an attribute that was found in HTML."""
    return " ".join(html.unescape(TAG.sub("", found[1])).split()) if found else ""


def of(edition: Edition, path: str, text: str) -> Page:
    """Return the page at `path`, whose HTML is `text`."""
    title = _words(TITLE.search(text))
    site = f"{SEPARATOR}{edition.config.title}"
    own = title.removesuffix(site) if title.endswith(site) else title.rpartition(SEPARATOR)[0] or title
    section = {layout.section_html(s.anchor): s for s in edition.sections}.get(path)
    given = section.label if section else own
    return Page(edition, path, given, section, _words(DESCRIPTION.search(text)), _words(LEAD.search(text)))


def author_address(edition: Edition) -> str:
    """Return an address that identifies the author, from the authority entry of that name; else the empty string."""
    for placed in edition.authorities:
        given = placed.authority
        if given.name == edition.config.author.natural:
            return next((file.base + number for file, number in identifiers.numbers(given)), "")
    return ""
