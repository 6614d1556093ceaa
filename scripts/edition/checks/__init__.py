"""The checks: one rule, one generator function, one folder of cases, one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import diagnostics

# importing a module enters its rules in the register
from edition.checks import (  # noqa: F401
    addresses,
    allowances,
    anchors,
    assets,
    causes,
    characters,
    citations,
    dates,
    emendations,
    files,
    language,
    loci,
    markup,
    notes,
    pages,
    published,
    registers,
    scripts,
    spaces,
    text,
    unsafe,
    works,
)
from edition.checks.rule import RULES, Fault, Rule

if TYPE_CHECKING:
    from edition.diagnostics import Finding
    from edition.model.draft import Draft
    from edition.model.edition import Edition

__all__ = ["EXPLAINED", "RULES", "Fault", "Rule", "explain", "run"]

OUTSIDE = (
    Rule(
        allowances.NAME,
        diagnostics.Severity.ERROR,
        lambda _draft, _edition: iter(()),
        "an allowance must name a rule that finds something to review on its line or the next, and give a reason.",
        f"{allowances.WHY}.",
        "remove the allowance, or correct its rule, its reason or its place.",
    ),
)
"""Findings that no rule of a draft makes."""

EXPLAINED = {**RULES, **{rule.name: rule for rule in OUTSIDE}}
"""Everything that a finding can be called."""


def run(draft: Draft, edition: Edition) -> tuple[Finding, ...]:
    """Return what the rules find in a draft and its edition, less what is allowed, in the order of its places.

    Causes come first, as files that cannot be read; what only follows from them is left out (`causes`).
    """
    found = [finding for rule in RULES.values() for finding in rule.findings(draft, edition)]
    severities = {name: rule.severity for name, rule in RULES.items()}
    left = diagnostics.sort(allowances.applied(found, draft.sources, severities))
    return tuple(causes.first(left, draft))


def as_markdown() -> str:
    """Return all rules as a page of Markdown, in the order of their names."""
    head = (
        "# Checks\n\nMade by `edition explain --markdown`. An *error* is a broken edition; a *review* wants a "
        "person’s eye.\n"
    )
    return "\n".join([head, *(_section(rule) for _, rule in sorted(EXPLAINED.items()))])


def _section(rule: Rule) -> str:
    what = rule.what[0].upper() + rule.what[1:]
    return f"## {rule.name}\n\n*{rule.severity}.* {what}\n\nWhy: {rule.why}\n\nFix: {rule.fix}\n"


def explain(name: str) -> str:
    """Say what a rule demands, why, and how a fault is fixed.

    Raises:
        KeyError: where there is no rule of this name.
    """
    rule = EXPLAINED[name]
    return f"{rule.name} ({rule.severity})\n  what: {rule.what}\n  why:  {rule.why}\n  fix:  {rule.fix}\n"
