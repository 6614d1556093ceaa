"""The resolved edition kept between two commands, so that the site's engine need not read everything again.

A file below `.cache/edition`, named by the digest of all that it was made from: sources, program, Python. What does not
match is read anew; nothing is ever wrong for having been kept, and the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from dataclasses import fields, is_dataclass
from operator import attrgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from edition import config
from edition.model.edition import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FOLDER = ".cache/edition"
PACKAGE = Path(__file__).resolve().parent
SOURCES = ("citations/**/*", "docs/**/*.md")


def _parts(kind: type) -> Callable[[object], tuple[Any, ...]] | None:
    """Return what takes objects of a dataclass apart into what they are made with; `None` for any other class."""
    if not is_dataclass(kind):
        return None
    names = [each.name for each in fields(kind)]
    take = attrgetter(*names)
    return take if len(names) > 1 else lambda whole: (take(whole),)


class _Pickler(pickle.Pickler):
    """Keeps an object of the model as the call that makes it: both ways in half the time of dataclasses’ own form."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.known: dict[type, Callable[[object], tuple[Any, ...]] | None] = {}

    def reducer_override(self, whole: object) -> Any:  # noqa: ANN401 - pickle's own signature
        kind = type(whole)
        if kind not in self.known:
            self.known[kind] = _parts(kind)
        parts = self.known[kind]
        return NotImplemented if parts is None else (kind, parts(whole))


def sources(root: Path) -> Iterator[Path]:
    """Yield the files that the edition below `root` is made from."""
    for pattern in SOURCES:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


def program() -> Iterator[Path]:
    """Yield the files of the program itself."""
    yield from sorted(PACKAGE.rglob("*.py"))


def state(files: Iterable[Path]) -> tuple[tuple[str, int], ...]:
    """Return what changes whenever one of some files does: their paths, and when each was changed last (ns)."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in files)


def digest(root: Path) -> str:
    """Return the digest (SHA-256) of everything that the edition below `root` is made from."""
    made_from = hashlib.sha256(sys.version.encode())
    for path in (*sources(root), *program()):
        content = path.read_bytes()
        made_from.update(f"{path.name}\0{len(content)}\0".encode())
        made_from.update(content)
    return made_from.hexdigest()


def _file(root: Path) -> Path:
    return root / FOLDER / f"resolved-{digest(root)[:32]}.pickle"


def load(root: Path) -> Edition | None:
    """Return the kept edition below `root`, `None` where there is none of these sources."""
    if not (root / config.FILE).is_file():
        return None
    try:
        # made by this program in the user's own folder of caches, and by nothing else
        kept = pickle.loads(_file(root).read_bytes())  # noqa: S301
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError):
        return None
    return kept if isinstance(kept, Edition) else None


def save(root: Path, edition: Edition) -> None:
    """Keep an edition, and forget the one kept before; where the folder cannot be written, nothing is kept."""
    target = _file(root)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for old in target.parent.glob("resolved-*.pickle"):
            old.unlink(missing_ok=True)
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            _Pickler(file).dump(edition)
        part.replace(target)
    except OSError:
        return
