"""Language tags (BCP 47): parsing, validation and suggestions.

A tag is well formed where it fits the grammar of RFC 5646, § 2.1; that its subtags are registered is not asked.
"""

import re
from typing import NewType

LanguageTag = NewType("LanguageTag", str)
"""A well-formed tag in the case that RFC 5646, § 2.1.1 recommends: `en-GB`, `zh-Hant-TW`, `sl-rozaj-biske`."""

LANGTAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # language, and extended language subtags; none of four to eight letters exists
    r"(?:-[a-z]{4})?"  # script
    r"(?:-(?:(?P<region>[a-z]{2})|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE | re.ASCII,
)
GRANDFATHERED = {
    tag.lower(): LanguageTag(tag)
    for tag in (
        *("en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo"),
        *("i-navajo", "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "art-lojban"),
        *("cel-gaulish", "no-bok", "no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang"),
    )
}
"""Tags from before RFC 4646, registered as a whole."""
FIX = "write a BCP 47 tag, such as `de`, `en-GB`, `de-1901`, or `ru-Latn` for Russian in Latin letters."
SUBTAG = 8
"""Maximum length of a part of a tag."""


def _in_recommended_case(tag: str) -> str:
    """Return a tag in the recommended case: regions in capitals, scripts with a capital, all else small."""
    parts = tag.lower().split("-")
    for at, part in enumerate(parts[1:], start=1):
        if len(parts[at - 1]) == 1:
            break  # an extension, or private use
        if part.isalpha() and len(part) in {2, 4}:
            parts[at] = part.upper() if len(part) == 2 else part.capitalize()  # noqa: PLR2004 - a region's letters
    return "-".join(parts)


def read(text: str) -> LanguageTag | None:
    """Parse a tag and return it in the recommended case; `None` if it is not valid."""
    if text.lower() in GRANDFATHERED:
        return GRANDFATHERED[text.lower()]
    found = LANGTAG.fullmatch(text)
    if found is None:
        return None
    variants = (found["variants"] or "").lower().split("-")[1:]
    singletons = re.findall(r"(?<=-)[0-9a-wy-z](?=-)", (found["extensions"] or "").lower())
    if len({*variants}) < len(variants) or len({*singletons}) < len(singletons):
        return None
    return LanguageTag(_in_recommended_case(text))


def primary(tag: str) -> str:
    """Return the language of a tag without script, region and variants: `de` of `de-CH-1996`, `und` of `x-sindarin`."""
    first = tag.partition("-")[0].lower()
    return first if len(first) != 1 else "und"


def region(tag: str) -> str:
    """Return the country of a tag, or an empty string: `CH` of `de-CH-1996`."""
    found = LANGTAG.fullmatch(tag)
    return found["region"] or "" if found else ""


def _reorder(parts: list[str]) -> LanguageTag | None:
    """Return the tag with its parts in the right order; `None` if that is not valid either."""

    def rank(part: str) -> int:
        if part.isalpha() and len(part) == 4:  # noqa: PLR2004 - a script's letters
            return 0
        return 1 if re.fullmatch(r"[A-Za-z]{2}|[0-9]{3}", part) else 2

    return read("-".join([parts[0], *sorted(parts[1:], key=rank)]))


def find_fault(text: str) -> tuple[str, str]:
    """Return why a text is not a language tag, and the fix; two empty strings if it is one."""
    if read(text):
        return "", ""
    parts = [part for part in re.split(r"[-_\s]+", text.strip()) if part]
    meant = read("-".join(parts)) or (_reorder(parts) if parts else None)
    long = next((part for part in parts if len(part) > SUBTAG), "")
    strange = re.search(r"[^A-Za-z0-9_\s-]", text)
    if strange:
        why = f"“{strange[0]}” is neither a letter from a to z nor a digit"
    elif re.search(r"[_\s]", text):
        why = "its parts must be joined by hyphens"
    elif "" in text.split("-"):
        why = "one of its parts is empty"
    elif long:
        why = f"“{long}” has more than {SUBTAG} letters"
    elif meant:
        why = "its parts are in the wrong order"
    else:
        why = "a tag must consist of language, script, region and variants, in this order, each once"
    return why, f"write `{meant}`." if meant else FIX
