"""Pages of the site as a browser prints them (CSS Paged Media 3)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import NARROW, SECTION, opened
from support import program

pytestmark = pytest.mark.slow


def printed(browser: Browser, root: Path, name: str, paper: str = "A4") -> list[list[str]]:
    """Return the lines of each sheet of a printed page, without empty ones."""
    content = opened(browser, root, name).pdf(format=paper)
    command = [program("pdftotext"), "-layout", "-", "-"]
    text = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    sheets = text.removesuffix("\f").split("\f")
    return [[line.strip() for line in sheet.splitlines() if line.strip()] for sheet in sheets]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", ["index.html", SECTION, "people.html"])
def test_each_sheet_says_what_it_is_part_of(browser: Browser, edition_root: Path, name: str, paper: str) -> None:
    """It has the title at its head, and at its foot which of how many it is: sheets get loose."""
    title = " ".join(opened(browser, edition_root, name).title().split())
    sheets = printed(browser, edition_root, name, paper)
    assert {" ".join(sheet[0].split()) for sheet in sheets} == {title}
    assert ["".join(sheet[-1].split()) for sheet in sheets] == [
        f"{number}/{len(sheets)}" for number in range(1, len(sheets) + 1)
    ]


@pytest.mark.parametrize("name", ["index.html", SECTION, "notes/i.html"])
def test_the_first_line_on_paper_leads_to_the_book(browser: Browser, edition_root: Path, name: str) -> None:
    """The book is made for paper; on a screen nobody sees or hears of this line."""
    page = opened(browser, edition_root, name)
    line = page.locator(".paper")
    assert line.is_hidden()
    assert (edition_root / "site" / name).parent.joinpath(line.locator("a").get_attribute("href") or "").is_file()
    assert printed(browser, edition_root, name)[0][1] == (line.text_content() or "").strip()


def test_numbers_of_paragraphs_stand_in_the_margin_of_paper(browser: Browser, edition_root: Path) -> None:
    """They stand beside the text, on the paper, however narrow the window is from which it is printed."""
    page = opened(browser, edition_root, viewport=NARROW)
    page.emulate_media(media="print")
    boxes = page.locator(".essay > .para").evaluate_all(
        """all => all.map(e => [e.getBoundingClientRect(), e.parentElement.getBoundingClientRect()])
          .map(([mark, text]) => [mark.left, mark.right, text.left])"""
    )
    assert len(boxes) > 3
    assert all(0 <= left < right <= text for left, right, text in boxes)


def test_the_head_is_black_on_white_in_dark_mode(browser: Browser, edition_root: Path) -> None:
    """The boxes in the margin of paper have the colour of the root, which is pale where the screen is dark."""
    page = opened(browser, edition_root, switches="dark", color_scheme="dark")
    top = [program("pdftoppm"), "-l", "1", "-r", "96", "-gray", "-H", "70", "-"]
    picture = subprocess.run(top, input=page.pdf(format="A4"), capture_output=True, check=True).stdout
    kind, _size, _white, greys = picture.split(b"\n", 3)
    assert kind == b"P5"
    assert max(greys) == 255
    assert min(greys) < 64
