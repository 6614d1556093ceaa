"""The words that an edition prints for its readers: a catalogue for each language, `<language>.toml`.

A catalogue is plain data, so that a translator needs no program. English has every word; where another language lacks
one, the English word is printed, between signs by which each writer marks its language (`UNTRANSLATED`). Months, names
of languages, plural rules and decimal signs are CLDR's, from Babel. Messages to editors are not in here: they are in
English.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter
from typing import TypeVar

from babel import Locale, numbers

from edition.languages import primary
from edition.words.quotes import Quotes
from edition.words.quotes import of as quotes_of

T = TypeVar("T")
SOURCE = "en"
"""The language in which every word is first written."""
OTHER = "other"
"""The plural form that every language has (CLDR)."""
Forms = Mapping[str, str]
"""A word by its plural forms; one not used for counting has only `OTHER`."""


OPENS, CLOSES = "\ufff9", "\ufffb"
"""Signs around English words that lack a translation, until a writer marks them in its own way.

They are Unicode's interlinear annotation characters (The Unicode Standard, § 23.8), which no text may have.
"""
UNTRANSLATED = re.compile(f"{OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")
SIGNS = re.compile(f"[{OPENS}{CLOSES}]")


def bare(text: str) -> str:
    """Return a text without the signs around untranslated words, for uses that cannot state a language."""
    return SIGNS.sub("", text)


def split_untranslated(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it is untranslated."""
    for at, piece in enumerate(UNTRANSLATED.split(text.replace(CLOSES + OPENS, "")) if OPENS in text else (text,)):
        if piece:
            yield bare(piece), at % 2 == 1


def _mark(text: str) -> str:
    """Return English words with signs around them; figures and punctuation alone are not marked."""
    return f"{OPENS}{text}{CLOSES}" if any(map(str.isalpha, text)) else text


def _fill(form: str, values: Mapping[str, object]) -> str:
    """Return untranslated words with values filled in; a value that is a text is left outside the marks."""
    filled = english = ""
    for words, place, _, _ in Formatter().parse(form):
        english += words
        if place and isinstance(values[place], str):
            filled += f"{_mark(english)}{values[place]}"
            english = ""
        elif place:
            english += str(values[place])
    return filled + _mark(english)


def _flatten(table: Mapping[str, object], path: str = "") -> dict[str, Forms]:
    """Return the words of a catalogue by their names: `note.title`."""
    found: dict[str, Forms] = {}
    for name, value in table.items():
        where = f"{path}{name}"
        if isinstance(value, str):
            found[where] = {OTHER: value}
        elif isinstance(value, dict) and OTHER in value:
            found[where] = {form: str(words) for form, words in value.items()}
        elif isinstance(value, dict):
            found |= _flatten(value, f"{where}.")
    return found


