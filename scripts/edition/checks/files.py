"""Rules of files: every source that an editor wrote is read, and every page can be reached."""

from __future__ import annotations

import difflib
import posixpath
import re
from typing import TYPE_CHECKING

from edition import config
from edition.checks.rule import Fault, rule
from edition.model.authority import Kind
from edition.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

COPY = re.compile(r"#(?P<of>.+)#|(?P<name>.+?)(?:~|\.(?:orig|bak|rej|old|save|sw[op]|tmp|part))")
"""What editors and version control leave beside a file."""
LIKE = 0.75
"""So like a name must be to that of a file which the program reads (`difflib`) to be taken for it."""


def _known(draft: Draft) -> list[str]:
    own = draft.config
    groups = (group.file for group in own.bibliography)
    texts = (path for name in own.sections for path in (own.section_file(name), own.notes_file(name)))
    kinds = (kind.file for kind in Kind)
    return [
        config.FILE,
        "mkdocs.yml",
        config.CHRONOLOGY,
        config.STANDING,
        config.ANCHORS,
        own.witness.file,
        *kinds,
        *groups,
        *texts,
    ]


def _advice(path: str, known: list[str]) -> str:
    """Return what to do with a file that nothing reads."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    if copy := COPY.fullmatch(name):
        return f"it looks like a copy of “{copy['of'] or copy['name']}”: delete it."
    by_name = {posixpath.basename(other).casefold(): other for other in known}
    near = by_name.get(name.casefold()) or by_name.get(f"{stem}.yml".casefold() if ending == ".yaml" else "")
    if near is None:
        folded = {other.casefold(): other for other in known}
        near = next((folded[like] for like in difflib.get_close_matches(path.casefold(), folded, 1, LIKE)), None)
    if ending.casefold() in {".bib", ".bibtex"}:
        entry = f"- {{file: {path}, title: …}}"
        return f"add `{entry}` to `bibliography` in {config.FILE}, or delete the file."
    if folder in {"docs/essay", "docs/notes"} and ending == ".md" and (near or "").casefold() != path.casefold():
        return f"add `{stem}` to `sections` in {config.FILE}, or delete the file."
    if near:
        return f"did you mean “{near}”? Rename the file, or move its words there."
    if folder.startswith("docs"):
        return "a page is a file `.md`; rename it, or move it out of docs/."
    return f"move it out of {folder or 'here'}/, or give it the name of a file that is read."


@rule("file-unread")
def file_unread(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find sources that nothing reads.

    What: every file in citations/, in docs/essay/ and in docs/notes/ must be one that the program reads, and so must
        every page and data file below docs/; hidden files and a README may stand anywhere.
    Why: what is written in it would be printed nowhere, and no one would see that it is missing; a copy that an editor
        left below docs/ would be published.
    Fix: rename the file, name it in citations/edition.yml, or delete it.
    """
    known = _known(draft)
    for path in draft.unread:
        if "witness" in draft.unusable and path.endswith(".txt"):
            continue  # it may be the witness
        yield Fault(Place(path), f"nothing reads {path}", _advice(path, known))


@rule("page-omitted")
def page_omitted(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Find pages that the contents of the site do not name.

    What: where mkdocs.yml has a `nav`, it must name every page below docs/, or `not_in_nav` must.
    Why: a page that no contents name is published, and no reader ever comes to it.
    Fix: add it to `nav`; a page that is meant to stand apart is listed under `not_in_nav`.
    """
    for page in draft.omitted:
        fix = f"add `- Title: {page}` to `nav` in mkdocs.yml, or list it under `not_in_nav`."
        yield Fault(Place(f"docs/{page}"), f"`nav` in mkdocs.yml does not name {page}", fix)
