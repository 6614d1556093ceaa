"""Words as the search knows them: one key for every spelling of a word.

`docs/assets/search.js` folds what a reader types in the same way; a test compares the two on every word of the edition.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:[’'ʼʹ](?!s\b)(?:[^\W\d_]|[\u0300-\u036f])+)*")
"""A word, with apostrophes inside it; the s of a possessive is a word of its own."""
LATIN = re.split(" ", "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  i  e iu ia")
"""Latin letters for those from а to я; two of these have none."""
FIRST = ord("а")


def folded(word: str) -> str:
    """Return a word's key: no capitals, accents or apostrophes, Cyrillic in Latin letters, one letter for one sound."""
    soft = re.sub("ь(?=[еёюя])", "и", word.lower())
    marks = unicodedata.normalize("NFD", soft)
    bare = "".join(c for c in marks if unicodedata.category(c)[0] != "M" and c not in "’'ʼʹʺ")
    latin = re.sub("[а-я]", lambda letter: LATIN[ord(letter[0]) - FIRST], bare)
    return re.sub("([^i])ii$", r"\1i", re.sub("[yj]", "i", latin)).replace("x", "ks").replace("kh", "h")


def keys(text: str) -> set[str]:
    """Return the keys of the words in a text."""
    return {folded(word) for word in WORD.findall(text)}
