"""The EPUB's page list against the PDF whose pages it lists, as the PDF's own tags, labels and addresses give them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from edition import exports, ids, pdf, pipeline
from edition.model.printed import CHRONOLOGY, EVIDENCE, NAMES, SOURCE, STRIDE, PrintedPage
from edition.writers.epub.package import OPS, XHTML
from edition.writers.epub.turning import Pages
from edition.writers.xml import element
from pdf_reading import Book, bare, read
from support import WHOLE, is_edition_named, specimen, specimen_exports

pytestmark = pytest.mark.slow


@cache
def book() -> Book:
    return read(specimen_exports()[exports.BOOK])


@cache
def our_files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(specimen_exports()[exports.EPUB])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


H, TYPE = f"{{{XHTML}}}", f"{{{OPS}}}type"


@cache
def spine() -> list[str]:
    return re.findall(r'idref="f-([\w-]+)-xhtml"', our_files()["EPUB/package.opf"].decode())


@cache
def pages() -> dict[str, ET.Element]:
    return {name: ET.fromstring(our_files()[f"EPUB/{name}.xhtml"]) for name in spine()}  # noqa: S314 - our own documents


ADDED = {"para", "noteref", "unseen"}


def _marks() -> Iterator[tuple[str, ET.Element, ET.Element]]:
    """Yield every mark with its file, and the paragraph, the entry or else the section that contains it."""
    for name, page in pages().items():
        parents = {child: parent for parent in page.iter() for child in parent}
        for mark in page.iter():
            if mark.get(TYPE) == "pagebreak":
                block = parents[mark]
                while block.tag not in {f"{H}p", f"{H}li", f"{H}section"}:
                    block = parents[block]
                yield name, mark, block


@cache
def marks() -> list[tuple[str, ET.Element, ET.Element]]:
    return list(_marks())


def _around(mark: ET.Element, block: ET.Element) -> tuple[str, str]:
    """Return the reading text before and after a mark: of its paragraph or entry, or of the heading after it."""
    if block.tag == f"{H}section":
        return "", "".join(_words(block[[*block].index(mark) + 1], mark))
    before, after = "".join(_words(block, mark)).split("\0")
    return before, after


def _words(node: ET.Element, mark: ET.Element) -> Iterator[str]:
    if node is mark:
        yield "\0"
    elif node.get("class", "").split(" ")[0] not in ADDED:
        yield node.text or ""
        for child in node:
            yield from _words(child, mark)
            yield child.tail or ""


def _page(label: str) -> str:
    """Return the words of the PDF's page of this label, without notes and calls, and without a paragraph's number."""
    words = bare(book().read_on(book().labels.index(label), without=("Note", "Lbl")))
    return re.sub(r"^¶\d+", "", words)


def test_every_page_of_what_both_books_have_is_listed() -> None:
    """From the introduction to the index of passages, evidence left out; and the title page."""
    navigation = pages()["nav"]
    listed = next(nav for nav in navigation.iter(f"{H}nav") if nav.get(TYPE) == "page-list")
    labels = [a.text for a in listed.iter(f"{H}a")]
    places = book().destinations
    first, evidence, chronology, names = (
        places[anchor] for anchor in (specimen().pages[0].anchor, EVIDENCE, CHRONOLOGY, NAMES)
    )
    rows = max(chronology + 1, places[ids.event(specimen().events[0].id)])
    # the drawing of the chronology, whose pages stand before its rows, is not in the EPUB, nor is a blank page
    printed = [*range(first, evidence), chronology, *range(rows, names)]
    assert labels == ["iii", *(book().labels[at] for at in printed if book().pages[at].words)]
    assert [mark.get("aria-label") for _, mark, _ in marks()] == labels
    assert [mark.get("id") for _, mark, _ in marks()] == [f"page-{label}" for label in labels]
    assert {mark.get("role") for _, mark, _ in marks()} == {"doc-pagebreak"}


def test_each_page_of_the_text_begins_where_it_is_marked() -> None:
    """The PDF's page begins with the marked word, with its end, or at most three words and the end of one before it."""
    inside = 0
    for name, mark, block in marks():
        if not name.startswith(("essay-", "page-")):
            continue
        before, after = _around(mark, block)
        assert not before or before[-1].isspace(), "a mark stands in a word"
        words, marked = _page(mark.get("aria-label", "")), bare(after)
        if marked[:30] in words:
            skipped, last = words[: words.index(marked[:30])], before.split()[-STRIDE:]
            assert bare(" ".join(last)).endswith(skipped), (name, mark.get("id"))
            assert len(last) < STRIDE or len(skipped) < len(bare(" ".join(last))), (name, mark.get("id"))
        else:
            first = bare(after.split()[0])
            rest = marked.removeprefix(first)[:30]
            assert first.endswith(words[: words.index(rest)]), (name, mark.get("id"))
        inside += bool(before.strip())
    assert inside > len(specimen().sections) * STRIDE or not is_edition_named(), "a small edition has short paragraphs"


