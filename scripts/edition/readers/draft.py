"""Reads everything below the root into a draft."""

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pathspec import GitIgnoreSpec

from edition.config import ANCHORS, CHRONOLOGY, FILE, RAISED, STANDING, BibGroup, ConfigError
from edition.diagnostics import Fault
from edition.model import figures, layout, online, spacing, wording
from edition.model import links as visited_links
from edition.model.assets import SitePage
from edition.model.authority import Authority, Kind
from edition.model.chronology import Event
from edition.model.document import NotesFile, Section
from edition.model.draft import Draft
from edition.model.layout import KnownPage
from edition.model.pictures import FOLDER as FIGURES
from edition.model.published import Published
from edition.model.settings import Settings
from edition.model.standing import StandingReading
from edition.readers import (
    assets,
    bibliography,
    description,
    essay,
    links,
    notes,
    pictures,
    prose,
    published,
    records,
    settings,
    syntax,
    typefaces,
)
from edition.readers.description import Described
from edition.readers.files import Files
from edition.readers.online import read_loci
from edition.readers.records import RecordFile
from edition.source import Place, SourceFile

OWN = ("docs/essay/", "docs/notes/", f"docs/{FIGURES}")
"""Folders in which every file is the edition's, and used."""
SOURCE = re.compile(
    r"(?:~|#|\.(?:orig|bak|rej|old|save|sw[op]|tmp|part|ya?ml|bib|bibtex|mk?d|mdown|markdown|mkdn))$", re.IGNORECASE
)
"""How the name of a file ends that is, or was, a source; below docs/ other files are published as they are."""
TITLE_PAGE = f"docs/{KnownPage.HOME}"
"""The one ordinary page that no edition lacks: every page leads to it."""


def _site_pages(files: Files, source: SourceFile | None) -> frozenset[str]:
    """Return the sources of the site's pages, relative to `docs`, without those that the engine leaves out."""
    docs = [path.removeprefix("docs/") for path in files.paths if path.startswith("docs/") and path.endswith(".md")]
    return frozenset(docs) - set(settings.patterns(source, "exclude_docs").match_files(docs))


def _find_shown(draft: Draft, pages: Iterable[SitePage]) -> Iterator[str]:
    """Yield the files below `docs/` that figures are, or to which ordinary pages lead."""
    units = (unit for section in draft.sections for unit in section.paragraphs)
    shown = figures.of(units, (note for file in draft.notes for note in file.notes))
    yield from (f"docs/{figure.picture.path}" for figure in shown)
    for page in pages:
        start = posixpath.dirname(page.path)
        for target in page.targets:
            yield posixpath.normpath(posixpath.join("docs", start, unquote(pictures.PARTS.split(target.address)[0])))


def _find_unread(files: Files, excluded: GitIgnoreSpec, shown: Container[str]) -> Iterator[str]:
    """Yield the files that an editor may have meant as a source or a figure, and that nothing uses."""
    taken = files.sources.keys() | {fault.place.file for fault in files.broken}
    for path in files.paths:
        name = posixpath.basename(path)
        if path in taken or name.upper().startswith(("README", "LICENSE")):
            continue
        if path.startswith("docs/"):
            own = path.startswith(OWN) and path not in shown
            if excluded.match_file(path.removeprefix("docs/")) or not (own or SOURCE.search(name)):
                continue
        yield path
    yield from files.stray


def _find_omitted(site: frozenset[str], engine: Settings | None, apart: GitIgnoreSpec) -> Iterator[str]:
    """Yield the pages of the site that its contents do not name."""
    if engine and engine.nav is not None:
        named = {posixpath.normpath(entry.target) for entry in engine.nav}
        yield from sorted(page for page in site - named if not apart.match_file(page))


def _read_description(files: Files) -> Described:
    """Read the description; where it does not say which files are the edition's, take those that are there.

    Raises:
        ConfigError: if there is no edition below the root.
    """
    source = files.read(FILE)
    broken = tuple(fault for fault in files.broken if fault.place.file == FILE)
    files.broken = [fault for fault in files.broken if fault.place.file != FILE]
    files.missing.clear()
    if source is None:
        fix = "give the edition's folder by `--root`."
        broken = broken or (Fault(Place(FILE), f"the file is missing below {files.root}", fix),)
        if not any((files.root / folder).is_dir() for folder in ("citations", "docs")):
            raise ConfigError(broken)
        described = replace(description.read(SourceFile(FILE, "")), broken=broken)
    else:
        described = description.read(source)
        described = replace(described, broken=(*broken, *described.broken))
    sections, groups = described.config.sections, described.config.bibliography
    if "sections" in described.unusable:
        inside = (path.removeprefix("docs/essay/") for path in files.paths if path.startswith("docs/essay/"))
        stems = (path.removesuffix(".md") for path in inside if path.endswith(".md"))
        sections += tuple(name for name in stems if description.is_section(name) and name not in sections)
    if "bibliography" in described.unusable:
        paths = (path for path in files.paths if path.startswith("citations/") and path.endswith(".bib"))
        groups += tuple(BibGroup(path, path) for path in paths if path not in {group.file for group in groups})
    return replace(described, config=replace(described.config, sections=sections, bibliography=groups))


