"""Rules about the figures of essay and notes."""

from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.draft import Draft
from edition.model.edition import Edition

HEAVIEST, LARGEST = 1_000_000, 4000
"""Bytes, and pixels along a side, beyond which a reader gains nothing, on a screen or in the book."""


@rule("figure-unusable")
def figure_unusable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report figures whose file is missing, or cannot be shown in every format.

    What: a figure must be a PNG, JPEG or SVG file in docs/figures/, undamaged, stored upright and not animated; a
        drawing (SVG) must contain no script, no animation, no HTML, and nothing that it would load from elsewhere.
    Why: readers of at least one format would see nothing, or another picture; what a drawing loads would tell others
        who reads, and be missing offline.
    Fix: put the file into docs/figures/ and write `![Caption](../figures/name.png){alt="What it shows"}`.
    """
    yield from dict.fromkeys(fault for figure in walking.figures(draft) for fault in figure.picture.faults)


@rule("figure-heavy", Severity.REVIEW)
def figure_heavy(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report figures whose files are larger than any reader can see.

    What: the file of a figure should have at most a million bytes, and a PNG or JPEG at most 4000 pixels along each
        side.
    Why: every reader of the page waits for it, on a telephone too, and each book contains it.
    Fix: save it smaller: 2000 pixels are enough for the width of a page; JPEG is smaller for photographs, PNG for scans
        in few colours. Where the detail matters, allow the finding.
    """
    for figure in walking.figures(draft):
        picture, place = figure.picture, figure.place
        size = len(picture.content)
        dots = max(picture.width, picture.height) if picture.media_type != "image/svg+xml" else 0
        if size > HEAVIEST:
            yield Fault(place, f"the figure “{picture.name}” has {size:,} bytes")
        elif dots > LARGEST:
            yield Fault(place, f"the figure “{picture.name}” measures {picture.width:,} by {picture.height:,} pixels")
