"""Search and citing in a real browser, from disk: by keyboard, with what a reader types, to the words on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode

import pytest
from playwright.sync_api import expect

import scanning
from browsing import opened, until
from edition import ids, theme
from edition.model.document import Certainty
from edition.model.text import reading_text
from edition.style import citing
from edition.writers.search.folding import keys
from edition.writers.search.units import KINDS
from scanning import Scanned
from serving import served
from support import this_edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@cache
def units() -> tuple[Scanned, ...]:
    return scanning.units(this_edition())


AGAIN = """([query, scope]) => {
  const [form, status] = document.querySelector('[data-search-page]').children;
  status.textContent = '';
  form.elements.q.value = query;
  form.elements.in.value = scope;
  form.elements.in.dispatchEvent(new Event('change')) }"""
"""Searches with the form of the search page, and takes away what the page says of the search before."""
STATUS = "[data-search-page] [role=status], dialog.search [role=status]"


def watched(browser: Browser) -> tuple[Page, list[str]]:
    """Return an empty page and the list of what goes wrong in it."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    return page, faults


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield an empty page that reports what goes wrong in it."""
    opened, faults = watched(browser)
    yield opened
    opened.context.close()
    assert faults == []


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page for all queries of this file, and the list of what goes wrong in it."""
    opened, faults = watched(browser)
    yield opened, faults
    opened.context.close()


@pytest.fixture
def search(shared: tuple[Page, list[str]]) -> Iterator[Page]:
    """Yield the search page as the queries before left it."""
    opened, faults = shared
    faults.clear()
    yield opened
    assert faults == []


def searched(page: Page, root: Path, query: str, scope: str = "all") -> list[str]:
    """Return what a search finds, each as reference, kind and words; the page announces how many these are.

    The first search of a page is by the address of the search page; those that follow, by the form that is then open.
    """
    address = (root / "site" / "search.html").as_uri()
    if page.url.partition("?")[0] == address:
        page.evaluate(AGAIN, [query, scope])
    else:
        page.goto(address + "?" + urlencode({"q": query, "in": scope}))
    until(page, "document.querySelector('[data-search-page] [role=status]')?.textContent")
    wait_for_words(page)
    rows = [" ".join(row.split()) for row in page.locator(".hits li").all_inner_texts()]
    announced = re.search(r"(\d+|No) results?\.", page.locator(STATUS).inner_text())
    assert announced, query
    assert int(announced[1].replace("No", "0")) == len(rows), query
    return rows


def wait_for_words(page: Page) -> None:
    """Wait until the finds that are seen have their words, which come after the finds."""
    seen = "({top, bottom}) => top < innerHeight && bottom > 0"
    bare = f"e => !e.firstChild && ({seen})(e.getBoundingClientRect())"
    until(page, f"![...document.querySelectorAll('.hits a > span')].some({bare})")


def targets(page: Page) -> list[str]:
    """Return the anchors to which the finds lead."""
    links = page.locator(".hits a").evaluate_all("all => all.map(e => e.getAttribute('href') ?? '')")
    return [unquote(link.partition("#")[2]) for link in links]


def marked(page: Page) -> list[str]:
    """Return what is marked in the finds."""
    return page.locator(".hits mark").all_inner_texts()


PHRASE = "all power to the Soviets"


@cache
def home() -> list[str]:
    return [p.anchor for s in this_edition().sections for p in s.paragraphs if PHRASE in reading_text(p.content)]


@pytest.mark.parametrize("query", [PHRASE, f"“{PHRASE}”", f'"{PHRASE.upper()}"'])
def test_a_phrase_is_found_first(search: Page, edition_root: Path, query: str) -> None:
    """Adjacent words rank above scattered ones, with or without quotation marks."""
    searched(search, edition_root, query, "text")
    assert home()
    assert targets(search)[: len(home())] == home()
    assert [m.casefold() for m in marked(search)[: len(home())]] == [PHRASE.casefold()] * len(home())


def test_a_quoted_phrase_excludes_what_stands_apart(search: Page, edition_root: Path) -> None:
    """In quotation marks nothing is found but the words as they stand."""
    searched(search, edition_root, f"“{PHRASE}”", "text")
    assert targets(search) == home()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marx's", "Marx’s"),
        ("“bourgeois-democratic”", "“bourgeois democratic”"),
        ("Мясников", "Myasnikov"),
        ("Miasnikov", "Myasnikov"),
        ("Троцкий", "Trotsky"),
        ("gründlich", "GRUNDLICH"),
        ("Маркс", "marx"),
    ],
)
def test_spellings_of_one_word_find_the_same(search: Page, edition_root: Path, one: str, other: str) -> None:
    """Apostrophes, hyphens, accents, capitals and scripts make no difference."""
    searched(search, edition_root, one)
    first = targets(search)
    searched(search, edition_root, other)
    assert first == targets(search)
    assert first


