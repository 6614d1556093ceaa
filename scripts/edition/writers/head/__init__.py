"""What the head of every page says of it for programs. `edition build` puts it into the pages that the engine built."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from edition.model.edition import Edition
from edition.writers.head import highwire, open_graph, page, schema_org, signposting
from edition.writers.head.page import Page

END = "</head>"
EXEMPT = frozenset({"404.html"})
"""Pages without an address of their own: a server shows them for any wrong one, and their links begin at its root."""
FROM_ROOT = re.compile(r'(?<=[=:]")/(?=\w)')
"""The beginning of such a link; a site published below a path has its root there."""


def _element(tag: str, **attributes: str) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{written}>"


def _lines(given: Page) -> Iterator[str]:
    if given.address:
        yield _element("link", rel="canonical", href=given.address)
    for relation, target, kind in signposting.links(given):
        yield _element("link", rel=relation, href=target, type=kind)
    if not given.described:
        yield _element("meta", name="description", content=given.description)
    for name, content in highwire.metas(given):
        yield _element("meta", name=name, content=content)
    for name, content in open_graph.metas(given):
        yield _element("meta", property=name, content=content)
    yield f'<script type="application/ld+json">{schema_org.to_script(schema_org.of(given))}</script>'


def insert_metadata(edition: Edition, path: str, text: str) -> str:
    """Return the built page at `path` with its metadata at the end of its head."""
    if path in EXEMPT:
        return FROM_ROOT.sub(urlsplit(edition.config.site_root).path or "/", text)
    if END not in text:
        return text
    before, after = text.split(END, 1)
    return "\n".join([before.rstrip("\n"), *_lines(page.of(edition, path, text)), END]) + after
