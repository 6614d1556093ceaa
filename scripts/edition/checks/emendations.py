"""Rules about emendations: each has a name, a certainty and a reason, and changes something."""

import unicodedata
from collections.abc import Iterator
from operator import attrgetter

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Inlines
from edition.model.text import reading_text
from edition.words import ENGLISH

GROUP = "emendation"
"""The fixed list of certainties."""


@rule("emendation-without-reason")
def emendation_without_reason(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report emendations without a name, certainty or reason.

    What: an emendation must have a name, a certainty (`sure` or `likely`, in English or in the language of the notes)
        and a reason.
    Why: readers must be able to see why the author's words were changed, and how certain the change is.
    Fix: write after the change `{>>em-name sure: the reason, in a sentence<<}`.
    """
    for emendation in walking.emendations(draft):
        called = f"the emendation “{emendation.name}”" if emendation.name else "this emendation"
        parts = {"name": emendation.name, "certainty": emendation.certainty, "reason": emendation.reason}
        lacking = [part for part, words in parts.items() if not words.strip()]
        if lacking:
            yield Fault(emendation.place, f"{called} has no {' or '.join(lacking)}")
        if emendation.certainty and emendation.certainty not in ENGLISH.choices(GROUP):
            message = f"“{emendation.certainty}” is not a valid certainty of an emendation"
            fix = walking.advise_choice(emendation.certainty, draft.config.words, GROUP)
            yield Fault(emendation.place, message, fix)


def _normalise(side: Inlines) -> str:
    """Return the words of one side in NFC, with runs of white space as single spaces."""
    return " ".join(unicodedata.normalize("NFC", reading_text(side)).split())


@rule("emendation-without-change")
def emendation_without_change(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report emendations that change nothing, or whose two sides are unclear.

    What: an emendation must change letters, digits, punctuation or the spaces between words; a change
        `{~~old~>new~~}` has one `~>` and words on either side of it.
    Why: the apparatus would report a change that no reader can see, or the sign `~>` would be printed.
    Fix: remove the emendation, or write what it changes: `{~~old~>new~~}`, `{--deleted--}`, `{++added++}`.
    """
    for emendation in walking.emendations(draft):
        witness, reading = _normalise(emendation.witness), _normalise(emendation.reading)
        called = f"the emendation “{emendation.name}”" if emendation.name else "this emendation"
        if "~>" in witness + reading:
            fix = "write one `~>`, between the words of the witness and yours."
            yield Fault(emendation.place, f"{called} has a second “~>”: “{witness}~>{reading}”", fix)
        elif witness == reading:
            detail = f"both sides read “{reading}”" if reading else "both sides are empty"
            yield Fault(emendation.place, f"{called} changes nothing: {detail}")
        elif emendation.is_substitution and not (witness and reading):
            form = f"{{++{reading}++}}" if reading else f"{{--{witness}--}}"
            yield Fault(emendation.place, f"{called} is empty on one side of “~>”", f"write `{form}`.")


@rule("emendation-duplicate")
def emendation_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report emendations that share a name.

    What: the name of an emendation must be unique in the essay.
    Why: the name is its address in the apparatus; readers could reach only one of the two.
    Fix: give one of them a different, meaningful name.
    """
    named = (emendation for emendation in walking.emendations(draft) if emendation.name)
    for emendation, first in walking.find_repeated(named, attrgetter("name")):
        yield Fault(emendation.place, f"the name “{emendation.name}” is already used at {first.place}")
