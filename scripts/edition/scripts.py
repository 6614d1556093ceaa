"""Scripts (ISO 15924): in which one a language is written, in which one words are, and what a script lacks.

The script of a character is its Unicode property (UAX 24), as fontTools has it; the script of a language is the
likeliest one (Unicode CLDR, likely subtags), as Babel has it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from babel.core import get_global
from fontTools import unicodedata as ucd
from fontTools.unicodedata import Scripts

from edition import languages

NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})
"""Signs, digits and marks that every script shares, and what is not assigned (UAX 24: Common, Inherited, Unknown)."""
LATIN, GREEK, CYRILLIC = "Latn", "Grek", "Cyrl"
SLANTED = frozenset({LATIN, GREEK, CYRILLIC})
"""Scripts that have italics."""
TOGETHER = {
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Hrkt": frozenset({"Hira", "Kana"}),
    "Aran": frozenset({"Arab"}),
    "Cyrs": frozenset({CYRILLIC}),
    "Latf": frozenset({LATIN}),
    "Latg": frozenset({LATIN}),
}
"""What a tag names as one script, and the scripts of its characters."""
LIKELY = {
    CYRILLIC: "ru", GREEK: "el", "Hebr": "he", "Arab": "ar", "Hani": "zh", "Hira": "ja", "Kana": "ja", "Hang": "ko",
    "Geor": "ka", "Armn": "hy", "Deva": "hi", "Syrc": "syr", "Copt": "cop", "Ethi": "gez",
}  # fmt: skip
"""The likeliest language of words in a script, for advice."""
LETTERS = {
    "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ", "ij": "ĳ", "dz": "ǆǳ", "lj": "ǉ", "nj": "ǌ",
    "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ", "st": "ﬅﬆ",
    "b": "ƀƃɓ", "c": "ƈȼ", "d": "đðƌɖɗ", "e": "ɇ", "f": "ƒ", "g": "ǥɠ", "h": "ħɦ", "i": "ıɨ", "j": "ɉ", "k": "ƙĸ",
    "l": "łƚŀ", "n": "ŋƞɲ", "o": "øɵ", "p": "ƥ", "r": "ɍ", "s": "ſ", "t": "ŧƭʈ", "u": "ʉ", "v": "ʋ", "y": "ƴɏ",
    "z": "ƶȥ", "β": "ϐ", "ε": "ϵ", "θ": "ϑ", "κ": "ϰ", "π": "ϖ", "ρ": "ϱ", "σ": "ςϲ", "φ": "ϕ", "եւ": "և",
    "е": "ѣє", "и": "іѵј", "ф": "ѳ", "г": "ґ", "ль": "љ", "нь": "њ", "дж": "џ",
}  # fmt: skip
"""Letters and ligatures that Unicode does not take apart, by what a reader types for them."""
TYPED = {letter: typed for typed, folded in LETTERS.items() for letter in folded}
"""What a reader types for each of these."""
UNDETERMINED = frozenset({"und", "mul", "zxx", "mis"})
BETWEEN = re.compile(r"[\s-]*")
"""What may stand between words that go together."""
RIGHT_TO_LEFT = "rtl"
LEFT_TO_RIGHT = "ltr"


def named_script(tag: str) -> str:
    """Return the script that a language tag names: `Latn` of `ru-Latn`; an empty string if it names none."""
    parts = tag.split("-")[1:]
    known = (part for part in parts if len(part) == 4 and part.isalpha())  # noqa: PLR2004 - a script's letters
    return next(known, "").capitalize()


@cache
def of_language(tag: str) -> frozenset[str]:
    """Return the scripts in which a language is written, by its tag (BCP 47); none if that is not known."""
    script, language = named_script(tag), languages.primary(tag)
    if not script and language not in UNDETERMINED:
        likely = get_global("likely_subtags")
        full = likely.get(f"{language}_{languages.region(tag).upper()}") or likely.get(language) or ""
        script = next((part for part in full.split("_")[1:] if len(part) == 4), "")  # noqa: PLR2004 - likewise
    return TOGETHER.get(script, frozenset({script} - {""}))


@cache
def _ranges() -> dict[str, str]:
    """Return the characters of every script as ranges for a regular expression."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    ends = [*(start - 1 for start in Scripts.RANGES[1:]), 0x10FFFF]
    for start, end, script in zip(Scripts.RANGES, ends, Scripts.VALUES, strict=True):
        found[script].append(rf"\U{start:08x}-\U{end:08x}")
    return {script: "".join(runs) for script, runs in found.items()}


