"""The EPUB in a real reading system, foliate-js in Chromium: what pops up at a call, what is shown, where links lead.

foliate-js is the engine of Foliate and Readest; its own reader and its own handler of footnotes are driven.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import NARROW
from edition import archive, ids, theme
from edition.model.printed import PrintedPage
from edition.model.text import reading_text
from edition.style.citations import ONLINE, UNSEEN
from edition.writers import epub
from edition.writers.epub.book import section_file
from edition.writers.epub.package import CSS, FOLDER
from serving import served
from support import lacking, this_edition, tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from edition.model.placed import PlacedNote


@cache
def pages() -> list[PrintedPage]:
    return [PrintedPage(str(n), s.paragraphs[-1].anchor, 0) for n, s in enumerate(this_edition().sections, start=1)]


FONTS = theme.fonts()


@cache
def our_files() -> dict[str, bytes]:
    return epub.write(this_edition(), FONTS, printed=pages())


@cache
def sections() -> list[str]:
    return [section_file(section.anchor) for section in this_edition().sections]


LISTS = [
    f"{name}.xhtml"
    for name in ("apparatus", "chronology", "people", "organisations", "glossary", "bibliography", "passages")
]
SCRIPT = Path(__file__).parent / "foliate" / "read.mjs"
Ask = Callable[..., Any]
"""Asks the reader in which a book is open: the name of a function of the script, and what it takes."""


class Reader:
    """Foliate-js in Chromium, which opens one book after another."""

    def __init__(self, browser: Browser, folder: Path, address: str) -> None:
        """Keep the reader in a folder that is served at an address."""
        self._browser, self._folder, self._address = browser, folder, address

    @contextmanager
    def opened(self, files: Mapping[str, bytes] | None = None, **options: Any) -> Iterator[Ask]:
        """Open a book in a window of its own; no fault may occur in the reader’s scripts."""
        book = archive.make_zip(files or our_files(), this_edition().config.date, first="mimetype")
        (self._folder / "book.epub").write_bytes(book)
        # the reader's policy forbids the way in which Playwright asks
        page = self._browser.new_context(bypass_csp=True, **options).new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{self._address}/reader.html?url=/book.epub")
        page.wait_for_function("globalThis.reader?.view?.lastLocation")
        yield lambda name, *given: page.evaluate(
            "async ([name, given]) => (await import('/read.js'))[name](...given)", [name, given]
        )
        page.context.close()
        assert faults == []


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Yield the reader."""
    installed = tool("NODE_MODULES", "the folder of foliate-js") / "foliate-js"
    if not installed.is_dir():
        lacking(f"foliate-js is not in {installed.parent} (npm; .ci/run says which)")
    folder = tmp_path_factory.mktemp("foliate")
    shutil.copytree(installed, folder, dirs_exist_ok=True)
    shutil.copy(SCRIPT, folder / "read.js")
    with served(folder) as address:
        yield Reader(browser, folder, address)


@pytest.fixture(scope="module")
def ask(reader: Reader) -> Iterator[Ask]:
    """Yield what asks the reader in which our book is open, for all tests that only go from place to place in it."""
    with reader.opened() as ask:
        yield ask


def bare(words: str) -> str:
    """Return words without white space, without the mark of pages not seen and that of texts online."""
    return "".join(words.replace(UNSEEN, "").replace(ONLINE, "").split())


def expected(note: PlacedNote) -> dict[str, str]:
    """Return what pops up at the call of a note: its mark, its status, and its words."""
    body, evidence = (
        " ".join(reading_text(p.content) for p in part) for part in (note.note.body, note.note.printed_evidence)
    )
    note_words = f"{note.mark} {note.note.printed_status(this_edition().words)}. {body} Evidence. {evidence}"
    return {"type": "footnote", "words": bare(note_words)}


def judge_notes(ask: Ask, section: str) -> int:
    """Check that every call of a section, and no other link, opens its own note, whole; return how many do."""
    notes = {ids.note_call(note.label): expected(note) for note in this_edition().notes_of(section)}
    found = ask("click", f"{FOLDER}/{section_file(section)}", list(notes))
    assert found["others"] == []
    assert {call: {**note, "words": bare(note["words"])} for call, note in found["notes"].items()} == notes
    return len(notes)


