"""Note calls in the order of reading: a call in one of the author's notes follows the first call of that note."""

from collections.abc import Callable, Iterable, Iterator

from edition.ids import NoteLabel
from edition.model.document import Note, NotesFile
from edition.model.inline import Inline, NoteRef


def by_author(files: Iterable[NotesFile]) -> dict[NoteLabel, Note]:
    """Return the author's notes by their labels; of two with one label the first."""
    found: dict[NoteLabel, Note] = {}
    for note in (note for file in files for note in file.notes):
        found.setdefault(note.label, note)
    return {label: note for label, note in found.items() if note.is_by_author}


def in_order(
    nodes: Iterable[Inline], left: dict[NoteLabel, Note], nodes_of: Callable[[Note], Iterable[Inline]]
) -> Iterator[NoteRef]:
    """Yield the calls among nodes, and after the first call of each note in `left`, which it leaves, those in it."""
    for node in nodes:
        if isinstance(node, NoteRef):
            yield node
            if note := left.pop(node.label, None):
                yield from in_order(nodes_of(note), left, nodes_of)
