"""The files of an edition: lists its folders, and reads each permitted file once."""

import hashlib
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from edition.config import ANCHORS, CHRONOLOGY, FILE, STANDING
from edition.diagnostics import Fault
from edition.model import online, wording
from edition.model.authority import Kind
from edition.readers import texts
from edition.source import Place, SourceFile

FOLDERS = ("citations", "docs")
ENDINGS = (".md", ".yml", ".bib", ".txt")
OUTSIDE = "replace the link by the file itself."
NAME = "rename it, using letters, digits, hyphens and full stops."
OWN = (FILE, CHRONOLOGY, STANDING, ANCHORS, online.FILE, wording.QUOTATIONS, wording.COMPARISONS)
NAMES = "|".join(posixpath.splitext(posixpath.basename(path))[0] for path in OWN)
STRAY = re.compile(
    rf"(?:{NAMES}|{'|'.join(f'{kind}s' for kind in Kind)})\.(?:ya?ml|txt)|.+\.bib|mkdocs\.yaml", re.IGNORECASE
)
"""Names of files in the root that probably belong in one of the folders."""


def _check_name(path: str) -> Fault | None:
    """Return the fault of a file name that no message or page could show."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Fault(
            Place(os.fsencode(path).decode(errors="replace")), "the name of this file is not valid UTF-8", NAME
        )
    if not path.isprintable():
        return Fault(
            Place(path.encode("unicode_escape").decode()), "the name of this file contains an invisible character", NAME
        )
    return None


def _check_access(root: Path, path: str) -> Fault | None:
    """Return why a file or folder may not be read, or `None` if it may."""
    if fault := _check_name(path):
        return fault
    file = root / path
    real, home = os.path.realpath(file), os.path.realpath(root)
    message, fix = "", OUTSIDE
    if os.path.commonpath([real, home]) != home:
        message = f"this link leads out of the edition, to “{real}”"
    elif file.is_symlink() and not file.exists():
        message = "this link leads nowhere"
    elif file.is_symlink() and f"{home}/{path}/".startswith(f"{real}/"):
        message = "this link leads to a folder that contains it"
    elif file.is_dir() and not file.is_symlink() and path.endswith(ENDINGS):
        message, fix = "this is a folder, but its name is that of a file", "rename the folder."
    elif file.exists() and not file.is_file() and not file.is_dir():
        message, fix = "this is a pipe, a socket or a device, not a file", "remove it."
    return Fault(Place(path), message, fix) if message else None


def _entries(root: Path, folder: str) -> Iterator[str]:
    """Yield the files, links, and folders named like files below a folder, except hidden ones.

    Links are not followed; if the folder itself is a link, only that is yielded.
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
    """The files below a root, each read once; records those that are missing or may not be read."""

    def __init__(self, root: Path) -> None:
        """List the folders of the edition below `root`."""
        self.root = root
        self.sources: dict[str, SourceFile] = {}
        self.digests: dict[str, str] = {}
        self.missing: list[str] = []
        self.broken: list[Fault] = []
        self.paths: list[str] = []
        for path in (path for folder in FOLDERS for path in _entries(root, folder)):
            if fault := _check_access(root, path):
                self.broken.append(fault)
            elif (root / path).is_file():
                self.paths.append(path)
        names = sorted(path.name for path in root.iterdir() if path.is_file()) if root.is_dir() else []
        self.stray = [name for name in names if STRAY.fullmatch(name) and not _check_name(name)]
        self.refused = tuple(fault.place.file for fault in self.broken)

    def read(self, path: str) -> SourceFile | None:
        """Return a file, or `None` if it is missing or cannot be read."""
        if path in self.sources:
            return self.sources[path]
        if any(f"{path}/".startswith(f"{refused}/") for refused in self.refused):
            return None
        if os.path.exists(self.root / path) and (fault := _check_access(self.root, path)):  # noqa: PTH110 - any path at all
            self.broken.append(fault)
            return None
        try:
            raw = texts.read_bytes(self.root, path)
        except FileNotFoundError:
            self.missing.append(path)
            return None
        if isinstance(raw, Fault):
            self.broken.append(raw)
            return None
        self.sources[path], broken = texts.decode(path, raw)
        self.digests[path] = hashlib.sha256(raw).hexdigest()
        self.broken.extend(broken)
        return self.sources[path]

    def load(self, path: str) -> bytes | Fault | None:
        """Return the bytes of a file, a fault if it cannot be read, nothing if it is missing or may not be read."""
        return texts.read_bytes(self.root, path) if path in self.paths else None

    def read_all(self, paths: Iterable[str]) -> list[SourceFile]:
        """Return the readable files among `paths`, in order of path."""
        return [source for path in sorted(paths) if (source := self.read(path))]

    def leads_somewhere(self, path: str) -> bool:
        """Return whether there is a file or a folder at a path."""
        return os.path.exists(self.root / path)  # noqa: PTH110 - any path at all

    def exists(self, path: str) -> bool:
        """Return whether there is a file at a path."""
        return os.path.isfile(self.root / path)  # noqa: PTH113 - any path at all

    def read_sound(self, path: str) -> SourceFile | None:
        """Return an optional file if it exists and is valid text."""
        source = self.read(path) if os.path.lexists(self.root / path) else None
        return None if any(broken.place.file == path for broken in self.broken) else source

    def read_optional(self, path: str) -> SourceFile:
        """Return an optional file; an empty one if it is missing."""
        return (self.read(path) if os.path.lexists(self.root / path) else None) or SourceFile(path, "")
