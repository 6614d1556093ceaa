"""Reads what the settings of the site's engine say of the edition (`mkdocs.yml`)."""

from __future__ import annotations

import yaml

from edition.model.settings import Settings
from edition.readers.records import place_of
from edition.source import Place, SourceFile

FILE = "mkdocs.yml"


def _fields(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): (key, value) for key, value in pairs}


def read(source: SourceFile) -> Settings | None:
    """Return what stands below `extra`; nothing of a file that is no YAML, which the engine tells."""
    try:
        root = yaml.compose(source.text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    key, extra = _fields(root).get("extra", (None, None))
    scalars = {name: value for name, (_, value) in _fields(extra).items() if isinstance(value, yaml.ScalarNode)}
    told = {name: (str(value.value), place_of(source, value)) for name, value in scalars.items()}
    return Settings(told, place_of(source, key) if key else Place(source.path))
