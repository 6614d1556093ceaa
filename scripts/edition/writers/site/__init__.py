"""The generated parts of the site's pages. `BLOCKS` names the lists that an ordinary page can ask for."""

from collections.abc import Callable, Mapping
from functools import partial
from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style.registers import PAGES
from edition.writers.site import strips
from edition.writers.site.apparatus import emendations, spaces, standing, witness
from edition.writers.site.bibliography import bibliography
from edition.writers.site.chronology import chronology, timeline_figure
from edition.writers.site.citing import examples, marks
from edition.writers.site.errands import errands
from edition.writers.site.essay import contents, notes_page, section_page, whole_essay, whole_notes
from edition.writers.site.files import FILES, downloads
from edition.writers.site.links import links
from edition.writers.site.passages import concordance, passages
from edition.writers.site.registers import register
from edition.writers.site.state import counts, questions

__all__ = ["BLOCKS", "FILES", "OUTWARD", "page_of"]

BLOCKS: Mapping[str, Callable[[Edition], list[Element]]] = {
    "essay": whole_essay,
    "notes": whole_notes,
    "bibliography": bibliography,
    "apparatus": emendations,
    "standing": standing,
    "spaces": spaces,
    "witness": witness,
    **{page.stem: partial(register, source=page) for page in PAGES},
    "chronology": chronology,
    "timeline": timeline_figure,
    "passages": passages,
    "concordance": concordance,
    "state": counts,
    "questions": questions,
    "errands": errands,
    "downloads": downloads,
    "citing-marks": marks,
    "citing-examples": examples,
    "links": links,
    "contents": lambda edition: [contents(edition, KnownPage.HOME), *strips.figure(edition, KnownPage.HOME)],
}
"""The lists that an ordinary page can ask for by name."""

OUTWARD = frozenset({"downloads", "citing-examples"})
"""Those of them that the engine must leave alone: its links lead to files that it does not know, its quotation marks
are a notation's."""


def page_of(edition: Edition, anchor: str) -> list[Element] | None:
    """Return the page whose heading bears `anchor`, `None` where that page is an ordinary one."""
    names = {section.anchor for section in edition.sections}
    if anchor in names:
        return section_page(edition, anchor)
    section = anchor.removeprefix("notes-")
    return notes_page(edition, section) if anchor != section and section in names else None
