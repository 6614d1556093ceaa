"""Mutation testing: change the program in one small way and see whether a test fails.

Run by `python3 scripts/run.py mutate [AREA …] [--sample N] [--seed S]`; an area is a folder of `scripts/edition`, or
`top`, its modules in no folder (default: all). Mutants are drawn at random from the seed, so that a run can be
repeated. The fast tests run once, in a copy of the project, with a record of which of them runs which line. Then each
mutant is put into the copy, and the tests that run its lines are run until the first failure, within a budget of time.
Each survivor is printed: either a test is missing, or the change does not matter. Declarations are left alone:
decorators, annotations, literal types, `__all__`, docstrings, imports for the type checker, `assert` and `strict=`.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import contextlib
import copy
import importlib
import json
import os
import py_compile
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import pytest
from coverage import CoverageData

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "edition"
TOP = "top"
AREAS = (*sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()), TOP)
LEFT_OUT = (".git", ".venv", "site", ".cache", "node_modules")  # of the top level, what is not copied
PRELOADED = ("bibtexparser", "hypothesis", "lxml.etree", "markdown_it", "mkdocs", "pikepdf", "pylatexenc", "typst")
"""What the program and its tests import: loaded once, before a process is forked for each mutant."""
PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)),
    *((ast.And, ast.Or), (ast.Add, ast.Sub)),
)
SWAPS = {**dict(PAIRS), **{other: one for one, other in PAIRS}}
"""Operators, and what each is changed to."""


@dataclass(frozen=True)
class Mutant:
    """One changed expression: its file, the text of it, the characters and lines that change, and their new source."""

    path: Path
    text: str
    start: int
    end: int
    lines: range
    new: str

    def apply(self) -> str:
        """Return the source of the file with the change."""
        return f"{self.text[: self.start]}{self.new}{self.text[self.end :]}"

    def __str__(self) -> str:
        """Return the change as line, old source and new."""
        return f"{self.lines[0]}: {self.text[self.start : self.end]}  ->  {self.new}"


def change(node: ast.AST) -> Iterator[ast.expr]:
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


def is_declaration(node: ast.AST) -> bool:
    """Return whether a node says something to readers, to the type checker or to itself, but does nothing."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.keyword(arg="strict"):
            return True
        case (
            ast.If(test=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]) | ast.Subscript(ast.Name(id=name))
        ):
            return name in {"TYPE_CHECKING", "__all__", "Literal"}
        case _:
            return False


def expressions(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions below a node that can be changed; the insides of f-strings cannot."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not is_declaration(child):
                if isinstance(child, ast.expr):
                    yield child
                if not isinstance(child, ast.JoinedStr):  # Python 3.11 does not know where its parts are
                    yield from expressions(child)


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(line: int, byte: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:byte].decode())

    for node in expressions(ast.parse(text)):
        for new in change(node):
            last = node.end_lineno or node.lineno
            start, end = offset(node.lineno, node.col_offset), offset(last, node.end_col_offset or node.col_offset)
            yield Mutant(path, text, start, end, range(node.lineno, last + 1), f"({ast.unparse(new)})")


