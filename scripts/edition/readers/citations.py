"""Reads what stands inside a citation cluster: keys, prefixes, locators and suffixes."""

from __future__ import annotations

import re

from edition.model import locators
from edition.model.inline import Cite, CiteItem
from edition.source import Place

KEY = re.compile(r"@(?P<key>[A-Za-z0-9_][\w:.#$%&+?<>~/-]*[\w]|[A-Za-z0-9_])")
SEEN = "seen"


def _item(raw: str, place: Place, language: str) -> CiteItem:
    found = KEY.search(raw)
    if found is None:
        return CiteItem("", place, prefix=raw.strip())
    parts = [p.strip() for p in raw[found.end() :].split(",")]
    before_comma, rest = parts[0], parts[1:]
    seen = bool(rest) and rest[-1] == SEEN
    rest = rest[:-1] if seen else rest
    first = next((i for i, p in enumerate(rest) if locators.opens(p, language)), None)
    where: list[str] = []
    if first is not None:
        end = first + 1
        # “pp. 114, 116”: a part that opens with a figure continues the locator before it
        while end < len(rest) and rest[end][:1].isdigit():
            end += 1
        where, rest = rest[first:end], rest[:first] + rest[end:]
    suffix = ", ".join([p for p in [before_comma, *rest] if p])
    key_place = place.moved(found.start(), found.end() - found.start())
    return CiteItem(found["key"], key_place, raw[: found.start()].strip(), ", ".join(where), suffix, seen)


def read(raw: str, place: Place, language: str = "en") -> Cite:
    """Read a bracketed citation cluster, `raw` with its brackets, standing at `place`, in an edition in `language`.

    The syntax is pandoc's (User's Guide, “Citation syntax”); the last word `seen` of an item says that the
    editors read the page. An item without a key keeps its text as the prefix.
    """
    items, offset = [], 1
    for part in raw[1:-1].split(";"):
        items.append(_item(part, place.moved(offset, len(part)), language))
        offset += len(part) + 1
    return Cite(tuple(items), place)