@pytest.mark.parametrize(
    ("typed", "meant"), [("Luxemberg", "Luxemburg"), ("dictatorshpi", "dictatorship"), ("Lenni", "Lenin")]
)
def test_small_errors_are_corrected_and_reported(search: Page, edition_root: Path, typed: str, meant: str) -> None:
    """A word that occurs nowhere is replaced by the nearest one, and the page says so."""
    found = searched(search, edition_root, typed)
    assert found
    assert f"showing results for {meant.casefold()}" in search.locator(STATUS).inner_text().casefold()
    assert meant.casefold() in {m.casefold() for m in marked(search)}


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ("II-1.7", "ii-1-p7"),
        ("II-1, ¶7", "ii-1-p7"),
        ("¶ III 4", "iii-p4"),
        ("n. 17", "n17"),
        ("note 17", "n17"),
        ("prologue, ¶1", "prologue-p1"),
    ],
)
def test_a_canonical_reference_goes_there(search: Page, edition_root: Path, typed: str, anchor: str) -> None:
    """A reference typed as a reader writes it is offered first, and Enter goes there."""
    searched(search, edition_root, typed)
    assert targets(search)[0] == anchor
    search.locator("#search-q").press("Enter")
    search.wait_for_url(lambda url: url.endswith(f"#{anchor}"))
    assert search.locator(f"#{anchor}").is_visible()


def test_scopes_keep_apart_what_they_name(search: Page, edition_root: Path) -> None:
    """Each scope finds its own kinds alone."""
    kinds = {
        "text": {"essay"},
        "notes": {"note", "editors’ note", "emendation"},
        "bibliography": {"bibliography"},
    }
    for scope, expected in kinds.items():
        found = searched(search, edition_root, "revolution", scope)
        assert found
        known = {anchor: this_edition().anchors[anchor].reference for anchor in targets(search)}
        kinds_shown = {
            row.removeprefix(" ".join(known[anchor].split())).strip(" ·")
            for row, anchor in zip(found, known, strict=True)
        }
        assert all(any(words.startswith(kind) for kind in expected) for words in kinds_shown)


def test_the_page_knows_words_as_the_build_does(search: Page, edition_root: Path) -> None:
    """Every word of the edition, and some others, are parted and folded in both alike."""
    odd = [
        "Елизавета Ъ Щёлок подъезд Съезд",
        "l’État c’est Marx’s 'tis rock'n'roll O'Brien’s",
        "ÅNGSTRÖM ﬁn ß ½ 3rd x² e\u0301t\u00e9 Ⅷ O’½ l’ſs ΑΣ σς İi snake_case",
        "हिन्दी שָׁלוֹם العَرَبِيَّة 中文 한국어 ไทย",
    ]
    texts = [unit.text for kind in KINDS for unit in kind.units(this_edition())] + odd
    searched(search, edition_root, "lenin")
    given = search.evaluate("texts => texts.map(text => edition.matching.words(text).map(({ key }) => key))", texts)
    assert given == [list(keys(text)) for text in texts]


QUERIES = (
    "the, a, s, so, re, en, 1917, lenin, constructor, …, “”, xyzzyq, “all power, self-activity, x, chron",
    "soviet power, all power to the soviets, “all power to the Soviets”, all power to soviets by the people",
    "Lenin State and Revolution, “state and revolution” lenin, dictatorship of the proletariat, Rosa Luxemburg",
    "Мясников, Myasnikov, MIASNIKOV, Троцкий, Вся власть Советам, gründlich, Naturgemass, bourgeois-democratic",
    "Marx's, Marx’s Capital, workers’ control, workers control, Winter Palace, “the” “of”, Engels to Marx",
    "Luxemberg, dictatorshpi, Lenni, proletarait, comunist manifesto, dictatorship luxemberg",
    "soviets zzzzz, lenin zzzzzzz qqqqqqq, Kronstadt 1921, socialist revolution in permanence, wholely, juridical",
)


@pytest.mark.parametrize("queries", QUERIES)
def test_it_finds_what_a_plain_scan_finds(search: Page, edition_root: Path, queries: str) -> None:
    """The index finds what reading every unit from end to end finds, in the same order."""
    for query in queries.split(", "):
        searched(search, edition_root, query)
        assert targets(search) == scanning.scan(units(), query), query


@pytest.mark.parametrize("scope", ["text", "notes", "notes-numbered", "notes-lettered", "names", "bibliography"])
def test_each_scope_finds_what_a_plain_scan_finds(search: Page, edition_root: Path, scope: str) -> None:
    """The same in each scope, where a word may be missing that occurs in another."""
    for query in ("revolution", "soviet power", "Lenni", "october 1917", "birth pangs"):
        searched(search, edition_root, query, scope)
        assert targets(search) == scanning.scan(units(), query, scope), query


