"""Rules about harmful markup: a page runs no scripts but the edition's own."""

import posixpath
import re
from collections.abc import Iterator

from edition import addresses
from edition.checks.rule import Fault, rule
from edition.model.assets import SitePage, Tag
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.settings import Settings

ELEMENTS = re.compile(
    "a|abbr|address|article|aside|b|bdi|bdo|blockquote|br|button|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl"
    "|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|img|input|ins|kbd|label|li|mark|nav|ol|p|picture|pre|q|rp|rt|ruby"
    "|s|samp|section|small|source|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr"
)
"""Elements allowed in raw HTML: those of prose, images and tables."""
ATTRIBUTES = frozenset({"style", "srcdoc", "formaction", "ping", "http-equiv"})
"""Attributes that no element may have, besides those that run something (`onclick`)."""
ELSEWHERE = re.compile(r"(?:^|,)\s*(?:https?:)?[/\\]{2}", re.IGNORECASE)
"""An address outside the site, including one in a list (`srcset`)."""
MARKUP = re.compile(r"<[A-Za-z][A-Za-z0-9-]*[\s/>]|<[/!?]|&(?:#\w+|\w+);")


def _harmful_parts(draft: Draft, tag: Tag, page: SitePage) -> Iterator[str]:
    """Yield the parts of an element that could do harm or would be blocked."""
    folder = posixpath.dirname(page.path)
    own = posixpath.normpath(posixpath.join(folder, tag.attributes.get("src", "")))
    leads = posixpath.normpath(posixpath.join(folder, tag.attributes.get("action", "")))
    script = tag.name == "script" and tag.empty and own.startswith("assets/") and own in draft.site_files
    form = tag.name == "form" and leads.replace(".html", ".md") in draft.site and tag.attributes.get("action")
    if tag.name and not ELEMENTS.fullmatch(tag.name) and not script and not form:
        yield f"the element `<{tag.name}>`"
    for name, value in tag.attributes.items():
        if name.startswith("on") or name in ATTRIBUTES:
            yield f"the attribute `{name}`"
        elif addresses.is_harmful(value):
            yield f"the address “{value[:40]}”"


@rule("markup-unsafe")
def markup_unsafe(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what could run in a reader's browser, or could not be shown there.

    What: raw HTML on an ordinary page may contain only elements for prose, images and tables, without `style` and
        without attributes that run something (`onclick`); no address may begin with `javascript:`, `vbscript:` or
        `data:`; images must be files in docs/; titles in `nav` and the header and footer texts in mkdocs.yml must
        not contain markup.
    Why: the site promises readers to run nothing but its own scripts; its security policy would block the rest.
    Fix: remove it; write the content in Markdown, and its appearance in a style sheet below docs/assets/.
    """
    for page in draft.site_pages:
        found = [(tag.place, part) for tag in page.tags for part in _harmful_parts(draft, tag, page)]
        found += [(t.place, f"the address “{t.address[:40]}”") for t in page.hidden if addresses.is_harmful(t.address)]
        for place, part in dict.fromkeys(found):
            yield Fault(place, f"{part} is not allowed on a page")
        for target in page.targets:
            if target.loaded and ELSEWHERE.search(addresses.read_as_browser(target.address)):
                message = f"“{target.address}” is on another site; pages load files only from this one"
                yield Fault(target.place, message, "copy the file to docs/, if its licence allows, and write its path.")
    if draft.settings:
        yield from _report_settings(draft.settings)


def _report_settings(settings: Settings) -> Iterator[Fault]:
    for entry in settings.nav or ():
        if MARKUP.search(entry.title):
            yield Fault(entry.place, f"the title “{entry.title}” in `nav` contains markup", "write plain words.")
        if addresses.is_harmful(entry.target):
            yield Fault(entry.place, f"the address “{entry.target[:40]}” is not allowed in `nav`")
    for name, (text, place) in (settings.texts or {}).items():
        if MARKUP.search(text):
            yield Fault(place, f"`{name}` contains markup", "write plain words.")
