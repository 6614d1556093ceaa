"""Addresses of works in links: percent-encoded where they must be, and nowhere else."""

from __future__ import annotations

import re
import shutil
import string
from pathlib import Path

import pytest

from edition import addresses, pipeline
from edition.model.bibliography import Work
from edition.model.inline import Link
from edition.model.text import walk
from edition.readers import bibliography
from edition.source import SourceFile
from edition.style import works
from edition.words import ENGLISH
from edition.writers import typst
from edition.writers.data import csl, ris

CASES = Path(__file__).parent / "cases"


def read(field: str) -> Work:
    """Return an entry with one more field."""
    return bibliography.read(SourceFile("a.bib", f"@book{{a, title={{K}}, date={{1901}}, {field}}}")).works[0]


def links(work: Work) -> list[str]:
    """Return the targets of the links of a description."""
    return [node.target for node in walk(works.description(work, ENGLISH)) if isinstance(node, Link)]


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", None),
        ("10.1641/0006-3568(2004)054[0547:T]2.0.CO;2", "10.1641/0006-3568(2004)054%5B0547:T%5D2.0.CO;2"),
        ("10.1000/a#b?c%d", "10.1000/a%23b%3Fc%25d"),
        ("10.1000/чай", "10.1000/%D1%87%D0%B0%D0%B9"),
        ('10.1000/"^`|', "10.1000/%22%5E%60%7C"),
        ("10.1000/a,b;c:d.e/f(g)_h-i~j!k'l*m+n=o@p&q$r", "10.1000/a,b;c:d.e/f(g)_h-i~j!k'l*m+n=o@p&q$r"),
    ],
)
def test_a_doi_is_encoded_in_links_and_bare_in_data(doi: str, path: str | None) -> None:
    expected = path or "10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O"
    work = read(f"doi = {{{doi}}}")
    assert links(work) == [f"https://doi.org/{expected}"]
    assert csl.csl(work, ENGLISH)["DOI"] == doi
    assert f"DO  - {doi}\r\n" in ris.ris(work, ENGLISH)


def test_every_sign_of_a_doi() -> None:
    """What RFC 3986 allows in a path stays; all else of ASCII, and all beyond it, is encoded."""
    encoded = {c for c in map(chr, range(33, 127)) if addresses.of_doi(c) != f"https://doi.org/{c}"}
    assert encoded == set('"#%<>?[\\]^`{|}')
    assert addresses.of_doi(" ü") == "https://doi.org/%20%C3%BC"


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("https://example.org/a%20b?c=d#e", "https://example.org/a%20b?c=d#e"),
        ("https://example.org/чай?q=ü", "https://example.org/%D1%87%D0%B0%D0%B9?q=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]/a[1]", "http://[::1]/a%5B1%5D"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_a_link_is_of_ascii(typed: str, target: str) -> None:
    work = read(f"url = {{{typed}}}, urlseen = {{yes}}")
    assert links(work) == [target]
    assert addresses.find_fault(target) == ""
    assert set(target) <= set(string.printable)
    assert csl.csl(work, ENGLISH)["URL"] == typed


def test_the_addresses_in_a_pdf_are_of_ascii(tmp_path: Path) -> None:
    """Readers of PDF open `/URI` byte by byte (ISO 32000-1, 12.6.4.7); those of notes and entries alike."""
    shutil.copytree(CASES / "stock", tmp_path, dirs_exist_ok=True)
    works_file, notes = tmp_path / "citations" / "works.bib", tmp_path / "docs" / "notes" / "a.md"
    works_file.write_text(works_file.read_text().replace("langid =", "url = {https://чай.рф/чай}, langid ="))
    notes.write_text(notes.read_text().replace("Kettle", "[Kettle](https://example.org/чай)", 1))
    source = "".join(words for words in typst.write(pipeline.edition(tmp_path), {}).values() if isinstance(words, str))
    addresses_in_it = set(re.findall(r'"(https?://[^"]*)"', source))
    assert {
        "https://example.org/%D1%87%D0%B0%D0%B9",
        "https://xn--80as4b.xn--p1ai/%D1%87%D0%B0%D0%B9",
    } <= addresses_in_it
    assert all(address.isascii() for address in addresses_in_it)
