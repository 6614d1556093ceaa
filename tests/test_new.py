"""`edition new`: texts of many kinds become editions without errors, whole or not at all; the sample."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from edition import checks, cli, diagnostics, pipeline, resolve, scaffold
from edition.checks import walking
from edition.checks.spaces import SIGNIFICANT
from edition.model import blocks, inline
from edition.model.characters import find_forbidden
from edition.model.document import Certainty
from edition.model.draft import Draft
from edition.readers import essay as essay_reader
from edition.readers import notes as notes_reader
from edition.readers import syntax, texts
from edition.readers.pictures import Pictures
from edition.scaffold import Wishes, cutting, files, lines, naming, words
from edition.scaffold.essay import PAGE_BREAK
from edition.scaffold.essay import write as essay_of
from edition.source import SourceFile
from edition.words import ENGLISH
from support import check

WITNESSES = Path(__file__).parent / "cases" / "witnesses"
DAY = date(2026, 11, 24)
NOTHING = Wishes("", "", "", (), DAY)


def created(folder: Path, witness: Path, wishes: Wishes = NOTHING) -> scaffold.Created:
    """Create an edition of a witness."""
    return scaffold.create(folder, scaffold.request(witness, wishes))


def essay(root: Path) -> str:
    """Return the files of the essay in the order of their sections."""
    return "\n".join((root / "docs/essay" / f"{name}.md").read_text(encoding="utf-8") for name in _names(root))


def authors_notes(root: Path) -> str:
    """Return the files of notes that have notes of the author, in the order of their sections."""
    files = [(root / "docs/notes" / f"{name}.md").read_text(encoding="utf-8") for name in _names(root)]
    return "".join(f"\n{text}" for text in files if "[author]" in text)


def _names(root: Path) -> tuple[str, ...]:
    return pipeline.edition(root).config.sections


def written(folder: Path, text: str | bytes) -> Path:
    """Write a witness to a file."""
    file = folder / "kettles.txt"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize("witness", sorted(WITNESSES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_becomes_an_edition(witness: Path, tmp_path: Path, accept: bool) -> None:
    """Its essay is exactly the one expected, and no check finds an error."""
    found = created(tmp_path / "new", witness)
    report = "\n".join([*found.report(), "", essay(tmp_path / "new") + authors_notes(tmp_path / "new")])
    expected = witness.with_suffix(".md")
    if accept:
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")
    assert {finding.rule for finding in check(tmp_path / "new")} <= {
        "site-url-missing",
        "quotation-without-note",
        "quotation-unbalanced",
    }


WORDS = (
    *(
        "kettle",
        "Sings",
        "A",
        "I",
        "II.",
        "Chapter",
        "1",
        "2",
        "3",
        "10",
        "000",
        "the",
        "and",
        "exam-",
        "ple",
        "example",
    ),
    *(
        "[1]",
        "[2]",
        "x²",
        "boils.1",
        "asked.2",
        "kettle¹",
        "pot.²",
        "1.",
        "1)",
        "a)",
        "b)",
        "2.",
        "1917.",
        "CAPS",
        "THE KETTLE",
        "p.",
        "No.",
    ),
    *(
        "-",
        "+",
        "*",
        "_a_",
        "**b**",
        "`c`",
        "<b>",
        "&amp;",
        "&",
        "#",
        "##",
        "{x}",
        "{--",
        "--}",
        "~~",
        "~",
        "^[",
        "[^1]",
    ),
    *(
        "[@key]",
        "@key",
        "[a](b)",
        "![",
        "$x$",
        "$5",
        "==",
        "++",
        "\\",
        "|",
        "| a |",
        ":::",
        ": a",
        "!!!",
        "///",
        "{#a-p1}",
    ),
    *(
        "[x]{lang=de}",
        "{=html}",
        "<<}",
        ">>",
        "<!-- c -->",
        "***",
        "---",
        "===",
        "```",
        "~~~",
        "https://x.y/_z_",
        "a/b",
    ),
    *(
        "“quote”",
        "«",
        "»",
        "—",
        "–",
        "word—",
        "e-",
        "‐",
        "λόγος",
        "слово",
        "ὁ",
        "e\u0301",
        "=\u0338",
        "\xa0",
        "\u202f",
        "?",
    ),
)
SPACES = (
    " ",
    " ",
    " ",
    "",
    "\n",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    "\n\n    ",
    "   ",
    "  \n",
    "\f",
    "\n\f",
    "\u2028",
    "\n\n\n",
    "\x85",
    "\v",
    "\t",
)
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=1, max_size=40).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=60)
OTHERS = frozenset({"character-unprintable", "witness-changed", "space-unrecorded"})
"""A text of any characters has some that the font lacks; `create` enters the checksum and records line ends."""


@cache
def stock() -> Draft:
    """Return the stock edition, into whose place any text is put."""
    return pipeline.read(WITNESSES.parent / "stock")


def errors(text: str) -> list[diagnostics.Finding]:
    """Return the errors in an edition of a text, made in memory, after those that may be reported."""
    source, faults = texts.decode("citations/witness.txt", text.encode())
    assume(source.text.strip() and not faults)
    assume(not any(not run.isspace() for _, _, run in find_forbidden(source.text)))
    found = essay_of(source.text, words.of("en"), (), "Title")
    markdown = syntax.parser(raised=found.calls.are_raised)
    sources = {source.path: source}
    for part in found.sections:
        for path, content in ((f"docs/essay/{part.name}.md", part.essay), (f"docs/notes/{part.name}.md", part.notes)):
            sources[path] = SourceFile(path, content)
    sections = [
        essay_reader.read(markdown, sources[f"docs/essay/{s.name}.md"], s.name, Pictures()) for s in found.sections
    ]
    notes = [
        notes_reader.read(markdown, sources[f"docs/notes/{s.name}.md"], s.name, ENGLISH, Pictures())
        for s in found.sections
    ]
    marked = notes_reader.add_marks([section for section, _ in sections], [file for file, _ in notes])
    witness = replace(stock().config.witness, page_break=PAGE_BREAK if found.has_pages else "")
    names = tuple(section.name for section in found.sections)
    draft = replace(
        stock(),
        config=replace(stock().config, sections=names, note_count=len(found.calls.calls), witness=witness),
        sections=marked[0],
        notes=marked[1],
        unsupported=tuple(fault for _, faults in (*sections, *notes) for fault in faults),
        bibliography=(),
        witness=source.text,
        sources=sources,
    )
    edition = resolve.resolve(draft)
    spaces = sum(change.kind in SIGNIFICANT for change in edition.spaces)
    assert spaces <= len(re.findall(r"[-‐—–]\s*\n", source.text)), "words are joined or parted only at line ends"
    return [error for error in diagnostics.errors(checks.run(draft, edition)) if error.rule not in OTHERS]


@settings(max_examples=100)
@example("\xa0\fkettle\fkettle")
@example("kettle\f1. asked.2")
@example("kettle\f10")
@example("kettle\fboils.1\fboils.1 ")
@example("kettle\fexam-\nple\fexam-\nple")
@example("kettle exam-\n\fTHE POT\nple\n\fTHE POT\nkettle")
@example("exam- 1. asked.2 ")
@example("1. λόγος\nkettle ")
@example("kettle\nkettle¹\fkettle\nkettle¹ ")
@given(TEXTS)
def test_any_text_passes_the_proof(text: str) -> None:
    """Signs of Markdown and of the notation, figures, hyphens and white space of all kinds are kept as they are."""
    assert errors(text) == []


@pytest.mark.slow
@settings(max_examples=200)
@given(st.one_of(TEXTS, ANY))
def test_any_characters_pass_the_proof(text: str) -> None:
    assert errors(text) == []


@settings(max_examples=200)
@given(TEXTS)
def test_no_character_is_left_out(text: str) -> None:
    """Headings and paragraphs together are the whole witness, white space apart, in its order."""
    assume(text.strip())
    sections = cutting.cut(text, ("chapter",)).sections
    stretches = [s for section in sections for s in (section.heading, *section.paragraphs) if s]
    assert "".join("".join(text[s.start : s.end].split()) for s in stretches) == "".join(text.split())
    assert [s.start for s in stretches] == sorted(s.start for s in stretches)


def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    raw = (WITNESSES / "hyphenated.txt").read_bytes()
    created(tmp_path / "unix", written(tmp_path, raw))
    created(tmp_path / "windows", written(tmp_path, b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")))
    assert essay(tmp_path / "windows") == essay(tmp_path / "unix")
    assert (tmp_path / "windows/citations/witness.txt").read_bytes().startswith(b"\xef\xbb\xbfA kettle")


def test_sections_begin_where_an_editor_says(tmp_path: Path) -> None:
    """A heading that is named is not taken from a table of contents, and no other is recognised."""
    text = "The lid\nThe spout\n\nOne.\n\nThe lid\nIt is lost.\n\nTHE POT\n\nTwo.\n\nThe  spout\n\nThree.\n"
    wishes = Wishes("", "", "en", ("The lid", "The spout"), DAY)
    created(tmp_path / "new", written(tmp_path, text), wishes)
    sections = pipeline.edition(tmp_path / "new").sections
    assert [(s.reference, len(s.paragraphs)) for s in sections] == [("Beginning", 2), ("The lid", 3), ("The spout", 1)]


def test_a_heading_that_a_line_end_divides_keeps_its_hyphen(tmp_path: Path) -> None:
    """In a paragraph the hyphen is removed by an emendation, which a heading cannot contain."""
    text = "The tea-\nkettle\n\nA teakettle sings. The tea-\nkettle boils.\n"
    created(tmp_path / "new", written(tmp_path, text), Wishes("", "", "en", ("The tea- kettle",), DAY))
    heading, _, paragraph = essay(tmp_path / "new").partition("\n\n")
    assert heading == "# The tea-kettle {#the-tea-kettle}"
    assert "{~~tea-kettle~>teakettle~~}" in paragraph


def test_each_heading_that_is_named_opens_a_section(tmp_path: Path) -> None:
    """Recognised headings are joined if one follows another; and one may be a number of lines."""
    text = "On\nKettles\nThe lid\nChapter\nII\nIt is lost.\n"
    created(
        tmp_path / "new", written(tmp_path, text), Wishes("", "", "en", ("On Kettles", "The lid", "Chapter II"), DAY)
    )
    headings = [line for line in essay(tmp_path / "new").split("\n") if line.startswith("# ")]
    assert headings == ["# On Kettles {#on-kettles}", "# The lid {#the-lid}", "# Chapter II {#chapter-ii}"]


@pytest.mark.parametrize(
    ("wishes", "title", "author"),
    [
        (Wishes("", "", "", (), DAY), "On Kettles", "Dora Draper"),
        (Wishes("ON  KETTLES", "Dora Draper", "", (), DAY), "ON KETTLES", "Dora Draper"),
        (Wishes("", "Draper, Dora", "", (), DAY), "On Kettles", "Dora Draper"),
        (Wishes("Pots & Pans", "Cook, Ada", "", (), DAY), "[Pots & Pans]", "[Ada Cook]"),
        (Wishes("Pots", "Ludwig van Pott", "", (), DAY), "[Pots]", "[Ludwig van Pott]"),
        (Wishes("Pots", "The Cooks’ Union", "", (), DAY), "[Pots]", "[The Cooks’ Union]"),
    ],
)
def test_what_the_witness_does_not_say_is_supplied(wishes: Wishes, title: str, author: str, tmp_path: Path) -> None:
    """Title and author are in square brackets if the witness has no such words."""
    text = "On Kettles\n\nby Dora Draper\n\nA kettle sings before it boils.\n"
    own = created(tmp_path / "new", written(tmp_path, text), wishes).edition.config
    assert (own.printed_title, own.printed_author) == (title, author)


@pytest.mark.parametrize("line", ["Dora Draper", "By Dora Draper", "DORA DRAPER", "de Dora Draper"])
def test_the_name_of_the_author_is_no_heading(line: str, tmp_path: Path) -> None:
    """A line below the title that is the name which is given, or “by …”, becomes the first paragraph."""
    parts = ("On Kettles", line, "A kettle sings.", "The lid", "It keeps the steam.", "The spout", "It came later.")
    text = "\n\n".join(parts)
    wishes = Wishes("", "Draper, Dora", "", (), DAY)
    own = created(tmp_path / "new", written(tmp_path, text), wishes).edition
    assert [section.reference for section in own.sections] == ["On Kettles", "The lid", "The spout"]
    assert not own.config.author_supplied


def test_a_title_without_a_text_is_reported(tmp_path: Path) -> None:
    """Without `--author`, a name below the title looks like a heading."""
    text = "On Kettles\n\nDora Draper\n\nA kettle sings before it boils.\n\nThe lid\n\nIt keeps the steam well.\n"
    report = "\n".join(created(tmp_path / "new", written(tmp_path, text)).report())
    assert "no paragraphs under “On Kettles”: “Dora Draper” was taken for the next heading" in report


def test_a_text_without_a_heading_has_the_name_of_its_file(tmp_path: Path) -> None:
    own = created(tmp_path / "new", written(tmp_path, "A kettle sings. It boils.\n")).edition
    assert own.config.printed_title == "[Kettles]"
    assert [(section.anchor, section.title) for section in own.sections] == [("text", "Kettles")]
    file = tmp_path / "pots_[and]-pans.txt"
    file.write_text("A pot is dumb. So is a pan.\n", encoding="utf-8")
    assert created(tmp_path / "other", file).edition.config.printed_title == "[Pots and pans]"


@pytest.mark.parametrize(
    ("text", "wishes", "said"),
    [
        ("On Kettles\n\nby Dora Draper\n\nA kettle sings. It boils.\n", NOTHING, ["On Kettles”", "Dora Draper"]),
        (
            "On Kettles\n\nA kettle sings. It boils.\n",
            NOTHING,
            ["On Kettles”", "not found; “[Anonymous]” is printed", "--author"],
        ),
        (
            "A kettle sings. It boils.\n",
            replace(NOTHING, author="D. D."),
            ["Kettles”, after the name of the file", "D. D.", "--title"],
        ),
        ("A kettle sings. It boils.\n", replace(NOTHING, author="D. D.", title="Tea"), ["Tea”", "D. D."]),
    ],
)
def test_the_editor_is_shown_what_title_and_author_were_found(
    text: str, wishes: Wishes, said: list[str], tmp_path: Path
) -> None:
    lines = list(created(tmp_path / "new", written(tmp_path, text), wishes).report())[1:]
    assert lines[0] == f"title: “{said[0]}"
    assert lines[1] == f"author: {said[1]}"
    assert [option for option in ("--title", "--author") if option in lines[2]] == said[2:]
    assert lines[2].startswith("  fix: " if said[2:] else "language: en")


REFUSED = {
    "empty": (b"", "the witness has no words"),
    "blank": (b" \n\f\n", "the witness has no words"),
    "latin-1": ("A kettle.\nÜber".encode("latin-1"), "kettles.txt:2:1: this file is not valid UTF-8"),
    "utf-16": ("A kettle".encode("utf-16"), "this file is UTF-16, not UTF-8"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this file is not text: it contains zero bytes"),
    "Windows-1252": (
        "“Über” – €\r\n".encode("cp1252"),
        "fix: save it as UTF-8 in your text editor, or run `iconv -f WIND",
    ),
    "UTF-16 with a mark": ("A kettle".encode("utf-16"), "iconv -f UTF-16 -t UTF-8 kettles.txt > kettles-utf8.txt`"),
    "UTF-16 without": ("A kettle. ".encode("utf-16-le") * 9, "zero bytes; it is probably UTF-16LE\n"),
    "UTF-16 in other order": ("A kettle. ".encode("utf-16-be") * 9, "zero bytes; it is probably UTF-16BE\n"),
    "PDF": (
        b"%PDF-1.7\n%\xe2\n",
        "is a PDF, not a text file\nfix: make a text of it: `pdftotext -layout kettles.txt kettles",
    ),
    "word processor": (b"PK\x03\x04\x14\0", "is a word processor's file"),
    "old word processor": (b"\xd0\xcf\x11\xe0\xa1", "is a file of an old word processor"),
    "rich text": (b"{\\rtf1\\ansi A kettle.}", "is rich text (RTF), not a text file"),
    "web page": (b"\xef\xbb\xbf\n<!DOCTYPE html>\n<p>A kettle.", "is a web page, not a text file"),
    "XML": (b"<?xml version='1.0'?>\n<TEI/>", "is XML, not a text file"),
    "soft hyphen": ("A ket\xadtle".encode(), "kettles.txt:1:6: this file contains an invisible character (U+00AD"),
    "without a font": ("A kettle is 𝔸.".encode(), "error[character-unprintable]"),
    "Russian": ("Чайник поёт, прежде чем закипит.".encode(), "give its language"),
    "Russian in part": ("The kettle: чайник, крышка".encode(), "most of the text is not in Latin letters"),
}


@pytest.mark.parametrize(("raw", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_an_edition_is_refused_and_nothing_is_left(
    raw: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, raw)
    assert cli.main(["new", str(tmp_path / "a/new"), "--witness", str(file)]) == cli.WRONG_USE
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--section", "No such heading"], "no line of the witness is “No such heading”"),
        (["--language", "english please"], "is not a valid language tag"),
        (["--title", "A *kettle*"], "error[markup-in-plain-text]"),
    ],
)
def test_wishes_that_cannot_be_granted_are_refused(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "A kettle sings.\n")
    assert cli.main(["new", str(tmp_path / "new"), "--witness", str(file), *arguments]) == cli.WRONG_USE
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_git_leaves_the_witness_as_it_is(tmp_path: Path) -> None:
    """A commit must not change its line ends, and so its checksum; what is built is not committed."""
    created(tmp_path / "new", written(tmp_path, b"A kettle sings.\r\nIt boils.\r\n"))
    attributes = (tmp_path / "new/.gitattributes").read_text(encoding="utf-8").splitlines()
    assert "citations/witness.txt -text" in attributes
    assert (tmp_path / "new/.gitignore").read_text(encoding="utf-8").split() == ["/site/", "/.cache/"]


def test_the_sample_has_its_own_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", str(tmp_path / "new"), "--title", "Pots"]) == cli.WRONG_USE
    assert "need `--witness FILE`" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with something in it, and a file, stay as they are; an empty folder becomes the edition."""
    file = written(tmp_path, "A kettle sings.\n")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".hidden").touch()
    for target in ("full", file.name):
        assert cli.main(["new", str(tmp_path / target)]) == cli.WRONG_USE
        assert "choose a new or an empty folder" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "full").iterdir()] == [".hidden"]
    assert file.read_text(encoding="utf-8") == "A kettle sings.\n"
    (tmp_path / "empty").mkdir()
    assert cli.main(["new", str(tmp_path / "empty")]) == cli.CLEAN
    assert (tmp_path / "empty/citations/edition.yml").is_file()


