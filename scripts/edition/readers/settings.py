"""Reads the settings of the site generator (`mkdocs.yml`)."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pathspec import GitIgnoreSpec

from edition.diagnostics import Fault
from edition.model.settings import NavEntry, Settings
from edition.readers import engine_settings, yaml_values
from edition.readers.yaml_values import DIGITS, MEANT, Fields, Items, Scalar, Value
from edition.source import Place, SourceFile

FILE = engine_settings.FILE
EXCLUDED = (".*", "/templates/")
"""The files that MkDocs never publishes."""
TEXTS = ("site_name", "site_description", "site_author", "site_url", "repo_url", "copyright")
MATERIAL = "material"
PRINTED = ("lang", "version", "date")
"""The fields of `extra` printed on pages, which YAML must read as they are written."""
SAME = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[0-9]*[1-9]))?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A number or date that is printed as written."""


def _scalars(value: Value | None) -> Iterator[Scalar]:
    match value:
        case Scalar():
            yield value
        case Items():
            for item in value.items:
                yield from _scalars(item)
        case Fields():
            for _, field in value.pairs:
                yield from _scalars(field)


def _report_misread(root: Value, extra: Fields) -> Iterator[Fault]:
    """Yield the values that MkDocs would misread or cannot read."""
    for scalar in _scalars(root):
        if scalar.type == "int" and len(scalar.text) > DIGITS:
            message = f"this number has more than {DIGITS} digits"
            yield Fault(scalar.place, message, "put it in quotation marks if it is not a number.")
    for key, value in extra.pairs:
        if key.text in PRINTED and isinstance(value, Scalar) and value.type in MEANT and not SAME.fullmatch(value.text):
            message = f"YAML reads “{value.text}” as {MEANT[value.type]}, so pages may print something else"
            yield Fault(value.place, message, f'write `{key.text}: "{value.text}"`.')


def _nav(value: Value, title: str = "") -> Iterator[NavEntry]:
    match value:
        case Scalar():
            yield NavEntry(title, value.text, value.place)
        case Items():
            if title:
                yield NavEntry(title, "", value.place)
            for part in value.items:
                yield from _nav(part)
        case Fields():
            for key, part in value.pairs:
                yield from _nav(part, key.text)


def _texts(fields: Fields) -> dict[str, tuple[str, Place]]:
    return {key.text: (value.text, value.place) for key, value in fields.pairs if isinstance(value, Scalar)}


def _as_python(value: Value) -> object:
    """Convert a value to texts, lists and dictionaries."""
    match value:
        case Scalar():
            return value.text
        case Items():
            return [_as_python(item) for item in value.items]
        case Fields():
            return {key.text: _as_python(part) for key, part in value.pairs}


def theme(source: SourceFile) -> str:
    """Return the name of the site's theme, empty if the settings name none."""
    root, _ = yaml_values.read(source, tags=True)
    return engine_settings.name_of(root.get("theme")) if isinstance(root, Fields) else ""


def _option(theme: Value | None, name: str) -> Scalar | None:
    """Return an option of the theme; `None` if it is not given."""
    given = theme.get(name) if isinstance(theme, Fields) else None
    return given if isinstance(given, Scalar) else None


def _remote_fonts(theme: Value | None, place: Place) -> Place | None:
    """Return the place of the theme if it is stock Material with fonts from Google, its default."""
    font = _option(theme, "font")
    off = font and font.type == "bool" and font.text.lower() in {"false", "no", "off"}
    return place if engine_settings.name_of(theme) == MATERIAL and not off else None


def _language(theme: Value | None, place: Place) -> tuple[str, Place] | None:
    """Return the language of stock Material, English by default, and its place; `None` with any other theme."""
    if engine_settings.name_of(theme) != MATERIAL:
        return None
    given = _option(theme, "language")
    return (given.text, given.place) if given else ("en", place)


@cache
def _languages() -> frozenset[str]:
    """Return the languages supported by the installed Material."""
    found = find_spec(MATERIAL)
    folders = map(Path, found.submodule_search_locations or () if found else ())
    return frozenset(file.stem for folder in folders for file in folder.glob("templates/partials/languages/*.html"))


def read(source: SourceFile, exists: Callable[[str], bool]) -> tuple[Settings | None, tuple[Fault, ...]]:
    """Return the settings that the checks need (`None` if the file has no fields), and all faults.

    `exists` returns whether a path below the root is a file or folder.
    """
    root, faults = yaml_values.read(source, tags=True)
    if not isinstance(root, Fields):
        fault = Fault(Place(source.path), "this file must contain fields", "begin with `site_name: …`.")
        return None, faults or (fault,)
    extra, nav = root.get("extra"), root.get("nav")
    fields = extra if isinstance(extra, Fields) else Fields((), root.place)
    listed = tuple(_nav(nav)) if isinstance(nav, Items) else None
    texts = {name: value for name, value in _texts(root).items() if name in TEXTS}
    values = {key.text: (_as_python(value), value.place) for key, value in fields.pairs}
    invalid = tuple(engine_settings.report(source, root, exists))
    named = root.get("theme"), root.place_of("theme") or root.place
    settings = Settings(values, listed, texts, _remote_fonts(*named), invalid, _language(*named), _languages())
    return settings, (*faults, *_report_misread(root, fields))


def patterns(source: SourceFile | None, name: str) -> GitIgnoreSpec:
    """Return the file patterns (as in .gitignore) of a setting, with MkDocs's own for `exclude_docs`."""
    root = yaml_values.read(source, tags=True)[0] if source else None
    value = root.get(name) if isinstance(root, Fields) else None
    lines = value.text.split("\n") if isinstance(value, Scalar) else []
    return GitIgnoreSpec.from_lines([*EXCLUDED, *lines] if name == "exclude_docs" else lines)
