"""The order of words by language, and of pages: the same on the site and in the book."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from edition import pipeline, scripts
from edition.ids import authority
from edition.model.layout import KnownPage
from edition.model.pages import Page
from edition.model.printed import NAMES
from edition.readers import pages
from edition.style import collation
from edition.writers import epub, typst
from edition.writers.site.registers import register
from test_other_editions import GERMAN, written

ORDERS = {
    "en": "10th of August; al-Ghazālī; Ångström; Arendt; Cook; Cook, Zoe; Cook Smith, A.; Cooke, Ann; Dal; D’Alembert; "
    "Łukács; Lukas; Lz; Muller; Müller; Mz; Straße; Strasser; Zola; αγορά; Бакунин; Якир",
    "de": "Ab; Äbte; Ac; Groß; Große; Müller; Mz; Ö; Œuvre; Of; Øre",
    "fr": "cote; coté; côte; cotez; œuf; of",
    "es": "nz; ñandú; o",
    "sv": "a; z; å; ä; ö",
    "da": "a; z; æ; ø; å",
    "cs": "c; č; d; h; ch; i",
    "pl": "l; lz; ł; m",
    "hu": "cz; cs; d; o; ö; p",
    "tr": "h; ı; i; j",
    "sr-Latn": "lanac; lopta; luk; ljubav; m",
    "ru": "Е; Ё; Ее; Еж; Ёж; Ж; и; й; к; Marx; αγορά",
    "uk": "г; ґ; д; е; є; ж; и; і; ї; й; к",
    "sr": "лопта; лук; љубав; млеко",
    "grc": "ἄγω; αἷμα; βίος; λόγος; σ; ὦ",
    "he": "אב; כל; כן; לב; מה",
    "fa": "ب; پ; ت; ک; گ; ل",
    "ka": "ა; ბ; გ",
}
"""Words in the order of each language."""


@pytest.mark.parametrize("language", ORDERS)
def test_words_are_in_the_order_of_the_language(language: str) -> None:
    words = ORDERS[language].split("; ")
    mixed = random.Random(7).sample(words, len(words))  # noqa: S311 - no secret
    assert sorted(mixed, key=lambda word: collation.key(word, language)) == words


@pytest.mark.parametrize("language", collation.ALPHABETS)
def test_an_alphabet_has_each_letter_once_in_its_own_script(language: str) -> None:
    letters = collation.ALPHABETS[language].split()
    assert len(set(letters)) == len(letters)
    assert {scripts.of(letter[0]) for letter in letters} <= scripts.of_language(language)
    keys = [collation.key(letter, language)[0] for letter in letters]
    assert all(len(key) == 1 for key in keys)
    assert all(one < other for one, other in pairwise(keys))


def test_roman_pages_come_before_arabic_ones() -> None:
    mixed = "A3, 7, xii, 100, 12v, 12r, iv"
    found: list[Page] = [run.first for run in pages.read(mixed).ranges]
    assert " ".join(page.label for page in sorted(found, key=lambda page: page.order)) == "iv xii 7 12r 12v 100 A3"


def test_site_and_book_have_names_in_one_order(tmp_path: Path) -> None:
    """Umlauts, strokes and particles change nothing: all lists of an edition agree."""
    names = ["Zola", "Mz", "Müller", "Łukács", "Lz", "Ångström"]
    forms = "\n".join(
        f"- {{id: p{at}, name: {name}, sort: {name}, gloss: Köchin., forms: [{name}]}}" for at, name in enumerate(names)
    )
    words = ", ".join(names)
    files = {
        **GERMAN,
        "citations/authority/persons.yml": forms,
        "citations/witness.txt": f"Ein Kessel singt.\n\nI. Kessel & Töpfe\n\nNiemand fragt.1 {words}.\n",
        "docs/essay/eins.md": f"# I. Kessel & Töpfe {{#eins}}\n\nNiemand fragt.[^1] {words}. {{#eins-p1}}\n",
    }
    edition = pipeline.edition(written(tmp_path, files))
    expected = [authority(f"p{names.index(name)}") for name in ("Ångström", "Łukács", "Lz", "Müller", "Mz", "Zola")]
    site = [item.get("id") for item in register(edition, KnownPage.PEOPLE)[0]]
    index = typst.write(edition)["book.typ"].split(f'#part("{NAMES}")')[1]
    book = re.findall(r'#pages-of\("([^"]+)"\)', index)
    people = epub.write(edition)["EPUB/people.xhtml"].decode()
    assert site == book == re.findall(r'<li id="([^"]+)"', people) == expected
