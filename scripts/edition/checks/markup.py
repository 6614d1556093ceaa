"""Rules about markup: what the notation does not support, and what is in the wrong place."""

import re
from collections.abc import Iterator, Mapping

from edition import ids
from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Subject
from edition.ids import NoteLabel
from edition.model import inline
from edition.model.blocks import SubHeading
from edition.model.document import Certainty
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.text import children, reading_text
from edition.source import Place

CLOSE = "close or correct the markup; to print the sign itself, put a backslash before it: `\\*`."
SIGNS: tuple[tuple[str, str, str], ...] = (
    (r"\{(?:~~|\+\+|--|==|>>)|(?:~~|\+\+|--|==|<<)\}", "incomplete CriticMarkup",
     "write `{~~old~>new~~}{>>em-name sure: reason<<}`, `{--old--}{>>…<<}` or `{++new++}{>>…<<}`."),
    (r"\{=\w+\}", "raw markup for one format", "remove it: all formats are made from the same source."),
    (r"\{[^{}]*\}|[{}]", "", CLOSE),
    (r"\[?-?(?<![\w.\\])@[\w:.-]*\w", "a key outside a citation",
     "write `[@key, p. 57]`, with brackets, in a note; to print the sign itself, write `\\@`."),
    (r"\^\[", "an inline note", "write `[^e-name]` here, and the note in docs/notes/."),
    (r"\[\^", "a note call that is not closed", CLOSE),
    (r"\[\[|\]\[|\]\(", "an incomplete link", "write `[words](#anchor)` or `[words](https://…)`."),
    (r"<!--", "a comment that is not closed", "close it with `-->`."),
    (r"</?[A-Za-z][^<>]*>", "raw HTML", "remove it; for italics, write `*words*`."),
    (r"&(?:#\w|[A-Za-z])\w+;|&#\d;", "an unknown entity", "type the character itself."),
    (r"\^[^\s^]+\^", "a superscript", "type the character itself (`x²`, `1ˢᵗ`), or write it in words."),
    (r"(?<!~)~[^\s~]+~(?!~)", "a subscript", "type the character itself: `H₂O`."),
    (r"\^[^^\s][^^]{0,40}\^", "a superscript with a space", "raise each word apart: `x^a^ ^b^`."),
    (r"\$\$[^$]+\$\$|\${1,2}(?![\s\d$])[^$\n]*(?<!\s)\${1,2}(?!\d)|\${1,2}\d[^\s$]*\${1,2}(?!\d)", "a formula",
     "write it in words and characters; to print the sign itself, write `\\$`."),
    (r"(?<![\w=])==(?=[^\s=]).*?(?<=[^\s=])==(?!=)", "highlighting", "for emphasis, write `*words*`."),
    (r"(?<![\w+])\+\+(?=[^\s+]).*?(?<=[^\s+])\+\+(?![\w+])", "an insertion", "for emphasis, write `*words*`."),
    (r"~~", "strikethrough", "for a change to the essay, write `{~~old~>new~~}{>>em-name sure: reason<<}`."),
    (r"\\", "a command or a stray backslash", "write the character itself; for a backslash, `\\\\`."),
    (r"(?<! )\*|\*(?! )|[`^]|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)", "", CLOSE),
)  # fmt: skip
"""Signs of this and other notations that would be printed as typed: pattern, name and fix; the first match counts."""
SIGN = re.compile("|".join(f"({pattern})" for pattern, _, _ in SIGNS))
IN_SIGNS = re.compile(r"[][{}@^<&~$=+\\*`_]")
"""A character that is in every sign; most texts have none, and need not be searched for signs."""
ALIKE = (("{", "}", "~~", ">>", "<<"), ("[@", "@"))
"""Signs of emendations and of citations: where one mistake leaves several, only the first is reported."""
TAG = re.compile(r"</?(?:a|b|br|code|div|em|i|img|p|s|small|span|strong|sub|sup|u)\b|<!", re.IGNORECASE)
"""An HTML element; in a plain text, other words in angle brackets are just words."""
CALLED = re.compile(r"(?P<opening>(?:[\[({^#]\s*)+)(?P<label>[\w-]+|[*†‡§]+)(?:\s*[\])}^]+)?")
"""What may be meant as a note call: `[e-name]`, `(^e-name)`, `[ ^7 ]`."""
EDITORS = "e-"
"""How the labels of the editors' notes begin, and hardly anything in the text."""
ESCAPED = "\ufffc"
"""Replaces an escaped sign, which is meant to be printed."""
NAMES = {
    "code_inline": "code",
    "html_inline": "raw HTML",
    "image": "an image beside other words",
    "attribute": "an attribute",
}
"""Plain names for the kinds of unsupported markup."""
FIXES = {
    ".status": "begin the note with it: `[^name]: [certain, verbatim]{.status} …`.",
    ".evidence": "begin a paragraph with it: an empty line before it, and four spaces.",
    ".source": "give it the last paragraph of the quotation, with `>` alone in the line before it.",
    "image": 'give it a paragraph of its own, in one line: `![Caption](../figures/name.png){alt="What it shows"}`.',
}
"""A fix for some of them, and for classes that are elsewhere than they belong."""
CALL, CITE, BREAK, CHANGE, LINK = inline.NoteRef, inline.Cite, inline.PageBreak, inline.Emendation, inline.Link
LINE = inline.LineBreak
KINDS: Mapping[type[inline.Inline], str] = {
    CALL: "a note call",
    CITE: "a citation",
    BREAK: "a page break of the witness",
    CHANGE: "an emendation",
    LINK: "a link",
    LINE: "a line break",
}
"""Plain names for the elements that are not allowed everywhere."""
CITE_IN_NOTE = (
    "call an editors' note here, `[^e-name]`, and cite in that note in docs/notes/: `[^e-name]: … [@key, p. 57]`."
)
CALL_LATER = "remove it, or call the note in the first paragraph."
REFER = "to refer to a note, write a link (`[note 29](#n29)`); otherwise move it to the essay."
NUMBER_IT = "end the last line of the block with an anchor, ` {#a-p1}`, so that the place can be cited."
UNNUMBERED = (
    ("in a block that no number covers", NUMBER_IT),
    ("in a sub-heading", "remove it; a note can be called in the paragraph below."),
)
"""Where nobody could cite a call or an emendation, and the fix: in other blocks, and in sub-headings."""
SPLIT = "move it before or after the emendation, or split the emendation in two."


