"""Reads and resolves an edition, with which every command begins."""

from pathlib import Path

from edition import resolve
from edition.config import ConfigError
from edition.model.edition import Edition
from edition.readers.draft import read

__all__ = ["edition", "read"]


def edition(root: Path) -> Edition:
    """Return the edition below `root`, resolved, for callers that do not need the findings.

    Raises:
        ConfigError: if the edition's description is missing or cannot be used.
    """
    found = read(root)
    if found.broken_description:
        raise ConfigError(found.broken_description)
    return resolve.resolve(found)
