"""Writes stretches of a witness as Markdown: signs escaped, white space normalised, findings marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from edition import scripts
from edition.model.characters import SET_OFF
from edition.scaffold.cutting import Stretch

SIGN = re.compile(r"[\\`*_{}\[\]<~^@$]|&(?=#?\w+;)|\+(?=\+)|(?<=\+)\+|=(?==)|(?<==)=")
"""A sign of Markdown, of our notation or of another one."""
OPENING = re.compile(r"[#>+|:!?/-]|[0-9]{1,9}(?=[.)](?:\s|$))")
"""Signs that would open a list, a quotation or another block at the beginning of a paragraph."""
SPACES = re.compile(r"\s+")
MEANT = re.compile(SET_OFF)
POLYTONIC = re.compile("[ἀ-῿]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that replaces a stretch of the witness, or is inserted if the stretch is empty."""

    start: int
    end: int
    markdown: str


def escape(text: str) -> str:
    """Return a text with a backslash before each sign that Markdown or our notation would interpret."""
    return SIGN.sub(r"\\\g<0>", text)


def find_foreign(text: str, language: str) -> list[tuple[int, int]]:
    """Return the positions of words in scripts other than Latin and that of a language."""
    return scripts.find_runs(text, scripts.of_language(language) | {scripts.LATIN})


def language_of(words: str, text: str) -> str:
    """Return the likely language tag of words in another script; Greek is ancient if any in the text is polytonic."""
    script = scripts.of(words[0])
    if script == scripts.GREEK and POLYTONIC.search(text):
        return "grc"
    return scripts.LIKELY.get(script, f"und-{script}")


def mark_languages(markdown: str, language: str, text: str) -> str:
    """Return escaped words of a text, with those in scripts other than the language's own marked with a language."""
    parts, at = [], 0
    for start, end in find_foreign(markdown, language):
        words = markdown[start:end]
        parts.append(f"{markdown[at:start]}[{words}]{{lang={language_of(words, text)}}}")
        at = end
    return "".join([*parts, markdown[at:]])


def in_one_line(text: str) -> str:
    """Return a text as one line, with a space for each run of white space, except typographic no-break spaces."""

    def space(found: re.Match[str]) -> str:
        return found[0] if MEANT.match(text, found.start()) and len(found[0]) == 1 else " "

    return SPACES.sub(space, text)


def escape_opening(text: str) -> str:
    """Escape a line of Markdown so that it opens a paragraph whatever sign it begins with."""
    found = OPENING.match(text)
    if found is None:
        return text
    return f"{found[0]}\\{text[found.end() :]}" if found[0].isdigit() else f"\\{text}"


def written(text: str, stretch: Stretch, marks: Iterable[Mark], language: str) -> str:
    """Return a stretch of the witness as a line of Markdown, with marks, which must be in order and not overlap.

    Words in scripts other than Latin and that of the witness's language are marked with a language.
    """
    parts: list[str] = []
    at = stretch.start
    for mark in marks:
        parts += [mark_languages(escape(text[at : mark.start]), language, text), mark.markdown]
        at = mark.end
    parts.append(mark_languages(escape(text[at : stretch.end]), language, text))
    return in_one_line("".join(parts))