def file_of_keys(edition_root: Path, key: str) -> str:
    """Return the name of the one file of keys that has a key."""
    files = (edition_root / "site" / theme.ASSETS).glob("keys-*.js")
    [name] = [path.name for path in files if key in re.findall(r"[^ \"]+", path.read_text(encoding="utf-8"))]
    return name


def test_words_come_only_for_what_is_seen(page: Page, edition_root: Path) -> None:
    """The index comes once, and the keys of the query; files of words as finds come into view, each once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    searched(page, edition_root, "revolution")
    first = [name for name in asked if name.startswith("words-")]
    assert asked.count("index.js") == 1
    assert [name for name in asked if name.startswith("keys-")] == [file_of_keys(edition_root, "revolution")]
    files = {path.name for path in (edition_root / "site" / theme.ASSETS).glob("words-*.js")}
    assert 0 < len(first) < len(files) / 2
    last = page.locator(".hits li").last
    assert not last.locator("mark").count()
    last.scroll_into_view_if_needed()
    wait_for_words(page)
    assert last.locator("mark").count()
    assert len(asked) == len(set(asked))


def test_a_result_in_the_apparatus_leads_to_its_row(search: Page, edition_root: Path) -> None:
    """An emendation is found by the reading of the witness, and marked where the apparatus has it."""
    placed = next(e for e in this_edition().emendations if e.witness == "wholely")
    searched(search, edition_root, "wholely", "notes")
    row = ids.variant(placed.emendation.name)
    search.locator(f".hits a[href$='#{row}']").click()
    search.wait_for_selector(f"#{row} mark.sought")
    assert search.locator(f"#{row} mark.sought").all_inner_texts() == ["wholely"]


def test_an_index_that_does_not_load_is_reported(browser: Browser, edition_root: Path) -> None:
    """Where the index cannot be loaded, the page says so."""
    page = browser.new_context().new_page()
    page.route("**/index.js", lambda route: route.abort())
    page.goto((edition_root / "site" / "search.html").as_uri() + "?q=soviet")
    until(page, f"/could not be loaded/.test(document.querySelector('{STATUS}').textContent)")
    page.context.close()


def test_notes_are_filtered_by_certainty(search: Page, edition_root: Path) -> None:
    """The filter is there where notes are searched, and finds those that have the certainty; elsewhere it is gone."""
    box = search.locator("select[name=certainty]")
    notes: dict[str, str] = {ids.note(placed.label): placed.note.certainty for placed in this_edition().notes}
    searched(search, edition_root, "lenin", "notes")
    everything = targets(search)
    for certainty in Certainty:
        box.select_option(certainty.value)
        expected = [anchor for anchor in everything if notes.get(anchor) is certainty]
        assert expected
        until(search, f"document.querySelectorAll('.hits li').length === {len(expected)}")
        assert targets(search) == expected
    searched(search, edition_root, "lenin", "notes-lettered")
    assert box.input_value() == Certainty.UNIDENTIFIED
    assert set(targets(search)) == {a for a in expected if a.startswith("e-")}
    searched(search, edition_root, "lenin", "text")
    assert box.is_hidden()
    searched(search, edition_root, "lenin", "notes")
    assert targets(search) == everything


def offered(page: Page) -> list[str]:
    """Return the links that help where nothing is found."""
    return page.locator(".help p:first-child a").all_inner_texts()


def test_a_search_without_results_helps(search: Page, edition_root: Path) -> None:
    """It says so, gives advice, and offers the words that begin alike, and how much a wider search finds."""
    assert searched(search, edition_root, "xyzzyq") == []
    assert search.locator(STATUS).inner_text() == "No results."
    assert search.get_by_text("Try the beginning of a word").is_visible()
    assert offered(search) == []
    assert searched(search, edition_root, "dictatxyz") == []
    assert "dictatorship" in offered(search)
    assert all(words.casefold().startswith("dictat") for words in offered(search))
    found = searched(search, edition_root, "kautsky seizure", "bibliography")
    assert found
    assert search.get_by_text("Try the beginning of a word").is_hidden()
    assert searched(search, edition_root, "seizure", "bibliography") == []
    [wider] = offered(search)
    assert wider == f"In everything: {len(scanning.scan(units(), 'seizure'))} results"
    search.get_by_role("link", name=wider).click()
    until(search, "document.querySelectorAll('.hits a').length > 20")
    assert search.get_by_role("combobox", name="in", exact=True).input_value() == "all"
    assert targets(search) == scanning.scan(units(), "seizure")


def test_words_are_suggested(search: Page, edition_root: Path) -> None:
    """Names come first; the last word of a query is completed from the results that are read, so nothing is loaded."""
    options = "[...document.querySelector('#search-words').options].map(e => e.value)"
    searched(search, edition_root, "soviet pow", "text")
    suggested = search.evaluate(options)
    assert "soviet power" in suggested
    assert all(words.startswith("soviet pow") for words in suggested)
    searched(search, edition_root, "trots")
    assert search.evaluate(options)[0] == "Leon Trotsky"
    searched(search, edition_root, "xyzzyq")
    assert not search.locator("#search-words option").count()
    assert search.locator("#search-q").evaluate("e => e.list.id") == "search-words"


def test_it_is_used_by_keyboard_and_marks_the_words(page: Page, edition_root: Path) -> None:
    """From a section page: the key, the words, the arrows, Enter; the words are marked where they stand."""
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type(f"“{PHRASE}”")
    page.wait_for_selector(".hits a[href*='%E2%80%9D']")  # what the whole phrase finds, not its beginning
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == page.locator(".hits a").first.get_attribute("href")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search-q"
    page.get_by_role("combobox", name="in", exact=True).select_option("text")
    until(page, f"document.querySelectorAll('.hits a').length === {len(home())}")
    page.locator("#search-q").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{home()[0]} mark")
    assert "".join(page.locator(f"#{home()[0]} mark").all_inner_texts()).casefold() == PHRASE.casefold()
    assert page.locator(f"#{home()[0]} mark").first.is_visible()


def test_a_new_list_of_results_keeps_the_focus(page: Page, edition_root: Path) -> None:
    """Who is among the finds when others come in their place is taken to the first of these, or to the field."""
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    for words, focused in (
        ("soviets", "#search-q"),
        ("lenin", ".hits li:first-child a"),
        ("xyzzyq", "#search-q"),
    ):
        before = page.evaluate("document.querySelector('.hits a')?.href")
        page.locator("#search-q").evaluate(
            "(e, words) => { e.value = words; e.dispatchEvent(new Event('input')) }", words
        )
        until(page, "before => document.querySelector('.hits a')?.href != before", before)
        assert page.evaluate("focused => document.activeElement.matches(focused)", focused), words
        page.keyboard.press("ArrowDown")


def test_going_back_gives_the_search_again(page: Page, edition_root: Path) -> None:
    """From disk too, where the address does not tell it: the words and what they found are there as they were."""
    page.goto((edition_root / "site" / "search.html").as_uri())
    page.get_by_role("combobox", name="in", exact=True).select_option("text")
    page.locator("#search-q").fill("lenin")
    until(page, "document.querySelectorAll('.hits a').length > 1")
    found = page.locator(".hits a").count()
    page.locator(".hits a").nth(1).click()
    page.wait_for_url("**/essay/**")
    page.go_back()
    page.wait_for_selector(".hits li:nth-child(2) a:focus")
    assert page.locator("#search-q").input_value() == "lenin"
    assert page.get_by_role("combobox", name="in", exact=True).input_value() == "text"
    assert page.locator(".hits a").count() == found


def test_back_from_a_result_opens_the_search_again(page: Page, edition_root: Path) -> None:
    """With words, scope and filter, at the result followed, on another page or on the same; once closed it stays so."""
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.locator("select[name=in]").select_option("notes")
    page.locator("#search-q").fill("soviet")
    page.wait_for_selector(".hits a")
    page.locator("select[name=certainty]").select_option("probable")
    until(page, "document.querySelectorAll('.hits a').length < 20")
    followed = page.locator(".hits a").nth(8)
    address = followed.get_attribute("href")
    followed.click()
    page.wait_for_selector("mark.sought")
    page.go_back()
    until(page, "href => document.activeElement.getAttribute('href') === href", address)
    form = page.locator("dialog.search [role=search]")
    values = form.evaluate("form => [form.q.value, form.in.value, form.certainty.value]")
    assert values == ["soviet", "notes", "probable"]
    expect(page.locator(f".hits a[href='{address}']")).to_be_in_viewport(ratio=0.98)
    page.go_forward()
    page.wait_for_selector("mark.sought")
    expect(page.locator("dialog.search")).to_be_hidden()
    page.go_back()
    page.locator(".hits a:focus").wait_for()
    page.locator("select[name=in]").select_option("all")
    page.locator("#search-q").fill("I.5")
    page.wait_for_selector(".hits a[href$='#i-p5']")
    page.locator("#search-q").press("Enter")
    expect(page.locator("dialog.search")).to_be_hidden()
    assert page.url.endswith("#i-p5")
    page.go_back()
    expect(page.locator("dialog.search")).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    until(page, "document.readyState === 'complete' && !history.state")
    expect(page.locator("dialog.search")).to_be_hidden()


@pytest.mark.parametrize("state", ["'?q=soviet'", "{ other: 1 }", "7"])
def test_what_others_put_in_the_history_opens_nothing(page: Page, edition_root: Path, state: str) -> None:
    """A state of another kind does no harm."""
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    page.evaluate(f"history.replaceState({state}, '')")
    page.reload()
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    assert page.locator("#search-q").input_value() == ""


@pytest.mark.parametrize("width", [320, 390])
def test_the_form_keeps_together_on_a_phone(page: Page, edition_root: Path, width: int) -> None:
    """“In” is on the line of the scope it names, not alone at a line’s end."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((edition_root / "site" / "search.html").as_uri())
    box = page.get_by_role("combobox", name="in", exact=True)
    named = box.evaluate("""e => { const range = document.createRange(), from = e.getBoundingClientRect();
        range.selectNode(e.labels[0].firstChild); const {right, top, bottom} = range.getBoundingClientRect();
        return [from.left - right, (top + bottom - from.top - from.bottom) / 2] }""")
    assert 0 <= named[0] < 12
    assert abs(named[1]) < 12
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_search_can_be_left_without_a_key(page: Page, edition_root: Path) -> None:
    """Over a section, with two hundred finds on a phone: the button that closes the dialogue stays in sight."""
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    page.locator("[data-open=search]").first.click()
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("lenin")
    until(page, "document.querySelectorAll('.hits a').length > 100")
    close = page.locator("dialog.search").get_by_role("button", name="Close")
    expect(close).to_be_in_viewport(ratio=1)
    for _ in range(10):  # nor does it hide where one is (WCAG 2.2, 2.4.12)
        page.keyboard.press("Tab")
        until(
            page,
            """() => { const e = document.activeElement, b = e.getClientRects()[0];
            return e.contains(document.elementFromPoint(b.left + 4, b.bottom - 4)) }""",
        )
    close.click()
    expect(page.locator("dialog.search")).to_be_hidden()