def test_a_language_is_recognised(tmp_path: Path) -> None:
    """By its common words; a text too short to tell is taken for English."""
    assert {name: words.recognise(name) for name in ("The pot is on the fire", "Der Topf ist auf dem Feuer")} == {
        "The pot is on the fire": "en",
        "Der Topf ist auf dem Feuer": "de",
    }
    assert words.recognise("Le pot est sur le feu") == "fr"
    assert words.recognise("Kettle pot lid") == ""
    made = created(tmp_path / "new", written(tmp_path, "Kettle, pot, lid.\n"))
    assert made.edition.config.language == "en"
    british = created(tmp_path / "british", written(tmp_path, "Kettle.\n"), Wishes("", "", "EN-gb", (), DAY))
    assert british.edition.config.language == "en-GB"
    assert "language: not recognised; “en” is taken" in list(made.report())


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("De ketel zingt voor hij kookt, en niemand vraagt hem waarom; de kok ging.", "nl"),
        ("La tetera canta antes de hervir, y nadie le pregunta por qué; el agua recuerda.", "es"),
        ("Il bollitore canta prima di bollire, e nessuno gli chiede perché; la cuoca se ne andò.", "it"),
        ("A chaleira canta antes de ferver, e ninguém lhe pergunta porquê; não há água.", "pt"),
        ("Lebes canit antequam ferveat, et nemo quaerit cur canat; ignis in culina est.", "la"),
        ("Czajnik śpiewa, zanim się zagotuje, i nikt nie pyta, po co to robi.", "pl"),
        ("La bouilloire chante avant de bouillir, et personne ne lui demande pourquoi.", "fr"),
        ("The kettle sings before it boils, and nobody asks it why: la bouilloire de la maison.", "en"),
    ],
)
def test_a_language_without_templates_is_recognised(text: str, tag: str) -> None:
    """A text is not French because it has “de” and “la”."""
    assert words.recognise(text) == tag


