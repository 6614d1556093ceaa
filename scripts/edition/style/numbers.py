"""Numbers in running text."""

from __future__ import annotations


def counted(number: int, word: str, plural: str = "") -> str:
    """Return a number with its noun, in the plural where there is not one."""
    return f"{number} {word if number == 1 else plural or word + 's'}"
