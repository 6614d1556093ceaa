"""The edition as a PDF: its standards, its tags, its addresses, its bytes; and that both sizes are one book."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from edition import exports, ids, pipeline
from edition.model.anchors import AnchorKind
from edition.model.blocks import Block, Unit
from edition.model.chronology import chapters
from edition.model.edition import Edition
from edition.model.inline import Foreign
from edition.model.text import reading_text, walk
from edition.readers import dates
from edition.style.citations import ONLINE, UNSEEN
from pdf_reading import Book, PageContent, bare, read
from support import ROOT, program, specimen, specimen_exports

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Return the edition under test."""
    return specimen()


@pytest.fixture(scope="module")
def content() -> bytes:
    """Return the A5 book."""
    return specimen_exports()[exports.BOOK]


@pytest.fixture(scope="module")
def book(content: bytes) -> Book:
    """Return the A5 book, read by its tags."""
    return read(content)


def test_it_says_which_standards_it_keeps(edition: Edition, content: bytes) -> None:
    """The metadata name PDF/A-3a and PDF/UA-1, title, author and language."""
    with pikepdf.open(io.BytesIO(content)) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == edition.config.full_title
        assert edition.config.author.natural in str(metadata["dc:creator"])
        assert str(document.Root.Lang) == edition.config.language
        assert dict(document.Root.MarkInfo) == {"/Marked": True}  # Poppler reports `Suspects` as an error
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_nothing_on_a_page_is_outside_the_tags(book: Book) -> None:
    """Everything painted is tagged or an artifact, and each tagged piece is in the tree once."""
    assert [page.unmarked for page in book.pages if page.unmarked] == []
    marked = {(at, number) for at, page in enumerate(book.pages) for number in page.words}
    assert set(book.seen) == marked
    assert len(book.seen) == len(marked)


def test_every_note_is_a_note(edition: Edition, book: Book) -> None:
    """Each note of both series is tagged as one, in the order of the calls, with its mark, status and words."""
    notes = [bare(words) for words in book.elements("Note")]
    assert len(notes) == len(edition.notes)
    for placed, words in zip(edition.notes, notes, strict=True):
        note_words = "".join(reading_text(paragraph.content) for paragraph in placed.note.body)
        printed = re.sub(f"[{UNSEEN}{ONLINE}]", "", words)
        assert printed == re.sub(
            UNSEEN, "", bare(f"{placed.mark}{placed.note.printed_status(edition.words)}.{note_words}")
        )


def test_every_heading_is_a_heading(edition: Edition, book: Book) -> None:
    """Pages, sections and parts in their order, no level skipped, and each a bookmark."""
    chapters = [bare(words) for words in book.elements("H1")]
    expected = ["Contents", *(reading_text(page.title) for page in edition.pages)]
    expected += [reading_text(section.section.heading) for section in edition.sections]
    unbracketed = str.maketrans("", "", "[]")  # a heading may have several supplied parts, a label has one pair
    printed = [words.translate(unbracketed) for words in chapters[: len(expected)]]
    assert printed == [bare(words).translate(unbracketed) for words in expected]
    for part in ("Apparatus", "Evidence", "Bibliography", "Index of passages cited"):
        assert bare(part) in chapters
    with book.document.open_outline() as outline:
        assert [bare(item.title) for item in outline.root] == chapters
        groups = [group.title for group in edition.config.bibliography]
        bibliography = next(item for item in outline.root if item.title == "Bibliography")
        assert [item.title for item in bibliography.children] == groups
    kinds = {run.tags[-1] for run in book.runs} | {tag for run in book.runs for tag in run.tags}
    assert {tag for tag in kinds if tag.startswith("H") and tag[1:].isdigit()} <= {"H1", "H2"}


def test_foreign_words_are_in_their_language(edition: Edition, book: Book) -> None:
    """Every foreign phrase of essay and notes, and of what the notes rest on, is read out in its own language."""
    spoken: dict[str, str] = {}
    for run in book.runs:
        language = run.lang.split("-")[0]
        spoken[language] = spoken.get(language, "") + bare(run.text)
    paragraphs: list[Unit | Block] = [p for section in edition.sections for p in section.paragraphs]
    paragraphs += [p for placed in edition.notes for p in (*placed.note.body, *placed.note.printed_evidence)]
    phrases = [node for p in paragraphs for node in walk(p.content) if isinstance(node, Foreign)]
    assert phrases
    counts = Counter((phrase.lang.split("-")[0], bare(reading_text(phrase.content))) for phrase in phrases)
    for (language, words), count in counts.items():
        assert spoken[language].count(words) >= count, words


