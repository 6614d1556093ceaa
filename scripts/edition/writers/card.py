"""The picture of the edition for cards beside links to it, as Typst source (1200 by 630 dots)."""

from importlib.resources import files

from edition.model.edition import Edition
from edition.writers.epub.front import cover_words

DOTS = 2
"""Dots for each point of the page, which is 600 points wide and 315 high."""


def card(edition: Edition) -> tuple[str, dict[str, str]]:
    """Return the picture as Typst source, and the words that it asks for."""
    return (files("edition") / "writers" / "card.typ").read_text(encoding="utf-8"), cover_words(edition)
