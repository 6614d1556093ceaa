"""A reader of the edition's TEI: what another program can take from it.

It stands with the tests, for the edition itself never reads its TEI: the sources are Markdown. It knows the schema's
elements and what the header declares, and nothing of the writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

T = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
APART = {f"{T}{tag}" for tag in ("p", "quote", "cit", "lg", "figure")}
"""Blocks inside an item, whose words are apart."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def text_of(node: ET.Element, *, witness: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each
    """Read an element: the witness's text, or the reading text with the brackets of what is supplied."""
    inside = (node.text or "") + "".join(text_of(child, witness=witness) + (child.tail or "") for child in node)
    match node.tag.removeprefix(T):
        case "app":
            return text_of(node.findall(f"{T}{'rdg' if witness else 'lem'}")[0], witness=witness)
        case "ref" if node.get("type") == "noteCall":
            label = (node.text or "") if witness else ""
            return label if label.isdigit() else ""
        case "supplied":
            return "" if witness else f"[{inside}]"
        case "unclear":
            return inside if witness else f"{inside}[?]"
        case "gap":
            extent, reason = (node.get(name, "") for name in ("extent", "reason"))
            return "" if witness else f"[…{extent and ' ' + extent}{reason and ': ' + reason.replace('-', ' ')}]"
        case "l":
            return f"{inside}\n"
        case "quote" if len(node) and not (node.text or "").strip():
            return "\n".join(text_of(child, witness=witness) for child in node) + "\n"
        case "item":
            parts = (("\n" if child.tag in APART else "") + text_of(child, witness=witness) for child in node)
            inside = (node.text or "") + "".join(p + (c.tail or "") for p, c in zip(parts, node, strict=True))
            inside = inside.lstrip("\n")
            return f"\n{node.get('n', '•')}{'.' if node.get('n') else ''} {inside}\n"
        case "table":
            rows = [text_of(child, witness=witness) for child in node]
            is_below = node[0].tag == f"{T}head" and node[0].get("place") == "below"
            return "\n".join([*rows[1:], rows[0]] if is_below else rows)
        case "bibl" if not node.get("corresp"):
            return f"\n{inside}"
        case "figDesc":
            return ""
        case "cell":
            return f"{inside}\n"
        case "milestone":
            return "* * *"
        case "lb":
            return "\n"
        case _:
            return inside


def pointers(node: ET.Element, name: str = "target") -> tuple[str, ...]:
    """Return the anchors to which an attribute points."""
    return tuple(pointer.removeprefix("#") for pointer in node.get(name, "").split())


@dataclass(frozen=True, slots=True)
class Words:
    """A heading or a paragraph: its anchor, its text as read and as the witness has it."""

    anchor: str
    reading: str
    witness: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A work cited: its anchor, the places in it, each with its ends, and whether they were seen."""

    entry: str
    ranges: tuple[tuple[str, str], ...]
    seen: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its anchor, its call and everything about it."""

    anchor: str
    mark: str
    series: str
    cert: str
    wording: str
    call: str
    body: tuple[str, ...]
    evidence: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Emendation:
    """An entry of the apparatus."""

    anchor: str
    reading: str
    witness: str
    cert: str
    reason: str


