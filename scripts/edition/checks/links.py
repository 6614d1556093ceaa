"""Rules about the addresses outside the edition that were visited."""

from collections.abc import Iterator
from operator import attrgetter

from edition import addresses
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.style.outside import lead_outside

HOW = {"moved": "moved", "lacks": "no longer has what is cited", "failed": "could not be opened"}
STATES = ("ok", *HOW)


@rule("link-record-invalid")
def link_record_invalid(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report records of visits that cannot be used.

    What: in citations/links.yml each address must stand once, `state` be `ok`, `moved`, `lacks` or `failed`, `visited`
        and `archived_on` a day, and `archived` and `now` an address.
    Why: readers would be led to a copy that does not open, or be told a day on which nobody visited the page.
    Fix: correct the field, or remove it and run `edition links`; only `archived` and `archived_on` are typed by hand.
    """
    for record, first in walking.find_repeated(draft.links, attrgetter("id")):
        yield Fault(record.place, f"{record.id} already stands at {first.place}", "keep the record with the later day.")
    for record in draft.links:
        if record.state and record.state not in STATES:
            fix = walking.did_you_mean(record.state, STATES, "Otherwise run `edition links` again.")
            yield Fault(draft.place_of(record.place, "state"), f"“{record.state}” is not a valid `state`", fix)
        for name, day in (("visited", record.visited), ("archived_on", record.archived_on)):
            point = day.first
            if day.written and not (point and point.day and day.is_plain and point.exists(julian=False)):
                at = draft.place_of(record.place, name)
                yield Fault(
                    at, f"“{day.written}”, the `{name}` of {record.id}, is not a full date", "write `2020-01-31`."
                )
        for name, url in (("archived", record.archived), ("now", record.now)):
            if url and (why := addresses.find_fault(url)):
                at = draft.place_of(record.place, name)
                yield Fault(at, f"“{url}”, the `{name}` of {record.id}, is not a valid address: {why}")


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
        if record.archived and record.id not in given:
            fix = walking.did_you_mean(record.id, given, "Otherwise remove the record.")
            yield Fault(record.place, f"{record.id} has a copy in an archive, but the edition does not give it", fix)
        if (
            record.id not in given
            or record.state not in STATES
            or record.state == "ok"
            or (record.archived and record.state != "moved")
        ):
            continue
        from_where = ", ".join(f"“{anchor}”" for anchor in given[record.id][:3])
        when = f" on {record.visited.written}" if record.visited else ""
        to = f"write the new address, {record.now}" if record.now else ""
        answer = f" ({record.answer})" if record.answer else ""
        fix = f"{to}, if it is the same page." if to else ""
        yield Fault(record.place, f"{record.id} {HOW[record.state]}{answer}{when}; it is given at {from_where}", fix)