APART = """() => {
  const dialog = document.querySelector('dialog.search');
  const boxes = [...dialog.querySelectorAll('input, select, button, [role=status], .hits')].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { what: element.className || element.role || element.name || element.textContent, left, top, right, bottom };
  });
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b)).map((b) => `${a.what} – ${b.what}`)) }"""
"""Returns the parts of the search that overlap."""


@pytest.mark.parametrize("size", ["", "huge"])
def test_the_parts_of_the_search_cover_nothing(browser: Browser, edition_root: Path, size: str) -> None:
    """At no zoom, in no window, with no size of text: the results scroll alone, or all if there is no room for them."""
    page = opened(browser, edition_root, "essay/i.html", switches=size)
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("lenin")
    page.wait_for_selector(".hits mark")
    dialog, close = page.locator("dialog.search"), page.locator("dialog.search").get_by_role("button", name="Close")
    for width, height in ((1280, 900), (640, 450), (390, 700), (640, 320), (320, 640), (320, 225)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(APART) == [], (width, height)
        assert dialog.evaluate("e => e.scrollWidth <= e.clientWidth"), (width, height)
        close.scroll_into_view_if_needed()
        expect(close).to_be_in_viewport(ratio=0.98)
        room = page.locator(".hits").evaluate("e => e.clientHeight / parseFloat(getComputedStyle(e).fontSize)")
        assert room >= 8, (width, height)


def test_escape_gives_the_focus_back(page: Page, edition_root: Path) -> None:
    """Closing the search returns to where the reader was."""
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    link = page.locator("[data-open=search]").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("soviet")
    page.wait_for_selector(".hits a")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog.search", state="hidden")
    assert link.evaluate("e => e === document.activeElement")


def test_without_scripts_the_page_says_where_to_look(browser: Browser, edition_root: Path) -> None:
    """There is no form, which would do nothing: the page says that it needs scripts, and where to look without them."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    plain = context.new_page()
    plain.goto((edition_root / "site" / "search.html").as_uri())
    assert plain.locator("input:visible, button:visible").count() == 0
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320
    assert plain.get_by_text("The search needs JavaScript").is_visible()
    plain.locator("[data-search-page] a").first.click()
    assert plain.url.endswith("essay/index.html")
    context.close()


def cited(page: Page) -> dict[str, str]:
    """Return every citation that the open dialogue offers, by the form's name."""
    ids = page.evaluate("window.editionCiting.forms.map(form => form[0])")
    select = page.locator("dialog.cite select").nth(1)
    labels = page.evaluate("window.editionCiting.forms.map(form => form[1])")
    citations = {}
    for name, label in zip(ids, labels, strict=True):
        select.select_option(label=label)
        citations[name] = page.locator("dialog.cite textarea").input_value()
    return citations


@pytest.mark.parametrize("kind", ["paragraph", "note", "entry", "edition"])
def test_the_dialogue_gives_the_strings_of_the_build(page: Page, edition_root: Path, kind: str) -> None:
    """What the page fills in is what the program gives, in every form; from disk the address is the edition's own."""
    names = {"paragraph": home()[0], "note": "n17", "entry": f"bib-{this_edition().entries[0].work.key}", "edition": ""}
    anchor = this_edition().anchors.get(names[kind])
    sources = {"note": "essay/ii-1.md", "edition": "index.md"}
    source = sources.get(kind) or (anchor.page if anchor else "")
    page.goto((edition_root / "site" / source.replace(".md", ".html")).as_uri())
    page.evaluate("name => { document.querySelector('[data-cite]').dataset.cite = name; }", names[kind])
    page.locator("[data-cite]").first.click()
    page.wait_for_selector("dialog.cite[open]")
    assert cited(page) == citing.cite_all(this_edition().config, anchor)


def test_the_place_one_came_to_is_the_one_that_is_cited(page: Page, edition_root: Path) -> None:
    """By its link or a search: the button at the page's end offers it first; each field of the dialogue is named."""
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri() + "#n17")
    page.locator(".foot [data-cite]").click()
    page.wait_for_selector("dialog.cite[open]")
    chosen = "e => e.selectedOptions[0].text"
    assert page.get_by_role("combobox", name="Cite", exact=True).evaluate(chosen) == "editors’ n. 17"
    assert page.get_by_role("combobox", name="Cite as").evaluate(chosen) == "Chicago, note"
    assert "editors’ n. 17" in page.get_by_label("Citation").input_value()


