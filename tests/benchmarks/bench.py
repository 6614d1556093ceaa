"""How long a build takes and how much memory it wants, beside what a user would otherwise pick, as ratios in one run.

Run by `python3 scripts/run.py bench` (options: `--runs N`, default 5; `--others`: Sphinx and pandoc too). All commands
are run in turn, A B C A B C …, so that a machine whose speed drifts harms all alike; what is printed is the median of
each and its ratio to the base of the same round. The base is a bare `mkdocs build` of the same pages: what our pages
hold, written out as Markdown; our own sources name generated lists, which a bare engine prints as text. Memory is the
largest single process of each command (`ru_maxrss`, Linux: KiB). “Sources changed” takes away what the program keeps
between two commands.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import others

ROOT = Path(__file__).resolve().parents[2]
BARE = """\
site_name: Bare
theme: {name: material, font: false}
use_directory_urls: false
plugins: [search]
markdown_extensions: [attr_list, footnotes, smarty]
"""
PDF = """\
from pathlib import Path
from edition import exports, pipeline
given = exports.materials(pipeline.edition(Path.cwd()), Path.cwd())
exports.one("downloads/edition.pdf", given)
"""
EACH = """\
import time
from pathlib import Path
from edition import exports, pipeline
given = exports.materials(pipeline.edition(Path.cwd()), Path.cwd())
for path in exports.EXPORTS:
    start = time.perf_counter()
    given.made[path] = exports.one(path, given)
    print(f"{path:34} {time.perf_counter() - start:8.3f} s {len(given.made[path]):>10,} bytes")
"""
NOTHING = "from edition import cli"
KIB = 1024
Commands = dict[str, tuple[list[str], Path, Path | None]]


def measure(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command in a folder and give its wall time in seconds and its peak memory in MiB.

    Raises:
        SystemExit: where the command fails; a benchmark of failures would be none.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "scripts")}
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed with {child.returncode}: {' '.join(command)}")
    return elapsed, usage.ru_maxrss / KIB


def copies(folder: Path) -> tuple[Path, Path, Path]:
    """Lay out below `folder`: the sources for the bare build, our pages in full for it, and the sources for ours."""
    bare, full, ours = folder / "bare", folder / "full", folder / "ours"
    for name in ("docs", "citations"):
        shutil.copytree(ROOT / name, ours / name)
    shutil.copytree(ROOT / "docs", bare / "docs")
    shutil.copy(ROOT / "mkdocs.yml", ours)
    shutil.copytree(ROOT / "scripts" / "theme", ours / "scripts" / "theme")
    measure([sys.executable, "-m", "mkdocs", "build", "-q", "-d", "out"], ours)
    others.full_pages(ours / "out", full / "docs")
    for target in (bare, full):
        (target / "mkdocs.yml").write_text(BARE, encoding="utf-8")
    return bare, full, ours


def commands(folder: Path, *, with_others: bool) -> Commands:
    """Give what is measured: the command, its folder, and the folder of kept things to be emptied before it."""
    bare, full, ours = copies(folder)
    python = sys.executable
    kept = ours / ".cache"
    plain = [python, "-m", "mkdocs", "build", "-q", "-d", "out"]
    site = [python, "-m", "mkdocs", "build", "-q", "--strict", "-d", "out"]
    given: Commands = {
        "bare, the same pages": (plain, full, None),
        "bare, our sources as text": (plain, bare, None),
        "our site, sources changed": (site, ours, kept),
        "our site, unchanged": (site, ours, None),
        "edition build (all)": ([python, "-m", "edition", "build"], ours, kept),
        "edition check": ([python, "-m", "edition", "check"], ours, None),
        "the PDF alone": ([python, "-c", PDF], ours, None),
        "starting the program": ([python, "-c", NOTHING], ours, None),
    }
    if with_others:
        given["Sphinx, HTML alone"] = (others.sphinx(folder, full / "docs"), folder, None)
        given["pandoc, four formats"] = (others.pandoc(folder, full / "docs"), folder, None)
    return given


def each_export(folder: Path) -> None:
    """Print time and size of every single export."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run([sys.executable, "-c", EACH], cwd=folder / "ours", env=environment, check=True)


def main() -> None:
    """Measure all commands and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--others", action="store_true", help="measure Sphinx and pandoc in the same rounds")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measured = commands(Path(temporary), with_others=given.others)
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in measured}
        for run in range(given.runs + 1):
            for name, (command, folder, kept) in measured.items():
                if kept:
                    shutil.rmtree(kept, ignore_errors=True)
                figure = measure(command, folder)
                if run:  # the first round warms the caches
                    figures[name].append(figure)
        base = [seconds for seconds, _ in figures["bare, the same pages"]]
        print(f"{'':26} {'median s':>9} {'ratio':>6} {'peak MiB':>9}   ({given.runs} runs)")
        for name, rows in figures.items():
            ratio = statistics.median(seconds / bare for (seconds, _), bare in zip(rows, base, strict=True))
            seconds, memory = statistics.median(s for s, _ in rows), max(m for _, m in rows)
            print(f"{name:26} {seconds:9.2f} {ratio:6.2f} {memory:9.0f}")
        print()
        each_export(Path(temporary))


if __name__ == "__main__":
    main()
