"""Reading in a real browser: notes beside the text and at their call, previews, place, keys, switches, print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import SECTION, WIDE, opened, settled, until
from edition.model.text import reading_text
from edition.style.citations import ONLINE
from serving import served
from support import this_edition

PHONE = {"width": 375, "height": 700}
BOXES = """() => [...document.querySelectorAll('.side')].map(e => {
  const {left, right, top, bottom} = e.getBoundingClientRect(); return [left, right, top, bottom]})"""
SHIFTS = """() => new Promise(done => { const seen = [];
  new PerformanceObserver(list => { for (const { value, sources } of list.getEntries())
    seen.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName)]) })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(seen), 500) })"""


@pytest.fixture(scope="module")
def server(edition_root: Path) -> Iterator[str]:
    """Serve the site on this machine and give its address."""
    with served(edition_root / "site") as address:
        yield address


def focused(page: Page) -> str:
    """Return the id of the element that has the focus, or of the nearest one around it."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.closest('[id]')?.id"))


def opening(label: str) -> str:
    """Return the first words of a note."""
    note = next(note.note for note in this_edition().notes if note.label == label)
    return " ".join(reading_text(note.body[0].content).split()[:4])


def go_until(page: Page, root: Path, name: str, condition: str) -> None:
    """Go to another page from disk, and open it again until `condition`, an expression of JavaScript, is true.

    From disk every page has a process of its own, which learns only after a while what this one has stored.
    """
    for _ in range(30):
        page.goto(f"{(root / 'site').as_uri()}/{name}")
        if page.evaluate(f"!!({condition})"):
            return
        page.wait_for_timeout(300)
    pytest.fail(f"{name} does not learn what was stored: {condition}")


# ---- notes ----


@pytest.mark.parametrize(
    ("section", "switches", "width"),
    [
        ("i", "", 1080),
        ("ii-1", "", 1280),
        ("ii-1", "small no-figures", 1600),
        ("ii-2", "large", 1600),
        ("iii", "no-letters", 1280),
        ("ii-1", "large", 1080),
        ("index", "huge", 1600),
    ],
)
def test_notes_beside_the_text_never_overlap(
    browser: Browser, edition_root: Path, section: str, switches: str, width: int
) -> None:
    """No note in the margin overlaps the text, the note before it or the edge of the window."""
    viewport = {"width": width, "height": 900}
    page = opened(browser, edition_root, f"essay/{section}.html", switches=switches, viewport=viewport)
    shown = [box for box in page.evaluate(BOXES) if box[1] > box[0]]
    assert bool(shown) is (switches != "large" or width > 1080)
    text = max(page.locator("p.essay").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)"))
    for left, right, top, bottom in shown:
        assert text < left < right <= width
        assert bottom > top
    for (_, _, _, bottom), (_, _, top, _) in pairwise(shown):
        assert top >= bottom


def test_both_series_of_notes_stand_beside_the_text(browser: Browser, edition_root: Path) -> None:
    """Every call of the section has its note in the margin; those of the editors look different."""
    page = opened(browser, edition_root)
    notes = this_edition().notes_of("ii-1")
    assert page.locator(".side").count() == len(notes)
    assert page.locator(".side.editors").count() == sum(not n.is_authors for n in notes) > 0
    for at, note in enumerate(notes):
        first = reading_text(note.note.body[0].content).split()[:4]
        assert page.locator(".side").nth(at).get_attribute("aria-label") == note.title(this_edition().words)
        assert " ".join(first) in " ".join((page.locator(".side").nth(at).text_content() or "").split())


@pytest.mark.parametrize("name", [SECTION, "essay/index.html"])
def test_copies_of_notes_have_no_ids(browser: Browser, edition_root: Path, name: str) -> None:
    """With all notes in the margin and one in the sheet, each id is still there once."""
    page = opened(browser, edition_root, name)
    assert page.locator(".side").count() > 0
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_long_note_is_folded_and_unfolds(browser: Browser, edition_root: Path) -> None:
    """A shortened note opens by its button and stays where it is; the notes around it make room."""
    page = opened(browser, edition_root)
    label = page.locator(".side.folded").nth(2).get_attribute("aria-label")
    side = page.locator(f".side[aria-label='{label}']")
    before = side.evaluate("e => [e.offsetTop, e.offsetHeight]")
    side.get_by_role("button", name="More").click()
    after = side.evaluate("e => [e.offsetTop, e.offsetHeight]")
    assert after[1] > before[1]
    assert abs(after[0] - before[0]) < 12
    assert not side.evaluate("e => e.matches('.folded')")
    boxes = page.evaluate(BOXES)
    assert all(below[2] >= above[3] for above, below in pairwise(boxes))


