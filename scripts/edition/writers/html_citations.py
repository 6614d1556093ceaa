"""Citations as HTML: works and loci with their links, the signs after them, and the copies of what they lead to."""

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from typing import TypeGuard
from xml.etree.ElementTree import Element

from edition import ids
from edition.addresses import uri
from edition.model import inline
from edition.model.edition import Edition
from edition.model.text import reading_text
from edition.style.citations import ONLINE, UNSEEN, opens
from edition.writers.xml import Content, append, element

Href = Callable[[str], str]
"""Returns the address of an anchor relative to the page being written; empty if it cannot be reached."""
PARALLEL = "; "
"""Separates parallel loci."""


class CitationWriter:
    """Writes the citations of an edition; what stands inside them is written by the class that inherits this one."""

    def __init__(self, edition: Edition, href: Href, *, with_copies: bool) -> None:
        """Write for a page that reaches anchors by `href`; see `html.Writer`."""
        self.words = edition.words
        self.href = href
        self.copies = edition.copies if with_copies else {}
        self.brief = False
        """Whether a sign names what it opens only if that is not what the words before it lead one to expect."""
        self.sigla = {e.work.key: e.work.shorthand.slug for e in edition.entries if e.work.shorthand}
        self.opened: dict[str, list[str]] = {}
        """What signs of the same name have opened so far: a page can be opened at different words."""

    def inlines(self, nodes: inline.Inlines) -> list[Content]:
        """Return inlines as text and elements."""
        raise NotImplementedError

    def name_copy(self, url: str) -> dict[str, str]:
        """Return the attributes by which a link names a copy of what it leads to (Robust Links 1.0)."""
        record = self.copies.get(uri(url)) if self.copies else None
        if record is None:
            return {}
        day = record.archived_on.written
        return {"data-originalurl": url, "data-versionurl": record.archived, "data-versiondate": day}

    def cite(self, node: inline.Cite) -> list[Content]:
        """Return a cluster; parallel loci are in one span, so that readers can choose one edition."""
        pieces: list[Content] = []
        run: list[inline.WorkRef] = []
        for part, after in zip_longest(node.content, node.content[1:]):
            if self._is_locus(part):
                run.append(part)
            elif not (run and isinstance(part, inline.Text) and part.text == PARALLEL and self._is_locus(after)):
                pieces += [*self._loci(run), *self.inlines((part,))]
                run = []
        return [*pieces, *self._loci(run)]

    def _is_locus(self, node: inline.Inline | None) -> TypeGuard[inline.WorkRef]:
        return isinstance(node, inline.WorkRef) and node.key in self.sigla

    def _loci(self, run: list[inline.WorkRef]) -> list[Content]:
        """Return parallel loci; where all open the same text, one sign after them does."""
        if not run:
            return []
        if len(run) == 1:
            return [self._locus(run[0])]
        shared = len({part.url for part in run}) == 1
        span = element("span", {"class": "loci"})
        for part in run:
            apart = [element("span", {"class": "sep"}, PARALLEL)] if len(span) else []
            append(span, (*apart, self._locus(replace(part, url="") if shared else part)))
        opened = next((part for part in run if not part.translated), run[0])
        return [span, *(self._sign(opened) if shared else [])]

    def _locus(self, node: inline.WorkRef) -> Element:
        """Return a locus as one element that names its edition: its link, or what holds link and signs."""
        link, *signs = self.work(node)
        if not signs and isinstance(link, Element):
            link.set("data-ed", self.sigla[node.key])
            return link
        return element("span", {"data-ed": self.sigla[node.key]}, link, *signs)

    def work(self, node: inline.WorkRef) -> list[Content]:
        """Return the citation of a work or a locus: its link, and the signs after it."""
        link = element("a", {"class": "work", "href": self.href(ids.entry(node.key))}, *self.inlines(node.content))
        marks: list[Content] = []
        if node.seen is False:
            unseen = self.words("note.unseen")
            marks.append(element("span", {"class": "unseen", "role": "img", "title": unseen}, UNSEEN))
        return [link, *marks, *self._sign(node)]

    def _sign(self, node: inline.WorkRef) -> list[Content]:
        """Return the sign that opens the text of a locus, named after it: the names of signs must differ."""
        if not node.url:
            return []
        name = self.words("note.text_of", citation=reading_text(node.content))
        opened = self.opened.setdefault(name, [])
        if node.url not in opened:
            opened.append(node.url)
        if number := opened.index(node.url):
            name = f"{name} ({number + 1})"
        title = "" if self.brief and not node.translated else opens(node, self.words)
        link = {"class": "online", "href": uri(node.url), "title": title, "aria-label": name}
        return [element("a", link | self.name_copy(node.url), ONLINE)]
