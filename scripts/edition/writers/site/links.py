"""The list of the addresses outside the edition, with what was found when they were last visited."""

from xml.etree.ElementTree import Element

from edition.model.edition import Edition
from edition.model.links import LinkRecord
from edition.style.dates import in_words
from edition.style.outside import describe_visits, lead_outside
from edition.words import Words
from edition.writers.site.page import Page, row, table
from edition.writers.xml import Content, element

SOURCE = "links.md"


def _copy(record: LinkRecord | None, words: Words) -> list[Content]:
    if record is None or not record.archived:
        return []
    name = in_words(record.archived_on, words) if record.archived_on else words("links.copy_made")
    return [element("a", {"href": record.archived}, name)]


def links(edition: Edition) -> list[Element]:
    """Return when the addresses were visited, and their table: where they stand, what was found, a copy."""
    page, words = Page(edition, SOURCE), edition.words
    known = {record.id: record for record in edition.links}
    rows = []
    for url, anchors in lead_outside(edition).items():
        record = known.get(url)
        state = words.value("links", record.state) if record else words("links.not_visited")
        when = in_words(record.visited, words) if record and record.visited else ""
        shown = url.partition("://")[2].partition(":~:")[0].rstrip("#/")
        address = element("a", {"href": url}, element("code", None, shown))  # which breaks anywhere
        rows.append(row([[address], page.links(anchors), [state], [when], _copy(record, words)]))
    names = [words(f"links.{name}") for name in ("address", "given_at", "state", "visited", "copy")]
    lead = [element("p", None, said)] if (said := describe_visits(edition)) else []
    return [*lead, table(names, rows, "apparatus wide", page.words.tag)] if rows else []
