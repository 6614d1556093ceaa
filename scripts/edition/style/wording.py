"""How much of a quotation agrees with its source, in words: “38 of 41 words agree (LCW 24: 57)”."""

from edition.model.wording import Measure, Quotation, runs
from edition.style.locating import upper_first
from edition.words import Words

BEGINNING = 3
"""So many words name a quotation where a note has several."""
TWO = 2


def _count(measure: Measure, words: Words) -> str:
    if measure.differing:
        return words.count("measured.some", measure.words, agreeing=measure.agreeing)
    return words("measured.both") if measure.words == TWO else words.count("measured.every", measure.words)


def describe(quotation: Quotation, measure: Measure, locus: str, words: Words, *, name: bool) -> str:
    """Return the sentence of a note on one quotation: the figures, the place, and the essay's own words that differ.

    `name` puts the first words of the quotation before it.
    """
    sentence = _count(measure, words)
    if locus:
        sentence = words("measured.at", figures=sentence, locus=locus)
    if others := ", ".join(f"“{run}”" for run in runs(quotation, measure)):
        sentence = words("measured.but", figures=sentence, words=others)
    if measure.omitted:
        sentence = words.count("measured.left_out", measure.omitted, figures=sentence)
    if measure.joins:
        sentence = words("measured.joined", figures=sentence)
    own = quotation.words
    if not name or not own:
        return words("measured.sentence", figures=upper_first(sentence))
    end = own[min(BEGINNING, len(own)) - 1].end()
    beginning = f"{quotation.lemma[:end]}{' …' if len(own) > BEGINNING else ''}"
    return words("measured.named", beginning=beginning, figures=sentence)
