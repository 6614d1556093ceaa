"""Reads what the settings of the site's engine say of the edition (`mkdocs.yml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from pathspec import GitIgnoreSpec

from edition.model.settings import NavEntry, Settings
from edition.readers.records import place_of
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "mkdocs.yml"
EXCLUDED = (".*", "/templates/")
"""What MkDocs leaves out of every site."""
TEXTS = ("site_name", "site_description", "site_author", "copyright")


def _fields(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): (key, value) for key, value in pairs}


def _root(source: SourceFile) -> dict[str, tuple[yaml.Node, yaml.Node]] | None:
    try:
        return _fields(yaml.compose(source.text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError):
        return None


def _texts(source: SourceFile, fields: dict[str, tuple[yaml.Node, yaml.Node]]) -> dict[str, tuple[str, Place]]:
    scalars = {name: value for name, (_, value) in fields.items() if isinstance(value, yaml.ScalarNode)}
    return {name: (str(value.value), place_of(source, value)) for name, value in scalars.items()}


def _nav(source: SourceFile, node: yaml.Node, title: str = "") -> Iterator[NavEntry]:
    match node:
        case yaml.ScalarNode():
            yield NavEntry(title, str(node.value), place_of(source, node))
        case yaml.SequenceNode():
            if title:
                yield NavEntry(title, "", place_of(source, node))
            for part in node.value:
                yield from _nav(source, part)
        case yaml.MappingNode():
            for key, value in node.value:
                yield from _nav(source, value, str(key.value))


def read(source: SourceFile) -> Settings | None:
    """Return what the checks need of the settings; nothing of a file that is not YAML, which the engine reports."""
    fields = _root(source)
    if fields is None:
        return None
    key, extra = fields.get("extra", (None, None))
    _, nav = fields.get("nav", (None, None))
    listed = tuple(_nav(source, nav)) if isinstance(nav, yaml.SequenceNode) else None
    place = place_of(source, key) if key else Place(source.path)
    texts = {name: said for name, said in _texts(source, fields).items() if name in TEXTS}
    return Settings(_texts(source, _fields(extra)), place, listed, texts)


def patterns(source: SourceFile | None, name: str) -> GitIgnoreSpec:
    """Return the patterns of files (as in .gitignore) of a setting; with `exclude_docs` go those of MkDocs itself."""
    fields = (_root(source) if source else None) or {}
    _, said = fields.get(name, (None, None))
    lines = str(said.value).split("\n") if isinstance(said, yaml.ScalarNode) else []
    return GitIgnoreSpec.from_lines([*EXCLUDED, *lines] if name == "exclude_docs" else lines)
