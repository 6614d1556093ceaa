"""All formats say the same: paragraphs, calls, notes of both series, evidence, citations, emendations, addresses.

Every format is read back to one shape and held against the edition. That the comparison sees faults is shown by
planting them: each is put into one writer's output alone, as if that writer had made it.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest

from edition import exports, ids, pipeline, scaffold
from edition import words as catalogues
from edition.ids import AnchorName
from edition.model.blocks import (
    Apart,
    Block,
    Break,
    Item,
    ItemList,
    Line,
    Paragraph,
    Quotation,
    SubHeading,
    Table,
    Unit,
    Verse,
    map_runs,
)
from edition.model.edition import Edition
from edition.model.inline import (
    Cite,
    Emendation,
    Emphasis,
    Gap,
    Inline,
    Inlines,
    Link,
    NoteRef,
    Text,
    Unclear,
    WorkRef,
)
from edition.model.pictures import Figure
from edition.model.placed import PlacedSection
from edition.model.text import walk
from edition.resolve.identity import NOTHING
from edition.resolve.walks import rebuild
from edition.writers import data, epub, markdown, site, tei, text
from formats import marked_up, paged, plain
from formats.content import Content, model, verse_lines
from support import this_edition

pytestmark = pytest.mark.slow


SILENT = {
    "text": {"cited", "files", "ids"},
    "Markdown": {"cited", "emendations", "ids"},
    "JSON": {"ids"},
    "PDF": {"emendations", "files", "lines"},
}
"""What a format has no way to say; a lost emendation shows in the words of all of them."""


def pandoc(source: str, known: Edition) -> Content:
    """Read Markdown as pandoc does."""
    pypandoc = pytest.importorskip("pypandoc")
    return plain.markdown(json.loads(pypandoc.convert_text(source, "json", format="markdown")), known)


PUBLISHED: dict[str, Callable[[Path], Content]] = {
    "HTML": lambda built: _site(*([path.read_bytes() for path in paths] for paths in _pages(built))),
    "EPUB": lambda built: marked_up.epub(_unzipped(built / "downloads" / "edition.epub")),
    "TEI": lambda built: marked_up.tei(_text(built / "downloads" / "edition.tei.xml")),
    "PDF": lambda built: paged.pdf((built / "downloads" / "edition.pdf").read_bytes(), this_edition()),
    "text": lambda built: plain.text(_text(built / "downloads" / "edition.txt"), this_edition()),
    "Markdown": lambda built: pandoc(_text(built / "downloads" / "edition.markdown"), this_edition()),
    "JSON": lambda built: plain.data({f"data/{path.name}": _text(path) for path in (built / "data").glob("*s.json")}),
}
"""Each format as it lies in the built site."""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _pages(built: Path) -> tuple[list[Path], list[Path]]:
    names = [f"{section.anchor}.html" for section in this_edition().sections]
    essay = [*(built / "essay" / name for name in names), built / "bibliography.html"]
    return essay, [path for name in names if (path := built / "notes" / name).is_file()]


def _site(essay: Iterable[bytes], notes: Iterable[bytes]) -> Content:
    """Read the text on its own pages, and the notes on theirs; the pages of the text have the same words of them."""
    essay = list(essay)
    texts = (re.sub(rb"<section [^>]*endnotes.*?</section>", b"", page, flags=re.DOTALL) for page in essay)
    said = marked_up.pages([*texts, *notes])
    assert marked_up.pages(essay).notes == said.notes
    return said


def _unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        return {name: book.read(name) for name in book.namelist()}


def _html(edition: Edition) -> Content:
    parts = [
        [site.page_of(edition, named(section.anchor)) or [] for section in edition.sections]
        for named in (str, ids.notes_of)
    ]
    parts[0].append(site.BLOCKS["bibliography"](edition))
    return _site(*([b"<div>" + b"".join(map(tostring, page)) + b"</div>" for page in pages] for pages in parts))


WRITTEN: dict[str, Callable[[Edition, Edition], Content]] = {
    "HTML": lambda given, _: _html(given),
    "EPUB": lambda given, _: marked_up.epub(epub.write(given)),
    "TEI": lambda given, _: marked_up.tei(tei.write(given)),
    "PDF": lambda given, known: paged.pdf(exports.make_book(given, {}).book, known),
    "text": lambda given, known: plain.text(text.write_edition(given), known),
    "Markdown": lambda given, known: pandoc(markdown.write_edition(given), known),
    "JSON": lambda given, _: plain.data(data.write(given)),
}
"""Each format written from one edition, and read back by one who knows another."""


NOTHINGS = {catalogues.of(tag)("apparatus.nothing") for tag in catalogues.languages()}
"""What formats print where there are no words; others leave the place empty, and are read as if they had printed it."""


def disagreements(name: str, claimed: Content, known: Content) -> set[str]:
    """Name what a format says otherwise than it should, by the fields of `Said`."""
    silent = SILENT.get(name, set())
    assert {field.name for field in fields(claimed) if getattr(claimed, field.name) is None} == silent

    def words(string: str, *, spaces: bool) -> str:
        # the PDF breaks lines at hyphens; ° and ↗ are not words: they mark a page not seen, and a text online
        string = unicodedata.normalize("NFKC", string)  # plain text has 10⁵, where others raise the 5
        string = re.sub("[°↗\u00ad\u2060]" if name != "PDF" else "[°↗\u00ad\u2060-]", "", string)
        return " ".join(string.split()) if spaces and name != "PDF" else "".join(string.split())

    def said(string: str) -> str:
        return NOTHING if string in NOTHINGS else string

    found = set()
    for field in ("paragraphs", "notes", "evidence", "emendations"):
        pairs = [
            [
                (said(anchor), words(said(string), spaces=field == "paragraphs"))
                for anchor, string in getattr(one, field)
            ]
            for one in (claimed, known)
            if field not in silent
        ]
        if pairs and pairs[0] != pairs[1]:
            found.add(field)
    both = [[words(string, spaces=True) for string in one.before] for one in (claimed, known)]
    found |= {"before"} if both[0] != both[1] else set()
    found |= {"calls"} if claimed.calls != known.calls else set()
    found |= {"cited"} if claimed.cited is not None and claimed.cited != known.cited else set()
    found |= {"lines"} if claimed.lines is not None and claimed.lines != known.lines else set()
    found |= {"figures"} if claimed.figures != known.figures else set()
    found |= {"files"} if claimed.files is not None and claimed.files != known.files else set()
    found |= {"ids"} if claimed.ids is not None and not (known.ids or set()) <= claimed.ids else set()
    return found


MAY_LACK = {"before", "figures", "files", "lines"}
"""What the edition of this repository need not have: the case of every block does."""


def test_the_edition_has_what_is_compared() -> None:
    known = model(this_edition())
    assert len(known.paragraphs) == 38
    assert len([note for note in this_edition().notes if note.is_authors]) == this_edition().config.note_count == 55
    assert len(known.calls) == len(known.notes) == len(this_edition().notes) > 55
    assert all(getattr(known, field.name) for field in fields(known) if field.name not in MAY_LACK)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_formats_agree(name: str, edition_root: Path) -> None:
    """What is published says, in every format, what the edition says."""
    assert disagreements(name, PUBLISHED[name](edition_root / "site"), model(this_edition())) == set()


@cache
def small() -> Edition:
    """Return the edition of two sections with a note of each series and an emendation, and nothing around them."""
    with_emendations = {placed.section for placed in this_edition().emendations}
    chosen = next(s for s in this_edition().sections if s.anchor in with_emendations and len(s.notes) > 1)
    at = this_edition().sections.index(chosen)
    pair = (this_edition().sections[at - 1 if at else at + 1], chosen)
    sections = tuple(replace(section, previous=None, next=None) for section in pair)
    anchors = {section.anchor for section in sections}
    notes = tuple(note for note in this_edition().notes if note.section in anchors)
    labels = {note.label for note in notes}
    cited = {
        node.key for n in notes for p in n.note.paragraphs for node in walk(p.content) if isinstance(node, WorkRef)
    }
    return replace(
        this_edition(),
        sections=sections,
        notes=notes,
        entries=tuple(entry for entry in this_edition().entries if entry.work.key in cited),
        emendations=tuple(e for e in this_edition().emendations if e.section in anchors),
        passages=tuple(p for p in this_edition().passages if p.note in labels),
        pages=(),
        authorities=(),
        events=(),
        standing=(),
        references=(),
        spaces=(),
    )


def _section(edition: Edition, change: Callable[[tuple[Unit, ...]], tuple[Unit, ...]]) -> Edition:
    """Return the edition with the paragraphs of its last section changed."""
    placed = edition.sections[-1]
    section = replace(placed.section, paragraphs=change(placed.paragraphs))
    changed: PlacedSection = replace(placed, section=section)
    return replace(edition, sections=(*edition.sections[:-1], changed))


def _rewritten(edition: Edition, rewrite: Callable[[Inlines], Inlines]) -> Edition:
    return _section(edition, lambda paragraphs: tuple(p.map(rewrite) for p in paragraphs))


def _without(edition: Edition, lost: str) -> Edition:
    notes = tuple(note for note in edition.notes if note.label != lost)
    return replace(edition, notes=notes, passages=tuple(p for p in edition.passages if p.note != lost))


def a_dropped_note(edition: Edition) -> Edition:
    return _without(edition, next(note.label for note in edition.notes if note.is_authors))


def a_dropped_note_of_the_editors(edition: Edition) -> Edition:
    return _without(edition, next(note.label for note in edition.notes if not note.is_authors))


def a_swapped_paragraph(edition: Edition) -> Edition:
    return _section(edition, lambda paragraphs: (paragraphs[1], paragraphs[0], *paragraphs[2:]))


def _at(unit: Unit, anchor: AnchorName) -> Unit:
    first, *rest = unit.blocks
    return replace(unit, anchor=anchor, blocks=(replace(first, anchor=anchor), *rest))


def a_changed_address(edition: Edition) -> Edition:
    old = edition.sections[-1].paragraphs[-1].anchor
    new = AnchorName(f"{edition.sections[-1].anchor}-p99")
    anchors = {**edition.anchors, new: replace(edition.anchors[old], id=new)}
    return replace(_section(edition, lambda all_: (*all_[:-1], _at(all_[-1], new))), anchors=anchors)


def a_lost_emendation(edition: Edition) -> Edition:
    lost = edition.emendations[-1].emendation.name

    def undone(inlines: Inlines) -> Inlines:
        pieces: list[Inline] = []
        for node in inlines:
            pieces += node.witness if isinstance(node, Emendation) and node.name == lost else [node]
        return tuple(pieces)

    return replace(_rewritten(edition, undone), emendations=edition.emendations[:-1])


def a_moved_call(edition: Edition) -> Edition:
    """Put the last call of the section at its head."""
    lost = edition.notes[-1].label
    calls = [
        n for p in edition.sections[-1].paragraphs for n in p.content if isinstance(n, NoteRef) and n.label == lost
    ]

    def moved(paragraphs: tuple[Unit, ...]) -> tuple[Unit, ...]:
        bare = [p.map(lambda content: tuple(n for n in content if n not in calls)) for p in paragraphs]
        return (bare[0].map(lambda content: (*calls, *content)), *bare[1:])

    return _section(edition, moved)


def _bodies(edition: Edition, change: Callable[[Inline], Inline]) -> Edition:
    """Return the edition with every node in the notes changed."""
    notes = []
    for placed in edition.notes:
        body = tuple(map_runs(p, lambda content: rebuild(content, change)) for p in placed.note.body)
        notes.append(replace(placed, note=replace(placed.note, body=body)))
    return replace(edition, notes=tuple(notes))


def a_lost_word(edition: Edition) -> Edition:
    texts = [n for p in edition.notes[-1].note.body for n in walk(p.content) if isinstance(n, Text)]
    place = max(texts, key=lambda node: len(node.text))
    shorter = replace(place, text=place.text.replace(max(place.text.split(), key=len), "", 1))
    return _bodies(edition, lambda node: shorter if node == place else node)


def a_lost_citation(edition: Edition) -> Edition:
    """Lose the links of one work and keep the words."""
    lost = edition.passages[0].work

    def unlinked(node: Inline) -> Inline:
        if isinstance(node, Cite):
            content = [
                Link("https://example.org/", n.content) if isinstance(n, WorkRef) and n.key == lost else n
                for n in node.content
            ]
            return replace(node, content=tuple(content))
        return node

    return replace(_bodies(edition, unlinked), passages=tuple(p for p in edition.passages if p.work != lost))


@cache
def blocks() -> Edition:
    """Return the edition of a case that has every block and inline."""
    return pipeline.edition(Path(__file__).parent / "cases" / "blocks")


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Return small editions: with notes of the author wherever a witness has them, and as `edition new` makes them."""
    cases, made = Path(__file__).parent / "cases", {}
    for where in ("end", "inline", "file"):
        root = shutil.copytree(cases / "authors", tmp_path_factory.mktemp(where), dirs_exist_ok=True)
        if where != "end":
            shutil.copytree(cases / f"authors-{where}", root, dirs_exist_ok=True)
        made[where] = pipeline.edition(root)
    for witness in NEW:
        path = cases / "witnesses" / f"{witness}.txt"
        asked = scaffold.request(path, scaffold.Wishes("", "", "", (), date(2026, 11, 24)))
        made[witness] = scaffold.create(tmp_path_factory.mktemp(witness), asked).edition
    return made