@pytest.mark.parametrize(
    ("tag", "text", "pages", "heading"),
    [
        (
            "ru",
            "I. Начало\n\nЧайник поёт.1\n\nII. Конец\n\nИ молчит.\n\nПримечания\n\n1 Всегда.\n",
            "",
            "# Все примечания",
        ),
        ("el", "Α. Ἀρχή\n\nΤραγουδάει.1\n\nΒ. Τέλος\n\nΣιωπᾷ.\n\nΣημειώσεις\n\n1 Πάντα.\n", "en", "# All notes"),
        (
            "de-AT",
            "I. Anfang\n\nEr singt.1\n\nII. Ende\n\nEr schweigt.\n\nAnmerkungen\n\n1 Immer.\n",
            "",
            "# Alle Anmerkungen",
        ),
    ],
)
def test_pages_are_in_the_language_of_the_text_or_in_english(
    tag: str, text: str, pages: str, heading: str, tmp_path: Path
) -> None:
    """The description says which; and the author's notes are found below their heading."""
    made = created(tmp_path / "new", written(tmp_path, text), Wishes("", "", tag, (), DAY))
    assert (made.edition.config.language, made.edition.config.notes_language) == (tag, pages)
    assert (tmp_path / "new/docs/notes/index.md").read_text(encoding="utf-8").startswith(heading)
    assert [note.is_by_author for note in made.edition.notes] == [True]


