"""Rules, and the register to which the modules of this package add them."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edition.diagnostics import Fault, Finding, Severity
from edition.model.draft import Draft
from edition.model.edition import Edition

Check = Callable[[Draft, Edition], Iterator[Fault]]


__all__ = ["RULES", "Fault", "Rule", "rule"]

LONG = re.compile(r"(\S{60})\S{60,}")
"""A word too long to be shown whole."""
PARTS = re.compile(r"What:\s*(?P<what>.+?)\s*Why:\s*(?P<why>.+?)\s*Fix:\s*(?P<fix>.+)", re.DOTALL)


def _shorten(text: str) -> str:
    return LONG.sub(r"\1…", text)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, severity, check function and the three parts of its docstring."""

    name: str
    severity: Severity
    check: Check
    what: str
    why: str
    fix: str

    def findings(self, draft: Draft, edition: Edition) -> Iterator[Finding]:
        """Return the rule's faults in a draft, and in the edition resolved from it, as findings."""
        return map(self.finding, self.check(draft, edition))

    def finding(self, fault: Fault) -> Finding:
        """Return a fault as a finding of this rule."""
        message, fix = _shorten(fault.message), _shorten(fault.fix) or self.fix
        return Finding(self.name, self.severity, fault.place, message, self.why, fix, fault.about)


RULES: dict[str, Rule] = {}
"""All rules by name, in the order of definition."""


def rule(name: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a generator function as a rule.

    Raises:
        ValueError: if the name is taken, or the docstring lacks a part What, Why or Fix.
    """

    def register(check: Check) -> Check:
        parts = PARTS.search(inspect.getdoc(check) or "")
        if parts is None:
            message = f"the docstring of the rule {name} must have the parts What:, Why: and Fix:"
            raise ValueError(message)
        if name in RULES:
            message = f"there are two rules with the name {name}"
            raise ValueError(message)
        what, why, fix = (" ".join(parts[part].split()) for part in ("what", "why", "fix"))
        RULES[name] = Rule(name, severity, check, what, why, fix)
        return check

    return register
