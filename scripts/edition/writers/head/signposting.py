"""FAIR Signposting (signposting.org/FAIR, levels 1 and 2): typed links from each page, and a link set (RFC 9264)."""

from collections.abc import Iterator

from edition.model.edition import Edition
from edition.writers.data.as_json import Json, Record, to_json
from edition.writers.head import schema_org
from edition.writers.head.page import HOME, WHOLE, Page, author_address

LINKSET, LINKSET_TYPE = "linkset.json", "application/linkset+json"
RECORDS = ((schema_org.FILE, "application/ld+json"), ("downloads/edition.tei.xml", "application/tei+xml"))
"""What describes the edition for programs."""
ITEMS = (
    (WHOLE, "text/html"),
    *schema_org.ENCODINGS,
    ("data/paragraphs.json", "application/json"),
    ("data/notes.json", "application/json"),
    ("data/entities.json", "application/json"),
    ("data/chronology.json", "application/json"),
    ("data/annotations.jsonld", "application/ld+json"),
    ("downloads/bibliography.bib", "application/x-bibtex"),
    ("downloads/bibliography.bibtex", "application/x-bibtex"),
    ("downloads/bibliography.json", "application/vnd.citationstyles.csl+json"),
    ("downloads/bibliography.ris", "application/x-research-info-systems"),
)
"""The contents of the edition."""
ABOUT = "AboutPage"
"""What FAIR Signposting wants a landing page to be called, besides what it is the page of."""


def links(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield relation, target and media type (or nothing) of each link of a page."""
    if page.address:
        yield "cite-as", page.site if page.is_edition else page.address, ""
    for path, kind in RECORDS:
        yield "describedby", page.to(path), kind
    if page.path == HOME:
        for path, kind in filter(lambda item: page.has(item[0]), ITEMS):
            yield "item", page.to(path), kind
    else:
        yield "collection", page.to(HOME), "text/html"
    if named := author_address(page.edition):
        yield "author", named, ""
    if page.licence:
        yield "license", page.licence, ""
    for kind in (*([ABOUT] if page.path == HOME else []), schema_org.kind(page)):
        yield "type", f"{schema_org.CONTEXT}/{kind}", ""
    yield "linkset", page.to(LINKSET), LINKSET_TYPE


def _context(page: Page) -> Record:
    """Return the links of one page as a link context object (RFC 9264, § 4.2.2)."""
    relations: dict[str, list[Json]] = {}
    for relation, target, kind in links(page):
        if relation != "linkset":
            relations.setdefault(relation, []).append({"href": target, **({"type": kind} if kind else {})})
    return {"anchor": page.address or page.path, **relations}


def write(edition: Edition) -> str:
    """Return the link set: the links of the title page, and the way back from each of its items."""
    # links are given as seen from the root, where the file lies
    home = Page(edition, HOME, "")
    contexts: list[Json] = [_context(home)]
    back: Record = {"href": home.address or HOME, "type": "text/html"}
    for path, _ in filter(lambda item: home.has(item[0]), ITEMS):
        contexts.append({"anchor": home.to(path), "collection": [back]})
    for path, _ in RECORDS:
        contexts.append({"anchor": home.to(path), "describes": [back]})
    return to_json({"linkset": contexts})
