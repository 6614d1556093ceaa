"""How long a build takes and how much memory it wants, beside a bare `mkdocs build` of the same pages.

Run by `python3 scripts/run.py bench` (options: `--runs N`, default 5). All commands are run in turn, A B C A B C …,
so that a machine whose speed drifts harms all alike; what is printed is the median of each and its ratio to the
bare build of the same round. Memory is the largest single process of each command (`ru_maxrss`, Linux: KiB).
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
exports.make(pipeline.edition(Path.cwd()))
"""
NOTHING = "from edition import cli"
KIB = 1024


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


def copies(folder: Path) -> tuple[Path, Path]:
    """Make two copies of the sources below `folder`: one for the bare build, one for ours."""
    bare, ours = folder / "bare", folder / "ours"
    for target in (bare, ours):
        for name in ("docs", "citations"):
            shutil.copytree(ROOT / name, target / name)
    (bare / "mkdocs.yml").write_text(BARE, encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", ours)
    shutil.copytree(ROOT / "scripts" / "theme", ours / "scripts" / "theme")
    return bare, ours


def main() -> None:
    """Measure all commands and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    python = sys.executable
    with tempfile.TemporaryDirectory() as temporary:
        bare, ours = copies(Path(temporary))
        commands = {
            "bare mkdocs build": ([python, "-m", "mkdocs", "build", "-q", "-d", "out"], bare),
            "our site alone": ([python, "-m", "mkdocs", "build", "-q", "--strict", "-d", "out"], ours),
            "edition build (all)": ([python, "-m", "edition", "build"], ours),
            "edition check": ([python, "-m", "edition", "check"], ours),
            "the PDF alone": ([python, "-c", PDF], ours),
            "starting the program": ([python, "-c", NOTHING], ours),
        }
        figures: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, (command, folder) in commands.items():
                figure = measure(command, folder)
                if run:  # the first round warms the caches
                    figures[name].append(figure)
    base = [seconds for seconds, _ in figures["bare mkdocs build"]]
    print(f"{'':22} {'median s':>9} {'ratio':>6} {'peak MiB':>9}   ({runs} runs)")
    for name, rows in figures.items():
        ratio = statistics.median(seconds / bare for (seconds, _), bare in zip(rows, base, strict=True))
        seconds, memory = statistics.median(s for s, _ in rows), max(m for _, m in rows)
        print(f"{name:22} {seconds:9.2f} {ratio:6.2f} {memory:9.0f}")


if __name__ == "__main__":
    main()
