"""Reading, checking and resolving, in one place: what every command begins with."""

from pathlib import Path

from edition import resolve
from edition.config import ConfigError
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.readers import draft


def read(root: Path) -> Draft:
    """Read the sources of the edition below `root`; what cannot be read is kept for the checks to report.

    Raises:
        ConfigError: where nothing below `root` is an edition's.
    """
    return draft.read(root)


def edition(root: Path) -> Edition:
    """Read and resolve the edition below `root`, for those who have no use for findings.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used.
    """
    found = read(root)
    if found.broken_description:
        raise ConfigError(found.broken_description)
    return resolve.resolve(found)
