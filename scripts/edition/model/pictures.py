"""Figures, their files, and what is wrong with these."""

from dataclasses import dataclass, field

from edition.diagnostics import Fault
from edition.ids import AnchorName
from edition.model.inline import Inlines
from edition.source import Place

FOLDER = "figures/"
"""The folder of all figures, below `docs/` as on the site."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """The file of a figure: its path on the site, and its size in CSS pixels.

    `words` are those that a drawing (SVG) writes with letters, each with its place; `faults` are why the file cannot be
    published.
    """

    path: str
    media_type: str = ""
    width: int = 0
    height: int = 0
    words: tuple[tuple[str, Place], ...] = ()
    faults: tuple[Fault, ...] = ()
    content: bytes = field(default=b"", repr=False)

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.path.removeprefix(FOLDER)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (TEI `figure`) and below it a caption or none, which is part of the text.

    `alternative` says in the editors' words what it shows, for readers who cannot see it; `width` is how wide it is
    printed where there is room, in CSS pixels, or 0.
    """

    anchor: AnchorName
    picture: PictureFile
    alternative: str
    caption: Inlines
    place: Place
    width: int = 0

    @property
    def content(self) -> Inlines:
        """Return its words in the text."""
        return self.caption

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height as printed where there is room, in CSS pixels."""
        width, height = self.picture.width, self.picture.height
        return (self.width, max(1, round(self.width * height / width))) if self.width and width else (width, height)
