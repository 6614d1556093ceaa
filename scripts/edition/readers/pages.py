"""Reads pages: `12--14`, `pp. xii–xv, 3`, `A5–A7`, `57ff.`, `1–90 (in part)`."""

import re
from dataclasses import replace

from edition.model.pages import ROMAN, Page, PageRange, Pages
from edition.source import Place

WORD = re.compile(r"(?:pages?|pag|pp?|Seiten?|S|стр|сс?)(?:\.\s*|\s+)", re.IGNORECASE)
"""A term for pages before the numbers; the house style prints its own."""
PARTED = re.compile(r"\s*(?:[,;&]\s*(?:and|und|et)\b|[,;&]|\b(?:and|und|et)\b)\s*")
DASH = re.compile(r"\s*(?:-+|[‐‑‒–—−])\s*")
FOLLOWING = re.compile(r"(?<=[\divxlcdm])\s?(?:(?P<one>f|sq)|(?P<more>ff|sqq|\+))\.?", re.IGNORECASE)
ARABIC = re.compile(
    r"(?P<series>[A-HJ-NP-Z]|[a-km-np-z]|(?:[0-9]{1,9}[.:/])+)?(?P<number>[0-9]+)"
    r"(?P<side>[a-hrv*]|\([0-9a-z]{1,3}\)|\s?nn?\.?\s?[0-9]{1,9})?"
)
"""The label of a page. No letter mistaken for a digit (`O`, `I`, `l`) begins it; `r` and `v` are sides of a leaf."""
LEAF = re.compile(r"(?:\w*[./])?[0-9]{1,9}[rv]")
NUMERAL = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
WITH_REMARK = re.compile(r"(?P<numbers>[^()]*?)\s*(?P<remark>\([^()]*\))?")
LONGEST = 9
"""Maximum number of digits in a number."""


def read_roman(label: str) -> int:
    """Return the value of a Roman numeral; a smaller digit before a greater one is subtracted."""
    values = [VALUES[sign] for sign in label.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _read_page(label: str) -> Page | None:
    bare = label.removeprefix("[").removesuffix("]")
    if bare and NUMERAL.fullmatch(bare):
        return Page(label, read_roman(bare), ROMAN)
    found = ARABIC.fullmatch(bare)
    if found is None or len(found["number"]) > LONGEST:
        return None
    return Page(label, int(found["number"]), found["series"] or "", "".join((found["side"] or "").split()))


def page_range(text: str) -> PageRange | None:
    """Return one page or one run of pages; `None` where the text is neither."""
    following = ""
    if found := re.search(f"(?:{FOLLOWING.pattern})$", text, re.IGNORECASE):
        following, text = "f." if found["one"] else "ff.", text[: found.start()]
    written = DASH.split(text)
    leaf = LEAF.fullmatch(written[0])
    if leaf and written[1:] in (["r"], ["v"]):  # `12r–v`: the other side of the same leaf
        other = _read_page(leaf[0][:-1] + written[1])
        ends = [_read_page(written[0]), replace(other, label=written[1]) if other else None]
    else:
        ends = [_read_page(end) for end in written]
    known = [end for end in ends if end is not None]
    return PageRange(known[0], known[-1], following) if len(known) == len(ends) <= len("ab") else None


def read(written: str, place: Place | None = None) -> Pages:
    """Read pages, with or without their word (`pp.`); nothing is raised: `fault` says what could not be read.

    A remark stands at the end, in brackets or after a comma, and does not begin with a figure.
    """
    text = " ".join(written.replace("~", " ").replace("\\", "").split())
    split = WITH_REMARK.fullmatch(text)
    numbers, remark = (split["numbers"], split["remark"] or "") if split else (text, "")
    ranges: list[PageRange] = []
    parts = [found.span() for found in PARTED.finditer(numbers)]
    for start, end in zip([0, *(end for _, end in parts)], [*(start for start, _ in parts), len(numbers)], strict=True):
        part = WORD.sub("", numbers[start:end], count=1) if WORD.match(numbers[start:end]) else numbers[start:end]
        if (run := page_range(part)) is not None:
            ranges.append(run)
        elif ranges and part[:1].isalpha() and not remark and ":" not in numbers[start:]:
            remark = numbers[start:]
            break
        elif text:
            return Pages(text, fault=f"“{part}” is not a page or a range of pages", place=place)
    return Pages(text, tuple(ranges), remark, place=place)
