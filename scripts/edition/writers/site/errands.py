"""The errand list: what a library could settle, by volume or work and by page."""

from xml.etree.ElementTree import Element

from edition import ids
from edition.model.edition import Edition
from edition.model.layout import KnownPage
from edition.style import works
from edition.style.errands import Errand, find
from edition.writers.site.files import ERRANDS
from edition.writers.site.page import Page, row, table
from edition.writers.xml import element


def _row(page: Page, errand: Errand) -> Element:
    work = errand.entry.work
    content = page.writer.inlines(works.short(work, page.words))
    link = element("a", {"href": page.href(ids.entry(work.key))}, *content)
    wanted = ", ".join(page.words(each.value) for each in errand.wanted)
    return row(([link], [errand.locator], [wanted], page.links([ids.note(label) for label in errand.notes])))


def errands(edition: Edition) -> list[Element]:
    """Return the table of errands, and where the sheet to print is; nothing if there are none."""
    page = Page(edition, KnownPage.STATE)
    rows = [_row(page, errand) for errand in find(edition)]
    names = [page.words(f"errands.{name}") for name in ("work", "place", "wanted", "notes")]
    link = element("a", {"href": ERRANDS, "type": "application/pdf"}, ERRANDS.rpartition("/")[2])
    sheet = element("p", None, *page.words.around("errands.sheet", link=link))
    return [sheet, table(names, rows, "apparatus wide errands", page.words.tag)] if rows else []