CUT = """side => { const edge = side.getBoundingClientRect().bottom, range = document.createRange(), cut = [];
  const words = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    range.selectNode(words.currentNode);
    const over = [...range.getClientRects()].some(box => box.top < edge - 3 && box.bottom > edge + 3);
    if (over && words.currentNode.parentElement.checkVisibility({visibilityProperty: true}))
      cut.push(words.currentNode.data);
  }
  return cut }"""


@pytest.mark.parametrize(("switches", "width"), [("", 1080), ("", 1440), ("small", 1440), ("large sepia", 1600)])
def test_a_folded_note_ends_with_a_whole_line(browser: Browser, edition_root: Path, switches: str, width: int) -> None:
    """No letter is cut through where the rest of a note is folded away, and its lines keep to the grid."""
    viewport = {"width": width, "height": 900}
    page = opened(browser, edition_root, "essay/i.html", switches=switches, viewport=viewport)
    folded = page.locator(".side.folded").all()
    assert len(folded) > 10
    assert [cut for side in folded for cut in side.evaluate(CUT)] == []


@pytest.mark.parametrize("width", [1056, 1440])
@pytest.mark.parametrize("section", ["i", "ii-1", "ii-2", "iii"])
def test_notes_stand_near_their_calls(browser: Browser, edition_root: Path, section: str, width: int) -> None:
    """Also where they are dense half of the notes begin within two lines of their calls, and none five lines away."""
    viewport = {"width": width, "height": 900}
    page = opened(browser, edition_root, f"essay/{section}.html", viewport=viewport)
    away = sorted(
        page.evaluate(
            """() => [...document.querySelectorAll('.side')].map(side => {
            const label = side.getAttribute('aria-label');
            const call = document.querySelector(`[role=doc-noteref][aria-label='${label}']`);
            return Math.abs(side.getBoundingClientRect().top - call.getBoundingClientRect().top) })"""
        )
    )
    assert away[len(away) // 2] < 60
    assert away[-1] < 150


def test_a_call_opens_its_note_in_the_margin(browser: Browser, edition_root: Path) -> None:
    """By keyboard one goes from the call to the note beside it, and back with Esc."""
    page = opened(browser, edition_root)
    page.locator("#r16").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.side')")
    assert opening("16") in " ".join(page.evaluate("document.activeElement.textContent").split())
    page.keyboard.press("Escape")
    assert focused(page) == "r16"


def test_a_call_opens_a_sheet_where_there_is_no_room(browser: Browser, edition_root: Path) -> None:
    """On a phone the note comes to its call, the call stays in sight, Esc closes, and focus returns."""
    page = opened(browser, edition_root, viewport=PHONE)
    assert page.locator(".side").count() == 0
    page.locator("#r17").focus()
    page.keyboard.press("Enter")
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text(opening("17"))
    assert focused(page) == "sheet"
    call, box = page.locator("#r17").bounding_box(), sheet.bounding_box()
    assert call
    assert box
    assert call["y"] + call["height"] <= box["y"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert focused(page) == "r17"
    assert not page.url.endswith("#n17"), "the reader has not been moved"


def test_one_sheet_at_a_time(browser: Browser, edition_root: Path) -> None:
    """A second call takes the place of the first; its button closes it."""
    page = opened(browser, edition_root, viewport={"width": 820, "height": 1000})
    page.locator("#r16").click()
    expect(page.locator("#sheet")).to_contain_text(opening("16"))
    page.locator("#r17").dispatch_event("click")
    expect(page.locator("#sheet")).to_contain_text(opening("17"))
    page.locator("#sheet").get_by_role("button", name="Close").click()
    expect(page.locator("#sheet")).to_be_hidden()
    assert focused(page) == "r17"


# ---- previews ----


def test_a_preview_is_hoverable_persistent_and_dismissible(browser: Browser, edition_root: Path) -> None:
    """WCAG 2.2, 1.4.13: it stays under the pointer, on link or preview, and goes by Esc."""
    page = opened(browser, edition_root)
    peek, link = page.locator("#peek"), page.locator(".side [href*='#bib-']").first
    link.hover()
    expect(peek).to_be_visible()
    expect(peek).to_contain_text("The Tasks of the Proletariat in the Present Revolution")
    assert link.get_attribute("aria-describedby") == "peek"
    page.wait_for_timeout(1200)
    expect(peek).to_be_visible()
    peek.hover()
    page.wait_for_timeout(600)
    expect(peek).to_be_visible()
    page.keyboard.press("Escape")
    expect(peek).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None
    link.hover()
    expect(peek).to_be_visible()
    page.mouse.move(5, 700)
    expect(peek).to_be_hidden()


def test_a_preview_comes_with_the_focus_and_goes_with_it(browser: Browser, edition_root: Path) -> None:
    """By keyboard: the paragraph that a cross-reference means shows; one at a time; Esc keeps the focus."""
    page = opened(browser, edition_root, "essay/ii-1.html#ii-1-p2")
    link = page.locator("#ii-1-p2 a.xref").first
    page.keyboard.press("Tab")
    link.focus()
    expect(page.locator("#peek")).to_be_visible()
    expect(page.locator("#peek")).to_contain_text("I, ¶8")
    page.keyboard.press("Escape")
    expect(page.locator("#peek")).to_be_hidden()
    assert link.evaluate("e => e === document.activeElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#peek")).to_be_visible()
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.locator("[aria-describedby=peek]").count() <= 1


def test_a_preview_by_touch_leads_on(browser: Browser, edition_root: Path) -> None:
    """A tap shows the preview with a way to the place; a tap elsewhere closes it."""
    page = opened(browser, edition_root, viewport=PHONE, has_touch=True, is_mobile=True)
    link = page.locator("#ii-1-p2 a.xref").first
    link.tap()
    expect(page.locator("#peek")).to_be_visible()
    assert "ii-1.html" in page.url
    page.locator("#ii-1-p3").tap(position={"x": 200, "y": 60})
    expect(page.locator("#peek")).to_be_hidden()
    link.tap()
    page.locator("#peek").get_by_role("link", name="Go there").tap()
    page.wait_for_url("**/i.html#i-p8")


def test_a_preview_in_the_sheet_leaves_the_page_where_it_is(browser: Browser, edition_root: Path) -> None:
    """What is tapped at the foot of a note says what it leads to there, and the text above does not move."""
    page = opened(browser, edition_root, viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("#r17").tap()
    evidence = page.locator("#sheet [href$='-evidence']")
    evidence.scroll_into_view_if_needed()
    settled(page)
    before = page.evaluate("scrollY")
    evidence.tap()
    expect(page.locator("#peek")).to_contain_text("Both pages were read")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == before


# ---- place ----


def test_the_bar_says_where_one_is_and_the_place_is_offered_again(browser: Browser, edition_root: Path) -> None:
    """The paragraph shows while one reads; later the title page leads back to it."""
    page = opened(browser, edition_root)
    page.locator("#ii-1-p5").evaluate("e => e.scrollIntoView()")
    expect(page.locator("#where")).to_have_text("II-1, ¶5")
    until(page, "localStorage.getItem('edition.place')?.includes('ii-1-p5')")
    go_until(page, edition_root, "index.html", "document.querySelector('.resume a')")
    again = page.locator(".resume a")
    expect(again).to_have_text("Continue reading at II-1, ¶5")
    again.click()
    page.wait_for_url("**/essay/ii-1.html#ii-1-p5")


def test_what_is_stored_by_others_does_no_harm(browser: Browser, edition_root: Path) -> None:
    """A stored place that cannot be read is ignored."""
    page = opened(browser, edition_root, "index.html", switches="dark")
    page.evaluate("localStorage.setItem('edition.place', '{no')")
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


# ---- keys ----


def test_keys_move_between_paragraphs_and_notes(browser: Browser, edition_root: Path) -> None:
    """J and k go by paragraphs, n and p by calls; the focus goes with them and is in sight."""
    page = opened(browser, edition_root)
    seen = []
    for key in "jjjk":
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == ["ii-1-p1", "ii-1-p2", "ii-1-p3", "ii-1-p2"]
    calls = ["r16", "re-two-tactics"]
    page.locator("#r16").focus()
    page.keyboard.press("n")
    assert focused(page) == calls[1]
    page.keyboard.press("p")
    assert focused(page) == calls[0]
    box = page.locator("#r16").bounding_box()
    assert box
    assert 0 < box["y"] < WIDE["height"]


@pytest.mark.parametrize(
    ("switches", "calls"),
    [("no-letters", ["r16", "r17", "r18"]), ("no-figures", ["re-two-tactics", "re-usher-in", "re-superstructure"])],
)
def test_keys_pass_over_notes_that_are_put_away(
    browser: Browser, edition_root: Path, switches: str, calls: list[str]
) -> None:
    """Where one series is not shown n and p go by the other; j and k go on from there."""
    page = opened(browser, edition_root, switches=switches)
    seen = []
    for key in "nnnp":
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == [*calls, calls[1]]
    page.keyboard.press("j")
    assert focused(page) == "ii-1-p2"


def test_words_chosen_by_the_mouse_are_those_of_the_text(browser: Browser, edition_root: Path) -> None:
    """From one paragraph into the next: no note beside them, no number, no “References”; a note can be chosen too."""
    page = opened(browser, edition_root)
    page.locator("#ii-1-p1").evaluate("e => e.scrollIntoView()")

    def chosen(first: str, last: str) -> str:
        corners = []
        for what, words in (first.split("|"), last.split("|")):
            at = """([what, words]) => { const range = document.createRange(), all =
                document.createTreeWalker(document.querySelector(what), NodeFilter.SHOW_TEXT);
                while (all.nextNode()) { const at = all.currentNode.data.indexOf(words); if (at < 0) continue;
                  range.setStart(all.currentNode, at); range.setEnd(all.currentNode, at + words.length);
                  const {left, right, top, bottom} = range.getBoundingClientRect();
                  return [left, right, (top + bottom) / 2].map(Math.round) } }"""
            corners.append(page.evaluate(at, [what, words]))
        page.mouse.move(corners[0][0], corners[0][2])
        page.mouse.down()
        page.mouse.move(corners[1][1], corners[1][2], steps=8)
        page.mouse.up()
        return " ".join(str(page.evaluate("getSelection().toString()")).split())

    text = chosen("#ii-1-p1|bourgeoisie and the landlord", "#ii-1-p2|on the other hand")
    assert text.endswith("in Russia is completed.” We would, on the other hand")
    assert len(text) < 200
    page.locator("#where").click()
    first, second, *_ = opening(this_edition().notes_of("ii-1")[0].label).split()
    assert chosen(f".side|{first}", f".side|{second}") == f"{first} {second}"


def test_keys_are_listed_and_can_be_switched_off(browser: Browser, edition_root: Path) -> None:
    """WCAG 2.2, 2.1.4: `?` shows all keys in a dialogue; a switch turns keys of one letter off."""
    page = opened(browser, edition_root)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")
    assert focused(page) == "keys", "no key acts on the page under the dialogue"
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_what_is_read_of_a_note_is_what_is_cited(
    browser: Browser, edition_root: Path, viewport: dict[str, int]
) -> None:
    """With the focus in a note, beside the text or in the sheet, c offers that note."""
    page = opened(browser, edition_root, viewport=viewport)
    page.locator("#r17").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("c")
    chosen = page.get_by_role("combobox", name="Cite", exact=True)
    assert chosen.evaluate("e => e.selectedOptions[0].text") == "editors’ n. 17"


def test_a_note_that_is_lit_is_cited_until_one_has_read_on(browser: Browser, edition_root: Path) -> None:
    """After a click on a call c offers its note, which is lit; what is out of sight counts no more."""
    page = opened(browser, edition_root)
    chosen = page.get_by_role("combobox", name="Cite", exact=True)
    page.locator("#r17").click()
    expect(page.locator(".side.lit")).to_be_visible()
    page.keyboard.press("c")
    assert chosen.evaluate("e => e.selectedOptions[0].text") == "editors’ n. 17"
    page.keyboard.press("Escape")
    page.locator("#r17").focus()
    page.evaluate("scrollTo(0, document.querySelector('#ii-1-p9').offsetTop + 300)")
    until(page, "document.querySelector('#where').textContent === 'II-1, ¶9'")
    page.keyboard.press("c")
    assert chosen.evaluate("e => e.selectedOptions[0].text") == "II-1, ¶9"
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, document.querySelector('#ii-1-p11').offsetTop)")
    until(page, "document.querySelector('#where').textContent === 'II-1, ¶11'")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('.essay').id") in {"ii-1-p10", "ii-1-p11"}


# ---- switches ----


def test_switches_are_kept(browser: Browser, edition_root: Path) -> None:
    """Page, size and calm are chosen once and hold on the next page, from its first line."""
    page = opened(browser, edition_root)
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Sepia").check()
    page.get_by_label("Extra large").check()
    page.get_by_label("Text only").check()
    until(page, "localStorage.getItem('edition.display')?.split(' ').length === 3")
    go_until(page, edition_root, "essay/i.html", "document.documentElement.matches('.sepia.huge.calm')")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(241, 228, 201)"
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "26px"
    assert not page.locator("sup.noteref").first.is_visible()
    page.get_by_role("button", name="Settings").click()
    assert page.get_by_label("Text only").is_checked()


@pytest.mark.parametrize("stored", ["", "no-letters", "no-figures no-side no-numbers no-keys"])
def test_a_stored_switch_unchecks_what_it_hides(browser: Browser, edition_root: Path, stored: str) -> None:
    """The boxes say what is shown; what a reader had switched off stays off, and comes back when it is checked."""
    page = opened(browser, edition_root, switches=stored)
    page.get_by_role("button", name="Settings").click()
    boxes = page.locator("#display input[data-shows]")
    assert boxes.evaluate_all("all => all.filter(b => !b.checked).map(b => b.value)") == sorted(
        stored.split(), key=["no-figures", "no-letters", "no-side", "no-numbers", "no-keys"].index
    )
    for box in boxes.all():
        box.check()
    assert page.evaluate("localStorage.getItem('edition.display') ?? ''") == ""
    page.get_by_label("Lettered notes").uncheck()
    assert page.evaluate("localStorage.getItem('edition.display')") == "no-letters"
    assert not page.locator("#re-two-tactics").is_visible()


def test_the_witness_can_be_read_in_place(browser: Browser, edition_root: Path) -> None:
    """Emendations give way to the readings of the witness, and its pages are marked."""
    placed = next(e for e in this_edition().emendations if e.section == "ii-1" and e.emendation.reading)
    page = opened(browser, edition_root)
    ours = page.locator(f"#{placed.emendation.name}")
    theirs = ours.locator("xpath=following-sibling::*[1]")
    assert ours.is_visible()
    assert not theirs.is_visible()
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("radio", name="witness").check()
    assert not ours.is_visible()
    assert theirs.is_visible()
    assert theirs.inner_text() == placed.witness
    assert "|11" in page.locator("#ii-1-p2 .pb").evaluate("e => getComputedStyle(e, '::before').content").replace(
        '" "', ""
    )


@pytest.mark.parametrize(("chosen", "hidden"), [("only-lcw", "pss"), ("only-pss", "lcw")])
def test_one_edition_of_parallel_pages_can_be_preferred(
    browser: Browser, edition_root: Path, chosen: str, hidden: str
) -> None:
    """Where both are given the other goes, and its separator with it; where it is alone it stays."""
    page = opened(browser, edition_root, switches=chosen, viewport=PHONE)
    note = page.locator("#n17 p").nth(1)
    note.scroll_into_view_if_needed()
    settled(page)
    kept = {"pss": "PSS 31: 151", "lcw": "LCW 24: 57"}
    given = note.inner_text().replace(ONLINE, "")
    assert kept.pop(hidden) not in given
    assert f"(1917), {kept.popitem()[1]}." in given
    alone = page.locator(f".endnotes [data-ed={hidden}]:not(.loci *)")
    assert alone.count() > 0
    assert all(alone.evaluate_all("all => all.map(e => e.getClientRects().length)"))


PARALLEL = """given => { const made = text => '<span class="loci">' + text.split(' ').map(ed =>
    `<span data-ed="${ed}">${ed}</span>`).join('<span class="sep">; </span>') + '</span>';
  document.querySelector('article').innerHTML = given.map(text => `<p>${made(text)}</p>`).join('');
  return [...document.querySelectorAll('article p')].map(p => p.innerText) }"""


def test_the_separators_of_parallel_pages_go_with_what_they_separate(browser: Browser, edition_root: Path) -> None:
    """However many editions there are, and where several pages of one are given."""
    page = opened(browser, edition_root, switches="only-mecw")
    given = ["mecw mesw mew", "mesw mecw mew", "mew mesw mecw", "mecw mecw mew", "mecw mew mecw", "mesw mew", "mecw"]
    shown = ["mecw", "mecw", "mecw", "mecw; mecw", "mecw; mecw", "mesw; mew", "mecw"]
    assert page.evaluate(PARALLEL, given) == shown


@pytest.mark.parametrize(
    ("switch", "gone", "kept"),
    [
        ("no-figures", "#r16", "#re-two-tactics"),
        ("no-letters", "#re-two-tactics", "#r16"),
        ("no-numbers", "#ii-1-p1 .para", "#r16"),
        ("no-side", ".side >> nth=0", "#n16"),
    ],
)
def test_each_thing_beside_the_text_can_be_put_away(
    browser: Browser, edition_root: Path, switch: str, gone: str, kept: str
) -> None:
    """A switch takes one thing away and leaves the others."""
    page = opened(browser, edition_root, switches=switch)
    assert not page.locator(gone).is_visible()
    assert page.locator(kept).is_visible()


# ---- without scripts ----


@pytest.mark.parametrize("place", ["#r20", "#n20", "#ii-1-p4"])
def test_a_link_arrives_in_calm_mode_too(browser: Browser, edition_root: Path, place: str) -> None:
    """What an address names is shown, also where calls and notes are put away; the rest stays away."""
    page = opened(browser, edition_root, SECTION + place, switches="calm")
    expect(page.locator(place)).to_be_in_viewport()
    assert page.locator(".noteref").evaluate_all("all => all.filter(e => e.offsetParent).length") == (place == "#r20")


def test_without_any_note_beside_it_the_text_stands_in_the_middle(browser: Browser, edition_root: Path) -> None:
    """Where both series are put away no empty column is kept for them."""
    page = opened(browser, edition_root, switches="no-figures no-letters")
    box = page.locator("article").bounding_box()
    assert box
    assert abs(box["x"] * 2 + box["width"] - WIDE["width"]) < 20


@pytest.mark.parametrize(("width", "height"), [(320, 568), (375, 553), (390, 664)])
def test_reading_begins_on_the_first_screen_of_a_phone(
    browser: Browser, edition_root: Path, width: int, height: int
) -> None:
    """Title, author and the way into the essay are there without moving the page."""
    page = opened(browser, edition_root, "index.html", viewport={"width": width, "height": height})
    for shown in ("h1", ".author", ".read"):
        expect(page.locator(shown).first).to_be_in_viewport(ratio=1)
    assert (page.locator(".read").first.get_attribute("href") or "").startswith("essay/")


@pytest.mark.parametrize("name", ["people.html", "bibliography.html", "search.html"])
def test_an_ordinary_page_names_the_essay_on_a_phone(browser: Browser, edition_root: Path, name: str) -> None:
    """Whoever comes to it from elsewhere sees in the bar whose page it is, and has a way to the title page."""
    page = opened(browser, edition_root, name, viewport=PHONE)
    home = page.locator(".bar .home")
    expect(home).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    home.click()
    expect(page.locator(".title-page h1")).to_be_visible()


def test_without_scripts_nothing_is_offered_that_needs_them(browser: Browser, edition_root: Path) -> None:
    """The contents open, the search leads to its page, and buttons that would do nothing are not shown."""
    page = opened(browser, edition_root, java_script_enabled=False)
    assert page.locator("button:visible").count() == 0
    assert page.locator("[popover]:visible, dialog:visible").count() == 0
    page.locator(".menu summary").click()
    here = page.locator(".menu [aria-current=page]")
    expect(here).to_have_count(1)
    expect(here).to_have_text("II-1 [The Bolshevik road to power]")
    page.get_by_role("link", name="Search", exact=True).first.click()
    page.wait_for_url("**/search.html")


# ---- page, print ----


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        SECTION,
        "essay/index.html",
        "notes/i.html",
        "bibliography.html",
        "search.html",
        "search.html?q=soviet+power",
    ],
)
@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_nothing_moves_while_a_page_comes(browser: Browser, server: str, name: str, viewport: dict[str, int]) -> None:
    """The layout does not shift (CLS 0), and the edition's own face is the one that is shown."""
    page = browser.new_context(viewport=viewport).new_page()  # type: ignore[arg-type]
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{server}/{name}")
    assert page.evaluate(SHIFTS) == []
    assert faults == []


