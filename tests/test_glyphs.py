"""What the checks say of the book's font is true of the fonts that Typst carries."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from edition import checks
from edition.checks import characters
from edition.model.characters import find_forbidden
from support import check
from test_hostile import ABOUT, changed

FILE = Path(checks.__file__).parent / characters.GLYPHS
FACES = ("Libertinus Serif Regular", "Libertinus Serif Italic", "Libertinus Serif Bold", "Libertinus Serif Bold Italic")
HEAD = """\
# The code points that Libertinus Serif, as Typst carries it, has in roman, italic and bold; then, in bold italic, too.
# Made by: pytest tests/test_glyphs.py --accept
"""
OPENTYPE = b"OTTO"


def coverage() -> dict[str, frozenset[int]]:
    """Return the characters of the faces inside the module of Typst, each by its full name."""
    module = next(Path(typst.__file__).parent.glob("_typst*")).read_bytes()
    found: dict[str, frozenset[int]] = {}
    at = module.find(OPENTYPE)
    while at >= 0:
        try:
            font = TTFont(io.BytesIO(module[at : at + 2_000_000]), lazy=True)
            found.setdefault(font["name"].getDebugName(4), frozenset(font.getBestCmap()))
        except Exception:  # noqa: BLE001, S110 - the four letters stand elsewhere, too
            pass
        at = module.find(OPENTYPE, at + 1)
    return found


def ranges(codes: frozenset[int]) -> str:
    """Return code points as ranges: `20-7E A0-17F 2013`."""
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return " ".join(f"{a:X}-{b:X}" if a < b else f"{a:X}" for a, b in zip(starts, ends, strict=True))


@pytest.mark.slow
def test_what_the_font_can_print_is_known(accept: bool) -> None:
    faces = coverage()
    roman, italic, bold, both = (faces[name] for name in FACES)
    plain = roman & italic & bold
    listed = f"{HEAD}{ranges(plain)}\n{ranges(plain & both)}\n"
    if accept:
        FILE.write_text(listed, encoding="ascii")
    assert FILE.read_text(encoding="ascii") == listed


def printable(*, bold: bool) -> list[str]:
    """Return the characters of the first two planes that the checks let pass."""
    lacking = characters._missing_glyphs()[bold]
    visible = (chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code < 0xE000)
    seen = [c for c in visible if not c.isspace() and not any(find_forbidden(c))]
    return [c for c in seen if not lacking.search(c) or characters._has(lacking, c)]


@pytest.mark.parametrize("face", ["#text", "#emph", "#strong", "#strong[#emph"])
def test_the_book_prints_what_the_checks_let_pass(face: str, tmp_path: Path) -> None:
    words = json.dumps(" ".join(printable(bold=face.count("#") > 1)), ensure_ascii=False)
    source = tmp_path / "all.typ"
    setting = '#set document(title: "x")\n#set text(font: "Libertinus Serif", fallback: false)\n'
    source.write_text(f"{setting}{face}[#{words}]{']' * (face.count('#') - 1)}", encoding="utf-8")
    assert typst.compile(source, format="pdf", pdf_standards=["a-3a", "ua-1"], ignore_system_fonts=True)


@pytest.mark.parametrize("character", ["漢", "😀", "س", "न", "𝔸", "₹", "\u0460"])
def test_it_does_not_print_what_they_report(character: str, tmp_path: Path) -> None:
    """In one of the three faces it has no glyph, and without another font to fall back to Typst stops."""
    assert not characters._has(characters._missing_glyphs()[False], character)
    source = tmp_path / "one.typ"
    setting = '#set document(title: "x")\n#set text(font: "Libertinus Serif", fallback: false)\n'
    source.write_text(f"{setting}{character} _{character}_ *{character}*", encoding="utf-8")
    with pytest.raises(RuntimeError, match="could not be displayed"):
        typst.compile(source, format="pdf", pdf_standards=["a-3a", "ua-1"], ignore_system_fonts=True)


@pytest.mark.parametrize(("count", "findings"), [(12, 12), (13, 1)])
def test_more_than_twelve_characters_of_a_kind_are_one_finding(count: int, findings: int, tmp_path: Path) -> None:
    """It says how many they are."""
    text = "# About\n\n" + "".join(f"hard\u00a0space {number}\n" for number in range(count))
    found = [f for f in check(changed(tmp_path, ABOUT, "", text)) if f.rule == "character-forbidden"]
    assert len(found) == findings
    assert ("this is the first of 13 places" in found[0].message) is (findings == 1)
