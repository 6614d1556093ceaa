"""The order of words in a language, for registers and indexes.

Libraries were considered: PyICU is not pure Python and needs ICU itself; pyuca knows no language (no ñ after n, no ö
after z) and carries megabytes. What names need is small: an alphabet for each language that has letters of its own.

A word is compared by its letters, then by their accents, then as it is written. Spaces and hyphens come before
letters (word by word), what is inverted (“Cook, Ada”) before both, figures by their value; other signs do not count.
The language's own script comes first. In another language's alphabet, letters stand with the plain ones: ł with l in
English, after l in Polish.
"""

import re
import unicodedata
from functools import cache

from edition import languages, scripts

_A = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
ALPHABETS = {
    "az": "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v w y z",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": f"{_A} æ ø å",
    "eo": "a b c ĉ d e f g ĝ h ĥ i j ĵ k l m n o p q r s ŝ t u ŭ v w x y z",
    "es": "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fi": f"{_A} å ä ö",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty u ü v w x y z zs",
    "is": "a á b c d ð e é f g h i í j k l m n o ó p q r s t u ú v w x y ý z þ æ ö",
    "lt": "a b c č d e f g h i j k l m n o p q r s š t u v w x y z ž",
    "lv": "a b c č d e f g ģ h i j k ķ l ļ m n ņ o p q r ŗ s š t u v w x y z ž",
    "nb": f"{_A} æ ø å",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v w x xh y z zh",
    "sv": f"{_A} å ä ö",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
    "be": "а б в г ґ д е ё ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    "fa": "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
}
"""The alphabets of languages that have letters of their own, in order; some letters have several signs."""
SAME = {"nn": "nb", "no": "nb", "fo": "da", "bs": "hr", "sr": "hr", "sh": "hr", "cnr": "hr"}
"""Languages with the alphabet of another."""
ROOT = (
    f"{_A} α β γ δ ε ϝ ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω "
    "а б в г ґ д ђ е є ж з ѕ и і й ј к л љ м н њ о п р с т ћ у ў ф х ц ч џ ш щ ъ ы ь ѣ э ю я ѳ ѵ"
)
"""The letters of every other language, and those of other scripts in each; scripts without an entry go by code."""
FINALS = str.maketrans("ךםןףץ", "כמנפצ")
"""Hebrew letters as they are at the end of words, and elsewhere."""
DOTS = str.maketrans({"I": "ı", "İ": "i"})
"""Capitals of Turkish and Azerbaijani."""
LONGEST = 3
"""The most signs that one letter of an alphabet has."""
INVERTED, SPACE, NUMBER, LETTER = range(4)
PARTS = re.compile(r"(?P<inverted>,\s)|(?P<space>[\s‐-―-])|(?P<number>\d{1,9})|(?P<letter>.)", re.DOTALL)
Weight = tuple[int, ...]
Key = tuple[tuple[Weight, ...], str, str]
"""What texts are compared by: their letters, spaces and figures; then their accents; then all their signs."""


@cache
def _weights(language: str) -> dict[str, Weight]:
    """Return the weight of each letter in a language's order: those of its own script first."""
    own = scripts.of_language(language)
    name = languages.primary(language)
    alphabet = ALPHABETS.get(SAME.get(name, name), "").split()
    if alphabet and scripts.of(alphabet[0]) not in own:
        alphabet = []  # Serbian or Croatian, Kazakh … in the other script
    letters = [*alphabet, *(letter for letter in ROOT.split() if letter not in alphabet)]
    known = ["", *dict.fromkeys(map(scripts.of, ROOT.replace(" ", "")))]
    places = enumerate(letters)
    return {x: (LETTER, 0 if (of := scripts.of(x[0])) in own else known.index(of), at) for at, x in places}


def _of_letter(sign: str, weights: dict[str, Weight]) -> list[Weight]:
    """Return the weights of a sign that is not in the alphabet: those of the letters of which it consists."""
    plain = unicodedata.normalize("NFKD", scripts.TYPED.get(sign, sign))
    return [
        weights.get(part, (LETTER, len(weights), ord(part)))
        for part in (scripts.TYPED.get(letter, letter) for letter in plain if letter.isalpha())
        for part in part
    ]


@cache
def key(text: str, language: str) -> Key:
    """Return what a text is sorted by among texts of an edition in a language (BCP 47)."""
    weights = _weights(language)
    cased = text.translate(DOTS) if languages.primary(language) in {"tr", "az"} else text
    folded = unicodedata.normalize("NFC", cased.casefold()).translate(FINALS)
    found: list[Weight] = []
    at = 0
    while part := PARTS.match(folded, at):
        at = part.end()
        if part["number"]:
            found.append((NUMBER, int(part["number"])))
        elif part["letter"]:
            sizes = range(LONGEST, 0, -1)
            sign = next((s for n in sizes if (s := folded[part.start() :][:n]) in weights), part["letter"])
            found += [weights[sign]] if sign in weights else _of_letter(sign, weights)
            at = part.start() + len(sign)
        else:
            found.append((INVERTED if part["inverted"] else SPACE,))
    return tuple(found), folded, text


def initial(text: str, language: str) -> Weight:
    """Return the weight of the first letter of a text, by which lists have their gaps."""
    return next((weight for weight in key(text, language)[0] if weight[0] >= NUMBER), ())
