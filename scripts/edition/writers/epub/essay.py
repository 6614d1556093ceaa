"""The essay in the book: a file for each section, followed by its notes as footnotes that open in place.

EPUB 3.3, § 6.1; EPUB Type to ARIA Role Authoring Guide 1.1; DPUB-ARIA 1.1.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.blocks import Block, Paragraph
from edition.model.inline import Text
from edition.model.placed import PlacedNote, PlacedSection
from edition.model.text import reading_text
from edition.style.citations import legend
from edition.style.locating import lower_first
from edition.writers import html_blocks
from edition.writers.epub.book import Leaf
from edition.writers.epub.package import Page
from edition.writers.xml import Content, element, label


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
    }
    mark = element("a", back, note.mark)
    label(mark, "aria-label", words("note.back", note=name, lowered=lower_first(name)), words.tag)
    head: list[Content] = [mark, *leaf.writer.ways_back(note, "back", "↩")[2:], " "]
    head += [element("span", {"class": "status"}, f"{note.note.printed_status(words)}."), " "]
    parts = _blocks(leaf, note.note.body, head, leaf.writer.of_text if note.is_by_author else {})
    opening: list[Content] = [element("span", {"class": "label"}, f"{words('note.evidence')}."), " "]
    evidence = _blocks(leaf, note.note.printed_evidence, ([] if parts else head) + opening, {})
    for block in evidence:
        block.set("class", f"evidence {block.get('class', '')}".strip())
    parts += evidence
    kind = "note" if note.is_authors else "note editors"
    attributes = {"id": ids.note(note.label), "class": kind, "epub:type": "footnote", "role": "doc-footnote"}
    return element("aside", attributes, *parts)


def _blocks(leaf: Leaf, blocks: tuple[Block, ...], head: list[Content], spoken: Mapping[str, str]) -> list[Element]:
    """Return blocks of a note, the first after what stands at their head; `spoken` are attributes of their language."""
    parts = html_blocks.write_in(leaf.writer, blocks, spoken)
    if parts and isinstance(blocks[0], Paragraph):
        words = leaf.writer.inlines(blocks[0].content)
        parts[0] = element("p", None, *head, *([element("span", spoken, *words)] if spoken else words))
        return parts
    return [element("p", None, *head), *parts] if parts else []


def section(leaf: Leaf, placed: PlacedSection, *, first: bool) -> Page:
    """Return a section's page: its text, its notes, its cross-references."""
    spoken, named = leaf.writer.of_text, placed.section.heading
    heading = element("h1", {"id": placed.anchor, **spoken}, *leaf.writer.inlines(named))
    parts = [*leaf.pages.take_before(placed.anchor), heading]
    if placed.outline:
        label = element("span", {"class": "label"}, f"{leaf.edition.words('section.summary')}.")
        parts.append(element("div", {"class": "outline"}, element("p", None, label, f" {placed.outline}")))
    for paragraph in placed.paragraphs:
        *before, written = leaf.writer.unit(paragraph, placed.reference)
        parts += [*before, leaf.pages.mark_inside(paragraph.anchor, written)]
    inside = [(sub.level, str(sub.anchor), leaf.title(sub.content, spoken)) for sub in placed.sub_headings]
    if notes := leaf.edition.notes_of(placed.anchor):
        anchor = ids.notes_of(placed.anchor)
        inside.append((2, anchor, leaf.title(placed.notes_heading)))
        top = [element("h2", {"id": anchor}, *leaf.writer.inlines(placed.notes_heading))]
        if signs := legend(leaf.edition.passages, leaf.edition.words):
            top.append(element("p", {"class": "legend"}, signs))
        parts.append(element("section", {"epub:type": "footnotes"}, *top, *(_note(leaf, note) for note in notes)))
    if rows := leaf.writer.references(placed):
        top = [element("h2", None, leaf.edition.words("section.references"))]
        parts.append(element("section", None, *top, element("ul", {"class": "refers"}, *rows)))
    chapter = {"epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": placed.anchor}
    body = element("section", chapter, *parts)
    title = leaf.title(named if reading_text(named).strip() else (Text(placed.label),), spoken)
    return Page(leaf.file, title, (body,), "bodymatter" if first else "", tuple(inside))
