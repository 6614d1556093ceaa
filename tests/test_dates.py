"""Dates as people type them: read as EDTF and printed in words, or reported with the date that may be meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.model.dates import Date
from edition.readers import dates
from edition.style.dates import day_in_words, in_words, year_in_words
from edition.words import ENGLISH

READ = (
    ("1917", "1917"), ("1917-04", "April 1917"), ("1917-04-10", "10 April 1917"), ("0001", "1"), ("9999", "9999"),
    ("1921~", "c. 1921"), ("1921?", "1921?"), ("1880%", "c. 1880?"), (r"1880\%", "c. 1880?"),
    ("1917-04~", "c. April 1917"), ("1845/1846", "1845–1846"), ("1871-04/1871-05", "April–May 1871"),
    ("1917/1917", "1917"), ("1874-04/1875-01", "April 1874 – January 1875"),
    ("1917-09-12/1917-09-14", "12–14 September 1917"),
    ("1918-04-29/1918-05-03", "29 April – 3 May 1918"), ("1917-04-10/1918", "10 April 1917 – 1918"),
    ("1917-12-30/1918-01-02", "30 December 1917 – 2 January 1918"), ("1918-04/1921", "April 1918 – 1921"),
    ("1921~/1922", "c. 1921 – 1922"), ("1917~/1918?", "c. 1917 – 1918?"), ("1917-04/1917-05?", "April–May 1917?"),
    ("1917-04?/1917-05", "April 1917? – May 1917"), ("1917-03/1917", "March 1917 – 1917"), ("XXXX", "n.d."),
    ("191X", "1910s"), ("18XX", "1800s"), ("196X/1975", "1960s–1975"), ("1917-XX", "1917"), ("1917-XX-XX", "1917"),
    ("1917-04-XX", "April 1917"), ("1917/..", "1917–"), ("../1917", "until 1917"), ("1917/", "1917–?"),
    ("/1917", "?–1917"), ("XXXX/1917", "?–1917"), ("1917-21", "spring 1917"), ("1917-24", "winter 1917"),
    ("1917-21/1917-22", "spring–summer 1917"), (" 1917 ", "1917"), ("", ""),
)  # fmt: skip
NOT_READ = (
    ("1917-2-3", "1917-02-03"), ("1917-2", "1917-02"), ("17 April 1917", "1917-04-17"), ("April 1917", "1917-04"),
    ("April 17, 1917", "1917-04-17"), ("Apr. 1917", "1917-04"), ("3rd of May 1917", "1917-05-03"),
    ("spring 1900", "1900-21"), ("fall 1917", "1917-23"), ("17.4.1917", "1917-04-17"), ("17. 4. 1917", "1917-04-17"),
    ("1917.04.10", "1917-04-10"), ("1917-04-10T12:00", "1917-04-10"), ("1917-04-10T12:00:00Z", "1917-04-10"),
    ("1917/18", "1917/1918"), ("1917-18", "1917/1918"), ("1917-1918", "1917/1918"), ("1917--1918", "1917/1918"),
    ("1917–1918", "1917/1918"), ("1917 – 1918", "1917/1918"), ("1917 / 1918", "1917/1918"), ("c. 1917", "1917~"),
    ("ca 1917", "1917~"), ("[1917]", "1917?"), ("1917 (?)", "1917?"), ("1917?~", "1917%"), ("1917~?", "1917%"),
    ("n.d.", "XXXX"), ("s.a.", "XXXX"), ("undated", "XXXX"), ("1910s", "191X"), ("before 1917", "../1917"),
    ("since April 1917", "1917-04/.."), ("1917-", "1917/.."), ("1917–", "1917/.."), ("1917--", "1917/.."),
    ("1917-00", "1917"), ("1917-01-00", "1917-01"), ("1917-13", ""), ("1917-13-01", ""), ("1917-01-32", ""),
    ("1917-21-03", ""), ("1917-XX-10", ""), ("191X-04", ""), ("XXXX-04", ""), ("1XXX", ""), ("0000", ""), ("-0044", ""),
    ("17000", ""), ("Y17000", ""), ("5", ""), ("19", ""), ("'17", ""), ("1871-0²", ""), ("1871-02-0²", ""),
    ("१९१७", ""), ("1917~~", ""), ("?1917", ""), ("1917-?04", ""), ("1917/1918/1919", ""), ("../..", ""), ("/", ""),
    ("foo", ""), ("in press", ""), ("1917, 1918", ""), ("4/17/1917", ""), ("-", ""), ("2e3", ""), ("5" * 5000, ""),
    ("-" * 5000 + "x y", ""), ("[" * 5000, ""),
)  # fmt: skip


@pytest.mark.parametrize(("edtf", "words"), READ)
def test_dates_in_words(edtf: str, words: str) -> None:
    found = dates.read(edtf)
    assert (in_words(found, ENGLISH), found.fault, found.meant) == (words, "", "")


@pytest.mark.parametrize(("written", "meant"), NOT_READ, ids=lambda text: text[:20])
def test_what_is_not_a_date_is_reported_with_a_guess(written: str, meant: str) -> None:
    found = dates.read(written)
    assert found.fault
    assert (in_words(found, ENGLISH), found.points, found.meant) == (written, (), meant)
    assert not meant or not dates.read(meant).fault


@pytest.mark.parametrize(
    ("edtf", "backwards"),
    [
        ("1917/1905", True), ("1917-04/1917-03", True), ("1917-04-30/1917-04-02", True), ("1917/1917-03", False),
        ("1917-03/1917", False), ("191X/1915", False), ("1920/191X", True), ("1917/..", False), ("1917", False),
    ],
)  # fmt: skip
def test_intervals_that_end_before_they_begin(edtf: str, backwards: bool) -> None:
    assert dates.read(edtf).is_backwards is backwards


@pytest.mark.parametrize(
    ("edtf", "julian", "gregorian"),
    [
        ("1900-02-29", True, False), ("1917-02-29", False, False), ("1904-02-29", True, True), ("1917-02", True, True),
        ("1917-02-30", False, False), ("1917-04-31", False, False), ("1917-12-31", True, True),
    ],
)  # fmt: skip
def test_days_that_a_calendar_has(edtf: str, julian: bool, gregorian: bool) -> None:
    (point,) = dates.read(edtf).points
    assert (point.exists(julian=True), point.exists(julian=False)) == (julian, gregorian)


@pytest.mark.parametrize(
    ("fields", "written", "fault"),
    [
        ({"date": "1917-04-10"}, "1917-04-10", ""),
        ({"year": "1917"}, "1917", ""),
        ({"year": "1917", "month": "4", "day": "7"}, "1917-04-07", ""),
        ({"year": "{1917}", "month": "{apr}"}, "1917-04", ""),
        ({"year": "1917", "month": "April"}, "1917-04", ""),
        ({"year": "1917", "month": "Sept."}, "1917-09", ""),
        ({"year": "1917", "month": "4", "day": "4"}, "1917-04-04", ""),
        ({"year": "1917", "month": "10~apr"}, "1917-04-10", ""),
        ({"year": "1917", "month": "10", "day": "april"}, "1917-04-10", ""),
        ({"year": "1917/1918", "month": "apr"}, "1917/1918 04", "is not a valid date"),
        ({"year": "1917-04", "month": "5"}, "1917-04 05", "is not a valid date"),
        ({"year": "1917~", "month": "5"}, "1917~ 05", "is not a valid date"),
        ({"year": "1917", "month": "April May"}, "1917-04-May", "is not a valid date"),
        ({"year": "1917", "month": "4 10", "day": "12"}, "1917-04-10-12", "is not a valid date"),
        ({"year": "1917", "month": "spring"}, "1917-21", ""),
        ({"date": "1917-04-10", "year": "1917"}, "1917-04-10", ""),
        ({"date": "1917", "year": "1917", "month": "apr", "day": "10"}, "1917-04-10", ""),
        ({"date": "1917/1918", "year": "1917"}, "1917/1918", ""),
        ({"date": "1917~", "year": "1917"}, "1917~", ""),
        ({"date": "XXXX", "year": "XXXX"}, "XXXX", ""),
        ({"date": "1917", "year": "1918"}, "1917", "does not agree"),
        ({"date": "1917-04-10", "year": "1917", "month": "5"}, "1917-04-10", "does not agree"),
        ({"date": "XXXX", "year": "1917"}, "XXXX", "does not agree"),
        ({"year": "1917", "month": "April--May"}, "1917-April--May", "is not a valid date"),
        ({"year": "1917", "day": "7"}, "1917  7", "a day without a month"),
        ({"month": "apr"}, "apr", "a month without a year"),
        ({"date": "spring", "year": "1917"}, "spring", "is not a valid date"),
        ({}, "", ""),
    ],
)
def test_the_fields_of_an_entry(fields: dict[str, str], written: str, fault: str) -> None:
    found = dates.read_fields(fields, {})
    assert found.written == written
    assert fault in found.fault
    assert bool(fault) is bool(found.fault)


@pytest.mark.parametrize(
    ("written", "years", "doubtful"),
    [
        ("1849–1898", (1849, 1898), False),
        ("1927?–2023", (1927, 2023), True),
        ("c. 1870–1924", (1870, 1924), True),
        ("1940–", (1940,), False),
        ("1849-1898", (1849, 1898), False),
        ("1849--1898", (1849, 1898), False),
        ("1849 – 1898", (1849, 1898), False),
        ("1849-1898-1899", (), False),
        ("founded 1896", (), False),
        ("5–6 (18–19) January 1918", (), False),
        ("1923", (), False),
        ("१९१७–१९१८", (), False),
    ],
)
def test_the_years_of_a_life(written: str, years: tuple[int, ...], doubtful: bool) -> None:
    found = dates.read_life(written)
    assert found.written == (
        written if found.fault else written.replace("--", "–").replace("-", "–").replace(" – ", "–")
    )
    assert tuple(point.year for point in found.points) == years
    assert found.is_doubtful is doubtful


def test_years_alone_and_days_of_the_calendar() -> None:
    printed_years = [
        year_in_words(dates.read(text), ENGLISH)
        for text in ("1917-04-10~", "1917/1918", "191X", "/1918?", "XXXX", "foo", "")
    ]
    assert printed_years == ["c. 1917", "1917", "1910s", "1918?", "", "", ""]
    assert day_in_words(date(2026, 11, 24), ENGLISH) == "24 November 2026"


def test_dates_are_sorted_those_not_established_last() -> None:
    texts = ["XXXX", "1917-04-10", "1917", "", "1917-04", "1845/1846", "1845"]
    assert sorted(texts, key=lambda text: dates.read(text).order) == [
        "", "1845", "1845/1846", "1917", "1917-04", "1917-04-10", "XXXX",
    ]  # fmt: skip


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from("0179X-/~?%. –aprilT²१"), max_size=24) | st.text(max_size=40))
def test_whatever_is_typed_is_a_date_or_reported_as_none(written: str) -> None:
    found, tidy = dates.read(written), " ".join(written.strip("{} ").replace(r"\%", "%").split())
    assert found.written == tidy
    assert bool(found.fault) is not bool(found.points or in_words(found, ENGLISH) == ENGLISH("date.none") or not tidy)
    assert not found.fault or in_words(found, ENGLISH) == tidy
    assert not found.meant or (found.fault and not dates.read(found.meant).fault)


def test_a_date_is_what_it_says_wherever_it_stands() -> None:
    assert in_words(Date("1917"), ENGLISH) == ENGLISH("date.none")
    assert in_words(dates.read("1917"), ENGLISH) == "1917"
