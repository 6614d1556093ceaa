"""The Open Graph (ogp.me), from which programs make a card for a link; its picture is made by the build."""

import re
from collections.abc import Iterator

from edition import theme
from edition.writers.head.highwire import Meta
from edition.writers.head.page import Page

PICTURE = f"{theme.ASSETS}/card.png"
WIDTH, HEIGHT = 1200, 630
TERRITORY = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
"""A language with its territory, as the protocol wants them."""


def metas(page: Page) -> Iterator[Meta]:
    """Yield property and content of each element; address and picture must be absolute, or are left out."""
    config = page.edition.config
    yield "og:title", config.full_title if page.is_edition else page.title
    yield "og:type", "book" if page.is_edition else "article"
    yield "book:release_date" if page.is_edition else "article:published_time", str(config.date)
    yield "og:description", page.description
    yield "og:site_name", config.full_title
    if TERRITORY.fullmatch(config.language):  # the protocol knows no language without one
        yield "og:locale", config.language.replace("-", "_")
    if page.address:
        yield "og:url", page.address
        yield "og:image", page.to(PICTURE)
        yield "og:image:type", "image/png"
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", f"{config.full_title} {config.printed_author}. {config.words('edition.an_annotated')}."
