"""Our scripts and styles by the tools of their trade: formatter, linter, type checker, unit tests of the pure half."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from edition import theme
from edition.writers.search.folding import FOLDING
from support import ROOT, lacking, program, tool

HERE = ROOT / "tests" / "scripts"
ASSETS = theme.FOLDER / theme.ASSETS
LIVE = ROOT / "scripts" / "edition" / "live"
OURS = sorted(p for folder in (ASSETS, LIVE) for p in folder.iterdir() if p.suffix in {".css", ".js"})
CONFIGURED = sorted(p for p in HERE.iterdir() if p.suffix in {".json", ".mjs", ".ts"})


def run(*command: str | Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of Node's on what it is given."""
    return subprocess.run(
        [program("node"), *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def passes(*command: str | Path, **environment: str) -> None:
    """Run a program of Node's; what it finds fails the test."""
    done = run(*command, **environment)
    assert done.returncode == 0, done.stdout + done.stderr


def package(path: str) -> Path:
    """Return a tool's program in the folder of npm's packages."""
    found = tool("NODE_MODULES", "the folder of npm's packages") / path
    if not found.exists():
        lacking(f"NODE_MODULES has no {path}")
    return found


def lint() -> tuple[str | Path, ...]:
    """Return the linter's command with its settings."""
    return (package("eslint/bin/eslint.js"), "--config", HERE / "eslint.config.mjs", "--max-warnings=0")


def test_they_are_laid_out_by_the_formatter() -> None:
    """Prettier, with the settings that are recorded, changes nothing."""
    prettier = package("prettier/bin/prettier.cjs")
    passes(prettier, "--config", HERE / "prettier.json", "--check", *OURS, *CONFIGURED)


def test_the_linter_finds_nothing() -> None:
    """ESLint's recommended rules hold, and no function has more than ten ways through it."""
    passes(*lint(), ASSETS, LIVE, "tests/scripts")


def test_the_linter_sees_faults() -> None:
    """It looks at the scripts of the edition, by its rules."""
    bad = '"use strict";\n{\n  const unused = 1;\n  if (1 == missing) edition.load("search");\n}\n'
    done = run(*lint(), "--stdin", "--stdin-filename", f"{ASSETS}/bad.js", given=bad)
    assert {rule for rule in ("no-unused-vars", "eqeqeq", "no-undef") if rule in done.stdout} == {
        "no-unused-vars",
        "eqeqeq",
        "no-undef",
    }


def test_the_type_checker_finds_nothing() -> None:
    """TypeScript agrees with the types that comments and `globals.d.ts` give."""
    passes(package("typescript/bin/tsc"), "--project", HERE)


def test_the_type_checker_sees_faults(tmp_path: Path) -> None:
    """It knows what the scripts share."""
    (tmp_path / "bad.js").write_text('"use strict";\n{\n  edition.lode("search");\n}\n', encoding="utf-8")
    settings = {"extends": str(HERE / "tsconfig.json"), "include": ["bad.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    assert "lode" in run(package("typescript/bin/tsc"), "--project", tmp_path).stdout


def test_the_pure_half_does_what_it_says() -> None:
    """Node's own test runner passes every unit test."""
    tests = sorted(HERE.glob("*.test.mjs"))
    assert len(tests) > 1
    passes("--test", *tests, FOLDING=json.dumps(FOLDING))
