"""Reads what the site's ordinary pages and style sheets ask for: pictures, fonts, lists and characters."""

import html
import posixpath
import re
import sys
from collections.abc import Callable, Iterable, Iterator

from edition.model.assets import AskedList, FontFile, Picture, Tag
from edition.model.records import Line
from edition.source import SourceFile

CODE = re.compile(
    r"^(`{3,}+|~{3,}+).*?(?:^\1|\Z)|(?<!`)(`++).+?(?<!`)\2(?!`)|<!--.*?(?:-->|\Z)", re.DOTALL | re.MULTILINE
)
"""Where no markup is meant: blocks and words of code, comments."""
MARKDOWN = re.compile(r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\](?:\((?P<target>[^)\s]*)|\[(?P<label>[^\]]*)\])")
ASKED = re.compile(
    r"^(?P<slashes>/+) *edition\b *\|? *(?P<name>[^\n]*?) *$(?P<closed>(?:\n *)*\n/{3,} *$)?", re.MULTILINE
)
SLASHES = 3
"""So many open and close a block."""
REFERENCE = re.compile(r"&(?:#(?P<decimal>[0-9]{1,9})|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,8})|[a-zA-Z][a-zA-Z0-9]*);")
LOST = "\ufffd"
"""What a browser shows for a code that is not a character."""
FONT = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<path>[^\"')]+?\.(?:woff2?|ttf|otf))(?P=quote)\s*\)", re.IGNORECASE)


def blank_code(text: str) -> str:
    """Return a text with spaces in place of code and comments, so that offsets do not change."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def pictures(source: SourceFile, tags: Iterable[Tag]) -> Iterator[Picture]:
    """Yield the pictures of an ordinary page, in Markdown and as `img` elements among its `tags`."""
    for found in MARKDOWN.finditer(blank_code(source.text)) if "![" in source.text else ():
        place = source.place(found.start(), len(found[0].split("\n")[0]))
        yield Picture(found["target"] or found["label"] or "", found["alt"].strip(), place)
    for tag in (tag for tag in tags if tag.name == "img"):
        given = tag.attributes
        yield Picture(given.get("src", ""), given.get("alt", "").strip(), tag.place, ornament=given.get("alt") == "")


def lists(source: SourceFile) -> Iterator[AskedList]:
    """Yield the lists that an ordinary page asks the program for."""
    for found in ASKED.finditer(blank_code(source.text)):
        if len(found["slashes"]) < SLASHES:
            yield AskedList(f"{found['slashes']} edition", source.place(found.start(), len(found["slashes"])))
        else:
            place = source.place(found.start("name"), max(1, len(found["name"])))
            yield AskedList(found["name"], place, closed=found["closed"] is not None)


def references(source: SourceFile) -> Iterator[Line]:
    """Yield the characters that an ordinary page writes by their numbers or names (HTML, § 13.5): `&#173;`, `&shy;`."""
    for found in REFERENCE.finditer(blank_code(source.text) if "&" in source.text else ""):
        if found["decimal"] or found["hexadecimal"]:
            code = int(found["decimal"] or found["hexadecimal"], 10 if found["decimal"] else 16)
            character = chr(code) if code <= sys.maxunicode else LOST
        else:
            character = html.unescape(found[0])
        yield Line(character, source.place(found.start(), len(found[0])))


def fonts(source: SourceFile, exists: Callable[[str], bool]) -> Iterator[FontFile]:
    """Yield the fonts that a style sheet loads from files of the edition; `exists` returns whether a file exists."""
    for found in FONT.finditer(source.text):
        if "://" in found["path"] or found["path"].startswith("//"):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), found["path"]))
        yield FontFile(path, exists(path), source.place(found.start("path"), len(found["path"])))
