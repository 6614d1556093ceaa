"""Input that no editor means: it is a finding at its place, at once, and never a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from edition import cli, patterns, processes
from support import check

CASES = Path(__file__).parent / "cases"
ESSAY, NOTES, WORKS, DESCRIPTION = "docs/essay/a.md", "docs/notes/a.md", "citations/works.bib", "citations/edition.yml"
EVENTS, ABOUT, SETTINGS = "citations/chronology.yml", "docs/about.md", "mkdocs.yml"
DEEP, LONG = 800, "9" * 5000


def changed(root: Path, file: str, old: str, new: str) -> Path:
    """Write the stock edition with a change in one file; if `old` is empty, `new` is the whole file."""
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    path = root / file
    text = path.read_text(encoding="utf-8") if old else ""
    assert old in text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    return root


REPORTED = [
    *((file, word, f"{'*a ' * DEEP}{word}{' b*' * DEEP}") for file, word in ((ESSAY, "sings"), (NOTES, "drops"))),
    *((file, word, f"{'**a *b ' * DEEP}{word}") for file, word in ((ESSAY, "sings"), (NOTES, "drops"))),
    *((file, word, f"{'[' * DEEP}{word}{']' * DEEP}") for file, word in ((ESSAY, "sings"), (NOTES, "drops"))),
    *((file, word, f"{'> ' * DEEP}{word}") for file, word in ((ESSAY, "A kettle"), (NOTES, "The essay"))),
    (NOTES, "drops", f"{'[' * DEEP}drops{'](#n1)' * DEEP}"),
    (ESSAY, "sings", f"{'{~~' * DEEP}sings~>x~~}}"),
    (ABOUT, "", f"# A\n\n{'*a ' * DEEP}x{' b*' * DEEP}\n"),
    (ABOUT, "", f"# A\n\n{'[' * DEEP}x{'](index.md)' * DEEP}\n"),
    (ABOUT, "", f"# A\n\n{'> ' * DEEP}x\n"),
    (WORKS, "{A Treatise", f"{{{'{' * DEEP}A{'}' * DEEP} "),
    (EVENTS, "", "[" * DEEP + "]" * DEEP),
    (DESCRIPTION, "sections: [a]", f"sections: {'[' * DEEP}a{']' * DEEP}"),
    (SETTINGS, "", f"nav: {'[' * DEEP}{']' * DEEP}"),
    (NOTES, "[^2]:", f"[^{LONG}]:"),
    (ESSAY, "[^2]", f"[^{LONG}]"),
    (ESSAY, "{#a-p1}", f"{{#a-p{LONG}}}"),
    (ESSAY, "n=2", f"n={LONG}"),
    (NOTES, "p. 12", f"p. {LONG}"),
    (WORKS, "1880-02-03", f"1880-{LONG}-03"),
    (WORKS, "1--90", f"1--{LONG}"),
    (EVENTS, "", f"- id: x\n  new: {LONG}\n  event: x\n"),
    (DESCRIPTION, "note_count: 2", f"note_count: {LONG}"),
    (WORKS, "1880-02-03", "1871-0²"),
    (WORKS, "1880-02-03", "١٨٨٠-02-03"),
    (WORKS, "1--90", "1--9²"),
    (NOTES, "p. 12", "p. 1²"),
    (NOTES, "[^2]:", "[^²]:"),
    (ESSAY, "[^2]", "[^٢]"),
    (ESSAY, "n=2", "n=²"),
    (ESSAY, "{#a-p1}", "{#a-p١}"),
    (EVENTS, "", "- id: x\n  new: 1871-0²\n  event: x\n"),
    (DESCRIPTION, "note_count: 2", "note_count: ²"),
    (DESCRIPTION, "note_count: 2", "note_count: ٢"),
    (DESCRIPTION, "citations/works.bib", '"citations/wo\\0rks.bib"'),
    (DESCRIPTION, "citations/works.bib", f"{'x' * 5000}.bib"),
    (DESCRIPTION, "sections: [a]", f"sections: [a, {'b' * 5000}]"),
]


@pytest.mark.parametrize(("file", "old", "new"), REPORTED, ids=range(len(REPORTED)))
def test_what_is_too_deep_too_long_or_not_a_figure_is_reported(file: str, old: str, new: str, tmp_path: Path) -> None:
    found = check(changed(tmp_path, file, old, new))
    assert {f.severity.value for f in found} >= {"error"}
    assert all(len(f.message) < 1000 and f.place.line > 0 and f.why and f.fix for f in found)
    assert file in {found[0].place.file, ESSAY} | {f.place.file for f in found} or file == DESCRIPTION


@pytest.mark.parametrize(
    ("file", "old", "form", "most"),
    [
        (ESSAY, "sings", ("*a ", " b*", "{}"), 99),  # the paragraph is an element, too
        (ESSAY, "sings", ("[", "]{lang=de}", "{}"), 99),
        (ESSAY, "sings", ("[", "]", "{}"), 100),
        (ESSAY, "sings", ("(", ")", "{}"), 100),
        (ESSAY, "sings", ("*a ", " b*", "{{~~a~>{}~~}}"), 100),
        (NOTES, "@cook", ("*a ", " b*", "{} @cook"), 100),
        (ABOUT, "", ("*a ", " b*", "# A\n\n{}\n"), 99),
        (ABOUT, "", ("[", "](index.md)", "# A\n\n{}\n"), 100),
    ],
)
def test_elements_are_too_deep_from_the_first_that_is(
    file: str, old: str, form: tuple[str, str, str], most: int, tmp_path: Path
) -> None:
    opens, closes, around = form
    for count in (most, most + 1):
        new = around.format(f"{opens * count}x{closes * count}")
        messages = [f.message for f in check(changed(tmp_path / str(count), file, old, new))]
        assert any("nested more than 100 deep" in message for message in messages) is (count > most)


def test_a_pattern_that_would_search_for_ever_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 1)
    root = changed(tmp_path, DESCRIPTION, "sha256:", "page_break: '(\\s*\\S*)*§', sha256:")
    found = [f for f in check(root) if f.rule == "pagebreak-moved"]
    assert [(f.place.file, "seconds" in f.message) for f in found] == [(DESCRIPTION, True)]
    assert patterns.find_ends("b+", "abbab") == (3, 5)


RUNS = [
    "[",
    "*",
    "{",
    "(",
    " ",
    '"',
    "-",
    "a@",
    "`",
    "[^",
    "{~~",
    "<!--",
    "~",
    "[a",
    "“",
    "_",
    "<",
    "](x",
    "{~~a~>}",
    "\\",
]
LENGTH, SECONDS = 20_000, 5
"""A plain reading takes less than a second of the processor; what is quadratic took half a minute."""
MEASURED = """
import sys, time
from pathlib import Path
from support import check
from test_hostile import LENGTH, RUNS, SECONDS, changed
for at, run in enumerate(RUNS):
    root = changed(Path(sys.argv[1]) / str(at), sys.argv[2], sys.argv[3], (sys.argv[4] + run * LENGTH)[:LENGTH])
    begun = time.process_time()
    check(root)
    if time.process_time() - begun > SECONDS:
        sys.exit(f"{run!r} takes {time.process_time() - begun:.1f} s")
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "head"),
    [(ESSAY, "sings", ""), (NOTES, "drops", ""), (ABOUT, "", "# A\n\n"), (WORKS, "A Treatise", "")],
)
def test_no_run_of_signs_takes_long(file: str, old: str, head: str, tmp_path: Path) -> None:
    """Twenty runs of 20,000 characters one after another, in a process that may be ended."""
    environment = processes.environment()
    environment["PYTHONPATH"] += f":{Path(__file__).parent}"
    command = [sys.executable, "-c", MEASURED, str(tmp_path), file, old, head]
    subprocess.run(command, env=environment, check=True, timeout=300)