def test_one_key_copies_and_the_focus_returns(browser: Browser, edition_root: Path) -> None:
    """The key c opens the dialogue on the paragraph one is at, Enter copies the Chicago note, Escape goes back."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri())
    page.locator(f"#{home()[0]} a.para").focus()
    page.keyboard.press("c")
    page.wait_for_selector("dialog.cite[open]")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('dialog.cite [role=status]').textContent.startsWith('Copied')")
    note = citing.cite_all(this_edition().config, this_edition().anchors[home()[0]])["chicago-note"]
    assert page.evaluate("navigator.clipboard.readText()") == note
    page.evaluate("""() => { window.messages = []; const status = document.querySelector('dialog.cite [role=status]');
        new MutationObserver(() => window.messages.push(status.textContent)).observe(status, {childList: true}) }""")
    page.keyboard.press("Enter")
    until(page, "window.messages.length > 1")
    assert page.evaluate("window.messages") == ["", "Copied: Chicago, note."], (
        "the same words are announced a second time"
    )
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.parentElement.id") == home()[0]
    context.close()


CHOOSE = """([id, start, end]) => {
  const walker = document.createTreeWalker(document.getElementById(id), 4), range = new Range();
  let text = "", node, open = true;
  while ((node = walker.nextNode())) {
    if (node.parentElement.closest(".noteref,.para,.rdg")) continue;
    const before = text.length;
    text += node.data;
    if (open && text.indexOf(start) >= 0) { range.setStart(node, text.indexOf(start) - before); open = false; }
    if (!open && text.indexOf(end) >= 0) { range.setEnd(node, text.indexOf(end) + end.length - before); break; }
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_selected_words_are_cited_with_their_place(page: Page, edition_root: Path) -> None:
    """Words selected are quoted with their mark, and a text fragment is added to the paragraph's address."""
    call = next(n for n in this_edition().notes if n.note.label == "19")
    words = reading_text(
        next(p.content for p in this_edition().section("ii-1").paragraphs if p.anchor == call.paragraph)
    )
    start = "propagandists” incapable of holding"
    assert start in words
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri())
    page.evaluate(CHOOSE, [call.paragraph, "propagandists”", "incapable of holding"])
    button = page.locator(".cite-words")
    button.wait_for(state="visible")
    button.click()
    page.wait_for_selector("dialog.cite[open]")
    citation = page.locator("dialog.cite textarea").input_value()
    anchor = this_edition().anchors[call.paragraph]
    address = (
        citing.address(this_edition().config, anchor)
        + ":~:text="
        + quote("propagandists” incapable of holding", safe="")
    )
    own = this_edition()
    expected = citing.fill(citing.quotation(own.config), address, anchor.reference, start, words=own.words)
    assert citation == expected
    page.goto((edition_root / "site").as_uri() + "/" + address)
    assert page.evaluate("location.hash") == f"#{call.paragraph}"


SELECT = """([from, start, to, end]) => {
  const at = (id, words) => {
    const walker = document.createTreeWalker(document.getElementById(id), 4);
    let node;
    while ((node = walker.nextNode())) if (node.data.includes(words)) return [node, node.data.indexOf(words)];
  };
  const range = new Range(), [last, index] = at(to, end);
  range.setStart(...at(from, start));
  range.setEnd(last, index + end.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def quoted(page: Page) -> str:
    """Press the button by the words selected, and give the quotation."""
    button = page.locator(".cite-words")
    button.wait_for(state="visible")
    button.click()
    page.wait_for_selector("dialog.cite[open]")
    return page.locator("dialog.cite textarea").input_value()


def test_words_of_two_paragraphs_stand_apart_and_name_both(page: Page, edition_root: Path) -> None:
    """A quotation over the end of a paragraph keeps it, and its mark says where it ends."""
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri())
    page.evaluate(SELECT, ["ii-1-p6", "call the Congress", "ii-1-p7", "In the event"])
    quotation = quoted(page)
    assert quotation.startswith("“call the Congress.’\nIn the event”\n[Paresh Chattopadhyay], ")
    assert (
        ", II-1, ¶6–7, essay/ii-1.html#ii-1-p6:~:text=call%20the%20Congress%2E%E2%80%9D,In%20the%20event." in quotation
    )


def test_words_of_two_sections_have_the_heading_between_them(page: Page, edition_root: Path) -> None:
    """On the page of the whole essay, the heading is a line of its own, and the editors' outline is not quoted."""
    page.goto((edition_root / "site" / "essay" / "index.html").as_uri())
    page.evaluate(SELECT, ["i-p10", "striking paraphrase", "ii-1-p1", "It is for the first time"])
    quotation = quoted(page)
    heading = this_edition().section("ii-1").label
    assert quotation.startswith(f"“striking paraphrase of Ricardo.\n{heading}\nIt is for the first time”\n")
    # the words that end it are on another page than those that begin it: no fragment of one page finds both
    assert ", I, ¶10 – II-1, ¶1, essay/i.html#i-p10." in quotation


def test_an_address_does_not_end_in_a_stop(page: Page, edition_root: Path) -> None:
    """The stop that closes the words would be taken for that of the citation, or left out by what makes links."""
    page.goto((edition_root / "site" / "essay" / "prologue.html").as_uri())
    page.evaluate(SELECT, ["prologue-p1", "claiming to be", "prologue-p1", "his followers."])
    assert quoted(page).endswith("#prologue-p1:~:text=claiming%20to%20be%20his%20followers%2E.")


def test_a_paragraph_selected_whole_is_one(page: Page, edition_root: Path) -> None:
    """A selection that ends before the first letter of the next paragraph, as after three clicks, names one only."""
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri())
    page.evaluate("""() => {
      const range = new Range();
      range.setStart(document.getElementById("ii-1-p6"), 0);
      range.setEnd(document.getElementById("ii-1-p7"), 0);
      getSelection().addRange(range);
    }""")
    quotation = quoted(page)
    assert ", II-1, ¶6, essay/" in quotation
    assert "“Though ‘all power to the Soviets’ was" in quotation
    assert "of the Soviets) Lenin in fact wanted ‘power’ to be" in quotation


