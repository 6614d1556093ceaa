"""What the settings of the site's engine say of the edition (`mkdocs.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from edition.diagnostics import Fault
from edition.source import Place


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the contents: its title, its target (empty for the heading of a group), and its place."""

    title: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """The values below `extra`, each with its place; the contents.

    `nav` is `None` where the engine makes the contents itself; `texts` holds what stands in head or foot of every page;
    `fonts` is the place of a theme that loads its fonts from another host; `language` is that of stock Material, with
    its place, and `languages` are those that it knows; `faults` are what MkDocs would refuse.
    """

    extra: Mapping[str, tuple[object, Place]]
    nav: tuple[NavEntry, ...] | None = None
    texts: Mapping[str, tuple[str, Place]] | None = None
    fonts: Place | None = None
    faults: tuple[Fault, ...] = ()
    language: tuple[str, Place] | None = None
    languages: frozenset[str] = frozenset()
