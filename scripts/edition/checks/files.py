"""Rules about files: every source file is used, and every page can be reached."""

import posixpath
import re
from collections.abc import Iterator

from edition import config
from edition.checks.rule import Fault, rule
from edition.diagnostics import Problem, Subject, find_nearest
from edition.model.authority import Kind
from edition.model.draft import Draft
from edition.model.edition import Edition
from edition.model.pictures import FOLDER as FIGURES
from edition.model.prose import Generated, ProseHeading
from edition.source import Place

COPY = re.compile(r"#(?P<of>.+)#|(?P<name>.+?)(?:~|\.(?:orig|bak|rej|old|save|sw[op]|tmp|part))")
"""Names of the copies that editors and version control leave next to a file."""
PICTURES = (".png", ".jpg", ".jpeg", ".svg")
LIKE = 0.75
"""How similar a name must be to that of a file the program uses (`difflib` ratio) to be suggested."""


def _known_paths(draft: Draft) -> list[str]:
    own = draft.config
    groups = (group.file for group in own.bibliography)
    texts = (path for name in own.sections for path in (own.section_file(name), own.notes_file(name)))
    fixed = (config.FILE, "mkdocs.yml", config.CHRONOLOGY, config.STANDING, config.ANCHORS, own.witness.file)
    return [*fixed, *(kind.file for kind in Kind), *groups, *texts]


def _suggest_fix(path: str, known: list[str]) -> str:
    """Return how to fix a file that the program does not use."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    if copy := COPY.fullmatch(name):
        return f"delete it: it looks like a copy of “{copy['of'] or copy['name']}”."
    by_name = {posixpath.basename(other).casefold(): other for other in known}
    near = by_name.get(name.casefold()) or by_name.get(f"{stem}.yml".casefold() if ending == ".yaml" else "")
    if near is None:
        folded = {other.casefold(): other for other in known}
        near = folded.get(find_nearest(path.casefold(), folded, LIKE))
    if ending.casefold() in {".bib", ".bibtex"}:
        entry = f"- {{file: {path}, title: …}}"
        return f"add `{entry}` to `bibliography` in {config.FILE}, or delete the file."
    if folder in {"docs/essay", "docs/notes"} and ending == ".md" and (near or "").casefold() != path.casefold():
        return f"add `{stem}` to `sections` in {config.FILE}, or delete the file."
    if near and not path.startswith(f"docs/{FIGURES}"):
        return f"did you mean “{near}”? Rename the file, or move its contents there."
    return _suggest_place(path, folder)


def _suggest_place(path: str, folder: str) -> str:
    """Return where a file could be that is like none that the program uses."""
    if path.startswith(f"docs/{FIGURES}") or path.endswith(PICTURES):
        name = posixpath.basename(path)
        shown = f'`![Caption](../{FIGURES}{name}){{alt="What it shows"}}`'
        return f"show it from docs/{FIGURES} by {shown}, or delete the file."
    if folder.startswith("docs"):
        return "rename it if it is a page (pages end in `.md`), or move it out of docs/."
    return f"move it out of {folder or 'here'}/, or rename it to a file that the program uses."


@rule("file-unread")
def file_unread(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report source files that the program does not use.

    What: every file in citations/, docs/essay/ and docs/notes/, every page and data file below docs/, and every
        picture in docs/figures/ must be one that the program uses; hidden files and a README are allowed anywhere.
    Why: its contents would be printed nowhere, and nobody would notice; a stray copy below docs/ would be
        published.
    Fix: rename the file, list it in citations/edition.yml, or delete it.
    """
    known = _known_paths(draft)
    for path in draft.unread:
        if "witness" in draft.unusable and path.endswith(".txt"):
            continue  # it may be the witness
        about = Subject(Problem.UNUSED, config.name_of(path))
        yield Fault(Place(path), f"the program does not use “{path}”", _suggest_fix(path, known), about)


@rule("page-omitted")
def page_omitted(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report pages that are missing from the site's navigation.

    What: if mkdocs.yml has a `nav`, every page below docs/ must be listed in it, or under `not_in_nav`.
    Why: the page would be published, but no reader would find it.
    Fix: add the page to `nav`; if it is meant to be outside the navigation, list it under `not_in_nav`.
    """
    for page in draft.omitted:
        fix = f"add `- Title: {page}` to `nav` in mkdocs.yml, or list it under `not_in_nav`."
        yield Fault(Place(f"docs/{page}"), f"“{page}” is missing from `nav` in mkdocs.yml", fix)


@rule("page-empty")
def page_empty(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report pages that would be empty in the books.

    What: a page listed under `pages` must have more than headings and generated lists: the books have these lists as
        parts of their own, or not at all.
    Why: PDF and EPUB would have a chapter of this name without words.
    Fix: take the page out of `pages` in citations/edition.yml, or write a paragraph on it.
    """
    for page in draft.pages:
        if all(isinstance(block, Generated | ProseHeading) for block in page.blocks):
            yield Fault(page.place, f"“{page.name}”, listed under `pages`, has no words of its own")