NEW = ("letters", "french-notes-in-round-brackets", "verse-with-pages")
"""Texts with a title that nothing follows, with notes of the author, with verse."""


@pytest.mark.parametrize("edition", ["end", "inline", "file", *NEW])
@pytest.mark.parametrize("name", WRITTEN)
def test_small_editions_are_the_same_in_all_formats(name: str, edition: str, by_hand: dict[str, Edition]) -> None:
    """Notes of the author, too: their words, their marks, notes called in them and emendations."""
    known = by_hand[edition]
    assert disagreements(name, WRITTEN[name](known, known), model(known)) == set()


def known_blocks(name: str) -> Content:
    """Return what a format should say of every block.

    Pandoc does not tell on which side a table has its caption; TEI numbers every line.
    """
    known = model(_reblocked(a_caption_below) if name == "Markdown" else blocks())
    every = sorted(line.number for line in verse_lines(blocks()) if line.number)
    return replace(known, lines=tuple(every)) if name == "TEI" else known


@pytest.mark.parametrize("name", WRITTEN)
def test_every_block_and_inline_is_the_same_in_all_formats(name: str) -> None:
    assert disagreements(name, WRITTEN[name](blocks(), blocks()), known_blocks(name)) == set()


FAULTS = (
    (a_dropped_note, "notes"),
    (a_dropped_note_of_the_editors, "notes"),
    (a_swapped_paragraph, "paragraphs"),
    (a_changed_address, "paragraphs"),
    (a_lost_emendation, "paragraphs"),
    (a_moved_call, "calls"),
    (a_lost_word, "notes"),
    (a_lost_citation, "cited"),
)


