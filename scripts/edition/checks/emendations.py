"""Rules of emendations: each has its name, its certainty and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition
    from edition.source import Place

CERTAINTIES = ("sure", "likely")


@rule("emendation-without-reason")
def emendation_without_reason(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find changes of the text that are not accounted for.

    What: an emendation must give its name, its certainty (sure or likely) and its reason.
    Why: whoever changes an author's words owes the reader the reason, and says how sure it is.
    Fix: write behind the change `{>>em-name sure: the reason, in a sentence<<}`.
    """
    for emendation in walking.emendations(draft):
        called = f"the emendation {emendation.name}" if emendation.name else "this emendation"
        said = {"name": emendation.name, "certainty": emendation.certainty, "reason": emendation.reason}
        lacking = [part for part, words in said.items() if not words.strip()]
        if lacking:
            yield Fault(emendation.place, f"{called} has no {' and no '.join(lacking)}")
        if emendation.certainty and emendation.certainty not in CERTAINTIES:
            message = f"“{emendation.certainty}” is no certainty of an emendation"
            yield Fault(emendation.place, message, f"the words are: {', '.join(CERTAINTIES)}.")


@rule("emendation-duplicate")
def emendation_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find emendations that share a name.

    What: an emendation's name must be its own in the whole essay.
    Why: the name is its address in the apparatus; two of one name cannot both be reached.
    Fix: give one of them another name, by its meaning.
    """
    first: dict[str, Place] = {}
    for emendation in walking.emendations(draft):
        if emendation.name in first:
            where = first[emendation.name]
            yield Fault(emendation.place, f"the name “{emendation.name}” stands already at {where}")
        if emendation.name:
            first.setdefault(emendation.name, emendation.place)