def test_the_sample_shows_each_piece_of_the_notation(tmp_path: Path) -> None:
    """No check finds anything but the missing address; each inline, record and kind of entry occurs."""
    scaffold.create(tmp_path / "sample", None)
    draft = pipeline.read(tmp_path / "sample")
    edition = resolve.resolve(draft)
    assert [finding.rule for finding in checks.run(draft, edition)] == ["site-url-missing"]
    shown = {type(node) for node in walking.all_nodes(draft)}
    made_by_resolve = {inline.WorkRef, inline.CitedRange, inline.Unsupported, inline.Strong}
    assert shown == set(inline.Inline.__args__) - made_by_resolve
    units = [unit for section in draft.sections for unit in section.paragraphs]
    assert {type(block) for unit in units for block in (*unit.before, *unit.blocks)} == set(blocks.Block.__args__)
    assert all(
        (draft.standing, draft.events, draft.spaces, edition.references, edition.passages, edition.config.outlines)
    )
    assert {emendation.emendation.certainty for emendation in edition.emendations} == {"sure", "likely"}
    assert {note.note.certainty for note in edition.notes} >= set(Certainty)
    assert {note.is_by_author for note in edition.notes} == {True, False}


def test_every_language_has_the_same_templates() -> None:
    """Each has the same words, pages and lists, and nothing is left to fill in."""
    folders = {
        folder.name: {path: file.read_text(encoding="utf-8") for path, file in files.walk(folder)}
        for folder in words.templates().iterdir()
        if (folder / files.WORDS).is_file()
    }
    for own in folders.values():
        assert own.keys() == folders["en"].keys()
        for path, text in own.items():
            for pattern in (r"(?m)^/// edition.*$", r"\$\w+", r"(?m)^\w+(?=:)", r"\]\([^)]*\)"):
                assert sorted(re.findall(pattern, text)) == sorted(re.findall(pattern, folders["en"][path])), path
    assert not [path for path, content in files.sample().items() if re.search(rb"\$(?!schema=)", content)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["english-with-notes", "german-long-s", "french", ""])
