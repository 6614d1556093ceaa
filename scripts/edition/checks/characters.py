"""Rules about characters: none that are invisible or invalid, none that the book's font lacks."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib import resources

from edition import scripts
from edition.checks.rule import rule
from edition.config import FILE
from edition.diagnostics import Fault
from edition.model.characters import ANY, RANGES, Kind, find_forbidden, name_characters, pattern_of
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import Strong
from edition.source import Place
from edition.style.numbers import quantity

PRINTED = ("sections", "notes", "bibliography", "pages", "authorities", "events", "standing")
"""The parts of a draft that are printed, apart from its description."""
MANY = 12
"""More places of one kind in a file than this are reported in one finding."""
NEAR = 12
"""Characters of a word that are shown on either side."""
SPACE = re.compile(r"\s")
CODE = re.compile("[0-9A-F]+")
GLYPHS = "glyphs.txt"
"""The characters in the book's font; a test generates the file from the fonts in Typst."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A decoded text of the draft, the nearest place that is known, and whether it is bold."""

    text: str
    place: Place
    bold: bool = False


def _texts(value: object, place: Place) -> Iterator[_Text]:
    """Yield every text below a value of the draft that contains characters other than printable ASCII."""
    left: list[tuple[object, Place, bool]] = [(value, place, False)]
    while left:
        one, near, bold = left.pop()
        if isinstance(one, str):
            if not (one.isascii() and one.isprintable()):
                yield _Text(one, near, bold)
        elif isinstance(one, tuple):
            near = next((part for part in one if isinstance(part, Place)), near)
            left += [(part, near, bold) for part in one]
        elif isinstance(one, Place | int | None):
            continue  # much of a draft; asking whether it is a mapping is slow
        elif is_dataclass(one):
            here = getattr(one, "place", None) or near
            within = bold or isinstance(one, Strong)
            left += [(getattr(one, name), here, within) for name in one.__dataclass_fields__]
        elif isinstance(one, Mapping):
            left += [(part, near, bold) for part in one.values()]


def _printed_texts(draft: Draft, *also: str) -> Iterator[_Text]:
    """Yield every printed text, and the texts of the further fields of the draft that are given."""
    for field in fields(draft.config):
        yield from _texts(getattr(draft.config, field.name), draft.place_of_setting(field.name))
    for name in (*PRINTED, *also):
        yield from _texts(getattr(draft, name), Place(""))


def _texts_with(draft: Draft, pattern: re.Pattern[str], *also: str) -> Iterator[_Text]:
    """Yield the printed texts that contain a pattern; if none does, one search finds that out."""
    texts = list(_printed_texts(draft, *also))
    if pattern.search("".join(set("".join(text.text for text in texts)))):
        yield from (text for text in texts if pattern.search(text.text))


def _locate(draft: Draft, text: _Text, start: int, run: str) -> Place:
    """Return the place of a run of characters: where the source shows the first, else that of the text or record."""
    if text.place.length == len(text.text):
        return text.place.moved(start, len(run))
    source = draft.sources.get(text.place.file)
    if source is None:
        return text.place
    pattern = pattern_of(run[0])
    found = source.find(pattern, text.place)
    if found is None or found.line != text.place.line:  # it may precede the text whose place is known
        before = source.find(pattern, replace(text.place, column=1))
        found = before if before and before.line == text.place.line else found
    return found or text.place


def _word(text: str, start: int, run: str) -> str:
    """Return the word around a run of characters, by their codes where they cannot be seen."""
    before, after = text[max(0, start - NEAR) : start], text[start + len(run) :][:NEAR]
    word = f"{SPACE.split(before)[-1]}{run}{SPACE.split(after)[0]}"
    return f"“{''.join(c if c.isprintable() else f'<U+{ord(c):04X}>' for c in word)}”"


def _find_in_sources(draft: Draft) -> Iterator[tuple[Place, str, Kind, str]]:
    """Yield the characters that no text may have as the sources show them; a witness may have any white space."""
    for path, source in draft.sources.items():
        for kind, start, run in find_forbidden(source.text):
            if path != draft.config.witness.file or not run.isspace():
                yield source.place(start, len(run)), _word(source.text, start, run), kind, run


def _find_in_texts(draft: Draft) -> Iterator[tuple[Place, str, Kind, str]]:
    """Yield the characters that no text may have as the texts have them, once escapes are read."""
    for text in _texts_with(draft, ANY, "references", "settings"):
        for kind, start, run in find_forbidden(text.text):
            yield _locate(draft, text, start, run), _word(text.text, start, run), kind, run


