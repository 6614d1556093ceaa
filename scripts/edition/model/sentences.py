"""Ends of sentences: a full stop after an abbreviation, an initial or an ordinal number does not count."""

import re
from collections.abc import Collection, Mapping

from edition import languages
from edition.model import locators

CALL = "\ufffc"
"""Stands for a note call in a text (U+FFFC, object replacement character)."""
STOP = re.compile(r"[.?!][”’“»›)\]\"]*(?:\s|$)")
STOPPED = re.compile(r"(?<![\w.])(?P<word>(?:[^\W\d_]\.[ \u00a0\u202f]?)+[^\W\d_]{1,2}|[^\W\d_]+|[0-9]{1,2})\.\s*$")
"""The word, or the number of one or two figures, before a full stop: “Mr”, “z. B”, “4”."""
WORD = re.compile(r"[^\W\d_]+")
REACH = 40
"""Characters before a full stop at which is looked."""
EVERYWHERE = "Dr Prof St cf"
TITLES: Mapping[str, str] = {
    "en": "Mr Mrs Ms Messrs Rev Hon Gen Col Capt Lt Sgt Maj Gov Sen Rep Mt Jr Sr Bp Abp viz vs al ed eds trans",
    "de": "Hr Hrn Fr Frl Nr Bd Bde Kap Abs Anm Aufl Hg Hrsg Jh vgl bzw ca geb gest sog ebd",
    "fr": "MM Mme Mmes Mlle Mlles Mgr Pr Ste av apr chap éd",
    "it": "Sig Sigra Sigg Dott Avv On cfr",
    "es": "Sr Sra Srta Dra Dña Ud Vd pág",
    "pt": "Sr Sra Dra",
    "nl": "dhr mevr mr drs",
    "ru": "гг др см ср проф акад гр тов",
    "pl": "ks gen por prof św",
}
"""Abbreviations after which a sentence goes on with a capital; no words that also end sentences (“no.”, “art.”)."""
ORDINAL = frozenset(["cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr"])
"""Languages that write an ordinal number with a full stop."""


def abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations of a language, in small letters; those of all languages together for an empty tag."""
    own = [TITLES.get(languages.primary(language), "")] if language else TITLES.values()
    return frozenset(" ".join((EVERYWHERE, *own)).casefold().split())


def stops_short(before: str, after: str, language: str, used: Collection[str] = ()) -> bool:
    """Return whether the full stop at the end of a text shortens its last word and ends no sentence.

    That word is an abbreviation or an initial, or opens a locator (“no.”) if what follows is a figure. After a single
    letter the sentence ends if the next word is among those `used` with a small letter: “Part V. The …”.
    """
    found = STOPPED.search(before[-REACH:])
    if found is None:
        return False
    word, follows = found["word"], WORD.match(after)
    if word.isdecimal():
        return languages.primary(language) in ORDINAL
    if after[:1].isdecimal() and f"{word}." in locators.known_terms(language):
        return True
    if len(word) == 1:
        return follows is None or follows[0].lower() not in used
    return "." in word or word.casefold() in abbreviations(language)


def find_end(text: str, start: int, language: str) -> int:
    """Return the offset after the first end of a sentence from `start` on, or the length of the text.

    A sentence goes on where the next word begins with a small letter.
    """
    for found in STOP.finditer(text, start):
        after = text[found.end() :].lstrip(f"{CALL} “„«‹‘\"'([")
        if not after[:1].islower() and not stops_short(text[: found.end()], after, language):
            return found.end()
    return len(text)
