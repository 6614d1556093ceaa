"""Editions in other scripts than Latin: their own letters are not foreign, and every format has them the right way."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pikepdf
import pytest

from edition import exports, pipeline, resolve, scaffold, scripts
from edition.model.edition import Edition
from edition.model.inline import Foreign, Text
from edition.model.text import reading_text
from edition.scaffold import Wishes
from edition.style import settings
from edition.words import quotes
from edition.writers import epub, site, tei, typefaces, typst
from edition.writers.html import Writer
from edition.writers.xml import Content
from fonts import write_font
from support import check

TEXTS = sorted((Path(__file__).parent / "cases" / "scripts").glob("*.txt"))
"""Short texts, each named by its language."""
FONTS = {"ar": "Arab", "ja": "Jpan", "zh": "Hani", "ka": "Geor", "hy": "Armn"}
"""Languages whose letters the book's font lacks, and their scripts."""
REVIEWS = {"site-url-missing", "quotation-without-note"}


def begun(root: Path, text: Path) -> Path:
    """Begin an edition of a text in a new folder, and return that."""
    scaffold.create(root, scaffold.request(text, Wishes("", "", text.stem, (), date(2026, 11, 24))))
    return root


@pytest.mark.parametrize("text", [t for t in TEXTS if t.stem not in FONTS], ids=lambda text: text.stem)
def test_the_letters_of_its_own_language_are_not_foreign(text: Path, tmp_path: Path) -> None:
    assert {finding.rule for finding in check(begun(tmp_path / "new", text))} <= REVIEWS


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        *(("ru", "Cyrl"), ("uk", "Cyrl"), ("bg", "Cyrl"), ("sr", "Cyrl"), ("sr-Latn", "Latn"), ("cu", "Cyrl")),
        *(("el", "Grek"), ("grc", "Grek"), ("he", "Hebr"), ("yi", "Hebr"), ("ar", "Arab"), ("fa", "Arab")),
        *(("ja", "Hani Hira Kana"), ("zh", "Bopo Hani"), ("zh-TW", "Bopo Hani"), ("ko", "Hang Hani")),
        *(("ka", "Geor"), ("hy", "Armn"), ("hi", "Deva"), ("az", "Latn"), ("az-IR", "Arab"), ("de-Latf", "Latn")),
        *(("ru-Latn", "Latn"), ("und-Hebr", "Hebr"), ("und", ""), ("x-sindarin", ""), ("i-klingon", "")),
    ],
)
def test_a_language_has_its_scripts(tag: str, expected: str) -> None:
    assert " ".join(sorted(scripts.of_language(tag))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ὕλη and יַעַר, コーヒー, ქართული", "ὕλη יַעַר コーヒー ქართული"),
        ("π is a number, σ-algebras, 5 Ω, µm", ""),
        ("a и b, Ⅳ, K, é, ﬁ, № 7, ½, ー", "и"),
    ],
)
def test_words_outside_a_script_are_found(text: str, expected: str) -> None:
    """Single Greek letters are symbols; what all scripts share belongs to none."""
    assert " ".join(found[0] for found in scripts.find_words(text, frozenset({"Latn"}))) == expected


