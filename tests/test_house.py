"""The repository: what more than one file says is the same in all of them."""

from __future__ import annotations

import argparse
import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support import ROOT

EDITION_PACKAGE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]


def read(name: str) -> str:
    """Return a file of the top level."""
    return (ROOT / name).read_text(encoding="utf-8")


def wanted(name: str, extras: set[str]) -> set[str]:
    """Return the names that a package asks for in this environment, and the extras of them as `name[extra]`."""
    asked = [Requirement(text) for text in metadata.requires(name) or []]
    apply = [one for one in asked if not one.marker or any(one.marker.evaluate({"extra": e}) for e in {"", *extras})]
    return {str(one.name) + f"[{','.join(sorted(one.extras))}]" for one in apply}


@pytest.mark.parametrize(("name", "extra"), [("requirements.txt", ""), ("requirements-test.txt", "test")])
def test_a_list_of_requirements_is_whole(name: str, extra: str) -> None:
    """They are installed as they stand, with nothing resolved: a package asked for and not listed would be missing."""
    pinned = {canonicalize_name(found) for found in re.findall(r"(?m)^([\w.-]+)==", read(f"scripts/{name}"))}
    seen: set[str] = set()
    left = {f"{EDITION_PACKAGE}[{extra}]"}
    while left:
        one = left.pop()
        seen.add(one)
        package, extras = one.rstrip("]").split("[")
        left |= wanted(package, set(extras.split(",")) - {""}) - seen
    asked = {canonicalize_name(one.split("[")[0]) for one in seen} - {EDITION_PACKAGE}
    assert asked <= pinned, sorted(asked - pinned)


def test_every_command_of_the_readme_is_one_of_the_program() -> None:
    from edition.arguments import parser

    commands = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    known = set(commands.choices) | {"test", "bench", "hooks", "mutate"}
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


def test_no_module_is_too_long_to_read() -> None:
    """Three hundred lines: the limit that contributing.md sets."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "scripts").rglob("*.py")}
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 300} == {}


def test_no_pattern_repeats_a_group_without_going_back() -> None:
    """CPython before 3.11.5, that of Debian 12 for one, may miss what such a pattern should match (gh-106052)."""
    possessive = re.compile(r"""\brf?"[^"\n]*(?:\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>)""")
    assert possessive.search('re.compile(r"(?:(?!~>).){0,2000}+~>")')
    modules = (ROOT / "scripts").rglob("*.py")
    assert [path.name for path in modules if possessive.search(path.read_text(encoding="utf-8"))] == []
