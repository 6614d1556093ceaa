"""One page of the site: its anchors, and its links to all others."""

import posixpath
from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.anchors import AnchorKind
from edition.model.edition import Edition
from edition.model.layout import SECTIONS, SOURCE, WHOLE, KnownPage
from edition.model.placed import Mention
from edition.model.prose import ProsePage
from edition.style.citations import legend as signs_of
from edition.writers.html import Writer
from edition.writers.xml import Content, element, label, mark_scripts

WITH_COPIES = ("notes/", KnownPage.BIBLIOGRAPHY)
"""The pages whose links name the copies of what they lead to; those of the essay must stay light."""
FEW = 3
"""How many mentions of an entry are listed without their words."""
IN_ESSAY = frozenset({AnchorKind.SECTION, AnchorKind.PARAGRAPH, AnchorKind.NOTE_CALL, AnchorKind.EMENDATION})


@lru_cache(maxsize=4096)
def _relative(source: str, target: str) -> str:
    """Return the way from one page to another; a page asks for the same few ways thousands of times."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def page_of_terms(edition: Edition) -> ProsePage | None:
    """Return the ordinary page that explains the terms of a note's status, below the heading of their name."""
    return next((page for page in edition.pages if any(h.anchor == ids.TERMS for h in page.headings)), None)


class Page:
    """One page of the site by its Markdown source below `docs/`: it knows its own anchors."""

    def __init__(self, edition: Edition, source: str) -> None:
        """Stand on the page whose source is `source`."""
        self.edition = edition
        self.words = edition.words
        self.source = source
        self.called = {
            ids.note(note.label) for note in edition.notes_called_in(source.removeprefix(SECTIONS).removesuffix(SOURCE))
        }
        self.writer = Writer(
            edition, self.href, whole=source in WHOLE, with_copies=source.startswith(WITH_COPIES), file=self.to
        )
        self.link, self.links = self.writer.link, self.writer.links
        if explained := page_of_terms(edition):
            self.writer.terms = f"{self.to(explained.name + SOURCE)}#{ids.TERMS}"
        self.writer.brief = source.startswith(SECTIONS)

    def _is_here(self, anchor: str) -> bool:
        found = self.edition.anchors.get(anchor)
        if found is None or (found.page == self.source and anchor not in self.edition.absent):
            return True
        if self.source == KnownPage.ESSAY:
            return found.kind in IN_ESSAY | {AnchorKind.NOTE}
        if self.source == KnownPage.NOTES:
            return found.kind is AnchorKind.NOTE
        return found.kind is AnchorKind.NOTE and self.source.startswith(SECTIONS) and anchor in self.called

    def href(self, anchor: str) -> str:
        """Return the link to an anchor: relative to this page's source, as the engines of the site want it.

        There is none to a page that the site does not have.
        """
        if self._is_here(anchor):
            return f"#{anchor}"
        return "" if anchor in self.edition.absent else f"{self.to(self.edition.anchors[anchor].page)}#{anchor}"

    def to(self, source: str) -> str:
        """Return the link to another page by its source."""
        return _relative(self.source, source)

    def landmark(self, kind: str, name: str, *content: Content) -> Element:
        """Return a part of the page that leads elsewhere, with its class and the name of the words that name it."""
        made = element("nav", {"class": kind}, *content)
        return label(made, "aria-label", self.words(name), self.edition.config.editors_language)

    def mentions(self, mentions: tuple[Mention, ...], name: str) -> list[Element]:
        """Return every place that cites or names an entry: few as links, more in a fold with the words around each.

        `name` says whether they cite or name it.
        """
        if not mentions:
            return []
        if len(mentions) <= FEW:
            places = self.links(dict.fromkeys(m.anchor for m in mentions))
            return [element("p", {"class": "checked"}, f"{self.words(f'{name}_in')} ", *places, ".")]
        own = self.edition.config.language
        rows = [
            element(
                "li",
                None,
                self.link(m.anchor),
                *mark_scripts(f": {m.before}", own),
                element("mark", None, *mark_scripts(m.words, own)),
                *mark_scripts(m.after, own),
            )
            for m in mentions
        ]
        summary = element("summary", None, self.words.count(name, len(mentions)))
        return [element("details", {"class": "mentions"}, summary, element("ul", None, *rows))]


def legend(page: Page) -> list[Element]:
    """Return the line that explains the signs after loci and links to the explanation of the terms of the notes."""
    if page.edition.notes and all(note.is_by_author for note in page.edition.notes):
        return [element("p", {"class": "legend"}, page.words("legend.all_are_authors"))]
    explained = page_of_terms(page.edition)
    signs = signs_of(page.edition.passages, page.words)
    if explained is None:
        return [element("p", {"class": "legend"}, signs)] if signs else []
    link = element("a", {"href": page.writer.terms}, *page.writer.inlines(explained.title))
    terms = page.words.around("legend.terms", page=link)
    return [element("p", {"class": "legend"}, f"{signs} " if signs else "", *terms)]


def permalink(page: Page, anchor: str, name: str) -> Element:
    """Return the link of an entry or a row to its own address; `name` says to what."""
    return element(
        "a", {"class": "num", "href": f"#{anchor}", "aria-label": page.words("link.permanent", what=name)}, "#"
    )


def table(names: Iterable[str], rows: Iterable[Element], kind: str, own: str) -> Element:
    """Return a table with its head; `kind` is its class, `own` the language of its cells.

    Each cell bears its column's name, for narrow screens.
    """
    names, rows = list(names), list(rows)
    for each in rows:
        for cell, name in zip(each, names, strict=False):
            label(cell, "data-label", name, own)
    head = element("thead", None, element("tr", None, *(element("th", {"scope": "col"}, n) for n in names)))
    return element("table", {"class": kind}, head, element("tbody", None, *rows))


def row(cells: Iterable[list[Content]], anchor: str = "", kind: str = "") -> Element:
    """Return a row of a table; `anchor` is its address, `kind` its class."""
    return element("tr", {"id": anchor, "class": kind}, *(element("td", None, *cell) for cell in cells))
