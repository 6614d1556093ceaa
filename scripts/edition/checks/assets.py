"""Rules of what pages ask for besides words: pictures that can be heard, fonts and lists that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.assets import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition


@rule("image-without-alternative")
def image_without_alternative(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find pictures that a reader who does not see them is told nothing of.

    What: every picture on an ordinary page must have an alternative text; a mere ornament says so by `alt=""` in HTML.
    Why: a reader who listens, a search engine and a tagged PDF have nothing but these words.
    Fix: write what the picture shows: `![The first page of the witness](w.png)`.
    """
    for picture in draft.pictures:
        if not picture.alternative and not picture.ornament:
            yield Fault(picture.place, f"the picture {picture.target or '(no address)'} has no alternative text")


@rule("font-missing")
def font_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find fonts that a style sheet loads and that are not there.

    What: every font file that a style sheet below docs/assets/ names must be there.
    Why: a browser would pass over it in silence; letters of other scripts would fall back to whatever a machine has,
        and the EPUB, which carries the same files, would be set in another face.
    Fix: put the file back, or correct its name in the style sheet.
    """
    known = [font.path for font in draft.fonts if font.there]
    for font in draft.fonts:
        if not font.there:
            near = walking.did_you_mean(font.path, known, "Put the file back, or correct its name.")
            yield Fault(font.place, f"there is no font {font.path}", near)


@rule("list-unknown")
def list_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find lists that a page asks for and that the program does not make.

    What: a page asks for the lists of the program by their names alone: `/// edition | people`, and `///` on the next
        line.
    Why: the line would stand on the page as it is written, and the list nowhere; an open block takes in what follows.
    Fix: correct the name; the editorial guidelines have them all.
    """
    for asked in draft.lists:
        if asked.name.startswith("/"):
            yield Fault(
                asked.place, "a list is asked for by three slashes", "write `/// edition | people`, then `///`."
            )
        elif not asked.closed:
            yield Fault(
                asked.place, f"the block of “{asked.name}” is not closed", "close it by `///` on the next line."
            )
        elif asked.name not in LISTS:
            fix = walking.did_you_mean(asked.name, LISTS, "Otherwise take the block out.")
            advice = fix or f"the lists are {', '.join(sorted(LISTS))}."
            yield Fault(asked.place, f"there is no list “{asked.name}”", advice)
