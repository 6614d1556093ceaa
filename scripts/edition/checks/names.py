"""Reports a missing name once: where it was mistyped, or else where it is used first.

A name is a key, a label, an anchor or a locus. What else misses it, or is unused because of it, only follows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from edition import ids
from edition.config import ANCHORS
from edition.diagnostics import Finding, Problem
from edition.source import Place
from edition.style.numbers import quantity

LACKING = (Problem.MISSING, Problem.UNCITED, Problem.MISCALLED)
HERE = ("note-out-of-order", "file-missing")
"""The rules whose findings are about a name where it is certainly mistyped."""
FIRST = ("note-out-of-order", "noteref-undefined", "cite-unknown-work", "work-unknown-edition")
"""The rules whose findings say best that a name is missing."""
NOTES = frozenset({"noteref-undefined", "note-unreferenced", "note-duplicate"})
"""Faults that leave a note, and all that it cites and names, out of the edition."""
LOCI = NOTES | {"cite-malformed", "locus-outside-work", "locus-backwards"}
"""Faults that leave a locus out of the edition."""
FORMS = frozenset({"authority-form-unmatched", "authority-without-mention"})
AFTER_NOTES = FORMS | {"work-uncited", "note-count", "note-editors-out-of-order"}
"""What may follow where a note is left out."""
BESIDE: Mapping[str, frozenset[str]] = {
    "text-altered": frozenset({"noteref-undefined", "note-out-of-order"}),
    "locus-unseen": frozenset({"cite-malformed", "cite-unknown-work", "noteref-undefined"}),
    "passage-unseen": frozenset({"cite-malformed", "cite-unknown-work", "noteref-undefined"}),
}
"""What may follow from a fault on the same line."""


Line = tuple[str, int]


def _line(finding: Finding) -> Line:
    """Return the file and the line of a finding."""
    return finding.place.file, finding.place.line


def _move(place: Place, name: str, near: str, uses: list[Finding]) -> Finding:
    """Return the finding that a name was probably mistyped where it is given, as several places have another one."""
    first = uses[0].place
    others = f" and {quantity(len(uses) - 1, 'other place')} have" if uses[1:] else " has"
    where = f"{first.file}:{first.line}{others}"
    fix = f"write “{name}” here, or “{near}” there."
    return replace(uses[0], place=place, message=f"only this place has “{near}”; {where} “{name}”", fix=fix)


def _choose(
    name: str, found: list[Finding], unused: Mapping[str, Finding], altered: Collection[Line]
) -> Finding | None:
    """Return the finding that is to stand for all that miss a name, if another does not stand for them already."""
    uses = sorted((f for f in found if f.rule != "anchor-lost"), key=lambda f: f.rule not in FIRST)
    lost = [f for f in found if f.rule == "anchor-lost"]
    if renamed := [f for f in lost if f.place.file != ANCHORS]:
        return renamed[0]
    if not uses or (name in unused and uses[0].rule not in HERE):
        return lost[0] if name not in unused else None
    about = uses[0].about
    # the number of a note is where the witness has it, or the text would be altered there
    is_sure = uses[0].rule == "noteref-undefined" and ids.is_number(ids.written(name)) and _line(uses[0]) not in altered
    if about and (found[1:] or is_sure) and uses[0].rule not in HERE:
        given = unused[about.near].place if about.near in unused else about.at
        if given:
            return _move(given, ids.written(name), ids.written(about.near), uses)
    return uses[0]


def _is_echo(finding: Finding, left: Iterable[Finding], rules: set[str], wrong: set[str]) -> bool:
    """Return whether a finding only follows from what else is left, from a rule broken, or from a wrong name."""
    about, beside = finding.about, BESIDE.get(finding.rule, ())
    is_altered = finding.problem is Problem.UNMATCHED or finding.rule == "anchor-moved"
    if (is_altered and "text-altered" in rules) or any(f.rule in beside and _line(f) == _line(finding) for f in left):
        return True
    match finding.problem:
        case Problem.UNEXPLAINED:
            return any(about and f.about and f.rule in FORMS and about.name in f.about.near for f in left)
        case Problem.UNCITED:
            return bool(rules & LOCI or (about and about.part_of in wrong))
        case Problem.MISCALLED:
            return any(f.rule == "noteref-undefined" and f.place != finding.place for f in left)
        case Problem.MISPLACED:
            left_out = {f.about.name for f in left if f.about and f.rule in NOTES}
            return bool(about and left_out & {about.name, about.near})
        case _:
            return finding.rule in AFTER_NOTES and bool(rules & NOTES)


def report_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in their order, of those that miss one name only the first or the best."""
    findings = list(findings)
    altered = {_line(f) for f in findings if f.rule == "text-altered"}
    unused = {f.about.name: f for f in findings if f.about and f.problem is Problem.UNUSED}
    lacking: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.about and finding.problem in LACKING:
            lacking.setdefault(finding.about.name, []).append(finding)
    instead: dict[Finding, Finding] = {}
    left_out: set[Finding] = set()
    wrong, used = set(lacking), set[str]()
    for name, found in lacking.items():
        if chosen := _choose(name, found, unused, altered):
            instead[chosen if chosen in found else found[0]] = chosen
            near = chosen.about.near if chosen.about else ""
            wrong.update({near} if chosen.rule in FIRST else ())
            used.add(near)
            if chosen.problem is Problem.MISCALLED and near in unused and altered - {_line(chosen)}:
                left_out.add(chosen)  # the call of the other note was changed or lost further up
        left_out.update(f for f in found if f not in instead)
    left_out.update(f for f in findings if f.problem is Problem.UNUSED and f.about and f.about.name in used)
    left = [instead.get(f, f) for f in findings if f not in left_out]
    rules = {f.rule for f in findings}
    return [f for f in left if not _is_echo(f, left, rules, wrong)]
