"""Everything that is written of three small editions is what was accepted: every word, sign and attribute.

The laws of the formats are held elsewhere; this holds their wording. Where a change is meant, run
`python3 scripts/run.py test tests/test_written.py --accept` and read the difference before it is committed.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest

import test_bib_downloads as bib_downloads
import test_fields as fields
import test_style as style
from edition import checks, dump, exports, pipeline, resolve
from edition.model.edition import Edition
from edition.model.printed import SOURCE, PrintedPage
from edition.style import works
from edition.words import ENGLISH
from edition.writers import anchors, card, data, epub, head, llms, search, site, sitemap, typst
from edition.writers.typst import errands as typst_errands

CASES = Path(__file__).parent / "cases"
EXPECTED = CASES / "written"
HEADS = ("index.html", "essay/index.html", "people.html", "witness.html", "404.html")
"""Pages of different kinds, beside those of a section and of its notes."""
PAGE = '<!doctype html><html><head><title>{}</title></head><body><p>Words.</p><a href="/a.html">a</a></body></html>'
SAYS_NOTHING = re.compile(
    r"\.(css|ttf|woff2|png|jpg)$|folding\.js$|^mimetype$|preamble\.typ$|^lists/(essay|notes)\.html$"
)
"""Files that say nothing of the edition, or nothing that the pages of its sections do not say."""
PASSAGE = re.compile(r"data/(?!n1\.|i-p2\.)[\w-]+(\.tei\.xml|(?<=\d)\.json)$")
"""Files of single passages but for two of them, one a note."""
LISTS = "state|apparatus|chronology|witness"
SMALL = re.compile(rf"^(anchors|dump|findings|heads|llms|sitemap|book|epub|card|cover|linkset|pages|lists/({LISTS}))")
"""What is looked at of the editions with little in them."""


AUTHORS = re.compile(
    r"findings|dump|book/|epub/EPUB/essay|pages/|lists/(witness|state|citing-marks)|data/(notes|annotations)|"
    r"downloads/edition\.(txt|markdown|tei)|assets/edition/(previews|words|citing|index)"
)
"""What is looked at of the edition with notes of its author: everything that says whose they are."""
BLOCKS = re.compile(
    r"findings|dump|book/|epub/EPUB/essay|pages/[^n]|pages/notes-b|lists/witness|data/paragraphs\.json|data/notes\.json|"
    r"downloads/(edition|essay)\.(txt|markdown|tei)|assets/edition/(previews|words)"
)
"""What is looked at of the edition that has every block and inline: everything that prints them."""


def _html(elements: list[object]) -> str:
    return "\n".join(tostring(element, encoding="unicode") for element in elements)  # type: ignore[call-overload]


def _heads(edition: Edition) -> Iterator[str]:
    last = edition.sections[-1].anchor
    for path in (*HEADS, f"essay/{last}.html", f"notes/{last}.html"):
        yield f"== {path}\n{head.insert_metadata(edition, path, PAGE.format(path))}"


def _pages(edition: Edition) -> Iterator[PrintedPage]:
    """Yield pages of a printed book: one for each section, and one in the midst of its last paragraph."""
    for number, section in enumerate(edition.sections, start=1):
        yield PrintedPage(f"{number}", section.anchor, 0)
        yield PrintedPage(f"{number}b", section.paragraphs[-1].anchor, 5)


def _built(edition: Edition) -> list[str]:
    pages = {anchor.page.replace(".md", ".html") for anchor in edition.anchors.values()}
    return sorted({*HEADS, *pages})


@cache
def written(name: str) -> dict[str, str]:
    """Return what is written of an edition, by the path or the name of each part."""
    draft = pipeline.read(CASES / name)
    edition = resolve.resolve(draft)
    parts = {path: write(edition) for path, write in exports.TEXTS.items()}
    parts |= {**data.write(edition), **search.write(edition)}
    parts |= {f"lists/{block}.html": _html(list(write(edition))) for block, write in site.BLOCKS.items()}
    for section in edition.sections:
        for anchor in (section.anchor, f"notes-{section.anchor}"):
            parts[f"pages/{anchor}.html"] = _html(list(site.page_of(edition, anchor) or []))
    parts["heads.html"] = "\n".join(_heads(edition))
    parts["anchors.txt"] = anchors.write(edition, draft.published, "", frozenset())
    parts["dump.txt"] = "".join(f"{line}\n" for line in dump.lines(edition))
    parts["findings.txt"] = "".join(f"{f.place} {f.rule} {f.message}\n" for f in checks.run(draft, edition))
    parts["llms.txt"] = llms.write(edition, _built(edition))
    parts["sitemap.xml"] = sitemap.write(edition, _built(edition))
    parts |= {f"book/{file}": text for file, text in typst.write(edition, ["edition.tei.xml"]).items()}
    parts["errands.typ"] = typst_errands.write(edition)[SOURCE]
    parts |= {f"card/{at}.typst": str(part) for at, part in enumerate(card.card(edition))}
    parts |= {f"cover/{at}.typst": str(part) for at, part in enumerate(epub.cover(edition))}
    book = epub.write(edition, {"a.woff2": b""}, b"", tuple(_pages(edition)))
    parts |= {f"epub/{path}": content.decode() for path, content in book.items() if not SAYS_NOTHING.search(path)}
    left_out = (SAYS_NOTHING, PASSAGE)
    kept = {path: text for path, text in parts.items() if text and not any(rule.search(path) for rule in left_out)}
    looked_at = {"whole": re.compile(""), "authors": AUTHORS, "blocks": BLOCKS}.get(name, SMALL)
    return {path: text for path, text in kept.items() if looked_at.match(path)}


def split_parts(path: str, text: str) -> str:
    """Return a text with its parts on lines of their own, so that a difference is seen."""
    if path.endswith((".json", ".jsonld")):
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    if path.endswith((".html", ".xml", ".xhtml", ".opf", ".ncx")):
        return re.sub(r">(?=<[^/])", ">\n", text).rstrip() + "\n"
    if path.endswith(".js"):
        return re.sub('(?<=[,{])(?="[a-z])', "\n", text)
    return text.replace("\r", "␍")  # git may change line ends


@pytest.mark.parametrize("name", ["authors", "bare", "blocks", "stock", "whole"])
def test_what_is_written_is_what_was_accepted(name: str, *, accept: bool) -> None:
    """There is one file for each part, and no other file."""
    parts = {path: split_parts(path, text) for path, text in written(name).items()}
    folder = EXPECTED / name
    if accept:
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in parts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="")
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert sorted(parts) == sorted(files)
    for path, text in parts.items():
        assert text == files[path].read_bytes().decode(), path


VARIANTS = {
    "whole": (),
    "alone": tuple(name for name in fields.WORDS if name not in {"author", "title", "date"}),
    "edited": ("author", "booktitle", "maintitle", "journaltitle", "date", "doi", "volumes"),
    "undated": ("editor", "written", "origdate", "date", "publisher", "location", "pages", "number", "url"),
}
"""Entries of every type, and the fields that they leave out."""


def _works() -> Iterator[tuple[str, str]]:
    """Yield what each format has of entries of every type, and of those that are hard to write."""
    for kind in fields.TYPES:
        for name, left_out in VARIANTS.items():
            for form, text in fields.exports_of(kind, left_out).items():
                if form == "printed" or (name == "whole" and not form.startswith("bib")):
                    yield f"{kind}, {name}, {form}", text
    edition = bib_downloads.hard()
    for entry in edition.entries:
        yield (
            f"{entry.work.key}, printed",
            f"{style.shown(entry.description)} | {style.shown(works.short(entry.work, ENGLISH))}",
        )
    for write in (data.write_csl, data.write_ris, data.write_biblatex, data.write_bibtex):
        yield write.__name__, write(edition)


def test_works_are_written_as_was_accepted(*, accept: bool) -> None:
    text = "".join(f"== {name}\n{words.rstrip()}\n" for name, words in _works()).replace("\r", "␍")
    path = EXPECTED / "works.txt"
    if accept:
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode()