@pytest.mark.parametrize(
    ("tag", "words", "direction"),
    [("he", "", "rtl"), ("fa", "", "rtl"), ("ru", "", "ltr"), ("he-Latn", "", "ltr"), ("und", "«שלום»", "rtl")],
)
def test_words_have_the_direction_of_their_script(tag: str, words: str, direction: str) -> None:
    assert scripts.direction(tag, words) == direction


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Return an English edition that has words in other scripts, and Hebrew in a title of its bibliography."""
    folder = tmp_path_factory.mktemp("english")
    text = folder / "en.txt"
    text.write_text("On Kettles\n\nA kettle is קומקום 17, λέβης, чайник (1).\n", encoding="utf-8")
    root = begun(folder / "new", text)
    entry = "@article{k, author={כהן, דוד}, title={קומקום}, journal={Kettles}, date={1901}}\n"
    (root / "citations" / "works.bib").write_text(entry, encoding="utf-8")
    return resolve.resolve(pipeline.read(root))


def test_words_of_another_direction_are_isolated_on_the_site_and_in_the_epub(english: Edition) -> None:
    """A figure after them keeps its place; a script without italics has none."""
    words = '<span lang="he" dir="rtl">קומקום</span> 17, <i lang="el">λέβης</i>, <i lang="ru">чайник</i> (1).'
    writer = Writer(english, lambda anchor: f"#{anchor}")
    paragraph = english.sections[0].paragraphs[0]
    assert words in tostring(writer.paragraph(paragraph, "I"), encoding="unicode")
    pages = epub.write(english)
    section = next(page.decode() for name, page in pages.items() if "/essay-" in name)
    assert 'dir="rtl"' in section
    assert 'xml:lang="he"' in section
    described = "".join(map(_written, writer.inlines(english.entries[0].description)))
    assert described.startswith("<bdi>כהן, דוד</bdi>. “<bdi>קומקום</bdi>”.")


def _written(piece: Content) -> str:
    return piece if isinstance(piece, str) else tostring(piece, encoding="unicode")


def test_words_of_another_direction_are_isolated_in_the_book(english: Edition) -> None:
    book = typst.write(english)["book.typ"]
    assert '#text(lang: "he", region: none, style: "normal")[#"\u2067"#"קומקום"#"\u2069"]' in book
    assert '#text(lang: "ru", region: none, style: "italic")[#"чайник"]' in book


@pytest.mark.parametrize(("tag", "direction"), [("he", "rtl"), ("ru", "ltr")])
def test_an_edition_has_the_direction_of_its_language(tag: str, direction: str, tmp_path: Path) -> None:
    draft = pipeline.read(begun(tmp_path / "new", next(t for t in TEXTS if t.stem == tag)))
    own = replace(draft.config, notes_language="")  # its pages may be English
    edition = resolve.resolve(replace(draft, config=own))
    pages = epub.write(edition)
    expected = direction == "rtl"
    assert (b'page-progression-direction="rtl"' in pages["EPUB/package.opf"]) is expected
    assert all((b' dir="rtl">' in p) is expected for n, p in pages.items() if n.endswith("title.xhtml"))
    assert settings.implied(edition)["dir"] == ("rtl" if expected else "")


def test_titles_in_the_contents_of_the_epub_have_their_language_and_direction(tmp_path: Path) -> None:
    """Those of the text where the pages are in another language, and words of a third language in each."""
    draft = pipeline.read(begun(tmp_path / "new", next(t for t in TEXTS if t.stem == "he")))
    section, *others = draft.sections
    heading = (Text("על "), Foreign("ru", (Text("чайник"),)))
    sections = (replace(section, heading=heading), *others)
    config = replace(draft.config, notes_language="en")
    pages = epub.write(resolve.resolve(replace(draft, sections=sections, config=config)))
    spoken = 'lang="he" dir="rtl" xml:lang="he"'
    foreign = '<i lang="ru" dir="ltr" xml:lang="ru">чайник</i>'
    assert re.search(f'<a href="essay-[^"]*" {spoken}>על {foreign}</a>', pages["EPUB/nav.xhtml"].decode())
    chapter = next(page.decode() for name, page in pages.items() if "/essay-" in name)
    assert f"<title {spoken}>על чайник</title>" in chapter


QUOTED = """
“”‘’ en en-GB zh pt vi x-sindarin
„“‚‘ de de-AT cs sk sl is bg lb dsb hsb lt
«»„“ ru uk be
«»“” el grc it es ca ast eu sq pt-PT kk az mn
«»‘’ nb nn no
””’’ sv fi he
«»‹› de-CH de-LI it-CH fr-CH ar fa hy
„”‘’ hr bs sr cnr
「」『』 ja zh-TW zh-HK zh-Hant zh-Hant-CN
„”«» pl ro
„”»« hu
„“«» et
„““” ka
„“’‘ mk
"""
"""The outer and the inner marks of languages (CLDR; Arabic and Persian as books have them)."""


@pytest.mark.parametrize(
    ("tag", "expected"), [(tag, row.split()[0]) for row in QUOTED.split("\n") for tag in row.split()[1:]]
)
def test_a_language_has_its_quotation_marks(tag: str, expected: str) -> None:
    assert "".join(quotes.of(tag)) == expected
    assert "".join(quotes.of(tag).signs) == expected[:2]


@pytest.mark.parametrize("tag", ["fr", "fr-CA"])
def test_french_sets_its_outer_marks_off(tag: str) -> None:
    """By spaces that do not break; they are no part of the signs, nor do the inner marks have any."""
    marks = quotes.of(tag)
    assert (marks.open, marks.close, marks.inner_open + marks.inner_close) == ("«\u00a0", "\u00a0»", "“”")
    assert marks.signs == ("«", "»")


def test_titles_are_quoted_as_the_language_does(tmp_path: Path) -> None:
    root = begun(tmp_path / "new", next(t for t in TEXTS if t.stem == "ru"))
    entry = "@article{k, author={Кук, А.}, title={О «чайнике»}, journal={Кухня}, date={1901}}\n"
    (root / "citations" / "works.bib").write_text(entry, encoding="utf-8")
    edition = resolve.resolve(pipeline.read(root))
    assert reading_text(edition.entries[0].description).startswith("Кук, А. «О „чайнике“».")
    assert "„чайнике“»" in typst.write(edition)["book.typ"]


@pytest.mark.parametrize(
    ("tag", "text", "rules"),
    [
        ("sv", "Ketteln ”sjunger.", {"quotation-unbalanced"}),
        ("sv", "Ketteln ”sjunger” nu.", {"quotation-without-note"}),
        ("ru", "Чайник «поёт.", {"quotation-unbalanced"}),
        ("el", "Ο «βραστήρας» τραγουδάει.", {"quotation-without-note"}),
        ("ja", "やかんは「歌う」。", {"quotation-without-note"}),
        ("pl", "Czajnik „śpiewa” teraz.", {"quotation-without-note"}),
    ],
)
def test_quotations_are_found_by_the_marks_of_the_language(
    tag: str, text: str, rules: set[str], tmp_path: Path
) -> None:
    file = tmp_path / f"{tag}.txt"
    file.write_text(f"A\n\n{text}\n", encoding="utf-8")
    root = tmp_path / "new"
    for path, words in scaffold.files.from_witness(
        scaffold.request(file, Wishes("A", "", tag, (), date(2026, 11, 24)))
    )[0].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(words)
    assert {finding.rule for finding in check(root)} & {"quotation-unbalanced", "quotation-without-note"} == rules


@pytest.fixture
def with_font(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return an edition in a language whose letters are in a font of its own."""
    text = next(text for text in TEXTS if text.stem == request.param)
    root = begun(tmp_path / "new", text)
    letters = "".join(sorted(set(filter(str.isalpha, text.read_text(encoding="utf-8"))) | set("。、ー։")))
    write_font(root / "docs" / "assets" / "fonts" / "own.ttf", letters, family="Own Boxes")
    description = root / "citations" / "edition.yml"
    named = f"fonts:\n  {FONTS[request.param]}: docs/assets/fonts/own.ttf\n"
    description.write_text(description.read_text(encoding="utf-8") + named, encoding="utf-8")
    return root