class Tei:
    """The edition as its TEI describes it."""

    def __init__(self, text: str) -> None:
        """Read the document."""
        self.root = ET.fromstring(text)  # noqa: S314 - our own document
        self.header = self._one("teiHeader")
        self.sections = self.root.findall(f"{T}text/{T}body/{T}div")
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def _one(self, path: str) -> ET.Element:
        found = self.root.find("/".join(f"{T}{step}" for step in path.split("/")))
        assert found is not None, path
        return found

    def headings(self) -> list[Words]:
        """Return the sections' anchors and headings."""
        return [self._words(div.findall(f"{T}head")[0], div.attrib[ID]) for div in self.sections]

    def paragraphs(self) -> list[Words]:
        """Return the essay's paragraphs."""
        return [self._unit(unit) for div in self.sections for unit, _ in self._units(div)]

    def before(self) -> list[str]:
        """Return the words of the essay's blocks that belong to no numbered unit."""
        return [text_of(node).strip() for div in self.sections for _, nodes in self._units(div) for node in nodes]

    def _units(self, div: ET.Element) -> Iterator[tuple[list[ET.Element], list[ET.Element]]]:
        """Yield the elements of each numbered unit, and those that stand before it and name no other."""
        found: list[tuple[list[ET.Element], list[ET.Element]]] = []
        before: list[ET.Element] = []
        for node in (node for node in self._blocks(div)):
            if node.get("prev"):
                assert found[-1][0][0].get(ID) == node.get("prev", "").removeprefix("#")
                found[-1][0].append(node)
            elif node.get("n"):
                found.append(([node], before))
                before = []
            else:
                before.append(node)
        assert not before
        yield from found

    def _blocks(self, div: ET.Element) -> Iterator[ET.Element]:
        for node in div:
            if node.tag == f"{T}div":
                yield from node.findall(f"{T}head")
                yield from self._blocks(node)
            elif node.tag.removeprefix(T) not in {"head", "argument"}:
                yield node

    def _unit(self, nodes: list[ET.Element]) -> Words:
        reading, witness = ("\n".join(text_of(n, witness=side) for n in nodes) for side in (False, True))
        return Words(nodes[0].attrib[ID], reading, witness)

    def _words(self, node: ET.Element, anchor: str) -> Words:
        return Words(anchor, text_of(node), text_of(node, witness=True))

    def calls(self) -> list[tuple[str, str, str]]:
        """Return anchor, mark and note of every note call, in the order of reading."""
        refs = (ref for div in self.sections for ref in div.iter(f"{T}ref") if ref.get("type") == "noteCall")
        return [(ref.attrib[ID], ref.text or "", pointers(ref)[0]) for ref in refs]

    def notes(self) -> list[Note]:
        """Return the notes of both series in their order."""
        found = self.root.findall(f"{T}text/{T}back/{T}div[@type='notes']/{T}note")
        return [self._note(node) for node in found]

    def _note(self, node: ET.Element) -> Note:
        mark, series, certainty, kind = (node.get(name, "") for name in ("n", "type", "cert", "subtype"))
        body = tuple(text_of(part) for part in node if part.get("type") != "evidence")
        evidence = tuple(text_of(part) for part in node if part.get("type") == "evidence")
        citations = tuple(_citation(bibl) for bibl in node.iter(f"{T}bibl") if bibl.get("corresp"))
        return Note(node.attrib[ID], mark, series, certainty, kind, pointers(node)[0], body, evidence, citations)

    def emendations(self) -> list[Emendation]:
        """Return the apparatus in the order of reading."""
        return [
            Emendation(
                app.attrib[ID],
                text_of(app),
                text_of(app, witness=True),
                app.get("cert", ""),
                text_of(app.findall(f"{T}note")[0]),
            )
            for app in self.root.iter(f"{T}app")
        ]

    def breaks(self) -> list[str]:
        """Return the numbers of the witness's pages where they begin."""
        return [node.get("n", "") for node in self._one("text/body").iter(f"{T}pb")]

    def marked(self, *tags: str) -> Iterator[tuple[str, ET.Element]]:
        """Yield elements of essay and notes with the anchor of the paragraph or note in which they stand."""
        bearing = {id(node) for div in self.sections for node in self._blocks(div) if node.get("n")}
        bearing |= {
            id(node) for node in self._one("text").iter(f"{T}note") if node.get("type") in {"numbered", "editorial"}
        }
        for node in self._one("text").iter():
            if node.tag.removeprefix(T) in tags:
                holder = node
                while id(holder) not in bearing and holder in self.parents:
                    holder = self.parents[holder]
                if id(holder) in bearing:
                    yield holder.attrib[ID], node

    def figures(self, part: str) -> list[tuple[str, str]]:
        """Return what the figures in a part of the text show, each with its file by its path on the site."""
        found = (figure for node in self.root.findall(f"{T}text/{T}{part}") for figure in node.iter(f"{T}figure"))
        pairs = [(node.findall(f"{T}figDesc")[0], node.findall(f"{T}graphic")[0]) for node in found]
        return [(shown.text or "", file.get("url", "").removeprefix("../")) for shown, file in pairs]

    def references(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return the cross-references: where, in which words, and what they mean."""
        return [
            (where, text_of(node), (*pointers(node), *pointers(node, "corresp")))
            for where, node in self.marked("ref")
            if node.get("type") != "noteCall" and node.get("target", "").startswith("#")
        ]

    def names(self) -> list[tuple[str, str, str]]:
        """Return the names: where, in which words, and whom or what they mean."""
        tags = ("persName", "orgName", "placeName", "title", "name", "term")
        found = ((where, text_of(node), node.get("ref", "")) for where, node in self.marked(*tags))
        return [(where, words, ref.removeprefix("#")) for where, words, ref in found if ref]

    def ids(self) -> list[str]:
        """Return every anchor outside the header, where only declarations bear one."""
        declared = {id(node) for node in self.header.iter()}
        return [node.attrib[ID] for node in self.root.iter() if ID in node.attrib and id(node) not in declared]


def _citation(node: ET.Element) -> Citation:
    ranges = tuple((scope.get("from", ""), scope.get("to", "")) for scope in node.iter(f"{T}citedRange"))
    return Citation(pointers(node, "corresp")[0], ranges, node.get("ana") != "#not-seen")
