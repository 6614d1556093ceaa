"""The house: what is said in more than one file is the same in all of them."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from edition import config
from support import ROOT

EDITION = config.load(ROOT)


def read(name: str) -> str:
    """Give a file of the top level."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("pyproject.toml", lambda text: tomllib.loads(text)["project"]["version"]),
        ("CITATION.cff", lambda text: yaml.safe_load(text)["version"]),
        ("mkdocs.yml", lambda text: yaml.safe_load(text)["extra"]["version"]),
        ("CHANGELOG.md", lambda text: re.findall(r"^## (\S+)", text, re.MULTILINE)[0]),
    ],
)
def test_the_version_is_one(file: str, found) -> None:  # noqa: ANN001 - one function a file
    assert str(found(read(file))) == EDITION.version


def test_the_date_is_one() -> None:
    assert str(yaml.safe_load(read("CITATION.cff"))["date-released"]) == EDITION.date
    assert str(yaml.safe_load(read("mkdocs.yml"))["extra"]["date"]) == EDITION.date
    assert re.findall(r"^## \S+ – (\S+)", read("CHANGELOG.md"), re.MULTILINE)[0] == EDITION.date


def test_the_title_is_one() -> None:
    assert yaml.safe_load(read("mkdocs.yml"))["site_name"] == EDITION.title
    assert EDITION.title in yaml.safe_load(read("CITATION.cff"))["title"]


def test_every_command_of_the_readme_is_one_of_the_program() -> None:
    from edition.cli import parser

    known = set(parser()._subparsers._group_actions[0].choices) | {"test", "bench"}
    named = set(re.findall(r"scripts/run\.py ([a-z]+)", read("README.md")))
    assert named
    assert named <= known


def test_every_module_has_its_line_in_the_architecture() -> None:
    page = read("docs/maintainers/architecture.md")
    package = ROOT / "scripts" / "edition"
    for path in sorted(package.glob("*.py")):
        if not path.stem.startswith("__"):
            assert f"`{path.stem}`" in page, path.stem
    for path in sorted(p for p in package.iterdir() if p.is_dir() and p.name != "__pycache__"):
        assert f"`{path.name}" in page, path.name
