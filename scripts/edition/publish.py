"""Builds the site with MkDocs, adds the books, and replaces the old site by the new one."""

import hashlib
import os
import posixpath
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from fnmatch import fnmatch
from pathlib import Path

from edition import checks, config, diagnostics, exports, processes, theme
from edition.exports import EngineError
from edition.readers import engine as messages
from edition.source import SourceFile
from edition.style import citing
from edition.writers import anchors

if sys.platform != "win32":
    import fcntl
from collections.abc import Callable, Iterator

from edition.model.draft import Draft
from edition.model.edition import Edition

SITE, WORK = "site", ".cache/edition"
ENGINE = (
    "Fix: set `use_directory_urls: false` in mkdocs.yml, and list `edition.markdown_extension` under "
    "`markdown_extensions`."
)
MANY = 30
"""More files than this in one folder are reported in one line."""
ENGINES_OWN = ("sitemap.xml", "sitemap.xml.gz")
BUILDING, PREVIOUS, LOCK = "building", "previous", "lock"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that was built: its path below the site, its size in bytes and its SHA-256.

    For a folder, `files` is the number of files in it, and the checksum is that of the output of `sha256sum`.
    """

    path: str
    size: int
    sha256: str
    files: int = 1


def engine_environment(edition: Edition) -> dict[str, str]:
    """Return the environment for MkDocs: a fixed clock, no advertising, and the package on its path."""
    day = datetime.combine(edition.config.date, time(), UTC)
    epoch = max(0, int(day.timestamp()))  # MkDocs gzips its sitemap, whose timestamps begin in 1970
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"}
    return {**processes.environment(), **fixed, "PYTHONHASHSEED": "0", "TZ": "UTC"}


@contextmanager
def lock_root(root: Path, report: Callable[[str], None]) -> Iterator[tuple[int, ...]]:
    """Hold the lock that allows one build at a time below `root`; other builds wait.

    Yield the file descriptors that MkDocs must inherit: if it outlives its killed build, it still holds the lock, and
    no later build interferes. Windows has no such lock, and nothing waits there.
    """
    work = root / WORK
    work.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield ()
        return
    with (work / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("another build is running here; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield (lock.fileno(),)


def start_engine(root: Path, edition: Edition, target: Path, inherit: tuple[int, ...] = ()) -> subprocess.Popen[str]:
    """Start MkDocs on the edition below `root`, writing to `target`; wait for it with `finish_engine`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        command,
        cwd=root,
        env={**engine_environment(edition), "EDITION_BUILD": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=inherit,
    )


def finish_engine(engine: subprocess.Popen[str], root: Path) -> None:
    """Wait for MkDocs to end.

    Raises:
        EngineError: if it failed; the message has what it reports as findings.
    """
    output, _ = engine.communicate()
    if not engine.returncode:
        return
    settings = root / messages.FILE
    sources = {}
    if settings.is_file():
        sources[messages.FILE] = SourceFile(messages.FILE, settings.read_text(encoding="utf-8", errors="replace"))
    refused = checks.EXPLAINED["site-refused"]
    findings = [refused.finding(fault) for fault in messages.faults(messages.found(output), sources)]
    words = diagnostics.as_text(findings, sources) if findings else f"it says only:\n{output}"
    message = f"MkDocs failed with exit code {engine.returncode}:\n{words}"
    raise EngineError(message)