FILES = sorted(path.relative_to(CASES / "stock") for path in (CASES / "stock").rglob("*") if path.is_file())
PIECES = st.sampled_from(
    [
        *"[]{}()*_`~^@#:;,|<>=-+&%$\\\"'\n\t\0²٢“”’é",
        *("[^1]", "[@cw3", "{#a-p1}", "{~~a~>", "<!--", "](", "{.pb n=", "\n\n", "0" * 12, "- id: x\n", "@book{"),
        *("```", "> ", "\u202e", "\ufeff", "\r", "&#0;", "# ", "- - - ", "$x$", "|a|b|"),
    ]
)


@seed(10)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILES), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES), min_size=1, max_size=4))
def test_whatever_is_mistyped_is_a_finding(
    tmp_path_factory: pytest.TempPathFactory, file: Path, slips: list[tuple[float, int, str]]
) -> None:
    """Signs put in and words taken away: an exit code, no traceback, and findings that say where, why and how."""
    root = tmp_path_factory.mktemp("mistyped")
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    text = (root / file).read_text(encoding="utf-8")
    for where, taken, put in slips:
        at = int(where * len(text))
        text = text[:at] + put + text[at + taken :]
    (root / file).write_text(text, encoding="utf-8")
    assert cli.main(["check", "--root", str(root)]) in {cli.CLEAN, cli.FINDINGS, cli.WRONG_USE}
    for finding in check(root):
        assert finding.place.file
        assert finding.place.line > 0
        assert finding.message
        assert finding.why
        assert finding.fix


def test_many_brackets_side_by_side_are_not_too_deep(tmp_path: Path) -> None:
    words = "(so) " * 150
    root = changed(tmp_path, "docs/notes/a.md", "The essay drops", f"{words}The essay drops")
    assert {finding.rule for finding in check(root)} == set()
