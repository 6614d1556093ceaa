"""Ordinary pages as the books carry them."""

from __future__ import annotations

import pytest

from edition import ids
from edition.model.blocks import Paragraph
from edition.model.inline import Link
from edition.model.prose import Generated, ProseHeading, ProseList, ProsePage, Quotation
from edition.model.text import reading_text, walk
from edition.readers import prose, syntax
from edition.source import SourceFile
from support import specimen, specimen_root

PAGE = """# A page

One *word*, [two](other.md) and [three](essay/i.md#i-p1), [four](lost.md), [five](https://example.org/).

## Was heißt “that”?

* first
* second, of
  two lines

1. one

> quoted

/// edition | apparatus
///
"""


def read(text: str, **others: str) -> tuple[tuple[ProsePage, ...], list[str]]:
    """Read a page beside others by their names."""
    sources = {name: SourceFile(f"docs/{name}.md", words) for name, words in {"page": text, **others}.items()}
    pages, unsupported = prose.read(syntax.parser(), sources)
    return pages, [fault.message.removeprefix("not supported in this notation: ") for fault in unsupported]


def test_blocks_are_read_in_order() -> None:
    """Paragraphs, headings, lists, quotations and the places of generated lists, each as what it is."""
    (page,), unsupported = read(PAGE)
    kinds = [Paragraph, ProseHeading, ProseList, ProseList, Quotation, Generated]
    assert [type(block) for block in page.blocks] == kinds
    assert unsupported == []
    assert (page.anchor, reading_text(page.title)) == ("a-page", "A page")
    bullets, numbers = (block for block in page.blocks if isinstance(block, ProseList))
    assert [reading_text(item.content) for item in bullets.items] == ["first", "second, of two lines"]
    assert (bullets.ordered, numbers.ordered) == (False, True)


def test_links_lead_to_what_the_books_have() -> None:
    """A page that is carried, a place of the edition, another host; a page that only the site has is words alone."""
    (page, _), _ = read(PAGE, other="# The other {#o}\n")
    first = page.blocks[0]
    assert isinstance(first, Paragraph)
    assert reading_text(first.content) == "One word, two and three, four, five."
    assert [n.target for n in walk(first.content) if isinstance(n, Link)] == ["#o", "#i-p1", "https://example.org/"]


@pytest.mark.parametrize(
    ("block", "what"),
    [
        ("| a | b |\n|---|---|\n", "table"),
        ("```\ncode\n```\n", "code block"),
        ("* a\n    * b\n", "paragraph inside another block"),
        ("<div>raw</div>\n", "raw HTML"),
        ("A ![picture](p.png).\n", "image"),
    ],
)
def test_what_the_books_cannot_carry_is_reported(block: str, what: str) -> None:
    """Nothing is left out in silence."""
    _, unsupported = read(f"# A page\n\n{block}")
    assert what in unsupported


def test_headings_have_the_anchors_of_the_site() -> None:
    """Python-Markdown makes the same slugs, so a link into the site's page is a link into the book."""
    from markdown.extensions.toc import slugify

    for page in specimen().pages:
        source = (specimen_root() / "docs" / f"{page.name}.md").read_text(encoding="utf-8")
        for title, anchor in [(page.title, page.anchor), *((h.content, h.anchor) for h in page.headings)]:
            assert anchor == slugify(reading_text(title), "-") or f"{{#{anchor}}}" in source
    for words in ("Was heißt “that”?", "Two  words – a dash", "under_score"):
        assert ids.heading(words) == slugify(words, "-")
