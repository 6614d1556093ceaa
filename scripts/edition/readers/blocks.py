"""Splits a file into blocks, and reports those that the notation does not support."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edition.diagnostics import Fault, Problem, Subject
from edition.readers.syntax import DEEPEST
from edition.source import Place, SourceFile

BRACKET = re.compile(r"[][(){}]")
COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
ANCHOR_AT_END = "end the last line of the whole block with its anchor."
DEEP = f"elements nested more than {DEEPEST} deep"
SHALLOW = "close each element where it ends, or remove a sign repeated by mistake."
AFTER_COMMENT = "text after a comment on the same line", "move the text to a line of its own."
OPEN_COMMENT = "a comment that is not closed", "close it with `-->`."
SENTENCES = "write it as sentences."
DEFINITION = f"{SENTENCES} A caption (`: Words`) stands before or after its table, with an empty line between."
TABLE = (
    "in essay and notes, write a line of dashes below the line of heads (`|---|---|`), and `|` at the ends of every "
    "row; an ordinary page that is in the books has no tables."
)
BOX = "write `::: epigraph`, `dedication`, `dateline` or `signature`; remove the marks of any other box."
NAMES = {
    "table": ("table", TABLE),
    "fence": ("code block", "remove it: no format prints code."),
    "code_block": ("code block (a line indented by four spaces)", "remove the indent."),
    "hr": ("horizontal rule", "remove it: a new paragraph is enough."),
    "heading": ("heading", "write `## Words` in the essay, outside other blocks; a note has no headings."),
    "html_block": ("raw HTML", "remove it; for italics, write `*words*`."),
    "bullet_list": ("list", SENTENCES),
    "ordered_list": (
        "numbered list",
        f"{SENTENCES} If a number begins a sentence, put a backslash before its full stop: `1917\\.`",
    ),
    "blockquote": ("block quotation", "write the quotation in the paragraph, in quotation marks."),
    "footnote_reference": ("the text of a note; notes belong in docs/notes/, outside other notes", ""),
}
"""Plain names for markdown-it's block types, and a fix for each."""
WITHIN = "begin a note with `[^name]: `, and indent its further paragraphs by four spaces."
VERSE = "begin each line with `| `, and leave an empty line before the first; on an ordinary page, write one paragraph."
VERSE_NAME = "verse (a line block)"
AFTER_VERSE = (
    "text directly after verse",
    "leave an empty line after the verse; its lines begin with `| `, or with spaces if they continue the one before.",
)
LETTERED = "end the line of each item but the last with a backslash, so that the next begins a new line."
INTERRUPTING = "leave an empty line before the list; to print the lines as one paragraph, write them in one line."
NO_VERSE = re.compile(r"^(?![ \t|])", re.MULTILINE)
DISGUISED: tuple[tuple[str, str, str], ...] = (
    (r"^ *\|.*\| *$|^ *\|? *:?-{2,}:? *(?:\| *:?-{2,}:? *)+\|? *$|^ *\+[-=+:]{2,}\+ *$", "table", TABLE),
    (r"^ *\|(?: |[^|\n]*$)", VERSE_NAME, VERSE),
    (r"^ *:{3,}|^ *(?:!!!|\?\?\?\+?|///)(?: |$)", "a box or a `div`", BOX),
    (r"^ *[:~] {1,3}\S", "definition list", DEFINITION),
    (r"^ *#{1,6}[^\W\d_]", "a heading without the space after its `#`", "write `# Heading {#anchor}`."),
    (r"^ *\(?[A-Za-z][.)] .*(?<!\\)(?<!  )\n *\(?[A-Za-z][.)] ", "a list with letters", LETTERED),
    (r"^ *\(?[ivx]{1,5}[.)] .*(?<!\\)(?<!  )\n *\(?[ivx]{1,5}[.)] ", "a list with Roman numbers", LETTERED),
    (r"^ *\(?[0-9]{1,3}[.)] .*(?<!\\)(?<!  )\n *\(?[0-9]{1,3}[.)] ", "a list directly after text", INTERRUPTING),
    (r"^ *\*\[[^\]\n]+\]:", "abbreviation", "write the word in full."),
    (r"^ *\[\^[^\]\n]*\]:", "the text of a note inside another", "leave an empty line before it."),
)
"""Blocks of other notations that CommonMark reads as paragraphs: pattern, name and fix."""
BEGINS_DISGUISED = re.compile(r"^ *(?:[-|:+!?/~#*]|\[\^|\(?[A-Za-z0-9]{1,5}[.)] )", re.MULTILINE)
"""The beginning of a line in such a block; few other lines begin like that."""


def is_broken_table(block: Sequence[Token]) -> bool:
    """Return whether a paragraph is a table that lacks its line of dashes, or one of another notation."""
    found = _find_disguise(block[1].content) if block[0].type == "paragraph_open" else None
    return found is not None and found[1] == NAMES["table"][0]


