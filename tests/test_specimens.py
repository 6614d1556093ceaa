"""With `--edition`, exactly the tests are run that look at the edition it names."""

from __future__ import annotations

from pathlib import Path

import pytest

import specimens

FILE = """
import pytest
from support import check, specimen

NAMES = [note.label for note in specimen().notes]

def helper() -> int:
    return len(specimen().notes)

@pytest.fixture
def book() -> int:
    return helper()

class Reader:
    def read(self) -> int:
        return helper()

def unrelated() -> None: ...

"""


@pytest.mark.parametrize(
    ("test", "looks"),
    [
        ("def test_it() -> None:\n    assert specimen().notes", True),
        ("def test_it() -> None:\n    assert helper()", True),
        ("def test_it(book: int) -> None:\n    assert book", True),
        ("def test_it() -> None:\n    assert Reader().read()", True),
        ('@pytest.mark.parametrize("name", NAMES)\ndef test_it(name: str) -> None:\n    assert name', True),
        ('@pytest.mark.parametrize("make", [specimen])\ndef test_it(make: object) -> None:\n    assert make', True),
        ("def test_it() -> None:\n    def inner() -> int:\n        return helper()\n    assert inner()", True),
        ("from test_tei import our_written\ndef test_it() -> None:\n    assert our_written()", True),
        ("from test_tei import SCHEMA\ndef test_it() -> None:\n    assert SCHEMA", False),
        ("def test_it(tmp_path: Path) -> None:\n    assert check(tmp_path)", False),
        ("def test_it() -> None:\n    assert unrelated() is None", False),
    ],
)
def test_a_test_is_chosen_by_what_it_leads_to(tmp_path: Path, test: str, *, looks: bool) -> None:
    path = tmp_path / "test_it.py"
    path.write_text(FILE + test, encoding="utf-8")
    assert ("test_it" in specimens.names(path)) is looks
