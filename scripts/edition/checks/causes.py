"""Orders findings by cause, and drops those that merely follow from another one.

A dropped finding that has a cause of its own is reported once the first cause is fixed.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping

from edition import config, ids
from edition.checks.names import report_once
from edition.diagnostics import Finding, Problem
from edition.model import spacing, wording
from edition.model.draft import Draft
from edition.model.pictures import FOLDER
from edition.source import Place

ESSAY, NOTES, WORKS, REGISTERS, CHRONOLOGY, STANDING, SPACES, QUOTATIONS, WITNESS, ORDER = (
    *("essay", "notes", "works", "registers", "chronology", "standing", "spaces", "quotations", "witness", "order"),
)
"""The parts of an edition that other parts name, by what their files hold; and the order of its sections."""
TEXT = frozenset({ESSAY, NOTES})
ANCHORS = "anchors"
"""The form of the essay's anchors: with a mistyped one, nothing has the right one."""
AUTHORSHIP = "authorship"
"""Whose the words of a note are: with a mistyped status, the program cannot know."""
FILES = frozenset({"description-unusable", "file-missing", "file-unreadable", "record-unreadable", "work-unreadable"})
"""Faults that keep a file, or a part of one, from being read."""
CAUSES = FILES | {"character-forbidden", "markup-unsupported", "anchor-missing", "anchor-malformed"}
"""Faults that make words, notes, calls or anchors unrecognisable."""
UNREAD = frozenset({"record-unreadable", "anchor-malformed"})
"""Faults after which nothing else is reported on the same line."""
LAST = frozenset(
    {
        *("anchor-lost", "anchor-moved", "anchor-changed", "note-count", "record-ref-unresolved"),
        *("authority-without-mention", "authority-form-unmatched"),
    }
)
"""Faults that mostly follow from another one."""
FOLLOWING: Mapping[str, frozenset[str]] = {
    "text-altered": frozenset({ESSAY, WITNESS, AUTHORSHIP}),
    "space-unrecorded": frozenset({ESSAY, WITNESS, SPACES}),
    "space-record-unmatched": frozenset({ESSAY, WITNESS, ORDER}),
    "pagebreak-moved": frozenset({ESSAY, WITNESS, AUTHORSHIP}),
    "pagebreak-out-of-order": frozenset({ESSAY, ORDER, AUTHORSHIP}),
    "witness-changed": frozenset({WITNESS}),
    "note-without-status": frozenset({NOTES}),
    "certainty-without-evidence": frozenset({NOTES}),
    "image-without-alternative": TEXT,
    "note-unreferenced": frozenset({ESSAY, AUTHORSHIP}),
    "note-out-of-order": TEXT | {ORDER},
    "note-editors-out-of-order": TEXT,
    "note-count": TEXT,
    "noteref-undefined": frozenset({NOTES}),
    "cite-unknown-work": frozenset({WORKS}),
    "work-unknown-edition": frozenset({WORKS}),
    "work-incomplete": frozenset({WORKS}),
    "ref-unresolved": TEXT | {WORKS, REGISTERS, CHRONOLOGY, STANDING},
    "page-link-broken": frozenset({ESSAY, NOTES, WORKS, REGISTERS, CHRONOLOGY, STANDING}),
    "record-ref-unresolved": TEXT | {WORKS, REGISTERS},
    "authority-without-mention": TEXT,
    "authority-form-unmatched": TEXT,
    "authority-unknown": frozenset({REGISTERS}),
    "authority-incomplete": frozenset({REGISTERS}),
    "standing-without-lemma": frozenset({ESSAY}),
    "event-without-words": frozenset({ESSAY, CHRONOLOGY}),
    "quotation-without-note": frozenset({ESSAY, QUOTATIONS}),
    "quotation-unrecorded": frozenset({ESSAY, QUOTATIONS}),
    "quotation-unmatched": TEXT | {WORKS, QUOTATIONS},
    "wording-outdated": frozenset({QUOTATIONS}),
    "wording-claims-too-much": frozenset({NOTES}),
    "online-locus-unknown": frozenset({NOTES, WORKS}),
    "work-uncited": TEXT,
}
"""Rules that compare one part with another, and the parts with which they compare."""


def part_of(file: str, own: config.EditionConfig) -> str:
    """Return the part of the edition to which a file belongs; the empty string for all other files."""
    if file == own.witness.file:
        return WITNESS
    parts = {"docs/essay/": ESSAY, "docs/notes/": NOTES, "citations/authority": REGISTERS}
    parts |= {config.CHRONOLOGY: CHRONOLOGY, config.STANDING: STANDING}
    parts |= {spacing.FILE: SPACES, wording.QUOTATIONS: QUOTATIONS}
    groups = {group.file for group in own.bibliography}
    return (
        WORKS
        if file in groups or file.endswith(".bib")
        else next((parts[start] for start in parts if file.startswith(start)), "")
    )


def parts_with(anchor: str) -> frozenset[str]:
    """Return the parts of the edition in which an anchor may stand, by its form."""
    starts = {"bib-": {WORKS}, "auth-": {REGISTERS}, "chron-": {CHRONOLOGY}, "em-": {ESSAY}, "app-": {ESSAY}}
    found = next((parts for start, parts in starts.items() if anchor.startswith(start)), {ESSAY, NOTES, STANDING})
    return frozenset(found)


Cause = tuple[str, "Finding"]
"""A file, and the finding that says what is wrong with it."""


