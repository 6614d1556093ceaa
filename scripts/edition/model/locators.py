"""The words that open a locator (`p. 57`, `S. 57`), by language, and what they count.

They are the short terms by which CSL's locales, and so pandoc, know locators; the units are TEI's (`citedRange/@unit`).
"""

from __future__ import annotations

from collections.abc import Mapping

PAGE = "page"
Terms = Mapping[str, tuple[str, ...]]
ENGLISH: Terms = {
    PAGE: ("pp.", "p."),
    "chapter": ("chs.", "ch."),
    "section": ("sec.", "§"),
    "number": ("nos.", "no."),
    "volume": ("vols.", "vol."),
    "note": ("nn.", "n."),
    "column": ("cols.", "col."),
    "paragraph": ("par.", "¶"),
}
"""Those of an edition in any language: editors cite English works by them, too."""
OTHERS: Mapping[str, Terms] = {
    "de": {
        PAGE: ("S.",),
        "chapter": ("Kap.",),
        "section": ("Abschn.",),
        "number": ("Nr.",),
        "volume": ("Bde.", "Bd."),
        "note": ("Anm.",),
        "column": ("Sp.",),
        "paragraph": ("Abs.",),
    },
    "fr": {"chapter": ("chap.",), "section": ("sect.",), "number": ("nᵒˢ", "nᵒ", "n°"), "paragraph": ("paragr.",)},
    "it": {"chapter": ("capp.", "cap."), "section": ("sez.",), "number": ("fasc.",), "volume": ("voll.",)},
    "ru": {
        PAGE: ("сс.", "с."),
        "chapter": ("гл.",),
        "section": ("разд.",),
        "number": ("вып.", "№"),
        "volume": ("тт.", "т."),
        "note": ("прим.",),
        "column": ("стб.",),
        "paragraph": ("пп.", "п."),
    },
    "pl": {
        PAGE: ("s.",),
        "chapter": ("rozdz.",),
        "section": ("sekc.",),
        "number": ("nr",),
        "volume": ("t.",),
        "column": ("kol.",),
        "paragraph": ("akap.",),
    },
}
"""Those of an edition in another language, beside the English ones."""
UNITS = {term: unit for terms in (*OTHERS.values(), ENGLISH) for unit, known in terms.items() for term in known}


def opens(text: str, language: str) -> bool:
    """Return whether a text begins like a locator in an edition in `language` (BCP 47)."""
    own = OTHERS.get(language.partition("-")[0], {})
    return text.startswith(tuple(term for terms in (*own.values(), *ENGLISH.values()) for term in terms))


def parted(locator: str) -> tuple[str, str]:
    """Return what a locator counts, and the figures behind its word, with dashes; without a word, nothing and all."""
    tidy = locator.replace("--", "–")
    word = max((term for term in UNITS if tidy.startswith(term)), key=len, default="")
    return UNITS.get(word, ""), tidy.removeprefix(word).strip()
