"""What was measured of the quotations that a note explains, as a paragraph of the note."""

from collections import defaultdict
from collections.abc import Mapping

from edition.ids import NO_ANCHOR, NoteLabel
from edition.model.bibliography import Work
from edition.model.blocks import Paragraph
from edition.model.draft import Draft
from edition.model.inline import Cite, Strong, Text
from edition.model.text import reading_text
from edition.model.wording import Comparison, Measure, Quotation, digest
from edition.resolve.citations import Citer
from edition.resolve.online import Opener
from edition.style import wording
from edition.words import Words


def find_current(draft: Draft) -> dict[str, tuple[Comparison, Measure]]:
    """Return the comparisons that hold, by the ids of their quotations: the quotation has not changed since."""
    made = {comparison.id: comparison for comparison in draft.comparisons}
    current = {}
    for quotation in draft.quotations:
        comparison = made.get(quotation.id)
        figures = comparison.measure if comparison else None
        if comparison and figures and comparison.quotation == digest(quotation.lemma.encode()):
            current[quotation.id] = (comparison, figures)
    return current


def _locus(quotation: Quotation, known: Mapping[str, Work], opener: Opener, words: Words) -> str:
    """Return where the text compared stands, in print."""
    items = tuple(item for item in quotation.items[:1] if item.key in known)
    return reading_text(Citer(known, opener, words).cite(Cite(items, quotation.place)).content) if items else ""


def paragraphs(draft: Draft, known: Mapping[str, Work], opener: Opener) -> Mapping[NoteLabel, Paragraph]:
    """Return, for each note, the paragraph about its quotations as compared word by word."""
    words = draft.config.words
    current = find_current(draft)
    by_note: defaultdict[NoteLabel, list[Quotation]] = defaultdict(list)
    for quotation in draft.quotations:
        if quotation.id in current:
            by_note[quotation.note].append(quotation)
    found = {}
    for label, quotations in by_note.items():
        sentences = (
            wording.describe(q, current[q.id][1], _locus(q, known, opener, words), words, name=len(quotations) > 1)
            for q in quotations
        )
        content = (Strong((Text(words("measured.label")),)), Text(f" {' '.join(sentences)}"))
        found[label] = Paragraph(NO_ANCHOR, content, quotations[0].place)
    return found
