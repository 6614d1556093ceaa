"""Works described: the short form of notes, the full form of the bibliography (after Chicago, 18th ed.)."""

from __future__ import annotations

import re

from edition.model.bibliography import Name, Work, WorkType
from edition.model.inline import Emphasis, Foreign, Inline, Inlines, Link, Text
from edition.style.dates import in_words, year_in_words

ITALIC = {WorkType.BOOK.value, WorkType.COLLECTION.value}
LANGUAGES = {"german": "de", "english": "en", "russian": "ru", "french": "fr", "italian": "it", "polish": "pl"}
"""Names of languages that an entry may have (biblatex's), and their tags."""


def tag(language: str) -> str:
    """Return the tag (BCP 47) of a language that an entry names in either way."""
    return LANGUAGES.get(language, language)


CYRILLIC = re.compile("[\u0400-\u04ff]")


def language(work: Work) -> str:
    """Return the tag of a work's title; Russian words in Latin letters are `ru-Latn`."""
    code = tag(work.language)
    return "ru-Latn" if code == "ru" and not CYRILLIC.search(work.title) else code


def is_transliterated(work: Work) -> bool:
    """Return whether the original title is the title itself, in its own script."""
    return bool(work.language) and tag(work.language) == tag(work.original_language)


def _series(names: list[str]) -> str:
    if len(names) > 2:  # noqa: PLR2004 - a series needs its commas
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return " and ".join(names)


def authors_short(work: Work) -> str:
    """Return the family names by which a note names a work's authors, or editors where it has none."""
    return _series([name.family for name in work.authors or work.editors])


def authors_full(work: Work) -> str:
    """Return the authors as a bibliography has them, the first one inverted: “Able, Ann, and Ben Baker”."""
    names = work.authors or work.editors
    written = [names[0].sort, *(name.natural for name in names[1:])] if names else []
    role = ""
    if not work.authors and work.editors:
        role = ", ed." if len(names) == 1 else ", eds"
    if len(names) > 1 and names[0].given:
        return f"{', '.join(written[:-1])}, and {written[-1]}{role}"
    return _series(written) + role


def _marked(words: str, work: Work) -> Inlines:
    """Return words with the titles of others that stand in them in italics."""
    if not work.within:
        return (Text(words),)
    parts = re.split(f"({'|'.join(map(re.escape, work.within))})", words)
    return tuple(Emphasis((Text(part),)) if part in work.within else Text(part) for part in parts if part)


def title(work: Work, *, full: bool = False) -> Inlines:
    """Return a work's title: in italics for a book, in quotation marks for what stands in one."""
    words = f"{work.title}: {work.subtitle}" if full and work.subtitle else work.title
    code = language(work)
    content: Inlines
    if work.type in ITALIC:
        content = (Foreign(code, (Text(words),)),) if code not in {"", "en"} else (Emphasis((Text(words),)),)
        return content
    words = words.replace("“", "‘").replace("”", "’")
    return _marked(f"“{words}”", work)


def year(work: Work) -> str:
    """Return the year by which a work is cited: that of writing, else of first publication, else of the edition."""
    dates = (d for d in (work.written, work.first_published, work.date) if d[:4].isdigit())
    return next((year_in_words(d) for d in dates), "")


def short(work: Work) -> Inlines:
    """Return the form of a note: author, title, year."""
    if work.is_edition:
        return (Text(work.shorthand),)
    names = authors_short(work)
    when = f" ({said})" if (said := year(work)) else ""
    return (*((Text(f"{names}, "),) if names else ()), *title(work), *((Text(when),) if when else ()))


def _people(label: str, names: tuple[Name, ...]) -> str:
    return f"{label} {_series([n.natural for n in names])}" if names else ""


def _imprint(work: Work) -> str:
    place = ": ".join(p for p in (work.location, work.publisher) if p)
    dated = work.date and not work.journal  # there it stands by the number
    return ", ".join(p for p in (place, in_words(work.date) if dated else "") if p)


