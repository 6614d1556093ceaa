"""The checks: one rule, one generator function, one folder of cases, one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import diagnostics

# importing a module enters its rules in the register
from edition.checks import (  # noqa: F401
    allowances,
    anchors,
    assets,
    citations,
    dates,
    emendations,
    language,
    loci,
    notes,
    published,
    registers,
    text,
    works,
)
from edition.checks.rule import RULES, Fault, Rule

if TYPE_CHECKING:
    from edition.diagnostics import Finding
    from edition.model.draft import Draft

__all__ = ["RULES", "Fault", "Rule", "explain", "run"]


def run(draft: Draft) -> tuple[Finding, ...]:
    """Give everything that the rules find in a draft and no one has allowed, in the order of its places."""
    found = [finding for rule in RULES.values() for finding in rule.findings(draft)]
    severities = {name: rule.severity for name, rule in RULES.items()}
    return diagnostics.sort(allowances.applied(found, draft.sources, severities))


def as_markdown() -> str:
    """Give all rules as a page of Markdown, in the order of their names."""
    head = (
        "# Checks\n\nMade by `edition explain --markdown`. An *error* is a broken edition; a *review* wants a "
        f"person’s eye. There are {len(RULES)} rules, and `allowance-unmatched` for allowances that allow nothing.\n"
    )
    return "\n".join([head, *(_section(rule) for _, rule in sorted(RULES.items()))])


def _section(rule: Rule) -> str:
    what = rule.what[0].upper() + rule.what[1:]
    return f"## {rule.name}\n\n*{rule.severity}.* {what}\n\nWhy: {rule.why}\n\nMend: {rule.mend}\n"


def explain(name: str) -> str:
    """Say what a rule demands, why, and how a fault is mended.

    Raises:
        KeyError: where there is no rule of this name.
    """
    rule = RULES[name]
    return f"{rule.name} ({rule.severity})\n  what: {rule.what}\n  why:  {rule.why}\n  mend: {rule.mend}\n"
