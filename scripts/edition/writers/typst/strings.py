"""Strings of Typst, in which nothing can be read as markup."""

from edition.words import bare


def string(text: str) -> str:
    """Return a Typst string literal (Typst reference, “Syntax”: escapes in strings)."""
    escaped = bare(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
