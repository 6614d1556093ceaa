"""What the settings of the site's engine say of the edition once more (`extra` in `mkdocs.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.source import Place


@dataclass(frozen=True, slots=True)
class Settings:
    """The texts below `extra`, each with its place, and the place of `extra` or else of the file."""

    extra: Mapping[str, tuple[str, Place]]
    place: Place
