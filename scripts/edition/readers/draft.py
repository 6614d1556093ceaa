"""Reads everything below the root into a draft."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from edition.config import ANCHORS, CHRONOLOGY, FILE, STANDING
from edition.diagnostics import Fault
from edition.model import spacing
from edition.model.authority import Authority, Kind
from edition.model.chronology import Event
from edition.model.draft import Draft
from edition.model.published import Published
from edition.model.standing import StandingReading
from edition.readers import assets, bibliography, essay, notes, prose, published, records, settings, syntax, texts
from edition.readers.files import Files
from edition.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    from edition.config import EditionConfig
    from edition.model.document import NotesFile, Section
    from edition.model.settings import Settings

PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".avif")
SOURCE = re.compile(
    r"(?:~|#|\.(?:orig|bak|rej|old|save|sw[op]|tmp|part|ya?ml|bib|bibtex|mk?d|mdown|markdown|mkdn))$", re.IGNORECASE
)
"""How the name of a file ends that is, or was, a source; below docs/ other files are published as they are."""
TITLE_PAGE = "docs/index.md"
"""The one ordinary page that no edition lacks: every page leads to it."""


def _pages(files: Files, engine: SourceFile | None) -> frozenset[str]:
    """Return the sources of the site's pages, relative to `docs`, without those that the engine leaves out."""
    docs = [path.removeprefix("docs/") for path in files.paths if path.startswith("docs/") and path.endswith(".md")]
    return frozenset(docs) - set(settings.patterns(engine, "exclude_docs").match_files(docs))


def _unread(files: Files, excluded: GitIgnoreSpec) -> Iterator[str]:
    """Yield the files that an editor may have meant as a source, and that were not read."""
    taken = files.sources.keys() | {fault.place.file for fault in files.broken}
    for path in files.paths:
        name = posixpath.basename(path)
        if path in taken or name.upper().startswith(("README", "LICENSE")):
            continue
        if path.startswith("docs/"):
            own = path.startswith(("docs/essay/", "docs/notes/")) and not name.lower().endswith(PICTURES)
            if excluded.match_file(path.removeprefix("docs/")) or not (own or SOURCE.search(name)):
                continue
        yield path
    yield from files.stray


def _omitted(site: frozenset[str], described: Settings | None, apart: GitIgnoreSpec) -> Iterator[str]:
    """Yield the pages of the site that its contents do not name."""
    if described and described.nav is not None:
        named = {posixpath.normpath(entry.target) for entry in described.nav}
        yield from sorted(page for page in site - named if not apart.match_file(page))


def read(root: Path, config: EditionConfig) -> Draft:
    """Read sections, notes, bibliography and witness of the edition below `root`.

    A file that is not there is named in the draft's `missing_files`, what is no text in `broken_files`.
    """
    files = Files(root)
    markdown = syntax.parser(config.language)
    sections: list[Section] = []
    notes_files: list[NotesFile] = []
    unsupported: list[Fault] = []
    for name in config.sections:
        if source := files.read(config.section_file(name)):
            section, strange = essay.read(markdown, source, name)
            sections.append(section)
            unsupported.extend(strange)
        if source := files.read(config.notes_file(name)):
            notes_file, strange = notes.read(markdown, source, name)
            notes_files.append(notes_file)
            unsupported.extend(strange)
    bib_sources = [files.read(group.file) for group in config.bibliography]
    files.read(FILE)
    witness = files.read(config.witness.file, texts.FORM_FEED)
    page_sources = {name: source for name in config.pages if (source := files.read(config.page_file(name)))}
    pages, strange = prose.read(markdown, page_sources)
    unsupported.extend(strange)
    registers = [records.read(files.optional(kind.file), Authority, kind=kind) for kind in Kind]
    events = records.read(files.optional(CHRONOLOGY), Event)
    standing = records.read(files.optional(STANDING), StandingReading)
    spaces = records.read(files.optional(spacing.FILE), spacing.SpaceRecord)
    listed = files.sound(ANCHORS)
    if not files.exists(TITLE_PAGE):
        files.missing.append(TITLE_PAGE)
    engine = files.sound(settings.FILE)
    described = settings.read(engine) if engine else None
    site = _pages(files, engine)
    whole = {"essay/index.md", "notes/index.md"}
    ordinary = files.found(
        f"docs/{page}" for page in site if page in whole or not page.startswith(("essay/", "notes/"))
    )
    sheets = files.found(path for path in files.paths if path.startswith("docs/assets/") and path.endswith(".css"))
    return Draft(
        config=config,
        sections=tuple(sections),
        notes=tuple(notes_files),
        bibliography=tuple(bibliography.read(source) for source in bib_sources if source),
        unsupported=tuple(unsupported),
        missing_files=tuple(files.missing),
        broken_files=tuple(files.broken),
        witness=witness.text if witness else "",
        witness_sha256=files.digests.get(config.witness.file, ""),
        sources=files.sources,
        pages=pages,
        authorities=tuple(entry for register in registers for entry in register.records),
        events=events.records,
        standing=standing.records,
        spaces=spaces.records,
        published=published.read(listed) if listed else Published(),
        settings=described,
        lists=tuple(asked for page in ordinary for asked in assets.lists(page)),
        pictures=tuple(picture for page in ordinary for picture in assets.pictures(page)),
        site=site,
        unread=tuple(_unread(files, settings.patterns(engine, "exclude_docs"))),
        omitted=tuple(_omitted(site, described, settings.patterns(engine, "not_in_nav"))),
        fonts=tuple(font for sheet in sheets for font in assets.fonts(sheet, files.exists)),
        broken=(
            *(b for register in registers for b in register.broken),
            *events.broken,
            *standing.broken,
            *spaces.broken,
        ),
    )
