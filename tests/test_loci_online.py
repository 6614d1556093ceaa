"""Loci whose text can be read on the web: a sign after each opens it, in every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest

from edition import addresses, pipeline
from edition.model.edition import Edition
from edition.writers import data, markdown, site, tei, typst
from test_rules import CASES

URL = "https://www.kettles.example/treatise.htm?a=1&b=2"
HERE = "Opens the cited text at kettles.example"
ELSEWHERE = "Opens the text in another language at kettles.example"
LEGEND = "↗ opens the cited text."


RECORD = """- id: kettle
  loci: [{loci}]
  url: https://hobs.example/treatise.htm?a=1&b=2
  words: ["A well-known kettle … to boil, & more"]
  seen: 2020-01-31
  copy: a copy in a drawer
"""
AT = "https://hobs.example/treatise.htm?a=1&b=2"
AT_WORDS = f"{AT}#:~:text=A%20well%2Dknown%20kettle,to%20boil%2C%20%26%20more"


def edition(
    root: Path, volume: str = "english", url: str = URL, locus: str = ", p. 12, seen", online: str = ""
) -> Edition:
    """Return the stock edition, whose first note cites a treatise that can be read at an address."""
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    works, notes = root / "citations" / "works.bib", root / "docs" / "notes" / "a.md"
    text = works.read_text(encoding="utf-8")
    text = text.replace("langid = {english},", f"langid = {{english}}, url = {{{url}}},")
    works.write_text(text.replace("volume = {3},", f"volume = {{3}}, langid = {{{volume}}},"), encoding="utf-8")
    notes.write_text(notes.read_text(encoding="utf-8").replace(", p. 12, seen", locus), encoding="utf-8")
    (root / "citations" / "online.yml").write_text(online, encoding="utf-8")
    return pipeline.edition(root)


def opened(made: Edition) -> list[dict[str, Any]]:
    """Return what the data say of each locus of the first note."""
    note = json.loads(data.write(made)["data/n1.json"])
    return [locus for cited in note["cites"] for locus in cited["loci"]]


def notes_page(made: Edition) -> str:
    """Return the page of the notes to the only section."""
    elements = site.page_of(made, "notes-a")
    return "".join(tostring(element, encoding="unicode") for element in elements or ())


@pytest.mark.parametrize(("volume", "words"), [("english", HERE), ("german", ELSEWHERE)])
def test_a_locus_opens_the_text_of_its_work(volume: str, words: str, tmp_path: Path) -> None:
    """A volume may have the work in another language than the address; the sign says so, after the locus."""
    page = notes_page(edition(tmp_path, volume))
    assert f'href="{URL.replace("&", "&amp;")}" title="{words}" aria-label="Text of CW 3: 12">↗</a>' in page
    assert LEGEND in page


@pytest.mark.parametrize(
    "changed",
    [{"url": ""}, {"locus": ""}],
    ids=["no address", "no locus"],
)
def test_nothing_opens_without_address_or_locus(changed: dict[str, Any], tmp_path: Path) -> None:
    made = edition(tmp_path, **changed)
    assert "↗</a>" not in notes_page(made)
    assert '<ptr type="online"' not in tei.write(made)
    assert "↗]" not in markdown.write_edition(made)


def test_every_format_leads_to_the_text(tmp_path: Path) -> None:
    made = edition(tmp_path)
    book = "".join(typst.write(made).values())
    assert f'<ptr type="online" target="{URL.replace("&", "&amp;")}"' in tei.write(made)
    assert f"[CW 3: 12](<#bib-cw3>)[↗](<{URL}>)" in markdown.write_edition(made)
    assert f'("{URL}")[↗]' in book
    assert "opens the cited text" in book
    assert [locus.get("url") for locus in opened(made)] == [URL]


def test_a_locus_opens_at_the_words(tmp_path: Path) -> None:
    """An address that an editor recorded for a locus comes before that of the work, and every format has its words."""
    made = edition(tmp_path, online=RECORD.format(loci='"cw3, p. 12"'))
    words = "Opens the cited words at hobs.example"
    page = notes_page(made)
    assert f'href="{AT_WORDS.replace("&", "&amp;")}"' in page
    assert f'title="{words}" aria-label="Text of CW 3: 12"' in page
    assert f'<ptr type="online" target="{AT_WORDS.replace("&", "&amp;")}"' in tei.write(made)
    assert f"[↗](<{AT_WORDS}>)" in markdown.write_edition(made)
    assert f'("{AT_WORDS}")[↗]' in "".join(typst.write(made).values())
    assert [(found["url"], found["url_seen"], found["url_copy"]) for found in opened(made)] == [
        (AT_WORDS, "2020-01-31", "a copy in a drawer")
    ]


@pytest.mark.parametrize(
    ("loci", "more", "url"),
    [
        ('"@cw3, p. 12"', "", AT_WORDS),
        ('"[@cw3, p. 12, seen]"', "", AT_WORDS),
        ('"cw3, p. 12"', "  work: cook1871treatise\n", AT_WORDS),
        ('"cw3, pp. 10–14"', "", AT),  # the words stand elsewhere on these pages
        ('"cw3, p. 13"', "", URL),
        ('"cw3, pp. 12–13"', "", AT),
        ('"cw3, p. 12"', "  work: baker1880letter\n", URL),
        ('"cook1871treatise, p. 12"', "", URL),
    ],
)
def test_which_loci_an_address_opens(loci: str, more: str, url: str, tmp_path: Path) -> None:
    made = edition(tmp_path, online=RECORD.format(loci=loci) + more)
    assert [found["url"] for found in opened(made)] == [url]


def test_the_language_of_the_edition_cited_comes_first(tmp_path: Path) -> None:
    record = RECORD.format(loci='"cw3, p. 12"')
    german = record.replace("kettle\n", "german\n", 1).replace("hobs", "herd") + "  language: german\n"
    made = edition(tmp_path, "german", online=f"{record}\n{german}")
    assert f'href="{AT_WORDS.replace("&", "&amp;").replace("hobs", "herd")}"' in notes_page(made)
    assert "another language" not in notes_page(made)


def test_a_locus_in_the_work_itself_opens(tmp_path: Path) -> None:
    made = edition(
        tmp_path, url="", locus="; @cook1871treatise, p. 9", online=RECORD.format(loci='"cook1871treatise, p. 9"')
    )
    assert AT_WORDS in [found.get("url") for found in opened(made)]


@pytest.mark.parametrize(
    ("url", "passages", "expected"),
    [
        ("https://a.example/b", [], "https://a.example/b"),
        ("https://a.example/b#c", ["d"], "https://a.example/b#c:~:text=d"),
        ("https://a.example/b", ["d e … f", "g"], "https://a.example/b#:~:text=d%20e,f&text=g"),
        ("https://a.example/b", ["“чай”, 5-6 & more"], None),
    ],
)
def test_words_in_an_address_are_encoded(url: str, passages: list[str], expected: str | None) -> None:
    """In a text directive `-`, `,` and `&` have a meaning of their own (WICG, URL Fragment Text Directives)."""
    russian = "https://a.example/b#:~:text=%E2%80%9C%D1%87%D0%B0%D0%B9%E2%80%9D%2C%205%2D6%20%26%20more"
    made = addresses.at_words(url, passages)
    assert made == (expected or russian)
    assert addresses.find_fault(made) == ""
    assert addresses.uri(made) == made


def test_an_address_that_was_seen_comes_first(tmp_path: Path) -> None:
    unseen = '- id: unseen\n  loci: ["cw3, p. 12"]\n  url: https://unseen.example/\n\n'
    assert opened(edition(tmp_path, online=unseen + RECORD.format(loci='"cw3, p. 12"')))[0]["url"] == AT_WORDS


def test_a_passage_of_a_note_has_its_own_words(tmp_path: Path) -> None:
    """Where several notes cite one page, each opens it at what it is about; the others open the page."""
    own = "- id: own\n  note: {note}\n  loci: ['cw3, p. 12']\n  url: https://hobs.example/a\n  words: [Own words]\n"
    both = own + "  seen: 2020-01-31\n- id: all\n  loci: ['cw3, p. 12']\n  url: https://hobs.example/a\n"
    assert opened(edition(tmp_path, url="", online=both.format(note=1)))[0]["url"].endswith("#:~:text=Own%20words")
    assert opened(edition(tmp_path / "b", url="", online=both.format(note=2)))[0]["url"] == "https://hobs.example/a"