def _report_inside(where: str, content: inline.Inlines, fix: str, *kinds: type[inline.Inline]) -> Iterator[Fault]:
    """Report elements that are not allowed in this place."""
    for node in walking.nodes(content):
        if isinstance(node, kinds) and (place := getattr(node, "place", None)):
            yield Fault(place, f"{KINDS[type(node)]} is not allowed {where}", fix)


def _report_misplaced(draft: Draft) -> Iterator[Fault]:
    """Report markup in a place where it would be lost in one of the formats."""
    for section in draft.sections:
        yield from _report_inside("in a heading", section.heading, CALL_LATER, CALL, CITE, CHANGE)
        yield from _report_inside("in a heading", section.heading, "write one line.", LINE)
        for unit in section.paragraphs:
            for content in unit.all_content:
                yield from _report_inside("in the essay, only in notes", content, CITE_IN_NOTE, CITE)
            for block in unit.before:
                is_heading = isinstance(block, SubHeading)
                where, fix = UNNUMBERED[is_heading]
                yield from _report_inside(where, block.content, fix, CALL, CHANGE)
    for file in draft.notes:
        kinds = set(KINDS) - ({BREAK} if any(note.is_by_author for note in file.notes) else set())
        yield from _report_inside("in a heading", file.heading, "remove it.", *kinds)
        for note in file.notes:
            for paragraph in note.paragraphs:
                where, content = f"in note {note.label}", paragraph.content
                if note.is_by_author:
                    yield from _report_inside(f"{where}, whose words are the author's", content, CITE_IN_NOTE, CITE)
                elif note.status and note.status.certainty in set(Certainty):
                    yield from _report_inside(where, content, REFER, CALL, BREAK, CHANGE)


