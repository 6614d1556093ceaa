"""Works described: the short form of notes, the full form of the bibliography (after Chicago, 18th ed.)."""

import re

from edition import addresses
from edition.config import before_subtitle, with_subtitle
from edition.model.bibliography import Work
from edition.model.dates import Date
from edition.model.inline import Emphasis, Foreign, Inline, Inlines, Link, Text
from edition.model.text import children
from edition.style import people, types
from edition.style.dates import in_words, year_in_words
from edition.style.languages import language, tag

INNER = str.maketrans("„“”", "‚‘’")
"""Quotation marks, and those used inside a quotation."""
NUMBER = re.compile(r"[\divxlcIVXLC]")
"""The beginning of a number; other words get no “no.” or “chap.” before them."""
NAMES_PRINTING = re.compile(r"(?i)\b(?:ed|edn|éd|aufl|ausg|izd|изд|wyd|vyd|repr|impr|print|version)", re.UNICODE)
"""The beginnings of words for editions and printings."""


def runs(work: Work, attribute: str) -> list[tuple[str, bool]]:
    """Return what a work says in stretches, each with whether it is emphasised, as a title within a title is."""
    words, at, found = getattr(work, attribute), 0, []
    for start, end in (span[1:] for span in work.emphasised if span[0] == attribute):
        found += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [(part, marked) for part, marked in [*found, (words[at:], False)] if part]


def _with_emphasis(work: Work, attribute: str) -> list[Inline]:
    return [Emphasis((Text(part),)) if marked else Text(part) for part, marked in runs(work, attribute)]


def title_words(work: Work, *, full: bool = False) -> Inlines:
    """Return the words of a work's title as they are printed, without italics or quotation marks around them."""
    if types.of(work).is_italic:
        return (Text(with_subtitle(work.title, work.subtitle if full else "")),)
    parts = _with_emphasis(work, "title")
    if full and work.subtitle:
        parts += [Text(before_subtitle(work.title)), *_with_emphasis(work, "subtitle")]
    return tuple(map(_requote, parts))


def title(work: Work, *, full: bool = False) -> Inlines:
    """Return a work's title: in italics for a book, in quotation marks for a part of one."""
    words = title_words(work, full=full)
    if not types.of(work).is_italic:
        return _merge([Text("“"), *words, Text("”")])
    code = language(work)
    return (Foreign(code, words),) if code not in {"", "en"} else (Emphasis(words),)


def _merge(nodes: list[Inline]) -> Inlines:
    """Return nodes with stretches of text made one."""
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and merged and isinstance(last := merged[-1], Text):
            merged[-1] = Text(last.text + node.text)
        else:
            merged.append(node)
    return tuple(merged)


def _requote(node: Inline) -> Inline:
    """Return words within quotation marks with inner marks for their own."""
    match node:
        case Text():
            return Text(node.text.translate(INNER))
        case Emphasis():
            return Emphasis(tuple(map(_requote, node.content)))
        case _:
            return node


def cited_date(work: Work) -> Date:
    """Return the date by whose year a work is cited: of writing, else of first publication, else of the edition."""
    dates = (work.written, work.first_published, work.date)
    return next((date for date in dates if year_in_words(date)), work.date)


def year(work: Work) -> str:
    """Return the year by which a work is cited; the empty string where none is known."""
    return year_in_words(cited_date(work))


def year_in_brackets(work: Work) -> str:
    """Return the year by which a work is cited as it follows a title, ` (1917)`; empty if it is not known."""
    known = year(work)
    return f" ({known})" if known else ""


def short(work: Work, *, author: bool = True) -> Inlines:
    """Return the form of a note: author, title, year; without `author`, the note's own words name the author."""
    if work.is_volume:
        return (Text(work.shorthand),)
    names = people.short(work) if author else ""
    when = year_in_brackets(work)
    return (*((Text(f"{names}, "),) if names else ()), *title(work), *((Text(when),) if when else ()))


def _imprint(work: Work) -> str:
    houses = "; ".join(house for house in (work.publisher, work.institution, work.organization) if house)
    place = ": ".join(p for p in (work.location, houses) if p)
    dated = work.date and not work.journal  # there it stands by the number
    return ", ".join(p for p in (place, in_words(work.date) if dated else "") if p)


def _with_label(label: str, number: str) -> str:
    """Return a number after its label; words (“Preface”, “Spring”) get no label."""
    is_number = NUMBER.match(number) and not re.match(r"[^\W\d]{4}", number)
    return f"{label} {number}" if is_number or number.isupper() else number


