"""The kept edition: given back whole, and only for the sources that it was made from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition import pipeline, store
from edition.model.edition import Edition
from test_rules import CASES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the stock edition."""
    return Path(shutil.copytree(CASES / "stock", tmp_path / "edition"))


def kept(root: Path) -> Edition:
    """Keep the edition below a root, and give it."""
    edition = pipeline.edition(root)
    store.save(root, edition)
    return edition


def test_what_was_kept_is_given_back_whole(root: Path) -> None:
    edition = kept(root)
    assert store.load(root) == edition


@pytest.mark.parametrize("file", ["docs/essay/a.md", "citations/works.bib", "citations/edition.yml"])
def test_a_changed_source_is_read_anew(root: Path, file: str) -> None:
    kept(root)
    (root / file).write_text((root / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert store.load(root) is None


def test_a_new_source_is_read_anew(root: Path) -> None:
    kept(root)
    (root / "citations" / "chronology.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert store.load(root) is None


def test_a_broken_file_is_passed_over(root: Path) -> None:
    kept(root)
    (file,) = (root / store.FOLDER).glob("resolved-*")
    file.write_bytes(b"not a pickle")
    assert store.load(root) is None


def test_only_the_newest_is_kept(root: Path) -> None:
    kept(root)
    (root / "docs" / "essay" / "a.md").touch()
    (root / "citations" / "standing.yml").write_text("# nothing yet\n", encoding="utf-8")
    kept(root)
    assert len(list((root / store.FOLDER).iterdir())) == 1


def test_where_nothing_can_be_written_nothing_is_kept(root: Path) -> None:
    (root / ".cache").write_text("in the way", encoding="utf-8")
    kept(root)
    assert store.load(root) is None
