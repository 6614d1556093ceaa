"""Reads the list of published anchors: one anchor a line, its parts separated by tabs."""

import re
from collections.abc import Iterator

from edition import ids
from edition.config import VERSION
from edition.diagnostics import Fault
from edition.ids import AnchorName
from edition.model.published import END, Published, PublishedAnchor
from edition.source import SourceFile

CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
"""Markers that git writes where two branches changed the same lines."""
WITHDRAWN = "withdrawn:"
RESTORE = "restore the file from the last published version (`git log -- citations/anchors.txt`)."
LINE = "write anchor, version and words, separated by tabs, or restore the line from the last published version."


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.anchors: dict[str, PublishedAnchor] = {}
        self.broken: list[Fault] = []

    def lines(self) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self.source.text.split("\n"), start=1):
            if line.strip() and not line.startswith("#"):
                yield number, line

    def report(self, number: int, message: str, fix: str) -> None:
        self.broken.append(Fault(self.source.whole_line(number), message, fix))

    def take(self, number: int, line: str) -> None:
        anchor, *rest = line.split("\t")
        if not rest:
            self.report(number, "there is no tab between anchor and version on this line", LINE)
        elif not ids.NAME.fullmatch(anchor):
            self.report(number, f"“{anchor}” is not a valid anchor", LINE)
        elif not VERSION.fullmatch(rest[0]):
            self.report(number, f"“{rest[0]}” is not a valid version, such as `0.1.0`", LINE)
        elif anchor in self.anchors:
            first = self.anchors[anchor].place.line
            self.report(number, f"“{anchor}” is listed twice, first on line {first}", "keep the older line.")
        elif strange := [part for part in rest[2:] if ": " not in part]:
            self.report(number, f"“{strange[0]}” is not a valid part, such as `lemma: …`", LINE)
        else:
            words = rest[1] if rest[1:] else ""
            gone = words.removeprefix(WITHDRAWN).strip() if words.startswith(WITHDRAWN) else ""
            parts = (part.partition(": ") for part in rest[2:])
            identity = tuple((name, value) for name, _, value in parts)
            place = self.source.whole_line(number)
            self.anchors[anchor] = PublishedAnchor(
                AnchorName(anchor), rest[0], "" if gone else words, gone, place, identity
            )


def read(source: SourceFile) -> Published:
    """Read the list; lines that begin with # are remarks.

    A list that is damaged as a whole is read as empty, since nothing reliable follows from it.
    """
    reader = _Reader(source)
    if conflict := CONFLICT.search(source.text):
        place = source.place(conflict.start(), len(conflict[0]))
        return Published((), (Fault(place, "this list contains an unresolved git merge"),))
    lines = list(reader.lines())
    if not lines:
        reader.report(1, "this list is empty", RESTORE)
        return Published((), tuple(reader.broken))
    if not source.text.endswith("\n"):
        number, _ = lines.pop()
        reader.report(number, "this list is cut off: its last line has no line end", RESTORE)
    elif f"`{END}`" in source.text and END not in source.text.split("\n"):
        reader.report(lines[-1][0], f"this list is cut off: the line `{END}` is missing", RESTORE)
    for number, line in lines:
        reader.take(number, line)
    return Published(tuple(reader.anchors.values()), tuple(reader.broken))
