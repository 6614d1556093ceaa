"""Makes names of sections from their headings; they are parts of addresses, which never change."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from edition.readers.description import is_section
from edition.scaffold.headings import ROMAN

LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that do not decompose into a Latin letter and a mark."""
LONGEST = 24
"""Maximum length of a name."""
DANGLING = re.compile(r"(?:-[a-z]{1,3})+$")
NUMBERED = re.compile(
    rf"(?:§\s*)?(?P<number>(?:{ROMAN}|[0-9]{{1,3}})(?:[-.](?:{ROMAN}|[0-9]{{1,3}}))*)(?:[.:)]|\s*$|\s+[–—-]|(?<=[0-9])\s)"
)
"""A number at the beginning of a heading."""
TAKEN = re.compile(
    r"(?:notes|e|em|re|bib|auth|chron|app|sic|group|register|witness|timeline)-.*|[nr][0-9]+|.*-p[0-9]+"
    r"|index|notes|main|display|sheet|keys|peek|where|toc|title|author|editors|witness|printed|id|colophon"
)
"""Names that are, or may be, used for other things in an edition, or for parts of its pages."""


def _plain(text: str) -> str:
    """Return a text in lower-case letters from a to z, digits and single hyphens."""
    parted = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(character for character in parted if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def _shorten(name: str) -> str:
    """Shorten a name to whole words within the maximum length, the last of which is not a short word."""
    if len(name) <= LONGEST:
        return name
    short = name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    return DANGLING.sub("", short)


def section(heading: str, number: int, taken: Collection[str], fallback: str, divisions: Sequence[str] = ()) -> str:
    """Return a name for a section that is not among those `taken`: its number, or the words of its heading.

    `number` is its place among the sections; `fallback` the word that stands before it where the heading gives no name.
    `divisions` are the words for parts of a text: one of them and its number are a name (“Chapter IV”).
    """
    numbered = NUMBERED.match(heading)
    division = re.match(rf"(?i:{'|'.join(divisions) or '(?!)'})\s+(?:{ROMAN}|[0-9]+)(?!\w)", heading)
    name = _plain(numbered["number"]) if numbered else _shorten(_plain(division[0] if division else heading))
    if name[:1].isdigit():
        name = f"{fallback}-{name}"
    if not is_section(name) or TAKEN.fullmatch(name) or not name[0].isalpha():
        name = f"{fallback}-{number}"
    return next(free for free in (name, *(f"{name}-{copy}" for copy in range(2, 9999))) if free not in taken)
