"""The downloads: what there is, what each file is for, and how large it is once it is made."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from edition.writers.site.page import row, table
from edition.writers.xml import element

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from edition.model.edition import Edition

PAGE = "downloads/index.html"
ZIP = "downloads/site.zip"
GROUPS = (
    (
        "To read",
        (
            ("downloads/edition.pdf", "the edition as a book (A5, tagged PDF), with notes at the foot of the page"),
            ("downloads/edition-large.pdf", "the same book in large print (A4, 16 points), page for page"),
            ("downloads/edition.epub", "the edition for e-readers (EPUB 3.3), with notes that open in place"),
            (ZIP, "this whole site; unpack it and open index.html, it needs no network"),
        ),
    ),
    (
        "The text",
        (
            ("downloads/edition.tei.xml", "TEI P5, for editors and programs: text, apparatus, notes, bibliography"),
            ("downloads/edition.markdown", "Markdown as pandoc reads it, with footnotes, emendations and bibliography"),
            ("downloads/essay.markdown", "Markdown of the reading text alone"),
            ("downloads/edition.txt", "plain text, with notes, emendations and bibliography"),
            ("downloads/essay.txt", "plain text of the reading text alone, with the numbers of its paragraphs"),
        ),
    ),
    (
        "The bibliography",
        (
            ("downloads/bibliography.bib", "for biblatex and Zotero"),
            ("downloads/bibliography.bibtex", "for BibTeX and natbib, with their classic types and fields; UTF-8"),
            ("downloads/bibliography.json", "CSL-JSON, for Zotero, pandoc and other programs"),
            ("downloads/bibliography.ris", "RIS, for EndNote and other reference managers"),
        ),
    ),
    (
        "Data",
        (
            ("data/paragraphs.json", "every paragraph: reading text, witness’s text, calls, emendations, names"),
            ("data/paragraphs.csv", "the same as a table"),
            ("data/notes.json", "every note of both series: its words, its certainty, what it cites"),
            ("data/notes.csv", "the same as a table"),
            ("data/entities.json", "persons, organisations, places, periodicals, events, concepts, phrases"),
            ("data/entities.csv", "the same as a table"),
            ("data/chronology.json", "every dated event, in both calendars"),
            ("data/chronology.csv", "the same as a table"),
            ("data/annotations.jsonld", "the notes as W3C Web Annotations of the essay’s pages"),
            ("data/edition.jsonld", "what the edition is and what it cites, in the vocabulary of schema.org"),
            ("linkset.json", "the edition’s typed links (RFC 9264), for programs that collect"),
            ("llms.txt", "the map of the edition, for programs that read text"),
        ),
    ),
)
"""The files that readers may take, in groups: path below the site, and what it is for."""

FILES = tuple(file for _, files in GROUPS for file in files)
SIZE = "data-size"
KILO = 1000


def downloads(edition: Edition) -> list[Element]:
    """Return the list of the files with a place for each size; `edition build` makes them and fills the places."""
    parts = [element("p", None, f"All are of version {edition.config.version} of {edition.config.date}.")]
    for group, files in GROUPS:
        rows = [_row(path, remark) for path, remark in files]
        parts += [element("h2", None, group), table(("File", "What it is for", "Size"), rows, "downloads")]
    return parts


def _row(path: str, remark: str) -> Element:
    link = element("a", {"href": posixpath.relpath(path, "downloads")}, path.rpartition("/")[2])
    made = row([[link], [remark], []])
    made[-1].set(SIZE, path)
    return made


def size(count: int) -> str:
    """Return a number of bytes as a reader wants it, in SI units: `640 B`, `41 kB`, `1.2 MB`."""
    if count < KILO:
        return f"{count}\u00a0B"
    if count < KILO * KILO:
        return f"{count / KILO:.0f}\u00a0kB"
    return f"{count / KILO / KILO:.1f}\u00a0MB"


def within(page: str) -> str:
    """Return the page of downloads as it stands inside the zip of the site, which cannot lead to the zip itself."""
    name = posixpath.basename(ZIP)
    return page.replace(f'<a href="{name}">{name}</a>', name)


def filled(page: str, sizes: Mapping[str, int]) -> str:
    """Return the built page with the sizes of the files, by path; an unknown size leaves its place empty."""

    def fill(found: re.Match[str]) -> str:
        path = found["path"]
        return f"<td{found['before']}{found['after']}>{size(sizes[path])}</td>" if path in sizes else found[0]

    return re.sub(rf'<td(?P<before>[^>]*) {SIZE}="(?P<path>[^"]+)"(?P<after>[^>]*)></td>', fill, page)
