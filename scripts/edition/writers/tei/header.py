"""The TEI header of the edition (TEI P5 Guidelines, chapter 2, The TEI Header)."""

from xml.etree.ElementTree import Element

from edition import languages, scripts, words
from edition.config import EditionConfig
from edition.model.edition import Edition
from edition.style.licences import address
from edition.style.numbers import quantity
from edition.words import ENGLISH
from edition.writers.tei.declarations import encoding, paragraph_of
from edition.writers.tei.found import Inventory
from edition.writers.tei.names import AUTHOR, EDITORS
from edition.writers.xml import Content, element

CALENDARS = (("julian", "Old Style: the Julian calendar."), ("gregorian", "New Style: the Gregorian calendar."))


def mark_supplied(words: str, *, bracketed: bool) -> Content:
    """Return words supplied by the editors as `supplied`, other words unchanged."""
    return element("supplied", {"resp": f"#{EDITORS}"}, words) if bracketed else words


def list_titles(config: EditionConfig, tag: str) -> list[Element]:
    """Return the title and any subtitle as elements with this tag."""
    titles = {"main": config.title, "sub": config.subtitle}
    supplied = config.title_supplied
    return [element(tag, {"type": kind}, mark_supplied(t, bracketed=supplied)) for kind, t in titles.items() if t]


def _title_statement(edition: Edition) -> Element:
    config = edition.config
    titles = list_titles(config, "title")
    name = {"xml:id": AUTHOR if any(note.is_by_author for note in edition.notes) else ""}
    author = element("author", name, mark_supplied(config.author.natural, bracketed=config.author_supplied))
    work = "edited and annotated by" if not config.title_supplied else "edited, annotated and given its title by"
    who = [element("resp", None, work), element("name", None, config.editors or "The editors")]
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
        element("measure", {"unit": unit, "quantity": str(number)}, quantity(number, unit)) for unit, number in sizes
    )
    return element("extent", None, *measures)


def _publication_statement(edition: Edition) -> Element:
    config = edition.config
    licences = [
        element("licence", {"target": address(config, what)}, element("p", {"n": what}, f"{what}: {words}"))
        for what, words in config.licences
    ]
    parts = [element("publisher", None, config.editors or "The editors"), element("date", {"when": str(config.date)})]
    parts += [element("idno", {"type": "URL"}, config.site_root)] if config.site_root else []
    parts += [element("ptr", {"type": "repository", "target": config.repository})] if config.repository else []
    parts.append(element("availability", None, *(licences or [paragraph_of("No licence is stated.")])))
    return element("publicationStmt", None, *parts)


def _source_description(edition: Edition) -> Element:
    witness = edition.config.witness
    words = f"The only witness: the file {witness.file}, unchanged; its SHA-256 is "
    number = element("idno", {"type": "SHA-256"}, witness.sha256)
    source = element("witness", {"xml:id": witness.siglum, "n": witness.siglum}, words, number, ".")
    return element("sourceDesc", None, element("listWit", None, source))


def _language(code: str) -> str:
    """Return the English name of a language, with its script if the tag has one; else the tag itself."""
    known = "" if code.startswith("und") else ENGLISH.language_name(code)
    name = known or ("Undetermined" if code.startswith("und") else code)
    script = scripts.named_script(code)
    return f"{name}, in {ENGLISH.script_name(script)} letters" if script else name


def _profile(edition: Edition, whole: Inventory) -> Element:
    own = edition.config.language
    others = sorted(whole.of_attribute("xml:lang") - {own})
    languages = [element("language", {"ident": code}, _language(code)) for code in (own, *others)]
    parts = [element("langUsage", None, *languages)]
    used = {reference.removeprefix("#") for reference in whole.of_attribute("calendar", "date")}
    if used:
        rows = (element("calendar", {"xml:id": name}, paragraph_of(words)) for name, words in CALENDARS if name in used)
        parts.append(element("calendarDesc", None, *rows))
    return element("profileDesc", None, *parts)


def header(edition: Edition, essay: Inventory, whole: Inventory) -> Element:
    """Return `teiHeader`: what the edition is, what it was made from, and how."""
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
    tag = "" if languages.primary(config.language) == words.SOURCE else words.SOURCE
    for part in file.iter("title") if tag else ():
        part.set("xml:lang", config.language)
    return element(
        "teiHeader", {"xml:lang": tag}, file, encoding(edition, essay, whole), _profile(edition, whole), revisions
    )
