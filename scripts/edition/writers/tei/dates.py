"""Dates as TEI P5 (Guidelines, 13.4)."""

from xml.etree.ElementTree import Element

from edition.model.dates import Date
from edition.style.dates import in_words
from edition.words import Words
from edition.writers.xml import element


def when(given: Date) -> dict[str, str]:
    """Return a date as attributes (Guidelines, 13.4): `when`; `from` and `to`; or, of a decade, its limits.

    Of an interval with an open or unknown end there is one of the two. A date both approximate and uncertain (`%`) has
    low certainty, one of either kind medium.
    """
    names = ("from", "to") if given.is_interval else ("when", "")
    if any(point.open_digits for point in given.points):
        names = ("notBefore", "notAfter")
    ends = {name: day for name, day in zip(names, given.limits, strict=True) if name}
    doubt = any(point.is_approximate and point.is_uncertain for point in given.points)
    return {**ends, "cert": "low" if doubt else "medium" if given.is_doubtful else ""}


def date(given: Date, words: Words, kind: str = "") -> Element:
    """Return a date as `date`: in words, with attributes as far as it is known."""
    return element("date", {"type": kind, **when(given)}, in_words(given, words) or words("date.none"))
