"""The book of a small edition made by hand: what the writer does with nodes, notes and entries."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from edition import pdf, pipeline
from edition.model.bibliography import Work
from edition.model.blocks import Paragraph, Unit
from edition.model.document import Note, Section, Status
from edition.model.edition import Edition
from edition.model.inline import Emphasis, Foreign, Inlines, Link, NoteRef, Supplied, Text, WorkRef
from edition.model.placed import Entry, PlacedNote, PlacedSection
from edition.model.printed import SOURCE
from edition.source import Place
from edition.writers import typst
from edition.writers.typst.markup import text
from support import ROOT, program, tags

DAY = date(2026, 11, 24)

pytestmark = pytest.mark.slow

WILD = '#let x = "1" \\ [a] *b* _c_ $d$ <e> @f // g'
PLACE = Place("x.md", 1, 1)


def note(label: str, body: Inlines, evidence: Inlines) -> PlacedNote:
    """Return a certain note, called in the only paragraph."""
    status = Status("certain", "close variant", PLACE)
    texts, found = ((Paragraph("", content, PLACE),) for content in (body, evidence))
    return PlacedNote(Note(label, status, texts, found, PLACE), label, "i", "I", "i-p1", "")


def edition(*, seen: bool) -> Edition:
    """Return an edition of one section with the notes 16 and 17; note 17 cites a work in its evidence alone."""
    config = replace(pipeline.read(ROOT).config, title="A # title", subtitle="", language="en-GB", note_count=2)
    first: Inlines = (WorkRef("a1900b", (Emphasis((Text("A & B"),)),), seen=seen), Link("#n17", (Text("note 17"),)))
    second: Inlines = (Text("Nothing."), Link("#nowhere", (Text(" No link."),)))
    notes = (note("16", first, ()), note("17", second, (WorkRef("a1900b", (Text("B"),)),)))
    heading: Inlines = (Text("I "), Supplied((Text("One"),)))
    content: Inlines = (Text(WILD), NoteRef("16", PLACE), Foreign("ru-Latn", (Text(" soviet"),)), NoteRef("17", PLACE))
    section = Section("i", heading, (Unit("i-p1", (Paragraph("i-p1", content, PLACE),), PLACE),), PLACE)
    placed = PlacedSection(section, "I", "I", "One", None, None, 9, ("16", "17"), notes_heading=(Text("Notes to I"),))
    entry = Entry(Work("a1900b", "book", PLACE), config.bibliography[0].title, (Text("A. A & B."),), ())
    return Edition(config, (placed,), notes, (entry,), (), {})


def sources(*, seen: bool) -> str:
    """Return the sources of the small book, one after another."""
    return "\n".join(typst.write(edition(seen=seen)).values())


@pytest.fixture(scope="module")
def book() -> bytes:
    """Return the small book."""
    return pdf.compile_pdf(typst.write(edition(seen=False)), DAY).book


def test_it_keeps_its_standards(book: bytes) -> None:
    """Typst takes what it is given as PDF/A-3a and PDF/UA-1; language, title and bookmarks are those of the edition."""
    with pikepdf.open(io.BytesIO(book)) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "A # title"
        assert str(document.Root.Lang) == "en-GB"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Contents", "I [One]", "Evidence", "Bibliography"]


def test_notes_and_languages_are_tagged(book: bytes) -> None:
    """Each note is a Note element; foreign words are in their language and not in the book's region."""
    with pikepdf.open(io.BytesIO(book)) as document:
        found = tags(document.Root.StructTreeRoot)
        assert sum(str(tag.S) == "/Note" for tag in found) == 2
        content = b"".join(page.Contents.read_bytes() for page in document.pages)
    languages = {str(tag.Lang) for tag in found if "/Lang" in tag}
    assert b"/Lang(ru)" in content
    assert "ru-GB" not in languages
    assert b"ru-GB" not in content


def test_wild_text_stays_text(book: bytes) -> None:
    """What means something to Typst is set character by character."""
    command = [program("pdftotext"), "-", "-"]
    words = subprocess.run(command, input=book, capture_output=True, check=True).stdout.decode()
    assert "".join(WILD.split()) in "".join(words.split())


@pytest.mark.parametrize("seen", [True, False])
def test_the_sign_is_explained_where_a_page_is_unseen(seen: bool) -> None:
    """The raised circle and its explanation come and go together."""
    source = sources(seen=seen)
    assert (source.count("#unseen"), source.count("the editors have not seen")) == ((0, 0) if seen else (2, 1))


def test_an_entry_names_the_notes_that_cite_it() -> None:
    """The evidence is printed too, and cites."""
    expected = '#"Cited in notes "#to(label("n16"))[#"16"]#", "#to(label("n17"))[#"17"]#". "'
    assert expected in sources(seen=True).replace('"#"', "")


def test_text_is_never_markup() -> None:
    """What means something to Typst is text in a book all the same."""
    assert text('a "b" \\ #c [d] *e* _f_ $g$') == '#"a \\"b\\" \\\\ #c [d] *e* _f_ $g$"'


def test_a_link_to_nowhere_is_words() -> None:
    """The book would be refused for a link to an anchor that it does not have."""
    assert "nowhere" not in sources(seen=True)


def test_the_same_edition_gives_the_same_bytes(book: bytes) -> None:
    """No clock and no chance is in the book."""
    assert pdf.compile_pdf(typst.write(edition(seen=False)), DAY).book == book


def test_words_that_no_font_has_are_reported() -> None:
    """A letter without a glyph would be a box in print and silence to a reader: the book is refused."""
    given = typst.write(edition(seen=True))
    given[SOURCE] = given[SOURCE].replace("Nothing.", "\u1980\u1981")
    with pytest.raises(RuntimeError, match="could not be displayed"):
        pdf.compile_pdf(given, DAY)


def test_pages_that_never_come_to_rest_are_reported() -> None:
    """A book whose layout contradicts itself has no right page numbers: it is refused."""
    given = typst.write(edition(seen=True))
    restless = "#context { if query(<restless>).len() == 0 [#metadata(none)<restless>] }\n"
    given[SOURCE] += restless
    with pytest.raises(RuntimeError, match="converge"):
        pdf.compile_pdf(given, DAY)
