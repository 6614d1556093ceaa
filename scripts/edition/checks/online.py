"""Rules about the addresses of cited texts: complete, for loci that notes cite, at words that identify the passage."""

from collections.abc import Collection, Iterator

from edition import ids
from edition.addresses import DIRECTIVE, ELLIPSIS
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Subject, find_nearest
from edition.ids import WorkKey
from edition.model.bibliography import Work
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.inline import CiteItem
from edition.model.online import OnlineText
from edition.model.text import reading_text

MOST_WORDS = 4
"""Maximum number of words from a source at either end of a passage: enough to identify it without quoting it."""
ENDS = 2
TYPED_DOTS = "..."


@rule("online-incomplete")
def online_incomplete(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report addresses of cited texts that lack what makes them usable.

    What: a record of citations/online.yml must have `loci` and a `url`; its `seen` must be the day on which an editor
        read the page; where it has `words`, it must have `seen`; `language` must be the `langid`
        of an entry of the bibliography.
    Why: a record without loci or address opens nothing, and words that nobody read in the page may open nothing.
    Fix: add the field: `loci: ["lcw24, p. 57"]`, `url: https://…`, `seen: 2020-01-31`.
    """
    known = walking.works_by_key(draft)
    for text in draft.online:
        for field, given in (("loci", text.loci), ("url", text.url)):
            if not given:
                yield Fault(text.place, f"“{text.id}” has no `{field}`")
        if text.words and not text.seen:
            yield Fault(text.place, f"“{text.id}” has `words`, but no `seen`", "add the day: `seen: 2020-01-31`.")
        first = text.seen.first
        if text.seen and not (first and first.day and text.seen.is_plain and first.exists(julian=False)):
            at = draft.place_of(text.place, "seen")
            message = f"“{text.seen.written}”, the `seen` of “{text.id}”, is not a full date"
            yield Fault(at, message, "write `2020-01-31`.")
        yield from walking.report_unknown_language(draft, text, known)


Cited = tuple[tuple[WorkKey, CiteItem], ...]
"""The loci that notes cite, each with its work."""


def find_cited(edition: Edition) -> Cited:
    """Return the loci that the notes cite."""
    found = walking.clusters(placed.note for placed in edition.notes)
    return tuple((cited.work, item) for _, cite in found for cited in cite.works for item in cited.items)


def find_uncited(item: CiteItem, work: str, cited: Cited, lines: Collection[tuple[str, int]]) -> walking.Advice:
    """Return the advice for a locus that no note cites: the cited one most similar to it, its file and line.

    Those on some lines, by file and number, come first.
    """
    same = {
        f"{i.key}, {i.locator}": i.place for of, i in reversed(cited) if i.key == item.key and work in {"", of, i.key}
    }
    here = {f"{i.key}, {i.locator}": i.place for _, i in cited if (i.place.file, i.place.line) in lines}
    locus = f"{item.key}, {item.locator}"
    near = find_nearest(locus, here) or find_nearest(locus, same)
    at = {**same, **here}.get(near)
    fix = f"did you mean “{near}” ({at.file}:{at.line})? Otherwise correct the locus there." if at else ""
    return fix, Subject(Problem.UNCITED, locus, near, at, ids.entry(item.key))


def _find_lines(text: OnlineText, cited: Cited) -> set[tuple[str, int]]:
    """Return the lines on which notes cite other loci of a text."""
    others = {(item.key, str(item.locator)) for item in text.items}
    return {(i.place.file, i.place.line) for _, i in cited if (i.key, str(i.locator)) in others}


def _report_locus(text: OnlineText, item: CiteItem, known: dict[str, Work], cited: Cited) -> Iterator[Fault]:
    here = f"“{item.key}, {item.locator}”"
    works = {work for work, other in cited if (other.key, str(other.locator)) == (item.key, str(item.locator))}
    if not item.key:
        yield Fault(item.place, f"this entry in `loci` of “{text.id}” is not a locus", "write `lcw24, p. 57`.")
    elif item.faults:
        yield from item.faults
    elif item.key not in known:
        yield from walking.report_unknown_locus(item, text, known)
    elif not item.locator:
        yield Fault(item.place, f"“{item.key}”, in `loci` of “{text.id}”, has no locator")
    elif words := reading_text((*item.prefix, *item.remark)):
        fix = f"write `{item.key}, {item.locator}`."
        yield Fault(item.place, f"“{words}” is not part of the locus {here} of “{text.id}”", fix)
    elif not works:
        advice = find_uncited(item, text.work, cited, _find_lines(text, cited))
        yield Fault(item.place, f"no note cites {here}, which is in `loci` of “{text.id}”", *advice)
    elif text.work in known and not works & {text.work, item.key}:
        fix = f"write `work: {min(works)}`, or correct the locus."
        about = Subject(Problem.UNCITED, f"{item.key}, {item.locator}", part_of=ids.entry(item.key))
        yield Fault(item.place, f"no note cites {here} for “{text.work}”, the `work` of “{text.id}”", fix, about)


@rule("online-locus-unknown")
def online_locus_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report addresses for loci that no note cites.

    What: each entry of `loci` must be written as in a note, without `seen`: the key, a comma, the locator
        (`lcw24, pp. 50, 52`); a note must cite it, and for the `work`, if that is given;
        the `note` must exist.
    Why: the address would open nothing, as nothing is printed that leads to it.
    Fix: copy the citation from the note, or remove the record.
    """
    cited = find_cited(edition)
    known = walking.works_by_key(draft)
    labels = {note.label for note in walking.notes(draft)}
    for text in draft.online:
        if text.note and text.note not in labels:
            advice = walking.find_missing(text.note, labels, "Otherwise remove it.", ids.note)
            message = f"“{text.id}” refers to note “{text.note}”, which is not in docs/notes/"
            yield Fault(draft.place_of(text.place, "note"), message, *advice)
        for item in text.items:
            yield from _report_locus(text, item, known, cited)
        yield from walking.report_unknown_work(draft, text, known)


@rule("online-locus-twice")
def online_locus_twice(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report loci with two addresses.

    What: a locus must have one address for each work, note and language.
    Why: only the first address is used; the other one, perhaps the better, is lost.
    Fix: remove one of the two records, or give each its `work`, `note` or `language`.
    """
    first: dict[tuple[str, ...], tuple[OnlineText, CiteItem]] = {}
    for text in draft.online:
        for item in text.items:
            earlier, met = first.setdefault(
                (item.key, str(item.locator), text.work, text.note, text.language), (text, item)
            )
            if met is not item:
                yield Fault(item.place, f"“{item.key}, {item.locator}” already has an address in “{earlier.id}”")


def _find_fault(words: str) -> str:
    """Return what is wrong with the words of a passage; an empty string if nothing is."""
    if TYPED_DOTS in words:
        return f"has “{TYPED_DOTS}” instead of “{ELLIPSIS}”"
    ends = words.split(ELLIPSIS)
    if len(ends) > ENDS:
        return f"has “{ELLIPSIS}” more than once"
    if not all(end.strip() for end in ends):
        return "has no words at one end"
    longest = max(len(end.split()) for end in ends)
    return f"has {longest} words at one end, more than {MOST_WORDS}" if longest > MOST_WORDS else ""


@rule("online-words-malformed")
def online_words_malformed(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report words of an address that do not identify a passage, or quote too much of it.

    What: each entry of `words` must be the first and the last words of a passage, with “…” between them, at most
        four at either end, or one run of at most four words; the `url` must not itself contain `:~:`.
    Why: a browser that does not find the words opens the page at its top; and the edition must not reprint its sources.
    Fix: write `words: ["A kettle … to boil"]`, in the spelling of the page.
    """
    for text in draft.online:
        if DIRECTIVE in text.url:
            fix = f"end the address before “{DIRECTIVE}”, and write the words in `words`."
            yield Fault(draft.place_of(text.place, "url"), f"the `url` of “{text.id}” contains “{DIRECTIVE}”", fix)
        for line in text.words:
            if why := _find_fault(line.text):
                yield Fault(line.place, f"“{line.text}”, in `words` of “{text.id}”, {why}")
