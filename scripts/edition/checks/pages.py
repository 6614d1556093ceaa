"""Rules about the site's ordinary pages: every link has a target."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from edition import addresses, ids
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import find_nearest
from edition.model import layout
from edition.model.anchors import AnchorKind
from edition.model.assets import Target
from edition.model.authority import Kind
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.source import Place
from edition.style.registers import PAGES

OUTWARD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
MAIL = ("mailto:", "tel:")
MADE = ("downloads/", "data/", "assets/")
"""Folders of the site in which the program makes files."""
LIKE = 0.75
"""How similar a path must be to that of a file (`difflib` ratio) to be suggested."""
WHOLE = {
    KnownPage.ESSAY: frozenset(AnchorKind) - {AnchorKind.ENTRY, AnchorKind.AUTHORITY, AnchorKind.EVENT},
    KnownPage.NOTES: frozenset({AnchorKind.NOTE, AnchorKind.NOTES}),
}
"""The kinds of anchor found on the pages of the whole essay and of all notes."""


class _Site:
    """The pages, files and ids of the site."""

    def __init__(self, draft: Draft, edition: Edition) -> None:
        self.pages, self.files = draft.site, draft.site_files
        self.folded = {path.casefold(): path for path in draft.site_files}
        self.ids = {page.path: set(page.ids) for page in draft.site_pages}
        for anchor in edition.anchors.values():
            self.ids.setdefault(anchor.page, set()).add(anchor.id)
            if anchor.kind is AnchorKind.NOTE:
                self.ids.setdefault(anchor.page.replace(layout.NOTES, layout.SECTIONS, 1), set()).add(anchor.id)
            for whole in (page for page, kinds in WHOLE.items() if anchor.kind in kinds):
                self.ids.setdefault(whole, set()).add(anchor.id)
        lists = {page.stem: [f"register-{kind}" for kind in Kind] for page in PAGES}
        lists[KnownPage.BIBLIOGRAPHY.stem] = [f"group-{number}" for number, _, _ in edition.groups()]
        lists[KnownPage.WITNESS.stem] = [f"witness-{section.anchor}" for section in edition.sections]
        for asked in draft.lists:
            page = asked.place.file.removeprefix("docs/")
            self.ids.setdefault(page, set()).update(lists.get(asked.name, ()))

    def check(self, page: str, target: Target) -> Fault | None:
        """Return what is wrong with a target on a page."""
        address = target.address.strip()
        if OUTWARD.match(address) or addresses.is_harmful(address):
            return _check_outward(address, target.place)
        parts = urlsplit(address)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if address.startswith("/") or "\\" in address:
            fix = "write the path relative to this page, with forward slashes: `../about.md`."
            return Fault(target.place, f"“{address}” is not a path relative to this page", fix)
        if path.startswith(".."):
            return Fault(target.place, f"“{address}” leads out of docs/", "move the file into docs/.")
        source, path = self._source(path, html=target.html) if parts.path else (page, page)
        if not source:
            return Fault(target.place, *self._suggest_target(page, path, parts.path, html=target.html))
        return self._check_fragment(page, source, target, unquote(parts.fragment))

    def _source(self, path: str, *, html: bool) -> tuple[str, str]:
        """Return the source of the page or file at a path (empty if there is none), and the path."""
        source = re.sub(r"\.html$", ".md", path) if html else path
        page = source in self.pages and (source != path or not html)
        made = html and path.startswith(MADE) and not path.endswith((".md", ".html"))
        return (source if page or path in self.files - self.pages or made else "", path)

    def _suggest_target(self, page: str, path: str, written: str, *, html: bool) -> tuple[str, str]:
        """Return the message for a path that leads nowhere, and the fix, which gives the most likely target."""
        if html and path in self.pages:
            message = f"“{written}” is the source of the page, which is not on the site"
            return message, f"write `{written.removesuffix('.md')}.html`, or a link in Markdown."
        like = (re.sub(r"\.html?$", ".md", path), posixpath.normpath(f"{path}/index.md"), f"{path}.md")
        near = find_nearest(path.casefold(), self.folded, LIKE)
        meant = next((other for other in like if other in self.pages), self.folded.get(near, ""))
        way = posixpath.relpath(meant or page, posixpath.dirname(page) or ".")
        if html and meant in self.pages:
            way = way.removesuffix(".md") + ".html"
        fix = f"did you mean `{way}`?" if meant else "correct it, or add the page."
        return f"there is no page or file “{written}”", fix

    def _check_fragment(self, page: str, source: str, target: Target, fragment: str) -> Fault | None:
        known = self.ids.get(source, set())
        if not fragment or fragment in known or not source.endswith(".md"):
            return None
        fix, about = walking.find_missing(fragment, known, "Otherwise remove `#` and what follows.", ids.owner)
        message = f"“{target.address.strip()}”: there is no such anchor on {'this page' if source == page else source}"
        return Fault(target.place, message, fix or "correct the part after `#`, or remove it.", about)


def _check_outward(address: str, place: Place) -> Fault | None:
    """Return what is wrong with an address outside the site."""
    why = "" if address.startswith(MAIL) or addresses.is_harmful(address) else addresses.find_fault(address)
    return Fault(place, f"“{address}” is not a valid address: {why}", "copy it from a browser.") if why else None


@rule("page-link-broken")
def page_link_broken(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report links, images and navigation entries of ordinary pages that lead nowhere.

    What: a link on an ordinary page must lead to the source of a page (`about.md#witness`), to a file in docs/ or
        to a web address, and an entry of `nav` in mkdocs.yml to a page; capitals and small letters must match.
    Why: the reader would find nothing, and MkDocs refuses to build the pages.
    Fix: write the path from this page to the source of the other page; after `#`, write an anchor of that page.
    """
    site = _Site(draft, edition)
    for page in draft.site_pages:
        for target in page.targets:
            if fault := site.check(page.path, target):
                yield fault
    for entry in (draft.settings.nav or ()) if draft.settings else ():
        if OUTWARD.match(entry.target):
            if fault := _check_outward(entry.target, entry.place):
                yield fault
        elif entry.target and posixpath.normpath(entry.target) not in draft.site:
            near = find_nearest(entry.target.casefold(), site.folded, LIKE)
            fix = f"did you mean `{site.folded[near]}`?" if near else "correct it, or add the page."
            yield Fault(entry.place, f"`nav` lists “{entry.target}”, which is not in docs/", fix)
