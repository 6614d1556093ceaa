"""Pages as people type them: read as runs and printed with an en dash, or reported as no pages."""

from __future__ import annotations

import pytest

from edition.readers import pages

READ = (
    ("12--14", "12–14"), ("12-14", "12–14"), ("12–14", "12–14"), ("12---14", "12–14"), ("1 -- 7", "1–7"),
    ("1—7", "1–7"), ("1−7", "1–7"), ("pp. 1--7", "1–7"), ("pp.1--7", "1–7"), ("pp.~1--7", "1–7"), ("PP. 1-7", "1–7"),
    ("p. 7", "7"), ("p 13", "13"), ("pages 3-5", "3–5"), ("S. 57", "57"), ("Seiten 5 und 7", "5, 7"),
    ("с. 57", "57"), ("S12--S18", "S12–S18"), ("A5–A7", "A5–A7"), ("105:1--105:20", "105:1–105:20"),
    ("e1000123", "e1000123"), ("xii–xv", "xii–xv"), ("XII-XV", "XII–XV"), ("xii–15", "xii–15"), ("33, 35", "33, 35"),
    ("33, 35, and 37–39", "33, 35, 37–39"), ("33 \\& 35", "33, 35"), ("p. 33, p. 35", "33, 35"), ("57f.", "57f."),
    ("57 ff.", "57ff."), ("57ff", "57ff."), ("57sq.", "57f."), ("43+", "43ff."), ("xi f.", "xi f."),
    ("57 f., 60 ff.", "57f., 60ff."), ("[3]–15", "[3]–15"), ("12r–12v", "12r–12v"), ("55n12", "55n12"),
    ("12a–13b", "12a–13b"), ("", ""),
)  # fmt: skip
NOT_READ = (
    "foo", "p.", "1O", "l5", "O5", "33, 3S", "320 S.", "xii, 320 pp.", "cols. 5-6", "1--", "--7", "1-2-3", "1²", "²",
    "१२", "1234567890", "5" * 5000, "12 of it", "cw4: 5", "1--90, cw4: 5", "1, 2, 3–", "1,,2", "iiii", "ff.",
    "(in part)", "12 (in part), 20", "12 (a) (b)", ";", "-",
)  # fmt: skip


@pytest.mark.parametrize(("written", "printed"), READ)
def test_pages_are_printed_in_one_form(written: str, printed: str) -> None:
    found = pages.read(written)
    assert (str(found), found.fault, found.remark, found.backward_ranges) == (printed, "", "", ())


@pytest.mark.parametrize("written", NOT_READ, ids=lambda text: text[:20])
def test_what_is_not_a_page_is_reported_and_stays(written: str) -> None:
    found = pages.read(written)
    assert (str(found), found.ranges) == (written, ())
    assert "is not a page" in found.fault


@pytest.mark.parametrize(
    ("written", "printed", "remark"),
    [
        ("98–137, the whole text", "98–137, the whole text", "the whole text"),
        ("1--90 (in part)", "1–90 (in part)", "(in part)"),
        ("33, 35 and passim", "33, 35, passim", "passim"),
    ],
)
def test_remarks_are_kept_apart(written: str, printed: str, remark: str) -> None:
    found = pages.read(written)
    assert (str(found), found.remark, found.fault) == (printed, remark, "")


@pytest.mark.parametrize(
    ("written", "full"),
    [("151–5", "151–155"), ("12-4", "12–14"), ("151--15", ""), ("15--iv", ""), ("iv--ii", ""), ("12v–12r", "")],
)
def test_backwards_ranges_are_known_and_abbreviated_ones_have_their_full_form(written: str, full: str) -> None:
    (run,) = pages.read(f"3–4, {written}").backward_ranges
    assert run.full_range == full


@pytest.mark.parametrize(
    ("own", "cited", "held"),
    [
        ("1–90", "5", True), ("1–90", "5–91", False), ("1–90", "xii", False), ("xii–15", "xiv", True),
        ("xii–15", "x", False), ("xii–15", "16", False), ("5ff.", "900", True), ("5f.", "6", True), ("5f.", "7", False),
        ("1–3, 7", "5", True), ("", "5", True), ("1–90", "", True), ("1–90", "55n99", True), ("A5–A7", "6", False),
    ],
)  # fmt: skip
def test_pages_hold_others(own: str, cited: str, held: bool) -> None:
    assert pages.read(own).contains(pages.read(cited)) is held


def test_one_page_and_several() -> None:
    assert [pages.read(text).is_single for text in ("7", "[7]", "7, 9", "7–9", "7f.")] == [
        True,
        True,
        False,
        False,
        False,
    ]
