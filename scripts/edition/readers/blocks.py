"""The blocks of a file, one after another, and those that the notation does not have: nothing is passed over."""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

from edition.diagnostics import Fault
from edition.readers.syntax import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from edition.source import Place, SourceFile

BRACKET = re.compile(r"[][(){}]")
COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
DEEP = f"more than {DEEPEST} elements stand within each other"
SHALLOW = "close each of them where it ends; most often a sign was repeated by mistake."
SENTENCES = "write it as sentences; data and lists belong on an ordinary page."
NAMES = {
    "fence": ("code block", "leave it out: no format prints code."),
    "code_block": ("code block (a line indented by four spaces)", "begin the line at its margin."),
    "hr": ("rule", "leave it out; a new paragraph is enough."),
    "html_block": ("raw HTML", "leave it out; italics are `*words*`."),
    "bullet_list": ("list", SENTENCES),
    "ordered_list": ("numbered list", f"{SENTENCES} A figure that begins a sentence has `\\.` after it: `1917\\.`"),
    "blockquote": ("block quotation", "write it in the paragraph, in quotation marks."),
    "footnote_reference": ("the text of a note, which stands in docs/notes/ and in no other note", ""),
}
"""What markdown-it's names for blocks are in plain words, and how each is fixed."""
DISGUISED: tuple[tuple[str, str, str], ...] = (
    (r"^ *\|.*\| *$|^ *\|? *:?-{2,}:? *(?:\| *:?-{2,}:? *)+\|? *$|^ *\+[-=+:]{2,}\+ *$", "table", SENTENCES),
    (r"^ *\| ", "verse (a line block)", "write the lines in one paragraph, with ` / ` between them."),
    (r"^ *:{3,}|^ *(?:!!!|\?\?\?\+?|///)(?: |$)", "a box, or a division with a class", "leave its marks out."),
    (r"^ *[:~] {1,3}\S", "definition list", SENTENCES),
    (r"^ *#{1,6}[^\W\d_]", "a heading without the space after its `#`", "write `# Heading {#anchor}`."),
    (r"^ *\*\[[^\]\n]+\]:", "abbreviation", "write the word out in full."),
    (r"^ *\[\^[^\]\n]*\]:", "the text of a note inside another", "leave an empty line before it."),
)
"""Blocks of other notations that CommonMark takes for paragraphs: how they look, what they are, how each is fixed."""


def disguised(content: str) -> tuple[str, str] | None:
    """Return what a paragraph is in another notation, and how that is fixed; `None` where it is a paragraph."""
    kinds = ((what, fix) for pattern, what, fix in DISGUISED if re.search(pattern, content, re.MULTILINE))
    return next(kinds, None)


def parsed(markdown: MarkdownIt, source: SourceFile) -> tuple[list[Token], tuple[Fault, ...]]:
    """Return the tokens of a file, and the link-reference definitions in it, of which there are no tokens."""
    env: dict[str, Any] = {}
    text, deep = shallow(source)
    tokens = markdown.parse(text, env)
    deep += too_deep(tokens, source)
    defined = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    places = sorted(source.whole_line(found["map"][0] + 1) for found in defined)
    what = "a link’s address on a line of its own, which is printed nowhere"
    return tokens, (*deep, *(outside_notation(what, place) for place in places))


def outside_notation(what: str, place: Place, fix: str = "") -> Fault:
    """Return the fault of a block, or a part of one, that the notation does not have."""
    return Fault(place, f"the notation does not have this: {what}", fix)


def depth(tokens: Sequence[Token], start: int = 0) -> int:
    """Return how deep elements stand within each other, inside what is `start` deep."""
    return max(accumulate((token.nesting for token in tokens), initial=start))


def shallow(source: SourceFile, text: str = "") -> tuple[str, list[Fault]]:
    """Return a text without the paragraphs in which brackets stand too deep within each other, and where these are.

    There the parser would try each bracket with each; all else stays where it stands.
    """
    kept: list[str] = []
    found: list[Fault] = []
    for blank, group in groupby((text or source.text).split("\n"), key=lambda line: not line.strip()):
        lines = list(group)
        words = "" if blank else "\n".join(lines)
        signs = BRACKET.findall(words) if sum(map(words.count, "[({")) > DEEPEST else ()
        if max(accumulate(1 if sign in "[({" else -1 for sign in signs), default=0) > DEEPEST:
            found.append(Fault(source.whole_line(len(kept) + 1), DEEP, SHALLOW))
            lines = [""] * len(lines)
        kept += lines
    return "\n".join(kept), found


def too_deep(tokens: Sequence[Token], source: SourceFile) -> list[Fault]:
    """Return where elements stand too deep within each other; what is inside such a paragraph is taken away."""
    found: list[Fault] = []
    here = 0
    for token in tokens:
        here += token.nesting
        if depth(token.children or (), here) > DEEPEST:
            last = (token.children or [])[-1:]
            token.children = [child for child in last if child.type == "text"]  # a paragraph keeps its anchor
            found.append(Fault(source.whole_line(line_of(token)), DEEP, SHALLOW))
    return list(dict.fromkeys(found))


def split(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block, with the one that opens it and the one that closes it."""
    at = 0
    while at < len(tokens):
        end = closing(tokens, at)
        yield tokens[at : end + 1]
        at = end + 1


def closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the index of the token that closes what is opened at `opening`; of a leaf, its own."""
    depth = 0
    for at in range(opening, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def line_of(token: Token) -> int:
    """Return the line (from 1) on which a token begins."""
    return (token.map[0] if token.map else 0) + 1


def place_of(block: Sequence[Token], source: SourceFile) -> Place:
    """Return the place of a block's first line."""
    known = next((token for token in block if token.map), None)
    if known is None and block[0].meta:  # a note without a word, of which the parser does not say where it stands
        return source.place(max(0, source.text.find(f"[^{block[0].meta.get('label')}]:")))
    return source.whole_line(line_of(known or block[0]))


def unsupported(block: Sequence[Token], source: SourceFile, outside: str = "") -> Iterator[Fault]:
    """Yield a block as one that the notation does not have; comments are no text and pass.

    `outside` says of what the block stands outside, where that is its fault.
    """
    content = block[0].content
    kind = block[0].type.removesuffix("_open")
    what, fix = NAMES.get(kind, (kind.replace("_", " "), ""))
    if kind == "html_block" and content.lstrip().startswith("<!--"):
        if COMMENTS.fullmatch(content):
            return
        what = "words behind a comment on its line" if "-->" in content else "a comment that is not closed by `-->`"
    yield outside_notation(what + outside, place_of(block, source), "" if outside else fix)
