"""The blocks of essay and notes as Typst markup."""

from collections.abc import Callable, Iterable
from typing import assert_never

from edition.model.blocks import Block, Paragraph, Quotation, Verse
from edition.model.inline import Inlines

Write = Callable[[Inlines], str]
"""Writes inlines."""


def write(inlines: Write, block: Block) -> str:
    """Return a block as markup."""
    match block:
        case Paragraph():
            return inlines(block.content)
        case Quotation():
            words = write_all(inlines, block.blocks)
            return f"#quoted[{words}]" + (f"[{inlines(block.source)}]" if block.source else "[]")
        case Verse():
            stanzas = ("#linebreak()".join(inlines(line.content) for line in stanza) for stanza in block.stanzas)
            return f"#verse{''.join(f'[{stanza}]' for stanza in stanzas)}"
        case _:
            assert_never(block)


def write_all(inlines: Write, blocks: Iterable[Block]) -> str:
    """Return blocks as markup; a paragraph after the first continues it, and is not indented."""
    parts = [write(inlines, block) for block in blocks]
    return "\n\n".join(parts)
