"""Rules of emendations: each has its name, its certainty and its reason, and changes something."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.text import reading_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition
    from edition.model.inline import Inlines
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


def _bare(side: Inlines) -> str:
    """Return the words of one side, in composed characters, runs of white space made one."""
    return " ".join(unicodedata.normalize("NFC", reading_text(side)).split())


@rule("emendation-without-change")
def emendation_without_change(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report emendations that change nothing, or that say in two ways what they change.

    What: an emendation must change letters, figures, marks or the spaces between words; a change `{~~old~>new~~}` has
        one `~>` and words on either side of it.
    Why: the apparatus would report a change that no reader can see, or print the sign `~>`.
    Fix: take the emendation out; or write what it changes: `{~~old~>new~~}`, `{--taken away--}`, `{++put in++}`.
    """
    for emendation in walking.emendations(draft):
        witness, reading = _bare(emendation.witness), _bare(emendation.reading)
        called = f"the emendation “{emendation.name}”" if emendation.name else "this emendation"
        if "~>" in witness + reading:
            fix = "write one `~>`, between the witness's words and yours."
            yield Fault(emendation.place, f"{called} has a second “~>”: “{witness}~>{reading}”", fix)
        elif witness == reading:
            said = f"both sides read “{reading}”" if reading else "both sides are empty"
            yield Fault(emendation.place, f"{called} changes nothing: {said}")
        elif emendation.is_substitution and not (witness and reading):
            form = f"{{++{reading}++}}" if reading else f"{{--{witness}--}}"
            yield Fault(emendation.place, f"{called} has nothing on one side of its “~>”", f"write `{form}`.")


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
