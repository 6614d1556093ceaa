"""Describes works: the short form for notes, the full form for the bibliography (after Chicago, 18th ed.)."""

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
from edition.style.locating import upper_first
from edition.style.quotation import is_closed, nest
from edition.words import Words

NUMBER = re.compile(r"[\divxlcIVXLC]")
"""The beginning of a number; “no.” or “chap.” is not added before other words."""
NAMES_PRINTING = re.compile(r"(?i)\b(?:ed|edn|éd|aufl|ausg|izd|изд|wyd|vyd|repr|impr|print|version)", re.UNICODE)
"""The beginnings of words that mean an edition or printing."""


def runs(work: Work, attribute: str) -> list[tuple[str, bool]]:
    """Return a field of a work as runs of text, each with whether it is emphasised, like a title within a title."""
    words, at, found = getattr(work, attribute), 0, []
    for start, end in (span[1:] for span in work.emphasised if span[0] == attribute):
        found += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [(part, marked) for part, marked in [*found, (words[at:], False)] if part]


def _with_emphasis(work: Work, attribute: str) -> list[Inline]:
    return [Emphasis((Text(part),)) if marked else Text(part) for part, marked in runs(work, attribute)]


def title_words(work: Work, words: Words, *, full: bool = False) -> Inlines:
    """Return the words of a work's title as they are printed, without italics or quotation marks around them."""
    if types.of(work).is_italic:
        return (Text(with_subtitle(work.title, work.subtitle if full else "")),)
    parts = _with_emphasis(work, "title")
    if full and work.subtitle:
        parts += [Text(before_subtitle(work.title)), *_with_emphasis(work, "subtitle")]
    return tuple(_requote(part, words) for part in parts)


def title(work: Work, words: Words, *, full: bool = False) -> Inlines:
    """Return a work's title: in italics for a book, in quotation marks for a part of one."""
    printed = title_words(work, words, full=full)
    if not types.of(work).is_italic:
        return _merge([Text(words.quotes.open), *printed, Text(words.quotes.close)])
    code = language(work)
    return (Foreign(code, printed),) if code not in {"", words.language} else (Emphasis(printed),)


def _merge(nodes: list[Inline]) -> Inlines:
    """Return nodes with adjacent texts merged."""
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and merged and isinstance(last := merged[-1], Text):
            merged[-1] = Text(last.text + node.text)
        else:
            merged.append(node)
    return tuple(merged)


def _requote(node: Inline, words: Words) -> Inline:
    """Return words for use in quotation marks, with their own marks changed to inner ones."""
    match node:
        case Text():
            return Text(nest(node.text, words))
        case Emphasis():
            return Emphasis(tuple(_requote(part, words) for part in node.content))
        case _:
            return node


def cited_date(work: Work) -> Date:
    """Return the date by whose year a work is cited: of writing, else of first publication, else of the edition."""
    dates = (work.written, work.first_published, work.date)
    return next((date for date in dates if date.points), work.date)


def year(work: Work, words: Words) -> str:
    """Return the year by which a work is cited; empty if none is known."""
    return year_in_words(cited_date(work), words)


def year_in_brackets(work: Work, words: Words) -> str:
    """Return the year by which a work is cited as it follows a title, ` (1917)`; empty if it is not known."""
    known = year(work, words)
    return f" ({known})" if known else ""


def short(work: Work, words: Words, *, author: bool = True) -> Inlines:
    """Return the form of a note: author, title, year; without `author`, the note's own words name the author."""
    if work.is_volume:
        return (Text(work.shorthand),)
    names = people.short(work, words) if author else ""
    when = year_in_brackets(work, words)
    return (*((Text(f"{names}, "),) if names else ()), *title(work, words), *((Text(when),) if when else ()))


def _imprint(work: Work, words: Words) -> str:
    place = ": ".join(p for p in (work.location, "; ".join(work.houses)) if p)
    dated = work.date and not work.journal  # there it stands by the number
    return ", ".join(p for p in (place, in_words(work.date, words) if dated else "") if p)


def _with_label(name: str, number: str, words: Words) -> str:
    """Return a number with its label; words (“Preface”, “Spring”) are returned without one."""
    is_number = NUMBER.match(number) and not re.match(r"[^\W\d]{4}", number)
    return words(name, number=number) if is_number or number.isupper() else number


def _numbers(work: Work, words: Words) -> list[str]:
    """Return the volume, number, chapter and pages of a work that is not in a journal or a numbered series."""
    numbered = work.number and not work.journal and not work.series
    return [
        part
        for part in (
            words("work.volume", number=work.volume) if work.volume and not work.journal else "",
            _with_label("work.number", work.number, words) if numbered else "",
            _with_label("work.chapter", work.chapter, words) if work.chapter else "",
            words(f"work.{'page' if work.pages.is_single else 'pages'}", pages=work.pages) if work.pages else "",
        )
        if part
    ]


