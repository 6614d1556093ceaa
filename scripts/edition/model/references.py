"""What refers to what: places of the essay and notes to each other, notes to works."""

from dataclasses import dataclass, field

from edition.ids import AnchorName, NoteLabel, WorkKey
from edition.model.inline import Opened
from edition.model.locators import Locator


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Words of the paragraph or note `source` that refer to other places, `targets`, the chief one first."""

    source: AnchorName
    words: str
    targets: tuple[AnchorName, ...]


@dataclass(frozen=True, slots=True)
class Locus:
    """One place in a work or a volume: the entry's key, the locator, seen or not, and what is remarked.

    `online` says where its text can be read.
    """

    key: WorkKey
    locator: Locator
    seen: bool
    remark: str = ""
    online: Opened | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """One citation of a work with its parallel loci, and the label of the note that cites it."""

    work: WorkKey
    loci: tuple[Locus, ...]
    note: NoteLabel

    @property
    def is_located(self) -> bool:
        """Return whether the note says where in the work."""
        return any(place.locator for place in self.loci)
