"""Quotation marks: those of the edition's language, and how they change inside others."""

import re

from edition.words import Words

SINGLE = str.maketrans("„“”", "‚‘’")
"""Double marks and the single ones of the same shape."""
CLOSED = re.compile(r"[.?!…][”’“‘»«›‹\"'\]]*$")
"""The end of words that need no full stop: a mark that ends a sentence, which quotation marks may follow."""


def is_closed(text: str) -> bool:
    """Return whether no full stop may follow a text."""
    return bool(CLOSED.search(text))


def close(text: str) -> str:
    """Return a text with a full stop, unless its end needs none."""
    return text if is_closed(text) else f"{text}."


def nest(text: str, words: Words) -> str:
    """Return words for use inside quotation marks, without a look at how their own marks pair."""
    opening, closing = words.quotes.signs
    inner = {ord(opening): words.quotes.inner_open, ord(closing): words.quotes.inner_close}
    return text.translate({**SINGLE, **inner})


def requote(text: str, words: Words) -> str:
    """Return words for use inside quotation marks: outer marks become inner ones, and inner ones outer.

    German marks („ “) inside English ones are other marks already. A ’ before a letter is an apostrophe.
    """
    marks = words.sentence_quotes
    opening, closing = marks.signs
    if opening == "“" and "„" in text:
        return text
    within = re.compile(rf"{marks.inner_open}(.*?){marks.inner_close}(?![^\W\d_])")

    def change(found: re.Match[str]) -> str:
        if found[1] is None:
            return marks.inner_close
        return marks.inner_open + within.sub(rf"{marks.open}\1{marks.close}", found[1])

    return re.sub(rf"{opening}\s*([^{closing}]*?)(?=\s*{closing}|$)|\s*{closing}", change, text)


def quote(text: str, words: Words) -> str:
    """Return words in quotation marks, their own marks changed."""
    return f"{words.sentence_quotes.open}{requote(text, words)}{words.sentence_quotes.close}"
