"""Rules of the notation: what it does not have, and what stands where it cannot be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.inline import (
    Cite,
    Emendation,
    Foreign,
    Inline,
    Inlines,
    Link,
    NoteRef,
    PageBreak,
    Supplied,
    Text,
    Unsupported,
)
from edition.model.text import children, reading_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition
    from edition.source import Place

CLOSE = "close it or correct it; a sign that is meant as such has a backslash before it: `\\*`."
SIGNS: tuple[tuple[str, str, str], ...] = (
    # what is written, what it is called, and how it is fixed
    (r"\{(?:~~|\+\+|--|==|>>)|(?:~~|\+\+|--|==|<<)\}", "a mark of CriticMarkup",
     "a change is `{~~old~>new~~}{>>em-name sure: reason<<}`, `{--old--}{>>…<<}` or `{++new++}{>>…<<}`, closed."),
    (r"\{=\w+\}", "the mark of raw markup", "leave it out: every format is made from the same words."),
    (r"\{[^{}]*\}|[{}]", "", CLOSE),
    (r"\[?-?(?<![\w.\\])@[\w:.-]*\w", "the key of a citation outside of one",
     "write `[@key, p. 57]`, with its brackets, in a note; a sign that is meant as such is `\\@`."),
    (r"\^\[", "a note inside the text", "write `[^e-name]`, and the note in docs/notes/."),
    (r"\[\^", "a note call that is not closed", CLOSE),
    (r"\[\[|\]\[|\]\(", "a link that is not one", "write `[words](#anchor)` or `[words](https://…)`."),
    (r"<!--", "a comment that is not closed", "close it with `-->`."),
    (r"</?[A-Za-z][^<>]*>", "raw HTML", "leave it out; italics are `*words*`."),
    (r"&(?:#\w|[A-Za-z])\w+;|&#\d;", "an entity that does not exist", "type the character itself."),
    (r"\^[^\s^]+\^", "a superscript", "type the sign itself (`x²`, `1ˢᵗ`), or write it in words."),
    (r"(?<!~)~[^\s~]+~(?!~)", "a subscript", "type the sign itself: `H₂O`."),
    (r"\$\$[^$]+\$\$|\${1,2}(?![\s\d$])[^$\n]*(?<!\s)\${1,2}(?!\d)|\${1,2}\d[^\s$]*\${1,2}(?!\d)", "a formula",
     "write it in words and signs; a sign that is meant as such is `\\$`."),
    (r"(?<![\w=])==(?=[^\s=]).*?(?<=[^\s=])==(?!=)", "highlighting", "use italics: `*words*`."),
    (r"(?<![\w+])\+\+(?=[^\s+]).*?(?<=[^\s+])\+\+(?![\w+])", "an insertion", "use italics: `*words*`."),
    (r"~~", "the mark of words struck out", "a change of the essay is `{~~old~>new~~}{>>em-name sure: reason<<}`."),
    (r"\\", "a command or a stray backslash", "write the sign itself; a backslash that is meant is `\\\\`."),
    (r"(?<! )\*|\*(?! )|[`^]|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)", "", CLOSE),
)  # fmt: skip
"""Signs of this and other notations, which in running text are printed as they stand; the first that fits counts."""
SIGN = re.compile("|".join(f"({pattern})" for pattern, _, _ in SIGNS))
TAG = re.compile(r"</?(?:a|b|br|code|div|em|i|img|p|s|small|span|strong|sub|sup|u)\b|<!", re.IGNORECASE)
"""An element of HTML; other words in angle brackets are plain words in a plain text."""
ESCAPED = "\ufffc"
"""Stands for a sign that has a backslash before it, and so is meant."""
NAMES = {
    "code_inline": "code",
    "html_inline": "raw HTML",
    "hardbreak": "a line break",
    "image": "an image",
    "attribute": "an attribute",
}
"""What the reader's names for unsupported markup are in plain words."""
KINDS = {
    NoteRef: "a note call",
    Cite: "a citation",
    PageBreak: "a page break of the witness",
    Emendation: "an emendation",
    Link: "a link",
}


def _inside(where: str, content: Inlines, kinds: tuple[type[Inline], ...], fix: str) -> Iterator[Fault]:
    """Report what cannot stand in such a place."""
    for node in walking.nodes(content):
        place = node.place if isinstance(node, NoteRef | Cite | PageBreak | Emendation | Link) else None
        if isinstance(node, kinds) and place:
            yield Fault(place, f"{KINDS[type(node)]} stands {where}", fix)


def _misplaced(draft: Draft) -> Iterator[Fault]:
    """Report what the notation has, in a place where it would be lost in one of the formats."""
    ours = "set an editors' note there, `[^e-name]`, and cite in its text in docs/notes/: `[^e-name]: … [@key, p. 57]`."
    beside = "leave it out, or call the note from the first paragraph."
    refer = "refer to a place by a link (`[note 29](#n29)`); all else belongs in the essay."
    for section in draft.sections:
        yield from _inside("in a heading", section.heading, (NoteRef, Cite, Emendation), beside)
        for paragraph in section.paragraphs:
            yield from _inside("in the essay, which has no citations of ours", paragraph.content, (Cite,), ours)
    for file in draft.notes:
        yield from _inside("in a heading", file.heading, (NoteRef, Cite, PageBreak, Emendation, Link), "leave it out.")
        for note in file.notes:
            for paragraph in (*note.body, *note.evidence):
                kinds = (NoteRef, PageBreak, Emendation)
                yield from _inside(f"in note {note.label}", paragraph.content, kinds, refer)


