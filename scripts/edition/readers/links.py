"""Reads where the site's ordinary pages lead, their ids and their raw HTML; the site's engine reads the same files."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition import addresses, ids
from edition.diagnostics import Fault
from edition.model.assets import SitePage, Tag, Target
from edition.readers.assets import blank_code
from edition.readers.blocks import remove_too_deep, without_deep_brackets
from edition.readers.syntax import DEEPEST
from edition.source import Place, SourceFile

FRONT_MATTER = re.compile(r"\A---\n.*?^---$", re.DOTALL | re.MULTILINE)
LEADING = frozenset(
    {"href", "src", "action", "cite", "poster", "data", "background", "longdesc", "formaction", "srcset"}
)
"""Attributes of HTML that hold an address (HTML Living Standard, “Attributes”)."""
LOADED = frozenset({"src", "srcset", "poster", "background", "data"})
"""Those of which a browser loads what is there together with the page."""
BRACES = re.compile(r"\{:?[ \t]*(?P<inside>[^{}\n]*)\}")
"""Attributes as Python-Markdown's `attr_list` reads them."""
NAMED = re.compile(
    r"(?P<name>[^\s=\"'{}]+)\s*=\s*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s\"'{}]*))"
)
ID = re.compile(r"(?:^|\s)#(?P<id>[^\s}]+)")
MEANT = re.compile(r"(?:\]\(|\]:|<)[\s<]*(?=(?P<target>[^\n]{1,100}))")
"""Where a target may begin, whatever ends it."""
NAME = re.compile(r"[a-z][a-z0-9-]*")


class _Html(HTMLParser):
    """Collects every HTML element with its place; addresses in angle brackets do not count."""

    def __init__(self, source: SourceFile) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.tags: list[Tag] = []

    def place(self) -> Place:
        line, column = self.getpos()
        found = self.source.whole_line(line)
        return found.moved(column, max(1, found.length - column))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if NAME.fullmatch(tag):
            self.tags.append(Tag(tag, {name: value or "" for name, value in reversed(attrs)}, self.place()))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and data.strip() and self.tags:
            last = self.tags[-1]
            self.tags[-1] = Tag(last.name, last.attributes, last.place, empty=False)


def _elements(source: SourceFile, text: str) -> Iterator[Tag]:
    reader = _Html(source)
    reader.feed(f"{text}\n>")  # a tag that is open at the end would take in what follows it on the page
    reader.close()
    yield from reader.tags
    for found in BRACES.finditer(text):
        values = {
            m["name"].lower(): m["double"] or m["single"] or m["bare"] or "" for m in NAMED.finditer(found["inside"])
        }
        if named := ID.search(found["inside"]):
            values["id"] = named["id"]
        if values:
            yield Tag("", values, source.place(found.start(), len(found[0])))


class _Links:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.ids: dict[str, int] = {}
        self.targets: list[Target] = []

    def take(self, tokens: Sequence[Token]) -> None:
        for at, token in enumerate(tokens):
            if token.type != "inline":
                continue
            if tokens[at - 1].type == "heading_open":
                self._take_id(token.content)
            for child in token.children or ():
                picture = child.type == "image"
                address = str(child.attrGet("src" if picture else "href") or "")
                if picture or child.type == "link_open":
                    self.targets.append(Target(address, self.place(token, address), loaded=picture))

    def _take_id(self, content: str) -> None:
        """Record a heading's id: its own, or the one the engine makes of its words, with a number if that is taken."""
        found = ID.search(braces["inside"]) if (braces := BRACES.search(content)) else None
        name = found["id"] if found else ids.heading(re.sub(r"\]\([^)\s]*\)|<[^>]*>", "", BRACES.sub("", content)))
        count = self.ids[name] = self.ids.get(name, -1) + 1
        if count and not found:
            self.ids.setdefault(f"{name}_{count}", 0)

    def place(self, token: Token, address: str) -> Place:
        """Return the place of an address at or after the line where its paragraph begins, else that line."""
        first = (token.map or [0])[0]
        for number in range(first + 1, max((token.map or [0, 0])[1], first + 1) + 1):
            column = self.source.line(number).find(address)
            if address and column >= 0:
                return self.source.whole_line(number).moved(column, len(address))
        return self.source.whole_line(first + 1)


def _hidden(source: SourceFile, text: str) -> Iterator[Target]:
    """Yield everything that a browser may take for a target."""
    for found in MEANT.finditer(text):
        written = re.split(r"[)>\"]", found["target"])[0] or found["target"]
        yield Target(addresses.read_as_browser(written), source.place(found.start("target"), len(written)))


@cache
def parser() -> MarkdownIt:
    """Return a parser that accepts links to any address: checks report invalid ones."""
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 1}).enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return markdown


def read(markdown: MarkdownIt, source: SourceFile) -> tuple[SitePage, list[Fault]]:
    """Read the links of an ordinary page, and faults for elements nested too deep; `markdown` comes from `parser`."""
    text = blank_code(FRONT_MATTER.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text))
    links = _Links(source)
    text, deep = without_deep_brackets(source, text)
    tokens = markdown.parse(text)
    deep += remove_too_deep(tokens, source)
    links.take(tokens)
    tags = tuple(_elements(source, text))
    raw = [
        Target(tag.attributes[name], tag.place, html=bool(tag.name), loaded=name in LOADED)
        for tag in tags
        for name in sorted(LEADING & tag.attributes.keys())
    ]
    named = {tag.attributes[name] for tag in tags for name in ("id", "name") if name in tag.attributes}
    path = source.path.removeprefix("docs/")
    hidden = tuple(_hidden(source, text))
    return SitePage(path, frozenset(links.ids) | named, (*links.targets, *raw), tags, hidden), deep
