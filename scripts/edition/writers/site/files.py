"""The downloads: what there is, what each file is for, and how large it is once it is made."""

import posixpath
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style.dates import day_in_words
from edition.writers.site.page import row, table
from edition.writers.xml import element

PAGE = KnownPage.DOWNLOADS.html
ZIP = "downloads/site.zip"
GROUPS = (
    (
        "To read",
        (
            ("downloads/edition.pdf", "The edition as a book, with footnotes (tagged PDF, A5)"),
            ("downloads/edition-large.pdf", "The same book in large print, with the same pages (A4, 16 point)"),
            ("downloads/edition.epub", "The edition for e-readers, with pop-up notes (EPUB 3.3)"),
            (ZIP, "This website, for reading offline: unpack it and open index.html"),
        ),
    ),
    (
        "The text",
        (
            (
                "downloads/edition.tei.xml",
                "TEI P5 (XML) for editors and programs: text, apparatus, notes and bibliography",
            ),
            ("downloads/edition.markdown", "Markdown for pandoc, with footnotes, emendations and bibliography"),
            ("downloads/essay.markdown", "Markdown, the reading text only"),
            ("downloads/edition.txt", "Plain text, with notes, emendations and bibliography"),
            ("downloads/essay.txt", "Plain text, the reading text only, with paragraph numbers"),
        ),
    ),
    (
        "The bibliography",
        (
            ("downloads/bibliography.bib", "For biblatex and Zotero"),
            ("downloads/bibliography.bibtex", "For BibTeX and natbib, with the classic entry types and fields (UTF-8)"),
            ("downloads/bibliography.json", "CSL-JSON, for Zotero, pandoc and other programs"),
            ("downloads/bibliography.ris", "RIS, for EndNote and other reference managers"),
        ),
    ),
    (
        "Data",
        (
            (
                "data/paragraphs.json",
                "Every paragraph: reading text, text of the witness, note calls, emendations, names",
            ),
            ("data/paragraphs.csv", "The same as a table"),
            ("data/notes.json", "Every note: its text, its certainty, the works it cites"),
            ("data/notes.csv", "The same as a table"),
            ("data/entities.json", "People, organisations, places, periodicals, events, terms and foreign phrases"),
            ("data/entities.csv", "The same as a table"),
            ("data/chronology.json", "Every event of the chronology"),
            ("data/chronology.csv", "The same as a table"),
            ("data/annotations.jsonld", "The notes as annotations of the pages of the text (W3C Web Annotation)"),
            ("data/edition.jsonld", "A description of the edition and of the works it cites (schema.org, JSON-LD)"),
            ("linkset.json", "The edition’s pages and files and how they are related, for harvesters (RFC 9264)"),
            ("llms.txt", "A guide to the edition for programs that read text"),
        ),
    ),
)
"""The files that readers may take, in groups: path below the site, and what it is for."""

FILES = tuple(file for _, files in GROUPS for file in files)
SIZE = "data-size"
KILO = 1000


def downloads(edition: Edition) -> list[Element]:
    """Return the list of the files with a place for each size; `edition build` makes them and fills the places."""
    config = edition.config
    words = f"All files belong to version {config.version} ({day_in_words(config.date)})."
    parts = [element("p", None, words)]
    for group, files in GROUPS:
        rows = [_row(path, remark) for path, remark in files]
        parts += [element("h2", None, group), table(("File", "Description", "Size"), rows, "downloads")]
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


def without_zip_link(page: str) -> str:
    """Return the downloads page for the zip of the site, without a link to the zip itself."""
    name = posixpath.basename(ZIP)
    return page.replace(f'<a href="{name}">{name}</a>', name)


def fill_sizes(page: str, sizes: Mapping[str, int]) -> str:
    """Return the built page with the sizes of the files, by path; an unknown size leaves its place empty."""

    def fill(found: re.Match[str]) -> str:
        path = found["path"]
        return f"<td{found['before']}{found['after']}>{size(sizes[path])}</td>" if path in sizes else found[0]

    return re.sub(rf'<td(?P<before>[^>]*) {SIZE}="(?P<path>[^"]+)"(?P<after>[^>]*)></td>', fill, page)
