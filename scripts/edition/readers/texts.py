"""Files as texts: UTF-8, line ends, and letters with their accents as one character where Unicode has one (NFC)."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from edition.diagnostics import Fault
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 20_000_000
"""More bytes than this no source may have."""
NOT_UTF_8 = "save it as UTF-8; most often the file is in the encoding of an older system."


UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _lines(raw: bytes, errors: str = "strict") -> str:
    """Return bytes as text in NFC (UAX 15), with the line ends of Unix and without a mark of the byte order."""
    coding = "utf-16" if raw.startswith(UTF_16) else "utf-8"
    text = raw.removeprefix(codecs.BOM_UTF8).decode(coding, errors)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _broken(source: SourceFile, raw: bytes) -> Iterator[Fault]:
    if raw.startswith(UTF_16):
        yield Fault(source.place(0), "not UTF-8, but UTF-16", NOT_UTF_8)
    if "\0" in source.text:
        yield Fault(source.place(source.text.index("\0")), "not text: it has zero bytes", NOT_UTF_8)
    try:
        _lines(raw)
    except UnicodeDecodeError as error:
        before = _lines(raw.removeprefix(codecs.BOM_UTF8)[: error.start], "replace")
        place = source.place(len(before))
        yield Fault(place, f"not UTF-8: {error.reason} (0x{error.object[error.start]:02x})", NOT_UTF_8)


def decoded(path: str, raw: bytes) -> tuple[SourceFile, tuple[Fault, ...]]:
    """Return a file as text, and what in it is none; bytes that are no UTF-8 become replacement characters."""
    source = SourceFile(path, _lines(raw, "replace"))
    return source, tuple(_broken(source, raw))


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
