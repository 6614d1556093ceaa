"""Quotation marks: those of the edition's language, and what becomes of them inside others."""

import re

from edition.words import Words

SINGLE = str.maketrans("„“”", "‚‘’")
"""Double marks and the single ones of the same shape."""


def nest(text: str, words: Words) -> str:
    """Return words for use inside quotation marks, without a look at how their own marks pair."""
    opening, closing = words.quotes.signs
    inner = {ord(opening): words.quotes.inner_open, ord(closing): words.quotes.inner_close}
    return text.translate({**SINGLE, **inner})


def requote(text: str, words: Words) -> str:
    """Return words for use inside double quotation marks: double marks become single ones, and single ones double.

    German marks („ “) inside English ones are other marks already. A ’ before a letter is an apostrophe.
    """
    opening, closing = words.sentence_quotes.signs
    if opening != "“":
        inner = f"{words.sentence_quotes.inner_open}\\1{words.sentence_quotes.inner_close}"
        return re.sub(rf"{opening}\s*([^{closing}]*?)\s*{closing}", inner, text)

    def change(found: re.Match[str]) -> str:
        return "’" if found[0] == "”" else "‘" + re.sub(r"‘(.*?)’(?![^\W\d_])", r"“\1”", found[1])

    return text if "„" in text else re.sub("“([^”]*)|”", change, text)


def quote(text: str, words: Words) -> str:
    """Return words in quotation marks, their own marks changed."""
    return f"{words.sentence_quotes.open}{requote(text, words)}{words.sentence_quotes.close}"
