"""What the notes on the pages of the essay leave to the pages of the notes, so that the essay opens at once."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from edition import ids
from edition.model.layout import SECTIONS
from edition.writers.site.page import Page
from edition.writers.xml import append, element

ENTRIES = frozenset({"name", "work"})
"""Classes of links to entries."""
SIGLUM = "data-ed"
"""The attribute by which a locus names its collected edition."""
KNOWN = ENTRIES | {"xref", "online"}
"""Classes of links that the style sheet knows by their place."""


def lighten(page: Page, notes: Element) -> Element:
    """Return a page's list of notes; on a page of the essay, without what the page of the notes has besides.

    There the evidence is a link to the evidence; in a note an entry is a link where it is first met, a name or a volume
    where the list first has it; and links among words, which the style sheet knows by having no class, have none.
    """
    if page.source.startswith(SECTIONS):
        listed: set[str] = set()
        for note in notes:
            _refer_to_evidence(page, note)
            _link_once(note, listed)
            _join_signs(page, note)
            _join_mark_to_way_back(note[0])
            for link in note.iter("a"):
                if link.get("class") in KNOWN and "href" in link.attrib:
                    del link.attrib["class"]
    return notes


def _refer_to_evidence(page: Page, note: Element) -> None:
    """Put a link to the evidence of a note where the evidence is.

    Evidence stays if the site has no page of notes, or if something in it has an address on this page.
    """
    anchor = note.get("id", "")
    for folded in note.findall("details[@class='evidence']"):
        if anchor not in page.edition.absent and not any("id" in part.attrib for part in folded.iter()):
            target = f"{page.to(page.edition.anchors[anchor].page)}#{ids.evidence(anchor)}"
            link = element("a", {"href": target}, page.words("note.evidence"))
            note[[*note].index(folded)] = element("p", None, link)


def _join_mark_to_way_back(head: Element) -> None:
    """Make the mark of a note that has one call the way back to it; the address of the note is that of its call."""
    mark, *ways = (part for part in head if part.get("class") in {"mark", "back"})
    if len(ways) == 1:
        mark.attrib |= ways[0].attrib | {"class": "mark"}
        head.remove(ways[0])


def _join_signs(page: Page, note: Element) -> None:
    """Make a locus that is no link itself a link to its text, which the sign after it was."""
    for locus in [part for part in note.iter("span") if SIGLUM in part.attrib and part.text and len(part) == 1]:
        sign = locus[0]
        if sign.get("aria-label") == page.words("note.text_of", citation=locus.text):
            del sign.attrib["aria-label"]
            locus.tag, locus.text = "a", f"{locus.text}{sign.text}"
            locus.attrib |= sign.attrib
            locus.remove(sign)


def _link_once(note: Element, listed: set[str]) -> None:
    """Make words of the links to entries to which a note has another, and of names and volumes that are `listed`.

    Of a name and a citation, the citation is the link.
    """
    seen = set(listed)
    for holder, link in sorted(_links(note), key=lambda pair: pair[1].get("class") == "name"):
        target = link.get("href", "")
        if target in seen:
            _unlink(holder, link)
        elif link.get("class") == "name" or SIGLUM in holder.attrib | link.attrib:
            listed.add(target)
        seen.add(target)


def _links(holder: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the links to entries within an element, in their order, each with the element that holds it."""
    for child in holder:
        if child.get("class") in ENTRIES and "href" in child.attrib:
            yield holder, child
        else:
            yield from _links(child)


def _unlink(holder: Element, link: Element) -> None:
    """Put what a link contains in its place, within an element if the link says more of it than where it leads."""
    del link.attrib["href"], link.attrib["class"]
    if link.attrib:
        link.tag = "span"
        return
    children = [*holder]
    at = children.index(link)
    after = children[at + 1 :]
    for child in children[at:]:
        holder.remove(child)
    append(holder, [link.text or "", *link, link.tail or "", *after])
