"""Places that resolve finds: the words around each are those of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition import ids
from edition.ids import AnchorName
from edition.model.anchors import Anchor, AnchorKind
from edition.model.inline import Emphasis, Supplied, Text
from edition.model.published import PublishedAnchor
from edition.model.text import reading_text
from edition.resolve import identity
from edition.resolve.walks import first_words, last_words, rebuild
from edition.source import Place
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


def test_rebuilding_reaches_what_is_nested_and_keeps_what_does_not_change() -> None:
    """A note call in italics is numbered, a citation in italics printed, a name in a supplied word found."""
    inlines = (Emphasis((Text("a"), Supplied((Text("b"),)))), Text("c"))
    upper = rebuild(inlines, lambda node: replace(node, text=node.text.upper()) if isinstance(node, Text) else node)
    assert reading_text(upper) == "A[B]C"
    assert isinstance(upper[0], Emphasis)
    assert rebuild(inlines, lambda node: node) is inlines


NOTE, CALL, AUTHORITY, NOTES = AnchorKind.NOTE, AnchorKind.NOTE_CALL, AnchorKind.AUTHORITY, AnchorKind.NOTES


@pytest.mark.parametrize(
    ("things", "changed"),
    [
        ({"n1": (NOTE, "lemma: a", "lemma: a"), "n2": (NOTE, "lemma: b", "lemma: b")}, {}),
        ({"n1": (NOTE, "lemma: a", "lemma: c")}, {}),
        ({"n1": (NOTE, "lemma: a", "lemma: b"), "n2": (NOTE, "lemma: b", "lemma: b")}, {}),
        ({"n1": (NOTE, "lemma: a", "lemma: b"), "n2": (NOTE, "lemma: b", "lemma: a")}, {"n1": "n2", "n2": "n1"}),
        ({"n1": (NOTE, "lemma: a", "lemma: b"), "n2": (NOTE, "lemma: b", "lemma: c")}, {"n1": "n2"}),
        ({"n1": (NOTE, "lemma: a", "lemma: b"), "r2": (CALL, "lemma: b", "lemma: c")}, {}),
        ({"n1": (NOTE, "lemma: a", "lemma: b"), "n2": (NOTE, "words: b", "words: c")}, {}),
        (
            {
                "n1": (NOTE, "lemma: a", "lemma: b"),
                "n2": (NOTE, "lemma: b", "lemma: c"),
                "n3": (NOTE, "lemma: b", "lemma: b"),
            },
            {},
        ),
        ({"n1": (NOTE, "lemma: a; words: b", "lemma: c; words: d")}, {"n1": ""}),
        ({"n1": (NOTE, "lemma: a; words: b", "lemma: a; words: d")}, {}),
        ({"n1": (NOTE, "lemma: a; gone: b", "lemma: a; new: d")}, {}),
        ({"auth-a": (AUTHORITY, "name: a; dates: 1", "name: b; dates: 1")}, {"auth-a": ""}),
        ({"auth-a": (AUTHORITY, "name: a; dates: 1", "name: a; dates: 2")}, {}),
        ({"notes-a": (NOTES, "title: a", "title: b")}, {"notes-a": ""}),
        ({"n1": (NOTE, "title: a", "title: b")}, {}),
        ({"n1": (NOTE, "lemma: a; words: b", "")}, {}),
    ],
)
def test_a_thing_is_another_by_two_parts_by_an_exact_one_or_by_an_exchange(
    things: dict[str, tuple[AnchorKind, str, str]], changed: dict[str, str]
) -> None:
    """One other part may change alone. An exchange is among things of one kind, and by a value that only one had."""

    def parts(words: str) -> identity.Identity:
        return tuple((name, value) for name, _, value in (part.partition(": ") for part in words.split("; ")) if name)

    place = Place("citations/anchors.txt")
    published = [PublishedAnchor(AnchorName(n), "1", "", "", place, parts(then)) for n, (_, then, _) in things.items()]
    anchors = {n: Anchor(AnchorName(n), kind, "", "", "", parts(now)) for n, (kind, _, now) in things.items()}
    found = identity.find_changed(published, anchors)
    assert {change.published.anchor: change.taken for change in found} == changed
    withdrawn = [replace(entry, withdrawn="printed twice") for entry in published]
    assert [*identity.find_changed(withdrawn, anchors)] == []
    assert [*identity.find_changed(published, {})] == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", "", ""),
        ("a", "a", "a"),
        ("a b", "a b", "a b"),
        ("a  b\nc", "a b c", "a b c"),
        ("a b c d", "a b c …", "… b c d"),
    ],
)
def test_more_words_than_are_shown_leave_an_ellipsis(text: str, first: str, last: str) -> None:
    assert (first_words(text, 3), last_words(text, 3)) == (first, last)
