"""The notation: CommonMark with pandoc's spans, note calls, citations and CriticMarkup, as markdown-it rules.

Each rule leaves one token that holds what was written and where (`meta["start"]`, `meta["end"]`: offsets in
the paragraph's text). `edition.readers.inlines` interprets the tokens.
"""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from edition.model.blocks import Part

DEEPEST = 100
"""Maximum nesting of elements."""
NOTE_CALL = re.compile(r"\[\^(?P<label>[^\]\s^]+)\]")
# pandoc's citation syntax (User's Guide, “Citation syntax”), bracketed form only
CITATION = re.compile(r"\[(?P<body>[^\[\]]*(?<![\w.\\])@[^\[\]]+)\](?![({])")
SUBSTITUTION = r"\{~~(?P<old>(?:(?!~>).){0,2000})~>(?P<new>(?:(?!~~\}).){0,2000})~~\}"
DELETION = r"\{--(?P<deleted>.{0,2000}?)--\}"
INSERTION = r"\{\+\+(?P<inserted>.{0,2000}?)\+\+\}"
# CriticMarkup (criticmarkup.com, User's Guide): a change, and the comment that gives its reason
CHANGE = re.compile(rf"(?:{SUBSTITUTION}|{DELETION}|{INSERTION})(?:\{{>>(?P<comment>.{{0,4000}}?)<<\}})?", re.DOTALL)


# pandoc's `superscript` and `subscript`; a tilde of CriticMarkup opens and closes none
SUPERSCRIPT = re.compile(r"\^(?!\[)(?P<words>(?:\\.|[^\s^\\])+)\^")
SUBSCRIPT = re.compile(r"(?<!~)~(?![~>])(?P<words>(?:\\.|(?!\{~~)[^\s~\\])+)~(?![~>])")


def _rule(name: str, pattern: re.Pattern[str], **meta: object) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        if not silent:
            token = state.push(name, "", 0)
            token.content = found.group()
            token.meta = {"start": found.start(), "end": found.end(), "match": found, **meta}
        state.pos = found.end()
        return True

    return rule


def _names(part: Part) -> Callable[[str, str], bool]:
    """Return what recognises the opening of pandoc's `fenced_divs` with the name of a part: `::: epigraph`."""
    return lambda written, _: written.strip() in {part.value, f"{{.{part.value}}}"}


@cache
def parser(language: str = "en", *, raised: bool = False, ordinary: bool = False) -> MarkdownIt:
    """Return a parser of the notation for editors who write in `language`, which decides what words are known.

    `raised` says that the witness has the numbers of its note calls in raised figures; `ordinary`, that ordinary pages
    are read, which have only what the site's engine reads too. Footnote definitions stay where
    they stand, numbers stay the author's.
    """
    markdown = (
        MarkdownIt("commonmark").use(attrs_plugin, spans=True).use(footnote_plugin, inline=False, move_to_end=False)
    )
    markdown.options["maxNesting"] = DEEPEST + 1  # the parser drops what is deeper, and `blocks` reports it
    markdown.disable(["footnote_ref", "text_join"])
    ruler = markdown.inline.ruler
    ruler.before("link", "note_call", _rule("note_call", NOTE_CALL, raised=raised))
    ruler.before("link", "citation", _rule("citation", CITATION, language=language))
    ruler.before("link", "change", _rule("change", CHANGE, language=language))
    if not ordinary:
        markdown.enable("table")
        for part in Part:
            markdown.use(container_plugin, name=part.value, validate=_names(part))
        ruler.before("link", "superscript", _rule("superscript", SUPERSCRIPT))
        ruler.before("link", "subscript", _rule("subscript", SUBSCRIPT))
    return markdown
