"""Rules about scripts: each word uses only one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from edition import scripts
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Emendation, Supplied, Text
from edition.model.text import children, walk
from edition.source import Place

ALPHABETS = (scripts.LATIN, scripts.CYRILLIC, scripts.GREEK, "Armn", "Copt")
"""Alphabets with letters that look alike."""
OTHER = re.compile(f"[{scripts.letters(*ALPHABETS[1:])}]")
WORD = re.compile(f"[{scripts.letters(*ALPHABETS)}][{scripts.letters(*ALPHABETS, 'Zinh')}]+")
"""A word in letters of these alphabets, of one or of several."""
SYMBOLS = frozenset("ΓΔΘΛΞΠΣΦΨΩβγδεζηθλμξπσφψω")
"""Greek letters that look like no letter of another alphabet: one of them in a Latin word is a symbol (Δt, μm)."""


@rule("script-mixed")
def script_mixed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report words that mix two scripts.

    What: a word written by the editors (in notes, data files and ordinary pages, or supplied or emended in the
        essay) must be entirely Latin, Cyrillic, Greek, Armenian or Coptic; `с`, `а`, `е`, `о`, `р`, `х` and `В`, `Н`,
        `К` look alike in Latin and Cyrillic. The author's words are compared with the witness instead.
    Why: the word looks right, but searches do not find it, screen readers cannot read it, and it is sorted wrongly.
    Fix: retype the word with one keyboard layout.
    """
    witness = draft.config.witness
    essay = {section.place.file for section in draft.sections} | {witness.file, witness.notes_file}
    by_author = {p.place for note in walking.notes(draft) if note.is_by_author for p in note.body}
    for path, source in draft.sources.items():
        if path not in essay:
            words = ((word, source.place(at)) for word, at in _mixed_words(source.text))
            yield from (_describe(word, at) for word, at in words if source.whole_line(at.line) not in by_author)
    for node in walking.authors_nodes(draft):
        if isinstance(node, Supplied | Emendation):
            for text in walk(children(node)):
                if isinstance(text, Text) and text.place:
                    yield from (_describe(word, text.place.moved(at)) for word, at in _mixed_words(text.text))


def _mixed_words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text in more than one script, each with where it starts."""
    for found in WORD.finditer(text) if OTHER.search(text) else ():
        others = OTHER.findall(found[0])
        if others and len(_scripts(found[0])) > 1 and not (len(others) == 1 and others[0] in SYMBOLS):
            yield found[0], found.start()


def _scripts(word: str) -> Counter[str]:
    return Counter(script for script in map(scripts.of, word) if script not in scripts.NEUTRAL)


def _fewest(word: str) -> str:
    """Return the letters of a word that are of the script with the fewest in it; of Latin, if others have as many."""
    counts = _scripts(word)
    rare = min(sorted(counts), key=lambda script: (counts[script], script != scripts.LATIN))
    return "".join(letter for letter in word if scripts.of(letter) == rare)


def _describe(word: str, place: Place) -> Fault:
    named = ", ".join(f"“{c}” is U+{ord(c):04X} {unicodedata.name(c).lower()}" for c in dict.fromkeys(_fewest(word)))
    return Fault(place.moved(0, len(word)), f"“{word}” mixes two scripts: {named}")
