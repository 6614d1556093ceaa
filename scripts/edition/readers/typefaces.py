"""Reads the fonts that the description names for scripts (OpenType 1.9: tables `cmap`, `name` and `OS/2`)."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

from fontTools.ttLib import TTFont, TTLibError

from edition import scripts
from edition.diagnostics import Fault
from edition.model.typefaces import Typeface
from edition.source import Place, SourceFile

SUFFIXES = (".ttf", ".otf")
RESTRICTED = 0x2
"""The bits of `OS/2.fsType` by which a font's licence forbids that documents contain it."""
BITS = 0xF
POSTSCRIPT = 6
"""The number of the PostScript name in the table `name`."""


UNREADABLE = (TTLibError, OSError, KeyError, AssertionError, ValueError, TypeError, AttributeError)
"""What fontTools raises for files that are damaged or no fonts."""


def _find_fault(script: str, path: str, raw: bytes | Fault | None) -> tuple[str, str]:
    """Return why a font cannot be read, and the fix; two empty strings if it can be tried."""
    if not scripts.members(script):
        near = scripts.code_of(script)
        fix = f"write `{near}: {path}`." if near else "write its code (ISO 15924): `Hebr`, `Arab`, `Hani`, `Grek` …"
        return f"“{script}” is not the code of a script", fix
    if not path.startswith("docs/") or not path.lower().endswith(SUFFIXES):
        fix = f"save it as a TrueType or OpenType file below docs/: `{script}: docs/assets/fonts/{script.lower()}.ttf`."
        return f"the font “{path}” is not a .ttf or .otf file below docs/", fix
    if raw is None:
        return f"the font “{path}” is missing", "add the file, or correct its path."
    return (raw.message, raw.fix) if isinstance(raw, Fault) else ("", "")


def _describe(typeface: Typeface, raw: bytes) -> Typeface:
    """Return a typeface with what its file says: family, characters of the script, whether documents may contain it."""
    script, path = typeface.script, typeface.path
    try:
        font = TTFont(io.BytesIO(raw), lazy=True)
        codes = frozenset(c for c in font.getBestCmap() or {} if scripts.belongs(chr(c), scripts.members(script)))
        family = font["name"].getBestFamilyName() or ""
        if not (family and font["name"].getDebugName(POSTSCRIPT)):
            fix = "choose another font: books find a font by these names."
            return replace(typeface, fault=f"the font “{path}” has no family name or no PostScript name", fix=fix)
        allowed = font["OS/2"].fsType & BITS if "OS/2" in font else 0
    except UNREADABLE as error:
        fix = "replace it by a font that other programs can open."
        return replace(typeface, fault=f"the font “{path}” cannot be read: {error}", fix=fix)
    if allowed == RESTRICTED:
        fix = "choose a font whose licence allows it, such as one under the SIL Open Font License."
        return replace(typeface, fault=f"the font “{path}” may not be embedded in documents", fix=fix)
    if not codes:
        fix = "choose a font for this script, or name the script that the font has."
        return replace(typeface, fault=f"the font “{path}” has no letters of the script “{script}”", fix=fix)
    return replace(typeface, family=family, codes=codes, content=raw)


def _read(script: str, path: str, place: Place, raw: bytes | Fault | None) -> Typeface:
    fault, fix = _find_fault(script, path, raw)
    typeface = Typeface(script, path, place, fault=fault, fix=fix)
    return _describe(typeface, raw) if isinstance(raw, bytes) and not fault else typeface


def read(
    named: tuple[tuple[str, str], ...],
    source: SourceFile,
    place: Place,
    load: Callable[[str], bytes | Fault | None],
) -> tuple[Typeface, ...]:
    """Return the fonts named for scripts in a field of the description, whose place is given.

    `load` returns the bytes of a file, a fault, or nothing if it is missing.
    """
    places = {script: source.find(re.compile(rf"{re.escape(script)}(?=['\"]?\s*:)"), place) for script, _ in named}
    return tuple(_read(script, path, places[script] or place, load(path)) for script, path in named)
