"""The pictures of a text in Markdown: kept as figures where their files are beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from edition.diagnostics import Fault
from edition.model.pictures import FOLDER
from edition.readers import pictures, texts

MARKUP = re.compile(r"[*_`{}\[\]\\^~$<>\"]")
"""Signs not allowed in the description of a picture."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that is kept: its caption, its file in the new edition, and its description in words."""

    caption: str
    name: str
    content: bytes
    alternative: str

    @property
    def markdown(self) -> str:
        """Return it as a figure of our notation, without an anchor."""
        return f'![{self.caption}](../{FOLDER}{self.name}){{alt="{self.alternative}"}}'

    @property
    def path(self) -> str:
        """Return the path of its file in the new edition."""
        return f"docs/{FOLDER}{self.name}"


@dataclass(frozen=True, slots=True)
class Left:
    """A picture that cannot be kept, why, and the fix; without `fix`, its file must be put where it belongs."""

    line: int
    why: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a text by line, and those that cannot be kept."""

    kept: Mapping[int, Kept]
    left: tuple[Left, ...] = ()


NONE = Pictures({})


def find(text: str, folder: Path) -> Pictures:
    """Return the pictures of a text in Markdown whose file is in a folder."""
    kept: dict[int, Kept] = {}
    left: list[Left] = []
    contents: dict[str, bytes] = {}
    for found in pictures.TYPED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        taken = _take(found, folder, contents)
        if isinstance(taken, Kept):
            kept[line] = taken
            contents[taken.name] = taken.content
        else:
            left.append(Left(line, *taken))
    return Pictures(kept, tuple(left))


def _take(found: re.Match[str], folder: Path, known: Mapping[str, bytes]) -> Kept | tuple[str, str]:
    """Return a picture, or why it cannot be kept, and the fix; `known` are the files kept so far."""
    raw = _read(unquote(found["target"]), folder)
    if isinstance(raw, str):
        return raw, ""
    name = pictures.plain_name(found["target"])
    alternative = " ".join(MARKUP.sub("", found["alternative"] or found["caption"]).split())
    if known.get(name, raw) != raw:
        return f"another file is named “{name}”", ""
    if not alternative:
        return "it has no words that say what it shows", ""
    for fault in pictures.describe(f"docs/{FOLDER}{name}", raw).faults:
        return fault.message, fault.fix
    return Kept(found["caption"], name, raw, alternative)


def _read(target: str, folder: Path) -> bytes | str:
    """Return the bytes of a picture, or why they cannot be read."""
    if pictures.OUTWARD.match(target):
        return "it is at an address outside"
    if pictures.NAME.fullmatch(pictures.plain_name(target)) is None:
        return "it is not a PNG, JPEG or SVG file"
    try:
        raw = texts.read_bytes(folder, target)
    except FileNotFoundError:
        return f"there is no file “{target}”"
    return raw.message if isinstance(raw, Fault) else raw
