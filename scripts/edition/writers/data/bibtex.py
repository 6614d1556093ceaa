"""The bibliography as `.bib` files: one for biblatex, and one for BibTeX and natbib with their classic names.

Both are made from the records, in UTF-8. What only this edition knows (where a work stands in collected editions,
whether an address was seen) stays out of them; the date of writing is biblatex’s `origdate`.
"""

import re
from collections.abc import Iterable, Iterator

from edition.config import before_subtitle
from edition.model.bibliography import Name, Work
from edition.model.dates import Date
from edition.model.edition import Edition
from edition.style import types
from edition.style.dates import BIBTEX_MONTHS, in_words
from edition.style.languages import LANGUAGES, tag
from edition.style.locating import upper_first
from edition.style.numbers import ordinal
from edition.style.works import runs, volumes
from edition.words import Words
from edition.writers.data.works import issued, original

SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        "'": r"\textquotesingle{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""Characters that mean something to TeX, and what prints them."""
FIELDS = (
    ("booktitle", "book_title"),
    ("maintitle", "main_title"),
    ("journaltitle", "journal"),
    ("entrysubtype", "subtype"),
    ("volume", "volume"),
    ("volumes", "volumes"),
    ("number", "number"),
    ("series", "series"),
    ("edition", "printing"),
    ("chapter", "chapter"),
    ("type", "genre"),
    ("howpublished", "how_published"),
    ("publisher", "publisher"),
    ("institution", "institution"),
    ("organization", "organization"),
    ("location", "location"),
    ("isbn", "isbn"),
    ("shorthand", "shorthand"),
)
"""biblatex’s fields (biblatex manual, § 2.2) that hold text, and the attributes of `Work` that they come from."""
TITLES = frozenset({"book_title", "main_title", "journal", "series"})
"""Attributes that hold titles: styles and pandoc would take their capitals away."""
PARTING = re.compile(r"(?i),|\band\b|^others$")
MASTERS = re.compile(r"(?i)master|magist|diplom")
REMARK = "% {title}. {form}.\n"

Field = tuple[str, str]
"""The name of a field, and what it says as TeX."""


def _escape(words: str) -> str:
    """Return words escaped for TeX; characters that it would join into dashes or quotation marks are kept apart.

    BibTeX counts braces, escaped ones too: those that have no partner are written as commands.
    """
    escaped = re.sub("-(?=-)", "-{}", words.translate(SPECIAL))
    if words.count("{") == words.count("}"):
        return escaped
    return escaped.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


def _text(work: Work, attribute: str) -> str:
    """Return what a work says as TeX, titles within it in italics."""
    return "".join(
        rf"\textit{{{_escape(part)}}}" if marked else _escape(part) for part, marked in runs(work, attribute)
    )


def _part(words: str) -> str:
    """Return a part of a name, in braces if BibTeX would split it."""
    return f"{{{_escape(words)}}}" if PARTING.search(words) else _escape(words)


def _name(name: Name) -> str:
    if name.corporate or not name.given:
        return f"{{{_escape(name.sort)}}}"
    small = any(word[0].islower() for word in name.family.split()[:-1])  # BibTeX would take it for a particle
    family = f"{{{_escape(name.family)}}}" if small else _part(name.family)
    surname = f"{name.particle} {family}".strip()
    return ", ".join(part for part in (surname, _part(name.suffix), _part(name.given)) if part)


def _names(work: Work, role: str, names: Iterable[Name]) -> str:
    return " and ".join([*map(_name, names), *_others(work, role)])


def _others(work: Work, role: str) -> list[str]:
    return ["others"] if role in work.and_others else []


def _language(code: str) -> str:
    """Return the name by which biblatex knows a language, or the tag where it knows none."""
    return next((name for name, known in LANGUAGES.items() if known == tag(code)), code)


def _people(work: Work) -> Iterator[Field]:
    for role, names in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        yield role, _names(work, role, names)


def _protect(words: str) -> str:
    """Return a title in double braces, so that styles keep its capitals."""
    return f"{{{words}}}" if words else ""


def _texts(work: Work) -> Iterator[Field]:
    for name, attribute in FIELDS:
        words = _text(work, attribute)
        yield name, _protect(words) if attribute in TITLES else words


def _sentences(*sentences: str) -> str:
    return ". ".join(words.rstrip(".") for words in sentences if words)


def _last_fields(work: Work, note: str) -> Iterator[Field]:
    """Yield the fields that both forms have at the end."""
    yield "pages", _escape(str(work.pages)).replace("–", "--")
    yield "note", note
    yield "doi", work.doi
    yield "url", work.url


def _edtf(date: Date) -> str:
    """Return a date that biblatex and pandoc read alike: no decades, and open ends left empty."""
    if any(point.open_digits for point in date.points):
        return "/".join(date.limits)
    return date.written.replace("..", "") if date.points else ""