def _nested(draft: Draft) -> Iterator[Fault]:
    """Report what stands inside another thing that cannot hold it in every format."""
    for emendation in walking.emendations(draft):
        fix = "set it before or after the emendation, or make two of it."
        sides = (*emendation.witness, *emendation.reading)
        yield from _inside("inside an emendation", sides, (NoteRef, PageBreak, Emendation), fix)
    for node in walking.everywhere(draft):
        if isinstance(node, Supplied):
            yield from _inside("in words that the editors supply", node.content, (Emendation,), "write them as meant.")
        if isinstance(node, Link):
            yield from _inside("in the words of a link", node.content, (NoteRef, Cite, Link), "set it after the link.")
        if isinstance(node, Cite):
            remarks = tuple(part for item in node.items for part in (*item.prefix, *item.remark))
            yield from _inside(
                "in a citation", remarks, (NoteRef, Cite, Link, Emendation), "set it after the citation."
            )


def _signs(content: Inlines) -> Iterator[Fault]:
    """Report the signs of other notations, and those of ours that were not closed, in a paragraph and all inside it."""
    run: list[Text] = []
    for node in (*content, None):
        if isinstance(node, Text) and node.place:
            run.append(node)
            continue
        yield from _in_run(run)
        run = []
        if isinstance(node, Emendation):
            yield from _signs(node.witness)
        if isinstance(node, Cite):
            for item in node.items:
                yield from _signs(item.prefix)
                yield from _signs(item.remark)
        elif node is not None:
            yield from _signs(children(node))


def _in_run(run: list[Text]) -> Iterator[Fault]:
    meant = [node.place is not None and node.place.length != len(node.text) for node in run]
    whole = "".join(
        ESCAPED * len(node.text) if is_meant else node.text for node, is_meant in zip(run, meant, strict=True)
    )
    for found in SIGN.finditer(whole):
        _, what, fix = SIGNS[(found.lastindex or 1) - 1]
        said = f"{what}, printed as it stands" if what else "markup that was not closed or is mistyped"
        place = _place(run, found.start(), len(found[0]))
        if place:
            yield Fault(place, f"“{found[0]}” in running text: {said}", fix)


def _place(run: list[Text], offset: int, length: int) -> Place | None:
    for node in run:
        if offset < len(node.text):
            return node.place.moved(offset, min(length, len(node.text) - offset)) if node.place else None
        offset -= len(node.text)
    return None


@rule("markup-unsupported")
def markup_unsupported(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report what the notation does not have.

    What: essay and notes may hold only the notation of the editorial guidelines, each thing of it in its place (no note
        call in a heading, in a note or inside an emendation, no citation outside of a note); foreign words carry a
        language tag such as `de` or `ru-Latn`.
    Why: what the notation does not have would be lost or misprinted in one of the edition's forms.
    Fix: write it as the editorial guidelines say, or leave it out.
    """
    yield from draft.unsupported
    yield from _misplaced(draft)
    yield from _nested(draft)
    for content in walking.contents(draft):
        yield from _signs(content)
    for node in walking.everywhere(draft):
        match node:
            case Unsupported():
                shown = f" “{node.raw}”" if node.raw.strip() else ""
                yield Fault(node.place, f"the notation does not have this: {NAMES.get(node.what, node.what)}{shown}")
            case Link() if node.place and not reading_text(node.content).strip():
                yield Fault(node.place, f"the link to “{node.target}” has no words", "write words, or take it out.")
            case Foreign() if node.place:
                yield from walking.not_a_tag(node.place, node.lang)
            case _:
                pass


def _described_texts(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield the texts of the edition's description."""
    for section, outline in draft.config.outlines:
        yield f"the outline of “{section}”", outline, walking.described(draft, "outlines")
    for group in draft.config.bibliography:
        yield f"the title of {group.file}", group.title, walking.described(draft, "bibliography")
    for what, words in draft.config.licences:
        yield f"the licence of “{what}”", words, walking.described(draft, "licences")
    author = draft.config.author
    yield "the name of the author", f"{author.given} {author.family}", walking.described(draft, "author")
    for field in ("title", "subtitle", "editors"):
        yield f"`{field}`", getattr(draft.config, field), walking.described(draft, field)


def _plain_texts(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield every text that is printed as typed: what it is, its words, and where it stands."""
    for emendation in walking.emendations(draft):
        yield f"the reason of the emendation “{emendation.name}”", emendation.reason, emendation.place
    for entry in draft.authorities:
        for field in ("name", "sort", "native", "dates", "gloss", "checked"):
            yield f"`{field}` of “{entry.id}”", str(getattr(entry, field)), walking.field_of(draft, entry.place, field)
    for event in draft.events:
        for field in ("event", "essay", "differs", "checked"):
            yield f"`{field}` of “{event.id}”", getattr(event, field), walking.field_of(draft, event.place, field)
    for reading in draft.standing:
        yield f"the remark on “{reading.id}”", reading.remark, walking.field_of(draft, reading.place, "remark")
    yield from _described_texts(draft)


@rule("markup-in-plain-text")
def markup_in_plain_text(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report markup in texts that have none.

    What: the reason of an emendation, and the texts of authority files, chronology, standing readings and the edition's
        description are plain words: no italics, links, citations, note calls or entities.
    Why: its signs would be printed as they stand, in every format.
    Fix: write plain words; a title stands in quotation marks, a place of the edition is named: “see note 29”.
    """
    for what, words, place in _plain_texts(draft):
        found = next((m for m in SIGN.finditer(words) if m[0][0] != "<" or TAG.match(m[0])), None)
        if found:
            yield Fault(place, f"“{found[0]}” in {what} would be printed as it stands")
