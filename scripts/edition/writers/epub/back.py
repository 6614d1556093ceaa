"""What follows the essay: apparatus, chronology, registers, bibliography, index of passages."""

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.ids import NoteLabel
from edition.model.authority import Kind
from edition.model.chronology import Event
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.model.placed import Entry, PlacedAuthority, PlacedEmendation
from edition.model.printed import APPARATUS, BIBLIOGRAPHY, CHRONOLOGY, PASSAGES, REGISTER, place_in
from edition.model.standing import StandingReading
from edition.style import registers, works
from edition.style.citations import legend
from edition.style.dates import in_words
from edition.style.locating import upper_first
from edition.style.quotation import close
from edition.style.registers import PAGES
from edition.style.registers import heading as heading_of
from edition.writers.epub import drawing
from edition.writers.epub.book import Leaf, file
from edition.writers.epub.package import Page
from edition.writers.html import describe, emended_words
from edition.writers.xml import Content, element

Row = tuple[str, list[Content]]
"""An entry of a list: its anchor and what it says."""
Group = tuple[str, list[Row]]
"""A list under its heading; a page of one list needs none."""


def _list(leaf: Leaf, rows: Iterable[Row]) -> Element:
    items = (leaf.pages.mark_inside(anchor, element("li", {"id": anchor}, *content)) for anchor, content in rows)
    return element("ul", {"class": "entries"}, *items)


def _page(
    leaf: Leaf,
    named: tuple[str, str],
    groups: Iterable[Group],
    kind: str = "",
    *,
    lead: Iterable[Element] = (),
) -> Page:
    """Return a page of lists under headings; `kind` is what it is for landmarks, and `lead` stands above the lists.

    The page is `named` by the part of the printed book to which it belongs, and by its own title.
    """
    part, title = named
    own = leaf.file.removesuffix(".xhtml") + "-title"
    parts = [*leaf.pages.take_before(part), element("h1", {"id": own}, title), *lead]
    inside = []
    for at, (heading, rows) in enumerate(groups, start=1):
        parts += leaf.pages.take_before(place_in(part, heading or title))
        if heading:
            anchor = f"{leaf.file.removesuffix('.xhtml')}-{at}"
            inside.append((2, anchor, heading))
            parts.append(element("h2", {"id": anchor}, heading))
        parts.append(_list(leaf, rows))
    role = f"doc-{kind}" if kind else ""
    body = element("section", {"epub:type": kind, "role": role, "aria-labelledby": own}, *parts)
    return Page(leaf.file, title, (body,), kind, tuple(inside))


def _emendation(leaf: Leaf, placed: PlacedEmendation) -> Row:
    given, siglum = placed.emendation, leaf.edition.config.witness.siglum
    sure = leaf.edition.words.value("emendation", given.certainty)
    content: list[Content] = [leaf.link(given.name), ": ", element("b", None, placed.reading)]
    content += [f"] {placed.witness} {siglum}. ", element("span", {"class": "label"}, sure)]
    near = element("span", {"class": "near"}, *emended_words(placed))
    return ids.variant(given.name), [*content, f": {given.reason} (", near, ")"]


def _standing(leaf: Leaf, reading: StandingReading) -> Row:
    content: list[Content] = [leaf.link(reading.at), ": ", element("b", None, reading.lemma), "] "]
    content += [
        element("span", {"class": "label"}, leaf.edition.words.value("standing", reading.kind)),
        f". {reading.remark}",
    ]
    return reading.id, [*content, *_see(leaf, reading.note)]


def _see(leaf: Leaf, note: NoteLabel) -> list[Content]:
    """Return the reference to a note, a space before it; nothing where there is none."""
    return [" ", *leaf.edition.words.around("note.see", note=leaf.link(ids.note(note)))] if note else []


def _apparatus(leaf: Leaf) -> Iterator[Group]:
    edition = leaf.edition
    if edition.emendations:
        yield edition.words("apparatus.emendations"), [_emendation(leaf, placed) for placed in edition.emendations]
    if edition.standing:
        yield edition.words("apparatus.standing"), [_standing(leaf, reading) for reading in edition.ordered_standing()]
    if edition.spaces:
        counts = edition.space_counts().items()
        yield (
            edition.words("apparatus.spaces"),
            [("", [f"{upper_first(kind.printed(edition.words))}: {count}."]) for kind, count in counts],
        )


