"""Allowances: comments in the sources by which an editor accepts a finding, with a reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.diagnostics import Finding, Severity
from edition.source import Place, SourceFile

ALLOWED = re.compile(r"(?:<!--|%|#)\s*allow (?P<rule>[a-z-]+):(?P<reason>[^\n]*?)(?:-->|$)", re.MULTILINE)
LIKE = re.compile(r"(?:<!--|%|#)\s*allow\w*[\s:]+(?P<rule>[a-z]+-[a-z-]+)", re.IGNORECASE)
"""Anything that looks like an allowance, even if it is malformed."""
NAME = "allowance-unmatched"
WHY = "a leftover allowance could hide a later fault from the editors, and readers would meet it."


@dataclass(frozen=True, slots=True)
class Allowance:
    """One allowance: the rule, the reason, its place, and the two lines on which it allows findings."""

    rule: str
    reason: str
    place: Place

    def matches(self, finding: Finding) -> bool:
        """Return whether a finding is the one that is allowed: of the rule, on this line or the next."""
        near = finding.place.line - self.place.line in {0, 1}
        return finding.rule == self.rule and finding.place.file == self.place.file and near


def read(sources: Mapping[str, SourceFile]) -> Iterator[Allowance]:
    """Yield every allowance: `<!-- allow RULE: reason -->` in Markdown, `% allow …` in BibTeX, `# allow …` in YAML."""
    for path in sorted(sources):
        for found in ALLOWED.finditer(sources[path].text):
            place = sources[path].place(found.start(), len(found[0]))
            yield Allowance(found["rule"], found["reason"].strip(), place)


def apply(
    findings: Sequence[Finding], sources: Mapping[str, SourceFile], severities: Mapping[str, Severity]
) -> tuple[Finding, ...]:
    """Return the findings that are not allowed, and a finding for every allowance that matches none.

    Only reviews can be allowed; errors cannot.
    """
    left = list(findings)
    for allowance in read(sources):
        severity = severities.get(allowance.rule)
        allowed = [f for f in left if allowance.matches(f)] if severity is Severity.REVIEW and allowance.reason else []
        left = [f for f in left if f not in allowed]
        if not allowed:
            left.append(_describe_unmatched(allowance, severity))
    return (*left, *_report_misspelt(sources, severities))


def _report_misspelt(sources: Mapping[str, SourceFile], severities: Mapping[str, Severity]) -> Iterator[Finding]:
    for source in sources.values():
        for found in LIKE.finditer(source.text):
            if found["rule"].lower() in severities and not ALLOWED.match(source.text, found.start()):
                message = "this allowance is malformed and has no effect"
                fix = f"write `allow {found['rule'].lower()}: the reason`, with a colon."
                yield Finding(NAME, Severity.ERROR, source.place(found.start(), len(found[0])), message, WHY, fix)


def _describe_unmatched(allowance: Allowance, severity: Severity | None) -> Finding:
    if severity is None:
        message = f"there is no rule “{allowance.rule}”"
        fix = "correct the name of the rule; `edition explain` lists them all."
    elif severity is Severity.ERROR:
        message, fix = f"“{allowance.rule}” reports errors, which cannot be allowed", "fix the error itself."
    elif not allowance.reason:
        message, fix = f"the allowance of “{allowance.rule}” has no reason", "write the reason after the colon."
    else:
        message = f"“{allowance.rule}” finds nothing on this line or the next"
        fix = "remove the allowance, or move it to the line before the finding."
    return Finding(NAME, Severity.ERROR, allowance.place, message, WHY, fix)
