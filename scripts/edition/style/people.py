"""The people of a work as notes and bibliography name them."""

from collections.abc import Iterator

from edition.model.bibliography import Name, Work
from edition.words import Words


def _series(names: list[str], words: Words, *, others: bool = False) -> str:
    if others:
        return words("people.others", names=", ".join(names))
    return words("people.series", names=", ".join(names[:-1]), last=names[-1]) if names[1:] else "".join(names)


def _listed_people(work: Work) -> tuple[tuple[Name, ...], bool]:
    """Return the people under whom a work is listed, its authors or else its editors; and whether there are others."""
    return work.authors or work.editors, ("author" if work.authors else "editor") in work.and_others


def short(work: Work, words: Words) -> str:
    """Return the family names by which a note names a work's authors, or editors where it has none."""
    names, others = _listed_people(work)
    return _series([name.surname for name in names], words, others=others)


def full(work: Work, words: Words) -> str:
    """Return the authors as a bibliography has them, the first one inverted: “Able, Ann, and Ben Baker”."""
    names, others = _listed_people(work)
    written = [names[0].sort, *(name.natural for name in names[1:])] if names else []
    role = ""
    if not work.authors and work.editors:
        role = words.count("people.editors", len(names) + others)
    if others:
        return words(f"people.{'inverted_' if names[0].given else ''}others", names=", ".join(written)) + role
    if len(names) > 1 and names[0].given:
        return words("people.inverted_series", names=", ".join(written[:-1]), last=written[-1]) + role
    return _series(written, words) + role


def others(work: Work, words: Words) -> Iterator[str]:
    """Yield who translated a work, and who edited it where it is listed under its authors."""
    roles = [("translator", work.translators), ("editor", work.editors if work.authors else ())]
    for role, names in roles:
        if names:
            series = _series([name.natural for name in names], words, others=role in work.and_others)
            yield words(f"people.by_{role}", names=series)