@pytest.mark.parametrize("with_font", FONTS, indirect=True)
def test_a_font_of_the_edition_prints_what_the_book_lacks(with_font: Path) -> None:
    """The book, its cover and its EPUB carry it; the site has its faces for the letters of the script alone."""
    assert {finding.rule for finding in check(with_font)} <= REVIEWS
    edition = pipeline.edition(with_font)
    made = exports.make_book(edition, {})
    with pikepdf.open(io.BytesIO(made.book)) as book:
        fonts = [one for one in book.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one]
        names = {str(font.BaseFont) for font in fonts}
    assert any("Boxes" in name for name in names)
    sheet = typefaces.write(edition)
    assert sheet.count("@font-face") == 4
    assert 'url("../fonts/own.ttf")' in sheet
    assert "U+61" not in re.findall(r"U\+[0-9A-F]+", sheet)
    pages = epub.write(edition, {"assets-fonts-own.ttf": b"font"})
    assert 'url("fonts/assets-fonts-own.ttf")' in pages["EPUB/book.css"].decode()
    colophon = re.sub("<[^>]*>", "", pages["EPUB/colophon.xhtml"].decode())
    assert "letters are set in Own Boxes." in colophon
    assert settings.implied(edition)["typefaces"]


@pytest.mark.parametrize("tag", FONTS)
def test_an_edition_that_needs_a_font_is_begun(tag: str, tmp_path: Path) -> None:
    text = next(text for text in TEXTS if text.stem == tag)
    created = scaffold.create(tmp_path / "new", scaffold.request(text, Wishes("", "", tag, (), date(2026, 11, 24))))
    assert any("the book’s font lacks" in line and "`fonts:" in line for line in created.report())
    assert "character-unprintable" in {finding.rule for finding in check(tmp_path / "new")}