def test_each_page_of_the_lists_begins_where_it_is_marked() -> None:
    """The marked entry is on the page of its label, the entry before it on an earlier one."""
    places, looked_up = book().destinations, 0
    for _, mark, block in marks():
        anchor = block.get("id", "")
        if block.tag != f"{H}li" or anchor not in places:
            continue
        page = book().labels.index(mark.get("aria-label", ""))
        assert places[anchor] == page
        items = [li for root in pages().values() for li in root.iter(f"{H}li") if li.get("id") in places]
        at = items.index(block)
        assert at == 0 or places[items[at - 1].get("id", "")] < page
        looked_up += 1
    assert looked_up > len(book().labels) // 4 or not is_edition_named(), "a small edition has short lists"


def test_the_pages_of_the_index_of_passages_begin_with_the_marked_words() -> None:
    """Its rows have no addresses; the words are the same in both books."""
    for name, mark, block in marks():
        if name == "passages":
            words = bare(_around(mark, block)[1].partition("→")[0].removesuffix(" cited"))[:16]
            assert _page(mark.get("aria-label", "")).startswith(words), mark.get("id")


def test_the_metadata_name_the_book_whose_pages_they_are() -> None:
    package = our_files()["EPUB/package.opf"].decode()
    source = re.search(r'property="pageBreakSource">([^<]+)<', package)
    assert source
    assert specimen().config.full_title in source[1]
    assert source[1].endswith("edition.pdf")
    assert f'id="printed">{source[1]}</dc:source>' in package
    assert f"at most {STRIDE - 1} words later" in package
    assert f"at most {STRIDE - 1} words later" in "".join(pages()["colophon"].itertext())


def test_marks_leave_no_trace_in_the_pdf() -> None:
    """They are for whoever sets the book: no address comes of them."""
    assert marks()
    assert not any("/" in name for name in book().destinations)


def test_the_book_is_set_once_for_pdf_and_epub(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one run of all exports the book is set once."""
    set_: list[str] = []

    def setting(files: dict[str, str | bytes], *_: object) -> pdf.Setting:
        set_.append(str(files[SOURCE]))
        return pdf.Setting(b"book", b"large", ())

    monkeypatch.setattr(pdf, "compile_pdf", setting)
    made = exports.make(pipeline.edition(WHOLE))
    assert len(set_) == 1
    assert (made["downloads/edition.pdf"], made["downloads/edition-large.pdf"]) == (b"book", b"large")
    assert made["downloads/edition.epub"].startswith(b"PK")


def test_a_refused_book_is_not_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The EPUB, which needs the book, fails with it."""
    tried: list[str] = []

    def refuse(files: dict[str, str | bytes], *_: object) -> pdf.Setting:
        tried.append(str(files[SOURCE]))
        message = "unknown variable"
        raise RuntimeError(message)

    monkeypatch.setattr(pdf, "compile_pdf", refuse)
    with pytest.raises(exports.EngineError, match="unknown variable"):
        exports.make(pipeline.edition(WHOLE))
    assert len(tried) == 1


def test_marks_are_put_inside_what_is_written() -> None:
    """Through elements and past what a writer adds, each before its character."""
    printed = [PrintedPage("1", "p", 0), PrintedPage("2", "p", 4), PrintedPage("3", "p", 9), PrintedPage("4", "p", 11)]
    number, call = element("a", {"class": "para"}, "¶1"), element("sup", {"class": "noteref editors"}, "b")
    written = element("p", None, number, "one ", element("em", None, "two", call, ", th"), "ree")
    Pages(printed).mark_inside("p", written)
    text = ET.tostring(written, encoding="unicode")
    assert re.sub(r"<span [^>]*aria-label=.(\d)[^>]*>", r"|\1|", text) == (
        '<p>|1|<a class="para">¶1</a>one <em>|2|two<sup class="noteref editors">b</sup>, |3|th</em>|4|ree</p>'
    )


def test_a_page_after_the_end_is_refused() -> None:
    """Books that do not have the same words cannot have the same pages."""
    with pytest.raises(ValueError, match="page 7 begins after the end of p"):
        Pages([PrintedPage("7", "p", 3)]).mark_inside("p", element("p", None, "one"))
