"""The map of the edition for programs that read it as text (llmstxt.org): what it is, and the address of each part."""

from collections.abc import Collection, Iterator

from edition import ids
from edition.model import layout
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style.dates import day_in_words
from edition.words import bare
from edition.writers.head.page import WHOLE
from edition.writers.site import files
from edition.writers.site.essay import reading_summary

FILE = "llms.txt"
REGISTERS = (
    KnownPage.BIBLIOGRAPHY,
    KnownPage.PASSAGES,
    KnownPage.PEOPLE,
    KnownPage.ORGANISATIONS,
    KnownPage.GLOSSARY,
    KnownPage.CHRONOLOGY,
    KnownPage.APPARATUS,
    KnownPage.ABOUT,
)


def _row(edition: Edition, path: str, name: str, remark: str) -> str:
    label = name.replace("[", "\\[").replace("]", "\\]")
    return f"- [{label}]({edition.config.address(path)}): {remark}"


def _lines(edition: Edition, pages: Collection[str]) -> Iterator[str]:
    config, words = edition.config, edition.words
    paragraphs = sum(len(section.paragraphs) for section in edition.sections)
    yield f"# {config.full_title}"
    yield ""
    sizes = (
        words.count("llms.sections", len(edition.sections)),
        words.count("llms.paragraphs", paragraphs),
        words.count("count.notes", len(edition.notes)),
        words.count("llms.works", len(edition.entries)),
    )
    yield f"> {words('llms.edition', author=config.printed_author, sizes=', '.join(sizes))} " + words(
        "llms.version", version=config.version, day=day_in_words(config.date, words)
    )
    yield ""
    first = edition.notes[0] if edition.notes else None
    note = words("llms.note", mark=first.mark, file=f"data/{ids.note(first.label)}.json") if first else ""
    yield words("llms.addresses", note=note)
    yield ""
    yield from (f"- {words('edition.rights', what=what, terms=terms)}" for what, terms in config.terms)
    yield from ("", f"## {words('files.text')}", "")
    if WHOLE in pages:
        yield _row(edition, WHOLE, words("llms.whole_text"), words("llms.whole_text_remark"))
    for section in edition.sections:
        outline = f". {section.outline}" if section.outline else ""
        summary = f"{reading_summary(section, words)}{outline}"
        yield _row(edition, layout.section_html(section.anchor), section.label, summary)
    if registers := [page for page in REGISTERS if page.html in pages]:
        yield from ("", f"## {words('llms.registers')}", "")
        for page in registers:
            yield _row(edition, page.html, words(f"llms.{page.stem}"), words(f"llms.{page.stem}_remark"))
    for group, rows in files.GROUPS:
        yield from ("", f"## {words(group)}", "")
        yield from (_row(edition, path, path.rpartition("/")[2], words(remark)) for path, remark in rows)


def write(edition: Edition, pages: Collection[str]) -> str:
    """Return `llms.txt` for a site that has these pages."""
    return bare("\n".join(_lines(edition, pages)) + "\n")
