"""Entries of the bibliography and of the authority files, each with every place that cites or names it."""

from collections.abc import Iterator

from edition import ids
from edition.ids import AnchorName
from edition.model.authority import Kind
from edition.model.draft import Draft
from edition.model.inline import Inlines, Named, WorkRef
from edition.model.placed import Entry, Mention, PlacedAuthority, PlacedNote, PlacedSection
from edition.model.text import reading_text
from edition.resolve.walks import make_mention, walk_with_text
from edition.style import collation, works

Places = dict[str, list[Mention]]


def _paragraphs(
    sections: tuple[PlacedSection, ...], notes: tuple[PlacedNote, ...]
) -> Iterator[tuple[AnchorName, Inlines]]:
    """Yield every paragraph of essay and notes with the anchor by which its words are cited. Evidence counts too."""
    for section in sections:
        yield from ((unit.anchor, content) for unit in section.paragraphs for content in unit.all_content)
    for placed in notes:
        for paragraph in placed.note.paragraphs:
            yield ids.note(placed.label), paragraph.content


def mentions(sections: tuple[PlacedSection, ...], notes: tuple[PlacedNote, ...]) -> Places:
    """Return, by anchor, every place that cites a work or names an authority entry, in the order of reading."""
    found: Places = {}
    for anchor, content in _paragraphs(sections, notes):
        whole = reading_text(content)
        for node, before in walk_with_text(content):
            if isinstance(node, WorkRef | Named):
                target = ids.entry(node.key) if isinstance(node, WorkRef) else node.anchor
                found.setdefault(target, []).append(make_mention(anchor, whole, before, reading_text(node.content)))
    return found


def works_of(draft: Draft, found: Places) -> tuple[Entry, ...]:
    """Return the bibliography in the order of its files; of two entries with one key the first."""
    titles = {group.file: group.title for group in draft.config.bibliography}
    entries: dict[str, Entry] = {}
    for file in draft.bibliography:
        for work in file.works:
            mentioned = tuple(found.get(ids.entry(work.key), ()))
            entry = Entry(
                work, titles.get(file.path, file.path), works.description(work, draft.config.words), mentioned
            )
            entries.setdefault(work.key, entry)
    return tuple(entries.values())


def authorities_of(draft: Draft, found: Places) -> tuple[PlacedAuthority, ...]:
    """Return the authority entries by kind, in the order of their names, without those that mean a work."""
    kinds = list(Kind)
    entries = {entry.id: entry for entry in reversed(draft.authorities) if entry.kind is not Kind.WORK}
    own = draft.config.language
    ordered = sorted(
        entries.values(),
        key=lambda entry: (kinds.index(entry.kind), collation.key(entry.sort or entry.name, own), entry.id),
    )
    return tuple(PlacedAuthority(e, tuple(found.get(ids.authority(e.id), ()))) for e in ordered)
