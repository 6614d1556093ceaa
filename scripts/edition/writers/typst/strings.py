"""Strings of Typst, in which nothing can be read as markup."""


def string(text: str) -> str:
    """Return a Typst string literal (Typst reference, “Syntax”: escapes in strings)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