def test_a_new_edition_builds(name: str, tmp_path: Path) -> None:
    """The site and the books are made of the folder as it is; without a name, of the sample."""
    witness = ["--witness", str(WITNESSES / f"{name}.txt")] if name else []
    assert cli.main(["new", str(tmp_path / "new"), *witness]) == cli.CLEAN
    assert cli.main(["build", "--root", str(tmp_path / "new")]) == cli.CLEAN
    site = tmp_path / "new" / "site"
    assert all(
        (site / "downloads" / file).stat().st_size for file in ("edition.pdf", "edition.epub", "edition.tei.xml")
    )
    assert (site / "essay" / "index.html").is_file()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Æther", "aether"),
        ("Œuvres", "oeuvres"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Đakovo", "dakovo"),
        ("Þorð", "thord"),
        ("Diyarbakır", "diyarbakir"),
        ("Straße", "strasse"),
    ],
)
def test_names_of_sections_are_in_plain_letters(heading: str, name: str) -> None:
    assert naming.section(heading, 2, (), "section") == name


def test_lines_end_where_unicode_says() -> None:
    """Next line, line separator and the others end a line; a paragraph separator ends a paragraph."""
    text = "one\x85two\u2028three\vfour\u2029five"
    known = lines.read(text)
    assert [line.text for line in known] == ["one", "two", "three", "four", "five"]
    assert [len(block) for block in lines.blocks(text, known)] == [4, 1]


