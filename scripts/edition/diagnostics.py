"""Findings, and the three ways of showing them. Every complaint of the program is one of these values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edition.source import Place, SourceFile


class Severity(StrEnum):
    """How grave a finding is: an `error` is a broken edition, `review` wants a person's eye."""

    ERROR = "error"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, or breaks a rule: where, what is wrong, and how it is fixed.

    `fix` is empty where the advice of the rule that reports it is the best there is.
    """

    place: Place
    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place: what is wrong, by which rule, why that matters and how to fix it."""

    rule: str
    severity: Severity
    place: Place
    message: str
    why: str
    fix: str


def sort(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put findings in the order of their places, errors before reviews at one place."""
    return tuple(sorted(findings, key=lambda f: (f.place, f.severity, f.rule, f.message)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that make the edition broken."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)


WINDOW = 100
"""Longest stretch of a source line that is shown under a finding, in characters."""


def _visible(line: str) -> str:
    """Return a line as wide as it is, with a mark for what cannot be seen or would move the cursor."""
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
    shown = _visible(shown)
    gutter = f"{finding.place.line:>5} | "
    carets = " " * column + "^" * max(1, min(finding.place.length, room))
    return [f"{gutter}{before}{shown}{after}", f"{'':>5} | {carets}"]


def as_text(findings: Iterable[Finding], sources: Mapping[str, SourceFile]) -> str:
    """Show findings to a person: place, message, the line with carets, why and fix."""
    blocks = []
    for finding in findings:
        head = f"{finding.place}: {finding.severity}[{finding.rule}]: {finding.message}"
        lines = [head, *_excerpt(finding, sources), f"  why:  {finding.why}", f"  fix:  {finding.fix}"]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def as_json(findings: Iterable[Finding]) -> str:
    """Show findings to a program: a JSON array, one object a finding."""
    rows = [
        {
            "rule": f.rule,
            "severity": f.severity.value,
            "file": f.place.file,
            "line": f.place.line,
            "column": f.place.column,
            "length": f.place.length,
            "message": f.message,
            "why": f.why,
            "fix": f.fix,
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_github(findings: Iterable[Finding]) -> str:
    """Show findings as workflow commands, so that a code host prints them beside the changed line."""
    rows = []
    for f in findings:
        level = "error" if f.severity is Severity.ERROR else "warning"
        where = f"file={_escaped_property(f.place.file)},line={f.place.line},col={f.place.column},title={f.rule}"
        rows.append(f"::{level} {where}::{_escaped(f'{f.message} ({f.fix})')}\n")
    return "".join(rows)