@pytest.mark.parametrize("tag", ["ar", "hy", "ja", "ka", "zh"])
def test_a_missing_font_is_one_finding(tag: str, tmp_path: Path) -> None:
    """Not one for each word of the text; and the text has its title, whatever sign ends its sentences."""
    root = begun(tmp_path / "new", next(t for t in TEXTS if t.stem == tag))
    found = [finding for finding in check(root) if finding.rule not in REVIEWS]
    assert [finding.rule for finding in found] == ["character-unprintable"]
    assert "this is the first of" in found[0].message
    assert f"`fonts: {{{FONTS[tag]}: docs/assets/fonts/….ttf}}`" in found[0].fix
    assert not pipeline.read(root).config.title_supplied


def test_words_keep_their_direction_on_pages_in_another_language(tmp_path: Path) -> None:
    """A writer writes text and notes, which may run in opposite directions: words in brackets say theirs in both."""
    text = tmp_path / "he.md"
    text.write_text("# קומקום\n\nאש [kettle]{lang=en}.[^1]\n\n[^1]: תה.\n\n# מים\n\nתה.\n", encoding="utf-8")
    edition = pipeline.edition(begun(tmp_path / "new", text))
    writer = Writer(edition, lambda anchor: f"#{anchor}")
    for tag, direction in (("he", "rtl"), ("en", "ltr"), ("de", "ltr"), ("ar", "rtl")):
        (written,) = writer.inlines((Foreign(tag, (Text("x"),)),))
        assert isinstance(written, Element)
        assert (written.get("lang"), written.get("dir")) == (tag, direction)


def test_the_words_of_the_author_are_in_the_language_of_the_text(tmp_path: Path) -> None:
    """Where pages and notes are in another: headings inside sections, what has no number, notes, and their lemmas."""
    text = tmp_path / "he.md"
    words = "# קומקום\n\nאש.\n\n# מים\n\n## תה\n\nהקומקום שר.[^1]\n\n[^1]: לפני שהוא רותח.\n"
    text.write_text(words, encoding="utf-8")
    edition = pipeline.edition(begun(tmp_path / "new", text))
    assert edition.config.editors_language == "en"
    spoken = 'dir="rtl"', 'lang="he"'
    section, (note,) = edition.sections[-1], edition.notes
    writer = Writer(edition, lambda anchor: f"#{anchor}")
    heading, *_ = writer.unit(section.paragraphs[0], "I", 2)
    written = [heading, *writer.note(note, lemma=True).findall("p")[1:]]
    assert [element.tag for element in written] == ["h3", "p", "p"]
    for element in written:
        assert (element.get("dir"), element.get("lang")) == ("rtl", "he")
    page = [page.decode() for name, page in epub.write(edition).items() if "/essay-" in name][-1]
    for opening in (r"<h2 [^>]*", r'<span class="status">[^<]*</span> <span [^>]*'):
        found = re.search(opening, page)
        assert found
        assert all(attribute in found[0] for attribute in spoken)
    assert re.search(r'<note xml:id="n1"[^>]* xml:lang="he"', tei.write(edition))
    contents = site.BLOCKS["contents"](edition)
    links = [link for part in contents for link in part.iter("a") if "essay/" in link.get("href", "")]
    titles = [link for link in links if any("א" <= letter <= "ת" for letter in link.text or "")]
    assert [link.get("lang") for link in titles] == ["he"] * 3
    assert "box(it.page())" in typst.write(edition)["preamble.typ"]
