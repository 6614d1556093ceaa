"""Set Typst source as PDF or PNG. The only module that knows Typst."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

import typst

from edition import printing
from edition.model.printed import SOURCE, PrintedPage

POINTS = 72
"""Points in an inch."""
STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
"""PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), both at once; Typst refuses what does not comply."""
MARKS = """{
  let marks = ()
  let last = 0
  for mark in query(<at>) {
    let place = mark.location()
    if place.page() > last {
      last = place.page()
      marks.push((numbering(place.page-numbering(), ..counter(page).at(place)), ..mark.value))
    }
  }
  marks
}"""
"""The query to the finished book: for each page, its label and the first marked place on it.

Marks are metadata with the label `at`, whose value is a place and a number of characters (`PrintedPage`).
"""
FONTS = "fonts"
"""The folder of the fonts beside the sources."""
GRAVE = ("font", "converge")
"""Words of warnings that make the result unusable."""


def _check_result(made: bytes | list[bytes] | None, warnings: list[typst.TypstWarning]) -> bytes:
    """Return what Typst made, unless a warning or the number of files makes it unusable.

    A book whose page numbers do not settle is refused, too: what it says of its own pages may be wrong.

    Raises:
        RuntimeError: if Typst used another font than the one asked for, made several files, or did not converge.
    """
    lost = [warning.message for warning in warnings if any(word in warning.message for word in GRAVE)]
    if lost or not isinstance(made, bytes):
        message = "; ".join(lost) or "the words have no room on one page"
        raise RuntimeError(message)
    return made


@dataclass(frozen=True, slots=True)
class Setting:
    """A book as it is published: its PDF, the large print, and the first marked place of each page that has one."""

    book: bytes
    large: bytes
    pages: tuple[PrintedPage, ...]


def _write_fonts(folder: Path, fonts: Mapping[str, bytes]) -> dict[str, str]:
    """Write fonts below a folder, and return the family of each as Typst knows it.

    Raises:
        RuntimeError: if Typst cannot read a font.
    """
    families = {}
    for name, content in fonts.items():
        place = folder / FONTS / name
        place.mkdir(parents=True)
        (place / name).write_bytes(content)
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[place])
        if not found.families():
            message = f"Typst cannot read the font {name}"
            raise RuntimeError(message)
        families[name] = found.families()[0]
    return families


def compile_pdf(
    files: Mapping[str, str | bytes],
    day: date,
    fonts: Mapping[str, bytes] | None = None,
    page_name: str = printing.PAGE,
) -> Setting:
    """Set the book whose sources (`SOURCE` among them) and attachments are `files`, by name; so are further `fonts`.

    The sources find the family of a font in `sys.inputs`, by the font's name. `day` stands for the clock; `page_name`
    tells readers who cannot see it where a link leads, with `{label}` for the number of the page. Typst itself checks
    that the book complies with `STANDARDS`.

    Raises:
        RuntimeError: if Typst refuses the source, lacks a font, or does not settle the page numbers.
    """
    with _typeset(files, day, fonts or {}) as (compiler, made):
        book = printing.finish(made, page_name)
        # the compiler remembers what it has set, so that this costs no second layout
        marks = json.loads(compiler.eval(MARKS))
    return Setting(book, printing.enlarge(book, *printing.A4), tuple(PrintedPage(*mark) for mark in marks))


def compile_sheet(files: Mapping[str, str | bytes], day: date, fonts: Mapping[str, bytes] | None = None) -> bytes:
    """Set a leaflet as `compile_pdf` sets a book, and return the PDF alone.

    Raises:
        RuntimeError: as `compile_pdf` does.
    """
    with _typeset(files, day, fonts or {}) as (_, made):
        return printing.finish(made)


@contextmanager
def _typeset(
    files: Mapping[str, str | bytes], day: date, fonts: Mapping[str, bytes]
) -> Iterator[tuple[typst.Compiler, bytes]]:
    """Typeset sources, and yield the compiler and its output while the files exist."""
    clock = datetime.combine(day, time(), UTC)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content.encode() if isinstance(content, str) else content)
        families = _write_fonts(Path(folder), fonts)
        paths = [Path(folder) / FONTS] if families else []
        compiler = typst.Compiler(
            Path(folder) / SOURCE, ignore_system_fonts=True, font_paths=paths, sys_inputs=families
        )
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[*STANDARDS], timestamp=int(clock.timestamp())
        )
        yield compiler, _check_result(made, warnings)


def compile_png(source: str, inputs: Mapping[str, str], dots: float, fonts: Mapping[str, bytes] | None = None) -> bytes:
    """Typeset one page as a picture, with `dots` pixels to the point; `inputs` are the texts that it asks for.

    Typst takes letters that its own fonts lack from `fonts`.

    Raises:
        RuntimeError: where Typst refuses the source; the message is Typst's.
    """
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.typ"
        page.write_text(source, encoding="utf-8")
        ppi = dots * POINTS
        given = dict(inputs)
        paths = [Path(folder) / FONTS] if _write_fonts(Path(folder), fonts or {}) else []
        made, warnings = typst.compile_with_warnings(
            page, format="png", ppi=ppi, ignore_system_fonts=True, sys_inputs=given, font_paths=paths
        )
    return _check_result(made, warnings)