def letters(*of: str) -> str:
    """Return the characters of scripts as ranges for a regular expression."""
    return "".join(_ranges()[script] for script in of)


@cache
def _words_outside(own: frozenset[str]) -> re.Pattern[str]:
    known = letters(*sorted((own | NEUTRAL) & _ranges().keys()))
    return re.compile(rf"[^{known}](?:[^{known}]|[{letters('Zinh')}ー])*")


def of(character: str) -> str:
    """Return the script of a character."""
    return str(ucd.script(character))


def likeliest_language(letters: str) -> str:
    """Return the likeliest language of a text by the script of most of its letters; of one that has kana, Japanese."""
    counts = Counter(map(of, letters)) - Counter({LATIN: len(letters)})
    if {"Hira", "Kana"} & counts.keys():
        return LIKELY["Hira"]
    script = max(counts, key=lambda script: counts[script], default=LATIN)
    return LIKELY.get(script) or str(get_global("likely_subtags").get(f"und_{script}", "en")).partition("_")[0]


def members(script: str) -> frozenset[str]:
    """Return the scripts of the characters of a script by its code, several for `Jpan`; none if the code is unknown."""
    known = TOGETHER.get(script, frozenset({script}))
    return known if known <= _ranges().keys() - NEUTRAL else frozenset()


def code_of(name: str) -> str:
    """Return the code of a script by its English name or its code in another case; empty if there is none."""
    code = name.capitalize()
    return code if members(code) else str(ucd.script_code(name.capitalize(), "") or "")


def belongs(character: str, known: frozenset[str]) -> bool:
    """Return whether a character is used in one of some scripts, though others may share it (UAX 24, § 5.1)."""
    return bool(ucd.script_extension(character) & known)


def find_words(text: str, own: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield the words of a text in scripts other than `own`; a single Greek letter is a symbol, not a word."""
    if text.isascii():
        return
    for found in _words_outside(own).finditer(text):
        spelt = [character for character in found[0] if character.isalpha()]
        if len(spelt) > 1 or (spelt and of(spelt[0]) != GREEK):
            yield found


def find_runs(text: str, own: frozenset[str]) -> list[tuple[int, int]]:
    """Return where words in scripts other than `own` stand.

    Neighbours in one script, across spaces and hyphens, are together; those in two are apart, even within a word.
    """
    found: list[tuple[int, int]] = []
    for word in find_words(text, own):
        for at, character in enumerate(word[0], start=word.start()):
            if found and BETWEEN.fullmatch(text, found[-1][1], at) and _go_together(text[found[-1][0]], character):
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
    return found


def _go_together(first: str, second: str) -> bool:
    both = {of(first), of(second)}
    return len(both) == 1 or bool(both & NEUTRAL) or both <= TOGETHER["Jpan"]


@cache
def _from_right_to_left() -> re.Pattern[str]:
    """Return the pattern of a run of letters written from right to left, with spaces and signs between them."""
    turned = letters(*sorted(s for s in _ranges() if ucd.script_horizontal_direction(s, "LTR") == "RTL"))
    return re.compile(rf"[{turned}](?:[{turned}\d\s.,;:!?’'/–־-]*[{turned}])?")


def split_turned(text: str) -> list[str]:
    """Return a text cut at its runs of letters from right to left: every second part is one."""
    parts, at = [], 0
    for found in () if text.isascii() else _from_right_to_left().finditer(text):
        parts += [text[at : found.start()], found[0]]
        at = found.end()
    return [*parts, text[at:]]


def direction(tag: str, words: str = "") -> str:
    """Return the direction of words in a language: `rtl` or `ltr`; if it is not known, that of their first letter."""
    scripts = of_language(tag) or {of(next(filter(str.isalpha, words), "a"))}
    ways = {ucd.script_horizontal_direction(script, "LTR") for script in scripts}
    return RIGHT_TO_LEFT if "RTL" in ways else LEFT_TO_RIGHT


def has_italics(tag: str, words: str = "") -> bool:
    """Return whether words in a language can be printed in italics."""
    scripts = of_language(tag) or {of(next(filter(str.isalpha, words), "a"))}
    return bool(scripts & SLANTED)
