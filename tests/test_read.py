"""What readers find in files that use everything is what was accepted: every value, with its place.

Where a change is meant, run `python3 scripts/run.py test tests/test_read.py --accept` and read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from edition.readers import assets, links, prose, published, syntax
from edition.source import Place, SourceFile

CASES = Path(__file__).parent / "cases" / "read"


def _row(record: Any) -> str:
    """Return a value as one line: its class, its place, and all else that it holds."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    if values.get("about", "") is None:
        del values["about"]
    at = values.pop("place")
    where = f"{at.line}:{at.column} {at.length}" if isinstance(at, Place) else ""
    return f"{type(record).__name__} {where}: " + ", ".join(f"{name}={value!r}" for name, value in values.items())


def _page(source: SourceFile) -> Iterator[Any]:
    page, deep = links.read(links.parser(), source)
    yield from (*page.targets, *page.hidden, *page.tags, *deep)
    yield from (*assets.pictures(source, page.tags), *assets.lists(source), *assets.references(source))
    yield " ".join(sorted(page.ids))
    pages, faults = prose.read(syntax.parser(), {"page": source})
    yield from (*(block for page_ in pages for block in page_.blocks), *faults, *prose.report_notation(source))


def _sheet(source: SourceFile) -> Iterator[Any]:
    yield from assets.fonts(source, lambda path: path.endswith("b.ttf"))


def _anchors(source: SourceFile) -> Iterator[Any]:
    found = published.read(source)
    yield from (*found.anchors, *found.broken)


READERS = {"page.md": ("docs/about/page.md", _page), "sheet.css": ("docs/assets/css/sheet.css", _sheet)}
READERS |= {"anchors.txt": ("citations/anchors.txt", _anchors)}


@pytest.mark.parametrize("name", READERS)
def test_what_is_read_is_what_was_accepted(name: str, *, accept: bool) -> None:
    path, read = READERS[name]
    source = SourceFile(path, (CASES / name).read_text(encoding="utf-8"))
    text = "".join(f"{value if isinstance(value, str) else _row(value)}\n" for value in read(source))
    expected = CASES / f"{name}.expected"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
