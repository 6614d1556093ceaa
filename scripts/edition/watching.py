"""Watches the files of an edition, and those of the program itself."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SOURCES = ("citations/**/*", "docs/**/*.md", "docs/figures/*")
SITE = ("*", "citations/**/*", "docs/**/*")
"""All files that can change a page or a finding; those in the root may be the settings, or strays."""
PAUSE = 0.15
"""Seconds between two looks at the files."""
REST = 0.05
"""Seconds for which files must stay as they are before they are read: a program may still be writing."""

State = frozenset[tuple[str, int, int]]
"""Files with the time of their last change (in nanoseconds) and their sizes."""


def _found(root: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from (path for path in root.glob(pattern) if not path.name.startswith("."))


def sources(root: Path) -> Iterator[Path]:
    """Yield the files that the edition below `root` is made from."""
    yield from _found(root, SOURCES)


def site(root: Path) -> Iterator[Path]:
    """Yield the files that the site of the edition below `root` is made from."""
    yield from _found(root, SITE)


def program() -> Iterator[Path]:
    """Yield the files of the program itself."""
    yield from (path for path in PACKAGE.rglob("*") if path.suffix != ".pyc")


def state(files: Iterable[Path]) -> State:
    """Return the state of some files; any change to one of them makes it another."""
    found = set()
    for path in files:
        try:
            looked = path.stat()
        except OSError:  # it has just been removed or renamed
            continue
        if path.is_file():
            found.add((str(path), looked.st_mtime_ns, looked.st_size))
    return frozenset(found)


def changes(look: Callable[[], State]) -> Iterator[State]:
    """Yield the state that `look` returns, at once and after every change, as soon as the files rest."""
    known: State | None = None
    while True:
        now = look()
        if now != known:
            while now != (now := _after(REST, look)):
                pass
            known = now
            yield now
        else:
            time.sleep(PAUSE)


def _after(seconds: float, look: Callable[[], State]) -> State:
    time.sleep(seconds)
    return look()
