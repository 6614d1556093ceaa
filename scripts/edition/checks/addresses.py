"""Rules about addresses outside the edition: each is well formed and safe to follow."""

import re
from collections.abc import Iterator

from edition import addresses
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.draft import Draft
from edition.model.edition import Edition

DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
"""A bare DOI, without an address before it (DOI Handbook, § 2.2)."""
NUMBERS = {
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,19}"), "Q1234"),
    "gnd": (re.compile(r"[0-9]{2,10}-?[0-9X]"), "118571508"),
    "viaf": (re.compile(r"[1-9][0-9]{1,29}"), "12307054"),
}
"""Authority numbers that become links, with an example of each."""


def _report_works(draft: Draft) -> Iterator[Fault]:
    for work in walking.works(draft):
        if work.url and (why := addresses.find_fault(work.url)):
            yield Fault(work.at("url"), f"“{work.url}”, the `url` of “{work.key}”, is not a valid address: {why}")
        if work.doi and not DOI.fullmatch(work.doi):
            bare = re.search(f"{DOI.pattern}$", work.doi)
            fix = f"write `doi = {{{bare[0]}}}`." if bare else "write it as `10.1234/abc`, with nothing before it."
            yield Fault(work.at("doi"), f"“{work.doi}”, the `doi` of “{work.key}”, is not a valid DOI", fix)


@rule("address-malformed")
def address_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report addresses that lead nowhere.

    What: `url` must begin with `https://` or `http://`, `doi` must be a bare DOI, and an authority number must have
        the form of its register; a link in the essay or in a note must lead to an anchor (`#ii-1-p7`), a web page
        or an e-mail address.
    Why: a reader who follows the link would get nowhere, in any format; an address of another scheme
        (`javascript:`) can do harm.
    Fix: copy the address from a browser, without spaces; link to a place in this edition by its anchor.
    """
    yield from _report_works(draft)
    for text in draft.online:
        if text.url and (why := addresses.find_fault(text.url)):
            message = f"“{text.url}”, the `url` of “{text.id}”, is not a valid address: {why}"
            yield Fault(draft.place_of(text.place, "url"), message)
    for link in walking.links(draft):
        why = "" if link.target.startswith(("#", "mailto:")) else addresses.find_fault(link.target)
        if why and link.place:
            yield Fault(link.place, f"the link leads to “{link.target}”, which is not a valid address: {why}")
    for entry in draft.authorities:
        for name, (pattern, example) in NUMBERS.items():
            number = getattr(entry, name)
            if number and not pattern.fullmatch(number):
                fix = f"write only the number, for instance `{name}: {example}`."
                message = f"“{number}”, the `{name}` of “{entry.id}”, is not a valid number"
                yield Fault(draft.place_of(entry.place, name), message, fix)
