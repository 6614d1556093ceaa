"""Inlines as Typst markup. All text goes through string literals, so that none of it can be read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from edition import ids
from edition.model.inline import (
    Cite,
    Emendation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Named,
    NoteRef,
    PageBreak,
    Strong,
    Supplied,
    Text,
    Unsupported,
    WorkRef,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from edition.model.edition import PlacedNote


def string(text: str) -> str:
    """Give a Typst string literal (Typst reference, “Syntax”: escapes in strings)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def text(words: str) -> str:
    """Give words as Typst markup that is nothing but those words."""
    return f"#{string(words)}" if words else ""


class Markup:
    """Writes inlines for one book: knows which anchors the book has, and the notes that its calls call."""

    def __init__(self, anchors: Collection[str], notes: Mapping[str, PlacedNote]) -> None:
        """Write for a book with these anchors and notes."""
        self.anchors = anchors
        self.notes = notes

    def inlines(self, nodes: Inlines) -> str:
        """Give inlines as Typst markup."""
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: Inline) -> str:
        match node:
            case Text():
                return text(node.text)
            case Emphasis():
                return f"#emph[{self.inlines(node.content)}]"
            case Strong():
                return f"#strong[{self.inlines(node.content)}]"
            case Foreign():
                language = node.lang.split("-")[0]
                look = f'lang: {string(language)}, region: none, style: "italic"'
                return f"#text({look})[{self.inlines(node.content)}]"
            case Supplied():
                return f"{text('[')}{self.inlines(node.content)}{text(']')}"
            case Link():
                return self._link(node)
            case Named():
                return self.inlines(node.content)
            case NoteRef():
                return self._note(node)
            case Cite():
                return self.inlines(node.content)
            case WorkRef():
                unseen = "#unseen" if node.seen is False else ""
                return self.reference(ids.entry(node.key), self.inlines(node.content)) + unseen
            case Emendation():
                return self.inlines(node.reading)
            case PageBreak():
                return ""
            case Unsupported():
                return text(node.raw)
            case _:
                assert_never(node)

    def reference(self, anchor: str, content: str) -> str:
        """Give a link to an anchor of the book; only the words where the book does not have it."""
        return f"#link(<{anchor}>)[{content}]" if anchor in self.anchors else content

    def _link(self, node: Link) -> str:
        content = self.inlines(node.content)
        if node.target.startswith("#"):
            return self.reference(node.target[1:], content)
        return f"#link({string(node.target)})[{content}]"

    def _note(self, node: NoteRef) -> str:
        placed = self.notes.get(node.label)
        if placed is None:
            return f"#super[{text(node.label)}]"
        paragraphs = [
            f"#status[{text(f'{placed.note.said}.')}]{text(' ')}",
            *(self.inlines(p.content) for p in placed.note.body),
        ]
        first = "".join(paragraphs[:2])
        body = "\n\n".join([first, *paragraphs[2:]])
        return f"#note({string(placed.mark)})[{body}]<{ids.note(node.label)}>"