def judge_places(ask: Ask, section: str) -> None:
    """Who follows a link to a note sees it: the reader hides no note from the text."""
    for note in this_edition().notes_of(section):
        anchor = ids.note(note.label)
        assert ask("arriveAt", f"{FOLDER}/{section_file(section)}#{anchor}", anchor), anchor


def test_every_call_opens_its_note(ask: Ask) -> None:
    """Of both series, and no other link does."""
    assert sum(judge_notes(ask, section.anchor) for section in this_edition().sections) == len(this_edition().notes)


def test_every_note_is_shown_where_it_stands(ask: Ask) -> None:
    """Registers, indexes and other notes lead to it."""
    for section in this_edition().sections:
        judge_places(ask, section.anchor)


@pytest.mark.parametrize(
    ("judge", "file", "there", "instead"),
    [
        (judge_notes, "", r' role="doc-noteref"([^>]*) epub:type="noteref"', r"\1"),
        (judge_notes, "", r' epub:type="footnote" role="doc-footnote"', ""),
        (judge_notes, "", r'<aside id="n1"', '<p id="n1">1</p><aside'),
        (judge_notes, "", r'<p class="evidence">.*?</p></aside>', "</aside>"),
        (judge_notes, "", r'<a class="para"', '<a class="para" role="doc-noteref"'),
        (judge_places, CSS, r"section aside.note{display:block}", ""),
    ],
    ids=["call unmarked", "note unmarked", "address moved", "note cut", "call too many", "notes hidden"],
)
def test_a_fault_is_found(
    reader: Reader, judge: Callable[[Ask, str], object], file: str, there: str, instead: str
) -> None:
    """A book with a fault fails the test above that looks for it."""
    file = file or sections()[0]
    broken, changes = re.subn(there, instead, our_files()[f"{FOLDER}/{file}"].decode())
    assert changes
    with (
        reader.opened({**our_files(), f"{FOLDER}/{file}": broken.encode()}) as ask,
        pytest.raises(AssertionError),
    ):
        judge(ask, this_edition().sections[0].anchor)


def test_contents_landmarks_and_printed_pages_are_offered(ask: Ask) -> None:
    """As the navigation document has them; at a printed page the reader says on which page it is."""
    found = ask("navigation")
    contents = dict(map(reversed, found["contents"]))
    assert [contents[section.label] for section in this_edition().sections] == [
        f"{FOLDER}/{file}" for file in sections()
    ]
    assert dict(found["landmarks"])["bodymatter"] == f"{FOLDER}/{sections()[0]}"
    assert [label for _, label in found["pages"]] == [page.label for page in pages()]
    for href, label in found["pages"]:
        assert ask("turnPages", href) == label


def test_on_a_phone_no_sign_is_divided(reader: Reader) -> None:
    """Neither a mark of the witness’s pages nor a reference such as “II-1, n. p” ends on another line."""
    with reader.opened(viewport=NARROW) as ask:
        for file in (*sections(), *LISTS):
            assert ask("findDivided", f"{FOLDER}/{file}", "span.pb, a.ref") == [], file


def test_the_books_own_setting_outlasts_the_readers(ask: Ask) -> None:
    """The reader justifies paragraphs and entries; the title page stays centred, and lists ragged."""
    assert set(ask("readStyle", f"{FOLDER}/title.xhtml", "h1, p", "textAlign")) == {"center"}
    for file in LISTS:
        assert set(ask("readStyle", f"{FOLDER}/{file}", "li, p.work-head", "textAlign")) == {"left"}, file


def test_a_finger_meets_a_call(ask: Ask) -> None:
    """Calls and the ways back are larger than their signs, and none lies over another’s sign."""
    for file in sections():
        found = ask("measureTargets", f"{FOLDER}/{file}", "a[role=doc-noteref], a[role=doc-backlink]")
        assert min(width for width, _, _ in found) >= 16, file
        assert min(height for _, height, _ in found) >= 24, file
        assert all(own for _, _, own in found), file
