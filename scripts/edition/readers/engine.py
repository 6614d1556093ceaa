"""Reads the errors and warnings of MkDocs: each message becomes a fault with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping

from edition.diagnostics import Fault
from edition.readers import settings, yaml_values
from edition.readers.yaml_values import Fields
from edition.source import Place, SourceFile

FILE = settings.FILE
TRACEBACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)*", re.MULTILINE)
"""A Python traceback up to the error message, which is all that an editor needs."""
OTHER = "INFO|DEBUG|WARNING|ERROR|CRITICAL|Error|Aborted|During|The above"
"""The beginnings of lines that do not continue a message."""
LINE = re.compile(
    rf"^(?:(?:WARNING|ERROR|CRITICAL)\s+-\s+|Error: )(.*(?:\n(?!{OTHER}|\n).+)*)",
    re.MULTILINE,
)
"""One message in the output of `mkdocs build`, with the lines that continue it."""
SETTING = re.compile(r"Config value '(?P<name>[^']+)': (?P<message>.+)", re.DOTALL)
PAGE = re.compile(r"(?:Doc file|Error (?:reading|building) page) '(?P<path>[^']+)'")


def found(output: str) -> tuple[str, ...]:
    """Return the warnings and errors in the output of `mkdocs build`."""
    return tuple(message.strip() for message in LINE.findall(TRACEBACK.sub("ERROR - ", output)))


def faults(messages: Iterable[str], sources: Mapping[str, SourceFile]) -> Iterator[Fault]:
    """Yield each message as a fault, at the setting or the page that it names."""
    for message in dict.fromkeys(messages):
        if setting := SETTING.match(message):
            place = _setting(setting["name"].split(".")[0], sources.get(settings.FILE))
            yield Fault(place, f"MkDocs refuses `{setting['name']}`: {_line(setting['message'])}")
        elif page := PAGE.search(message):
            yield Fault(Place(f"docs/{page['path']}"), f"MkDocs reports: {_line(message)}")
        else:
            yield Fault(Place(settings.FILE), f"MkDocs reports: {_line(message)}")


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _setting(name: str, source: SourceFile | None) -> Place:
    root = yaml_values.read(source, tags=True)[0] if source else None
    return (root.place_of(name) if isinstance(root, Fields) else None) or Place(settings.FILE)
