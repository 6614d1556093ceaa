"""Language tags: what the grammar of BCP 47 (RFC 5646, § 2.1) allows, and what is reported of all else."""

from __future__ import annotations

import pytest

from edition import languages

GOOD = [
    *("de", "fr", "ru-Latn", "en-GB", "de-1901", "de-CH-1996", "sl-rozaj-biske", "sl-rozaj-biske-1994", "zh-Hant-TW"),
    *("es-419", "hy-Latn-IT-arevela", "zh-cmn-Hans-CN", "yue", "sr-Cyrl", "ja-Latn-hepburn", "grc", "und", "mul"),
    *("de-DE-u-co-phonebk", "en-a-myext-b-another", "en-t-ru", "de-x-sindarin", "x-sindarin", "x-a-b", "i-klingon"),
    *("en-GB-oed", "sgn-BE-FR", "art-lojban", "zh-min-nan", "qaa-Qaaa-QM-x-southern", "az-Arab-x-aze-derbend"),
]


@pytest.mark.parametrize("tag", GOOD)
def test_a_well_formed_tag_is_one_in_any_case(tag: str) -> None:
    assert [languages.read(spelling) for spelling in (tag, tag.lower(), tag.upper())] == [tag] * 3
    assert languages.find_fault(tag) == ("", "")


BAD = [
    ("en_GB", "joined by hyphens", "write `en-GB`."),
    ("ru_latn", "joined by hyphens", "write `ru-Latn`."),
    ("en GB", "joined by hyphens", "write `en-GB`."),
    (" de", "joined by hyphens", "write `de`."),
    ("de--AT", "one of its parts is empty", "write `de-AT`."),
    ("de-", "one of its parts is empty", "write `de`."),
    ("-de", "one of its parts is empty", "write `de`."),
    ("", "one of its parts is empty", languages.FIX),
    ("de-DE-Latn", "wrong order", "write `de-Latn-DE`."),
    ("de-1901-CH", "wrong order", "write `de-CH-1901`."),
    ("zh-TW-Hant", "wrong order", "write `zh-Hant-TW`."),
    ("de-altenglische", "“altenglische” has more than 8 letters", languages.FIX),
    ("a" * 9, "has more than 8 letters", languages.FIX),
    ("a" * 5000, "has more than 8 letters", languages.FIX),
    ("dé", "“é” is neither a letter from a to z nor a digit", languages.FIX),
    ("de.DE", "“.” is neither", languages.FIX),
    ("de–AT", "“–” is neither", languages.FIX),
    ("ру", "“р” is neither", languages.FIX),
    ("german", "each once", languages.FIX),
    ("deutsch", "each once", languages.FIX),
    ("d", "each once", languages.FIX),
    ("1234", "each once", languages.FIX),
    ("de-1901-1901", "each once", languages.FIX),
    ("ar-a-aaa-b-bbb-a-ccc", "each once", languages.FIX),
    ("de-DE-AT", "each once", languages.FIX),
    ("de-Latn-Cyrl", "each once", languages.FIX),
    ("en-u", "each once", languages.FIX),
    ("de-x", "each once", languages.FIX),
    ("x", "each once", languages.FIX),
    ("i-elvish", "each once", languages.FIX),
]


@pytest.mark.parametrize(("tag", "why", "fix"), BAD)
def test_what_is_not_a_tag_is_reported_with_reason_and_guess(tag: str, why: str, fix: str) -> None:
    assert languages.read(tag) is None
    message, advice = languages.find_fault(tag)
    assert why in message
    assert advice == fix


@pytest.mark.parametrize(
    ("tag", "primary", "region"),
    [
        ("de-CH-1996", "de", "CH"),
        ("zh-Hant-TW", "zh", "TW"),
        ("de-1901", "de", ""),
        ("es-419", "es", ""),
        ("EN", "en", ""),
    ],
)
def test_a_book_is_set_in_the_language_and_the_country(tag: str, primary: str, region: str) -> None:
    assert (languages.primary(tag), languages.region(tag)) == (primary, region)


@pytest.mark.parametrize("tag", ["x-sindarin", "i-klingon"])
def test_a_language_without_a_code_is_undetermined(tag: str) -> None:
    assert languages.primary(tag) == "und"
