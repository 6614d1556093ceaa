"""Reads what MkDocs says of a site that it refuses or warns of: each message becomes a fault with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping

from edition.diagnostics import Fault
from edition.readers import settings, yaml_values
from edition.readers.yaml_values import Fields
from edition.source import Place, SourceFile

LINE = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\s+-\s+(.*(?:\n(?!INFO|WARNING|ERROR|DEBUG|CRITICAL).+)*)", re.MULTILINE)
"""One message in the output of `mkdocs build`, with the lines that continue it."""
SETTING = re.compile(r"Config value '(?P<name>[^']+)': (?P<said>.+)", re.DOTALL)
PAGE = re.compile(r"(?:Doc file|Error (?:reading|building) page) '(?P<path>[^']+)'")


def messages(output: str) -> tuple[str, ...]:
    """Return the warnings and errors in the output of `mkdocs build`."""
    return tuple(found.strip() for found in LINE.findall(output))


def faults(said: Iterable[str], sources: Mapping[str, SourceFile]) -> Iterator[Fault]:
    """Yield each message as a fault, at the setting or the page that it names."""
    for message in dict.fromkeys(said):
        if setting := SETTING.match(message):
            place = _setting(setting["name"].split(".")[0], sources.get(settings.FILE))
            yield Fault(place, f"MkDocs refuses `{setting['name']}`: {_line(setting['said'])}")
        elif page := PAGE.search(message):
            yield Fault(Place(f"docs/{page['path']}"), f"MkDocs reports: {_line(message)}")
        else:
            yield Fault(Place(settings.FILE), f"MkDocs reports: {_line(message)}")


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _setting(name: str, source: SourceFile | None) -> Place:
    root = yaml_values.read(source, tags=True)[0] if source else None
    pairs = root.pairs if isinstance(root, Fields) else ()
    return next((key.place for key, _ in pairs if key.text == name), Place(settings.FILE))