def _read_texts(files: Files, described: Described) -> Draft:
    """Read sections, notes, bibliography, witness, and the ordinary pages in the books."""
    config = described.config
    drawn = pictures.Pictures(files.load, files.paths)
    markdown = syntax.parser(config.editors_language, raised=config.witness.calls == RAISED)
    sections: list[Section] = []
    notes_files: list[NotesFile] = []
    unsupported: list[Fault] = []
    for name in config.sections:
        if source := files.read(config.section_file(name)):
            section, strange = essay.read(markdown, source, name, drawn)
            sections.append(section)
            unsupported.extend(strange)
        if source := files.read(config.notes_file(name)):
            notes_file, strange = notes.read(markdown, source, name, config.words, drawn)
            notes_files.append(notes_file)
            unsupported.extend(strange)
    bib_sources = [files.read(group.file) for group in config.bibliography]
    witness = files.read(config.witness.file) if config.witness.file else None
    witness_notes = files.read(config.witness.notes_file) if config.witness.notes_file else None
    essay_sections, notes_read = notes.add_marks(sections, notes_files)
    page_sources = {name: source for name in config.pages if (source := files.read(config.page_file(name)))}
    pages, strange = prose.read(syntax.parser(config.editors_language, ordinary=True), page_sources)
    return Draft(
        config=config,
        unusable=described.unusable,
        broken_description=described.broken,
        places={Place(FILE): described.places},
        sections=essay_sections,
        notes=notes_read,
        bibliography=tuple(bibliography.read(source) for source in bib_sources if source),
        unsupported=(*unsupported, *strange),
        witness=witness.text if witness else "",
        witness_sha256=files.digests.get(config.witness.file, ""),
        witness_notes=witness_notes.text if witness_notes else "",
        witness_notes_sha256=files.digests.get(config.witness.notes_file, ""),
        pages=pages,
        sources=files.sources,
        missing_files=(),
    )


def _read_records(files: Files, draft: Draft) -> Draft:
    """Read the authority files, the other files of records, and the published anchors."""
    registers = [records.read(files.read_optional(kind.file), Authority, kind=kind) for kind in Kind]
    events = records.read(files.read_optional(CHRONOLOGY), Event)
    standing = records.read(files.read_optional(STANDING), StandingReading)
    spaces = records.read(files.read_optional(spacing.FILE), spacing.SpaceRecord)
    own = draft.config.words
    texts = records.read(files.read_optional(online.FILE), online.OnlineText, items=())
    visited = records.read(files.read_optional(visited_links.FILE), visited_links.LinkRecord)
    quotations = records.read(files.read_optional(wording.QUOTATIONS), wording.Quotation, items=())
    compared = records.read(files.read_optional(wording.COMPARISONS), wording.Comparison)
    recorded: list[RecordFile[Any]] = [*registers, events, standing, spaces, texts, visited, quotations, compared]
    listed = files.read_sound(ANCHORS)
    return replace(
        draft,
        authorities=tuple(entry for register in registers for entry in register.records),
        events=events.records,
        standing=tuple(replace(r, kind=own.as_english("standing", r.kind)) for r in standing.records),
        spaces=spaces.records,
        online=tuple(read_loci(text, own.tag) for text in texts.records),
        links=visited.records,
        quotations=tuple(
            read_loci(replace(q, kind=own.as_english("quoted", q.kind)), own.tag) for q in quotations.records
        ),
        comparisons=compared.records,
        published=published.read(listed) if listed else Published(),
        broken=tuple(fault for file in recorded for fault in file.broken),
        damaged=frozenset(place for file in recorded for place in file.damaged),
        places={**draft.places, **{at: names for file in recorded for at, names in file.places.items()}},
    )


def _read_site(files: Files, draft: Draft) -> Draft:
    """Read the settings of the site's engine, the ordinary pages as it takes them, and the style sheets."""
    if not files.exists(TITLE_PAGE):
        files.missing.append(TITLE_PAGE)
    source = files.read_sound(settings.FILE)
    engine, broken_settings = settings.read(source, files.leads_somewhere) if source else (None, ())
    site = _site_pages(files, source)
    ordinary = files.read_all(
        f"docs/{page}" for page in site if page in layout.WHOLE or not page.startswith((layout.SECTIONS, layout.NOTES))
    )
    linking = links.parser()
    read_pages = [links.read(linking, page) for page in ordinary]
    unsupported = [fault for _, deep in read_pages for fault in deep]
    unsupported += [fault for page in ordinary for fault in prose.report_notation(page)]
    shown = frozenset(_find_shown(draft, (page for page, _ in read_pages)))
    sheets = files.read_all(path for path in files.paths if path.startswith("docs/assets/") and path.endswith(".css"))
    return replace(
        draft,
        unsupported=tuple(dict.fromkeys((*draft.unsupported, *unsupported))),
        settings=engine,
        broken_settings=broken_settings,
        lists=tuple(asked for page in ordinary for asked in assets.lists(page)),
        references=tuple(written for page in ordinary for written in assets.references(page)),
        pictures=tuple(
            p for page, (read, _) in zip(ordinary, read_pages, strict=True) for p in assets.pictures(page, read.tags)
        ),
        site=site,
        site_pages=tuple(page for page, _ in read_pages),
        site_files=frozenset(path.removeprefix("docs/") for path in files.paths if path.startswith("docs/")),
        unread=tuple(_find_unread(files, settings.patterns(source, "exclude_docs"), shown)),
        omitted=tuple(_find_omitted(site, engine, settings.patterns(source, "not_in_nav"))),
        fonts=tuple(font for sheet in sheets for font in assets.fonts(sheet, files.exists)),
    )


def read(root: Path) -> Draft:
    """Read everything of the edition below `root`.

    Missing files are listed in the draft's `missing_files`, files that are not valid text in `broken_files`.

    Raises:
        ConfigError: if there is no edition below `root`.
    """
    files = Files(root)

    draft = _read_site(files, _read_records(files, _read_texts(files, _read_description(files))))
    named = typefaces.read(draft.config.fonts, files.read_optional(FILE), draft.place_of_setting("fonts"), files.load)
    return replace(draft, typefaces=named, missing_files=tuple(files.missing), broken_files=tuple(files.broken))
