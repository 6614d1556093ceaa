"""The people of a work as notes and bibliography name them."""

from collections.abc import Iterator

from edition.model.bibliography import Name, Work

ET_AL = "et al."


def _series(names: list[str], *, others: bool = False) -> str:
    if others:
        return f"{', '.join(names)} {ET_AL}"
    if len(names) > 2:  # noqa: PLR2004 - a series needs its commas
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return " and ".join(names)


def _listed_people(work: Work) -> tuple[tuple[Name, ...], bool]:
    """Return the people under whom a work is listed, its authors or else its editors; and whether there are others."""
    return work.authors or work.editors, ("author" if work.authors else "editor") in work.and_others


def short(work: Work) -> str:
    """Return the family names by which a note names a work's authors, or editors where it has none."""
    names, others = _listed_people(work)
    return _series([name.surname for name in names], others=others)


def full(work: Work) -> str:
    """Return the authors as a bibliography has them, the first one inverted: “Able, Ann, and Ben Baker”."""
    names, others = _listed_people(work)
    written = [names[0].sort, *(name.natural for name in names[1:])] if names else []
    role = ""
    if not work.authors and work.editors:
        role = ", ed." if len(names) == 1 and not others else ", eds"
    if others:
        return f"{', '.join(written)}{',' if names[0].given else ''} {ET_AL}{role}"
    if len(names) > 1 and names[0].given:
        return f"{', '.join(written[:-1])}, and {written[-1]}{role}"
    return _series(written) + role


def _people(label: str, names: tuple[Name, ...], *, others: bool) -> str:
    return f"{label} {_series([n.natural for n in names], others=others)}" if names else ""


def others(work: Work) -> Iterator[str]:
    """Yield who translated a work, and who edited it where it is listed under its authors."""
    yield _people("Translated by", work.translators, others="translator" in work.and_others)
    if work.authors:
        yield _people("Edited by", work.editors, others="editor" in work.and_others)
