"""Rules about the bibliography: entries are complete, distinct, readable and used."""

import re
from collections.abc import Iterator

from edition import ids
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Severity, Subject, find_nearest
from edition.model.bibliography import Work, WorkType
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.style.languages import LANGUAGES
from edition.style.numbers import ordinal

TYPES = tuple(t.value for t in WorkType)
FIELDS = (
    *("author", "editor", "translator", "title", "subtitle", "langid", "origtitle", "origlanguage", "written"),
    *("origdate", "date", "journaltitle", "booktitle", "maintitle", "volume", "volumes", "number", "edition", "series"),
    *("chapter", "pages", "type", "publisher", "institution", "organization", "location", "howpublished", "url"),
    *("urlseen", "isbn", "doi", "note", "shorthand", "entrysubtype", "inedition", "inseen"),
)
"""The fields to suggest for a misspelt one."""


@rule("work-uncited", Severity.REVIEW)
def work_uncited(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report bibliography entries that nothing uses.

    What: every entry should be cited in a note, or be named in the `inedition` of another entry.
    Why: the bibliography lists what the edition is based on; an entry that is never cited claims too much.
    Fix: cite it in a note, or remove the entry.
    """
    used = {item.key for _, item in walking.cite_items(draft)}
    used |= {span.volume for work in walking.works(draft) for span in work.spans}
    for work in walking.works(draft):
        if work.key not in used:
            about = Subject(Problem.UNUSED, ids.entry(work.key))
            yield Fault(work.place, f"“{work.key}” is never cited", about=about)


@rule("work-incomplete")
def work_incomplete(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report entries without a title or a date.

    What: every entry must have a title and a date: `written`, `origdate` or `date`.
    Why: without them a reader can neither find the work nor place it in time.
    Fix: add the field; write an uncertain date in EDTF (`1921~`).
    """
    for work in (work for work in walking.works(draft) if not work.unknown_fields):  # one may be what is missing
        about = Subject(Problem.DAMAGED, ids.entry(work.key))
        if not work.title:
            yield Fault(work.place, f"“{work.key}” has no title", about=about)
        if not (work.written or work.first_published or work.date):
            yield Fault(work.place, f"“{work.key}” has no date", about=about)


@rule("work-unknown-language")
def work_unknown_language(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report languages that the edition does not recognise.

    What: `langid` and `origlanguage` must each be a language name of the house style or a BCP 47 tag.
    Why: the language goes into every export; a wrong one misleads readers and programs.
    Fix: write `english`, `german`, `russian`, `french` or `italian`, or a tag such as `de` or `ru-Latn`.
    """
    for work in walking.works(draft):
        for language, field in ((work.language, "langid"), (work.original_language, "origlanguage")):
            if language and language.lower() not in LANGUAGES:
                near = walking.did_you_mean(language, LANGUAGES, "Otherwise write a BCP 47 tag.")
                for fault in walking.report_invalid_tag(work.at(field), language):
                    message = f"in `{field}` of “{work.key}”, {fault.message}"
                    yield Fault(fault.place, message, near or fault.fix)


@rule("work-without-publisher", Severity.REVIEW)
def work_without_publisher(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report volumes without a publisher.

    What: an entry cited by its siglum (`shorthand`) should have a `publisher`.
    Why: collected works appear in several printings with different pagination; readers need to know which one is
        cited.
    Fix: add `publisher`, as printed on the title page of the volume.
    """
    for work in walking.works(draft):
        if work.is_volume and not work.publisher:
            yield Fault(work.place, f"“{work.key}” ({work.shorthand}) has no publisher")


@rule("work-unknown-type")
def work_unknown_type(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report entries of a type that cannot be printed.

    What: an entry must be of one of the types that the bibliography supports.
    Why: the house style describes each type differently; an unknown type would be printed wrongly.
    Fix: use @book, @collection, @incollection, @article, @letter, @unpublished or @misc.
    """
    for work in walking.works(draft):
        if work.type not in TYPES:
            near = find_nearest(work.type, TYPES)
            fix = f"did you mean @{near}? Write one of: {', '.join(TYPES)}." if near else ""
            yield Fault(work.place, f"“{work.key}” has the unknown type “@{work.type}”", fix)


PARENTS = ("crossref", "xref", "xdata")
MANAGED = re.compile(
    r"abstract|annot(?:e|ation)|file|groups|key|keywords|owner|timestamp|urldate|sortkey|shorttitle|rating|read"
    r"|(?:date-(?:added|modified)|(?:creation|modification)date|bibsource|biburl)|(?:bdsk|mendeley|zotero|jabref)[\w-]*",
    re.IGNORECASE,
)
"""Fields that reference managers keep for themselves."""
ADVICE = dict.fromkeys(PARENTS, "repeat the fields of that entry here: they are not inherited.")
"""How to fix BibTeX and biblatex fields that no edition prints."""


@rule("work-unknown-field")
def work_unknown_field(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report fields that the edition would not print.

    What: an entry may have only the fields listed in the editorial guidelines.
    Why: an unknown field is ignored, and readers would not see its contents.
    Fix: correct the name of the field, or move its contents to `note`.
    """
    for work in walking.works(draft):
        managed = [(name, place) for name, place in work.unknown_fields if MANAGED.fullmatch(name)]
        if managed:
            names = "”, “".join(name for name, _ in managed)
            message = f"“{work.key}” has “{names}”, which only reference managers use"
            yield Fault(managed[0][1], message, "remove it: it is not printed.")
        for name, place in (field for field in work.unknown_fields if field not in managed):
            near = walking.did_you_mean(name.lower(), FIELDS, "Otherwise move its contents to `note`.")
            fix = ADVICE.get(name.lower(), near)
            yield Fault(place, f"“{work.key}” has the unknown field “{name}”", fix)


PAGES = "write pages separated by commas: `12`, `xii–xv`, `A5`, `12–14, 17 (in part)`; move other words to `note`."
TEN, THIRTEEN = 10, 13


def _is_isbn(written: str) -> bool:
    """Return whether the check digit of an ISBN is right (ISO 2108)."""
    digits = re.sub(r"[\s-]", "", written).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return not sum((TEN - at) * (TEN if d == "X" else int(d)) for at, d in enumerate(digits)) % 11
    if re.fullmatch(r"97[89]\d{10}", digits):
        return not sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(digits)) % TEN
    return False


def _report_unreadable_pages(work: Work) -> Iterator[Fault]:
    for field, pages in (("pages", work.pages), *(("inedition", span.pages) for span in work.spans)):
        if pages.fault:
            yield Fault(pages.place or work.at(field), f"in `{field}` of “{work.key}”, {pages.fault}", PAGES)
    for key in (span.volume for span in work.spans):
        if " " in key or "," in key:
            yield Fault(work.at("inedition"), f"“{key}”, in `inedition` of “{work.key}”, is not a key")


TEXTS = {
    **{field: field for field in ("title", "subtitle", "series", "publisher", "institution", "location")},
    "journal": "journaltitle",
    "book_title": "booktitle",
    "main_title": "maintitle",
}
"""Texts that are printed with signs of our own after them, and their fields."""
ISBD = re.compile(r"\s*[,:/]$|\s;$")
"""What library catalogues set after a title or a place."""
MARKED = re.compile(r"(?<!\w)([*_])(?=\S)[^*_]+\1(?!\w)")
"""Italics as Markdown has them."""


COUNTS = {**{field: field for field in ("volume", "volumes", "number", "chapter")}, "edition": "printing"}
"""Fields that count something, and the attributes that hold them."""
LONG = re.compile(r"[0-9]{10,}")


def _report_misprints(work: Work) -> Iterator[Fault]:
    """Report what in titles and imprint is meant for another program."""
    for attribute, field in TEXTS.items():
        text = getattr(work, attribute)
        if found := ISBD.search(text):
            message = f"the `{field}` of “{work.key}”, “{text}”, ends with “{found[0].strip()}”"
            yield Fault(work.at(field), message, f"write `{text[: found.start()]}`.")
        if found := MARKED.search(text):
            message = f"“{found[0]}” in the `{field}` of “{work.key}” would be printed as typed"
            yield Fault(work.at(field), message, rf"write `\emph{{{found[0][1:-1]}}}`.")
    for field, attribute in COUNTS.items():
        if found := LONG.search(getattr(work, attribute)):
            message = f"the `{field}` of “{work.key}” has a number of {len(found[0])} digits"
            yield Fault(work.at(field), message, "correct it: a number has at most nine digits.")
    if work.series.isdigit():
        fix = f"write `series = {{{ordinal(work.series)} ser.}}`; the number of a book in its series is `number`."
        yield Fault(work.at("series"), f"the `series` of “{work.key}” is “{work.series}”, a number without a name", fix)


@rule("work-field-malformed")
def work_field_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report fields with an invalid value.

    What: `urlseen` must be `yes` or `no`; `pages` must be pages and ranges; `inedition` must be keys with pages,
        separated by semicolons (`pss31: 149--186; lcw24: 55--91`); `inseen` must name keys of `inedition`; an
        `isbn` must have a valid check digit; `entrysubtype` can only be `newspaper`.
    Why: an unrecognised value would be taken for “no” or for page numbers; a wrong ISBN leads to another book.
    Fix: write the field as shown; compare an ISBN with the volume.
    """
    known = walking.works_by_key(draft)
    for work in known.values():
        ours = dict(work.ours)
        held = {span.volume for span in work.spans}
        if ours.get("urlseen", "no") not in {"yes", "no"}:
            yield Fault(work.at("urlseen"), f"the `urlseen` of “{work.key}” is “{ours['urlseen']}”, not “yes” or “no”")
        yield from _report_unreadable_pages(work)
        for key in (key.strip() for key in ours.get("inseen", "").split(";")):
            if key and key not in held and not (work.unknown_fields or find_nearest(key, held - known.keys())):
                fix = walking.did_you_mean(key, held, "") or "write a key from `inedition`."
                message = f"`inseen` of “{work.key}” names “{key}”, which is not in its `inedition`"
                yield Fault(work.at("inseen"), message, fix.strip())
        if work.subtype not in {"", "newspaper"}:
            fix = "remove it, or write `entrysubtype = {newspaper}`."
            message = f"the `entrysubtype` of “{work.key}” is “{work.subtype}”, not “newspaper”"
            yield Fault(work.at("entrysubtype"), message, fix)
        yield from _report_misprints(work)
        if work.isbn and not _is_isbn(work.isbn):
            yield Fault(work.at("isbn"), f"“{work.isbn}”, the `isbn` of “{work.key}”, is not a valid ISBN")


@rule("work-duplicate")
def work_duplicate(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report entries that share a key.

    What: the key of an entry must be unique; a difference in capitals alone is not enough.
    Why: a citation of the key could mean either entry, and BibTeX treats `Cook` and `cook` as one.
    Fix: merge the two entries, or give one of them another key.
    """
    for work, other in walking.find_repeated(walking.works(draft), lambda work: work.key.casefold()):
        again = "is used twice" if other.key == work.key else f"differs from “{other.key}” only in its capitals"
        yield Fault(work.place, f"“{work.key}” {again}; the first is at {other.place}")


@rule("work-unreadable")
def work_unreadable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what cannot be read in a `.bib` file.

    What: every entry must be valid BibTeX that can be printed completely.
    Why: what cannot be read would be lost or printed as code, and citations of a lost entry would lead nowhere.
    Fix: look for a missing brace or comma here or just before.
    """
    for file in draft.bibliography:
        yield from file.broken


@rule("work-unknown-edition")
def work_unknown_volume(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report works placed in volumes that are not in the bibliography.

    What: every volume named in `inedition` must have an entry of its own.
    Why: readers could not find out which volume contains the work.
    Fix: correct the key in `inedition`, or add the volume to citations/editions.bib.
    """
    known = walking.works_by_key(draft)
    for work in walking.works(draft):
        for span in work.spans:
            if span.volume not in known:
                message = f"“{work.key}” is placed in “{span.volume}”, which has no entry in citations/"
                advice = walking.find_missing_work(span.volume, known, "Otherwise add an entry.")
                yield Fault(work.at("inedition"), message, *advice)
