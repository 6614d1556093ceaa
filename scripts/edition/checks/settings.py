"""Rules about the settings of the site generator (`mkdocs.yml`) and the title page: both are this edition's."""

import html
import re
from collections.abc import Iterator

from edition import config
from edition.checks.rule import Fault, rule
from edition.diagnostics import Severity
from edition.model.draft import Draft
from edition.model.edition import Edition

TITLE_PAGE = "docs/index.md"
HEADING = re.compile(r"^# (?P<words>[^\n{]+)", re.MULTILINE)
AUTHOR = re.compile(r'<p class="author">(?P<words>[^\n<]+)</p>')
MARKUP = re.compile(r"[\\\[\]*_]")
"""Signs that print no letters: of Markdown, and the brackets of what editors supply."""


@rule("settings-invalid")
def settings_invalid(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report settings that MkDocs would refuse, or with which it could not build an edition.

    What: mkdocs.yml may have only settings of MkDocs, each with a valid value; the theme, extensions and plug-ins that
        it names must be installed, and its files must exist; it must have `site_name`, `theme` and the extension
        `edition.markdown_extension`; a list of `plugins` must contain `search` if the theme is `edition`.
    Why: MkDocs would stop, or build pages without the edition.
    Fix: correct the setting, or remove it: MkDocs has a default for most.
    """
    if draft.settings:
        yield from draft.settings.faults


def _plain(words: str) -> str:
    """Return words without markup, brackets and capitals, with one form of the apostrophe."""
    return " ".join(MARKUP.sub("", html.unescape(words)).replace("’", "'").casefold().split())


@rule("title-page-differs", Severity.REVIEW)
def title_page_differs(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report a title page with another title or author than the edition has.

    What: the heading of docs/index.md should be the title in citations/edition.yml, with or without the subtitle, and
        `<p class="author">`, if it is there, should have the author's name.
    Why: the title page would name a work that everything else, citations included, names otherwise.
    Fix: write on the title page what citations/edition.yml has, or correct it there.
    """
    own, source = draft.config, draft.sources.get(TITLE_PAGE)
    if source is None:
        return
    names = (own.author.natural, own.author.sort)
    expected = (
        (HEADING, "title", (own.title, own.full_title), own.title_in_brackets(own.title)),
        (AUTHOR, "author", names, own.printed_author),
    )
    for pattern, field, values, printed in expected:
        found = pattern.search(source.text)
        if not found or field in draft.unusable or not printed:
            continue
        given = _plain(found["words"])
        fits = any(_plain(value) == given or (field == "author" and _plain(value) in given) for value in values)
        if not fits:
            start, end = found.span("words")
            message = f"the title page has the {field} “{found['words'].strip()}”, but {config.FILE} has “{printed}”"
            yield Fault(source.place(start, end - start), message)