def test_words_of_the_witness_are_cited_as_such(page: Page, edition_root: Path) -> None:
    """Words that only the witness has are cited as the witness's, without a text fragment that would find nothing."""
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri())
    page.evaluate("document.documentElement.classList.add('witness')")
    page.evaluate(SELECT, ["ii-1-p5", "won influence", "ii-1-p5", "the beginning of autumn"])
    quotation = quoted(page)
    assert quotation.startswith("“won influence in the Soviets and the beginning of autumn”\n")
    assert quotation.endswith(", II-1, ¶5, text of the witness, essay/ii-1.html#ii-1-p5.")
    page.keyboard.press("Escape")
    page.evaluate(SELECT, ["ii-1-p5", "won influence", "ii-1-p5", "in the Soviets "])
    assert ", II-1, ¶5, essay/ii-1.html#ii-1-p5:~:text=won" in quoted(page)


def test_quotation_marks_change_by_their_depth(page: Page, edition_root: Path) -> None:
    """Single marks within double ones become double ones again, as in the citations made by the build."""
    page.goto((edition_root / "site" / "essay" / "ii-1.html").as_uri())
    page.evaluate(SELECT, ["ii-1-p6", "it would be naive", "ii-1-p6", "majority for the Bolsheviks”"])
    assert quoted(page).startswith("“it would be naive to wait for a ‘formal’ majority for the Bolsheviks’”\n")
    page.keyboard.press("Escape")
    page.evaluate(SELECT, ["ii-1-p6", "that “it would be naive", "ii-1-p6", "majority for the Bolsheviks”"])
    assert quoted(page).startswith("“that ‘it would be naive to wait for a “formal” majority for the Bolsheviks’”\n")


