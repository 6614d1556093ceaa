"""Quotation marks: those of the edition's language, and what becomes of them inside others."""

import re

from edition.words import Words

ENGLISH = "“"
SINGLE = str.maketrans("„“”", "‚‘’")


def nest(text: str, words: Words) -> str:
    """Return words for use inside quotation marks, without a look at how their own marks pair."""
    if words("quote.open") in SINGLE_MARKS:
        return text.translate(SINGLE)
    inner = str(words("quote.inner_open") + words("quote.inner_close"))
    return text.translate(str.maketrans(words("quote.open") + words("quote.close"), inner))


SINGLE_MARKS = frozenset("„“”")
"""Marks whose inner ones are the single marks of the same shape."""


def requote(text: str, words: Words) -> str:
    """Return words for use inside double quotation marks: double marks become single ones, and single ones double.

    German marks („ “) inside English ones are other marks already. A ’ before a letter is an apostrophe.
    """
    opening, closing = words("quote.open"), words("quote.close")
    if opening != ENGLISH:
        inner = f"{words('quote.inner_open')}\\1{words('quote.inner_close')}"
        return re.sub(f"{opening}([^{closing}]*){closing}", inner, text)

    def change(found: re.Match[str]) -> str:
        return "’" if found[0] == "”" else "‘" + re.sub(r"‘(.*?)’(?![^\W\d_])", r"“\1”", found[1])

    return text if "„" in text else re.sub("“([^”]*)|”", change, text)


def quote(text: str, words: Words) -> str:
    """Return words in quotation marks, their own marks changed."""
    return f"{words('quote.open')}{requote(text, words)}{words('quote.close')}"
