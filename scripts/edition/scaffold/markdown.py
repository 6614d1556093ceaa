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
POLYTONIC, GREEK = re.compile("[ἀ-῿]"), re.compile("[Ͱ-Ͽ]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that replaces a stretch of the witness, or is inserted where that is empty."""

    start: int
    end: int
    markdown: str


def escape(text: str) -> str:
    """Return a text with a backslash before each sign that Markdown or our notation would take for its own."""
    return SIGN.sub(r"\\\g<0>", text)


def _mark_languages(text: str) -> str:
    """Return escaped text with the words in other letters marked by a language."""

    def tag(found: re.Match[str]) -> str:
        language = "grc" if POLYTONIC.search(found[0]) else "el" if GREEK.search(found[0]) else "ru"
        return f"[{found[0]}]{{lang={language}}}"

    return FOREIGN.sub(tag, text)


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


def written(text: str, stretch: Stretch, marks: Iterable[Mark], *, tagged: bool) -> str:
    """Return a stretch of the witness as a line of Markdown, with marks, which must be in order and not overlap.

    `tagged` asks for words in Greek or Cyrillic letters to be marked by a language.
    """
    parts: list[str] = []
    at = stretch.start
    for mark in marks:
        plain = escape(text[at : mark.start])
        parts += [_mark_languages(plain) if tagged else plain, mark.markdown]
        at = mark.end
    plain = escape(text[at : stretch.end])
    parts.append(_mark_languages(plain) if tagged else plain)
    return in_one_line("".join(parts))
