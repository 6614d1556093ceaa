"""The style sheet of an edition's own fonts: faces of the theme's families, for the characters of their scripts."""

import posixpath
from collections.abc import Iterable

from edition import theme
from edition.model.edition import Edition
from edition.model.typefaces import Typeface

FILE = f"{theme.ASSETS}/typefaces.css"
FAMILIES = ("L", "D")
"""The families of the theme's style sheet: from a server, and from disk."""


def face(family: str, slope: str, address: str, typeface: Typeface) -> str:
    """Return a face of a family; there is one for italics, too, so that browsers do not slant the letters."""
    codes = ",".join(f"U+{a:X}-{b:X}" if a < b else f"U+{a:X}" for a, b in typeface.ranges)
    return f'@font-face{{font-family:"{family}";font-style:{slope};src:url("{address}");unicode-range:{codes}}}\n'


def faces(families: Iterable[str], address: str, typeface: Typeface) -> str:
    """Return the faces of a typeface in some families, upright and for italics."""
    return "".join(face(family, slope, address, typeface) for family in families for slope in ("normal", "italic"))


def write(edition: Edition) -> str:
    """Return the style sheet; empty if the edition has no fonts of its own."""
    start = posixpath.dirname(FILE)
    return "".join(
        faces(FAMILIES, posixpath.relpath(font.path.removeprefix("docs/"), start), font) for font in edition.typefaces
    )
