"""Citations in print: a work, where in it, and what is remarked (“PSS 31: 151, the whole text”)."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from edition import addresses
from edition.model.bibliography import Work
from edition.model.inline import CitedRange, CiteItem, Inline, Inlines, Text, WorkRef
from edition.model.locators import PAGE, Locator
from edition.model.references import Passage
from edition.style import works
from edition.words import Words

UNSEEN = "°"
"""Stands after a locus whose page the editors have not read."""
ONLINE = "↗"
"""Stands after a locus whose text can be opened."""


def legend(passages: Iterable[Passage], words: Words, *, links: bool = True) -> str:
    """Return what the signs after the loci of these passages mean, those of `links` too; nothing if there are none."""
    loci = [place for passage in passages for place in passage.loci]
    meanings = (
        (words("legend.unseen", sign=UNSEEN), any(place.locator and not place.seen for place in loci)),
        (words("legend.online", sign=ONLINE), links and any(place.online for place in loci)),
    )
    return " ".join(meaning for meaning, occurs in meanings if occurs)


def locus(locator: Locator, work: Work) -> Iterator[Inline]:
    """Yield a locator as it follows a work: pages of a volume after a colon, all else after a comma."""
    for at, part in enumerate(locator.parts):
        bare = not at and work.is_volume and part.unit == PAGE
        yield Text(": " if bare else ", ")
        word = "" if bare or not part.term else f"{part.term} "
        for before, figures, pages in part.pieces:
            yield from (Text(before),) if before else ()
            yield CitedRange(part.unit, (Text(f"{word}{figures}".strip()),), pages)
            word = ""
        yield from (Text(part.tail),) if part.tail else ()


def print_citation(item: CiteItem, work: Work | None, words: Words) -> Inlines:
    """Return one citation: its prefix, then the work with what follows; an unknown key is printed as typed."""
    prefix = (*item.prefix, Text(" ")) if item.prefix else ()
    remark = (Text(", "), *item.remark) if item.remark else ()
    if work is None:
        return (*prefix, Text(f"@{item.key}"), *remark) if item.key else item.prefix
    content = works.short(work, words, author=not item.without_author)
    seen = item.seen if item.locator or item.seen else None
    printed = (*content, *locus(item.locator, work), *remark)
    if item.online is None:
        return (*prefix, WorkRef(item.key, printed, seen))
    return (*prefix, WorkRef(item.key, printed, seen, item.online.url, item.online.language != work.language))


def opens(cited: WorkRef, words: Words) -> str:
    """Return what the sign after a locus does, in words: what it opens, and at which host."""
    what = "words" if addresses.DIRECTIVE in cited.url else "text"
    host = (urlsplit(cited.url).hostname or "").removeprefix("www.")
    return words(f"note.opens_{what}{'_in_translation' if cited.translated else ''}", host=host)
