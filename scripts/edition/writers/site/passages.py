"""The index of passages cited (index locorum), and the concordance of the works in the collected editions."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from edition import ids
from edition.ids import AnchorName, NoteLabel
from edition.model.bibliography import Siglum, Span, Work
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.references import Passage
from edition.style import registers, works
from edition.style.citations import UNSEEN
from edition.style.dates import in_words
from edition.words import Words
from edition.writers.html_citations import PARALLEL
from edition.writers.site import matrix
from edition.writers.site.page import Page, row, table
from edition.writers.xml import Content, element, separate


def _passage(page: Page, paragraphs: Mapping[NoteLabel, AnchorName], passage: Passage, loci: str) -> Element:
    return element("li", None, f"{loci} → ", *page.links([ids.note(passage.note), paragraphs[passage.note]]))


def passages(edition: Edition) -> list[Element]:
    """Return the matrix of authors, then every passage by author, work and locus, with its note and paragraph."""
    page = Page(edition, KnownPage.PASSAGES)
    paragraphs = {note.label: note.paragraph for note in edition.notes}
    elements: list[Element] = matrix.figure(edition)
    for author, entries in registers.passages(edition):
        elements.append(element("h2", None, author))
        for entry, cited in entries:
            href = page.href(ids.entry(entry.work.key))
            title = element("a", {"href": href}, *page.writer.inlines(works.title(entry.work, page.words)))
            elements.append(element("p", {"class": "work-head"}, title, works.year_in_brackets(entry.work, page.words)))
            elements.append(
                element("ul", {"class": "loci"}, *(_passage(page, paragraphs, *passage) for passage in cited))
            )
    return elements


def families(edition: Edition) -> list[str]:
    """Return the collected editions that contain works, in the order of the bibliography."""
    used = {span.volume for entry in edition.entries for span in entry.work.spans}
    shorts = [e.work.shorthand.family for e in edition.entries if e.work.is_volume and e.work.key in used]
    return list(dict.fromkeys(shorts))


def _place_in_volume(span: Span, siglum: Siglum) -> str:
    volume = f"{siglum.volume}: " if siglum.volume else ""
    return f"{volume}{span.pages}{'' if span.seen else UNSEEN}"


def _first_print(work: Work, words: Words) -> str:
    when = in_words(work.first_published or work.date, words)
    where = work.journal or ": ".join(p for p in (work.location, work.publisher) if p)
    return ", ".join(p for p in (where, when) if p)


def concordance(edition: Edition) -> list[Element]:
    """Return for each work cited its place in every collected edition, and its first print."""
    page = Page(edition, KnownPage.CONCORDANCE)
    known = {entry.work.key: entry for entry in edition.entries}
    names = families(edition)
    rows = []
    for entry in edition.entries:
        if not entry.work.spans:
            continue
        cells: list[list[Content]] = [
            [
                element(
                    "a",
                    {"href": page.href(ids.entry(entry.work.key))},
                    *page.writer.inlines(works.short(entry.work, page.words)),
                )
            ]
        ]
        for name in names:
            sigla = [(s, known[s.volume].work.shorthand) for s in entry.work.spans if s.volume in known]
            found = [(siglum.slug, _place_in_volume(span, siglum)) for span, siglum in sigla if siglum.family == name]
            kept = [element("span", {"data-ed": slug}, locus) for slug, locus in found]  # on one line
            cells.append(separate(kept, PARALLEL))
        rows.append(row([*cells, [_first_print(entry.work, page.words)]]))
    return [
        table(
            (page.words("concordance.work"), *names, page.words("concordance.first_print")),
            rows,
            "apparatus wide concordance",
            page.words.tag,
        )
    ]
