"""Words as the search knows them: one key for every spelling of a word.

The rules are data, `FOLDING`. The build writes them into a script, too, so that `tools.js` of the theme folds what a
reader types in the same way.
"""

import re
import unicodedata
from functools import cache
from typing import Final, TypedDict

from edition.scripts import LETTERS


class Folding(TypedDict):
    """The rules: what counts as a word, and the steps that make its key of its small letters, decomposed (NFD).

    Each step is a pattern, as JavaScript writes it with the flags `gu`, and what it is replaced by.
    """

    word: str
    steps: list[tuple[str, str]]


UNSEEN = r"\u00ad\u200b-\u200d\u2060\ufeff"
"""Soft hyphens, and characters without width, which may stand anywhere in a word (general category Cf)."""
SINGLE = r"\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of Chinese and Japanese, which has no spaces: each is found as a word of its own."""
CYRILLIC = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  i  e iu ia".split(" ")  # noqa: SIM905 - two are empty
"""The letters from а on, in Latin letters."""
FOLDING: Final[Folding] = {
    # apostrophes may stand inside a word; the s of a possessive is a word of its own
    "word": (
        rf"[{SINGLE}]|(?:(?![{SINGLE}])[\p{{L}}\p{{M}}\p{{N}}])(?:(?![{SINGLE}])[\p{{L}}\p{{M}}\p{{N}}{UNSEEN}])*"
        rf"(?:[’'ʼʹ׳״](?!s(?![\p{{L}}\p{{M}}\p{{N}}_]))[\p{{L}}\p{{M}}{UNSEEN}]+)*"
    ),
    "steps": [
        ("ь(?=[еюя])", "и"),
        (rf"[\p{{M}}’'ʼʹʺ׳״ـ{UNSEEN}]", ""),
        *((f"[{folded}]", by) for by, folded in LETTERS.items()),
        *((chr(code), latin) for code, latin in enumerate(CYRILLIC, ord("а"))),
        ("[yj]", "i"),
        ("(?<=[^i])ii$", "i"),
        ("x", "ks"),
        ("kh", "h"),
    ],
}


@cache
def _classes() -> dict[str, str]:
    r"""Return the characters of each general category that `FOLDING` names, as ranges for a regular expression.

    Python has no `\p{…}`. Everything beyond the Basic Multilingual Plane counts as a letter: nobody searches for
    the rest.
    """
    categories = "".join(unicodedata.category(chr(code))[0] for code in range(0x10000))
    classes = {
        kind: "".join(f"\\u{run.start():04x}-\\u{run.end() - 1:04x}" for run in re.finditer(f"{kind}+", categories))
        for kind in "LMN"
    }
    return {**classes, "L": classes["L"] + r"\U00010000-\U0010ffff"}


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern of `FOLDING` as Python writes it."""
    return re.compile(re.sub(r"\\p\{(\w)\}", lambda kind: _classes()[kind[1]], written))


@cache
def fold(word: str) -> str:
    """Return a word's key: no capitals, accents or apostrophes, Cyrillic in Latin letters, one letter for one sound."""
    key = unicodedata.normalize("NFD", word.lower())
    for pattern, by in FOLDING["steps"]:
        key = _pattern(pattern).sub(by, key)
    return key


def keys(text: str) -> tuple[str, ...]:
    """Return the keys of the words in a text, in order."""
    return tuple(fold(word) for word in _pattern(FOLDING["word"]).findall(text))