def test_lines_may_all_begin_elsewhere() -> None:
    """No indent is common enough to be the margin: none marks paragraphs."""
    text = "\n".join(f"{' ' * at}A kettle of size {at}" for at in range(8))
    assert len(lines.paragraphs(lines.blocks(text, lines.read(text)))) == 1


def test_pictures_of_a_plain_text_are_its_words(tmp_path: Path) -> None:
    """Only Markdown has pictures."""
    (tmp_path / "steam.png").write_bytes(b"")
    found = created(tmp_path / "new", written(tmp_path, "A kettle sings.\n\n![Steam](steam.png)\n\nIt boils.\n"))
    assert r"\!\[Steam\](steam.png)" in essay(tmp_path / "new")
    assert not [line for line in found.report() if "picture" in line]


@pytest.mark.parametrize("line", ["Дора Дрейпер", "Д. И. Дрейпер", "Дора Ивановна Дрейпер"])
def test_a_name_below_a_russian_title_is_the_author(line: str, tmp_path: Path) -> None:
    """Russian has no “by”; its titles have no capitals but the first, so that a name is known by its own."""
    text = f"О чайнике\n{line}\n\nГлава I\nО воде\n\nЧайник поёт, прежде чем закипит.\n\nГлава II\n\nОн молчит.\n"
    own = created(tmp_path / "new", written(tmp_path, text), Wishes("", "", "ru", (), DAY)).edition
    assert (own.config.printed_title, own.config.printed_author) == ("О чайнике", line)
    headings = ["О чайнике", "Глава I О воде", "Глава II"]
    assert [section.reference for section in own.sections] == headings


