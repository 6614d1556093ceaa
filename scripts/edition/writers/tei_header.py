"""The TEI header of the edition (TEI P5 Guidelines, chapter 2, The TEI Header)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.writers.xml import Content, element

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from edition.model.edition import Edition

EDITORS, NOT_SEEN = "editors", "not-seen"
"""The `xml:id`s of those who edit, and of the category of pages that they did not read."""


def _supplied(words: str, *, supplied: bool) -> Content:
    return element("supplied", {"resp": f"#{EDITORS}"}, words) if supplied else words


def _p(words: str) -> Element:
    return element("p", None, words)


def _title_statement(edition: Edition) -> Element:
    config = edition.config
    titles = [element("title", {"type": "main"}, _supplied(config.title, supplied=config.title_supplied))]
    if config.subtitle:
        titles.append(element("title", {"type": "sub"}, _supplied(config.subtitle, supplied=config.title_supplied)))
    author = element("author", None, _supplied(config.author.natural, supplied=config.author_supplied))
    who = [element("resp", None, "edited and annotated by"), element("name", None, config.editors or "The editors")]
    return element("titleStmt", None, *titles, author, element("respStmt", {"xml:id": EDITORS}, *who))


def _edition_statement(edition: Edition) -> Element:
    config = edition.config
    day = element("date", {"when": config.date}, config.date)
    return element("editionStmt", None, element("edition", {"n": config.version}, f"Version {config.version} of ", day))


def _publication_statement(edition: Edition) -> Element:
    config = edition.config
    licences = [
        element("licence", None, element("p", {"n": what}, f"{what.capitalize()}: {words}"))
        for what, words in config.licences
    ]
    parts = [element("publisher", None, config.editors or "The editors"), element("date", {"when": config.date})]
    if config.site_url:
        parts.append(element("ptr", {"target": config.site_url}))
    parts.append(element("availability", None, *(licences or [_p("No licence is stated.")])))
    return element("publicationStmt", None, *parts)


def _source_description(edition: Edition) -> Element:
    witness = edition.config.witness
    words = f"The only witness: the file {witness.file}, unchanged; its SHA-256 is {witness.sha256}."
    return element("sourceDesc", None, element("listWit", None, element("witness", {"xml:id": witness.siglum}, words)))


def _editorial_declaration(edition: Edition) -> Element:
    siglum = edition.config.witness.siglum
    said = {
        "correction": f"Each emendation is an app element: lem is the reading text, rdg the reading of {siglum}, note "
        "the reason, @cert the certainty (high: sure; medium: likely). Nothing else of the wording is changed.",
        "normalization": "White space alone is normalised silently.",
        "segmentation": "Paragraphs are numbered section by section; xml:id and n are the addresses of the edition.",
        "interpretation": f"Italics (hi, foreign) and supplied words are the editors’; {siglum} has neither. Note "
        "calls (ref of type noteCall) stand where the witness has digits. All notes are the editors’; @cert gives how "
        "certain an identification is, @subtype how the essay’s wording stands to its source.",
    }
    return element("editorialDecl", None, *(element(tag, None, _p(words)) for tag, words in said.items()))


def _references_declaration() -> Element:
    paragraph = element("citeStructure", {"unit": "paragraph", "match": "p", "use": "@n", "delim": ", ¶"})
    section = {"unit": "section", "match": "//text/body/div", "use": "@n"}
    return element("refsDecl", None, element("citeStructure", section, paragraph))


def _classes() -> Element:
    words = element("catDesc", None, "the editors have not read the page that is cited")
    category = element("category", {"xml:id": NOT_SEEN}, words)
    return element("classDecl", None, element("taxonomy", None, category))


def header(edition: Edition) -> Element:
    """Give `teiHeader`: what the edition is, what it was made from and how."""
    config = edition.config
    file = element(
        "fileDesc",
        None,
        _title_statement(edition),
        _edition_statement(edition),
        _publication_statement(edition),
        _source_description(edition),
    )
    encoding = element("encodingDesc", None, _editorial_declaration(edition), _references_declaration(), _classes())
    language = element("language", {"ident": config.language}, config.language)
    profile = element("profileDesc", None, element("langUsage", None, language))
    change = element("change", {"when": config.date, "n": config.version, "who": f"#{EDITORS}"})
    change.text = f"Version {config.version}."
    return element("teiHeader", None, file, encoding, profile, element("revisionDesc", None, change))