def _numbers(work: Work) -> list[str]:
    """Return the volume, number, chapter and pages of a work that is not in a journal or a numbered series."""
    numbered = work.number and not work.journal and not work.series
    return [
        part
        for part in (
            f"vol. {work.volume}" if work.volume and not work.journal else "",
            _with_label("no.", work.number) if numbered else "",
            _with_label("chap.", work.chapter) if work.chapter else "",
            f"{'p.' if work.pages.is_single else 'pp.'} {work.pages}" if work.pages else "",
        )
        if part
    ]


def _container(work: Work) -> list[Inline]:
    """Return the container of a work (a book or journal), and the place in it."""
    parts: list[list[Inline]] = []
    if work.journal:
        nodes: list[Inline] = [Emphasis((Text(work.journal),))]
        nodes += [Text(f" {work.volume}")] if work.volume else []
        nodes += [Text(f", {_with_label('no.', work.number)}")] if work.number else []
        nodes += [Text(f" ({in_words(work.date)})")] if work.date else []
        parts.append(nodes)
    if work.book_title:
        parts.append([Text("in " if parts else "In "), Emphasis((Text(work.book_title),))])
    if work.main_title:
        parts.append([Emphasis((Text(work.main_title),))])
    parts += [[Text(number)] for number in _numbers(work)]
    joined: list[Inline] = []
    for part in parts:
        joined += [*([Text(", ")] if joined else []), *part]
    return joined


def ordinal(number: str) -> str:
    """Return a number as an ordinal: `2nd`, `5th`."""
    teen = number[-2:] in {"11", "12", "13"}
    return number + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th"))


def printing(written: str) -> str:
    """Return which printing a book is of: `2` as `2nd ed.`, `revised` as `revised ed.`; words for it unchanged."""
    if written.isdigit():
        return f"{ordinal(written)} ed."
    return f"{written} ed." if written and not NAMES_PRINTING.search(written) else written


def _series_of(work: Work) -> list[Inline]:
    """Return the series, with the number that the work has in it; that of a journal’s article is the journal’s."""
    number = f" {work.number}" if work.series and work.number and not work.journal else ""
    return [*_with_emphasis(work, "series"), *([Text(number)] if number else [])]


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
    if names := people.full(work):
        sentences.append([Text(names)])
    if work.title:
        sentences.append(list(title(work, full=True)))
    if work.title and work.original_title:
        original = Foreign(tag(work.original_language) or "und", (Text(work.original_title),))
        sentences[-1] += [Text(" ["), original, Text("]")]
    volumes = f"{work.volumes} vols" if work.volumes.isdigit() else work.volumes
    isbn = f"ISBN {work.isbn}" if work.isbn else ""
    facts = (*people.others(work), *_history(work), printing(work.printing), volumes)
    sentences += [_container(work), *map(_sentence, facts)]
    sentences += [_with_emphasis(work, attribute) for attribute in ("genre", "how_published")]
    sentences += [_series_of(work), _sentence(_imprint(work)), _with_emphasis(work, "note"), _sentence(isbn)]
    first = 1 if names else 0  # a name begins as its bearer writes it: “al-Ghazālī”
    opened = [_capitalise(sentence) if at >= first else sentence for at, sentence in enumerate(filter(None, sentences))]
    return _join(opened) + _address(work)


def _sentence(words: str) -> list[Inline]:
    return [Text(words)] if words else []


def _capitalise(sentence: list[Inline]) -> list[Inline]:
    """Return a sentence with a capital at its head: “Vol. 1”, “N.d.”."""
    first, *rest = sentence
    if isinstance(first, Text) and first.text.partition("://")[0] in addresses.SCHEMES:
        return sentence
    return [Text(first.text[:1].upper() + first.text[1:]), *rest] if isinstance(first, Text) else sentence


def _join(sentences: list[list[Inline]]) -> Inlines:
    nodes: list[Inline] = []
    for sentence in sentences:
        nodes += [Text(" ")] if nodes else []
        nodes += sentence
        nodes += [] if _is_closed(sentence[-1]) else [Text(".")]
    return tuple(nodes)


def _is_closed(node: Inline) -> bool:
    """Return whether a sentence is closed already by its own last character."""
    if isinstance(node, Text):
        return node.text.rstrip("”’]").endswith((".", "?", "!"))
    content = children(node)
    return bool(content) and _is_closed(content[-1])


def _address(work: Work) -> Inlines:
    nodes: list[Inline] = []
    if work.doi:
        nodes += [Text(" "), Link(addresses.of_doi(work.doi), (Text(f"doi:{work.doi}"),)), Text(".")]
    if work.url:
        doubt = "" if work.url_seen else " (address not seen)"
        bare = work.url.removeprefix("https://").removeprefix("http://")
        nodes += [Text(" "), Link(addresses.uri(work.url), (Text(bare),)), Text(f"{doubt}.")]
    return tuple(nodes)