def test_the_essay_is_read_in_its_order(edition: Edition, book: Book) -> None:
    """Without notes and calls the tags give the reading text, paragraph after paragraph; the numbers are artifacts."""
    words = bare(book.text(without=("Note", "Lbl")))
    at = 0
    for section in edition.sections:
        for paragraph in section.paragraphs:
            at = words.index(bare(reading_text(paragraph.content)), at)


def test_marks_do_not_enter_copied_text(content: bytes) -> None:
    """Nor do running heads: what programs take from a page is what is read there (Poppler; others do the same)."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            open_marks: list[str] = []
            for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC"):
                operands: Any = instruction.operands
                if str(instruction.operator) == "EMC":
                    open_marks.pop()
                    continue
                assert "/Artifact" not in open_marks or "/ActualText" in operands[1], "nothing that is read is within"
                open_marks.append(str(operands[0]))
            assert open_marks == []
    command = [program("pdftotext"), "-", "-"]
    words = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    pages = words.split("\f")
    for mark in (r"W \d+", r"¶\d+"):
        found = [page for page in pages if re.search(f"(?m)^{mark}$", page)]
        assert all("Signs" in page for page in found), "only the signs that are explained"
    assert not [page for page in pages if re.match(r"\S+, ¶\d+(–\d+)?\s+\d+\n", page)]


def test_front_matter_has_roman_page_labels(edition: Edition, book: Book) -> None:
    """The essay begins on page 1, a right-hand page; the pages before it are numbered i, ii, iii."""
    labels = book.labels
    first = book.destinations[edition.sections[0].anchor]
    assert labels[:4] == ["i", "ii", "iii", "iv"]
    assert labels[first:] == [str(number) for number in range(1, len(labels) - first + 1)]
    assert first % 2 == 0
    assert all(not label.isdigit() for label in labels[:first])


def test_every_address_of_the_site_is_one_of_the_book(edition: Edition, book: Book) -> None:
    """Sections, paragraphs, notes, calls, entries, emendations …: `edition.pdf#n17` opens where `#n17` does."""
    missing = set(edition.anchors) - set(book.destinations)
    assert missing == set()
    for page in edition.pages:
        assert {page.anchor, *(heading.anchor for heading in page.headings)} <= set(book.destinations)
    for anchor in edition.anchors.values():
        if anchor.kind in {AnchorKind.SECTION, AnchorKind.PARAGRAPH}:
            opening = bare(" ".join(anchor.words.removesuffix(" …").split()[:3]))
            there = book.pages[book.destinations[anchor.id]]
            assert opening in bare("".join(there.words.values())), anchor.id


def test_a_note_is_reached_on_the_page_where_it_begins(edition: Edition, book: Book) -> None:
    """A note begins on the page of its call, or, where there is no room, on the next."""
    places = book.destinations
    for placed in edition.notes:
        call, note = places[ids.note_call(placed.label)], places[ids.note(placed.label)]
        assert note - call in {0, 1}, placed.label


def part(book: Book, title: str) -> str:
    """Return the words of a part, from its heading to the next of the same level."""
    runs = [(run.text, "H1" in run.tags) for run in book.runs]
    start = next(at for at, (words, head) in enumerate(runs) if head and words == title)
    rest = runs[start + 1 :]
    end = next((at for at, (_, head) in enumerate(rest) if head), len(rest))
    return "".join(words for words, _ in rest[:end])


def _ends_on(page: PageContent, before: PageContent, word: str) -> bool:
    """Return whether a word stands on a page, or ends there and begins on the page before."""
    runs, others = ([bare(run) for run in part.words.values()] for part in (page, before))
    parts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    return word in "".join(runs) or any(
        any(run.startswith(end) for run in runs) and any(run.endswith(begin) for run in others) for begin, end in parts
    )


def test_the_index_of_names_gives_the_pages_of_the_book(edition: Edition, book: Book) -> None:
    """On every page that the index names, and at both ends of a range, a mention stands, with “n” one in a note."""
    index = bare(part(book, "Index of names and terms")).removeprefix(bare("Pages of this book; n: in a note alone."))
    pages = {
        label: (page, book.pages[at - 1]) for at, (label, page) in enumerate(zip(book.labels, book.pages, strict=True))
    }
    notes = {ids.note(n.label) for n in edition.notes}
    called = notes | {p.anchor for s in edition.sections for p in s.paragraphs}
    looked_up: Counter[str] = Counter()
    for placed in edition.authorities:
        name = bare(placed.authority.sort or placed.authority.name)
        found = re.search(rf"{re.escape(name)},((?:\d+n?[,–]?)+)", index)
        if not found:
            continue
        # the last word alone, after which the mark stands: the others may stand on the page before
        words = {(m.anchor in notes, bare(m.words.split()[-1])) for m in placed.mentions if m.anchor in called}
        for number, mark in re.findall(r"(\d+)(n?)", found[1]):
            of_kind = [last for in_note, last in words if in_note == bool(mark)]
            assert any(_ends_on(*pages[number], last) for last in of_kind), (name, number, mark)
            looked_up[mark] += 1
    assert min(looked_up["n"], looked_up[""]) > 0


def test_the_index_of_passages_gives_the_page_of_each_note(edition: Edition, book: Book) -> None:
    """Each passage is followed by its note and by the page on which the note begins."""
    index = bare(part(book, "Index of passages cited"))
    references = {placed.label: placed.reference(edition.words) for placed in edition.notes}
    for passage in edition.passages:
        page = book.labels[book.destinations[ids.note(passage.note)]]
        assert bare(f"({references[passage.note]}){page}") in index, passage


def test_it_carries_tei_and_bibtex(book: Book) -> None:
    """The exports that the book knows are attached, with type and relationship; others are not."""
    attached = book.document.attachments
    assert set(attached) == {"edition.tei.xml", "bibliography.bib"}
    for name in attached:
        assert attached[name].get_file().read_bytes() == specimen_exports()[f"downloads/{name}"]
        assert attached[name].description
    types = {name: attached[name].get_file().mime_type for name in attached}
    assert types == {"edition.tei.xml": "application/tei+xml", "bibliography.bib": "application/x-bibtex"}
    relations = {str(spec.UF): str(spec.AFRelationship) for spec in book.document.Root.AF}
    assert relations == {"edition.tei.xml": "/Alternative", "bibliography.bib": "/Supplement"}


def test_large_print_has_the_same_pages(book: Book) -> None:
    """Whoever reads the large print and whoever reads the small one turn the page at the same word."""
    large = Book(specimen_exports()[exports.LARGE])
    assert large.labels == book.labels
    assert large.destinations == book.destinations
    assert [list(page.words.values()) for page in large.pages] == [list(page.words.values()) for page in book.pages]
    width, height = (float(side) / 72 * 25.4 for side in large.document.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)


def test_a_section_begins_with_its_own_notes(edition: Edition, book: Book) -> None:
    """No note of the section before stands on the page on which a section begins."""
    places = book.destinations
    for section in edition.sections[1:]:
        begins = places[section.anchor]
        before = [ids.note(note.label) for note in edition.notes if places[ids.note(note.label)] == begins]
        assert set(before) <= {ids.note(note.label) for note in edition.notes_of(section.anchor)}
        words = bare("".join(book.pages[begins].words.values()))
        assert words.startswith(bare(reading_text(section.section.heading))), "nor the end of one"


def test_sections_run_on_in_a_book_without_notes() -> None:
    """Where nothing stands at the foot of a page, a short section fills no page of its own."""
    bare_edition = pipeline.edition(ROOT / "tests" / "cases" / "bare")
    assert not bare_edition.notes
    bound = Book(exports.make_book(bare_edition, {}).book)
    assert len(bare_edition.sections) > 1
    assert len({bound.destinations[section.anchor] for section in bare_edition.sections}) == 1


def test_the_timeline_names_every_event_once_and_leads_to_its_row(edition: Edition, book: Book) -> None:
    """Each chapter is a figure with a text alternative, and its events are words and links in it."""
    drawn = "".join(map(bare, book.elements("Figure")))
    assert len(book.alternatives("Figure")) == len(chapters(edition.events)) > 1
    for alternative, chapter in zip(book.alternatives("Figure"), chapters(edition.events), strict=True):
        assert alternative.startswith(f"{chapter.title}: Timeline with {len(chapter.events)} event")
    at = 0
    for event in edition.events:
        at = drawn.index(bare(event.label or event.event), at)
    targets = [
        str(link.Dest) for page in book.document.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link
    ]
    assert {ids.event(event.id) for event in edition.events} <= set(targets)


def test_a_chapter_of_the_timeline_goes_on_where_a_page_ends() -> None:
    """A chapter longer than a page is drawn in pieces, and no event is lost or stands below the page."""
    whole = pipeline.edition(ROOT / "tests" / "cases" / "whole")
    first = whole.events[0]
    new = [dates.read(f"{1800 + number}") for number in range(90)]
    many = [replace(first, id=f"e{at}", label=f"event {at}", chapter="", new=when) for at, when in enumerate(new)]
    bound = Book(exports.make_book(replace(whole, events=tuple(many)), {}).book)
    figures = bound.elements("Figure")
    assert len(figures) > 1
    assert re.findall(r"event \d+", "".join(figures)) == [event.label for event in many]
    at = next(number for number, page in enumerate(bound.pages) if "event 0" in "".join(page.words.values()))
    command = [program("pdftotext"), "-bbox", "-f", str(at + 1), "-l", str(at + len(figures)), "-", "-"]
    boxes = subprocess.run(command, input=bound.content, capture_output=True, check=True).stdout.decode()
    assert max(float(low) for low in re.findall(r'yMax="([\d.]+)"', boxes)) < 200 / 25.4 * 72


def test_a_line_of_verse_begins_where_the_one_before_it_does(tmp_path: Path) -> None:
    """What of a line does not fit is indented; the lines below it are not."""
    root = shutil.copytree(ROOT / "tests" / "cases" / "blocks", tmp_path / "edition")
    essay = root / "docs" / "essay" / "c.md"
    words = essay.read_text(encoding="utf-8")
    assert "|   and no one knows" in words
    essay.write_text(words.replace("|   and no one knows", "| and no one knows"), encoding="utf-8")
    content = exports.make_book(pipeline.edition(root), {}).book
    command = [program("pdftotext"), "-bbox", "-", "-"]
    boxes = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'xMin="([\d.]+)"[^>]*>(The|and)</word>\s*<word[^>]*>(kettle|no)</word>', boxes)
    assert [word for _, *word in found] == [["The", "kettle"], ["and", "no"]]
    assert found[0][0] == found[1][0]


LONG = "Did the Bolshevik Seizure of Power Inaugurate a Socialist Revolution?"


@pytest.mark.parametrize(
    ("title", "lines", "printed"),
    [
        (
            "Does the Kettle Sing of Itself?",
            ("Does the Kettle", "Sing of Itself?"),
            ["Does the Kettle", "Sing of Itself?"],
        ),
        (LONG, (LONG[:34], LONG[35:]), [LONG[:34], LONG[35:]]),
        (LONG, (), ["Did the Bolshevik Seizure", "of Power Inaugurate a", "Socialist Revolution?"]),
        ("On Kettles", (), ["On Kettles"]),
    ],
)
def test_a_title_is_broken_by_sense_or_into_lines_of_one_length(
    title: str, lines: tuple[str, ...], printed: list[str]
) -> None:
    """Where the editors break it, as they do, in a size that has room for it; otherwise no word is left alone."""
    plain = pipeline.edition(ROOT / "tests" / "cases" / "bare")
    config = replace(plain.config, title=title, title_lines=lines)
    content = exports.make_book(replace(plain, config=config), {}).book
    command = [program("pdftotext"), "-f", "3", "-l", "3", "-", "-"]
    words = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    assert [line for line in words.splitlines() if line and line in title] == printed
