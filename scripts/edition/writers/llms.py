"""The map of the edition for programs that read it as text (llmstxt.org): what it is, and the address of each part."""

from collections.abc import Collection, Iterator

from edition import ids
from edition.model import layout
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style.dates import day_in_words
from edition.style.numbers import quantity
from edition.writers.head.page import WHOLE
from edition.writers.site import files
from edition.writers.site.essay import reading_summary

FILE = "llms.txt"
REGISTERS = (
    (KnownPage.BIBLIOGRAPHY, "Bibliography", "every work cited, with the places that cite it"),
    (KnownPage.PASSAGES, "Index of passages cited", "the passages cited from each work, in page order"),
    (KnownPage.PEOPLE, "People", "everyone named, with all mentions"),
    (KnownPage.ORGANISATIONS, "Organisations, places and events", "those named, with all mentions"),
    (KnownPage.GLOSSARY, "Glossary", "terms and foreign phrases, explained"),
    (KnownPage.CHRONOLOGY, "Chronology", "dated events"),
    (
        KnownPage.APPARATUS,
        "Apparatus",
        "every emendation with its reason, readings left standing, changes of white space",
    ),
    (KnownPage.ABOUT, "About the text", "the witness (the source of the text) and how it was edited"),
)


def _row(edition: Edition, path: str, name: str, remark: str) -> str:
    label = name.replace("[", "\\[").replace("]", "\\]")
    return f"- [{label}]({edition.config.address(path)}): {remark}"


def _lines(edition: Edition, pages: Collection[str]) -> Iterator[str]:
    config = edition.config
    paragraphs = sum(len(section.paragraphs) for section in edition.sections)
    yield f"# {config.full_title}"
    yield ""
    yield (
        f"> An annotated edition of the text by {config.printed_author}: "
        f"{quantity(len(edition.sections), 'section')}, "
        f"{quantity(paragraphs, 'numbered paragraph')}, {quantity(len(edition.notes), 'note')}, "
        f"{quantity(len(edition.entries), 'work')}. "
        f"Version {config.version} ({day_in_words(config.date)})."
    )
    yield ""
    note = (
        f"; note {edition.notes[0].mark} is in `data/{ids.note(edition.notes[0].label)}.json`" if edition.notes else ""
    )
    yield (
        "Every section, paragraph, note, work, person and event has a permanent address. Paragraph 7 of "
        "the section `x` is `essay/x.html#x-p7`, and is available as data in `data/x-p7.json` and "
        f"`data/x-p7.tei.xml`{note}. Cite paragraphs, not pages."
    )
    yield ""
    yield from (f"- Rights ({what}): {words}" for what, words in config.licences)
    yield from ("", "## The text", "")
    if WHOLE in pages:
        yield _row(edition, WHOLE, "The whole text", "all sections and notes on one page")
    for section in edition.sections:
        outline = f". {section.outline}" if section.outline else ""
        yield _row(edition, layout.section_html(section.anchor), section.label, f"{reading_summary(section)}{outline}")
    if registers := [row for row in REGISTERS if row[0].html in pages]:
        yield from ("", "## Registers", "")
        yield from (_row(edition, page.html, name, remark) for page, name, remark in registers)
    for group, rows in files.GROUPS:
        yield from ("", f"## {group}", "")
        yield from (_row(edition, path, path.rpartition("/")[2], remark) for path, remark in rows)


def write(edition: Edition, pages: Collection[str]) -> str:
    """Return `llms.txt` for a site that has these pages."""
    return "\n".join(_lines(edition, pages)) + "\n"