def _report_nested(draft: Draft) -> Iterator[Fault]:
    """Report elements nested inside others that cannot contain them in every format."""
    for emendation in walking.emendations(draft):
        sides = (*emendation.witness, *emendation.reading)
        yield from _report_inside("inside an emendation", sides, SPLIT, CALL, BREAK, CHANGE)
    for node in walking.all_nodes(draft):
        match node:
            case inline.Supplied():
                where, fix = "in words supplied by the editors", "write only the final words."
                yield from _report_inside(where, node.content, fix, CHANGE)
            case inline.Link():
                fix = "move it after the link."
                yield from _report_inside("in the words of a link", node.content, fix, CALL, CITE, LINK)
            case inline.Cite():
                remarks = tuple(part for item in node.items for part in (*item.prefix, *item.remark))
                fix = "move it after the citation."
                yield from _report_inside("in a citation", remarks, fix, CALL, CITE, LINK, CHANGE)
            case _:
                pass


def _find_uncalled(draft: Draft) -> dict[str, str]:
    """Return the labels of the notes that are never called, by what an editor may have typed in small letters."""
    called = {call.label for call in walking.note_calls(draft)}
    return {note.label.casefold(): note.label for note in walking.notes(draft) if note.label not in called}


def _report_signs(content: inline.Inlines, uncalled: Mapping[str, str]) -> Iterator[Fault]:
    """Report signs of other notations, unclosed ones of ours, and labels of `uncalled` notes, in a paragraph."""
    run: list[inline.Text] = []
    for node in (*content, None):
        if isinstance(node, inline.Text) and node.place:
            run.append(node)
            continue
        yield from _report_signs_in_run(run, uncalled)
        run = []
        if isinstance(node, inline.Emendation):
            yield from _report_signs(node.witness, uncalled)
        if isinstance(node, inline.Cite):
            for item in node.items:
                yield from _report_signs(item.prefix, uncalled)
                yield from _report_signs(item.remark, uncalled)
        elif node is not None:
            yield from _report_signs(children(node), uncalled)


def _find_signs(text: str) -> Iterator[re.Match[str]]:
    """Yield the signs in a text."""
    return SIGN.finditer(text) if IN_SIGNS.search(text) else iter(())