def _container(work: Work) -> list[Inline]:
    nodes: list[Inline] = []
    if work.journal:
        nodes += [Emphasis((Text(work.journal),))]
        nodes += [Text(f" {work.volume}")] if work.volume else []
        nodes += [Text(f", no. {work.number}")] if work.number else []
        nodes += [Text(f" ({in_words(work.date)})")] if work.date else []
    elif work.book_title:
        nodes += [Text("In "), Emphasis((Text(work.book_title),))]
    if work.main_title:
        nodes += [Text(", " if nodes else ""), Emphasis((Text(work.main_title),))]
    if work.volume and not work.journal:
        nodes += [Text(f"{', ' if nodes else ''}vol. {work.volume}")]
    if work.pages:
        nodes += [Text(f"{', ' if nodes else ''}{pages(work.pages)}")]
    return nodes


def pages(written: str) -> str:
    """Return pages with their label: `p. 7`, `pp. 7–11`."""
    tidy = written.replace("--", "–")
    return f"pp. {tidy}" if any(mark in tidy for mark in "–,-") else f"p. {tidy}"


def ordinal(number: str) -> str:
    """Return a number as an ordinal: `2nd`, `5th`."""
    teen = number[-2:] in {"11", "12", "13"}
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


def _history(work: Work) -> list[str]:
    facts = []
    if work.written:
        facts.append(f"Written {in_words(work.written)}")
    if work.first_published and work.first_published != work.date:
        words = f"first published {in_words(work.first_published)}"
        facts.append(words if facts else words.capitalize())
    return ["; ".join(facts)] if facts else []


def description(work: Work) -> Inlines:
    """Return the full description of an entry as inlines, one sentence after another, each closed by a stop."""
    sentences: list[list[Inline]] = []
    if names := authors_full(work):
        sentences.append([Text(names)])
    sentences.append(list(title(work, full=True)))
    if work.original_title:
        original = Foreign(tag(work.original_language) or "und", (Text(work.original_title),))
        sentences[-1] += [Text(" ["), original, Text("]")]
    others = [_people("Translated by", work.translators)]
    if work.authors:
        others.append(_people("Edited by", work.editors))
    if container := _container(work):
        if isinstance(container[0], Text):
            container[0] = Text(_opened(container[0].text))
        sentences.append(container)
    edition = f"{ordinal(work.edition)} ed." if work.edition.isdigit() else work.edition
    facts = (*others, *_history(work), edition, work.how_published, work.series, _imprint(work))
    sentences += [[Text(_opened(fact))] for fact in facts if fact]
    if work.note:
        sentences.append([*_marked(work.note, work)])
    if work.isbn:
        sentences.append([Text(f"ISBN {work.isbn}")])
    return _joined(sentences) + _address(work)


def _opened(sentence: str) -> str:
    """Return a sentence with a capital at its head: “Vol. 1”, “N.d.”."""
    return sentence[:1].upper() + sentence[1:]


def _joined(sentences: list[list[Inline]]) -> Inlines:
    nodes: list[Inline] = []
    for sentence in sentences:
        nodes += [Text(" ")] if nodes else []
        nodes += sentence
        nodes += [] if _ends(sentence[-1]) else [Text(".")]
    return tuple(nodes)


def _ends(node: Inline) -> bool:
    """Return whether a sentence is closed already by its own last character."""
    match node:
        case Text():
            return node.text.rstrip("”’]").endswith((".", "?", "!"))
        case Emphasis() | Foreign():
            return bool(node.content) and _ends(node.content[-1])
        case _:
            return False


def _address(work: Work) -> Inlines:
    nodes: list[Inline] = []
    if work.doi:
        nodes += [Text(" "), Link(f"https://doi.org/{work.doi}", (Text(f"doi:{work.doi}"),)), Text(".")]
    if work.url:
        doubt = "" if work.url_seen else " (address not seen)"
        nodes += [Text(" "), Link(work.url, (Text(work.url.removeprefix("https://").removeprefix("http://")),))]
        nodes += [Text(f"{doubt}.")]
    return tuple(nodes)
