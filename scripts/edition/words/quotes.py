"""The quotation marks of languages, outer and inner, after CLDR; for Arabic and Persian as books have them."""

from typing import NamedTuple

from edition.languages import primary, region

SPACE = "\N{NO-BREAK SPACE}"


class Quotes(NamedTuple):
    """The marks that open and close a quotation, and a quotation inside one; with the spaces that belong to them."""

    open: str
    close: str
    inner_open: str
    inner_close: str

    @property
    def signs(self) -> tuple[str, str]:
        """Return the outer marks without spaces."""
        return self.open.strip(), self.close.strip()


ENGLISH = "“”‘’"
MARKS = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "is", "bg", "lb", "dsb", "hsb"), "„“‚‘"),
    **dict.fromkeys(("ru", "uk", "be"), "«»„“"),
    **dict.fromkeys(("el", "grc", "it", "es", "ca", "ast", "eu", "sq", "pt-PT", "kk", "az", "mn"), "«»“”"),
    **dict.fromkeys(("nb", "nn", "no"), "«»‘’"),
    **dict.fromkeys(("sv", "fi"), "””’’"),
    **dict.fromkeys(("de-CH", "de-LI", "it-CH", "fr-CH", "ar", "fa", "hy"), "«»‹›"),
    **dict.fromkeys(("hr", "bs", "sr", "cnr"), "„”‘’"),
    **dict.fromkeys(("ja", "zh-TW", "zh-HK", "zh-Hant"), "「」『』"),
    "he": "””’’", "pl": "„”«»", "hu": "„”»«", "ro": "„”«»", "et": "„“«»", "lt": "„“‚‘", "ka": "„““”", "mk": "„“’‘",
}  # fmt: skip
"""By language, or by language and country or script: four signs."""
SPACED = frozenset({"fr"})
"""Languages that set their outer marks off by spaces; in Switzerland they do not."""


def of(tag: str) -> Quotes:
    """Return the quotation marks of a language (BCP 47); those of English for a language that is not known."""
    language = primary(tag)
    place = next((part for part in tag.split("-")[1:] if f"{language}-{part}" in MARKS), region(tag))
    marks = MARKS.get(f"{language}-{place}") or MARKS.get(language) or ENGLISH
    if language in SPACED and f"{language}-{place}" not in MARKS:
        return Quotes(f"«{SPACE}", f"{SPACE}»", "“", "”")
    return Quotes(*marks)
