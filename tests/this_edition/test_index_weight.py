"""The search index of this edition keeps to its weight."""

from __future__ import annotations

import gzip

from edition.writers import search
from support import this_edition

MOST = 48_000
"""Bytes after gzip that the whole index may have, files of keys included: a misspelt word asks for all."""
A_WORD = 24_000
"""Bytes after gzip of the index and of the largest file of keys, which a word asks for."""
A_FEW = 9_000
"""Bytes after gzip that one file of words may have."""


def test_the_index_is_light() -> None:
    """All that can be loaded before anything is found keeps to its weight, and so does each file of words."""
    files = search.write(this_edition())
    weights = {path: len(gzip.compress(text.encode(), 9)) for path, text in files.items()}
    words = [weight for path, weight in weights.items() if "/words-" in path]
    keys = [weight for path, weight in weights.items() if "/keys-" in path]
    index = next(weight for path, weight in weights.items() if path.endswith("/index.js"))
    assert index + sum(keys) <= MOST
    assert len(keys) > 1
    assert index + max(keys) <= A_WORD
    assert len(words) > 9
    assert max(words) <= A_FEW
