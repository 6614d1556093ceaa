"""Reads the words of a new edition in the languages that have templates: `templates/<language>/words.yml`."""

import re
from collections import Counter
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from edition import languages
from edition.readers import yaml_values
from edition.readers.yaml_values import Fields, Items, Scalar
from edition.source import SourceFile

WORD = re.compile(r"[^\W\d_]+")
FALLBACK = "en"
ENOUGH = 0.08
"""Minimum share of common words of a language in a text for the language to be recognised."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words for an edition in a language: those that it prints, and those used to analyse its text."""

    language: str
    templates: str
    """The folder of the templates, named after their language."""
    anonymous: str
    beginning: str
    hyphen: str
    notes: str
    page_number: str
    running_head: str
    section: str
    text: str
    unidentified: str
    works: str
    conjunctions: tuple[str, ...]
    divisions: tuple[str, ...]
    endnotes: tuple[str, ...]
    """Headings of a list of notes, in every language, as are the words for parts of a text."""

    def notes_to(self, heading: str) -> str:
        """Return the heading of the notes to a section."""
        return self.notes.replace("{section}", heading)


def templates() -> Traversable:
    """Return the folder of the templates inside the package."""
    return resources.files("edition.scaffold") / "templates"


@cache
def _known() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words of every language that has templates, by its tag and then by their names."""
    found = {}
    for folder in sorted(templates().iterdir(), key=lambda entry: entry.name):
        file = folder / "words.yml"
        if not file.is_file():
            continue
        root, faults = yaml_values.read(SourceFile(f"{folder.name}/words.yml", file.read_text(encoding="utf-8")))
        if faults or not isinstance(root, Fields):
            raise AssertionError(faults)
        found[folder.name] = {key.text: _texts(value) for key, value in root.pairs}
    return found


def _texts(value: yaml_values.Value) -> tuple[str, ...]:
    parts = value.items if isinstance(value, Items) else (value,)
    return tuple(part.text for part in parts if isinstance(part, Scalar))


def recognise(text: str) -> str:
    """Return the language of a text among those that have templates, or an empty string."""
    counts = Counter(word.casefold() for word in WORD.findall(text))
    shares = {tag: sum(counts[word] for word in words["common"]) for tag, words in _known().items()}
    best = max(shares, key=lambda tag: shares[tag])
    return best if shares[best] > ENOUGH * counts.total() else ""


def of(language: str) -> Words:
    """Return the words for an edition in a language; those of English if there are no templates in it."""
    known = _known()
    folder = languages.primary(language)
    folder = folder if folder in known else FALLBACK
    own = known[folder]
    lists = ("conjunctions", "divisions", "endnotes")
    texts = {field.name: own[field.name][0] for field in fields(Words) if field.name in own.keys() - {*lists}}
    divisions, endnotes = (
        tuple(sorted({word.casefold() for words in known.values() for word in words[name]}))
        for name in ("divisions", "endnotes")
    )
    conjunctions = own["conjunctions"]
    return Words(
        language=language,
        templates=folder,
        conjunctions=conjunctions,
        divisions=divisions,
        endnotes=endnotes,
        **texts,
    )
