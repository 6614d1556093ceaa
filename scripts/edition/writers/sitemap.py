"""Writes the sitemap for search engines (sitemaps.org, protocol 0.9), dated by the version, not by the clock."""

from collections.abc import Iterable

from edition.model.edition import Edition
from edition.writers.head import EXEMPT
from edition.writers.head.page import Page
from edition.writers.xml import element, serialise

FILE = "sitemap.xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write(edition: Edition, paths: Iterable[str]) -> str:
    """Return the sitemap of the pages at `paths`; empty if the edition is not published.

    A sitemap must have absolute addresses.
    """
    if not edition.config.site_url:
        return ""
    rows = []
    for path in sorted(path for path in paths if path.endswith(".html") and path not in EXEMPT):
        address = element("loc", None, Page(edition, path, "").address)
        rows.append(element("url", None, address, element("lastmod", None, str(edition.config.date))))
    return serialise(element("urlset", {"xmlns": NAMESPACE}, *rows))