@rule("character-forbidden")
def character_forbidden(draft: Draft, edition: Edition) -> Iterator[Fault]:
    r"""Report characters that are invisible, invalid or lost.

    What: no text may contain control characters, white space other than spaces, tabs and line ends, marks that
        reverse the direction of writing, invisible characters, letters that were lost (U+FFFD), private-use
        characters or unassigned codes, whether typed or written as an escape (`&#173;`, `\x01`). No-break spaces
        next to French punctuation and between figures are allowed, as is any white space in the witness.
    Why: a single control character makes TEI and EPUB unreadable to every program; an invisible character keeps
        searches from finding the word.
    Fix: remove the character shown.
    """
    found: dict[tuple[str, Kind], dict[Place, tuple[str, str]]] = {}
    not_text = {(fault.place.file, kind) for fault in draft.broken_files for kind in (Kind.CONTROL, Kind.LOST)}
    not_text |= {(fault.place.file, Kind.LOST) for fault in draft.broken_description}
    for place, word, kind, run in (*_find_in_sources(draft), *_find_in_texts(draft)):
        # what is typed is found twice, once in the source and once in the text that is read from it
        found.setdefault((place.file, kind), {}).setdefault(replace(place, length=1), (word, run))
    for (_, kind), places in ((key, places) for key, places in found.items() if key not in not_text):
        many = f"; this is the first of {len(places)} places in the file" if len(places) > MANY else ""
        for place, (word, run) in list(places.items())[: 1 if many else None]:
            message = f"{word} contains {kind.words} ({name_characters(run)}){many}"
            yield Fault(replace(place, length=len(run)), message, kind.fix)


@cache
def _missing_glyphs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of characters that the book cannot print: in any of its faces, and in bold italics."""
    known = resources.files("edition.checks").joinpath(GLYPHS).read_text(encoding="ascii")
    other = "".join(RANGES.values())  # reported by the other rule
    lines = [CODE.sub(lambda code: rf"\U{code[0]:0>8}", line) for line in known.splitlines() if line[0] != "#"]
    plain, bold = (re.compile(f"[^\\s{other}{line.replace(' ', '')}]+") for line in lines)
    return plain, bold


def _has(lacking: re.Pattern[str], character: str) -> bool:
    """Return whether a font has a character: a letter with its accent, or letter and accent each."""
    return not lacking.search(unicodedata.normalize("NFD", character))


def _advise_font(character: str) -> str:
    """Return what to do about a character: name a font, if it belongs to a script."""
    script = scripts.of(character)
    if script in scripts.NEUTRAL or script == scripts.LATIN:
        apart = unicodedata.normalize("NFKC", character)
        return f"write its letters apart: “{apart}”." if apart[1:].isalpha() else "rewrite it, or leave it out."
    tag = scripts.LIKELY.get(script, "und")
    font = f"`fonts: {{{script}: docs/assets/fonts/….ttf}}`"
    return f"name a font for it in {FILE} ({font}), or write the word in Latin letters (`{{lang={tag}-Latn}}`)."


def _find_unprintable(draft: Draft, edition: Edition) -> Iterator[tuple[Place, str, str]]:
    """Yield the runs of characters that no font has, each with its place and its first such character."""
    plain, bold = _missing_glyphs()
    known = {code for typeface in edition.typefaces for code in typeface.codes}
    for text in _texts_with(draft, bold):
        lacking = bold if text.bold else plain
        for found in lacking.finditer(text.text):
            missing = next((c for c in found[0] if ord(c) not in known and not _has(lacking, c)), "")
            if missing:
                yield _locate(draft, text, found.start(), found[0]), found[0], missing


@rule("character-unprintable")
def character_unprintable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report characters that the book's font lacks.

    What: every character of the essay, the notes, the registers, the bibliography and the pages in the book must be
        in the book's font, Libertinus Serif, in roman, italic and bold: it has Latin, Greek, Cyrillic and Hebrew
        letters. Letters of other scripts may be in a font that citations/edition.yml names for their script.
    Why: the PDF and the preview images could not be made; the site and the EPUB would show the character in
        whatever font the reader's device has.
    Fix: name a font for the script (`fonts: {Arab: docs/assets/fonts/arabic.ttf}`), write the word in Latin letters
        with their language (`[salām]{lang=ar-Latn}`), or leave it out.
    """
    found = dict(reversed([(place, run) for place, *run in _find_unprintable(draft, edition)]))
    own = scripts.of_language(draft.config.language) - {scripts.LATIN}
    of_text = [place for place, (_, missing) in reversed(found.items()) if scripts.of(missing) in own]
    for place, (run, missing) in reversed(found.items()):
        message, fix = f"the book's font lacks “{run}” ({name_characters(run[:3])})", _advise_font(missing)
        if place in of_text[1:]:  # one font is lacking, not each of the words
            continue
        if place in of_text:
            message += f"; this is the first of {quantity(len(of_text), 'place')} in the script of the text"
            code = next((name for name in ("Jpan", "Kore") if scripts.members(name) == own), scripts.of(missing))
            fix = f"name a font for it in {FILE}: `fonts: {{{code}: docs/assets/fonts/….ttf}}`."
        yield Fault(place, message, fix)
