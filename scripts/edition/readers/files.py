"""The files of an edition: what there is in its folders, what of it may be read, and each file read once."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from typing import TYPE_CHECKING

from edition.config import ANCHORS, CHRONOLOGY, FILE, STANDING
from edition.diagnostics import Fault
from edition.model.authority import Kind
from edition.readers import texts
from edition.source import Place, SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDERS = ("citations", "docs")
ENDINGS = (".md", ".yml", ".bib", ".txt")
OUTSIDE = "put the file itself here, not a link to it."
NAME = "give it a name of letters, digits, hyphens and stops."
NAMES = "|".join(posixpath.splitext(posixpath.basename(path))[0] for path in (FILE, CHRONOLOGY, STANDING, ANCHORS))
STRAY = re.compile(
    rf"(?:{NAMES}|{'|'.join(f'{kind}s' for kind in Kind)})\.(?:ya?ml|txt)|.+\.bib|mkdocs\.yaml", re.IGNORECASE
)
"""What lies beside the folders and was meant for one of them."""


def _misnamed(path: str) -> Fault | None:
    """Return what is wrong with the name of a file; no message and no page could show it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Fault(Place(os.fsencode(path).decode(errors="replace")), "the name of this file is not UTF-8", NAME)
    if not path.isprintable():
        return Fault(Place(path.encode("unicode_escape").decode()), "the file’s name has an invisible character", NAME)
    return None


def _fault(root: Path, path: str) -> Fault | None:
    """Return why what stands at a path may not be read, `None` where it may: a file, or a folder."""
    if fault := _misnamed(path):
        return fault
    file = root / path
    real, home = os.path.realpath(file), os.path.realpath(root)
    said, fix = "", OUTSIDE
    if os.path.commonpath([real, home]) != home:
        said = f"this is a link that leads out of the edition, to {real}"
    elif file.is_symlink() and not file.exists():
        said = "this is a link that leads nowhere"
    elif file.is_symlink() and f"{home}/{path}/".startswith(f"{real}/"):
        said = "this is a link to a folder that holds it"
    elif file.is_dir() and not file.is_symlink() and path.endswith(ENDINGS):
        said, fix = "this is a folder where a file is expected", "rename it."
    elif file.exists() and not file.is_file() and not file.is_dir():
        said, fix = "this is not a file, but a pipe, a socket or a device", "remove it."
    return Fault(Place(path), said, fix) if said else None


def _entries(root: Path, folder: str) -> Iterator[str]:
    """Yield what may be a file below a folder: files, links, and folders with the name of a file; none that is hidden.

    No link is followed; where the folder itself is one, it is all there is.
    """
    if (root / folder).is_symlink():
        yield folder
        return
    for where, folders, files in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        at = os.path.relpath(where, root).replace(os.sep, "/")
        links = [name for name in folders if name.endswith(ENDINGS) or (root / at / name).is_symlink()]
        yield from (posixpath.join(at, name) for name in sorted([*files, *links]) if not name.startswith("."))


class Files:
    """The files below a root, each read once; those that are missing or may not be read are remembered."""

    def __init__(self, root: Path) -> None:
        """Look through the folders of the edition below `root`."""
        self.root = root
        self.sources: dict[str, SourceFile] = {}
        self.digests: dict[str, str] = {}
        self.missing: list[str] = []
        self.broken: list[Fault] = []
        self.paths: list[str] = []
        for path in (path for folder in FOLDERS for path in _entries(root, folder)):
            if fault := _fault(root, path):
                self.broken.append(fault)
            elif (root / path).is_file():
                self.paths.append(path)
        names = sorted(path.name for path in root.iterdir() if path.is_file()) if root.is_dir() else []
        self.stray = [name for name in names if STRAY.fullmatch(name) and not _misnamed(name)]
        self.refused = tuple(fault.place.file for fault in self.broken)

    def read(self, path: str) -> SourceFile | None:
        """Return a file; nothing where it is missing or cannot be read."""
        if path in self.sources:
            return self.sources[path]
        if any(f"{path}/".startswith(f"{refused}/") for refused in self.refused):
            return None
        if os.path.exists(self.root / path) and (fault := _fault(self.root, path)):  # noqa: PTH110 - any path at all
            self.broken.append(fault)
            return None
        try:
            raw = texts.contents(self.root, path)
        except FileNotFoundError:
            self.missing.append(path)
            return None
        if isinstance(raw, Fault):
            self.broken.append(raw)
            return None
        self.sources[path], broken = texts.decoded(path, raw)
        self.digests[path] = hashlib.sha256(raw).hexdigest()
        self.broken.extend(broken)
        return self.sources[path]

    def found(self, paths: Iterable[str]) -> list[SourceFile]:
        """Return those of some files that can be read, in the order of their paths."""
        return [source for path in sorted(paths) if (source := self.read(path))]

    def exists(self, path: str) -> bool:
        """Return whether there is a file at a path."""
        return os.path.isfile(self.root / path)  # noqa: PTH113 - any path at all

    def sound(self, path: str) -> SourceFile | None:
        """Return a file that an edition need not have, where it is there and all of it is text."""
        source = self.read(path) if os.path.lexists(self.root / path) else None
        return None if any(broken.place.file == path for broken in self.broken) else source

    def optional(self, path: str) -> SourceFile:
        """Return a file that an edition need not have; where it is missing, one without text."""
        return (self.read(path) if os.path.lexists(self.root / path) else None) or SourceFile(path, "")
