"""Rules about the addresses outside the edition that were visited."""

from collections.abc import Iterator

from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.style.outside import lead_outside

HOW = {"moved": "moved", "lacks": "no longer has what is cited", "failed": "could not be opened"}


@rule("link-broken", Severity.REVIEW)
def link_broken(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report addresses that did not open, or no longer have what is cited, when they were last visited.

    What: every address outside the edition should have opened when `edition links` last visited it, with the words or
        the anchor that the address names.
    Why: a reader who follows the link would not find the source.
    Fix: correct the address where it is given, or enter a copy in an archive (`archived`, `archived_on`) in
        citations/links.yml; then run “edition links” again.
    """
    given = lead_outside(edition) if draft.links else {}
    for record in draft.links:
        if record.id not in given or record.state == "ok" or (record.archived and record.state != "moved"):
            continue
        from_where = ", ".join(f"“{anchor}”" for anchor in given[record.id][:3])
        when = f" on {record.visited.written}" if record.visited else ""
        to = f"write the new address, {record.now}" if record.now else ""
        how = HOW.get(record.state, f"has the state “{record.state}”")
        answer = f" ({record.answer})" if record.answer else ""
        fix = f"{to}, if it is the same page." if to else ""
        yield Fault(record.place, f"{record.id} {how}{answer}{when}; it is given at {from_where}", fix)
