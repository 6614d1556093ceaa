"""HTML, EPUB and TEI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from edition.resolve.identity import NOTHING
from formats.content import Content, Texts, in_order
from tei_reader import ID, T, Tei

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BLOCKS = {"p", "div", "blockquote", "ol", "ul", "table", "tr", "td", "th", "figure", "figcaption", "hr", "h2", "h3"}
"""Elements of blocks."""
LISTS = {"notes", "refers", "entries", "loci"}
"""Classes of lists that are not of the text."""
QUIET = {"para", "noteref", "rdg", "mark", "status", "label", "back", "unseen", "lemma"}
"""Classes of elements in a paragraph or note of our HTML that are not part of its words."""


def _classes(node: Any) -> set[str]:
    return set(node.get("class", "").split())


def _words(node: Any) -> str:
    """Return the words of an element of HTML without what does not belong to the text."""
    if not isinstance(node.tag, str) or node.tag == "summary" or _classes(node) & QUIET:
        return ""
    if node.tag in {"br", "hr"}:
        return "\n" if node.tag == "br" else "* * *"
    if node.tag == "li" and not _classes(node.getparent()) & LISTS:
        inside = (node.text or "") + "".join(_words(child) + (child.tail or "") for child in node)
        return f"\n{_sign(node)} {inside}\n"
    if node.tag in BLOCKS:  # words of two blocks are apart
        return "\n" + (node.text or "") + "".join(_words(child) + (child.tail or "") for child in node) + "\n"
    return (node.text or "") + "".join(_words(child) + (child.tail or "") for child in node)


def _sign(item: Any) -> str:
    """Return the bullet or the number of an item, as a browser counts it."""
    listed = item.getparent()
    number = int(listed.get("start", "1")) + [child for child in listed if child.tag == "li"].index(item)
    return "•" if listed.tag == "ul" else f"{number}."


def _fragment(link: Any) -> str:
    return str(link.get("href", "")).partition("#")[2]


def _note(node: Any) -> tuple[str, str]:
    """Return body and evidence of a note in HTML."""
    evidence = [part for part in node if "evidence" in _classes(part) or part.xpath("a[contains(@href, '-evidence')]")]
    body = [part for part in node if part not in evidence]
    return "".join(map(_words, body)), "".join(map(_words, evidence))


def _cited(node: Any) -> Iterator[str]:
    """Yield what the body of a note in HTML cites."""
    for link in node.iter("a"):
        if "work" in _classes(link) and not any("evidence" in _classes(up) for up in link.iterancestors()):
            yield _fragment(link)


def _root(page: bytes) -> Any:
    """Parse a page; an HTML parser takes no part of XHTML amiss but its first line."""
    return html.fromstring(re.sub(r"^<\?xml[^>]*>", "", page.decode()))


def _is_in_note(node: Any) -> bool:
    return any("note" in _classes(above) for above in node.iterancestors())


def pages(files: Iterable[bytes], emendations: Texts | None = None) -> Content:
    """Read pages of HTML or of an EPUB: their essay paragraphs, their notes, every id."""
    roots = [_root(page) for page in files]
    nodes = [node for root in roots for node in root.iter() if isinstance(node.tag, str)]
    notes = [node for node in nodes if "note" in _classes(node)]
    emended = [node for node in nodes if node.tag == "a" and "emended" in _classes(node)]
    if emendations is None:
        emendations = tuple((_words(a) or NOTHING, text_content(a.getnext()) or NOTHING) for a in emended)
    return Content(
        tuple((node.get("id"), _words(node)) for node in nodes if "essay" in _classes(node)),
        tuple(_fragment(node) for node in nodes if node.get("role") == "doc-noteref" and not _is_in_note(node)),
        tuple((node.get("id"), _note(node)[0]) for node in notes),
        tuple((node.get("id"), _note(node)[1]) for node in notes),
        frozenset((node.get("id"), key) for node in notes for key in _cited(node)),
        emendations,
        frozenset(node.get("id") for node in nodes if node.get("id")),
        tuple(_words(node) for node in nodes if "essay" in _classes(node) for node in reversed(list(_before(node)))),
        tuple(sorted(int(node.get("data-n")) for node in nodes if "line" in _classes(node))),
        *in_order(*(_pictures(nodes, in_notes=where) for where in (False, True))),
    )


def _pictures(nodes: Iterable[Any], *, in_notes: bool) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if node.tag == "img" and node.getparent().tag == "figure" and _is_in_note(node) == in_notes:
            assert int(node.get("width")) > 0 < int(node.get("height"))
            yield node.get("alt"), node.get("src").removeprefix("../")


def _before(unit: Any) -> Iterator[Any]:
    """Yield the blocks before a numbered unit, the nearest first, that belong to no other."""
    node = unit.getprevious()
    while node is not None and node.tag in BLOCKS and not _classes(node) & {"essay", "said", "outline", "refers"}:
        yield node
        node = node.getprevious()


def text_content(node: Any) -> str:
    """Return all words of an element."""
    return "".join(node.itertext()) if node is not None else ""


def epub(files: Mapping[str, bytes]) -> Content:
    """Read an EPUB in the order of its spine; the emendations from the page of the apparatus."""
    package = etree.fromstring(files["EPUB/package.opf"])
    hrefs = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    spine = [files[f"EPUB/{hrefs[item.get('idref')]}"] for item in package.iter("{*}itemref")]
    apparatus = files.get("EPUB/apparatus.xhtml")  # an edition without emendations has none
    nodes = _root(apparatus).iter("li") if apparatus else ()
    rows = [node for node in nodes if str(node.get("id", "")).startswith("app-")]
    return pages(spine, tuple(_apparatus(row) for row in rows))


def _apparatus(row: Any) -> tuple[str, str]:
    lemma = next(row.iter("b"))
    witness = re.fullmatch(r"\] (.*) \S+\. ", lemma.tail or "")
    assert witness is not None, lemma.tail
    return text_content(lemma), witness[1]


def tei(document: str) -> Content:
    """Read the TEI."""
    read = Tei(document)
    notes = read.notes()
    bodies = {node.get(ID): node for node in read.root.iter(f"{T}note")}
    parts = [(note.anchor, part) for note in notes for part in bodies[note.anchor] if part.get("type") != "evidence"]
    bibls = [(anchor, bibl) for anchor, part in parts for bibl in part.iter(f"{T}bibl")]
    return Content(
        tuple((words.anchor, words.reading) for words in read.paragraphs()),
        tuple(target for _, _, target in read.calls()),
        tuple((note.anchor, "".join(note.body)) for note in notes),
        tuple((note.anchor, "".join(note.evidence)) for note in notes),
        frozenset((anchor, bibl.get("corresp", "").removeprefix("#")) for anchor, bibl in bibls if bibl.get("corresp")),
        tuple((e.reading or NOTHING, e.witness or NOTHING) for e in read.emendations()),
        frozenset(read.ids()),
        tuple(read.before()),
        tuple(sorted(int(line.get("n", "")) for line in read.root.iter(f"{T}l") if line.get("n"))),
        *in_order(*(read.figures(part) for part in ("body", "back"))),
    )
