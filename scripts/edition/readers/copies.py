"""Reads local copies of sources, as HTML or as text, into the words that are compared."""

import codecs
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.model.pages import NO_PAGES, Pages
from edition.model.wording import WORD, fold

ENDINGS = (".html", ".htm", ".txt")
HIDDEN = frozenset({"script", "style", "title"})
PARTING = re.compile(
    r"(?:address|article|aside|blockquote|body|br|caption|center|d[dlt]|div|h[1-6]|hr|li|ol|p|pre|section|t[dhr]|table|ul)"
)
"""Elements that part words: whatever begins or ends a line."""
MARKED = re.compile(r"\[(?:\*+|\d+)\*?\]|^\s*page [ivxlc\d]+\s*$", re.IGNORECASE | re.MULTILINE)
"""What a copy adds to the words of its source: calls of notes in brackets, and the numbers of pages."""
HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\xad]\s*\n\s*(?=[^\W\d_])")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


class _Words(HTMLParser):
    """Collects the text of a page; elements that begin a line part words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in HIDDEN
        if PARTING.fullmatch(tag):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in HIDDEN))
        if PARTING.fullmatch(tag):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.hidden else " ".join(re.split(r"\s+", data)))


def find_fault(raw: bytes) -> str:
    """Return why a file cannot be the copy of a source; an empty string if it can."""
    if raw.startswith(b"%PDF"):
        return "it is a PDF; make a text of it (`pdftotext`)"
    if b"\0" in raw and not raw.startswith(UTF_16):
        return "it is not a text"
    return "" if WORD.search(_decode(raw)) else "it is empty"


def _decode(raw: bytes) -> str:
    if raw.startswith(UTF_16):
        return raw.decode("utf-16", errors="replace")
    declared = CHARSET.search(raw[:2000])
    names = ("utf-8-sig", declared[1].decode("ascii") if declared else "", "cp1252")
    for name in filter(None, names):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def read_text(raw: bytes, *, is_html: bool) -> str:
    """Return the text of a copy as a browser shows it: single spaces, and a line for each block."""
    text = _decode(raw)
    if is_html:
        page = _Words()
        page.feed(text)
        page.close()
        text = "".join(page.parts)
    return re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n\f]+", " ", text))


def _has_number(leaf: str, numbers: range) -> bool:
    """Return whether the first or the last line of a page has one of some page numbers."""
    lines = [line for line in leaf.split("\n") if line.strip()]
    return any(int(found) in numbers for line in {*lines[:1], *lines[-1:]} for found in re.findall(r"\d{1,4}", line))


def cut_pages(text: str, pages: Pages) -> str:
    """Return the pages of a volume that are cited, each with its neighbours; all of it where they are not found.

    A form feed parts the pages, as in what `pdftotext` makes.
    """
    leaves = text.split("\f")
    wanted = [range(run.first.number, max(run.first.number, run.last.number) + 1) for run in pages.ranges]
    found = [at for at, leaf in enumerate(leaves) if any(_has_number(leaf, numbers) for numbers in wanted)]
    kept = [leaf for at, leaf in enumerate(leaves) if any(abs(at - page) <= 1 for page in found)]
    return "\n".join(kept) or text


def read(raw: bytes, *, is_html: bool, pages: Pages = NO_PAGES) -> list[str]:
    """Return the words of a copy as they are compared, without calls of notes, page numbers, hyphens at line ends.

    Of a volume as text, `pages` are those to compare.
    """
    text = read_text(raw, is_html=is_html)
    text = text if is_html else HYPHENATED.sub("", cut_pages(text, pages))
    return [fold(found[0]) for found in WORD.finditer(MARKED.sub(" ", text))]


def locate(folder: Path, names: list[str]) -> Path | None:
    """Return the first copy in a folder that has one of some names, in their order; `None` if there is none."""
    paths = (folder / f"{name}{ending}" for name in names for ending in ENDINGS)
    return next((path for path in paths if path.is_file()), None)


def locate_page(folder: Path, url: str) -> Path | None:
    """Return the copy of a page in a folder, by host and path (`kettles.example/a.htm`); `None` if there is none."""
    parts = urlsplit(url)
    path = folder / (parts.hostname or "") / unquote(parts.path).lstrip("/")
    return path if ".." not in path.relative_to(folder).parts and path.is_file() else None