@pytest.mark.parametrize(
    "line", ["Сочинение Доры Дрейпер", "Глава Первая", "О воде и огне", "Поэма", "王 五", "דורה דרייפר"]
)
def test_another_line_below_a_title_names_no_author(line: str, tmp_path: Path) -> None:
    text = f"О чайнике\n{line}\n\nЧайник поёт, прежде чем закипит.\n"
    assert created(
        tmp_path / "new", written(tmp_path, text), Wishes("", "", "ru", (), DAY)
    ).edition.config.author_supplied


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("Чайник поёт", "ru"), ("Ο βραστήρας", "el"), ("水壺先唱", "zh"), ("漢字も仮名も", "ja"), ("주전자는", "ko")),
        *(("הקומקום שר", "he"), ("تغني الغلاية", "ar"), ("ჩაიდანი", "ka"), ("กาน้ำร้องเพลง", "th")),
    ],
)
def test_a_language_is_suggested_by_the_script(
    text: str, tag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "new"), "--witness", str(written(tmp_path, text))]) == cli.WRONG_USE
    assert f"such as `--language {tag}`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("JOHN HOBSON\n\nOn Kettles\n\nI. Of Fire\n\nA kettle sings.\n\nII. Of Water\n\nIt boils.\n", "On Kettles"),
        ("John Hobson\n\nON KETTLES\n\nA kettle sings where the fire is, and nobody asks it why.\n", "ON KETTLES"),
    ],
)
def test_an_author_above_the_title_is_not_the_title(text: str, title: str, tmp_path: Path) -> None:
    """If an editor gives the name."""
    wishes = Wishes("", "John Hobson", "en", (), DAY)
    report = [*created(tmp_path / "new", written(tmp_path, text), wishes).report()]
    assert f"title: “{title}”" in report
    assert not any(line.startswith("no paragraphs under") for line in report)


def test_a_soft_hyphen_at_a_line_end_is_not_simply_taken_out(tmp_path: Path) -> None:
    """Its word would become two."""
    with pytest.raises(scaffold.NewError, match="write a hyphen in its place at the end of a line"):
        created(tmp_path / "new", written(tmp_path, "The ket\u00ad\ntle sings.\n"))


def test_a_sentence_that_is_a_list_of_one_item_in_markdown_is_reported(tmp_path: Path) -> None:
    text = "1917\\. A year.\n\n1918. A year.\n\nIt had two parts:\n\n1. fire;\n2. water.\n"
    path = written(tmp_path, text).rename(tmp_path / "years.md")
    report = [*created(tmp_path / "new", path).report()]
    assert [line for line in report if "one item" in line] == ["  years.md:3: a list of one item, “1918.”"]


def test_a_ligature_of_a_scanner_is_to_be_written_as_letters(tmp_path: Path) -> None:
    with pytest.raises(scaffold.NewError, match="write its letters apart: “fi”"):
        created(tmp_path / "new", written(tmp_path, "The ﬁrst kettle sings.\n"))
