"""Findings, which are everything that the program reports, and their three output formats."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from operator import attrgetter

from edition.source import Place, SourceFile


class Severity(StrEnum):
    """The severity of a finding: an `error` stops the build, a `review` needs a person's judgement."""

    ERROR = "error"
    REVIEW = "review"


class Problem(StrEnum):
    """What is wrong with the name that a fault is about."""

    MISSING = "missing"  # it is used, but nothing has it
    UNUSED = "unused"  # something has it, but it is never used
    UNCITED = "uncited"  # it is a locus that no note cites
    UNMATCHED = "unmatched"  # it is a string of words that is not in the essay
    MISCALLED = "miscalled"  # it is a note that is called where another one was expected
    MISPLACED = "misplaced"  # it is a note that comes after another one, but is called before it
    UNEXPLAINED = "unexplained"  # it is a name or a title that the registers and the bibliography lack
    DAMAGED = "damaged"  # what it names is not whole, or not what it was
    SIGN = "sign"  # it is a sign of markup that cannot be read


@dataclass(frozen=True, slots=True)
class Subject:
    """The name that a fault is about, by which faults with one cause are recognised (`checks.names`, `checks.causes`).

    A name that has an anchor is given by it (`bib-key`, `n17`); any other as it is written.
    """

    problem: Problem
    name: str
    near: str = ""
    """What was probably meant: the existing name most similar, or the note expected."""
    at: Place | None = None
    """Where the essay or a note has it."""
    part_of: str = ""
    """The anchor of the entry, for a locus."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read or breaks a rule: its place, a message, a fix and what it is about, if a name.

    If `fix` is empty, the fix of the rule that reports it is used.
    """

    place: Place
    message: str
    fix: str = ""
    about: Subject | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place: the rule, what is wrong, why that matters and how to fix it."""

    rule: str
    severity: Severity
    place: Place
    message: str
    why: str
    fix: str
    about: Subject | None = None

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the name that the finding is about, if it is about one."""
        return self.about.problem if self.about else None


def find_nearest(word: str, known: Iterable[str], like: float = 0.6) -> str:
    """Return the known word most similar to `word`; empty if no similarity (`difflib` ratio) reaches `like`."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=like)
    return found[0] if found else ""


def sort(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by place, errors before reviews at the same place."""
    return tuple(sorted(findings, key=attrgetter("place", "severity", "rule", "message")))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are errors."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)


WINDOW = 100
"""Maximum number of characters of a source line shown under a finding."""


def _make_visible(line: str) -> str:
    """Return a line of the same width, with spaces and marks in place of invisible characters."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "\ufffd" for c in line)


def _excerpt(finding: Finding, sources: Mapping[str, SourceFile]) -> list[str]:
    source = sources.get(finding.place.file)
    line = source.line(finding.place.line) if source else ""
    if not line:
        return []
    start = max(0, finding.place.column - 1 - WINDOW // 2) if len(line) > WINDOW else 0
    shown = line[start : start + WINDOW]
    before, after = "…" if start else "", "…" if start + WINDOW < len(line) else ""
    column = finding.place.column - 1 - start + len(before)
    room = max(1, len(before + shown) - column)
    shown = _make_visible(shown)
    gutter = f"{finding.place.line:>5} | "
    carets = " " * column + "^" * max(1, min(finding.place.length, room))
    return [f"{gutter}{before}{shown}{after}", f"{'':>5} | {carets}"]


def as_text(findings: Iterable[Finding], sources: Mapping[str, SourceFile]) -> str:
    """Format findings for people: place, message, the line with carets, why and fix."""
    blocks = []
    for finding in findings:
        head = f"{finding.place}: {finding.severity}[{finding.rule}]: {finding.message}"
        lines = [head, *_excerpt(finding, sources), f"  why:  {finding.why}", f"  fix:  {finding.fix}"]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def as_json(findings: Iterable[Finding]) -> str:
    """Format findings for programs: a JSON array with one object per finding."""
    rows = [
        {
            "rule": f.rule,
            "severity": f.severity.value,
            **asdict(f.place),
            "message": f.message,
            "why": f.why,
            "fix": f.fix,
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def as_github(findings: Iterable[Finding]) -> str:
    """Format findings as GitHub workflow commands, which show them next to the changed lines."""
    rows = []
    for f in findings:
        level = "error" if f.severity is Severity.ERROR else "warning"
        where = f"file={_escape_property(f.place.file)},line={f.place.line},col={f.place.column},title={f.rule}"
        rows.append(f"::{level} {where}::{_escape(f'{f.message} ({f.fix})')}\n")
    return "".join(rows)
