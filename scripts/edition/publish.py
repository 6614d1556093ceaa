"""Writes files: the site by its engine, the books beside it, and the swap that makes both visible at once."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from edition import config, exports, processes
from edition.exports import EngineError
from edition.style import citing
from edition.writers import anchors

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edition.model.draft import Draft
    from edition.model.edition import Edition

SITE, WORK = "site", ".cache/edition"
ENGINE = (
    "Fix: mkdocs.yml must have `use_directory_urls: false`, and among its `markdown_extensions` `attr_list` and "
    "`edition.markdown_extension`."
)
MANY = 30
"""More files than this in one folder are told of in one line."""
ENGINES_OWN = ("sitemap.xml", "sitemap.xml.gz")
TRACEBACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)*", re.MULTILINE)
"""Python's way to its own error, which stands behind it and is all that an editor can use."""
BUILDING, PREVIOUS, LOCK = "building", "previous", "lock"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that was made: its path below the site, its size in bytes and its SHA-256.

    Of a folder, `files` counts what is in it, and the checksum is that of the list that `sha256sum` would print.
    """

    path: str
    size: int
    sha256: str
    files: int = 1


def engine_environment(edition: Edition) -> dict[str, str]:
    """Return the environment of the site's engine: no clock, no advertising, and the package on its path."""
    day = datetime.combine(edition.config.date, time(), UTC)
    epoch = max(0, int(day.timestamp()))  # the engine packs its map of the site in a format that begins in 1970
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"}
    return {**processes.environment(), **fixed, "PYTHONHASHSEED": "0", "TZ": "UTC"}


@contextmanager
def alone(root: Path, tell: Callable[[str], None]) -> Iterator[tuple[int, ...]]:
    """Let one build at a time work below `root`; the others wait for it to end.

    Gives the files that the engine's process must inherit: an engine that outlives its killed build holds the lock,
    and no later build writes beside it. On Windows, which has no such lock, nothing waits.
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
            tell("another build is under way here; waiting for it to end")
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


def finish_engine(engine: subprocess.Popen[str]) -> None:
    """Wait for the engine.

    Raises:
        EngineError: where it failed.
    """
    said, _ = engine.communicate()
    if engine.returncode:
        message = f"mkdocs build --strict ended with {engine.returncode}:\n{TRACEBACK.sub('', said)}"
        raise EngineError(message)


def _cleared(path: Path) -> None:
    """Take away what stands at `path`: a folder with all that is in it, or a file or a link in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def recover(root: Path) -> None:
    """Bring back the last good site where an earlier build was killed between its two renames."""
    work = root / WORK
    if not (root / SITE).exists() and (work / PREVIOUS).exists():
        (work / PREVIOUS).rename(root / SITE)
    _cleared(work / BUILDING)


def swap(root: Path) -> None:
    """Put the new site in the place of the old one."""
    work = root / WORK
    _cleared(work / PREVIOUS)
    if os.path.lexists(root / SITE):
        (root / SITE).rename(work / PREVIOUS)
    try:
        (work / BUILDING).rename(root / SITE)
    except OSError:
        recover(root)
        raise
    _cleared(work / PREVIOUS)


def pages(building: Path) -> dict[str, bytes]:
    """Return what the engine built, by its path; its map of the site, which the edition makes itself, is taken away."""
    for name in ENGINES_OWN:
        (building / name).unlink(missing_ok=True)
    return {p.relative_to(building).as_posix(): p.read_bytes() for p in building.rglob("*") if p.is_file()}


def prove(edition: Edition, site: dict[str, bytes]) -> None:
    """See that the engine has put every paragraph on its page: it knows nothing of the edition, and would miss nothing.

    Raises:
        EngineError: where a page or a paragraph is not there.
    """
    for section in edition.sections:
        for paragraph in section.paragraphs:
            page = citing.page(edition.anchors[paragraph.anchor])
            if f'id="{paragraph.anchor}"'.encode() not in site.get(page, b""):
                message = f"the engine has made no page {page} with the paragraph {paragraph.anchor}. {ENGINE}"
                raise EngineError(message)


def write(folder: Path, files: dict[str, bytes]) -> tuple[Artifact, ...]:
    """Write files below `folder` and give what was written, in the order of their paths."""
    artifacts = []
    for path, content in sorted(files.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        artifacts.append(Artifact(path, len(content), hashlib.sha256(content).hexdigest()))
    return tuple(artifacts)


def record(root: Path, draft: Draft, edition: Edition, reviewed: frozenset[str]) -> None:
    """Enter every anchor of the edition in the list of published ones; `anchors.write` says what stays as it is.

    The list is written beside the old one and then put in its place: a full disk or a kill cannot cost it.
    """
    old = draft.sources.get(config.ANCHORS)
    file = root / config.ANCHORS
    part = file.with_suffix(".part")
    part.write_text(anchors.write(edition, draft.published, old.text if old else "", reviewed), encoding="utf-8")
    part.replace(file)


def summed(artifacts: tuple[Artifact, ...]) -> Iterator[Artifact]:
    """Yield each file by itself, but the many files of a folder as one line."""
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


def build(root: Path, edition: Edition, tell: Callable[[str], None]) -> tuple[Artifact, ...]:
    """Build site and books below `root` and swap them in at the end; the old site stays until then.

    The engine works in its own process while the books are made here.

    Raises:
        EngineError: where the site's engine or Typst failed; nothing was swapped.
    """
    with alone(root, tell) as lock:
        recover(root)
        building = root / WORK / BUILDING
        tell("site: MkDocs builds the pages")
        engine = start_engine(root, edition, building, lock)
        tell("exports: books, texts and data")
        try:
            made = exports.make(edition, root)
            finish_engine(engine)
        finally:
            engine.kill()  # where it has ended already, nothing happens
            engine.wait()
        site = pages(building)
        prove(edition, site)
        made |= exports.complete(edition, site | made)
        artifacts = write(building, made)
        swap(root)
    return tuple(made for made in artifacts if not made.path.endswith(".html"))
