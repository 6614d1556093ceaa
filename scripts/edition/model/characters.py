"""Characters that no text of an edition may contain: invisible, invalid or meaningless ones."""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from html import entities


class Kind(Enum):
    """A kind of such characters, with its name and its fix."""

    CONTROL = "a control character", "remove it: no format can contain it."
    SPACE = "white space other than a space", "type a space."
    BIDI = "a mark that changes the direction of writing", "remove it: it would also affect the text after it."
    INVISIBLE = "an invisible character", "remove it: searches would not find the word."
    LOST = "a replacement character, for a letter that was lost", "look the letter up in the original, and type it."
    PRIVATE = "a private-use character", "type the letter itself: this code differs from font to font."
    NONE = "a code that is not a character", "remove it: Unicode assigns no character to this code."

    def __init__(self, words: str, fix: str) -> None:
        """Set the name and the fix."""
        self.words = words
        self.fix = fix


RANGES = {
    # Unicode 15.1, categories Cc, Co and Cs; the ranges of Default_Ignorable_Code_Point; Bidi_Control
    Kind.CONTROL: r"\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f",
    Kind.SPACE: r"\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
    Kind.BIDI: r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    Kind.INVISIBLE: (
        r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164"
        r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    ),
    Kind.LOST: r"\ufffd",
    Kind.PRIVATE: r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
    Kind.NONE: r"\ud800-\udfff\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)),
}
JOINED = r"(?<=[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af])[\u200c\u200d]"
"""Joiners where a script needs them: after a letter of Arabic, an Indic script, Burmese, Khmer or Mongolian."""
SET_OFF = r"(?<=[«‹–—])[\xa0\u202f]|[\xa0\u202f](?=[»›:;!?%–—€])|(?<=\d)[\xa0\u202f](?=\d)"
"""No-break spaces as used around punctuation (French « mots ») and between digits (10 000)."""
ANY = re.compile(f"[{''.join(RANGES.values())}]")
FORBIDDEN = re.compile(
    rf"(?P<meant>{JOINED}|{SET_OFF})|" + "|".join(rf"(?P<{kind.name}>[{codes}]+)" for kind, codes in RANGES.items())
)
SHORT = dict(zip("\0\a\b\v\f\r\x1b\x85\xa0\u2028\u2029", "0abvfreN_LP", strict=True))
"""Single-letter escapes in YAML."""


def find_forbidden(text: str) -> Iterator[tuple[Kind, int, str]]:
    """Yield every run of forbidden characters of one kind: the kind, the start index, and the run.

    No-break spaces of French typography, and joiners in scripts that need them, are allowed.
    """
    if not ANY.search("".join(set(text))):  # the usual case, tested quickly
        return
    for found in FORBIDDEN.finditer(text):
        if found.lastgroup and found.lastgroup != "meant":
            yield Kind[found.lastgroup], found.start(), found[0]


def pattern_of(character: str) -> re.Pattern[str]:
    """Return a pattern for a character itself, or an HTML or YAML (1.1, § 5.7) escape of it."""
    code = ord(character)
    numbers = rf"&\#(?:0*{code}|x0*{code:x});|\\(?:x{code:02x}|u{code:04x}|U{code:08x})(?![0-9a-f])"
    words = "|".join(f"&{name}" for name, meant in entities.html5.items() if meant == character and name.endswith(";"))
    short = rf"\\{re.escape(SHORT[character])}" if character in SHORT else "(?!)"
    return re.compile(f"{re.escape(character)}|(?i:{numbers})|{short}|{words or '(?!)'}")


def name_characters(characters: str) -> str:
    """Return the codes of characters with their names: `U+00AD soft hyphen`."""
    names = (f"U+{ord(c):04X} {unicodedata.name(c, '').lower()}".rstrip() for c in dict.fromkeys(characters))
    return ", ".join(names)
