"""The command `edition`: what it prints, what it returns, and what it leaves on the disk."""

from __future__ import annotations

import codecs
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from edition import checks, cli, diagnostics, exports, pdf, pipeline, processes, publish, watching
from edition.readers import engine
from edition.source import Place, SourceFile
from support import ROOT, heed_interrupts

CASES = Path(__file__).parent / "cases"


UNCITED = "\n@book{dane1900soup, author={Dane, Di}, title={Soup}, date={1900}, langid={english}}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small edition of another essay, with pages of its own."""
    root = tmp_path / "small"
    for part in ("stock", "pages"):
        shutil.copytree(CASES / part, root, dirs_exist_ok=True)
    return root


@pytest.fixture
def last_good(small: Path) -> Path:
    """Return the first page of a site that was built before, which a build that fails must leave as it is."""
    page = small / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("the last good one", encoding="utf-8")
    return page


def break_note(root: Path) -> None:
    """Mistype a key in a note, and take a note's call away from its note."""
    notes = root / "docs" / "notes" / "a.md"
    notes.write_text(notes.read_text(encoding="utf-8").replace("@cw3", "@cw33"), encoding="utf-8")


def test_another_essay_builds(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of our essay lives in the program: another one in the same notation builds, site and book."""
    assert cli.main(["build", "--root", str(small)]) == cli.CLEAN
    printed = capsys.readouterr().out
    assert "site/downloads/edition.pdf" in printed
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
    assert "fix:  did you mean “cw3”" in text
    assert cli.main(["check", "--root", str(small), "--format", "json"]) == cli.FINDINGS
    found = next(f for f in json.loads(capsys.readouterr().out) if f["rule"] == "cite-unknown-work")
    assert f"{found['file']}:{found['line']}:{found['column']}: error[cite-unknown-work]" in text
    assert cli.main(["check", "--root", str(small), "--format", "github"]) == cli.FINDINGS
    line = f"::error file={found['file']},line={found['line']},col={found['column']},title=cite-unknown-work::"
    assert line in capsys.readouterr().out


def test_the_rules_of_language_are_those_of_the_language(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Marks of quotation are German in a German edition, and advice on English names is not given there."""
    for path in (small / "citations" / "edition.yml", small / "mkdocs.yml"):
        text = (
            path.read_text(encoding="utf-8")
            .replace("en-GB", "de-AT")
            .replace("font: false", "font: false, language: de")
        )
        path.write_text(text, encoding="utf-8")
    notes = small / "docs" / "notes" / "a.md"
    before = notes.read_text(encoding="utf-8").replace("Perhaps", "Vielleicht")
    notes.write_text(f"{before}\n    Trotskii sagt: „Kessel singen“.\n", encoding="utf-8")
    assert cli.main(["check", "--root", str(small)]) == cli.CLEAN
    assert "0 errors, 0 to review" in capsys.readouterr().out
    notes.write_text(f"{before}\n    Trotskii sagt: „Kessel singen”.\n", encoding="utf-8")
    assert cli.main(["check", "--root", str(small)]) == cli.CLEAN
    assert (
        "review[quotation-unbalanced]: this paragraph has 1 opening and 0 closing quotation marks"
        in capsys.readouterr().out
    )


def test_a_finding_is_shown_whatever_its_line_holds() -> None:
    """What cannot be seen, or would ring a bell, has a mark; a path with a comma does not end the command of a host."""
    source = SourceFile("a,b.md", "a\tb\u200bc\x07d\u00e9\n")
    place = Place(source.path, 1, 4)
    finding = diagnostics.Finding("rule", diagnostics.Severity.ERROR, place, "it says", "so", "fix")
    assert "    1 | a b\ufffdc\ufffdd\u00e9\n      |    ^\n" in diagnostics.as_text([finding], {source.path: source})
    assert diagnostics.as_github([finding]).startswith("::error file=a%2Cb.md,line=1,col=4,title=rule::")


def test_a_broken_edition_leaves_the_site(small: Path, last_good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build` refuses on errors, shows them, and leaves the last good site as it was."""
    break_note(small)
    essay = small / "docs" / "essay" / "a.md"
    essay.write_text(essay.read_text(encoding="utf-8").replace("[^2]", ""), encoding="utf-8")
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    shown = capsys.readouterr().out
    assert "cite-unknown-work" in shown
    assert "note-unreferenced" in shown, "not the first error alone: all of them"
    assert last_good.read_text(encoding="utf-8") == "the last good one"


BAD = {
    "work-incomplete": ("citations/works.bib", "title", "subtitle"),
    "work-unknown-language": ("citations/works.bib", "langid = {english}", "langid = {englisch}"),
    "image-without-alternative": ("docs/index.md", None, "\n![](leaf.png)\n"),
    "font-missing": ("docs/assets/page.css", None, "@font-face{font-family:A;src:url(fonts/no.woff2)}\n"),
}
"""Rule, file, what is taken away (or nothing, where words are added), what comes in its place."""


@pytest.mark.parametrize("rule", BAD)
def test_bad_input_is_reported_and_nothing_is_written(
    rule: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault is named by its rule; no export is written, not even in part."""
    file, old, new = BAD[rule]
    path = small / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old is None or old in before
    path.write_text(before + new if old is None else before.replace(old, new), encoding="utf-8")
    files = sorted(small.rglob("*"))
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    assert f"error[{rule}]" in capsys.readouterr().out
    assert sorted(small.rglob("*")) == files


@pytest.mark.parametrize("part", ["compile_pdf", "compile_png"])
def test_a_font_that_typst_lacks_is_refused(
    part: str, small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst would set the words in another face and go on; we do not."""
    real = getattr(pdf, part)

    def renamed(source: Any, *rest: Any) -> Any:
        def change(words: Any) -> Any:
            return words.replace("Libertinus Serif", "No Such Face") if isinstance(words, str) else words

        given = change(source) if isinstance(source, str) else {n: change(words) for n, words in source.items()}
        return real(given, *rest)

    monkeypatch.setattr(pdf, part, renamed)
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    printed = capsys.readouterr().err
    assert "unknown font family: no such face" in printed
    assert not (small / "site").exists()


def test_a_failing_engine_leaves_the_site(small: Path, last_good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What only the engine knows, as the options of an extension, has a place, a reason and a fix; the site stays."""
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "edition.markdown_extension" in text
    changed = text.replace("edition.markdown_extension", "{toc: {permlink: true}}, edition.markdown_extension")
    settings.write_text(changed, encoding="utf-8")
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    printed = capsys.readouterr().err
    assert "error[site-refused]: MkDocs refuses `markdown_extensions`" in printed
    assert "KeyError: 'permlink'" in printed
    assert "  fix:  " in printed
    assert "Traceback" not in printed
    assert last_good.read_text(encoding="utf-8") == "the last good one"


def test_a_page_without_its_paragraphs_is_not_published() -> None:
    """Where the engine prints the sources as they are, or elsewhere, the setting that does so is named."""
    edition = pipeline.edition(CASES / "stock")
    with pytest.raises(exports.EngineError, match=r"no page “essay/a\.html” with the paragraph “a-p1”") as raised:
        publish.prove(edition, {"essay/a.html": b"<p>Words.</p>"})
    assert "Fix: set `use_directory_urls: false` in mkdocs.yml" in str(raised.value)


def test_a_site_without_its_figures_is_not_published() -> None:
    """MkDocs copies no file that `exclude_docs` names, and says nothing."""
    edition = pipeline.edition(CASES / "blocks")
    first, *others = edition.pictures
    with pytest.raises(exports.EngineError, match=rf"not copied the figure “docs/{first.path}”.*`exclude_docs`"):
        publish.prove(edition, {picture.path: picture.content for picture in others})


def test_an_edition_is_read_anew_when_a_figure_changes() -> None:
    """Its size stands in the pages."""
    found = {path.name for path in watching.sources(CASES / "blocks")}
    assert {picture.name for picture in pipeline.edition(CASES / "blocks").pictures} <= found


def test_a_refused_book_leaves_the_site(
    small: Path, last_good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Typst refuses the book, its output is shown, the engine is ended, and the last good site stays."""

    def refuse(*_: object) -> bytes:
        message = "unknown variable"
        raise RuntimeError(message)

    monkeypatch.setattr(pdf, "compile_pdf", refuse)
    assert cli.main(["build", "--root", str(small)]) == cli.FINDINGS
    assert "unknown variable" in capsys.readouterr().err
    assert last_good.read_text(encoding="utf-8") == "the last good one"


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """A second build waits, and says so, until the first one and its engine have ended."""
    pytest.importorskip("fcntl", reason="this system has no flock")
    printed: list[str] = []
    entered = threading.Event()

    def second() -> None:
        with publish.lock_root(tmp_path, printed.append):
            entered.set()

    other = threading.Thread(target=second)
    with publish.lock_root(tmp_path, printed.append) as inherit:
        engine = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=inherit)
        other.start()
    assert not entered.wait(0.3), "the engine still works, although its build has ended"
    engine.communicate(b"\n")
    other.join(10)
    assert entered.is_set()
    assert len(printed) == 1
    assert "another build" in printed[0]


@pytest.mark.slow
def test_a_killed_build_leaves_the_site(small: Path, last_good: Path) -> None:
    """A build killed half-way leaves the last good site, and the next build goes through."""
    environment = processes.environment()
    command = [sys.executable, "-m", "edition", "build", "--root", str(small)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        while "exports" not in running.stdout.readline():
            assert running.poll() is None
        running.kill()
    assert last_good.read_text(encoding="utf-8") == "the last good one"
    assert cli.main(["build", "--root", str(small)]) == cli.CLEAN
    assert "the last good one" not in last_good.read_text(encoding="utf-8")


def test_a_kill_between_the_renames_is_repaired(small: Path) -> None:
    """A site that was moved aside when the build died comes back."""
    previous = small / publish.WORK / publish.PREVIOUS
    previous.mkdir(parents=True)
    (previous / "index.html").write_text("the last good one", encoding="utf-8")
    publish.recover(small)
    assert (small / "site" / "index.html").read_text(encoding="utf-8") == "the last good one"


def test_whatever_stands_in_the_place_of_the_site_is_replaced(tmp_path: Path) -> None:
    """A file or a link where the site should be is not a folder; the swap removes it, and the next one goes through."""
    for place in ("file", "link", "folder"):
        for _ in range(2):
            building = tmp_path / place / publish.WORK / publish.BUILDING
            building.mkdir(parents=True)
            (building / "index.html").write_text("new", encoding="utf-8")
            site = tmp_path / place / publish.SITE
            if place == "file" and not site.exists():
                site.write_text("no folder", encoding="utf-8")
            elif place == "link" and not site.exists():
                site.symlink_to(tmp_path / "nowhere")
            publish.swap(tmp_path / place)
            assert (site / "index.html").read_text(encoding="utf-8") == "new"
            assert not (tmp_path / place / publish.WORK / publish.PREVIOUS).exists()


def test_a_swap_that_fails_brings_the_site_back(tmp_path: Path) -> None:
    """Where the new site cannot be moved to its place, the old one returns to it."""
    (tmp_path / publish.WORK).mkdir(parents=True)
    (tmp_path / publish.SITE).mkdir()
    (tmp_path / publish.SITE / "index.html").write_text("the last good one", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        publish.swap(tmp_path)  # nothing was built
    assert (tmp_path / publish.SITE / "index.html").read_text(encoding="utf-8") == "the last good one"


def test_what_the_machine_refuses_is_reported(small: Path, last_good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be written, a full disk: what and which file, exit code 2, the last good site stays."""
    (small / ".cache").write_text("no folder", encoding="utf-8")
    assert cli.main(["build", "--root", str(small)]) == cli.WRONG_USE
    printed = capsys.readouterr().err
    assert "site/ is unchanged" in printed
    assert f"{small}/.cache/edition: Not a directory" in printed
    assert last_good.read_text(encoding="utf-8") == "the last good one"
    anchors = small / "citations" / "anchors.txt"
    anchors.write_text("a-p1\t0.1.0\n", encoding="utf-8")
    (small / "citations" / "anchors.part").mkdir()
    assert cli.main(["anchors", "--record", "--root", str(small)]) == cli.WRONG_USE
    assert "anchors.part: Is a directory" in capsys.readouterr().err
    assert anchors.read_text(encoding="utf-8") == "a-p1\t0.1.0\n"


def test_new_anchors_are_recorded_once(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is new is added to the list, and only that; what stood there stays; nothing else is left beside it."""
    listed = small / "citations" / "anchors.txt"
    assert cli.main(["anchors", "--record", "--root", str(small)]) == cli.CLEAN
    assert "recorded in citations/anchors.txt; 0 were already listed" in capsys.readouterr().out
    first = listed.read_text(encoding="utf-8")
    assert re.search(r"^a-p1\t", first, re.MULTILINE)
    assert cli.main(["anchors", "--record", "--root", str(small)]) == cli.CLEAN
    assert capsys.readouterr().out.startswith("0 anchors recorded")
    assert listed.read_text(encoding="utf-8") == first
    assert sorted(path.name for path in listed.parent.glob("anchors*")) == ["anchors.txt"]
    assert cli.main(["check", "--root", str(small)]) == cli.CLEAN


def test_a_broken_edition_publishes_no_anchors(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An anchor is a promise: if anything is wrong, none is recorded."""
    break_note(small)
    assert cli.main(["anchors", "--record", "--root", str(small)]) == cli.FINDINGS
    assert "cite-unknown-work" in capsys.readouterr().out
    assert not (small / "citations" / "anchors.txt").exists()


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start a command that can be interrupted, and end it with the block, also where a test fails in it.

    It runs without coverage, whose collector stands still for ever when it is interrupted with its lock held.
    """
    inherited = processes.environment()
    with subprocess.Popen(
        [sys.executable, "-m", "edition", *arguments],
        env={name: value for name, value in inherited.items() if not name.startswith("COVERAGE_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - it sets a signal, and takes no lock
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_stopped_from_the_keyboard(small: Path) -> None:
    """Ctrl-C ends a command with one line and the shell's own code, without a traceback."""
    with started("build", "--root", small) as running:
        assert running.stdout is not None
        while "exports" not in running.stdout.readline():
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        printed = running.communicate()[1]
    assert (running.returncode, printed) == (cli.STOPPED, "edition: interrupted\n")
    assert not (small / "site").exists()


def test_programs_of_editors_find_every_finding(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pattern in the documents matches the first line of each, and the lines around a check that is repeated."""
    page = (ROOT / "docs" / "maintainers" / "editors-programs.md").read_text(encoding="utf-8")
    matcher = json.loads(page.partition("```json\n")[2].partition("```")[0])["tasks"][0]["problemMatcher"]
    break_note(small)
    cli.main(["check", "--root", str(small)])
    printed = capsys.readouterr().out
    cli.main(["check", "--format", "json", "--root", str(small)])
    findings = json.loads(capsys.readouterr().out)
    pattern = matcher["pattern"]
    groups = [found for line in printed.splitlines() if (found := re.match(pattern["regexp"], line))]
    assert findings
    for found, finding in zip(groups, findings, strict=True):
        for group, field in (("file", "file"), ("line", "line"), ("column", "column"), ("code", "rule")):
            assert found[pattern[group]] == str(finding[field])
        assert found[pattern["severity"]] == finding["severity"]
        assert found[pattern["message"]] == finding["message"]
    assert re.match(matcher["background"]["beginsPattern"], cli.BEGINS)
    assert re.match(matcher["background"]["endsPattern"], cli.ENDS)


def test_check_watches_until_it_is_interrupted(small: Path) -> None:
    """Findings are printed anew after every change, also those of a description that cannot be used."""
    description = small / "citations" / "edition.yml"
    good = description.read_text(encoding="utf-8")
    with started("check", "--watch", "--root", small) as running:
        assert running.stdout is not None

        def read_output() -> str:
            """Return what is printed up to the line that says that the command is waiting."""
            assert running.stdout is not None
            lines = iter(running.stdout.readline, f"{cli.ENDS}\n")
            return "".join(lines)

        assert read_output().startswith(f"{cli.BEGINS}\n0 errors")
        break_note(small)
        assert "error[cite-unknown-work]" in (shown := read_output())
        assert "\n1 error, 0 to review" in shown
        description.write_text(f"{good}titel: On Pots\n", encoding="utf-8")
        assert "unknown field “titel”" in read_output()
        description.write_text(good, encoding="utf-8")
        assert "\n1 error, 0 to review" in read_output()
        os.killpg(running.pid, signal.SIGINT)
        errors = running.communicate()[1]
    assert (running.returncode, errors) == (cli.STOPPED, "edition: interrupted\n")


def test_what_a_terminal_cannot_show_is_spelt_out(small: Path) -> None:
    """Findings are shown on a terminal that knows ASCII alone, too."""
    break_note(small)
    environment = {**processes.environment(), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "edition", "check", "--root", str(small)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == cli.FINDINGS
    assert "did you mean \\u201ccw3\\u201d" in done.stdout


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        ([], ["site/downloads/edition.pdf  2,000 bytes", "site/downloads/edition.epub  7 bytes"]),
        (
            ["--verbose"],
            [
                "site/data/n1.json  5 bytes  sha256 aa",
                "site/downloads/edition.pdf  2,000 bytes  sha256 bb",
                "site/downloads/edition.epub  7 bytes  sha256 cc",
            ],
        ),
    ],
)
def test_a_build_lists_the_books_or_every_file(
    options: list[str],
    printed: list[str],
    small: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An editor looks for the site and the books; checksums are for who compares two builds."""
    files = [("data/n1.json", 5, "aa"), ("downloads/edition.pdf", 2000, "bb"), ("downloads/edition.epub", 7, "cc")]
    monkeypatch.setattr(publish, "build", lambda *_: tuple(publish.Artifact(*file) for file in files))
    assert cli.main(["build", "--root", str(small), *options]) == cli.CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("site/")] == printed
    assert lines[-1] == "open site/index.html to read it"


def test_a_build_in_json_is_json(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is nothing to find, the list of findings is empty, not absent."""
    monkeypatch.setattr(publish, "build", lambda *_: ())
    assert cli.main(["build", "--format", "json", "--root", str(small)]) == cli.CLEAN
    assert json.loads(capsys.readouterr().out) == []


OUTPUT = """INFO    -  Building
Traceback (most recent call last):
  File “a.py”, line 1
KeyError: 'permlink'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File “b.py”, line 1
OSError: No space
WARNING -  Config value 'markdown_extensions': Failed to load extension 'nothing'.
  ModuleNotFoundError: No module
INFO    -  Doc file 'about.md' is fine
WARNING -  Doc file 'about.md' contains a link 'gone.md'
WARNING -  Doc file 'about.md' contains a link 'gone.md'

Aborted with 3 warnings in strict mode!
Error: Config file 'mkdocs.yml' does not exist.
"""


def test_what_mkdocs_reports_becomes_findings_without_tracebacks() -> None:
    """Each message once, at the setting or the page that it names."""
    source = SourceFile("mkdocs.yml", "site_name: On Kettles\nmarkdown_extensions: [nothing]\n")
    faults = [*engine.faults(engine.found(OUTPUT), {"mkdocs.yml": source})]
    assert [f"{fault.place}: {fault.message}" for fault in faults] == [
        "mkdocs.yml:1:1: MkDocs reports: KeyError: 'permlink'",
        "mkdocs.yml:1:1: MkDocs reports: OSError: No space",
        (
            "mkdocs.yml:2:1: MkDocs refuses `markdown_extensions`: Failed to load extension 'nothing'. "
            "ModuleNotFoundError: No module"
        ),
        "docs/about.md:1:1: MkDocs reports: Doc file 'about.md' contains a link 'gone.md'",
        "mkdocs.yml:1:1: MkDocs reports: Config file 'mkdocs.yml' does not exist",
    ]


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule is explained; an unknown one is wrong use, with the nearest name."""
    for name in checks.EXPLAINED:
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
    """A folder that is not an edition, an unknown command, a bad description: exit code 2, and no traceback."""
    assert cli.main(["check", "--root", str(tmp_path)]) == cli.WRONG_USE
    assert "citations/edition.yml" in capsys.readouterr().err
    for root in (tmp_path / "nowhere", tmp_path):
        for command in ("build", "check", "dump", "serve"):
            assert cli.main([command, "--root", str(root)]) == cli.WRONG_USE
            assert f"the file is missing below {root}" in capsys.readouterr().err
    for wrong in (["chekc"], [], ["check", "--format", "xml"], ["check", "--no-such-option"]):
        with pytest.raises(SystemExit) as left:
            cli.main(wrong)
        assert left.value.code == cli.WRONG_USE
        assert "usage: edition" in capsys.readouterr().err


def test_findings_to_review(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person must look at is shown, and returns 1 under `--strict` alone."""
    bib = next((small / "citations").glob("*.bib"))
    bib.write_text(bib.read_text(encoding="utf-8") + UNCITED, encoding="utf-8")
    assert cli.main(["check", "--root", str(small)]) == cli.CLEAN
    assert "review[work-uncited]" in capsys.readouterr().out
    assert cli.main(["check", "--strict", "--root", str(small)]) == cli.FINDINGS
    assert "0 errors, " in capsys.readouterr().out


NOT_TEXT = {
    "[file-unreadable]: this file is not valid UTF-8: invalid continuation byte (0xe9)": b"caf\xe9s\n",
    "[character-forbidden]: “cafe<U+0008>s” contains a control character (U+0008)": b"cafe\x08s\n",
}


@pytest.mark.parametrize("content", NOT_TEXT)
def test_what_is_not_text_is_reported(content: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source in another encoding, or with a control character, is a finding at its place; all are reported."""
    names = ["docs/essay/a.md", "docs/notes/a.md", "citations/works.bib", "docs/about.md", "citations/anchors.txt"]
    for name in names:
        before = (small / name).read_bytes() if (small / name).exists() else b""
        (small / name).write_bytes(NOT_TEXT[content] + before)
    assert cli.main(["check", "--root", str(small)]) == cli.FINDINGS
    shown = capsys.readouterr().out
    for name in names:
        column = NOT_TEXT[content].index(b"\xe9" if b"\xe9" in NOT_TEXT[content] else b"\x08") + 1
        assert f"{name}:1:{column}: error{content}" in shown


def test_an_unreadable_description_is_reported(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The description itself in another encoding is a finding of its own, with its place."""
    file = small / "citations" / "edition.yml"
    file.write_bytes("# é\n".encode("latin-1") + file.read_bytes())
    assert cli.main(["check", "--root", str(small)]) == cli.FINDINGS
    assert capsys.readouterr().out.startswith(
        "citations/edition.yml:1:3: error[description-unusable]: this file is not valid UTF-8"
    )


def test_a_folder_in_the_place_of_a_file_is_reported(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is there and cannot be read is a finding, not a crash."""
    (small / "citations" / "works.bib").unlink()
    (small / "citations" / "works.bib").mkdir()
    assert cli.main(["check", "--root", str(small)]) == cli.FINDINGS
    assert (
        "citations/works.bib:1:1: error[file-unreadable]: this is a folder, but its name is that of a file"
        in capsys.readouterr().out
    )


def test_line_ends_and_marks_of_other_systems_pass(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files as Windows writes them read the same; only the witness is held to its very bytes."""
    for path in (*small.rglob("*.md"), *small.rglob("*.bib"), small / "citations" / "edition.yml"):
        path.write_bytes(codecs.BOM_UTF8 + path.read_bytes().replace(b"\n", b"\r\n"))
    assert cli.main(["check", "--root", str(small)]) == cli.CLEAN
    assert "0 errors, 0 to review" in capsys.readouterr().out
    witness = small / "citations" / "witness.txt"
    witness.write_bytes(witness.read_bytes().replace(b"\n", b"\r\n"))
    assert cli.main(["check", "--root", str(small)]) == cli.FINDINGS
    shown = capsys.readouterr().out
    assert "error[witness-changed]" in shown
    assert "1 error, 0 to review" in shown


@pytest.mark.slow
def test_the_command_as_a_person_calls_it(small: Path) -> None:
    """`python -m edition` returns the same codes; the root is the working folder; output may be cut by a pipe."""
    environment = processes.environment()
    command = [sys.executable, "-m", "edition"]
    done = subprocess.run([*command, "check"], cwd=small, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (cli.CLEAN, "")
    break_note(small)
    done = subprocess.run([*command, "check"], cwd=small, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == cli.FINDINGS
    with subprocess.Popen(
        [*command, "dump"], cwd=small, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""


def test_writers_are_loaded_only_by_commands_that_write(small: Path) -> None:
    """To check an edition neither writers nor Typst are loaded: an editor waits for this command many times a day."""
    shown = "import sys; from edition import cli; print(cli.main(['check']), *sorted(sys.modules), file=sys.stderr)"
    environment = processes.environment()
    done = subprocess.run(
        [sys.executable, "-c", shown], cwd=small, env=environment, capture_output=True, text=True, check=True
    )
    code, *loaded = done.stderr.split()
    assert code == str(cli.CLEAN)
    assert "edition.checks" in loaded
    assert [
        name for name in loaded if re.match(r"edition\.(writers\.|exports|publish|serve)|typst|pikepdf|mkdocs", name)
    ] == []


@pytest.mark.parametrize("command", ["build", "check", "serve", "explain", "anchors", "dump"])
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself, in the words of the list of commands."""
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == cli.CLEAN
    printed = capsys.readouterr().out
    assert f"edition {command}" in printed
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    listed = " ".join(capsys.readouterr().out.split())
    assert "Exit codes: 0 success, 1 findings" in listed
    purpose = printed.split("\n\n")[1].rstrip(".")
    assert f"{command} {purpose[0].lower()}{purpose[1:]}"[:40] in listed


def test_an_address_that_cannot_be_served_is_reported(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An invalid address, or one that another program uses, is wrong use, reported before the engine starts."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        for address, reason in (
            (taken, "Address already in use"),
            ("here", "a host and a port"),
            ("a:99999", "a port"),
        ):
            assert cli.main(["serve", "--root", str(small), "--address", address]) == cli.WRONG_USE
            assert address in (shown := capsys.readouterr().err)
            assert shown.startswith("edition: ")
            assert reason in shown


@pytest.fixture
def run() -> ModuleType:
    """Return the script that sets up an environment and runs a command in it."""
    found = importlib.util.spec_from_file_location("run", ROOT / "scripts" / "run.py")
    assert found is not None
    assert found.loader is not None
    script = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)
    return script


@pytest.mark.parametrize(("more", "where"), [([], ROOT), (["--root", "a"], None), (["--root=a"], None)])
def test_the_command_that_sets_up(
    run: ModuleType, more: list[str], where: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It works on its own folder, another is found from where one is; a locale of ASCII does not hide the package."""
    given: list[object] = []

    def started(*_: object, cwd: Path | None = None, **__: object) -> subprocess.CompletedProcess[bytes]:
        given.extend((os.environ["LC_ALL"], cwd))
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(run, "set_up", lambda _: None)
    monkeypatch.setattr(run.subprocess, "run", started)
    monkeypatch.setattr(sys, "argv", ["run.py", "check", *more])
    monkeypatch.setenv("LC_ALL", "POSIX")
    assert run.main() == 0
    assert given == ["C.UTF-8", where]


@pytest.mark.parametrize("lacking", ["a folder", "ensurepip"])
def test_what_cannot_be_set_up_is_reported(
    run: ModuleType, lacking: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no environment can be made, one line says why; exit code 2, no traceback."""
    place = tmp_path / ".venv"
    if lacking == "a folder":
        place.write_text("in the way", encoding="utf-8")
    else:
        monkeypatch.setattr(run.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(run, "VENV", place)
    monkeypatch.setattr(run, "PYTHON", place / "bin" / "python")
    monkeypatch.setattr(sys, "argv", ["run.py", "check"])
    assert run.main() == 2
    printed = capsys.readouterr().err
    assert printed.splitlines()[-1].startswith("setup failed (")
    assert ("python3-venv" if lacking == "ensurepip" else "Not a directory") in printed


@pytest.mark.parametrize(
    ("failing", "closing"),
    [
        ("", ["tests run"]),
        ("layout", ["(failed so far: layout)", "tests run"]),
        ("types", ["tests run", "(failed beside the tests: types)"]),
        ("tests", ["tests run"]),
    ],
)
def test_every_step_of_the_gate_is_run_and_counts(
    run: ModuleType,
    failing: str,
    closing: list[str],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever fails, the others are run and shown whole; what failed is named before the tests, or at the end."""

    def step(name: str) -> tuple[str, list[str]]:
        return name, ["-c", f"print('{name} run'); raise SystemExit({int(name == failing)})"]

    monkeypatch.setattr(run, "PYTHON", sys.executable)
    assert run.run_all([step("layout"), step("tests")], [step("types"), step("imports")]) == bool(failing)
    shown = capfd.readouterr().out.splitlines()
    names = ["imports run", "layout run", "tests run", "types run"]
    assert sorted(line for line in shown if line.endswith(" run")) == names
    assert [line for line in shown if line == "tests run" or line.startswith("(failed")] == closing
