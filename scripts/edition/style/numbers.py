"""Writes numbers in English, for messages and for formats that require it."""


def ordinal(number: str) -> str:
    """Return a number as an ordinal: `2nd`, `5th`."""
    teen = number[-2:] in {"11", "12", "13"}
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


def quantity(number: int, word: str) -> str:
    """Return a number with its noun, in the plural unless the number is one."""
    return f"{number} {word}{'' if number == 1 else 's'}"