def _find_calls(text: str, uncalled: Mapping[str, str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what in a text is probably a mistyped call, with the label of the note."""
    for found in CALLED.finditer(text) if uncalled else ():
        label = uncalled.get(found["label"].casefold())
        if label and (label.startswith(EDITORS) or found["opening"].rstrip().endswith(("[", "^"))):
            yield found, label


def _report_signs_in_run(run: list[inline.Text], uncalled: Mapping[str, str]) -> Iterator[Fault]:
    meant = [node.place is not None and node.place.length != len(node.text) for node in run]
    whole = "".join(
        ESCAPED * len(node.text) if is_meant else node.text for node, is_meant in zip(run, meant, strict=True)
    )
    for found, label in _find_calls(whole, uncalled):
        whole = whole.replace(found[0], ESCAPED * len(found[0]), 1)
        if place := _place(run, found.start(), len(found[0])):
            message = f"“{found[0]}” in running text: a mistyped call of note {label}, which would be printed as typed"
            about = Subject(Problem.SIGN, found[0], ids.note(NoteLabel(label)))
            yield Fault(place, message, f"write `[^{label}]`.", about)
    for found in _find_signs(whole):
        _, what, fix = SIGNS[(found.lastindex or 1) - 1]
        problem = f"{what}, which would be printed as typed" if what else "unclosed or mistyped markup"
        if place := _place(run, found.start(), len(found[0])):
            sign = next((alike[0] for alike in ALIKE if found[0].startswith(alike)), found[0])
            yield Fault(place, f"“{found[0]}” in running text: {problem}", fix, Subject(Problem.SIGN, sign))


def _place(run: list[inline.Text], offset: int, length: int) -> Place | None:
    for node in run:
        if offset < len(node.text):
            return node.place.moved(offset, min(length, len(node.text) - offset)) if node.place else None
        offset -= len(node.text)
    return None


def _report_all_signs(draft: Draft) -> Iterator[Fault]:
    """Report signs in essay and notes; only the author's text can lack a call."""
    uncalled = _find_uncalled(draft)
    for content in walking.essay_contents(draft):
        yield from _report_signs(content, uncalled)
    for file in draft.notes:
        yield from _report_signs(file.heading, {})
        for note in file.notes:
            for paragraph in note.paragraphs:
                yield from _report_signs(paragraph.content, uncalled if note.is_by_author else {})


@rule("markup-unsupported")
def markup_unsupported(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report markup that the notation does not support.

    What: the essay and notes may use only the notation in the editorial guidelines, and each element only where it
        is allowed (no note call in a heading, in an editors' note or inside an emendation; no citation outside an
        editors' note); foreign words need a language tag such as `de` or `ru-Latn`.
    Why: readers of at least one format would not see the words, or would see them as code.
    Fix: write it as shown in the editorial guidelines, or leave it out.
    """
    yield from draft.unsupported
    yield from _report_misplaced(draft)
    yield from _report_nested(draft)
    yield from _report_all_signs(draft)
    for node in walking.all_nodes(draft):
        match node:
            case inline.Unsupported():
                shown = f" “{node.raw}”" if node.raw.strip() else ""
                what = f"not supported in this notation: {NAMES.get(node.what, node.what)}{shown}"
                yield Fault(node.place, what, FIXES.get(node.what) or FIXES.get(node.raw, ""))
            case inline.Link() if node.place and not reading_text(node.content).strip():
                fix = "add the text of the link, or remove it."
                yield Fault(node.place, f"the link to “{node.target}” has no text", fix)
            case inline.Foreign() if node.place:
                yield from walking.report_invalid_tag(node.place, node.lang)
            case _:
                pass


def _description_texts(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield the texts of the edition's description."""
    for section, outline in draft.config.outlines:
        yield f"the outline of “{section}”", outline, draft.place_of_setting("outlines")
    for group in draft.config.bibliography:
        yield f"the title of {group.file}", group.title, draft.place_of_setting("bibliography")
    for what, words in draft.config.licences:
        yield f"the licence of “{what}”", words, draft.place_of_setting("licences")
    author = draft.config.author
    yield "the name of the author", f"{author.given} {author.family}", draft.place_of_setting("author")
    for field in ("title", "subtitle", "editors"):
        yield f"`{field}`", getattr(draft.config, field), draft.place_of_setting(field)


def _plain_texts(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    """Yield every text that is printed as typed: its description, its words and its place."""
    for emendation in walking.emendations(draft):
        yield f"the reason of the emendation “{emendation.name}”", emendation.reason, emendation.place
    for figure in walking.figures(draft):
        yield "the alternative text of a figure", figure.alternative, figure.place
    for entry in draft.authorities:
        for field in ("name", "sort", "native", "dates", "gloss", "checked"):
            place = draft.place_of(entry.place, field)
            yield f"`{field}` of “{entry.id}”", str(getattr(entry, field)), place
    for event in draft.events:
        for field in ("event", "essay", "differs", "checked"):
            yield f"`{field}` of “{event.id}”", getattr(event, field), draft.place_of(event.place, field)
    for reading in draft.standing:
        yield f"the remark on “{reading.id}”", reading.remark, draft.place_of(reading.place, "remark")
    yield from _description_texts(draft)


@rule("markup-in-plain-text")
def markup_in_plain_text(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report markup in texts that must be plain.

    What: the reason of an emendation, the alternative text of a figure, and the texts of authority files, the
        chronology, standing readings and the edition's description, must be plain words: no italics, links, citations,
        note calls or entities.
    Why: readers would see the signs as they are typed, in every format.
    Fix: write plain words: put a title in quotation marks, and refer to a place in words: “see note 29”.
    """
    for what, words, place in _plain_texts(draft):
        found = next((m for m in _find_signs(words) if m[0][0] != "<" or TAG.match(m[0])), None)
        if found:
            yield Fault(place, f"“{found[0]}” in {what} would be printed as typed")
