"""The chronology: a table of dated events in both calendars, and a time line drawn from it."""

from xml.etree.ElementTree import Element

from edition import ids
from edition.model.chronology import Event, has_old_style
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style.dates import in_words
from edition.writers.site import calendars, timeline
from edition.writers.site.page import Page, row, table
from edition.writers.xml import Content, element


def _event(page: Page, event: Event, number: int) -> Element:
    remarks: list[Content] = []
    if event.essay:
        remarks.append(element("p", None, event.essay))
    if event.differs or event.note:
        note: list[Content] = []
        if event.note:
            note = [" ", *page.words.around("note.see", note=page.link(ids.note(event.note)))]
        label = element("b", None, f"{page.words('event.differs')} ")
        differs: list[Content] = [label, event.differs] if event.differs else []
        remarks.append(element("p", {"class": "differs"}, *differs, *note))
    anchor = ids.event(event.id)
    new = in_words(event.new, page.words)
    written: list[Content] = [in_words(event.old, page.words) if event.old else "–"]
    old = [written] if has_old_style(page.edition.events) else []
    cells: tuple[list[Content], ...] = (
        [element("a", {"class": "num", "href": f"#{anchor}"}, str(number))],
        *old,
        [f"[{new}]" if event.dated_by == "editor" else new],
        [event.event],
        remarks,
        page.links(line.text for line in event.places),
    )
    return row(cells, anchor, "" if event.differs else "agrees")


def chronology(edition: Edition) -> list[Element]:
    """Return the events in the order of their dates, with what the essay says of them and discrepancies.

    The calendars are named where there are two.
    """
    page = Page(edition, KnownPage.CHRONOLOGY)
    dates = ("old_style", "new_style") if has_old_style(edition.events) else ("date",)
    columns = ("number", *dates, "event", "text", "paragraph")
    names = [page.words(f"chronology.{name}") for name in columns]
    rows = (_event(page, event, at) for at, event in enumerate(edition.events, start=1))
    return [table(names, rows, "apparatus wide chronology", page.words.tag)] if edition.events else []


def timeline_figure(edition: Edition) -> list[Element]:
    """Return the calendars and the time line as figures."""
    return [*calendars.figure(edition), *timeline.figure(edition)]