@cache
def catalogue(language: str) -> Mapping[str, Forms]:
    """Return the words in the catalogue of a language, by name and plural form; empty if there is no file."""
    file = files(__name__) / f"{language}.toml"
    return _flatten(tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


@cache
def _names(group: str) -> tuple[str, ...]:
    """Return the names of the words of a fixed list, in the order of the catalogue."""
    return tuple(name for name in catalogue(SOURCE) if name.startswith(f"{group}."))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, English first."""
    names = sorted(file.name.removesuffix(".toml") for file in files(__name__).iterdir() if file.name.endswith(".toml"))
    return (SOURCE, *(name for name in names if name != SOURCE))


def plural_forms(language: str) -> tuple[str, ...]:
    """Return the names of the plural forms (CLDR) that a language has."""
    return (*sorted(Locale.parse(language).plural_form.tags), OTHER)


@dataclass(frozen=True, slots=True)
class Words:
    """The words for an edition in `language` (in full, `tag`): its catalogue's, or English ones where it lacks them."""

    language: str
    tag: str = SOURCE

    @property
    def quotes(self) -> Quotes:
        """Return the quotation marks of the language, whether it has a catalogue or not."""
        return quotes_of(self.tag)

    @property
    def sentence_quotes(self) -> Quotes:
        """Return the quotation marks for the sentences of the catalogue; English ones if there is no catalogue."""
        return quotes_of(self.tag if catalogue(self.language) else SOURCE)

    @property
    def locale(self) -> Locale:
        """Return the rules and names (CLDR) for the words; English ones if the language has no catalogue."""
        return Locale.parse(self.language if catalogue(self.language) else SOURCE)

    def _named(self, name: str) -> str:
        """Return a name from CLDR, marked if it is not in the language."""
        return name if catalogue(self.language) or self.language == SOURCE else _mark(name)

    def _forms(self, name: str) -> tuple[Forms, str]:
        own = catalogue(self.language)
        if name in own:
            return own[name], ""
        return catalogue(SOURCE)[name], "" if self.language == SOURCE else SOURCE

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the words of a name, with values filled in.

        Raises:
            KeyError: if English does not have the word, or a value for one of its placeholders is missing.
        """
        forms, lang = self._forms(name)
        return _fill(forms[OTHER], values) if lang else forms[OTHER].format_map(values)

    def count(self, name: str, number: int, /, **values: object) -> str:
        """Return the words of a name in the plural form of a number, with the number for `{n}`.

        Raises:
            KeyError: as for words that count nothing.
        """
        return self._inflected(name, number, "plural_form", values)

    def ordinal(self, name: str, number: int) -> str:
        """Return the words of a name in the ordinal form of a number, with the number for `{n}`.

        Raises:
            KeyError: as for words that count nothing.
        """
        return self._inflected(name, number, "ordinal_form", {})

    def _inflected(self, name: str, number: int, rule: str, values: Mapping[str, object]) -> str:
        """Return the words of a name in the form that a rule of the locale selects for a number."""
        forms, lang = self._forms(name)
        form = getattr(Locale.parse(lang or self.locale.language), rule)(number)
        chosen, given = forms.get(form, forms[OTHER]), {"n": number, **values}
        return _fill(chosen, given) if lang else chosen.format_map(given)

    def around(self, name: str, /, **contents: T) -> "list[str | T]":
        """Return the words of a name in pieces, with contents such as links filled in.

        Raises:
            KeyError: as for words that stand alone.
        """
        forms, lang = self._forms(name)
        pieces: list[str | T] = []
        for words, place, _, _ in Formatter().parse(forms[OTHER]):
            pieces += [_mark(words) if lang else words] if words else []
            pieces += [contents[place]] if place else []
        return pieces

    def value(self, group: str, typed: str) -> str:
        """Return the words for a value of a fixed list that an editor typed; any other value as it was typed."""
        name = f"{group}.{typed.replace(' ', '_')}"
        return self(name) if name in catalogue(SOURCE) else typed

    def choices(self, group: str) -> tuple[str, ...]:
        """Return the words of a fixed list in the order of the catalogue, any of which an editor may type."""
        return tuple(bare(self(name)) for name in _names(group))

    def as_english(self, group: str, typed: str) -> str:
        """Return the English words for a value of a fixed list that an editor typed, in this language or in English.

        Capitals and the form of an apostrophe do not matter. Any other value is returned as it was typed.
        """
        wanted = typed.replace("'", "’").casefold()
        known = dict(zip(self.choices(group), ENGLISH.choices(group), strict=True))
        known |= {english: english for english in known.values()}
        return next((english for word, english in known.items() if word.casefold() == wanted), typed)

    def month(self, number: int, *, alone: bool = False) -> str:
        """Return the name of a month (1 to 12), as it follows a day, or as it stands `alone`."""
        return self._named(str(self.locale.months["stand-alone" if alone else "format"]["wide"][number]))

    def language_name(self, tag: str) -> str:
        """Return the name of a language (BCP 47), with a capital; empty where CLDR does not know it."""
        name = str(self.locale.languages.get(primary(tag), ""))
        return self._named(name[:1].upper() + name[1:])

    def script_name(self, code: str) -> str:
        """Return the name of a script (ISO 15924), with a capital; its code where CLDR does not know it."""
        name = str(self.locale.scripts.get(code, code))
        return self._named(name[:1].upper() + name[1:])

    def decimal(self, number: float, pattern: str) -> str:
        """Return a number with the decimal sign of the language; `pattern` is CLDR's (`0.0`)."""
        return numbers.format_decimal(number, pattern, locale=self.locale)


@lru_cache(maxsize=64)
def of(tag: str) -> Words:
    """Return the words for a language (BCP 47)."""
    return Words(primary(tag), tag)


def nameless() -> frozenset[str]:
    """Return the words for editors who are not named, in every language, in lower case."""
    return frozenset({"", *(bare(of(tag)("editors.nameless")).casefold() for tag in languages())})


ENGLISH = of(SOURCE)
"""For words that must be the same in editions in every language, such as the record of published anchors."""
