"""Files as texts: UTF-8, line ends, and letters with their accents as one character where Unicode has one (NFC)."""

import codecs
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from edition.diagnostics import Fault
from edition.source import Place, SourceFile

LARGEST = 20_000_000
"""Maximum size of a source in bytes."""
NOT_UTF_8 = "save the file as UTF-8."


UNUSED_1252 = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
"""Bytes that stand for no character in Windows-1252."""
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _decode(raw: bytes, errors: str = "strict") -> str:
    """Decode bytes as text in NFC (UAX 15), with Unix line ends and without a byte order mark."""
    coding = "utf-16" if raw.startswith(UTF_16) else "utf-8"
    text = raw.removeprefix(codecs.BOM_UTF8).decode(coding, errors)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _find_faults(source: SourceFile, raw: bytes) -> Iterator[Fault]:
    if raw.startswith(UTF_16):
        yield Fault(source.place(0), "this file is UTF-16, not UTF-8", NOT_UTF_8)
    if "\0" in source.text:
        yield Fault(source.place(source.text.index("\0")), "this file is not text: it contains zero bytes", NOT_UTF_8)
    try:
        _decode(raw)
    except UnicodeDecodeError as error:
        before = _decode(raw.removeprefix(codecs.BOM_UTF8)[: error.start], "replace")
        place = source.place(len(before))
        yield Fault(
            place, f"this file is not valid UTF-8: {error.reason} (0x{error.object[error.start]:02x})", NOT_UTF_8
        )


def decode(path: str, raw: bytes) -> tuple[SourceFile, tuple[Fault, ...]]:
    """Decode a file, and report what is not valid UTF-8 text; invalid bytes become replacement characters."""
    source = SourceFile(path, _decode(raw, "replace"))
    return source, tuple(_find_faults(source, raw))


def guess_coding(raw: bytes) -> str:
    """Return the likely coding of a text that is not UTF-8, by its usual name, or an empty string.

    A text of one byte for each character has none of the bytes that control a terminal, but for its white space.
    """
    if raw.startswith(UTF_16):
        return "UTF-16"
    if b"\0" in raw:
        zeros = raw[:2000:2].count(0), raw[1:2000:2].count(0)
        return "" if max(zeros) * 4 < len(raw[:2000]) else "UTF-16BE" if zeros[0] > zeros[1] else "UTF-16LE"
    if set(raw) & (set(range(32)) - set(b"\t\n\v\f\r")):
        return ""
    return "WINDOWS-1252" if not set(raw) & UNUSED_1252 else ""


def describe_refusal(path: str, error: Exception) -> Fault:
    """Return the fault of a file that cannot be read."""
    why = error.strerror if isinstance(error, OSError) else error
    return Fault(Place(path), f"this file cannot be read: {why}", "correct its path or its permissions.")


def read_bytes(root: Path, path: str) -> bytes | Fault:
    """Return the bytes of a file below the root, or a fault if it cannot be read.

    Raises:
        FileNotFoundError: if the file is missing.
    """
    try:
        file = root / path
        if file.stat().st_size > LARGEST:
            fix = "replace it by the right file: no source is so large."
            return Fault(Place(path), f"this file is larger than {LARGEST:,} bytes", fix)
        return file.read_bytes()
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:  # a path may contain invalid characters
        return describe_refusal(path, error)
