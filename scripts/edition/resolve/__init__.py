"""From draft to edition: every number, anchor, back-link and canonical reference is given here, once.

A draft with faults resolves too, as far as it goes; whether it may be printed is for the checks to say.
"""

from dataclasses import replace

from edition.model.anchors import Anchor
from edition.model.bibliography import Work
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.resolve import anchors, entries, notes, passages, references, sections, whitespace, wording
from edition.resolve.names import Finder


def resolve(draft: Draft) -> Edition:
    """Make the edition out of a draft.

    Where a label, a key or an anchor stands twice, the first one counts; what points nowhere stays unresolved.
    """
    known: dict[str, Work] = {}
    for file in draft.bibliography:
        for work in file.works:
            known.setdefault(work.key, work)
    draft = notes.count_calls(draft)
    placed_notes = notes.place(draft, known, Finder(draft.authorities, notes=True))
    placed_sections = sections.place(draft, placed_notes, Finder(draft.authorities, notes=False))
    found = entries.mentions(placed_sections, placed_notes)
    edition = Edition(
        config=draft.config,
        sections=placed_sections,
        notes=placed_notes,
        entries=entries.works_of(draft, found),
        emendations=sections.emendations(placed_sections, placed_notes, draft.config.words),
        anchors={},
        authorities=entries.authorities_of(draft, found),
        events=draft.events,
        standing=draft.standing,
        references=references.find(placed_sections, placed_notes),
        passages=passages.find(placed_notes),
        quotations=draft.quotations,
        measures={name: figures for name, (_, figures) in wording.find_current(draft).items()},
        spaces=whitespace.find(draft),
        pages=draft.pages,
        typefaces=tuple(typeface for typeface in draft.typefaces if not typeface.fault),
        site=draft.site,
        links=draft.links,
    )
    addresses: dict[str, Anchor] = {}
    for anchor in anchors.find(edition):
        addresses.setdefault(anchor.id, anchor)
    return replace(edition, anchors=addresses, absent=frozenset(anchors.find_absent(draft, addresses.values())))