def _event(leaf: Leaf, event: Event) -> Row:
    words = leaf.edition.words
    dates = in_words(event.new, words)
    if event.old:
        dates = words("event.both_styles", old=in_words(event.old, words), new=dates)
    content: list[Content] = [element("b", None, dates), f". {event.event}"]
    if event.essay:
        content.append(close(f" {words('event.in_text')} {event.essay}"))
    if event.differs:
        content += [" ", element("span", {"class": "label"}, words("event.differs")), f" {event.differs}"]
    content += _see(leaf, event.note)
    if event.dated_by == "editor":
        content.append(f" {words('event.dated_by_editors')}")
    return ids.event(event.id), [*content, *leaf.mentions(line.text for line in event.places)]


def _authority(leaf: Leaf, placed: PlacedAuthority) -> Row:
    where = leaf.mentions(mention.anchor for mention in placed.mentions)
    return ids.authority(placed.authority.id), [
        *describe(placed.authority, leaf.edition.config.editors_language),
        *where,
    ]


def _register(leaf: Leaf, kinds: list[Kind]) -> list[Group]:
    groups = []
    for kind in kinds:
        rows = [_authority(leaf, placed) for placed in leaf.edition.authorities if placed.authority.kind is kind]
        if rows:
            groups.append((heading_of(kind, leaf.edition.words) if len(kinds) > 1 else "", rows))
    return groups


def _entry(leaf: Leaf, entry: Entry) -> Row:
    where = leaf.mentions(mention.anchor for mention in entry.mentions)
    return ids.entry(entry.work.key), [*leaf.writer.entry(entry), *where]


def _bibliography(leaf: Leaf) -> list[Group]:
    return [(title, [_entry(leaf, entry) for entry in entries]) for _, title, entries in leaf.edition.groups()]


def _signs(edition: Edition) -> list[Element]:
    """Return the line that explains the signs after loci, if there are any."""
    signs = legend(edition.passages, edition.words, links=False)
    return [element("p", None, signs)] if signs else []


def _passages(leaf: Leaf) -> Page:
    """Return the index of passages cited, by author, work and locus."""
    edition = leaf.edition
    title = edition.words("passages.title")
    parts = [*leaf.pages.take_before(PASSAGES), element("h1", {"id": "passages-title"}, title), *_signs(edition)]
    for author, entries in registers.passages(edition):
        parts += [*leaf.pages.take_before(place_in(PASSAGES, author)), element("h2", None, author)]
        for entry, cited in entries:
            href = leaf.href(ids.entry(entry.work.key))
            link = element("a", {"href": href}, *leaf.writer.inlines(works.title(entry.work, edition.words)))
            head = element("p", {"class": "work-head"}, link, works.year_in_brackets(entry.work, edition.words))
            parts.append(leaf.pages.mark_inside(place_in(PASSAGES, entry.work.key), head))
            rows = []
            for number, (passage, loci) in enumerate(cited):
                row = element("li", None, f"{loci} → ", leaf.link(ids.note(passage.note)))
                rows.append(leaf.pages.mark_inside(place_in(PASSAGES, place_in(entry.work.key, number)), row))
            parts.append(element("ul", {"class": "loci"}, *rows))
    body = element("section", {"epub:type": "index", "role": "doc-index", "aria-labelledby": "passages-title"}, *parts)
    return Page(leaf.file, title, (body,), "index")


def pages(edition: Edition, leaf: Callable[[str], Leaf]) -> Iterator[Page]:
    """Yield the pages for which the edition has contents; `leaf` returns the leaf of a file."""
    words = edition.words
    pages = (KnownPage.APPARATUS, KnownPage.CHRONOLOGY, KnownPage.BIBLIOGRAPHY)
    apparatus, chronology, bibliography = (leaf(file(page)) for page in pages)
    if groups := list(_apparatus(apparatus)):
        yield _page(apparatus, (APPARATUS, words("apparatus.title")), groups)
    if edition.events:
        events = [_event(chronology, event) for event in edition.events]
        drawn = drawing.chronology(edition)
        yield _page(chronology, (CHRONOLOGY, words("chronology.title")), [("", events)], lead=drawn)
    for page, kinds in PAGES.items():
        if groups := _register(leaf(file(page)), kinds):
            landmark = page.stem if page is KnownPage.GLOSSARY else ""
            yield _page(leaf(file(page)), (REGISTER, words(f"register.page_{page.stem}")), groups, landmark)
    if groups := _bibliography(bibliography):
        yield _page(
            bibliography,
            (BIBLIOGRAPHY, words("bibliography.title")),
            groups,
            "bibliography",
            lead=_signs(edition),
        )
    if edition.passages:
        yield _passages(leaf(file(KnownPage.PASSAGES)))
