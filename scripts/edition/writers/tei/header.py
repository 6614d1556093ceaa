"""The TEI header of the edition (TEI P5 Guidelines, chapter 2, The TEI Header)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.inline import Foreign
from edition.model.text import walk
from edition.style.licences import address
from edition.style.numbers import counted
from edition.style.works import LANGUAGES, language, tag
from edition.writers.tei.declarations import encoding
from edition.writers.tei.names import EDITORS
from edition.writers.xml import Content, element

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from edition.model.edition import Edition

CALENDARS = (
    ("julian", "Old Style: the Julian calendar."),
    ("gregorian", "New Style: the Gregorian calendar."),
)


def supplied(words: str, *, bracketed: bool) -> Content:
    """Return words of the editors as `supplied`, other words as they are."""
    return element("supplied", {"resp": f"#{EDITORS}"}, words) if bracketed else words


def _p(words: str) -> Element:
    return element("p", None, words)


def _title_statement(edition: Edition) -> Element:
    config = edition.config
    titles = [element("title", {"type": "main"}, supplied(config.title, bracketed=config.title_supplied))]
    if config.subtitle:
        titles.append(element("title", {"type": "sub"}, supplied(config.subtitle, bracketed=config.title_supplied)))
    author = element("author", None, supplied(config.author.natural, bracketed=config.author_supplied))
    said = "edited and annotated by" if not config.title_supplied else "edited, annotated and given its title by"
    who = [element("resp", None, said), element("name", None, config.editors or "The editors")]
    return element("titleStmt", None, *titles, author, element("respStmt", {"xml:id": EDITORS}, *who))


def _edition_statement(edition: Edition) -> Element:
    config = edition.config
    day = element("date", {"when": str(config.date)}, str(config.date))
    return element("editionStmt", None, element("edition", {"n": config.version}, f"Version {config.version} of ", day))


def _extent(edition: Edition) -> Element:
    sizes = (
        ("paragraph", sum(len(section.paragraphs) for section in edition.sections)),
        ("word", sum(section.words for section in edition.sections)),
        ("note", len(edition.notes)),
    )
    measures = (
        element("measure", {"unit": unit, "quantity": str(number)}, counted(number, unit)) for unit, number in sizes
    )
    return element("extent", None, *measures)


def _publication_statement(edition: Edition) -> Element:
    config = edition.config
    licences = [
        element("licence", {"target": address(config, what)}, element("p", {"n": what}, f"{what}: {words}"))
        for what, words in config.licences
    ]
    parts = [element("publisher", None, config.editors or "The editors"), element("date", {"when": str(config.date)})]
    parts += [element("ptr", {"target": place}) for place in (config.site_root, config.repository) if place]
    parts.append(element("availability", None, *(licences or [_p("No licence is stated.")])))
    return element("publicationStmt", None, *parts)


def _source_description(edition: Edition) -> Element:
    witness = edition.config.witness
    words = f"The only witness: the file {witness.file}, unchanged; its SHA-256 is {witness.sha256}."
    source = element("witness", {"xml:id": witness.siglum, "n": witness.siglum}, words)
    return element("sourceDesc", None, element("listWit", None, source))


def _languages(edition: Edition) -> Iterator[str]:
    """Yield the languages that the document has, that of the edition first."""
    yield edition.config.language
    paragraphs = [p for section in edition.sections for p in section.paragraphs]
    paragraphs += [p for placed in edition.notes for p in (*placed.note.body, *placed.note.evidence)]
    found = {node.lang for p in paragraphs for node in walk(p.content) if isinstance(node, Foreign)}
    for named in edition.authorities:
        found |= {named.authority.native_lang, named.authority.lang}
    for entry in edition.entries:
        found |= {language(entry.work), tag(entry.work.original_language)}
    yield from sorted(found - {"", edition.config.language})


def _language(code: str) -> str:
    """Return the name of a language by its tag, the tag itself where the house style does not know it."""
    names = {known: name.capitalize() for name, known in LANGUAGES.items()}
    language, _, rest = code.partition("-")
    return names.get(language, code) + (", in Latin letters" if rest.startswith("Latn") else "")


def _profile(edition: Edition) -> Element:
    languages = [element("language", {"ident": code}, _language(code)) for code in _languages(edition)]
    parts = [element("langUsage", None, *languages)]
    if edition.events:
        calendars = (element("calendar", {"xml:id": name}, _p(words)) for name, words in CALENDARS)
        parts.append(element("calendarDesc", None, *calendars))
    return element("profileDesc", None, *parts)


def header(edition: Edition) -> Element:
    """Return `teiHeader`: what the edition is, what it was made from and how."""
    config = edition.config
    file = element(
        "fileDesc",
        None,
        _title_statement(edition),
        _edition_statement(edition),
        _extent(edition),
        _publication_statement(edition),
        _source_description(edition),
    )
    change = element("change", {"when": str(config.date), "n": config.version, "who": f"#{EDITORS}"})
    change.text = f"Version {config.version}."
    revisions = element("revisionDesc", None, change)
    return element("teiHeader", None, file, encoding(edition), _profile(edition), revisions)
