"""Places that resolve finds: the words around each are those of the text."""

from __future__ import annotations

from edition import ids
from edition.model.text import reading_text
from support import specimen


def near(before: str, words: str, after: str) -> str:
    """Join words to those around them, ellipses and doubled white space set aside."""
    return " ".join(f"{before.removeprefix('…')}{words}{after.removesuffix('…')}".split())


def folded(text: str) -> str:
    """Return a text with each white space as one blank."""
    return " ".join(text.split())


def test_the_words_around_an_emendation_stand_in_its_paragraph() -> None:
    """Joined without anything between, they are a stretch of the reading text: no blank is lost and none put in."""
    paragraphs = {p.anchor: reading_text(p.content) for s in specimen().sections for p in s.paragraphs}
    assert specimen().emendations
    for placed in specimen().emendations:
        words = near(placed.before, reading_text(placed.emendation.reading), placed.after)
        assert words in folded(paragraphs[placed.paragraph]), placed.emendation.name


def test_the_words_around_a_citation_stand_in_its_note() -> None:
    """The same for the places that cite an entry, or name the work in running text."""
    places = {p.anchor: folded(reading_text(p.content)) for s in specimen().sections for p in s.paragraphs}
    places |= {
        ids.note(n.label): folded("\n".join(reading_text(p.content) for p in (*n.note.body, *n.note.evidence)))
        for n in specimen().notes
    }
    assert any(entry.mentions for entry in specimen().entries)
    for entry in specimen().entries:
        for mention in entry.mentions:
            assert near(mention.before, mention.words, mention.after) in places[mention.anchor], entry.work.key
