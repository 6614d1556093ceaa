"""Sets Typst source as a PDF. The only module that knows Typst."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

from edition import processes
from edition.model.printed import BOOK, ESSAY, FRONT, INDEXES, LARGE, LATER, PARTS, REGISTERS, SCHEME, PrintedPage

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = "known.json"
"""What the parts that are set say to those that are not yet, and how links between parts begin, beside the sources."""
SETTING = (ESSAY, REGISTERS, INDEXES, FRONT)
"""The order in which parts are set: indexes need the pages of the essay, the contents those of all."""
POINTS = 72
"""Points in an inch."""
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), both at once; Typst refuses what does not comply."""
FACTS = """{
  let label-of(place) = {
    let pattern = place.page-numbering()
    if pattern == none { str(place.page()) } else { numbering(pattern, ..counter(page).at(place)) }
  }
  let marks = ()
  let last = 0
  for mark in query(<at>) {
    let place = mark.location()
    if place.page() > last {
      last = place.page()
      marks.push((label-of(place), ..mark.value))
    }
  }
  let pages = (:)
  for heading in query(heading).filter(it => it.has("label")) {
    pages.insert(str(heading.label), label-of(heading.location()))
  }
  let mentions = (:)
  for mention in query(<mention>) {
    let (name, kind) = mention.value
    let place = mention.location().position()
    let found = (kind: kind, page: counter(page).at(mention.location()).first(), place: (place.page, place.y.pt()))
    mentions.insert(name, mentions.at(name, default: ()) + (found,))
  }
  (marks: marks, pages: pages, mentions: mentions, last: counter(page).at(query(<end>).last().location()).first())
}"""
"""What a part that is set is asked.

The first place that is marked on each page, after the page's label: marks are metadata with the label `at`, whose value
is a place and a number of characters (`PrintedPage`). The page of each address. Where names are mentioned: metadata
with the label `mention`. The number of the page on which the mark `end` stands.
"""

GRAVE = ("font", "converge")
"""What a warning speaks of where what was made cannot be used."""


def _whole(made: bytes | list[bytes] | None, warnings: list[typst.TypstWarning]) -> bytes:
    """Return what Typst made, unless it set it in another font than was asked for, or as several files.

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
    """A book that is set: its PDF, that of the large print, and where its pages begin, as far as places are marked."""

    book: bytes
    large: bytes
    pages: tuple[PrintedPage, ...]


def compile_pdf(files: Mapping[str, str | bytes], date: str) -> Setting:
    """Set the book whose sources and attachments are `files`, by name; `date` (ISO 8601) stands for the clock.

    Each part of the book that is there (`front.typ`, `essay.typ` …) is set alone, so that no more of the book is in
    memory at once; what it says of itself is given to those that are set after it.

    Raises:
        RuntimeError: where Typst refuses a source, with Typst's message; where a link leads to no place of the book.
    """
    known: dict[str, Any] = {"first-page": 1, "pages": {}, "mentions": {}, "scheme": SCHEME, "later": LATER}
    marks: dict[str, list[list[Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content.encode() if isinstance(content, str) else content)
        for part in SETTING:
            if f"{part}.typ" not in files:
                continue
            (Path(folder) / KNOWN).write_text(json.dumps(known), encoding="utf-8")
            _apart("pdf", folder, part, date)
            facts = json.loads((Path(folder) / f"{part}.json").read_bytes())
            marks[part] = facts["marks"]
            _note(known, part, facts)
        order = [part for part in PARTS if part in marks]
        _apart("binding", folder, *order)
        book, large = ((Path(folder) / name).read_bytes() for name in (BOOK, LARGE))
    return Setting(book, large, tuple(PrintedPage(*mark) for part in order for mark in marks[part]))


def _note(known: dict[str, Any], part: str, facts: dict[str, Any]) -> None:
    """Note what a part says of itself for those that are set after it."""
    known["first-page"] = facts["last"] + 1 + facts["last"] % 2  # a part begins on a right-hand page
    known["pages"].update(facts["pages"])
    for name, found in facts["mentions"].items():
        places = [{**one, "at": f"{part}@{one['place'][0]},{one['place'][1]:.3f}"} for one in found]
        known["mentions"].setdefault(name, []).extend(places)


def _apart(module: str, *arguments: str) -> None:
    """Let a module do its part in a process of its own: what it keeps in memory goes with it."""
    command = [sys.executable, "-m", f"edition.{module}", *arguments]
    done = subprocess.run(command, env=processes.environment(), capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    if done.returncode:
        raise RuntimeError(done.stderr.strip() or f"the process of `{module}` ended with {done.returncode}")


def _set(folder: Path, part: str, date: str) -> None:
    """Set the part whose source lies in `folder`, and write it and what it says of itself beside it."""
    day = datetime.fromisoformat(date).replace(tzinfo=UTC)
    compiler = typst.Compiler(folder / f"{part}.typ", ignore_system_fonts=True)
    made, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=[*STANDARDS], timestamp=int(day.timestamp())
    )
    (folder / f"{part}.pdf").write_bytes(_whole(made, warnings))
    # the compiler remembers what it has set: this costs no second layout
    (folder / f"{part}.json").write_text(compiler.eval(FACTS), encoding="utf-8")


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
        _set(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    except RuntimeError as error:
        sys.exit(str(error))
