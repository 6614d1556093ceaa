"""Sets Typst source as a PDF. The only module that knows Typst."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typst

from edition import processes
from edition.model.printed import PrintedPage

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN, BOOK, PAGES = "edition.typ", "edition.pdf", "pages.json"
POINTS = 72
"""Points in an inch."""
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), both at once; Typst refuses what does not comply."""
FIRST_MARKS = """{
  let found = ()
  let page = 0
  for mark in query(<at>) {
    let place = mark.location()
    if place.page() > page {
      page = place.page()
      let pattern = place.page-numbering()
      let label = if pattern == none { str(page) } else { numbering(pattern, ..counter(std.page).at(place)) }
      found.push((label, ..mark.value))
    }
  }
  found
}"""
"""What a book that is set is asked: each page's label, with the first place that is marked on it.

Marks are metadata with the label `at`, whose value is a place and a number of characters (`PrintedPage`).
"""

GRAVE = ("font", "converge")
"""What a warning speaks of where what was made cannot be used."""


def _whole(made: bytes | list[bytes] | None, warnings: list[typst.TypstWarning]) -> bytes:
    """Give what Typst made, unless it set it in another font than was asked for, or as several files.

    Nor is a book taken whose page numbers never came to rest: what it says of its own pages may be wrong.

    Raises:
        RuntimeError: where it did.
    """
    lost = [warning.message for warning in warnings if any(said in warning.message for said in GRAVE)]
    if lost or not isinstance(made, bytes):
        message = "; ".join(lost) or "the words have no room on one page"
        raise RuntimeError(message)
    return made


@dataclass(frozen=True, slots=True)
class Setting:
    """A book that is set: its PDF, and where its pages begin, as far as marked places stand on them."""

    book: bytes
    pages: tuple[PrintedPage, ...]


def compile_pdf(files: Mapping[str, str | bytes], date: str) -> Setting:
    """Set the book whose sources and attachments are `files`, by name; the main source is `edition.typ`.

    `date` (ISO 8601) stands for the clock in the PDF's metadata, so that the same sources give the same bytes.

    Raises:
        RuntimeError: where Typst refuses the source; the message is Typst's.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content.encode() if isinstance(content, str) else content)
        # in a process of its own: two books are set at once, and what Typst keeps in memory goes with it
        command = [sys.executable, "-m", "edition.pdf", folder, date]
        done = subprocess.run(command, env=processes.environment(), capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
        if done.returncode:
            raise RuntimeError(done.stderr.strip() or f"Typst's process ended with {done.returncode}")
        pages = json.loads((Path(folder) / PAGES).read_bytes())
        return Setting((Path(folder) / BOOK).read_bytes(), tuple(PrintedPage(*page) for page in pages))


def _set(folder: Path, date: str) -> None:
    """Set the book whose files lie in `folder`, and write it and the beginnings of its pages beside them."""
    day = datetime.fromisoformat(date).replace(tzinfo=UTC)
    compiler = typst.Compiler(folder / MAIN, ignore_system_fonts=True)
    made, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=[*STANDARDS], timestamp=int(day.timestamp())
    )
    (folder / BOOK).write_bytes(_whole(made, warnings))
    # the compiler remembers what it has set: this costs no second layout
    (folder / PAGES).write_text(compiler.eval(FIRST_MARKS), encoding="utf-8")


def compile_png(source: str, inputs: Mapping[str, str], dots: float) -> bytes:
    """Set one page as a picture, with `dots` for each of its points; `inputs` are the texts that it asks for.

    Raises:
        RuntimeError: where Typst refuses the source; the message is Typst's.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.typ"
        page.write_text(source, encoding="utf-8")
        ppi = dots * POINTS
        given = dict(inputs)
        made, warnings = typst.compile_with_warnings(
            page, format="png", ppi=ppi, ignore_system_fonts=True, sys_inputs=given
        )
    return _whole(made, warnings)


if __name__ == "__main__":
    try:
        _set(Path(sys.argv[1]), sys.argv[2])
    except RuntimeError as error:
        sys.exit(str(error))