def test_the_examples_stand_as_the_program_gives_them(page: Page, edition_root: Path) -> None:
    """The page on citing shows records letter by letter: its CSL-JSON can be read."""
    page.goto((edition_root / "site" / "how-to-cite.html").as_uri())
    items = json.loads(page.locator("[data-form=csl]").inner_text())
    assert items[0]["title"] == citing.csl_item(this_edition().config)["title"]
    assert page.locator("[data-form=chicago-note]").inner_text() in {
        citing.cite_all(this_edition().config, anchor)["chicago-note"] for anchor in this_edition().anchors.values()
    }


def test_every_entry_shows_the_way_to_its_address(page: Page, edition_root: Path) -> None:
    """Entries of the bibliography end in a link to their own address, named by what they are."""
    page.goto((edition_root / "site" / "bibliography.html").as_uri())
    shown = page.locator("li.entry > p > a.num")
    leads = shown.evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert leads == [f"#bib-{e.work.key}" for e in this_edition().entries]
    assert shown.first.is_visible()
    first = this_edition().anchors[f"bib-{this_edition().entries[0].work.key}"].reference
    assert shown.first.get_attribute("aria-label") == f"Permanent link to {first}"


def test_a_quick_enter_goes_where_the_reference_says(page: Page, edition_root: Path) -> None:
    """A reader who types a reference and Enter at once, before anything is found, still gets there."""
    page.goto((edition_root / "site" / "essay" / "i.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("III.4")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("essay/iii.html#iii-p4"))


@pytest.mark.parametrize("query", ["constructor", "“”", "...", "“all power", "a " * 60])
def test_odd_queries_do_no_harm(page: Page, edition_root: Path, query: str) -> None:
    """Words of the language of scripts, empty phrases, signs alone, unclosed quotation marks: each is answered."""
    page.goto((edition_root / "site" / "search.html").as_uri())
    page.locator("#search-q").fill(query)
    until(page, "/results?\\./.test(document.querySelector('[data-search-page] [role=status]').textContent)")


def test_the_form_leads_to_its_page_from_a_folder_of_any_name(
    browser: Browser, edition_root: Path, tmp_path: Path
) -> None:
    """Signs that strings or HTML give another sense stay what they are."""
    folder = tmp_path / "a$$b $& Tom&copy 'x'"
    folder.symlink_to(edition_root / "site")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{folder}/essay/ii-1.html")  # a browser leaves these signs as they are; `as_uri` does not
    page.keyboard.press("/")
    form = page.locator("dialog.search form.searching")
    expect(form).to_be_visible()
    address = page.evaluate("new URL('../search.html', location).href")
    assert form.evaluate("form => form.action") == address
    assert page.locator("dialog.search .help a").evaluate("link => link.href") == address
    context.close()


def test_a_new_readers_walk(browser: Browser, edition_root: Path) -> None:
    """By keyboard, from disk, without network: a sentence is found, its source seen, its Chicago note copied."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((edition_root / "site" / "index.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search[open]")
    page.keyboard.type("dictatorship in opposition to democracy")
    page.wait_for_selector(".hits a[href*='democracy'] mark")  # what all words find, not the first of them
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(":target mark.sought")
    assert page.evaluate("document.querySelector(':target').id") == "ii-1-p13"
    page.locator("#ii-1-p13 a.para").focus()
    for _ in range(8):  # the next call on the page, until the one that closes the paragraph
        page.keyboard.press("n")
        if page.evaluate("document.activeElement.id") == "r35":
            break
    assert page.evaluate("document.activeElement.id") == "r35"
    page.keyboard.press("Enter")
    source = page.locator("[aria-label='Note 35']:not(a)").filter(visible=True)
    assert "Luxemburg" in source.first.inner_text()
    page.locator("#ii-1-p13 a.para").focus()
    page.keyboard.press("c")
    page.wait_for_selector("dialog.cite[open]")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('dialog.cite [role=status]').textContent.startsWith('Copied')")
    note = citing.cite_all(this_edition().config, this_edition().anchors["ii-1-p13"])["chicago-note"]
    assert page.evaluate("navigator.clipboard.readText()") == note
    context.close()


def test_over_http_each_search_has_its_address(browser: Browser, edition_root: Path) -> None:
    """From a server the address follows what is typed, and citations name the server's address of the place."""
    with served(edition_root / "site") as base:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{base}/search.html")
        page.locator("#search-q").press_sequentially("soviet power")
        page.wait_for_url(lambda url: "q=soviet" in url)
        assert page.url == f"{base}/search.html?q=soviet+power&in=all"
        page.goto(f"{base}/essay/ii-1.html")
        page.locator("#ii-1-p7 a.para").focus()
        page.keyboard.press("c")
        page.wait_for_selector("dialog.cite[open]")
        address = this_edition().config.site_url or f"{base}/"
        assert page.locator("dialog.cite textarea").input_value().endswith(f"{address}essay/ii-1.html#ii-1-p7.")
        context.close()
