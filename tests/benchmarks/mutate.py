"""Mutation testing: change the program in one small way and see whether a test fails.

Run by `python3 scripts/run.py mutate [AREA …] [--sample N] [--seed S]`; an area is a folder of `scripts/edition`
(default: all five). Mutants are drawn at random from the seed, so that a run can be repeated. Each is put into a copy
of the project, and the area's tests run on it until the first failure, then the other fast tests. Each survivor is
printed with its file, line and change: either a test is missing, or the change does not matter. Not part of the gate.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "edition"
EVERY = ("tests/test_rules.py", "tests/test_slips.py", "tests/test_cli.py")
AREAS: dict[str, tuple[str, ...]] = {
    "checks": EVERY,
    "readers": (*EVERY, "tests/test_names.py", "tests/test_prose.py", "tests/test_bibliography.py"),
    "resolve": (*EVERY, "tests/test_resolve.py", "tests/test_names.py", "tests/test_site.py"),
    "style": ("tests/test_style.py", "tests/test_citing.py", "tests/test_bibliography.py", "tests/test_metadata.py"),
    "writers": ("tests/test_site.py", "tests/test_tei.py", "tests/test_data.py", "tests/test_markdown.py"),
}
"""The areas, and the test files that are run on a mutant of each before the other fast tests."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
"""Operators, and what each is changed to."""


@dataclass(frozen=True)
class Mutant:
    """One changed expression: its file, the characters that it replaces, and the new source."""

    path: Path
    start: int
    end: int
    new: str

    def applied(self) -> str:
        """Return the source of the file with the change."""
        text = self.path.read_text(encoding="utf-8")
        return f"{text[: self.start]}{self.new}{text[self.end :]}"

    def __str__(self) -> str:
        """Return the change as file, line, old source and new."""
        text = self.path.read_text(encoding="utf-8")
        line = text[: self.start].count("\n") + 1
        return f"{self.path.relative_to(ROOT)}:{line}: {text[self.start : self.end]}  ->  {self.new}"


def changed(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what an expression can be changed to."""
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in SWAPS:
            new = copy.deepcopy(node)
            new.ops[0] = cast("ast.cmpop", SWAPS[type(operator)]())
            yield new
        case ast.BoolOp() | ast.BinOp() if type(node.op) in SWAPS:
            other = copy.deepcopy(node)
            other.op = cast("Any", SWAPS[type(node.op)]())
            yield other
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.IfExp():
            yield node.orelse
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value) if value:
            yield ast.Constant("")
        case _:
            pass


def expressions(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions below a node, but for docstrings, annotations and the insides of f-strings."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not is_docstring and name not in {"annotation", "returns"}:
                if isinstance(child, ast.expr):
                    yield child
                if not isinstance(child, ast.JoinedStr):  # Python 3.11 does not know where its parts are
                    yield from expressions(child)


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    text = path.read_text(encoding="utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = text.splitlines(keepends=True)

    def offset(line: int, byte: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:byte].decode())

    for node in expressions(ast.parse(text)):
        for new in changed(node):
            start = offset(node.lineno, node.col_offset)
            end = offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
            yield Mutant(path, start, end, f"({ast.unparse(new)})")


def survives(mutant: Mutant, clone: Path, area: str) -> bool:
    """Return whether no fast test fails on a mutant, put into the copy of the project at `clone`."""
    target = clone / mutant.path.relative_to(ROOT)
    target.write_text(mutant.applied(), encoding="utf-8")
    try:
        quick = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--fast"]
        environment = {**os.environ, "PYTHONPATH": str(clone / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
        for tests in (list(AREAS[area]), ["tests"]):
            done = subprocess.run([*quick, *tests], cwd=clone, env=environment, capture_output=True, check=False)
            if done.returncode:
                return False
        return True
    finally:
        shutil.copy(mutant.path, target)


def main() -> None:
    """Draw mutants, try each, and print those that survive and the share that was killed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("areas", nargs="*", choices=[*AREAS, []], help="folders of scripts/edition")
    options.add_argument("--sample", type=int, default=30, help="mutants for each area (default: %(default)s)")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(".git", ".venv", "site", ".cache", "node_modules"))
        for area in given.areas or AREAS:
            files = sorted((PACKAGE / area).rglob("*.py"))
            drawn = random.Random(given.seed)  # noqa: S311 - a sample that can be drawn again
            known = [mutant for path in files for mutant in mutants(path)]
            sample = drawn.sample(known, min(given.sample, len(known)))
            left = [mutant for mutant in sample if survives(mutant, clone, area)]
            for mutant in left:
                print(f"survived: {mutant}", flush=True)
            killed = len(sample) - len(left)
            print(
                f"{area}: {killed} of {len(sample)} killed ({killed / len(sample):.0%}), {len(known)} known", flush=True
            )


if __name__ == "__main__":
    main()
