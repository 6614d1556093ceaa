"""Reading, checking and resolving, in one place: what every command begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition import resolve
from edition.readers import description, draft

if TYPE_CHECKING:
    from pathlib import Path

    from edition.model.draft import Draft
    from edition.model.edition import Edition


def read(root: Path) -> Draft:
    """Read the sources of the edition below `root`.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used.
    """
    return draft.read(root, description.read(root))


def edition(root: Path) -> Edition:
    """Read and resolve the edition below `root`.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used.
    """
    return resolve.resolve(read(root))
