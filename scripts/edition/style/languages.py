"""The languages of works: their names in biblatex, and their tags (BCP 47)."""

import re

from edition.model.bibliography import Work

LANGUAGES = {
    "german": "de", "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH",
    "english": "en", "british": "en-GB", "ukenglish": "en-GB", "american": "en-US", "usenglish": "en-US",
    "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs", "bulgarian": "bg", "serbian": "sr",
    "french": "fr", "italian": "it", "spanish": "es", "portuguese": "pt", "latin": "la", "greek": "el",
    "dutch": "nl", "danish": "da", "swedish": "sv", "norwegian": "no", "finnish": "fi", "hungarian": "hu",
}  # fmt: skip
"""Names of languages that an entry may have (biblatex's), and their tags; the usual name of each comes first."""
CYRILLIC = re.compile("[\u0400-\u04ff]")


def tag(language: str) -> str:
    """Return the tag (BCP 47) of a language that an entry names in either way."""
    return LANGUAGES.get(language.lower(), language)


def language(work: Work) -> str:
    """Return the tag of a work's title; Russian words in Latin letters are `ru-Latn`."""
    code = tag(work.language)
    return "ru-Latn" if code == "ru" and not CYRILLIC.search(work.title) else code


def is_transliterated(work: Work) -> bool:
    """Return whether the original title is the title itself, in its own script."""
    return bool(work.language) and tag(work.language) == tag(work.original_language)
