"""Inlines as Typst markup. All text goes through string literals, so that none of it can be read as markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import assert_never

from edition import ids, languages, scripts
from edition.addresses import uri
from edition.config import EditionConfig
from edition.ids import NoteLabel
from edition.model import inline
from edition.model.blocks import Block
from edition.model.placed import PlacedNote
from edition.model.printed import STRIDE
from edition.model.text import DOUBT, walk
from edition.style.citations import ONLINE
from edition.words import SOURCE, Words, split_untranslated
from edition.writers.typst.blocks import write, write_all
from edition.writers.typst.strings import speak, string

TEXT, NOTE = "text", "note"
"""Where a name is mentioned: the index distinguishes the two."""
ISOLATE = {"ltr": "\u2066", "rtl": "\u2067", "": "\u2069"}
"""What isolates words of a direction from those around them, and what ends it (Unicode Standard Annex 9, § 2.4)."""
EMENDED = "emended"
"""The look of an emendation."""
LOOKS = {
    inline.Look.SUPERSCRIPT: "super",
    inline.Look.SUBSCRIPT: "sub",
    inline.Look.SMALL_CAPS: "smallcaps",
    inline.Look.SPACED: "spaced",
    inline.Look.UNDERLINE: "underline",
}
"""The function of the preamble, or of Typst, for each look."""
WORD = re.compile(r"(\S*)(\s*)")
"""A word and the space after it."""


def label(anchor: str) -> str:
    """Return the Typst label of an anchor of the book."""
    return f"label({string(anchor)})"


def plain(words: str) -> str:
    """Return words as Typst markup that is nothing but those words."""
    return f"#{string(words)}" if words else ""


def text(words: str) -> str:
    """Return words as Typst markup that is nothing but those words, what runs from right to left isolated."""
    pieces = ((_isolate(piece), untranslated) for piece, untranslated in split_untranslated(words))
    return "".join(f"#text(lang: {string(SOURCE)}, {string(p)})" if english else plain(p) for p, english in pieces)


def _isolate(words: str) -> str:
    parts = scripts.split_turned(words)
    parts[1::2] = [f"{ISOLATE['rtl']}{part}{ISOLATE['']}" for part in parts[1::2]]
    return "".join(parts)


def fill(words: Words, name: str, **contents: str) -> str:
    """Return the words of a name as markup, with contents, which are markup already, in their places."""
    pieces = words.around(name, **{place: (content,) for place, content in contents.items()})
    return "".join(text(piece) if isinstance(piece, str) else piece[0] for piece in pieces)


def _last_word(words: str) -> tuple[str, str, str]:
    """Return the text before the last space, that space, and the text after it."""
    at = max(words.rfind(" "), words.rfind("\n"))
    return words[: max(at, 0)], words[at : at + 1] if at >= 0 else "", words[at + 1 :]


def foreign(lang: str, content: str, own: str, *, italic: bool = True) -> str:
    """Return words in another language (BCP 47) than the edition's `own`; Typst knows the language alone.

    Words of another direction are isolated, so that figures and signs after them keep their place.
    """
    style = ', style: "italic"' if italic else ""
    if not scripts.has_italics(lang):
        style = ', style: "normal"'
    direction = scripts.direction(lang)
    if direction != scripts.direction(own):
        content = f"#{string(ISOLATE[direction])}{content}#{string(ISOLATE[''])}"
    return f"#text(lang: {string(languages.primary(lang))}, region: none{style})[{content}]"


class Markup:
    """Writes inlines for one book: knows which anchors the book has, and the notes that its calls call."""

    def __init__(
        self,
        anchors: Collection[str],
        notes: Mapping[NoteLabel, PlacedNote],
        config: EditionConfig,
        *,
        mentions: str = "",
    ) -> None:
        """Write for a book with these anchors and notes.

        `mentions` says how the index counts the names met here: as `text`, as `note`, or not at all.
        """
        self.anchors = anchors
        self.notes = notes
        self.config = config
        self.siglum = config.witness.siglum
        self.words = config.words
        self.mentions = mentions
        self.look = "link" if mentions == TEXT else "to"
        self._in_link = False
        self._direction = scripts.direction(config.language)
        self._addresses: list[str] = []
        self._place = ""
        self._read = 0
        self._since = 0

    def with_mentions(self, mentions: str) -> Markup:
        """Return a writer for the same book whose names the index counts otherwise."""
        return Markup(self.anchors, self.notes, self.config, mentions=mentions)

    def mark_block_places(self, place: str, blocks: Iterable[Block], opening: str) -> str:
        """Return the blocks of a unit, marked as `mark_places` does; `opening` stands before their first words."""
        self._place, self._read, self._since = place, 0, STRIDE
        head = [opening]

        def run(nodes: inline.Inlines) -> str:
            return (head.pop() if head else "") + self.inlines(nodes)

        written = write_all(run, blocks)
        self._place = ""
        return written

    def mark_places(self, place: str, nodes: inline.Inlines) -> str:
        """Return the inlines of a paragraph, every few words of it marked, so that its pages can be found.

        A mark is the paragraph's `place` and how many characters of its reading text stand before.
        """
        self._place, self._read, self._since = place, 0, STRIDE
        written = self.inlines(nodes)
        self._place = ""
        return written

    def _text(self, words: str) -> str:
        """Return text, with its marks where a paragraph is placed.

        A mark follows its word: before it, where a line may end, it could be left on the previous page.
        """
        write = text if self._direction == scripts.LEFT_TO_RIGHT else plain
        if not self._place:
            return write(words)
        pieces, kept = [], ""
        for word, space in WORD.findall(words):
            kept += word
            if self._since >= STRIDE and word:
                pieces += [write(kept), f"#at({string(self._place)}, {self._read})"]
                kept, self._since = "", 0
            kept += space
            self._read += len(word + space)
            self._since += bool(space)
        return "".join([*pieces, write(kept)])

    def inlines(self, nodes: inline.Inlines) -> str:
        """Return the inlines of a paragraph or heading as Typst markup.

        The address of a call or an emendation stands before the word that it follows or touches: Typst may break a line
        at an address, and PDF/UA has none inside a link.
        """
        pieces: list[str] = []
        word = 0
        for node in nodes:
            if isinstance(node, inline.Text):
                before, space, after = _last_word(node.text)
                if space:
                    pieces.append(self._text(before + space))
                    word = len(pieces)
                pieces.append(self._text(after))
                continue
            piece = self._inline(node)
            pieces[word:word] = self._addresses
            word += len(self._addresses)
            self._addresses.clear()
            pieces.append(piece)
        return "".join(pieces)

    def _inlines(self, nodes: inline.Inlines) -> str:
        return "".join(self._inline(node) for node in nodes)

    def _inline(self, node: inline.Inline) -> str:
        match node:
            case inline.Text():
                return self._text(node.text)
            case inline.Emphasis():
                return f"#emph[{self._inlines(node.content)}]"
            case inline.Strong():
                return f"#strong[{self._inlines(node.content)}]"
            case inline.Foreign():
                return self._foreign(node)
            case inline.Supplied():
                return f"{self._text('[')}{self._inlines(node.content)}{self._text(']')}"
            case inline.Styled():
                return f"#{LOOKS[node.look]}[{self._inlines(node.content)}]"
            case inline.Unclear():
                return self._inlines(node.content) + self._text(DOUBT)
            case inline.Gap():
                return self._text(node.printed)
            case inline.Mark():
                return self._text(f"{node.text} ")
            case inline.LineBreak():
                return "#linebreak()"
            case inline.Link():
                return self._link(node)
            case inline.Named():
                return self._mark_name(node)
            case inline.NoteRef():
                return self._note(node)
            case inline.Cite() | inline.CitedRange():
                return self._inlines(node.content)
            case inline.WorkRef():
                unseen = "#unseen" if node.seen is False else ""
                online = f"#{self.look}({string(uri(node.url))})[{ONLINE}]" if node.url else ""
                return self._link_to(ids.entry(node.key), node.content) + unseen + online
            case inline.Emendation():
                self._mark_place(node.name)
                return self._link_to(ids.variant(node.name), node.reading, EMENDED) if node.reading else ""
            case inline.PageBreak():
                return f"#page-of-witness({string(self.page_of_witness(node))})"
            case inline.Unsupported():
                return self._text(node.raw)
            case _:
                assert_never(node)

    def page_of_witness(self, node: inline.PageBreak) -> str:
        """Return the marginal words where a page of the witness begins."""
        return f"{self.siglum} {node.n}"

    def _mark_place(self, anchor: str) -> None:
        if anchor in self.anchors:
            self._addresses.append(f"#dest({string(anchor)})")

    def reference(self, anchor: str, content: str) -> str:
        """Return a link to an anchor of the book; only the words where the book does not have it."""
        return f"#to({label(anchor)})[{content}]" if anchor in self.anchors else content

    def _link_to(self, anchor: str, nodes: inline.Inlines, look: str = "") -> str:
        """Return words as a link to an anchor, in the given style; links are not nested, and never contain a mark."""
        holds_mark = any(isinstance(node, inline.NoteRef | inline.PageBreak) for node in walk(nodes))
        if self._in_link or holds_mark or anchor not in self.anchors:
            words = self._inlines(nodes)
            return f"#{look}(none)[{words}]" if look == EMENDED else words
        self._in_link = True
        words = self._inlines(nodes)
        self._in_link = False
        return f"#{look or self.look}({label(anchor)})[{words}]"

    def _foreign(self, node: inline.Foreign) -> str:
        before, self._direction = self._direction, scripts.direction(node.lang)
        words = self._inlines(node.content)
        self._direction = before
        return foreign(node.lang, words, self.config.language)

    def _link(self, node: inline.Link) -> str:
        if node.target.startswith("#"):
            return self._link_to(node.target[1:], node.content)
        return f"#{self.look}({string(uri(node.target))})[{self._inlines(node.content)}]"

    def _mark_name(self, node: inline.Named) -> str:
        """Mark a name for the index; the first mention in the essay leads to what it names.

        The mark follows the name: before it, where a page may end, it could stay on the previous page.
        """
        leads = node.first and self.mentions == TEXT
        words = self._link_to(node.anchor, node.content) if leads else self._inlines(node.content)
        if not self.mentions or node.anchor not in self.anchors:
            return words
        return f"{words}#mention({string(node.anchor)}, {string(self.mentions)})"

    def _note(self, node: inline.NoteRef) -> str:
        placed = self.notes.get(node.label)
        if placed is None:
            return f"#super[{text(node.label)}]"
        own = "" if placed.is_authors else ", own: true"
        self._mark_place(node.anchor)
        if node.number > 1:
            return f"#called-again({label(ids.note(node.label))}, {string(node.mark)}{own})"
        inside = self.with_mentions(NOTE if self.mentions else "")
        spoken = speak(self.config.editors_language, self.config.language)
        paragraphs = [
            f"#status[{spoken}{text(f'{placed.note.printed_status(self.words)}.')}]{text(' ')}",
            *(write(inside.inlines, block) for block in placed.note.body),
        ]
        body = "\n\n".join(["".join(paragraphs[:2]), *paragraphs[2:]])
        opening, closing = ("[", "]") if placed.is_by_author else ("", "")
        for call in placed.again:
            place = self.reference(call.anchor, text(call.reference))
            again = fill(self.words, "note.also_called_in", place=place)
            said = f"{text(f' {opening}')}{again}{text(closing)}"
            body += f"#[{spoken}{said}]" if spoken else said
        body = body if placed.is_by_author else f"{spoken}{body}"
        return f"#note({string(ids.note(node.label))}, {string(placed.mark)}{own})[{body}]"
