"""The list of the addresses outside the edition, with what was found when they were last visited."""

from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.model.links import LinkRecord
from edition.style.dates import in_words
from edition.style.outside import lead_outside
from edition.writers.site.page import Page, row, table
from edition.writers.xml import Content, element

SOURCE = "links.md"
WORDS = {"ok": "opens", "moved": "opens at a new address", "lacks": "opens, without what is cited", "failed": "fails"}


def _copy(record: LinkRecord | None) -> list[Content]:
    if record is None or not record.archived:
        return []
    return [element("a", {"href": record.archived}, in_words(record.archived_on) if record.archived_on else "copy")]


def links(edition: Edition) -> list[Element]:
    """Return the table of the addresses: from where they lead, what was found and when, and a copy in an archive."""
    page = Page(edition, SOURCE)
    known = {record.id: record for record in edition.links}
    rows = []
    for url, anchors in lead_outside(edition).items():
        record = known.get(url)
        state = WORDS.get(record.state, record.state) if record else "not visited"
        when = in_words(record.visited) if record and record.visited else ""
        address = element("a", {"href": url}, url.partition("://")[2].partition(":~:")[0].rstrip("#/"))
        rows.append(row([[address], page.links(anchors), [state], [when], _copy(record)]))
    return [table(("Address", "Given at", "State", "Visited", "Copy"), rows, "apparatus wide")] if rows else []
