"""Compares the quotations of an edition with local copies of their sources, and records the figures.

No word of a source is recorded: what agrees is counted, what differs is a number of a word of the essay.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from edition import alignment
from edition.addresses import DIRECTIVE, ELLIPSIS
from edition.checks import walking
from edition.model.document import Note
from edition.model.draft import Draft
from edition.model.pages import NO_PAGES
from edition.model.wording import COMPARISONS, Comparison, Measure, Quotation, digest, fold
from edition.readers import copies
from edition.resolve.online import Opener
from edition.source import Place

DOTS = re.compile(r"…|\.{2,}|(?:\. ){2,}\.?")
HEAD = """\
# How much of each quotation agrees with its source. Written by `edition compare --sources DIR`; do not edit.
# `quotation` and `source` are checksums of what was compared; `differing` counts the essay’s words from 0.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The comparisons made, those kept from before, and the report for the editor, line by line."""

    comparisons: tuple[Comparison, ...]
    report: tuple[str, ...]


def measure(quotation: Quotation, source: list[str]) -> Measure:
    """Compare a quotation with the words of its source; an ellipsis divides it into pieces."""
    bounds = [0, *(place for dots in DOTS.finditer(quotation.lemma) for place in dots.span()), len(quotation.lemma)]
    stretches = zip(bounds[::2], bounds[1::2], strict=True)
    words = quotation.words
    pieces = [[fold(word[0]) for word in words if start <= word.start() < end] for start, end in stretches]
    differing, omitted, joins = alignment.align([piece for piece in pieces if piece], source)
    return Measure(len(words), tuple(differing), omitted, joins)


def _names(quotation: Quotation) -> list[str]:
    """Return the names that the copy of a source may have: the keys of the work and of the volumes that contain it."""
    return [*filter(None, [quotation.work, *(item.key for item in quotation.items)])]


def _describe(quotation: Quotation, found: Measure, note: Note | None) -> str:
    line = f"{quotation.id}: {found.agreeing} of {found.words} words agree"
    line += f", {found.omitted} left out" if found.omitted else ""
    line += f", {found.joins} joins" if found.joins else ""
    measured = found.wording or "for you to judge"
    return f"{line} ({measured}; the note says: {note.wording})" if note else f"{line} ({measured})"


def _read_copy(folder: Path, quotation: Quotation) -> tuple[Path | None, bytes, str]:
    """Return the copy of a quotation's source and its bytes, and why they cannot be compared."""
    path = None if quotation.language else copies.locate(folder, _names(quotation))
    if path is None:
        return None, b"", f"no copy of {' or '.join(_names(quotation)) or 'a source'}"
    try:
        raw = path.read_bytes()
    except OSError as error:
        return path, b"", f"{path.name}: {error.strerror}"
    why = copies.find_fault(raw)
    return path, raw, f"{path.name}: {why}" if why else ""


def compare(draft: Draft, folder: Path, day: date) -> Outcome:
    """Compare every quotation with its source, if a folder has a copy, named by the key of work or volume.

    A comparison whose figures and texts are unchanged keeps its day; one without a copy in the folder is kept.
    """
    known, notes = walking.works_by_key(draft), {note.label: note for file in draft.notes for note in file.notes}
    before: Mapping[str, Comparison] = {comparison.id: comparison for comparison in draft.comparisons}
    opener = Opener(draft.online, known)
    made: list[Comparison] = []
    report: list[str] = []
    used: set[Path | None] = set()
    for quotation in (quotation for quotation in draft.quotations if not quotation.kind):
        earlier = before.get(quotation.id)
        path, raw, why = _read_copy(folder, quotation)
        used.add(path)
        if path is None or why:
            made += [earlier] if earlier else []
            report.append(f"{quotation.id}: not compared: {why}")
            continue
        pages = next((item.locator.pages for item in quotation.items if item.key == path.stem), NO_PAGES)
        found = measure(quotation, copies.read(raw, is_html=path.suffix != ".txt", pages=pages))
        work = known.get(quotation.work) or next((known[i.key] for i in quotation.items if i.key in known), None)
        opened = next((opener.find(work, i) for i in quotation.items if work and i.key in known), None)
        new = Comparison(
            quotation.id,
            Place(COMPARISONS),
            digest(quotation.lemma.encode()),
            digest(raw),
            opened.url.partition(DIRECTIVE)[0].rstrip("#") if opened else "",
            day.isoformat(),
            str(found.words),
            " ".join(map(str, found.differing)),
            str(found.omitted or ""),
            str(found.joins or ""),
        )
        unchanged = earlier and replace(earlier, place=new.place, date=new.date) == new
        made.append(replace(new, date=earlier.date) if earlier and unchanged else new)
        outdated = "" if unchanged or not earlier else "; the comparison before was out of date"
        report.append(_describe(quotation, found, notes.get(quotation.note)) + outdated)
    if unused := sorted(path.name for path in folder.iterdir() if path.is_file() and path not in used):
        endings = ", ".join(copies.ENDINGS)
        report.append(f"not read: {', '.join(unused)}; name a copy by the key of its work or volume ({endings})")
    return Outcome(tuple(made), tuple(report))


def _find_fault(words: str, text: str) -> str:
    """Return why the words of an address do not identify a passage of a page; an empty string if they do."""
    first, *rest = (end.strip() for end in words.split(ELLIPSIS))
    ends = [re.compile(rf"(?<!\w){re.escape(end)}(?!\w)", re.IGNORECASE) for end in (first, *rest)]
    found = list(ends[0].finditer(text))
    if len(found) != 1:
        return f"“{first}” stands {len(found)} times in the page" if found else f"“{first}” is not in the page"
    return "" if ends[-1].search(text, found[0].start()) else f"“{rest[-1]}” does not follow in the page"


def check_words(draft: Draft, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the words of addresses, where the folder has the page by host and path."""
    for online in draft.online:
        path = copies.locate_page(folder, online.url) if online.words else None
        text = copies.read_text(path.read_bytes(), is_html=path.suffix != ".txt") if path else ""
        faults = ((line, _find_fault(line.text, text)) for line in online.words) if path else ()
        yield from (f"{line.place}: {online.id}: {fault}" for line, fault in faults if fault)


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"- id: {comparison.id}"
    for name in ("quotation", "source", "url", "date", "words", "differing", "omitted", "joins"):
        if value := getattr(comparison, name):
            yield f'  {name}: "{value}"' if name in {"quotation", "source", "differing"} else f"  {name}: {value}"


def as_yaml(comparisons: tuple[Comparison, ...]) -> str:
    """Return the file of comparisons, in the order of the quotations."""
    return HEAD + "".join("\n" + "\n".join(_lines(comparison)) + "\n" for comparison in comparisons)
