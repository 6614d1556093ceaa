"""The command `edition`: what it prints, what it returns, and what it leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import checks, cli, publish
from edition.config import ConfigError, parse
from support import ROOT

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a small edition of another essay, with pages of its own."""
    root = tmp_path / "small"
    for part in ("stock", "pages"):
        shutil.copytree(CASES / part, root, dirs_exist_ok=True)
    return root


def break_note(root: Path) -> None:
    """Mistype a key in a note, and take a note's call away from its note."""
    notes = root / "docs" / "notes" / "a.md"
    notes.write_text(notes.read_text(encoding="utf-8").replace("@cw3", "@cw33"), encoding="utf-8")


def test_another_essay_builds(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of our essay lives in the program: another one in the same notation builds, site and book."""
    assert cli.main(["build", "--root", str(small)]) == cli.CLEAN
    said = capsys.readouterr().out
    assert "site/downloads/edition.pdf" in said
    assert (small / "site" / "downloads" / "edition.pdf").read_bytes().startswith(b"%PDF")
    assert 'role="doc-noteref"' in (small / "site" / "essay" / "a.html").read_text(encoding="utf-8")


def test_a_clean_edition_checks_clean(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without errors `check` returns 0 and counts what it read."""
    assert cli.main(["check", "--root", str(small)]) == cli.CLEAN
    assert "0 errors" in capsys.readouterr().out


def test_findings_in_three_forms(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One finding, as text, as JSON and as workflow command: same rule, same place; exit code 1."""
    break_note(small)
    assert cli.main(["check", "--root", str(small)]) == cli.FINDINGS
    text = capsys.readouterr().out
    assert "error[cite-unknown-work]" in text
    assert "mend: did you mean “cw3”" in text
    assert cli.main(["check", "--root", str(small), "--format", "json"]) == cli.FINDINGS
    found = next(f for f in json.loads(capsys.readouterr().out) if f["rule"] == "cite-unknown-work")
    assert f"{found['file']}:{found['line']}:{found['column']}: error[cite-unknown-work]" in text
    assert cli.main(["check", "--root", str(small), "--format", "github"]) == cli.FINDINGS
    line = f"::error file={found['file']},line={found['line']},col={found['column']},title=cite-unknown-work::"
    assert line in capsys.readouterr().out


def test_a_broken_edition_leaves_the_site(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build` refuses on errors, shows them, and leaves the last good site as it was."""
    (small / "site").mkdir()
    (small / "site" / "index.html").write_text("the last good one", encoding="utf-8")
    break_note(small)
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    assert "cite-unknown-work" in capsys.readouterr().out
    assert (small / "site" / "index.html").read_text(encoding="utf-8") == "the last good one"


def test_a_failing_engine_leaves_the_site(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the engine fails, what it said is shown and the last good site stays."""
    (small / "site").mkdir()
    (small / "site" / "index.html").write_text("the last good one", encoding="utf-8")
    page = small / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    assert "nowhere.md" in capsys.readouterr().err
    assert (small / "site" / "index.html").read_text(encoding="utf-8") == "the last good one"


def test_a_killed_build_leaves_the_site(small: Path) -> None:
    """A build killed half-way leaves the last good site, and the next build goes through."""
    (small / "site").mkdir()
    (small / "site" / "index.html").write_text("the last good one", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-m", "edition", "build", "--root", str(small)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        while "PDF" not in running.stdout.readline():
            assert running.poll() is None
        running.kill()
    assert (small / "site" / "index.html").read_text(encoding="utf-8") == "the last good one"
    assert cli.main(["build", "--root", str(small)]) == cli.CLEAN
    assert "the last good one" not in (small / "site" / "index.html").read_text(encoding="utf-8")


def test_a_kill_between_the_renames_is_mended(small: Path) -> None:
    """A site that was moved aside when the build died comes back."""
    previous = small / publish.WORK / publish.PREVIOUS
    previous.mkdir(parents=True)
    (previous / "index.html").write_text("the last good one", encoding="utf-8")
    publish.recover(small)
    assert (small / "site" / "index.html").read_text(encoding="utf-8") == "the last good one"


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule is explained; an unknown one is wrong use, with the nearest name."""
    for name in checks.RULES:
        assert cli.main(["explain", name]) == cli.CLEAN
        assert name in capsys.readouterr().out
    assert cli.main(["explain", "cite-unknown-wrk"]) == cli.WRONG_USE
    assert "did you mean “cite-unknown-work”?" in capsys.readouterr().err
    assert cli.main(["explain"]) == cli.CLEAN
    assert all(name in capsys.readouterr().out for name in ["text-altered"])


def test_dump(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The model is printed, one node a line: every paragraph and every note is there."""
    assert cli.main(["dump", "--root", str(small)]) == cli.CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert "Paragraph a-p1 docs/essay/a.md:3:1" in lines
    assert any(line.startswith("Note n1 ") for line in lines)
    assert any(line.startswith("  Text ") for line in lines)


def test_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is no edition, an unknown command, a bad description: exit code 2, and no traceback."""
    assert cli.main(["check", "--root", str(tmp_path)]) == cli.WRONG_USE
    assert "citations/edition.yml" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        cli.main(["chekc"])
    assert left.value.code == cli.WRONG_USE


@pytest.mark.parametrize("command", ["build", "check", "serve", "explain", "dump"])
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself."""
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == cli.CLEAN
    assert f"edition {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", "citations/edition.yml:1:"),
        ("title: A", "the field “date” is missing"),
        ("tittle: A", "unknown field “tittle”"),
        ("- a", "must hold fields"),
        ("{title: A, author: {}, date: soon}", "“date” is no date"),
    ],
)
def test_a_bad_description_is_named(text: str, said: str) -> None:
    """What is wrong with `edition.yml` is said with the file's name."""
    with pytest.raises(ConfigError) as caught:
        parse(text)
    assert said in str(caught.value)
