"""The edition and its pages in the vocabulary of schema.org, as JSON-LD."""

import json

from edition.model import layout
from edition.model.bibliography import Name, Work
from edition.model.edition import Edition
from edition.model.placed import PlacedSection
from edition.style import types
from edition.writers.data.as_json import Json, Record, without_empty
from edition.writers.data.works import day, title
from edition.writers.head.open_graph import PICTURE
from edition.writers.head.page import HOME, WHOLE, WITNESS, Page, author_address

CONTEXT = "https://schema.org"
FILE = "data/edition.jsonld"
BOOK, PART, PAGE = "Book", "Chapter", "WebPage"
"""What the edition, a section of it, and any other page is."""
ENCODINGS = (
    ("downloads/edition.pdf", "application/pdf"),
    ("downloads/edition.epub", "application/epub+zip"),
    ("downloads/edition.tei.xml", "application/tei+xml"),
    ("downloads/edition.markdown", "text/markdown"),
    ("downloads/edition.txt", "text/plain"),
    ("downloads/site.zip", "application/zip"),
)
"""The whole edition in its other forms, with their media types."""


def to_script(value: Json) -> str:
    """Return JSON that is safe inside a `script` element: nothing in it can close the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _person(name: Name) -> Record:
    return {"@type": "Organization" if name.corporate else "Person", "name": name.natural}


def cite(work: Work) -> Record:
    """Return a work that is cited, as far as it must be known from others; the bibliography has the rest."""
    container = work.journal or work.book_title or work.main_title
    return without_empty(
        {
            "@type": types.of(work).schema,
            "name": title(work),
            "author": [_person(name) for name in work.authors],
            "datePublished": day(work),
            "isPartOf": {"@type": "CreativeWork", "name": container} if container else {},
        }
    )


def _author(edition: Edition) -> Record:
    config = edition.config
    return without_empty(
        {
            "@type": "Person",
            "name": config.author.natural,
            "familyName": config.author.family,
            "givenName": config.author.given,
            "sameAs": author_address(edition),
        }
    )


def _common(page: Page) -> Record:
    config = page.edition.config
    named = config.named_editors
    return {
        "author": _author(page.edition),
        "editor": {"@type": "Organization", "name": named} if named else {},
        "inLanguage": config.language,
        "datePublished": str(config.date),
        "version": config.version,
        "license": page.licence,
        "copyrightNotice": config.rights,
    }


def _part(page: Page, section: PlacedSection) -> Record:
    path = layout.section_html(section.anchor)
    return without_empty(
        {
            "@type": PART,
            "@id": f"{page.site}{path}" if page.site else "",
            "name": section.label,
            "url": page.to(path),
        }
    )


def _whole(page: Page) -> Record:
    """Return the edition as it is named from a part of it."""
    return without_empty(
        {"@type": BOOK, "@id": page.site, "name": page.edition.config.printed_title, "url": page.to(HOME)}
    )


def edition(page: Page) -> Record:
    """Return the whole edition with its parts, its forms, its source and what it cites."""
    given = page.edition
    config = given.config
    everything = Page(given, WHOLE, "")
    encodings: list[Json] = [
        {"@type": "MediaObject", "contentUrl": page.to(path), "encodingFormat": kind} for path, kind in ENCODINGS
    ]
    source: Record = {
        "@type": "CreativeWork",
        "name": given.words("head.witness", siglum=config.witness.siglum),
        "identifier": f"sha256:{config.witness.sha256}",
        "url": page.to(WITNESS) if page.has(WITNESS) else "",
    }
    return without_empty(
        {
            "@context": CONTEXT,
            **_whole(page),
            **_common(page),
            "genre": given.words("edition.genre"),
            "description": page.whole,
            "image": page.to(PICTURE) if page.site else "",
            "isBasedOn": without_empty(source),
            "hasPart": [{**_part(page, part), **without_empty({"abstract": part.outline})} for part in given.sections],
            "encoding": encodings,
            "citation": [cite(work) for work in everything.works()],
        }
    )


def kind(page: Page) -> str:
    """Return the type of what the page is."""
    if page.is_edition:
        return BOOK
    return PART if page.section is not None else PAGE


def of(page: Page) -> Record:
    """Return what the page is."""
    if page.path == WHOLE:
        return edition(page)
    if page.is_edition:
        return {name: value for name, value in edition(page).items() if name != "citation"}
    if page.section is not None:
        part = {**_part(page, page.section), **_common(page), "isPartOf": _whole(page)}
        return without_empty({"@context": CONTEXT, **part})
    url = page.to(page.path)
    return without_empty({"@context": CONTEXT, "@type": PAGE, "name": page.title, "url": url, "isPartOf": _whole(page)})


def write(given: Edition) -> str:
    """Return the record of the whole edition as a file of its own."""
    return json.dumps(edition(Page(given, FILE, "")), ensure_ascii=False, indent=2) + "\n"
