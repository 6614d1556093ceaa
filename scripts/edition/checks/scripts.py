"""Rules about scripts: each word uses only one."""

import re
import unicodedata
from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Emendation, Supplied, Text
from edition.model.text import children, walk
from edition.source import Place

LATIN, OTHER = re.compile(r"[a-zA-ZÀ-ɏ]"), re.compile(r"[Ͱ-Ͽἀ-῿Ѐ-ӿ]")
# the lookbehind makes each run of letters be tried once: a word of 20,000 letters would take seconds otherwise
MIXED = re.compile(
    "|".join(f"(?<!{a.pattern}){a.pattern}+{b.pattern}\\w*" for a, b in ((LATIN, OTHER), (OTHER, LATIN)))
)
"""A word that mixes Latin with Cyrillic or Greek letters."""


@rule("script-mixed")
def script_mixed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report words that mix two scripts.

    What: a word written by the editors (in notes, data files and ordinary pages, or supplied or emended in the
        essay) must be entirely Latin, Cyrillic or Greek; `с`, `а`, `е`, `о`, `р`, `х` and `В`, `Н`, `К` look alike
        in both. The author's words are compared with the witness instead.
    Why: the word looks right, but searches do not find it, screen readers cannot read it, and it is sorted wrongly.
    Fix: retype the word with one keyboard layout.
    """
    essay = {section.place.file for section in draft.sections} | {draft.config.witness.file}
    for path, source in draft.sources.items():
        if path not in essay and OTHER.search(source.text):
            yield from (_describe_mixed(found[0], source.place(found.start())) for found in MIXED.finditer(source.text))
    for node in walking.essay_nodes(draft):
        if isinstance(node, Supplied | Emendation):
            for text in walk(children(node)):
                if isinstance(text, Text) and text.place:
                    yield from (_describe_mixed(m[0], text.place.moved(m.start())) for m in MIXED.finditer(text.text))


def _describe_mixed(word: str, place: Place) -> Fault:
    few = min((OTHER.findall(word), LATIN.findall(word)), key=len)
    named = ", ".join(f"“{c}” is U+{ord(c):04X} {unicodedata.name(c).lower()}" for c in dict.fromkeys(few))
    return Fault(place.moved(0, len(word)), f"“{word}” mixes two scripts: {named}")
