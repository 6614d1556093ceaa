"""Reads figures: pandoc's `implicit_figures`, a picture that is alone in its paragraph.

Its caption is in the brackets, and what it shows in `alt`: `![Caption](../figures/rain.png){#i-p3 alt="A graph"}`.
"""

import re
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from edition.ids import NO_ANCHOR, AnchorName
from edition.model.pictures import Figure
from edition.readers import inlines
from edition.readers.blocks import BlockReader
from edition.readers.drawings import pixels
from edition.readers.pictures import Pictures
from edition.source import Place

OPENING = "!["
KNOWN = frozenset({"src", "alt", "id", "width"})
ESCAPED = re.compile(r"\\(?=[\"\\])")
AFTER = re.compile(r"\s*+(?:(?P<braces>\{(?!#[^}\s]+\}\s*$).*?\})\s*+)?(?:\{#(?P<id>[^}\s]+)\})?\s*+")
"""What may follow a picture: braces that the parser could not read, and an anchor."""
UNNUMBERED = "{.unnumbered}"
"""The class of a paragraph without a number, which a figure does not need."""
WIDEST = 10000
"""The greatest width of a figure, in CSS pixels; two metres and a half are a slip."""
TWICE = re.compile(r"(?<=[\s{])alt=.*\salt=")


def is_figure(token: Token) -> bool:
    """Return whether a paragraph is a picture, and after it braces or nothing."""
    children = token.children or []
    kinds = [child.type for child in children]
    is_alone = AFTER.fullmatch("".join(child.content for child in children[1:])) is not None
    return kinds[:1] == ["image"] and set(kinds[1:]) <= {"text"} and is_alone


def _find_faults(token: Token, given: Mapping[str, str], after: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a figure in our notation, and the fix."""
    if "\n" in token.content:
        yield "a figure of several lines", "write the figure in one line."
    if after.get("braces") not in {None, UNNUMBERED}:
        fix = 'write `{#i-p3 alt="What it shows" width=6cm}`, with straight quotation marks; `width="6.5cm"`.'
        yield f"“{after['braces']}” at a figure", fix
    if strange := set(given) - KNOWN:
        named = ", ".join(f"“{name}”" for name in sorted(strange))
        yield f"{named} at a figure", "remove it: a figure has `alt`, an anchor and `width`."
    if after.get("id") and given.get("id"):
        yield f"a second anchor (“{after['id']}”) of a figure", "remove one of them."
    if TWICE.search(token.content):
        yield "a second `alt` at a figure", "remove one of them."
    width = given.get("width", "")
    if width and (width[-1].isdigit() or not 1 <= pixels(width) <= WIDEST):
        yield f"the width “{width}” of a figure", "write a length in px, mm, cm, in, pt or pc: `width=6cm`."


def read(reader: BlockReader, pictures: Pictures, token: Token, place: Place) -> Figure:
    """Read a paragraph as a figure."""
    image, *rest = token.children or []
    given = {name: str(value) for name, value in image.attrs.items() if value != ""}
    found = AFTER.fullmatch("".join(part.content for part in rest))
    after: Mapping[str, str | None] = found.groupdict() if found else {}
    region = inlines.Region(reader.source, token.content, place.line)
    caption = inlines.read_part(reader.markdown, region, len(OPENING), len(image.content))
    for what, fix in _find_faults(token, given, after):
        reader.report(what, place, fix)
    return Figure(
        anchor=AnchorName(given.get("id") or after.get("id") or NO_ANCHOR),
        picture=pictures.find(given.get("src", ""), place),
        alternative=" ".join(ESCAPED.sub("", given.get("alt", "")).split()),
        caption=caption,
        place=place,
        width=round(pixels(given.get("width", ""))),
    )