@dataclass
class Plugin:
    """A plugin of pytest: runs only the chosen tests, in their order, and keeps how long each took."""

    chosen: Sequence[str] = ()
    times: dict[str, float] = field(default_factory=dict)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out all tests that are not chosen, where any are."""
        if self.chosen:
            turn = {name: at for at, name in enumerate(self.chosen)}
            items[:] = sorted((item for item in items if item.nodeid in turn), key=lambda item: turn[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Add up the processor time of a test, which is the same however busy the machine is."""
        start = sum(os.times()[:4])
        result = yield
        self.times[item.nodeid] = self.times.get(item.nodeid, 0) + sum(os.times()[:4]) - start
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Give a test that fails a time without end."""
        if report.failed:
            self.times[report.nodeid] = float("inf")


@dataclass
class Workshop:
    """A copy of the project, and what is known of its tests: how long each takes, and which lines each runs."""

    clone: Path
    budget: float
    times: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    reach: Counter[str] = field(default_factory=Counter)
    killers: Counter[str] = field(default_factory=Counter)

    def set_up(self) -> None:
        """Copy the project, and run its fast tests once."""
        self.clone.mkdir()
        for path in (path for path in ROOT.iterdir() if path.name not in LEFT_OUT):
            copy_path = shutil.copytree if path.is_dir() else shutil.copy
            copy_path(path, self.clone / path.name)
        # by the contents, not by the time: two changes may fall into one second
        by_contents = py_compile.PycInvalidationMode.CHECKED_HASH
        compileall.compile_dir(self.clone / "scripts", quiet=1, invalidation_mode=by_contents)
        for name in PRELOADED:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        code = self._run(["--cov=scripts/edition", "--cov-context=test", "--cov-report=", "tests"], Plugin(), 3600)
        if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            sys.exit(f"the tests do not run: pytest ends with {code}")
        self.times = {name: seconds for name, seconds in self._times().items() if seconds < self.budget}
        data = CoverageData(str(self.clone / ".coverage"))
        data.read()
        for file in data.measured_files():
            found = self.lines[str(Path(file).relative_to(self.clone))] = {}
            for line, contexts in data.contexts_by_lineno(file).items():
                found[line] = {name.rpartition("|")[0] for name in contexts} & self.times.keys()
                self.reach.update(found[line])

    def _times(self) -> dict[str, float]:
        """Return the times that the last run has left, if it came to its end."""
        path = self.clone / "times.json"
        times: dict[str, float] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.unlink(missing_ok=True)
        return times

    def _run(self, arguments: list[str], plugin: Plugin, seconds: float) -> int:
        """Run pytest in a process forked from this one; return its exit code, or -1 after some seconds."""
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            os.chdir(self.clone)
            os.environ["PYTHONPATH"] = str(self.clone / "scripts")
            sys.dont_write_bytecode = bool(plugin.chosen)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(null, stream)
            code = pytest.main(["-q", "--fast", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments], [plugin])
            (self.clone / "times.json").write_text(json.dumps(plugin.times), encoding="utf-8")
            os._exit(int(code))
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return -1

    def sources(self, area: str) -> list[Path]:
        """Return the files of an area."""
        package = self.clone / PACKAGE.relative_to(ROOT)
        return sorted(package.glob("*.py") if area == TOP else (package / area).rglob("*.py"))

    def choose(self, mutant: Mutant) -> list[str]:
        """Return the tests that run a mutant's lines, the likeliest to fail first, as many as the budget allows.

        What is run as a module is loaded belongs to no test: then all tests that run anything of the file count.
        """
        of_file = self.lines.get(str(mutant.path.relative_to(self.clone)), {})
        known = set().union(*(of_file.get(line, ()) for line in mutant.lines)) or set().union(*of_file.values())
        functions = {
            name: sorted(tests, key=lambda test: (-self.killers[test], self.times[test]))
            for name, tests in groupby(sorted(known), key=lambda test: test.partition("[")[0])
        }
        ranked = sorted(functions.values(), key=lambda tests: (-self.killers[tests[0]], self.reach[tests[0]]))
        ranked = [*ranked[-1:], *ranked[:-1]]  # what sees most, then what is about little else
        chosen, spent = list[str](), 0.0
        for turn in range(max(map(len, functions.values()), default=0)):  # one of each function, then another of each
            tests = [tests[turn] for tests in ranked if turn < len(tests)]
            chosen += [test for test in tests if (spent := spent + self.times[test]) < self.budget]
        return chosen

    def survives(self, mutant: Mutant) -> bool:
        """Return whether none of the tests chosen for a mutant fails on it."""
        chosen = self.choose(mutant)
        if not chosen:
            return True
        mutant.path.write_text(mutant.apply(), encoding="utf-8")
        try:
            files = dict.fromkeys(test.partition("::")[0] for test in chosen)
            if self._run(["-x", *files], Plugin(chosen), 5 * self.budget) == pytest.ExitCode.OK:
                return True
            self.killers.update(name for name, seconds in self._times().items() if seconds == float("inf"))
            return False
        finally:
            mutant.path.write_text(mutant.text, encoding="utf-8")


def main() -> None:
    """Draw mutants, try each, and print those that survive and the share that was killed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("areas", nargs="*", choices=[*AREAS, []], help=f"of {', '.join(AREAS)} (default: all)")
    options.add_argument("--sample", type=int, default=30, help="mutants for each area (default: %(default)s)")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--budget", type=float, default=20, help="seconds of tests a mutant (default: %(default)s)")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "clone", given.budget)
        workshop.set_up()
        for area in given.areas or AREAS:
            drawn = random.Random(given.seed)  # noqa: S311 - a sample that can be drawn again
            known = [mutant for path in workshop.sources(area) for mutant in mutants(path)]
            sample = drawn.sample(known, min(given.sample, len(known)))
            left = 0
            for mutant in sample:
                if workshop.survives(mutant):
                    left += 1
                    print(f"survived: {mutant.path.relative_to(workshop.clone)}:{mutant}", flush=True)
            share = (len(sample) - left) / len(sample)
            print(f"{area}: {share:.0%} of {len(sample)} killed, {len(known)} known", flush=True)


if __name__ == "__main__":
    main()
