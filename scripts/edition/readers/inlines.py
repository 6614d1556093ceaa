"""From markdown-it's inline tokens to the model's inlines, each with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition import languages, words
from edition.ids import NO_ANCHOR, AnchorName
from edition.model import inline
from edition.model.text import reading_text
from edition.readers import citations
from edition.readers.blocks import DEEP, depth, find_closing
from edition.readers.syntax import DEEPEST
from edition.source import Place, SourceFile

ANCHOR = re.compile(r"\s*\{#(?P<id>[^}\s]+)\}\s*$")
LABEL = re.compile(r"""(\{#[^}\s]+)\s+n=(?:"(?P<quoted>[^"{}]+)"|(?P<bare>[^\s"{}]+))\s*\}\s*$""")
"""The anchor of a heading, and the label by which references name its section."""
ATTRIBUTES, ATTRIBUTE = re.compile(r"(?:\{[^{}]*\})+"), re.compile(r"(?<=[\s{])([\w-]+)=")
COMMENT = re.compile(r"(?P<name>em-[a-z0-9-]+)?\s*(?P<certainty>\w+)?\s*(?::\s*(?P<reason>.*))?$", re.DOTALL)


LOOKS = (inline.Look.SMALL_CAPS, inline.Look.SPACED, inline.Look.UNDERLINE)
"""The looks that are marked by a class."""


@dataclass
class Region:
    """A paragraph's text as markdown-it hands it over, and how its offsets lie in the file."""

    source: SourceFile
    content: str
    first_line: int
    cursor: int = 0
    column: int | None = None
    """Where the text begins in its line (from 0), if it does not go on to the end of the line."""

    def place(self, offset: int, length: int = 1) -> Place:
        """Return the place of the character at `offset` of the paragraph's text."""
        if self.column is not None:
            return Place(self.source.path, self.first_line, self.column + offset + 1, max(1, length))
        before = self.content[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        line = self.source.line(self.first_line + row)
        content_line = self.content.split("\n")[row]
        # markdown-it takes indentation away: what is left is the end of the line
        indent = max(0, len(line.rstrip()) - len(content_line.rstrip()))
        return Place(self.source.path, self.first_line + row, indent + column + 1, max(1, length))

    def find(self, text: str) -> int:
        """Return the offset of `text` at or after the cursor, and move the cursor past it."""
        offset = self.content.find(text, self.cursor)
        if offset < 0:
            return self.cursor
        self.cursor = offset + len(text)
        return offset


class Converter:
    """Turns the tokens of one paragraph into inlines, keeping track of the position in the text."""

    def __init__(self, markdown: MarkdownIt, region: Region) -> None:
        """Start at the beginning of `region`."""
        self.markdown = markdown
        self.region = region
        self.base = 0
        """Offset in the paragraph of the text being parsed; token offsets count from there."""

    def convert(self, tokens: Sequence[Token]) -> inline.Inlines:
        """Turn a run of tokens into inlines."""
        nodes: list[inline.Inline] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.nesting == 1:
                end = find_closing(tokens, at)
                nodes.extend(self._container(token, tokens[at + 1 : end]))
                at = end + 1
            else:
                nodes.extend(self._leaf(token))
                at += 1
        return tuple(nodes)

    def _container(self, token: Token, inner: Sequence[Token]) -> inline.Inlines:
        region = self.region
        if token.markup:
            region.find(token.markup)
        start = region.place(region.cursor)
        content = self.convert(inner)
        if token.markup:
            region.find(token.markup)
        match token.type:
            case "em_open":
                return (inline.Emphasis(content),)
            case "strong_open":
                return (inline.Strong(content),)
            case "link_open":
                target = str(token.attrGet("href") or "")
                region.find(")")
                also = tuple(map(AnchorName, str(token.attrs.get("also", "")).split()))
                twice = self._skip_attributes(start) if also else ()
                unknown = _report_attributes(token, {"href", "also"}, start)
                return (inline.Link(target, content, start, also), *unknown, *twice)
            case "span_open":
                return (*_span(token, content, start), *self._skip_attributes(start))
            case _:
                return (inline.Unsupported(token.type.removesuffix("_open"), token.content, start),)

    def _skip_attributes(self, place: Place) -> inline.Inlines:
        """Move the cursor past the attributes there, and report them if any name is repeated."""
        before = self.region.content.find("{", self.region.cursor)
        found = ATTRIBUTES.match(self.region.content, max(0, before))
        written = found[0] if found else ""
        self.region.cursor = max(self.region.cursor, before + len(written))
        names = ATTRIBUTE.findall(written)
        return (inline.Unsupported("an attribute given twice", written, place),) if len(set(names)) < len(names) else ()

    def _leaf(self, token: Token) -> inline.Inlines:
        region = self.region
        match token.type:
            case "text" | "text_special":
                written = token.content if token.type == "text" else token.markup
                offset = region.find(written)
                place = region.place(offset, len(written))
                return (inline.Text(token.content.replace("\t", " "), place),) if token.content else ()
            case "superscript" | "subscript":
                return (self._shifted(token),)
            case "hardbreak":
                return (inline.LineBreak(region.place(region.cursor)),)
            case "softbreak":
                return (inline.Text(" ", region.place(region.cursor)),)
            case "note_call":
                label, raised = token.meta["match"]["label"], token.meta["raised"]
                return (
                    inline.NoteRef(
                        label, self._skip(token), is_raised=raised, written=label if label.isdigit() else ""
                    ),
                )
            case "citation":
                return (self._citation(token),)
            case "change":
                return (self._emendation(token),)
            case "html_inline" if token.content.startswith("<!--"):
                region.find(token.content)
                return ()
            case _:
                place = region.place(region.find(token.content), len(token.content))
                return (inline.Unsupported(token.type, token.content, place),)

    def parse(self, start: int, end: int) -> inline.Inlines:
        """Parse the text between two offsets of the paragraph."""
        before, self.base = self.base, start
        self.region.cursor = start
        children = self.markdown.parseInline(self.region.content[start:end])[0].children or ()
        if depth(children) > DEEPEST:
            content: inline.Inlines = (inline.Unsupported(DEEP, "", self.region.place(start, end - start)),)
        else:
            content = self.convert(children)
        self.base = before
        return content

    def _skip(self, token: Token) -> Place:
        """Return the place of a token of our notation, and move the cursor to its end."""
        start, end = (self.base + token.meta[name] for name in ("start", "end"))
        self.region.cursor = end
        return self.region.place(start, end - start)

    def _citation(self, token: Token) -> inline.Cite:
        cluster = citations.Cluster(token.meta["language"], self.region.place, self.parse)
        cite = citations.read(token.content, self.base + token.meta["start"], self._skip(token), cluster)
        self.region.cursor = self.base + token.meta["end"]
        return cite

    def _shifted(self, token: Token) -> inline.Styled:
        start, end = (self.base + offset for offset in token.meta["match"].span("words"))
        content = self.parse(start, end)
        self._skip(token)
        return inline.Styled(inline.Look(token.type), content)

    def _emendation(self, token: Token) -> inline.Emendation:
        found: re.Match[str] = token.meta["match"]
        comment = COMMENT.match(" ".join((found["comment"] or "").split()))
        parts = comment.groupdict() if comment else {}
        witness = self._side(found, "old", "deleted")
        reading = self._side(found, "new", "inserted")
        place = self._skip(token)
        name, typed, reason = (parts.get(k) or "" for k in ("name", "certainty", "reason"))
        certainty = words.of(token.meta["language"]).as_english("emendation", typed)
        return inline.Emendation(AnchorName(name), certainty, reason, witness, reading, place, found["old"] is not None)

    def _side(self, found: re.Match[str], *names: str) -> inline.Inlines:
        name = next((n for n in names if found[n] is not None), None)
        if name is None:
            return ()
        start, end = found.span(name)
        return self.parse(self.base + start, self.base + end)


def _attribute(name: str, value: object) -> str:
    return " ".join(f".{word}" for word in str(value).split()) if name == "class" else f"{name}={value}"


def _report_attributes(token: Token, known: set[str], place: Place) -> inline.Inlines:
    """Return unknown attributes as unsupported markup, so that they are reported."""
    strange = [_attribute(name, value) for name, value in token.attrs.items() if name not in known]
    return (inline.Unsupported("attribute", " ".join(strange), place),) if strange else ()


def _span(token: Token, content: inline.Inlines, place: Place) -> inline.Inlines:
    given = str(token.attrs.get("class", ""))
    if given == "pb":
        words = (inline.Unsupported("span", "text in a page break", place),) if content else ()
        unknown = _report_attributes(token, {"class", "n"}, place)
        return (inline.PageBreak(str(token.attrs.get("n", "")), place), *words, *unknown)
    if given == "gap":
        words = (inline.Unsupported("span", "text in a gap", place),) if content else ()
        gap = inline.Gap(str(token.attrs.get("extent", "")), str(token.attrs.get("reason", "")), place)
        return (gap, *words, *_report_attributes(token, {"class", "extent", "reason"}, place))
    if not reading_text(content).strip():
        return (inline.Unsupported("a span without text", "", place), *content)
    if given in LOOKS:
        return (inline.Styled(inline.Look(given), content), *_report_attributes(token, {"class"}, place))
    if given == "unclear":
        return (inline.Unclear(content), *_report_attributes(token, {"class"}, place))
    if given == "supplied":
        return (inline.Supplied(content), *_report_attributes(token, {"class"}, place))
    if "ref" in token.attrs:
        return (inline.Named(str(token.attrs["ref"]), content, place), *_report_attributes(token, {"ref"}, place))
    if "lang" in token.attrs:
        lang = str(token.attrs["lang"])
        foreign = inline.Foreign(languages.read(lang) or lang, content, place)
        return (foreign, *_report_attributes(token, {"lang"}, place))
    return (inline.Unsupported("span", " ".join(_attribute(*pair) for pair in token.attrs.items()) or "[…]{}", place),)


def class_of_first_span(token: Token) -> str:
    """Return the class of the span at the beginning of a paragraph, or an empty string."""
    first = token.children[0] if token.children else None
    return str(first.attrs.get("class", "")) if first is not None and first.type == "span_open" else ""


def take_label(token: Token) -> str:
    """Remove the label from the end of a heading, and return it; empty where none is written."""
    last = token.children[-1] if token.children else None
    found = LABEL.search(last.content) if last is not None and last.type == "text" else None
    if last is None or found is None:
        return ""
    last.content = f"{last.content[: found.start()]}{found[1]}}}"
    return " ".join((found["quoted"] or found["bare"]).split())


def read(
    markdown: MarkdownIt, source: SourceFile, token: Token, line: int, column: int | None = None
) -> tuple[AnchorName, inline.Inlines]:
    """Read one paragraph, heading or cell: its anchor (empty where none is written) and its inlines.

    `token` is markdown-it's `inline` token, `line` the file's line (from 1) on which its text begins.
    """
    children = list(token.children or ())
    anchor = NO_ANCHOR
    if children and children[-1].type == "text":
        found = ANCHOR.search(children[-1].content)
        if found:
            anchor = AnchorName(found["id"])
            children[-1].content = children[-1].content[: found.start()]
    region = Region(source, token.content, line, column=column)
    return anchor, Converter(markdown, region).convert(children)


def read_part(markdown: MarkdownIt, region: Region, start: int, length: int) -> inline.Inlines:
    """Read some of the characters of a paragraph."""
    return Converter(markdown, region).parse(start, start + length)