def _biblatex(work: Work, words: Words) -> Iterator[Field]:
    """Yield the fields of an entry for biblatex."""
    yield from _people(work)
    yield "title", _protect(_text(work, "title"))
    yield "subtitle", _protect(_text(work, "subtitle"))
    yield "origtitle", _protect(_text(work, "original_title"))
    yield "origlanguage", _language(work.original_language)
    yield "langid", _language(work.language)
    yield from _texts(work)
    date, earlier = issued(work), original(work)
    yield "date", _edtf(date)
    yield "origdate", _edtf(earlier)
    # biblatex knows one date before that of the edition
    first = work.first_published if work.first_published not in {date, earlier} else None
    yield from _last_fields(
        work,
        _sentences(
            _text(work, "note"),
            upper_first(words("work.first_published", date=in_words(first, words))) if first else "",
        ),
    )


def _date_fields(work: Work, words: Words) -> Iterator[Field]:
    """Yield the date as BibTeX has it: year, month and day; of an interval the years."""
    date = issued(work)
    years = dict.fromkeys(str(point.year) for point in date.points)
    yield "year", "/".join(years) if date.has_both_ends else in_words(date, words) if date.points else ""
    if date.first and date.first == date.points[-1] and date.has_both_ends:
        yield from (("month", BIBTEX_MONTHS[month - 1]) for month in date.first.parts[1:2])
        yield from (("day", str(day)) for day in date.first.parts[2:])


def _dates_in_words(work: Work, words: Words) -> Iterator[str]:
    """Yield in words what BibTeX’s fields cannot say of dates."""
    date = issued(work)
    unsaid = any(point.season or (point.month and date.is_interval) for point in date.points)
    if unsaid or date.is_doubtful:
        yield words("work.dated", date=in_words(date, words))
    if work.written and work.written != date:
        yield words("work.written", date=in_words(work.written, words))
    if work.first_published and work.first_published != date:
        yield words("work.first_published", date=in_words(work.first_published, words))


def _remarks(work: Work, words: Words) -> str:
    """Return what classic styles have no field for, as a note: translators, original title, dates."""
    original_title = rf"\textit{{{_text(work, 'original_title')}}}"
    title = words("work.original_title", title=original_title) if work.original_title else ""
    people = " and ".join([*(_escape(name.natural) for name in work.translators), *_others(work, "translator")])
    translated = words("people.by_translator", names=people) if people else ""
    whole = rf"{words('work.in')} \textit{{{_text(work, 'main_title')}}}" if work.main_title and work.book_title else ""
    counted = volumes(work, words) if work.volumes.isdecimal() else _text(work, "volumes")
    ours = map(upper_first, (translated, title, whole))
    dates = map(upper_first, _dates_in_words(work, words))
    return _sentences(*ours, counted, *dates, _text(work, "note"))


def _classic_texts(work: Work, kind: str) -> Iterator[Field]:
    """Yield the fields of text that BibTeX knows, under its names; an edition is an ordinal, as its styles print it."""
    names = {"journaltitle": "journal", "location": "address"}
    names |= {"institution": "school"} if kind.endswith("thesis") else {}
    names |= {} if work.book_title else {"maintitle": "booktitle"}
    for name, words in _texts(work):
        if name == "edition" and words.isdigit():
            yield name, ordinal(words)
        elif name in names or name not in {"entrysubtype", "maintitle", "volumes"}:
            yield names.get(name, name), words


def _bibtex(work: Work, kind: str, words: Words) -> Iterator[Field]:
    """Yield the fields of an entry for BibTeX."""
    yield from _people(work)
    titles = filter(None, (_text(work, "title"), _text(work, "subtitle")))
    yield "title", _protect(before_subtitle(work.title).join(titles))
    yield from _classic_texts(work, kind)
    yield from _date_fields(work, words)
    yield "language", _language(work.language)
    yield from _last_fields(work, _remarks(work, words))


def _classic_type(work: Work) -> str:
    kind = types.of(work).bibtex or work.type
    return "mastersthesis" if kind == "phdthesis" and MASTERS.search(work.genre) else kind


def _entry(kind: str, work: Work, fields: Iterable[Field]) -> str:
    """Return an entry; the name of a month is BibTeX’s own, and has no braces."""
    written = ((name, words if name == "month" else f"{{{words}}}") for name, words in fields if words)
    return f"@{kind}{{{work.key},\n" + "".join(f"  {name} = {words},\n" for name, words in written) + "}\n"


def _remark(edition: Edition, form: str) -> str:
    """Return the comment that opens a file: of what the bibliography is, and for which programs."""
    title = edition.words("bibliography.title")
    return REMARK.format(title=title, form=edition.words(f"files.{form}"))


def write_biblatex(edition: Edition) -> str:
    """Return all entries, in the order of the bibliography, for biblatex."""
    entries = (_entry(e.work.type, e.work, _biblatex(e.work, edition.words)) for e in edition.entries)
    return "\n".join([_remark(edition, "biblatex"), *entries])


def write_bibtex(edition: Edition) -> str:
    """Return all entries, in the order of the bibliography, for BibTeX and natbib."""
    works = [(_classic_type(entry.work), entry.work) for entry in edition.entries]
    entries = (_entry(kind, work, _bibtex(work, kind, edition.words)) for kind, work in works)
    return "\n".join([_remark(edition, "bibtex"), *entries])
