"""The edition as a book in Typst: title page, contents, essay with footnotes, bibliography, apparatus."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from edition import ids
from edition.model.inline import WorkRef
from edition.model.text import reading_text, walk
from edition.style.dates import in_words
from edition.writers.html import LEGEND
from edition.writers.typst_markup import Markup, string, text

if TYPE_CHECKING:
    from edition.model.document import Paragraph
    from edition.model.edition import Edition, Entry, PlacedEmendation, PlacedSection


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
        self.cites = {
            note.label: {n.key for p in note.note.body for n in walk(p.content) if isinstance(n, WorkRef)}
            for note in edition.notes
        }

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
        title, subtitle = config.title, config.subtitle
        if config.title_supplied:
            title, subtitle = f"[{title}]", f"[{subtitle}]" if subtitle else ""
        author = f"[{config.author.natural}]" if config.author_supplied else config.author.natural
        version = f"version {config.version}" if config.version else ""
        lines = [", ".join(part for part in ("An annotated edition", version, in_words(config.date)) if part)]
        if config.title_supplied or config.author_supplied:
            lines.append("What stands in square brackets is supplied by the editors.")
        lines += [f"{what.capitalize()}: {terms}" for what, terms in config.licences]
        arguments = [
            f"  title: {string(title)},",
            f"  subtitle: {string(subtitle)},",
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

    def cited(self, key: str) -> str:
        """Say which notes cite an entry in what the book prints of them; the evidence is not printed."""
        notes = [n for n in self.edition.notes if key in self.cites[n.label]]
        if not notes:
            return ""
        links = [self.markup.reference(ids.note(n.label), text(n.mark)) for n in notes]
        word = "note " if len(notes) == 1 else "notes "
        return text("Cited in " + word) + text(", ").join(links) + text(".")

    def entry(self, entry: Entry) -> str:
        siglum = f"#strong[{text(entry.work.shorthand)}] " if entry.work.shorthand else ""
        body = f"{siglum}{self.markup.inlines(entry.description)}"
        return f"#entry[{body}][{self.cited(entry.work.key)}]<{ids.entry(entry.work.key)}>"

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
        siglum = self.edition.config.witness.siglum
        lemma = f"{number}{text('  ')}#strong[{text(placed.reading)}]{text(f'] {placed.witness} {siglum}. ')}"
        said = text(f"{emendation.certainty.capitalize()}: {emendation.reason}")
        near = text(placed.before + reading_text(emendation.reading) + placed.after)
        return f"#variant[{lemma}{said}][{near}]<{emendation.name}>"

    def apparatus(self) -> str:
        intro = "Place, our reading, after the bracket that of the witness; the reason; below, the words around it."
        rows = [self.emendation(placed) for placed in self.edition.emendations]
        return "\n\n".join(["= Emendations <emendations>", text(intro), *rows]) if rows else ""

    def write(self) -> str:
        sections = [self.section(section) for section in self.edition.sections]
        body = [*sections, self.bibliography(), self.apparatus()]
        legend = f"#legend[{text(LEGEND)}]" if any("#unseen" in part for part in body) else ""
        return "\n\n".join(part for part in [self.opening(), self.title_page(), legend, *body] if part) + "\n"


def write(edition: Edition) -> dict[str, str]:
    """Give the book's Typst sources by file name: `edition.typ`, which is the book, and `preamble.typ`, its look."""
    preamble = (files("edition") / "writers" / "preamble.typ").read_text(encoding="utf-8")
    return {"edition.typ": _Book(edition).write(), "preamble.typ": preamble}
