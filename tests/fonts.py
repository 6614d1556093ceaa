"""Small fonts made for tests, of our own drawing: every letter is a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from pathlib import Path


def write_font(path: Path, letters: str, *, family: str = "Boxes", embedding: int = 0) -> Path:
    """Write a TrueType font that has some letters; `embedding` is its `OS/2.fsType`."""
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    pen = TTGlyphPen(None)
    for at, point in enumerate(((100, 0), (100, 700), (500, 700), (500, 0))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    names_of = {"familyName": family, "styleName": "Regular", "fullName": family, "psName": family.replace(" ", "")}
    font.setupNameTable(names_of)
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, fsType=embedding)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path
