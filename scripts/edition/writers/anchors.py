"""Writes the list of published anchors: new ones are added, recorded ones stay unchanged."""

from collections.abc import Collection, Iterator

from edition.model.anchors import Anchor
from edition.model.edition import Edition
from edition.model.published import END, Published, PublishedAnchor
from edition.resolve import identity

HEAD = f"""\
# Every anchor ever published, with the version that published it. `edition anchors --record` adds the new ones.
# A line, with tabs between: anchor, version, the words that may not change or `withdrawn: why`, and then the parts by
# which is recognised what stands there (`name: text`). The last line is `{END}`: without it, the list is cut off.
"""
OURS = ("# Every anchor ever published,", "# A line: anchor,", "# A line, with tabs", "# which is recognised", END)
"""The beginnings of remarks that the program writes itself."""


def _line(anchor: Anchor, version: str, words: str = "", unknown: tuple[str, ...] = ()) -> str:
    fixed = words or (anchor.words if anchor.kind in identity.FIXED else "")
    parts = (f"{name}: {value}" for name, value in anchor.identity if value)
    return "\t".join([anchor.id, version, fixed, *parts, *unknown]).rstrip("\t")


def _renew(entry: PublishedAnchor, anchor: Anchor) -> str:
    """Return a recorded line with the present identity; parts unknown to this program are kept."""
    known = dict(anchor.identity)
    unknown = tuple(f"{name}: {value}" for name, value in entry.identity if name not in known)
    return _line(anchor, entry.version, entry.words, unknown)


def write(edition: Edition, published: Published, text: str, reviewed: frozenset[str]) -> str:
    """Return the list `text` with every anchor of the edition.

    A recorded identity is updated if the anchor still marks the same thing, or a person has reviewed it; all other
    lines and the editor's remarks are kept.
    """
    listed = {entry.place.line: entry for entry in published.anchors}
    held = {one.published.anchor for one in identity.find_changed(published.anchors, edition.anchors)} - reviewed
    return HEAD + "".join(f"{line}\n" for line in _lines(edition, listed, text, held)) + f"{END}\n"


def _lines(edition: Edition, listed: dict[int, PublishedAnchor], text: str, held: Collection[str]) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        entry = listed.get(number)
        if entry is None:
            if line.strip() and not line.startswith(OURS):
                yield line
        elif entry.withdrawn or entry.anchor in held or entry.anchor not in edition.anchors:
            yield line
        else:
            yield _renew(entry, edition.anchors[entry.anchor])
    known = {entry.anchor for entry in listed.values()}
    for anchor in edition.anchors.values():
        if anchor.id not in known:
            yield _line(anchor, edition.config.version)