@pytest.mark.parametrize("name", WRITTEN)
def test_without_a_fault_nothing_is_found(name: str) -> None:
    """The small edition in which faults are planted agrees with itself."""
    assert disagreements(name, WRITTEN[name](small(), small()), model(small())) == set()


@pytest.mark.parametrize(("fault", "field"), FAULTS, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize("name", WRITTEN)
def test_a_planted_fault_is_found(name: str, fault: Callable[[Edition], Edition], field: str) -> None:
    """A fault in one writer's output is a disagreement, in the very thing that was hurt."""
    if field in SILENT.get(name, set()):
        assert name in {"text", "Markdown"}  # citations are words there, and words are compared
        return
    if name == "PDF" and fault is a_changed_address:
        field = "ids"  # the numbers of paragraphs are not among the words of the PDF; their addresses are destinations
    assert field in disagreements(name, WRITTEN[name](fault(small()), small()), model(small()))


def _reblocked(change: Callable[[Block], Block | None]) -> Edition:
    """Return the edition of every block with those of text and notes changed, without those that become nothing."""

    def changed(given: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(block for block in map(change, given) if block is not None)

    def of_unit(unit: Unit) -> Unit:
        return replace(unit, before=changed(unit.before), blocks=changed(unit.blocks))

    sections = []
    for placed in blocks().sections:
        units = tuple(map(of_unit, placed.paragraphs))
        sections.append(replace(placed, section=replace(placed.section, paragraphs=units)))
    notes = (replace(placed, note=replace(placed.note, body=changed(placed.note.body))) for placed in blocks().notes)
    return replace(blocks(), sections=tuple(sections), notes=tuple(notes))


def a_lost_line_of_verse(block: Block) -> Block:
    return replace(block, stanzas=(block.stanzas[0][:1], *block.stanzas[1:])) if isinstance(block, Verse) else block


def a_line_misnumbered(block: Block) -> Block:
    def later(line: Line) -> Line:
        return replace(line, number=line.number + 1, beside=line.beside and f"{line.number + 1}")

    def all_later(stanza: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(later(line) if line.number else line for line in stanza)

    return replace(block, stanzas=tuple(map(all_later, block.stanzas))) if isinstance(block, Verse) else block


def a_lost_source(block: Block) -> Block:
    return replace(block, source=()) if isinstance(block, Quotation) else block


def a_lost_paragraph_of_a_quotation(block: Block) -> Block:
    return replace(block, blocks=block.blocks[:1]) if isinstance(block, Quotation) else block


def a_lost_block_without_number(block: Block) -> Block | None:
    return None if isinstance(block, Paragraph) and not block.numbered else block


def a_lost_gap(block: Block) -> Block:
    return map_runs(block, lambda content: tuple(node for node in content if not isinstance(node, Gap)))


def a_doubt_removed(block: Block) -> Block:
    def sure(node: Inline) -> Inline:
        return Emphasis(node.content) if isinstance(node, Unclear) else node

    return map_runs(block, lambda content: rebuild(content, sure))


def a_lost_item(block: Block) -> Block:
    return replace(block, items=block.items[:-1]) if isinstance(block, ItemList) else block


def a_lost_sub_list(block: Block) -> Block:
    def tight(item: Item) -> Item:
        return replace(item, blocks=item.blocks[:1])

    return replace(block, items=tuple(map(tight, block.items))) if isinstance(block, ItemList) else block


def a_list_renumbered(block: Block) -> Block:
    if not isinstance(block, ItemList) or not block.is_numbered:
        return block
    items = tuple(replace(item, mark=replace(item.mark, text="9.")) for item in block.items)
    return replace(block, items=items, start=9)


def a_lost_sub_heading(block: Block) -> Block | None:
    return None if isinstance(block, SubHeading) else block


def a_lost_break(block: Block) -> Block | None:
    return None if isinstance(block, Break) else block


def a_lost_row(block: Block) -> Block:
    return replace(block, rows=block.rows[1:] or block.rows) if isinstance(block, Table) else block


def a_lost_caption(block: Block) -> Block:
    """Lose the words of a caption; without its calls and emendations the book could not be set."""
    if not isinstance(block, Table):
        return block
    return replace(block, caption=tuple(node for node in block.caption if isinstance(node, NoteRef | Emendation)))


def a_caption_below(block: Block) -> Block:
    return replace(block, is_caption_above=False) if isinstance(block, Table) else block


def a_lost_caption_of_a_figure(block: Block) -> Block:
    if not isinstance(block, Figure):
        return block
    return replace(block, caption=tuple(node for node in block.caption if isinstance(node, NoteRef | Emendation)))


def a_lost_figure(block: Block) -> Block:
    """Lose a picture, and keep its caption."""
    return Paragraph(block.anchor, block.caption, block.place) if isinstance(block, Figure) else block


def a_figure_that_shows_something_else(block: Block) -> Block:
    return replace(block, alternative=block.alternative[1:]) if isinstance(block, Figure) else block


def another_picture(block: Block) -> Block:
    if not isinstance(block, Figure):
        return block
    return replace(block, picture=next(picture for picture in blocks().pictures if picture != block.picture))


def a_lost_head(block: Block) -> Block:
    return replace(block, head=((), *block.head[1:])) if isinstance(block, Table) and block.head else block


def a_lost_epigraph(block: Block) -> Block | None:
    return None if isinstance(block, Apart) and not block.anchor else block


BLOCK_FAULTS = (
    a_lost_epigraph,
    a_lost_row,
    a_lost_caption,
    a_lost_caption_of_a_figure,
    a_caption_below,
    a_lost_head,
    a_lost_item,
    a_lost_sub_list,
    a_list_renumbered,
    a_lost_sub_heading,
    a_lost_break,
    a_lost_line_of_verse,
    a_lost_source,
    a_lost_paragraph_of_a_quotation,
    a_lost_block_without_number,
    a_lost_gap,
    a_doubt_removed,
)


@pytest.mark.parametrize("fault", BLOCK_FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("name", WRITTEN)
def test_a_fault_in_a_block_is_found(name: str, fault: Callable[[Block], Block | None]) -> None:
    found = disagreements(name, WRITTEN[name](_reblocked(fault), blocks()), known_blocks(name))
    assert bool({"paragraphs", "before"} & found) is not (name == "Markdown" and fault is a_caption_below)


@pytest.mark.parametrize("fault", [a_lost_figure, a_figure_that_shows_something_else, another_picture])
@pytest.mark.parametrize("name", WRITTEN)
def test_a_fault_in_a_figure_is_found(name: str, fault: Callable[[Block], Block]) -> None:
    """Text and PDF do not name the file of a figure."""
    found = disagreements(name, WRITTEN[name](_reblocked(fault), blocks()), known_blocks(name))
    field = "files" if fault is another_picture else "figures"
    assert (field in found) is (field not in SILENT.get(name, set()))


@pytest.mark.parametrize("name", WRITTEN)
def test_a_line_of_verse_with_another_number_is_found(name: str) -> None:
    """The book has the numbers in no text that can be read back: they are artifacts, as other marks in margins."""
    found = disagreements(name, WRITTEN[name](_reblocked(a_line_misnumbered), blocks()), known_blocks(name))
    assert found == (set() if name == "PDF" else {"lines"})


@pytest.mark.parametrize("name", WRITTEN)
def test_a_block_lost_before_the_first_number_is_found(name: str) -> None:
    """What no number covers is compared for itself."""
    sections = []
    for placed in blocks().sections:
        units = tuple(replace(unit, before=()) for unit in placed.paragraphs)
        sections.append(replace(placed, section=replace(placed.section, paragraphs=units)))
    lacking = replace(blocks(), sections=tuple(sections))
    assert "before" in disagreements(name, WRITTEN[name](lacking, blocks()), known_blocks(name))
