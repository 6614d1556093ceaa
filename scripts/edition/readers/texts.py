"""Files as texts: UTF-8, line ends, and the characters that no text may have."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from edition.diagnostics import Fault
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that XML cannot hold (XML 1.0, § 2.2), and DEL."""
FORM_FEED = "\f"
"""White space that begins a page: a witness may have it, no format is made of the witness's file."""
LARGEST = 20_000_000
"""More bytes than this no source may have."""
NOT_UTF_8 = "save it as UTF-8; most often the file is in the encoding of an older system."


UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _lines(raw: bytes, errors: str = "strict") -> str:
    """Return bytes as text with the line ends of Unix and without a mark of the byte order."""
    coding = "utf-16" if raw.startswith(UTF_16) else "utf-8"
    text = raw.removeprefix(codecs.BOM_UTF8).decode(coding, errors)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _broken(source: SourceFile, raw: bytes, passed: str) -> Iterator[Fault]:
    if raw.startswith(UTF_16):
        yield Fault(source.place(0), "not UTF-8, but UTF-16", NOT_UTF_8)
    try:
        _lines(raw)
    except UnicodeDecodeError as error:
        before = _lines(raw.removeprefix(codecs.BOM_UTF8)[: error.start], "replace")
        place = source.place(len(before))
        yield Fault(place, f"not UTF-8: {error.reason} (0x{error.object[error.start]:02x})", NOT_UTF_8)
    told: dict[str, list[Place]] = {}
    for found in CONTROL.finditer(source.text):
        if found[0] not in passed:
            told.setdefault(found[0], []).append(source.place(found.start()))
    for character, places in told.items():
        message = f"a control character (U+{ord(character):04X}), which no format can hold"
        more = f"; it stands here first, and {len(places)} times in the file" if len(places) > 1 else ""
        yield Fault(places[0], message + more, "take the character away; it cannot be seen.")


def decoded(path: str, raw: bytes, passed: str = "") -> tuple[SourceFile, tuple[Fault, ...]]:
    """Return a file as text, and what in it is none; bytes that are no UTF-8 become replacement characters.

    Control characters in `passed` may stand.
    """
    source = SourceFile(path, _lines(raw, "replace"))
    return source, tuple(_broken(source, raw, passed))


def refused(path: str, error: Exception) -> Fault:
    """Return what keeps a file from being read."""
    said = error.strerror if isinstance(error, OSError) else error
    return Fault(Place(path), f"cannot be read: {said}", "correct the path or the file's rights.")


def contents(root: Path, path: str) -> bytes | Fault:
    """Return the bytes of a file below the root, or what keeps it from being read.

    Raises:
        FileNotFoundError: where it is not there.
    """
    try:
        file = root / path
        if file.stat().st_size > LARGEST:
            return Fault(Place(path), f"larger than {LARGEST:,} bytes", "no source is so large: is it another file?")
        return file.read_bytes()
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:  # a path may hold characters that no path can
        return refused(path, error)