def test_the_measure_is_a_books(browser: Browser, edition_root: Path) -> None:
    """A full line of the text holds 60 to 72 characters."""
    page = opened(browser, edition_root)
    counted = page.evaluate(
        """() => { const text = [...document.querySelectorAll('p.essay')].map(p => p.textContent).join('');
        const probe = document.createElement('span'); probe.style.cssText = 'white-space:nowrap;position:absolute';
        probe.textContent = text.slice(0, 2000); document.querySelector('p.essay').append(probe);
        return document.querySelector('article').clientWidth / (probe.getBoundingClientRect().width / 2000) }"""
    )
    assert 60 <= counted <= 72


def test_print_gives_text_and_notes(browser: Browser, edition_root: Path) -> None:
    """Paper has the text and the list of notes, not the bar, the margin's copies and the buttons."""
    page = opened(browser, edition_root)
    page.emulate_media(media="print")
    for gone in (".bar", ".side", ".turning", ".back", "#display"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in ("#ii-1-p13", "#n35", ".foot p"):
        assert page.locator(kept).first.is_visible(), kept


STARTS = """p => { const range = document.createRange(), lines = new Map();
  const words = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    if (words.currentNode.parentElement.closest('.para,.noteref')) continue;
    range.selectNode(words.currentNode);
    for (const {left, bottom} of range.getClientRects()) {
      const line = [...lines.keys()].find(b => Math.abs(b - bottom) < 6) ?? bottom;
      lines.set(line, Math.min(left, lines.get(line) ?? left));
    }
  }
  return [...lines.values()].slice(1).map(left => Math.round(left - p.getBoundingClientRect().left)) }"""


@pytest.mark.parametrize("switches", ["", "dark", "sepia", "witness"])
def test_print_is_black_on_white_in_a_books_measure(browser: Browser, edition_root: Path, switches: str) -> None:
    """Whatever colouring was chosen; a line holds no more than a book's, and begins where the one above it does."""
    page = opened(browser, edition_root, switches=switches, viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    look = "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
    for shown in ("#ii-1-p2", "#n16 p + p", "#n16 p + p a"):
        assert page.locator(shown).first.evaluate(look) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    text = page.locator("#ii-1-p8")
    begun = text.evaluate(STARTS)
    assert set(begun) == {0}
    assert 60 <= len(text.text_content() or "") / len(begun) <= 76


LONGEST = """() => { const range = document.createRange(), lines = {};
  for (const p of document.querySelectorAll('article > p, article > ul > li, .entry > p, .note > p')) {
    const words = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), mine = {};
    while (words.nextNode()) for (const word of words.currentNode.data.matchAll(/\\S+\\s*/g)) {
      range.setStart(words.currentNode, word.index);
      range.setEnd(words.currentNode, word.index + word[0].length);
      const box = range.getClientRects()[0];
      if (box) mine[Math.round(box.bottom / 6)] = (mine[Math.round(box.bottom / 6)] ?? 0) + word[0].length;
    }
    Object.values(mine).forEach((length, i) => { lines[length] = true });
  }
  return Math.max(...Object.keys(lines).map(Number)) }"""


@pytest.mark.parametrize("name", ["introduction", "about", "bibliography", "people", "state", "notes/ii-1"])
def test_ordinary_pages_are_printed_in_a_books_measure(browser: Browser, edition_root: Path, name: str) -> None:
    """The longest line of running text is on paper as long as the essay’s, and nothing goes over the paper’s edge."""
    page = opened(browser, edition_root, f"{name}.html", viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    assert 40 <= page.evaluate(LONGEST) <= 92
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_the_time_line_is_printed_whole(browser: Browser, edition_root: Path) -> None:
    """Paper cannot be moved sideways: no word of a drawing is outside it, and no drawing is wider than paper."""
    page = opened(browser, edition_root, "chronology.html", viewport={"width": 627, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 627
    shown = 0
    for drawing in page.locator("main svg").all():
        left, right = drawing.evaluate("e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]")
        assert 0 <= left < right <= 627
        edges = "all => all.map(e => e.getBoundingClientRect()).map(box => [box.left, box.right])"
        words = drawing.locator("text").evaluate_all(edges)
        assert [box for box in words if box[0] < left - 1 or box[1] > right + 1] == []
        shown += len(words)
    assert shown > len(this_edition().events) > 0


def test_the_marked_place_is_black_on_white_in_print(browser: Browser, edition_root: Path) -> None:
    """The place that an address names keeps no dark ground on paper."""
    page = opened(browser, edition_root, f"{SECTION}#ii-1-p2", switches="dark")
    page.emulate_media(media="print")
    assert page.locator("#ii-1-p2").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