def _container(work: Work, words: Words) -> list[Inline]:
    """Return the container of a work (a book or journal), and the place in it."""
    parts: list[list[Inline]] = []
    if work.journal:
        nodes: list[Inline] = [Emphasis((Text(work.journal),))]
        nodes += [Text(f" {work.volume}")] if work.volume else []
        nodes += [Text(f", {_with_label('work.number', work.number, words)}")] if work.number else []
        nodes += [Text(f" ({in_words(work.date, words)})")] if work.date else []
        parts.append(nodes)
    if work.book_title:
        parts.append([Text(f"{words('work.in')} "), Emphasis((Text(work.book_title),))])
    if work.main_title:
        parts.append([Emphasis((Text(work.main_title),))])
    parts += [[Text(number)] for number in _numbers(work, words)]
    joined: list[Inline] = []
    for part in parts:
        joined += [*([Text(", ")] if joined else []), *part]
    return joined


def printing(written: str, words: Words) -> str:
    """Return which printing a book is of: `2` as `2nd ed.`, `revised` as `revised ed.`; words for it unchanged."""
    if written.isdecimal():
        return words.ordinal("work.printing", int(written))
    is_bare = written and not NAMES_PRINTING.search(written)
    return words("work.named_printing", printing=written) if is_bare else written


def _series_of(work: Work) -> list[Inline]:
    """Return the series with the work's number in it; for an article, it is the series of the journal."""
    number = f" {work.number}" if work.series and work.number and not work.journal else ""
    return [*_with_emphasis(work, "series"), *([Text(number)] if number else [])]


def _history(work: Work, words: Words) -> list[str]:
    facts: list[str] = []
    if work.written:
        facts.append(words("work.written", date=in_words(work.written, words)))
    if work.first_published and work.first_published != work.date:
        facts.append(words("work.first_published", date=in_words(work.first_published, words)))
    return ["; ".join(facts)] if facts else []


def volumes(work: Work, words: Words) -> str:
    """Return the number of volumes of a work, in words."""
    return words.count("work.volumes", int(work.volumes)) if work.volumes.isdecimal() else work.volumes


def description(work: Work, words: Words) -> Inlines:
    """Return the full description of an entry as inlines, one sentence after another, each closed by a stop."""
    sentences: list[list[Inline]] = []
    if names := people.full(work, words):
        sentences.append([Text(names)])
    if work.title:
        sentences.append(list(title(work, words, full=True)))
    if work.title and work.original_title:
        original = Foreign(tag(work.original_language) or "und", (Text(work.original_title),))
        sentences[-1] += [Text(" ["), original, Text("]")]
    isbn = f"ISBN {work.isbn}" if work.isbn else ""
    facts = (
        *people.others(work, words),
        *_history(work, words),
        printing(work.printing, words),
        volumes(work, words),
    )
    sentences += [_container(work, words), *map(_sentence, facts)]
    sentences += [_with_emphasis(work, attribute) for attribute in ("genre", "how_published")]
    sentences += [_series_of(work), _sentence(_imprint(work, words)), _with_emphasis(work, "note"), _sentence(isbn)]
    first = 1 if names else 0  # a name begins as its bearer writes it: “al-Ghazālī”
    opened = [_capitalise(sentence) if at >= first else sentence for at, sentence in enumerate(filter(None, sentences))]
    return _join(opened) + _address(work, words)


def _sentence(words: str) -> list[Inline]:
    return [Text(words)] if words else []


def _capitalise(sentence: list[Inline]) -> list[Inline]:
    """Return a sentence with an initial capital: “Vol. 1”, “N.d.”."""
    first, *rest = sentence
    if isinstance(first, Text) and first.text.partition("://")[0] in addresses.SCHEMES:
        return sentence
    return [Text(upper_first(first.text)), *rest] if isinstance(first, Text) else sentence


def _join(sentences: list[list[Inline]]) -> Inlines:
    nodes: list[Inline] = []
    for sentence in sentences:
        nodes += [Text(" ")] if nodes else []
        nodes += sentence
        nodes += [] if _is_closed(sentence[-1]) else [Text(".")]
    return tuple(nodes)


def _is_closed(node: Inline) -> bool:
    """Return whether the last character of a sentence already closes it."""
    if isinstance(node, Text):
        return is_closed(node.text)
    content = children(node)
    return bool(content) and _is_closed(content[-1])


def _address(work: Work, words: Words) -> Inlines:
    nodes: list[Inline] = []
    if work.doi:
        nodes += [Text(" "), Link(addresses.of_doi(work.doi), (Text(f"doi:{work.doi}"),)), Text(".")]
    if work.url:
        doubt = "" if work.url_seen else f" ({words('work.address_not_seen')})"
        bare = work.url.removeprefix("https://").removeprefix("http://")
        nodes += [Text(" "), Link(addresses.uri(work.url), (Text(bare),)), Text(f"{doubt}.")]
    return tuple(nodes)
