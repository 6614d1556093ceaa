"""Reads and writes the list of published anchors: a line an anchor, with tabs between anchor, version and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.model.edition import AnchorKind
from edition.model.published import PublishedAnchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.edition import Edition
    from edition.source import SourceFile

FILE = "citations/anchors.txt"
HEAD = (
    "# Every anchor ever published, with the version that published it. `edition anchors --record` adds the new ones.\n"
    "# A line: anchor, tab, version, tab, the words on which it stands (where these are fixed) or `withdrawn: why`.\n"
)
FIXED = frozenset({AnchorKind.SECTION, AnchorKind.PARAGRAPH, AnchorKind.EMENDATION})
"""Kinds whose words may not change under their anchor; notes and entries may be fixed."""
WITHDRAWN = "withdrawn:"


def read(source: SourceFile) -> tuple[PublishedAnchor, ...]:
    """Read the list; lines that begin with # are remarks."""
    found = []
    for number, line in enumerate(source.text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            anchor, version, words = [*line.split("\t"), "", ""][:3]
            gone = words.removeprefix(WITHDRAWN).strip() if words.startswith(WITHDRAWN) else ""
            place = source.whole_line(number)
            found.append(PublishedAnchor(anchor, version, "" if gone else words, gone, place))
    return tuple(found)


def unrecorded(edition: Edition, published: tuple[PublishedAnchor, ...]) -> Iterator[str]:
    """Yield a line for every anchor of the edition that the list does not have yet."""
    known = {entry.anchor for entry in published}
    for anchor in edition.anchors.values():
        if anchor.id not in known:
            words = anchor.words if anchor.kind in FIXED else ""
            yield f"{anchor.id}\t{edition.config.version}\t{words}".rstrip()
