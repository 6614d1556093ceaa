"""Rules of letters: each word in one script."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from edition.checks.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

MIXED = re.compile(r"[a-zA-ZÀ-ɏ]+[Ѐ-ӿ][\w]*|[Ѐ-ӿ]+[a-zA-ZÀ-ɏ]\w*")
"""A word of Latin and Cyrillic letters."""
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")


@rule("script-mixed")
def script_mixed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find words of letters from two scripts.

    What: a word of the editors' (in notes, data files and ordinary pages) must be all Latin or all Cyrillic; `с`, `а`,
        `е`, `о`, `р`, `х` and `В`, `Н`, `К` look alike in both. The essay is compared with its witness instead.
    Why: the eye sees no fault, but no search finds the word, no screen reader can read it, and it is sorted wrongly.
    Fix: type the word anew, with one keyboard.
    """
    essay = {section.place.file for section in draft.sections} | {draft.config.witness.file}
    for path, source in draft.sources.items():
        if path in essay or not CYRILLIC.search(source.text):
            continue
        for found in MIXED.finditer(source.text):
            word = found[0]
            few = min((CYRILLIC.findall(word), LATIN.findall(word)), key=len)
            named = ", ".join(f"“{c}” is U+{ord(c):04X} {unicodedata.name(c).lower()}" for c in dict.fromkeys(few))
            yield Fault(source.place(found.start(), len(word)), f"“{word}” mixes two scripts: {named}")
