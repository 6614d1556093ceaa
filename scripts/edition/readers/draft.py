"""Reads everything below the root into a draft."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from edition.config import FILE
from edition.diagnostics import Fault
from edition.model import spacing
from edition.model.authority import Authority, Kind
from edition.model.chronology import Event
from edition.model.draft import Draft
from edition.model.published import Published
from edition.model.standing import StandingReading
from edition.readers import assets, bibliography, essay, notes, prose, published, records, settings, syntax, texts
from edition.source import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from edition.config import EditionConfig
    from edition.model.document import NotesFile, Section

TITLE_PAGE = "docs/index.md"
"""The one ordinary page that no edition lacks: every page leads to it."""
CHRONOLOGY, STANDING = "citations/chronology.yml", "citations/standing.yml"


class _Files:
    """The files below a root, each read once; those that are missing are remembered."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, SourceFile] = {}
        self.digests: dict[str, str] = {}
        self.missing: list[str] = []
        self.broken: list[Fault] = []

    def read(self, path: str, passed: str = "") -> SourceFile | None:
        try:
            raw = texts.contents(self.root, path)
        except FileNotFoundError:
            self.missing.append(path)
            return None
        if isinstance(raw, Fault):
            self.broken.append(raw)
            return None
        self.sources[path], broken = texts.decoded(path, raw, passed)
        self.digests[path] = hashlib.sha256(raw).hexdigest()
        self.broken.extend(broken)
        return self.sources[path]

    def found(self, folder: str, pattern: str) -> list[SourceFile]:
        """Return the files below a folder whose names fit a pattern, in the order of their paths."""
        paths = sorted(p.relative_to(self.root).as_posix() for p in (self.root / folder).glob(pattern))
        return [source for path in paths if (source := self.sources.get(path) or self.read(path))]

    def exists(self, path: str) -> bool:
        return (self.root / path).is_file()

    def sound(self, path: str) -> SourceFile | None:
        """Return a file that an edition need not have, where it is there and all of it is text."""
        source = self.read(path) if os.path.lexists(self.root / path) else None
        return None if any(broken.place.file == path for broken in self.broken) else source

    def optional(self, path: str) -> SourceFile:
        """Return a file that an edition need not have; where it is missing, one without text."""
        return (self.read(path) if (self.root / path).exists() else None) or SourceFile(path, "")


def read(root: Path, config: EditionConfig) -> Draft:
    """Read sections, notes, bibliography and witness of the edition below `root`.

    A file that is not there is named in the draft's `missing_files`, what is no text in `broken_files`.
    """
    files = _Files(root)
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
    listed = files.sound(published.FILE)
    docs = root / "docs"
    if not files.exists(TITLE_PAGE):
        files.missing.append(TITLE_PAGE)
    ordinary = [*files.found("docs", "*.md"), *files.found("docs/downloads", "*.md")]
    ordinary += [page for folder in ("docs/essay", "docs/notes") for page in files.found(folder, "index.md")]
    sheets = files.found("docs/assets", "**/*.css")
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
        settings=settings.read(files.optional(settings.FILE)) if files.exists(settings.FILE) else None,
        lists=tuple(asked for page in ordinary for asked in assets.lists(page)),
        pictures=tuple(picture for page in ordinary for picture in assets.pictures(page)),
        site=frozenset(page.relative_to(docs).as_posix() for page in docs.glob("**/*.md")),
        fonts=tuple(font for sheet in sheets for font in assets.fonts(sheet, files.exists)),
        broken=(
            *(b for register in registers for b in register.broken),
            *events.broken,
            *standing.broken,
            *spaces.broken,
        ),
    )
