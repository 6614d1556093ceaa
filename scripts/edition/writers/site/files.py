"""The downloads: what there is, what each file is for, and how large it is once it is made."""

import posixpath
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style.dates import day_in_words
from edition.words import Words
from edition.writers.site.page import row, table
from edition.writers.xml import element

PAGE = KnownPage.DOWNLOADS.html
ZIP = "downloads/site.zip"
ERRANDS = "downloads/errands.pdf"
GROUPS = (
    (
        "files.to_read",
        (
            ("downloads/edition.pdf", "files.pdf"),
            ("downloads/edition-large.pdf", "files.large"),
            ("downloads/edition.epub", "files.epub"),
            (ZIP, "files.site"),
        ),
    ),
    (
        "files.text",
        (
            ("downloads/edition.tei.xml", "files.tei"),
            ("downloads/edition.markdown", "files.markdown"),
            ("downloads/essay.markdown", "files.markdown_of_text"),
            ("downloads/edition.txt", "files.plain"),
            ("downloads/essay.txt", "files.plain_of_text"),
        ),
    ),
    (
        "files.bibliography",
        (
            ("downloads/bibliography.bib", "files.biblatex"),
            ("downloads/bibliography.bibtex", "files.bibtex"),
            ("downloads/bibliography.json", "files.csl"),
            ("downloads/bibliography.ris", "files.ris"),
        ),
    ),
    (
        "files.data",
        (
            ("data/paragraphs.json", "files.paragraphs"),
            ("data/paragraphs.csv", "files.as_table"),
            ("data/notes.json", "files.notes"),
            ("data/notes.csv", "files.as_table"),
            ("data/entities.json", "files.entities"),
            ("data/entities.csv", "files.as_table"),
            ("data/chronology.json", "files.chronology"),
            ("data/chronology.csv", "files.as_table"),
            (ERRANDS, "files.errands_sheet"),
            ("data/errands.csv", "files.errands"),
            ("data/annotations.jsonld", "files.annotations"),
            ("data/edition.jsonld", "files.schema_org"),
            ("linkset.json", "files.linkset"),
            ("llms.txt", "files.llms"),
        ),
    ),
)
"""The files that readers may take, in groups: path below the site, and the name of the words that say what for."""

FILES = tuple(file for _, files in GROUPS for file in files)
SIZE = "data-size"
KILO = 1000


def downloads(edition: Edition) -> list[Element]:
    """Return the list of the files with a place for each size; `edition build` makes them and fills the places."""
    config, words = edition.config, edition.words
    lead = words("files.lead", version=config.version, day=day_in_words(config.date, words))
    parts = [element("p", None, lead)]
    names = [words(f"files.{name}") for name in ("file", "description", "size")]
    for group, files in GROUPS:
        rows = [_row(path, words(remark)) for path, remark in files]
        parts += [element("h2", None, words(group)), table(names, rows, "downloads", words.tag)]
    return parts


def _row(path: str, remark: str) -> Element:
    link = element("a", {"href": posixpath.relpath(path, "downloads")}, path.rpartition("/")[2])
    made = row([[link], [remark], []])
    made[-1].set(SIZE, path)
    return made


def size(count: int, words: Words) -> str:
    """Return a number of bytes as a reader wants it, in SI units: `640 B`, `41 kB`, `1.2 MB`."""
    if count < KILO:
        return f"{count}\u00a0B"
    if count < KILO * KILO:
        return f"{count / KILO:.0f}\u00a0kB"
    return f"{words.decimal(count / KILO / KILO, '0.0')}\u00a0MB"


def without_zip_link(page: str) -> str:
    """Return the downloads page for the zip of the site, without a link to the zip itself."""
    name = posixpath.basename(ZIP)
    return page.replace(f'<a href="{name}">{name}</a>', name)


def fill_sizes(page: str, sizes: Mapping[str, int], words: Words) -> str:
    """Return the built page with the sizes of the files, by path; an unknown size leaves its place empty."""

    def fill(found: re.Match[str]) -> str:
        path = found["path"]
        return f"<td{found['before']}{found['after']}>{size(sizes[path], words)}</td>" if path in sizes else found[0]

    return re.sub(rf'<td(?P<before>[^>]*) {SIZE}="(?P<path>[^"]+)"(?P<after>[^>]*)></td>', fill, page)
