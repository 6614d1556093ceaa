"""The essay in the book: a file for each section, followed by its notes as footnotes that open in place.

EPUB 3.3, § 6.1; EPUB Type to ARIA Role Authoring Guide 1.1; DPUB-ARIA 1.1.
"""

from xml.etree.ElementTree import Element

from edition import ids
from edition.model.edition import PlacedNote, PlacedSection
from edition.style.citations import legend
from edition.style.citing import lower_first
from edition.writers.epub.book import Leaf
from edition.writers.epub.package import Page
from edition.writers.xml import Content, element


def _note(leaf: Leaf, note: PlacedNote) -> Element:
    """Return a note as a footnote that can pop up: its mark leads back to its call, nothing is folded away.

    The way back stands first, where reading systems look for it; a note's first paragraph follows its mark at once,
    for some systems show no more than one.
    """
    words, name = leaf.edition.words, leaf.writer.note_name(note)
    back = {
        "class": "mark" if note.is_authors else "mark letter",
        "href": f"#{ids.note_call(note.label)}",
        "role": "doc-backlink",
        "aria-label": words("note.back", note=name, lowered=lower_first(name)),
    }
    head: list[Content] = [element("a", back, note.mark), *leaf.writer.ways_back(note, "back", "↩")[2:], " "]
    head += [element("span", {"class": "status"}, f"{note.note.printed_status(words)}."), " "]
    parts = []
    for paragraph in note.note.printed:
        parts.append(element("p", None, *head, *leaf.writer.inlines(paragraph.content)))
        head = []
    head += [element("span", {"class": "label"}, f"{words('note.evidence')}."), " "]
    for paragraph in note.note.evidence:
        parts.append(element("p", {"class": "evidence"}, *head, *leaf.writer.inlines(paragraph.content)))
        head = []
    kind = "note" if note.is_authors else "note editors"
    attributes = {"id": ids.note(note.label), "class": kind, "epub:type": "footnote", "role": "doc-footnote"}
    return element("aside", attributes, *parts)


def section(leaf: Leaf, placed: PlacedSection, *, first: bool) -> Page:
    """Return a section's page: its text, its notes, its cross-references."""
    heading = element("h1", {"id": placed.anchor}, *leaf.writer.inlines(placed.section.heading))
    parts = [*leaf.pages.take_before(placed.anchor), heading]
    if placed.outline:
        label = element("span", {"class": "label"}, f"{leaf.edition.words('section.summary')}.")
        parts.append(element("div", {"class": "outline"}, element("p", None, label, f" {placed.outline}")))
    for paragraph in placed.paragraphs:
        written = leaf.writer.paragraph(paragraph, placed.reference)
        parts.append(leaf.pages.mark_inside(paragraph.anchor, written))
    inside: list[tuple[str, str]] = []
    if notes := leaf.edition.notes_of(placed.anchor):
        anchor = ids.notes_of(placed.anchor)
        inside.append((anchor, placed.notes_title))
        top = [element("h2", {"id": anchor}, *leaf.writer.inlines(placed.notes_heading))]
        if signs := legend(leaf.edition.passages, leaf.edition.words):
            top.append(element("p", {"class": "legend"}, signs))
        parts.append(element("section", {"epub:type": "footnotes"}, *top, *(_note(leaf, note) for note in notes)))
    if rows := leaf.writer.references(placed):
        top = [element("h2", None, leaf.edition.words("section.references"))]
        parts.append(element("section", None, *top, element("ul", {"class": "refers"}, *rows)))
    chapter = {"epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": placed.anchor}
    body = element("section", chapter, *parts)
    return Page(leaf.file, placed.label, (body,), "bodymatter" if first else "", tuple(inside))
