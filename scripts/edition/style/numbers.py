"""Numbers in running text."""


def quantity(number: int, word: str, plural: str = "") -> str:
    """Return a number with its noun, in the plural where there is not one."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def times(number: int) -> str:
    """Return how often something happens: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