def _follows(finding: Finding, draft: Draft, causes: Mapping[str, list[Cause]]) -> bool:
    name = finding.about.name if finding.about else ""
    parts = FOLLOWING.get(finding.rule, frozenset())
    if finding.rule in {"anchor-lost", "anchor-moved", "anchor-changed"}:
        parts = parts_with(name)
    if name.startswith("bib-") and finding.problem is Problem.MISSING:
        parts |= {WORKS}
    near = [cause for part in parts for cause in causes.get(part, ())]
    place = finding.place
    if finding.problem is Problem.MISSING or finding.rule == "note-unreferenced":  # only if a broken file has the name
        return any(_may_hold(draft, cause, name) for cause in near) or bool(
            _is_renumbered(finding) and causes.get(ANCHORS)
        )
    match finding.rule:
        case "text-altered" if not name:  # no text ends too early: a difference before the cause is its own
            return any(c.rule in FILES or (c.place.file, c.place.line) <= (place.file, place.line) for _, c in near)
        case "work-incomplete":
            return any(cause.about and cause.about.name == name for _, cause in near)
        case "note-without-status":
            return any(cause.place.line == place.line for _, cause in near) and "<!--" in _line(draft, place)
        case "page-link-broken":
            return False
        case _:
            return bool(near)


def _is_renumbered(finding: Finding) -> bool:
    """Return whether what is missing may be an anchor that was given another form."""
    is_paragraph = finding.about is not None and ids.PARAGRAPH.fullmatch(finding.about.name)
    return bool(is_paragraph) or finding.rule in {"page-link-broken", "anchor-lost"}


def _is_of_damaged_record(finding: Finding, draft: Draft) -> bool:
    """Return whether a finding may only say what a record lacks because a part of it could not be read."""
    return finding.place in draft.damaged and finding.rule not in FILES | {"record-duplicate"}


def _is_beside(finding: Finding, causes: Mapping[str, list[Cause]]) -> bool:
    """Return whether a finding is on a line that could not be read."""
    here = (finding.place.file, finding.place.line)
    known = (cause for held in causes.values() for _, cause in held if cause.rule in UNREAD)
    return any((cause.place.file, cause.place.line) == here for cause in known)


def _is_shown_wrongly(finding: Finding, draft: Draft, shown: Iterable[Finding]) -> bool:
    """Return whether a picture is unused only because the line that shows it, or means it, has a fault."""
    path = finding.place.file
    if finding.rule != "file-unread" or not path.startswith(f"docs/{FOLDER}"):
        return False
    name = re.compile(rf"(?<![\w-]){re.escape(posixpath.basename(path))}", re.IGNORECASE)
    return any(name.search(_line(draft, f.place)) for f in shown)


def _line(draft: Draft, place: Place) -> str:
    """Return the line of a source in which a place is."""
    source = draft.sources.get(place.file)
    return source.line(place.line) if source else ""


def _is_consequence(finding: Finding, draft: Draft, causes: Mapping[str, list[Cause]]) -> bool:
    """Return whether a finding follows from a cause: in its record, on its line, or in a part that it names."""
    if _is_of_damaged_record(finding, draft):
        return True
    return finding.rule not in CAUSES and (_is_beside(finding, causes) or _follows(finding, draft, causes))


def _may_hold(draft: Draft, cause: Cause, name: str) -> bool:
    """Return whether a broken file may hold a name: it cannot be read, is empty, or has the name in it."""
    file, finding = cause
    if finding.about and finding.about.near == name:
        return True
    source = draft.sources.get(file)
    if source is None or not source.text.strip() or (finding.rule in FILES and finding.rule != "work-unreadable"):
        return True
    if finding.rule == "anchor-missing" and ids.PARAGRAPH.fullmatch(name):
        return True
    written = ids.written(name)
    pattern = (
        rf"\[\^{written}(?![0-9])" if written.isdecimal() else rf"(?<![\w:.-])(?<!\(#){re.escape(written)}(?![\w:.-])"
    )
    return re.search(pattern, source.text) is not None


def _causes(findings: Iterable[Finding], draft: Draft) -> dict[str, list[Cause]]:
    """Return the causes by the parts of the edition whose files they are in."""
    found: dict[str, list[Cause]] = {}
    for finding in findings:
        # a missing file is reported at its name in the description
        files = draft.missing_files if finding.rule == "file-missing" else (finding.place.file,)
        for file in files if finding.rule in CAUSES else ():
            found.setdefault(part_of(file, draft.config), []).append((file, finding))
        file = finding.place.file
        if finding.rule == "anchor-misnumbered":
            found.setdefault(ANCHORS, []).append((file, finding))
        if finding.rule == "note-without-status" and finding.about:
            found.setdefault(AUTHORSHIP, []).append((file, finding))
        if finding.rule == "description-unusable" and "sections" in draft.unusable:
            found.setdefault(ORDER, []).append((file, finding))
    return found


def _is_last(finding: Finding) -> bool:
    return finding.rule in LAST and (finding.place.file == config.ANCHORS or not finding.rule.startswith("anchor"))


def put_causes_first(findings: Iterable[Finding], draft: Draft) -> list[Finding]:
    """Return findings in their order, causes first, without those that follow from one of the causes."""
    findings = list(findings)
    causes = _causes(findings, draft)
    # the signs of a malformed anchor are not another fault
    reported = {(f.place.file, f.place.line, "{") for f in findings if f.rule == "anchor-missing"}
    shown = [f for f in findings if f.rule in {"figure-unusable", "markup-unsupported"}]
    left = []
    for finding in findings:
        if finding.about and finding.problem is Problem.SIGN:
            sign = (finding.place.file, finding.place.line, finding.about.name)
            if sign in reported:
                continue
            reported.add(sign)
        elif _is_consequence(finding, draft, causes) or _is_shown_wrongly(finding, draft, shown):
            continue
        left.append(finding)
    return sorted(report_once(left), key=lambda f: (f.rule not in FILES, f.rule not in CAUSES, _is_last(f)))
