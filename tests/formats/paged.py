"""The PDF."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from edition import ids
from edition.model.inline import Named
from edition.model.text import reading_text, walk
from formats.content import Content, Marks, in_order, model
from pdf_reading import Book, bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edition.model.edition import Edition
from edition.model.placed import PlacedSection


def _apart(edition: Edition) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what opens a note and what closes it, neither of which is of its words."""
    words = edition.words
    certainty = "|".join(re.escape(word) for word in words.choices("certainty"))
    status = re.compile(rf"^(?:(?:{certainty}) · [^.]*|{re.escape(words('note.by_author'))})\.")
    again = "[^.]*".join(map(re.escape, words("note.also_called_in", place="\0").split("\0")))
    return status, re.compile(rf"(?: ?\[?{again}\]?)+$")


def pdf(content: bytes, edition: Edition) -> Content:
    """Read the PDF by its tags: essay and evidence by their headings, notes where they are called."""
    book = Book(content)
    parts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    inside_of: dict[str, list[int]] = {}
    heading, inside = "", -1
    for run in book.runs:
        if "Figure" in run.tags:  # a drawing may write words
            continue
        if "H1" in run.tags:
            heading = heading + run.text if inside == run.paragraph else run.text
        else:
            parts.setdefault(heading, []).append((run.tags, run.text))
            inside_of.setdefault(heading, []).append(run.paragraph)
        inside = run.paragraph if "H1" in run.tags else -1
    marks = {(note.section, note.mark): ids.note(note.label) for note in edition.notes}
    called = Marks((note.section, note.mark, ids.note(note.label)) for note in edition.notes if not note.inside)
    labelled = Marks((note.section, note.mark, ids.note(note.label)) for note in edition.notes)
    open_notes: list[list[str]] = []
    paragraphs: list[tuple[str, str]] = []
    calls: list[str] = []
    notes: list[list[str]] = []
    before: list[str] = []
    for section in edition.sections:
        words: dict[int, str] = {}
        spoken = ""
        for (tags, text_content), paragraph in zip(
            *(found.get(section.label, []) for found in (parts, inside_of)), strict=True
        ):
            depth, is_mark = tags.count("Note"), "Lbl" in tags and not _is_of_item(tags)
            if is_mark and depth > len(open_notes):
                open_notes.append([labelled.take(section.anchor, text_content.strip()), ""])
                notes.append(open_notes[-1])
                continue
            del open_notes[depth:]
            if depth:
                open_notes[-1][1] += "" if is_mark else text_content
            elif is_mark or (tags[-2:] == ("Link", "Span") and (section.anchor, text_content) in called.left):
                calls.append(called.take(section.anchor, text_content.strip()))
            else:
                words[paragraph] = words.get(paragraph, "") + text_content
                spoken += text_content
        if all(unit.only and not unit.before for unit in section.paragraphs):
            paragraphs += [(f"{section.anchor}-p{n}", found) for n, found in enumerate(words.values(), start=1)]
        else:
            cut = list(_cut(section, bare(unicodedata.normalize("NFKC", spoken))))
            paragraphs += [(anchor, found) for anchor, found in cut if anchor]
            before += [found for anchor, found in cut if not anchor]
    status, again = _apart(edition)
    return Content(
        tuple(paragraphs),
        tuple(calls),
        tuple((anchor, again.sub("", status.sub("", text_content))) for anchor, text_content in notes),
        tuple(_evidence(parts.get(edition.words("note.evidence"), []), edition, marks)),
        frozenset(_pdf_cites(book, [anchor for anchor, _ in notes])) - _named(edition),
        None,
        frozenset(book.destinations),
        tuple(before),
        None,
        in_order(
            *([(one, "") for one, is_text in _figures(book, edition) if is_text == where] for where in (True, False))
        )[0],
        None,
    )


def _figures(book: Book, edition: Edition) -> Iterator[tuple[str, bool]]:
    """Yield what each figure of text and notes shows, and whether it is in the text; the chronology is drawn, too."""
    labels = {section.label for section in edition.sections}
    heading = ""
    for node, above in book.tagged("H1", "Figure"):
        if node.S == "/H1":
            heading = book.words(node)
        elif heading != edition.words("chronology.title"):
            yield str(node.Alt), heading in labels and "Note" not in above


def _is_of_item(tags: tuple[str, ...]) -> bool:
    """Return whether a run is the bullet or the number of an item."""
    return ("LI", "Lbl") in pairwise(tags)


def _cut(section: PlacedSection, words: str) -> Iterator[tuple[str, str]]:
    """Yield the units of a section that has other blocks than paragraphs, and what stands before them.

    Tags do not say where a unit ends, so the words are cut by the lengths known: a word too many or too few shows.
    """
    for unit in section.paragraphs:
        parts = [("", block.content) for block in unit.before] + [(unit.anchor, unit.content)]
        for number, (anchor, content) in enumerate(parts):
            last = unit is section.paragraphs[-1] and number == len(parts) - 1
            length = len(words) if last else len(bare(unicodedata.normalize("NFKC", reading_text(content))))
            yield anchor, words[:length]
            words = words[length:]


def _evidence(
    part: list[tuple[tuple[str, ...], str]], edition: Edition, marks: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Yield the evidence, which follows the essay: a heading for each section, a mark before each note's words."""
    sections = {section.notes_title: section.anchor for section in edition.sections}
    found: dict[str, str] = {}
    section, anchor, order = "", "", list(marks)
    inside = False
    for tags, text_content in part:
        mark = (section, text_content.strip())
        if "H2" in tags:
            section = sections[text_content]
        elif tags[-1] == "Link" and not inside and mark in order:
            anchor = marks[mark]
            order = order[order.index(mark) + 1 :]  # the evidence for a note follows that for the notes before
        elif section:
            found[anchor] = found.get(anchor, "") + text_content
        inside = tags[-1] == "Link"  # a link broken at a line's end is two runs
    return ((ids.note(note.label), found.get(ids.note(note.label), "")) for note in edition.notes)


def _named(edition: Edition) -> frozenset[tuple[str, str]]:
    """Return works that a note names and does not cite: the PDF has links for these too."""
    nodes = [(ids.note(n.label), x) for n in edition.notes for p in n.note.body for x in walk(p.content)]
    named = {(note, node.anchor) for note, node in nodes if isinstance(node, Named)}
    return frozenset(named - (model(edition).cited or frozenset()))


def _pdf_cites(book: Book, notes: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the entries to which links inside the notes lead."""
    elements = [node for node in book._elements(book.document.Root.StructTreeRoot) if str(node.S) == "/Note"]
    for anchor, element in zip(notes, elements, strict=True):
        within = list(book._elements(element))[1:]
        inner = {node.objgen for note in within if str(note.S) == "/Note" for node in book._elements(note)}
        for link in (node for node in within if node.objgen not in inner):
            kids: Any = link.get("/K", []) if str(link.S) == "/Link" else []
            for kid in kids:
                target = str(kid.Obj.get("/Dest", "")) if hasattr(kid, "get") and "/Obj" in kid else ""
                if target.startswith("bib-"):
                    yield anchor, target
