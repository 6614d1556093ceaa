"""Ordinary pages (introduction, about the text) as the books carry them: a closed model of simple prose."""

from dataclasses import dataclass

from edition.ids import AnchorName
from edition.model.blocks import Paragraph
from edition.model.inline import Inlines
from edition.source import Place


@dataclass(frozen=True, slots=True)
class ProseHeading:
    """A heading inside a page; `level` counts from 2, for the page's own title is 1."""

    anchor: AnchorName
    level: int
    content: Inlines
    place: Place


@dataclass(frozen=True, slots=True)
class ProseList:
    """A list of items of one paragraph each."""

    ordered: bool
    items: tuple[Paragraph, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words set off as a quotation."""

    paragraphs: tuple[Paragraph, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Generated:
    """The place of a list that the program makes (`/// edition | apparatus`), by its name."""

    name: str
    place: Place


ProseBlock = ProseHeading | Paragraph | ProseList | Quotation | Generated


@dataclass(frozen=True, slots=True)
class ProsePage:
    """One ordinary page: its name in the configuration, its anchor (that of its title on the site), its blocks.

    Links to other pages that the books carry, and to places of the edition, are `#anchor`; links to pages that only
    the site has are words alone.
    """

    name: str
    anchor: AnchorName
    title: Inlines
    blocks: tuple[ProseBlock, ...]
    place: Place

    @property
    def headings(self) -> tuple[ProseHeading, ...]:
        """Return the headings inside the page."""
        return tuple(block for block in self.blocks if isinstance(block, ProseHeading))
