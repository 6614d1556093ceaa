"""Reports a missing name once: where it was mistyped, or else where it is used first.

A name is a key, a label or an anchor. What else misses it, or is unused because of it, only follows.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from edition.config import ANCHORS
from edition.diagnostics import Finding
from edition.source import Place
from edition.style.numbers import quantity

NUMBERED = re.compile(r"[nr]?([1-9][0-9]*)")
PREFIX = re.compile(r"^(?:bib-|auth-|chron-|r(?=e-))|^app(?=-)")
MISSING = re.compile(
    r"“([^”]+)”, which (?:has no entry|is not)|“([^”]+)”, (?:the `work`|in `loci`) of “[^”]+”, is not in the bib"
    r"|note (\S+) is called, but is missing|#([^”]+)”: there is no such anchor|^“([^”]+)” was published in version"
)
"""A name that is missing, in the message of a finding."""
IDLE = re.compile(r"^(?:“([^”]+)” is never cited|note (\S+) is never called)")
UNUSED = re.compile(r"^only this place has “([^”]+)”")
THERE = re.compile(r"^did you mean “(?P<near>[^”]+)” \((?P<file>[^()]+):(?P<line>\d+)\)")
ORDER = re.compile(r"^this calls note (\S+), but the next number is (\S+)$")
NEAR = re.compile(r"^did you mean “([^”]+)”")
FIRST = ("noteref-undefined", "cite-unknown-work", "work-unknown-edition")
"""The rules whose findings say best that a name is missing."""
USES = frozenset({*FIRST, "ref-unresolved", "record-ref-unresolved", "page-link-broken", "anchor-lost"}) | {
    *("authority-incomplete", "online-locus-unknown", "quotation-unmatched", "standing-without-lemma")
}
"""The rules that miss names."""
QUOTED = re.compile(r"“([^”,]+)")
NO_NOTE = "no note cites"
NOTES = frozenset({"noteref-undefined", "note-unreferenced", "note-duplicate"})
"""Faults that leave a note, and all that it cites and names, out of the edition."""
LOCI = NOTES | {"cite-malformed", "locus-outside-work", "locus-backwards"}
"""Faults that leave a locus out of the edition."""
NOTE = re.compile(r"\bnote (\S+)")
ALTERED = re.compile(r"^the words “")
AFTER_NOTES = frozenset({"work-uncited", "note-count", "note-editors-out-of-order"}) | {
    *("authority-form-unmatched", "authority-without-mention")
}
"""What may follow where a note is left out."""
BESIDE: Mapping[str, frozenset[str]] = {
    "text-altered": frozenset({"noteref-undefined", "note-out-of-order"}),
    "locus-unseen": frozenset({"cite-malformed", "cite-unknown-work", "noteref-undefined"}),
    "passage-unseen": frozenset({"cite-malformed", "cite-unknown-work", "noteref-undefined"}),
}
"""What may follow from a fault on the same line."""


def bare(name: str) -> str:
    """Return what an anchor is made of: the key, the label or the id."""
    if number := NUMBERED.fullmatch(name):
        return number[1]
    return PREFIX.sub(lambda found: "em" if found[0] == "app" else "", name)


def _read(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return bare(next(filter(None, found.groups()))) if found else ""


def _move(place: Place, name: str, near: str, uses: list[Finding]) -> Finding:
    """Return the finding that a name was probably mistyped where it is given, as several places have another one."""
    first = uses[0].place
    where = f"{first.file}:{first.line}" + (f" and {quantity(len(uses) - 1, 'other place')}" if uses[1:] else "")
    message = f"only this place has “{near}”; {where} {'have' if uses[1:] else 'has'} “{name}”"
    return replace(uses[0], place=place, message=message, fix=f"write “{name}” here, or “{near}” there.")


def _merge_loci(findings: list[Finding]) -> Iterator[Finding]:
    """Yield findings; of those that several records name one locus that no note cites, one, at the note."""
    same: dict[str, list[Finding]] = {}
    for finding in findings:
        if NO_NOTE in finding.message:
            same.setdefault(finding.message.split("”")[0].partition("“")[2], []).append(finding)
    moved: dict[Finding, Finding] = {}
    for locus, uses in same.items():
        if (there := THERE.search(uses[0].fix)) and uses[1:]:
            moved[uses[0]] = _move(Place(there["file"], int(there["line"])), locus, there["near"], uses)
    left_out = {use for uses in same.values() if uses[0] in moved for use in uses[1:]}
    return (moved.get(finding, finding) for finding in findings if finding not in left_out)


def _choose(name: str, found: list[Finding], idle: Mapping[str, Finding]) -> Finding | None:
    """Return the finding that is to stand for all that miss a name, if another does not stand for them already."""
    uses = sorted((f for f in found if f.rule != "anchor-lost"), key=lambda f: f.rule not in FIRST)
    lost = [f for f in found if f.rule == "anchor-lost"]
    if renamed := [f for f in lost if f.place.file != ANCHORS]:
        return renamed[0]
    if name in idle or not uses:
        return lost[0] if name not in idle else None
    near = _read(NEAR, uses[0].fix)
    return _move(idle[near].place, name, near, uses) if near in idle and found[1:] else uses[0]


def _is_echo(finding: Finding, left: Iterable[Finding], rules: set[str], gone: set[str]) -> bool:
    if finding.rule in BESIDE:
        here = (finding.place.file, finding.place.line)
        return any(f.rule in BESIDE[finding.rule] and (f.place.file, f.place.line) == here for f in left)
    if ALTERED.search(finding.message) or finding.rule == "anchor-moved":
        return "text-altered" in rules
    if NO_NOTE in finding.message:
        return bool(rules & LOCI or gone & set(QUOTED.findall(finding.message)))
    if finding.rule == "note-out-of-order":
        if ORDER.search(finding.message):
            return any(f.rule == "noteref-undefined" and f.place != finding.place for f in left)
        left_out = {label for f in left if f.rule in NOTES for label in NOTE.findall(f.message)}
        return not left_out.isdisjoint(NOTE.findall(finding.message))
    return finding.rule in AFTER_NOTES and bool(rules & NOTES)


def _find_misordered(findings: Iterable[Finding], idle: Collection[str]) -> tuple[set[str], set[Finding]]:
    """Return the numbers that calls out of order take the place of, and what else is reported because of them."""
    found = [(order[1], order[2], f) for f in findings if (order := ORDER.search(f.message))]
    called, places = {number for number, _, _ in found}, {f.place for _, _, f in found}
    echoes = {f for _, expected, f in found if str(int(expected) - 1) in called}
    echoes.update(f for f in findings if f.rule == "noteref-undefined" and f.place in places)
    altered = {(f.place.file, f.place.line) for f in findings if f.rule == "text-altered"}
    for _, expected, f in found:  # the call of a note was changed or lost, further up
        echoes.update({f} if expected in idle and altered - {(f.place.file, f.place.line)} else ())
    return {expected for _, expected, _ in found}, echoes


def report_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in their order, of those that miss one name only the first or the best."""
    findings = list(findings)
    idle = {name: f for f in findings if (name := _read(IDLE, f.message))}
    missing: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule in USES and (name := _read(MISSING, finding.message)):
            missing.setdefault(name, []).append(finding)
    skipped, left_out = _find_misordered(findings, idle)
    instead: dict[Finding, Finding] = {}
    gone, used = set(missing), skipped
    for name, found in missing.items():
        if chosen := _choose(name, found, idle):
            kept = chosen if chosen in found else found[0]
            instead[kept] = chosen
            near = _read(NEAR, chosen.fix) or _read(UNUSED, chosen.message)
            gone.update({near} if chosen.rule in FIRST else ())
            used.add(near)
        left_out.update(f for f in found if f not in instead)
    left_out.update(idle[name] for name in used if name in idle)
    left = [instead.get(f, f) for f in findings if f not in left_out]
    rules = {f.rule for f in findings}
    return list(_merge_loci([f for f in left if not _is_echo(f, left, rules, gone)]))
