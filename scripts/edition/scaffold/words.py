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
DIFFERENT = 3
"""Minimum number of different common words of a language without templates: a single “a” says little."""
COMMON = {
    "cs": "a se v na je že to s z do o ve jako za by však k ale jsou si",
    "da": "og i at det er en til af på for den med der de ikke som et har men",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero le ya",
    "fi": "ja on ei se että oli hän mutta kun kuin niin ovat joka tai ole myös mitä jos",
    "hr": "i u je se na da su za od s kao ne što ili bi ali iz po",
    "hu": "a az és hogy nem egy is ez meg van de azt el csak mint volt ha már ki",
    "it": "di che e il la a un in per è una sono non si con le del da come più ma gli della nel al",
    "la": "et in est non ad ut cum quod qui sed ex quae si de per ab nec hoc aut esse enim atque",
    "nb": "og i å det er en til av på for den med som de ikke et har men fra",
    "nl": "de en van het een in is dat op te zijn met voor niet aan er om ook als dan maar bij hij",
    "pl": "i w nie na się z do to że jest o jak po ale za co od przez są czy",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas ao",
    "ro": "și de în a la cu pe nu că este un o din care să mai al sau",
    "sk": "a sa v na je že to s z do o vo ako za by však k ale sú si",
    "sv": "och i att det som en på är av för med till den har de inte om ett var men",
    "tr": "ve bir bu da de için ile çok daha olarak gibi ne kadar ama o en değil olan her",
    "vi": "và của là có không các một cho trong được người với những đã khi này từ như",
}
"""Common words of languages without templates, lest a text be taken for French because it has “de” and “la”."""


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
    """Return the language of a text by its common words, or an empty string."""
    counts = Counter(word.casefold() for word in WORD.findall(text))
    others = {tag: words.split() for tag, words in COMMON.items()}
    common = {tag: words for tag, words in others.items() if len(counts.keys() & set(words)) >= DIFFERENT}
    common |= {tag: list(words["common"]) for tag, words in _known().items()}
    shares = {tag: sum(counts[word] for word in words) for tag, words in common.items()}
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
