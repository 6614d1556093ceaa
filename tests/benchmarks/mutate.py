"""Mutation testing: change the program in one small way and see whether a test fails.

Run by `python3 scripts/run.py mutate [AREA …] [--sample N] [--seed S]`; an area is a folder of `scripts/edition`, or
`top`, its modules in no folder (default: all). Mutants are drawn at random from the seed, so that a run can be
repeated. The fast tests run once, in a copy of the project, with a record of which of them runs which line. Then each
mutant is put into the copy, and the tests that run its lines are run until the first failure, within a budget of time;
if none fails, all other fast tests: what is read once and kept, or run in another process, is on no test's record.
Each survivor is printed: either a test is missing, or the change does not matter.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import importlib
import json
import os
import py_compile
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pytest
from coverage import CoverageData
from mutants import Mutant, mutants, uses

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "edition"
TOP = "top"
AREAS = (*sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()), TOP)
LEFT_OUT = (".git", ".venv", "site", ".cache", "node_modules")  # of the top level, what is not copied
PROVEN = 5
"""Number of tests that are tried first, alone: to collect many takes longer than to run a few."""
PRELOADED = ("bibtexparser", "hypothesis", "lxml.etree", "markdown_it", "mkdocs", "pikepdf", "pylatexenc", "typst")
"""What the program and its tests import: loaded once, before a process is forked for each mutant."""


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
        times = self._times()
        self.times = {name: seconds for name, seconds in times.items() if seconds < self.budget}
        print(f"left out: {', '.join(times.keys() - self.times.keys()) or 'no test'}", flush=True)
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
        """Run pytest in a process forked from this one; return its exit code, a negative one if it takes too long.

        It may take some seconds of its processor, and ten times as many on the clock: other programs may be running.
        """
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
            os.chdir(self.clone)
            os.environ["PYTHONPATH"] = str(self.clone / "scripts")
            sys.dont_write_bytecode = bool(plugin.chosen)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(null, stream)
            code = pytest.main(["-q", "--fast", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments], [plugin])
            (self.clone / "times.json").write_text(json.dumps(plugin.times), encoding="utf-8")
            os._exit(int(code))
        limit = time.monotonic() + 10 * seconds
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

        What is run as a module is loaded belongs to no test: then it is those that run the lines with its name, or
        else all that run anything of the file.
        """
        of_file = self.lines.get(str(mutant.path.relative_to(self.clone)), {})
        lines = {*mutant.lines, *uses(mutant)}
        known = set().union(*(of_file.get(line, ()) for line in lines)) or set().union(*of_file.values())
        functions = {
            name: sorted(tests, key=lambda test: (-self.killers[test], self.times[test]))
            for name, tests in groupby(sorted(known), key=lambda test: test.partition("[")[0])
        }
        ranked = sorted(functions.values(), key=lambda tests: (-self.killers[tests[0]], self.reach[tests[0]]))
        ranked = [*ranked[-1:], *ranked[:-1]]  # what sees most, then what is about little else
        chosen, left = list[str](), self.budget
        for turn in range(max(map(len, functions.values()), default=0)):  # one of each function, then another of each
            for test in (tests[turn] for tests in ranked if turn < len(tests)):
                if self.times[test] < left:
                    chosen.append(test)
                    left -= self.times[test]
        return chosen

    def survives(self, mutant: Mutant) -> bool:
        """Return whether no test fails on a mutant; begin with the few that have killed most."""
        first = [test for test, _ in self.killers.most_common(PROVEN)]
        likely = [test for test in self.choose(mutant) if test not in first]
        others = [test for test in self.times if test not in {*first, *likely}]
        mutant.path.write_text(mutant.apply(), encoding="utf-8")
        try:
            return not any(self._fails(tests) for tests in (first, likely, others))
        finally:
            mutant.path.write_text(mutant.text, encoding="utf-8")

    def _fails(self, tests: Sequence[str]) -> bool:
        """Return whether one of some tests fails, or does not come to its end."""
        files = dict.fromkeys(test.partition("::")[0] for test in tests)
        limit = 5 * (self.budget + sum(self.times[test] for test in tests))
        passed = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
        if not tests or self._run(["-x", *files], Plugin(tests), limit) in passed:
            return False
        killed = [name for name, seconds in self._times().items() if seconds == float("inf")]
        self.killers.update(killed)
        return True


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
