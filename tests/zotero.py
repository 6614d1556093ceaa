"""What Zotero saves of a page, by the rules of its translators “Embedded Metadata” and “RDF”, as far as pages use them.

Names of `meta` elements whose prefix is a vocabulary's are statements; `citation_*` are Highwire's. Statements make the
item, then Highwire's fields replace theirs, and what is still missing comes from the page's ordinary elements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

VOCABULARIES = {"dc", "dcterms", "og", "article", "book", "bibo", "prism", "bib", "so", "music", "video", "foaf"}
SECTIONS = {"citation_inbook_title", "citation_book_title"}
GUESSES = {"citation_title": "journalArticle", "citation_series_title": "journalArticle", "citation_isbn": "book"}
OPEN_GRAPH = {"book": "book", "website": "webpage"}
"""What og:type decides; an article is only a guess, which comes after the type for pages that say nothing."""
HIGHWIRE = {
    "title": "citation_title",
    "publicationTitle": "citation_inbook_title",
    "bookTitle": "citation_book_title",
    "date": "citation_publication_date",
    "language": "citation_language",
    "url": "citation_public_url",
    "publisher": "citation_publisher",
}
STATED = {
    "title": ("dc:title", "og:title"),
    "publicationTitle": ("dc:source", "dcterms:source"),
    "rights": ("dc:rights", "dcterms:rights"),
    "date": ("article:published_time", "book:release_date", "dcterms:issued", "dc:date"),
    "edition": ("prism:edition", "bibo:edition"),
    "publisher": ("dc:publisher", "dcterms:publisher"),
    "url": ("og:url",),
    "abstractNote": ("og:description", "dc:description"),
    "language": ("dc:language",),
    "type": ("dc:type",),
}
"""The field, and the statements from which it comes, the first that there is."""


@dataclass
class Item:
    """An item as Zotero saves it: its type, its fields, its creators as role, family name and given name."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[tuple[str, str, str]] = field(default_factory=list)


def statement(name: str) -> str:
    """Return the vocabulary and the property that a name of a `meta` element states; nothing where it states none."""
    parts = re.split("[.:_]", name)
    if len(parts) > 2 and parts[1].lower() in VOCABULARIES:
        rest = name[len(parts[0]) + len(parts[1]) + 2 :]
        return f"{parts[1].lower()}:{rest[:1].lower()}{rest[1:]}"
    rest = name[len(parts[0]) + 1 :]
    return f"{parts[0].lower()}:{rest[:1].lower()}{rest[1:]}" if parts[0].lower() in VOCABULARIES else ""


def creator(role: str, name: str) -> tuple[str, str, str]:
    """Part a name at its comma, or before its last word."""
    if "," in name:
        family, given = name.split(",")[:2]
        return role, family, given.strip()
    given, _, family = name.rpartition(" ")
    return role, family, given


def creators(role: str, written: list[str]) -> list[tuple[str, str, str]]:
    """Return the creators of elements of one name; one element may name several."""
    found = []
    for text in written:
        names = re.split(r"\s*;\s*", text)
        by_comma = re.split(r"\s*,\s*", names[0])
        if len(written) == len(names) == 1 < len(by_comma) and " " in by_comma[0] and " " in by_comma[1]:
            names = by_comma
        found += [creator(role, name) for name in names if name]
    return found


def saved(metas: list[tuple[str, str]], title: str, language: str) -> Item:
    """Return what is saved of a page with these `meta` elements, this title and this language."""
    stated: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    kind, guess = "", ""
    for name, content in metas:
        if found := statement(name):
            stated.setdefault(found, content)
        elif name in SECTIONS:
            kind = "bookSection"
        elif not kind and name == "citation_journal_title":
            kind = "journalArticle"
        guess = guess or GUESSES.get(name, "")
        named.setdefault(name, []).append(content)
    item = Item(kind or OPEN_GRAPH.get(stated.get("og:type", "")) or guess or "webpage")
    for name, sources in STATED.items():
        item.fields[name] = next((stated[source] for source in sources if source in stated), "")
    if item.kind == "webpage" and not item.fields["publicationTitle"]:
        item.fields["publicationTitle"] = stated.get("og:site_name", "")
    item.fields |= {name: named[tag][0] for name, tag in HIGHWIRE.items() if tag in named}
    item.creators = creators("author", named.get("citation_author", []))
    item.creators += creators("editor", named.get("citation_editor", []))
    if not item.creators:
        item.creators = [creator("author", name) for name in named.get("author", [])]
    item.fields["title"] = item.fields["title"] or title
    item.fields["language"] = item.fields["language"] or language
    item.fields = {name: value for name, value in item.fields.items() if value}
    return item
