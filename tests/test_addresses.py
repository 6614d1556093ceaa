"""The addresses of a published edition: whatever it makes, each of its pages and files has one, and it leads there."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

import site_fixture
from edition.config import FILE
from edition.writers import citing
from support import WHOLE

pytestmark = pytest.mark.slow
PUBLISHED = "https://edition.example/essay-of-1918"
"""As an editor may write it; the address of the edition ends with a slash all the same."""
SETTINGS = """\
site_name: Does the Kettle Sing of Itself?
theme: {name: edition}
markdown_extensions: [edition.markdown_extension]
"""
ADDRESS = re.compile(re.escape(PUBLISHED) + r"""[^\s"'<>()\[\]{}|\\“”]*""")
INDEX = re.compile("(?:^|(?<=/))index[.]html$")
TEXT = {"html", "js", "json", "jsonld", "xml", "txt", "markdown", "bib", "ris", "csv", "xhtml", "opf", "css"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of an edition with something of everything, published as the real one would be."""
    root = shutil.copytree(WHOLE, tmp_path_factory.mktemp("published") / "edition")
    with (root / FILE).open("a", encoding="utf-8") as described:
        described.write(f"site_url: {PUBLISHED}\n")
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    site_fixture.build(root)
    return root / "site"


def texts(name: str, content: bytes) -> list[str]:
    """Return what a file says, and the files in it; of a PDF, the addresses to which it leads."""
    kind = name.rpartition(".")[2]
    if kind in {"epub", "zip"}:
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            return [text for member in inside.namelist() for text in texts(member, inside.read(member))]
    if kind == "pdf":
        with pikepdf.open(io.BytesIO(content)) as book:
            notes = [note for page in book.pages for note in page.obj.get("/Annots", [])]
            return [str(note.A.URI) for note in notes if "/URI" in note.get("/A", {})]
    return [content.decode()] if kind in TEXT else []


def test_every_address_has_one_form_and_leads_to_a_file(site: Path) -> None:
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    pages = {f"{PUBLISHED}/{INDEX.sub('', name)}" for name in files}
    found: dict[str, set[str]] = {}
    for name, path in files.items():
        for text in texts(name, path.read_bytes()):
            for address in ADDRESS.findall(text):
                found.setdefault(unquote(unescape(address)).partition("#")[0].rstrip(".,;:"), set()).add(name)
    wrong = {address: sorted(names)[:3] for address, names in found.items() if address not in pages}
    assert wrong == {}
    assert {f"{PUBLISHED}/", f"{PUBLISHED}/essay/", f"{PUBLISHED}/downloads/edition.pdf"} <= set(found)


def test_every_format_says_where_the_edition_is(site: Path) -> None:
    for name in (
        *("index.html", "essay/index.html", "people.html", "sitemap.xml", "llms.txt", "linkset.json"),
        *("data/edition.jsonld", "data/notes.json", "data/annotations.jsonld", citing.FILE),
        *("downloads/edition.tei.xml", "downloads/edition.epub", "downloads/edition.pdf"),
    ):
        found = [text for text in texts(name, (site / name).read_bytes()) if f"{PUBLISHED}/" in text]
        assert found, name


def test_addresses_in_the_book_are_ascii(site: Path) -> None:
    """ISO 32000-1, 12.6.4.7: a URI is 7-bit ASCII."""
    led = texts("edition.pdf", (site / "downloads" / "edition.pdf").read_bytes())
    assert led
    assert [address for address in led if not address.isascii()] == []
