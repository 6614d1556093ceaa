"""Stretches of a witness as Markdown: signs escaped, white space made plain, what was found in them marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from edition.model.characters import SET_OFF
from edition.scaffold.cutting import Stretch

SIGN = re.compile(r"[\\`*_{}\[\]<~^@$]|&(?=#?\w+;)|\+(?=\+)|(?<=\+)\+|=(?==)|(?<==)=")
"""A sign of Markdown, of our notation or of another one."""
OPENING = re.compile(r"[#>+|:!?/-]|[0-9]{1,9}(?=[.)](?:\s|$))")
"""What would open a list, a quotation or another block at the beginning of a paragraph."""
SPACES = re.compile(r"\s+")
MEANT = re.compile(SET_OFF)
FOREIGN = re.compile(r"[Ͱ-Ͽἀ-῿]+(?:\s+[Ͱ-Ͽἀ-῿]+)*|[Ѐ-ԯ]+(?:\s+[Ѐ-ԯ]+)*")
"""Words in Greek or Cyrillic letters."""
POLYTONIC, GREEK = re.compile("[ἀ-῿]"), re.compile("[Ͱ-Ͽἀ-῿]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that replaces a stretch of the witness, or is inserted where that is empty."""

    start: int
    end: int
    markdown: str


def escape(text: str) -> str:
    """Return a text with a backslash before each sign that Markdown or our notation would take for its own."""
    return SIGN.sub(r"\\\g<0>", text)


def greek_of(text: str) -> str:
    """Return the tag of a witness's Greek: ancient if any has polytonic signs, which not every word has."""
    return "grc" if POLYTONIC.search(text) else "el"


def language_of(words: str, greek: str) -> str:
    """Return the tag of words in other letters; `greek` is that of Greek ones."""
    return greek if GREEK.search(words) else "ru"


def mark_languages(text: str, greek: str) -> str:
    """Return escaped text with the words in other letters marked by a language, unless there is none for Greek."""

    def tag(found: re.Match[str]) -> str:
        return f"[{found[0]}]{{lang={language_of(found[0], greek)}}}"

    return FOREIGN.sub(tag, text) if greek else text


def in_one_line(text: str) -> str:
    """Return a text in one line: each run of white space is a space, except no-break spaces that typography sets."""

    def space(found: re.Match[str]) -> str:
        return found[0] if MEANT.match(text, found.start()) and len(found[0]) == 1 else " "

    return SPACES.sub(space, text)


def escape_opening(text: str) -> str:
    """Return a line of Markdown that opens a paragraph, whatever sign it begins with."""
    found = OPENING.match(text)
    if found is None:
        return text
    return f"{found[0]}\\{text[found.end() :]}" if found[0].isdigit() else f"\\{text}"


def written(text: str, stretch: Stretch, marks: Iterable[Mark], *, greek: str) -> str:
    """Return a stretch of the witness as a line of Markdown, with marks, which must be in order and not overlap.

    Words in Greek or Cyrillic letters are marked by a language if `greek`, the tag of those in Greek, is not empty.
    """
    parts: list[str] = []
    at = stretch.start
    for mark in marks:
        plain = escape(text[at : mark.start])
        parts += [mark_languages(plain, greek), mark.markdown]
        at = mark.end
    plain = escape(text[at : stretch.end])
    parts.append(mark_languages(plain, greek))
    return in_one_line("".join(parts))
