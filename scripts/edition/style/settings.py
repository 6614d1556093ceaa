"""What the theme prints that the settings of the site's engine need not say, because the edition says it."""

from collections.abc import Iterator, Mapping

from edition import scripts
from edition.ids import WorkKey
from edition.languages import primary
from edition.model.bibliography import Work
from edition.model.document import Certainty
from edition.model.edition import Edition
from edition.style import languages, people
from edition.style.dates import day_in_words
from edition.words import SOURCE, Words, bare

Extra = str | list["Extra"] | dict[str, "Extra"]
"""A value below `extra` in the settings."""


def implied(edition: Edition) -> dict[str, Extra]:
    """Return the values below `extra` that the templates use, as the edition has them."""
    config = edition.config
    return {
        "lang": config.editors_language,
        "dir": "rtl" if scripts.direction(config.editors_language) == scripts.RIGHT_TO_LEFT else "",
        "typefaces": "yes" if edition.typefaces else "",
        "version": config.version,
        "date": config.date.isoformat(),
        "day": bare(day_in_words(config.date, config.words)),
        "loci": list(_parallel_editions(edition)),
        "series": ["numbered", "lettered"] if len({note.is_authors for note in edition.notes}) > 1 else [],
        "certainties": list(_certainties(edition)),
    }


def _certainties(edition: Edition) -> Iterator[Extra]:
    """Yield the certainties of the notes, by which readers may filter them, if there are several."""
    given = {note.note.certainty for note in edition.notes if not note.is_by_author}
    for certainty in Certainty:
        if certainty in given and len(given) > 1:
            title = certainty.printed(edition.words)
            yield {"value": certainty.value, "title": bare(title), "lang": SOURCE if bare(title) != title else ""}


def _parallel_editions(edition: Edition) -> Iterator[Extra]:
    """Yield each group of collected editions that notes cite side by side; a reader may prefer one of a group.

    The edition in the essay's own language comes first, the others follow in the order of the bibliography.
    """
    volumes = {entry.work.key: entry.work for entry in edition.entries if entry.work.is_volume}
    first: dict[str, Work] = {}
    for work in volumes.values():
        first.setdefault(work.shorthand.family, work)
    own, words = primary(edition.config.language), edition.config.words
    for number, group in enumerate(_cited_together(edition, volumes), 1):
        members = [work for family, work in first.items() if family in group]
        members.sort(key=lambda work: primary(languages.tag(work.language)) != own)
        authors = people.short(members[0], words)
        title = words("settings.loci_of", author=authors) if authors else words("settings.loci")
        yield {
            "name": f"loci-{number}",
            "title": bare(title),
            "lang": SOURCE if bare(title) != title else "",
            "choices": [{"siglum": work.shorthand.slug, "title": _label(work, words)} for work in members],
        }


def _cited_together(edition: Edition, volumes: Mapping[WorkKey, Work]) -> list[set[str]]:
    groups: list[set[str]] = []
    for passage in edition.passages:
        together = {volumes[locus.key].shorthand.family for locus in passage.loci if locus.key in volumes}
        if len(together) > 1:
            apart = [group for group in groups if not group & together]
            groups = [*apart, together.union(*(group for group in groups if group & together))]
    order = list(dict.fromkeys(work.shorthand.family for work in volumes.values()))
    return sorted(groups, key=lambda group: min(map(order.index, group)))


def _label(work: Work, words: Words) -> str:
    language, family = bare(words.language_name(languages.tag(work.language))), work.shorthand.family
    return f"{language} ({family})" if language else family
