"""The edition as a book in Typst: title page, contents, essay with footnotes, bibliography, apparatus."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from edition import ids
from edition.model.text import reading_text
from edition.style.dates import in_words
from edition.writers.typst_markup import Markup, string, text

if TYPE_CHECKING:
    from edition.model.document import Paragraph
    from edition.model.edition import Edition, Entry, PlacedEmendation, PlacedSection

LEGEND = "° the editors have not seen this page."


class _Book:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        notes = {note.label: note for note in edition.notes}
        anchors = {s.anchor for s in edition.sections}
        anchors |= {p.anchor for s in edition.sections for p in s.paragraphs}
        anchors |= {ids.note(label) for label in notes}
        anchors |= {ids.entry(entry.work.key) for entry in edition.entries}
        anchors |= {placed.emendation.name for placed in edition.emendations}
        self.markup = Markup(anchors, notes)

    def opening(self) -> str:
        config = self.edition.config
        day = date.fromisoformat(config.date)
        written = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
        language, _, region = config.language.partition("-")
        return "\n".join(
            [
                '#import "preamble.typ": *',
                "#show: book.with(",
                f"  plain-title: {string(config.full_title)},",
                f"  plain-author: {string(config.author.natural)},",
                f"  date: {written},",
                f"  lang: {string(language)},",
                f"  region: {string(region) if region else 'none'},",
                ")",
            ]
        )

    def title_page(self) -> str:
        config = self.edition.config
        title = f"[{config.title}]" if config.title_supplied else config.title
        author = f"[{config.author.natural}]" if config.author_supplied else config.author.natural
        version = f"version {config.version}" if config.version else ""
        lines = [", ".join(part for part in ("An annotated edition", version, in_words(config.date)) if part)]
        if config.title_supplied or config.author_supplied:
            lines.append("What stands in square brackets is supplied by the editors.")
        lines += [f"{what.capitalize()}: {terms}" for what, terms in config.licences]
        arguments = [
            f"  title: {string(title)},",
            f"  subtitle: {string(config.subtitle)},",
            f"  author: {string(author)},",
            f"  lines: ({', '.join(string(line) for line in lines)},),",
        ]
        contents = "#outline(title: [Contents], depth: 1)"
        return "\n".join(["#title-page(", *arguments, ")", "#show: running", "#counter(page).update(1)", contents])

    def paragraph(self, paragraph: Paragraph) -> str:
        number = ids.paragraph_number(paragraph.anchor)
        mark = f"¶{number}" if number else ""
        return f"#para({string(mark)})[{self.markup.inlines(paragraph.content)}]<{paragraph.anchor}>"

    def section(self, section: PlacedSection) -> str:
        heading = f"= {self.markup.inlines(section.section.heading)} <{section.anchor}>"
        return "\n\n".join([heading, *(self.paragraph(p) for p in section.paragraphs)])

    def entry(self, entry: Entry) -> str:
        siglum = f"#strong[{text(entry.work.shorthand)}] " if entry.work.shorthand else ""
        body = f"#entry[{siglum}{self.markup.inlines(entry.description)}]<{ids.entry(entry.work.key)}>"
        places = list(dict.fromkeys(mention.anchor for mention in entry.mentions))
        if not places:
            return body
        links = [self.markup.reference(a, text(self.edition.anchors[a].reference)) for a in places]
        return f"{body}\n#cited[{text('Cited in ')}{', '.join(links)}{text('.')}]"

    def bibliography(self) -> str:
        parts = ["= Bibliography <bibliography>"]
        for group in self.edition.config.bibliography:
            entries = [self.entry(e) for e in self.edition.entries if e.group == group.title]
            if entries:
                parts += [f"== {text(group.title)}", *entries]
        return "\n\n".join(parts)

    def emendation(self, placed: PlacedEmendation) -> str:
        emendation = placed.emendation
        anchor = self.edition.anchors[emendation.name]
        number = self.markup.reference(placed.paragraph, text(anchor.reference))
        reading = reading_text(emendation.reading) or "(nothing)"
        witness = reading_text(emendation.witness) or "(nothing)"
        siglum = self.edition.config.witness.siglum
        near = f"{text(placed.before + ' ')}#strong[{text(reading)}]{text(' ' + placed.after)}"
        said = text(f"] {witness} {siglum}. {emendation.certainty.capitalize()}: {emendation.reason}")
        return f"#variant[{number}{text(': ')}{near}{said}]<{emendation.name}>"

    def apparatus(self) -> str:
        intro = "Each line gives the place, the reading text, the reading of the witness, and the reason."
        rows = [self.emendation(placed) for placed in self.edition.emendations]
        return "\n\n".join(["= Emendations <emendations>", text(intro), *rows]) if rows else ""

    def write(self) -> str:
        legend = f"#block(above: 2em, text(size: 8.4pt, fill: quiet)[{text(LEGEND)}])"
        sections = [self.section(section) for section in self.edition.sections]
        parts = [self.opening(), self.title_page(), legend, *sections, self.bibliography(), self.apparatus()]
        return "\n\n".join(part for part in parts if part) + "\n"


def write(edition: Edition) -> dict[str, str]:
    """Give the book's Typst sources by file name: `edition.typ`, which is the book, and `preamble.typ`, its look."""
    preamble = (files("edition") / "writers" / "preamble.typ").read_text(encoding="utf-8")
    return {"edition.typ": _Book(edition).write(), "preamble.typ": preamble}