def _remove(path: Path) -> None:
    """Remove the folder, file or link at `path`, if there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def recover(root: Path) -> None:
    """Restore the last good site if an earlier build was killed between its two renames."""
    work = root / WORK
    if not (root / SITE).exists() and (work / PREVIOUS).exists():
        (work / PREVIOUS).rename(root / SITE)
    _remove(work / BUILDING)


def swap(root: Path) -> None:
    """Replace the old site by the new one."""
    work = root / WORK
    _remove(work / PREVIOUS)
    if os.path.lexists(root / SITE):
        (root / SITE).rename(work / PREVIOUS)
    try:
        (work / BUILDING).rename(root / SITE)
    except OSError:
        recover(root)
        raise
    _remove(work / PREVIOUS)


def pages(building: Path) -> dict[str, bytes]:
    """Return the files that MkDocs built, by path, without its sitemap, which the edition makes itself."""
    for name in ENGINES_OWN:
        (building / name).unlink(missing_ok=True)
    return {p.relative_to(building).as_posix(): p.read_bytes() for p in building.rglob("*") if p.is_file()}


def prove(edition: Edition, site: dict[str, bytes]) -> None:
    """Check that MkDocs has put every paragraph on its page and every figure beside them, which it does not check.

    Raises:
        EngineError: if a page, a paragraph or a figure is missing.
    """
    for picture in edition.pictures:
        if site.get(picture.path) != picture.content:
            message = f"MkDocs has not copied the figure “docs/{picture.path}”. Fix: allow it in `exclude_docs`."
            raise EngineError(message)
    for section in edition.sections:
        for paragraph in section.paragraphs:
            page = citing.page(edition.anchors[paragraph.anchor])
            if f'id="{paragraph.anchor}"'.encode() not in site.get(page, b""):
                message = f"MkDocs has built no page “{page}” with the paragraph “{paragraph.anchor}”. {ENGINE}"
                raise EngineError(message)


def without_unused(made: dict[str, bytes], site: dict[str, bytes]) -> dict[str, bytes]:
    """Return what was made, without the data of the theme's scripts if the site has another theme, without them."""
    if f"{theme.ASSETS}/edition.js" in site:
        return made
    return {path: content for path, content in made.items() if not fnmatch(path, f"{theme.ASSETS}/*.js")}


def write(folder: Path, files: dict[str, bytes]) -> tuple[Artifact, ...]:
    """Write files below `folder` and return them as artifacts, in order of path."""
    artifacts = []
    for path, content in sorted(files.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        artifacts.append(Artifact(path, len(content), hashlib.sha256(content).hexdigest()))
    return tuple(artifacts)


def record(root: Path, draft: Draft, edition: Edition, reviewed: frozenset[str]) -> None:
    """Add every anchor of the edition to the list of published ones; see `anchors.write` for what is kept.

    The new list is written to another file and then renamed, so that a full disk or a kill cannot destroy it.
    """
    old = draft.sources.get(config.ANCHORS)
    file = root / config.ANCHORS
    part = file.with_suffix(".part")
    part.write_text(anchors.write(edition, draft.published, old.text if old else "", reviewed), encoding="utf-8")
    part.replace(file)


def summarise(artifacts: tuple[Artifact, ...]) -> Iterator[Artifact]:
    """Yield each artifact; the files of a large folder are summed up as one."""
    folders: dict[str, list[Artifact]] = {}
    for artifact in artifacts:
        folders.setdefault(posixpath.dirname(artifact.path), []).append(artifact)
    for folder, inside in folders.items():
        if len(inside) <= MANY:
            yield from inside
            continue
        listed = "".join(f"{a.sha256}  {a.path}\n" for a in inside)
        total = sum(a.size for a in inside)
        yield Artifact(f"{folder}/", total, hashlib.sha256(listed.encode()).hexdigest(), len(inside))


def select_books(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """Return the artifacts that are read as they are, beside the site: the PDFs and the EPUB."""
    return tuple(artifact for artifact in artifacts if artifact.path in {exports.BOOK, exports.LARGE, exports.EPUB})


def build(root: Path, edition: Edition, report: Callable[[str], None]) -> tuple[Artifact, ...]:
    """Build the site and the books below `root`, and replace the old site at the end.

    MkDocs runs in its own process while the books are made here.

    Raises:
        EngineError: if MkDocs or Typst failed; the old site is unchanged.
    """
    with lock_root(root, report) as lock:
        recover(root)
        building = root / WORK / BUILDING
        report("site: building the pages with MkDocs")
        engine = start_engine(root, edition, building, lock)
        report("exports: books, texts and data")
        try:
            made = exports.make(edition)
            finish_engine(engine, root)
        finally:
            engine.kill()  # does nothing if it has already ended
            engine.wait()
        site = pages(building)
        prove(edition, site)
        made = without_unused(made, site)
        made |= exports.complete(edition, site | made)
        artifacts = write(building, made)
        swap(root)
    return tuple(made for made in artifacts if not made.path.endswith(".html"))
