"""What a running site looks at: the files that the edition and the program are made from, and whether one changed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SOURCES = ("citations/**/*", "docs/**/*.md")


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
