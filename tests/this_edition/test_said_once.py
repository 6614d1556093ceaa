"""What this edition says in more than one file is the same in all of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

import pytest
import yaml

from edition import resolve
from support import ROOT, this_draft, this_edition


def read(name: str) -> str:
    """Return a file of the top level."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("pyproject.toml", lambda text: tomllib.loads(text)["project"]["version"]),
        ("CITATION.cff", lambda text: yaml.safe_load(text)["version"]),
        ("CHANGELOG.md", lambda text: re.findall(r"^## (\d\S+)", text, re.MULTILINE)[0]),
    ],
)
def test_the_version_is_one(file: str, found: Callable[[str], str]) -> None:
    assert str(found(read(file))) == this_edition().config.version


def test_the_date_is_one() -> None:
    assert str(yaml.safe_load(read("CITATION.cff"))["date-released"]) == str(this_edition().config.date)
    assert re.findall(r"^## \d\S+ – (\S+)", read("CHANGELOG.md"), re.MULTILINE)[0] == str(this_edition().config.date)


def test_the_title_is_one() -> None:
    assert this_edition().config.title in yaml.safe_load(read("CITATION.cff"))["title"]


def test_our_own_list_has_the_identity_of_every_anchor() -> None:
    """What was ever published is listed, whole, and recognised."""
    draft = this_draft()
    assert draft.published.broken == ()
    edition = resolve.resolve(draft)
    for entry in draft.published.anchors:
        assert entry.withdrawn or entry.words or entry.identity, entry.anchor
    assert {entry.anchor for entry in draft.published.anchors if not entry.withdrawn} <= edition.anchors.keys()