def _find_disguise(content: str) -> tuple[int, str, str] | None:
    """Return where in a paragraph a block of another notation begins, its name and the fix; `None` if there is none."""
    if not BEGINS_DISGUISED.search(content):
        return None
    kinds = ((re.search(pattern, content, re.MULTILINE), what, fix) for pattern, what, fix in DISGUISED)
    found = next(((match.start(), what, fix) for match, what, fix in kinds if match), None)
    after = NO_VERSE.search(content) if found and found[:2] == (0, VERSE_NAME) else None
    return (after.start(), *AFTER_VERSE) if after else found


def find_disguise(content: str, source: SourceFile, first: int) -> Fault | None:
    """Return the fault for a block of another notation, in a paragraph that begins on line `first`."""
    found = _find_disguise(content)
    line = first + content.count("\n", 0, found[0]) if found else first
    return unsupported_fault(found[1], source.whole_line(line), found[2]) if found else None


def parse(markdown: MarkdownIt, source: SourceFile) -> tuple[list[Token], tuple[Fault, ...]]:
    """Return the tokens of a file, and faults for nesting and for link definitions, which have no tokens."""
    env: dict[str, Any] = {}
    text, deep = without_deep_brackets(source)
    tokens = markdown.parse(text, env)
    deep += remove_too_deep(tokens, source)
    defined = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
    places = sorted(source.whole_line(found["map"][0] + 1) for found in defined)
    what = "a link definition, which would not be printed"
    return tokens, (*deep, *(unsupported_fault(what, place) for place in places))


def unsupported_fault(what: str, place: Place, fix: str = "") -> Fault:
    """Return the fault for a block, or part of one, that the notation does not support."""
    return Fault(place, f"not supported in this notation: {what}", fix)


class BlockReader:
    """Reads blocks of one file; `unsupported` collects the faults for what the notation does not support."""

    def __init__(self, markdown: MarkdownIt, source: SourceFile) -> None:
        """Read from a file, with the parser of the notation."""
        self.markdown = markdown
        self.source = source
        self.unsupported: list[Fault] = []

    def report(self, what: str, place: Place, fix: str = "") -> None:
        """Record the fault for a block, or part of one, that the notation does not support."""
        self.unsupported.append(unsupported_fault(what, place, fix))

    def report_anchor(self, anchor: str, place: Place, fix: str = ANCHOR_AT_END) -> None:
        """Record that an anchor does not end its block."""
        message = f"not supported in this notation: an anchor (“{anchor}”) inside a block"
        self.unsupported.append(Fault(place, message, fix, Subject(Problem.DAMAGED, anchor)))


def depth(tokens: Sequence[Token], start: int = 0) -> int:
    """Return the greatest nesting depth of tokens, counted from `start`."""
    return max(accumulate((token.nesting for token in tokens), initial=start))


def without_deep_brackets(source: SourceFile, text: str = "") -> tuple[str, list[Fault]]:
    """Return a text without the paragraphs whose brackets are nested too deeply, and faults for these.

    In these the parser would try each bracket with every other. The other lines keep their numbers.
    """
    kept: list[str] = []
    found: list[Fault] = []
    for blank, group in groupby((text or source.text).split("\n"), key=lambda line: not line.strip()):
        lines = list(group)
        words = "" if blank else "\n".join(lines)
        signs = BRACKET.findall(words) if sum(map(words.count, "[({")) > DEEPEST else ()
        if any(level > DEEPEST for level in accumulate(1 if sign in "[({" else -1 for sign in signs)):
            found.append(Fault(source.whole_line(len(kept) + 1), DEEP, SHALLOW))
            lines = [""] * len(lines)
        kept += lines
    return "\n".join(kept), found


def remove_too_deep(tokens: Sequence[Token], source: SourceFile) -> list[Fault]:
    """Report paragraphs with too deeply nested elements, and remove their contents from `tokens`."""
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
    """Yield the tokens of each block, including the opening and closing ones."""
    at = 0
    while at < len(tokens):
        end = find_closing(tokens, at)
        yield tokens[at : end + 1]
        at = end + 1


def find_closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the index of the token that closes the one at `opening`; for a leaf, its own index."""
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
    if known is None and block[0].meta:  # an empty note, for which the parser gives no line
        return source.place(max(0, source.text.find(f"[^{block[0].meta.get('label')}]:")))
    return source.whole_line(line_of(known or block[0]))


def report_unsupported(block: Sequence[Token], source: SourceFile, outside: str = "") -> Iterator[Fault]:
    """Yield the fault of an unsupported block; comments are allowed.

    `outside` is added to the message if the block is only in the wrong place, outside a note.
    """
    content = block[0].content
    kind = block[0].type.removesuffix("_open")
    what, fix = NAMES.get(kind, (kind.replace("_", " "), ""))
    if kind == "html_block" and content.lstrip().startswith("<!--"):
        if COMMENTS.fullmatch(content):
            return
        what, fix = AFTER_COMMENT if "-->" in content else OPEN_COMMENT
    yield unsupported_fault(what + outside, place_of(block, source), WITHIN if outside else fix)
