"""How long a build takes and how much memory it wants, beside what a user would otherwise pick, as ratios in one run.

Run by `python3 scripts/run.py bench` (options: `--runs N`, default 5; `--others`: Sphinx and pandoc too; `--size`: one
of the two alone). All commands are run in turn, A B C A B C …, so that a machine whose speed drifts harms all alike;
what is printed is the median of each and the medians of its ratios to both bases of the same round.

What is compared with what, and why:

* Two sizes. The whole edition; and a reduced one, made from the same sources, that holds the essay, its numbered notes
  and the bibliography alone (`reduced.py`): what a user would give to another program to begin with.
* Two bases, both a bare `mkdocs build`. “The same pages” is what our pages hold, written out as Markdown: equal work.
  “Our sources as text” has our sources as they stand, where a generated list is the one line that asks for it and a
  citation is its key: the least that the engine does with this essay, and less than anyone would read.
* “Our site” is `mkdocs build --strict` with the extension and the hook, as anyone may run it; “sources changed” takes
  away what the program keeps between two commands. “Edition build (all)” checks, builds the site, and makes every
  export; it always begins without kept things.
* Sphinx (furo, myst-parser, sphinxcontrib-bibtex) makes HTML alone, pandoc HTML, EPUB, TEI and a PDF by Typst, both of
  the same pages; both get the `.bib` files.

All keep Python's bytecode, as installed programs do, whatever the environment says. Peak memory in the table is that
of a command's largest process; below it stands that of each process of `edition build`, and of each stage, when all
are made one after the other in a single process.
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
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import others
import reduced
import scale

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
exports.make_book(pipeline.edition(Path.cwd()), {})
"""
EACH = """\
import resource, time
from pathlib import Path
start = time.perf_counter()
def done(what, size=""):
    global start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:34} {time.perf_counter() - start:8.3f} s {peak:6.0f} MiB {size}", flush=True)
    start = time.perf_counter()
from edition import checks, exports, pipeline, resolve
from edition.writers import data
done("loading the program")
draft = pipeline.read(Path.cwd())
done("reading")
edition = resolve.resolve(draft)
done("resolving")
checks.run(draft, edition)
done("checking")
made = {}
for path, write in exports.TEXTS.items():
    made[path] = write(edition).encode()
    done(path, f"{len(made[path]):>10,} bytes")
data.write(edition)
done("data/")
exports.make_book(edition, made)
done("both books")
made = exports.make(edition)
done("everything once more")
site = Path("site")
pages = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*.html")}
start = time.perf_counter()
exports.complete(edition, pages | made)
done("heads, maps and the zip")
"""
NOTHING = "from edition import cli"
WATCH = """\
import atexit, os, re, sys
def tell():
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    words = [word for word in sys.orig_argv[1:] if not os.path.isabs(word)]
    with open(os.environ["EDITION_WATCH"], "a") as out:
        out.write(f"{int(peak) / 1024:6.0f} MiB  {' '.join(words)}\\n")
atexit.register(tell)
"""
"""What every process of Python loads first while processes are watched: at its end it tells its peak memory."""
KIB = 1024
PAGES, TEXT = "bare, the same pages", "bare, our sources as text"
Commands = dict[str, tuple[list[str], Path, Path | None]]


def measure(command: list[str], folder: Path, more: Mapping[str, str] | None = None) -> tuple[float, float]:
    """Run a command in a folder and give its wall time in seconds and its peak memory in MiB.

    Raises:
        SystemExit: where the command fails; a benchmark of failures would be none.
    """
    ours = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "scripts"), **(more or {})}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ours
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed with {child.returncode}: {' '.join(command)}")
    return elapsed, usage.ru_maxrss / KIB


def whole(target: Path) -> None:
    """Write the sources of the whole edition below `target`."""
    for name in ("docs", "citations"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)


SIZES: Mapping[str, Callable[[Path], None]] = {"whole": whole, "reduced": reduced.lay_out}
"""What lays out the sources of each size."""


def copies(folder: Path, lay_out: Callable[[Path], None] = whole) -> tuple[Path, Path, Path]:
    """Lay out below `folder`: the sources for the bare build, our pages in full for it, and the sources for ours."""
    bare, full, ours = folder / "bare", folder / "full", folder / "ours"
    lay_out(ours)
    shutil.copytree(ours / "docs", bare / "docs")
    measure([sys.executable, "-m", "mkdocs", "build", "-q", "-d", "out"], ours)
    others.full_pages(ours / "out", full / "docs")
    for target in (bare, full):
        (target / "mkdocs.yml").write_text(BARE, encoding="utf-8")
    return bare, full, ours


def commands(folder: Path, lay_out: Callable[[Path], None], sphinx: Path | None) -> Commands:
    """Return what is measured: the command, its folder, and the folder of kept things to be emptied before it.

    `sphinx` is a Python that has Sphinx; with it, the other programs are measured too.
    """
    bare, full, ours = copies(folder, lay_out)
    python = sys.executable
    kept = ours / ".cache"
    plain = [python, "-m", "mkdocs", "build", "-q", "-d", "out"]
    site = [python, "-m", "mkdocs", "build", "-q", "--strict", "-d", "out"]
    given: Commands = {
        PAGES: (plain, full, None),
        TEXT: (plain, bare, None),
        "our site, sources changed": (site, ours, kept),
        "our site, unchanged": (site, ours, None),
        "edition build (all)": ([python, "-m", "edition", "build"], ours, kept),
        "edition check": ([python, "-m", "edition", "check"], ours, None),
        "the PDF alone": ([python, "-c", PDF], ours, None),
        "starting the program": ([python, "-c", NOTHING], ours, None),
    }
    if sphinx:
        given["Sphinx, HTML alone"] = (others.sphinx(folder, full / "docs", sphinx), folder, None)
        given["pandoc, four formats"] = (others.pandoc(folder, full / "docs"), folder, None)
    return given


def ratio(rows: list[tuple[float, float]], base: list[tuple[float, float]]) -> float:
    """Return the median of the ratios of times, each to the base of its own round."""
    return statistics.median(seconds / bare for (seconds, _), (bare, _) in zip(rows, base, strict=True))


def table(measured: Commands, runs: int) -> None:
    """Run the commands in turn, and print the medians."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in measured}
    for run in range(runs + 1):
        for name, (command, folder, kept) in measured.items():
            if kept:
                shutil.rmtree(kept, ignore_errors=True)
            figure = measure(command, folder)
            if run:  # the first round warms the caches
                figures[name].append(figure)
    print(f"{'':26} {'median s':>9} {'to pages':>9} {'to text':>9} {'peak MiB':>9}   ({runs} runs)")
    for name, rows in figures.items():
        seconds, memory = statistics.median(s for s, _ in rows), max(m for _, m in rows)
        to_pages, to_text = ratio(rows, figures[PAGES]), ratio(rows, figures[TEXT])
        print(f"{name:26} {seconds:9.2f} {to_pages:9.2f} {to_text:9.2f} {memory:9.0f}", flush=True)


def each_process(ours: Path) -> None:
    """Print the peak memory of every process of `edition build` (Linux), the largest first."""
    peaks, watch = ours.parent / "peaks.txt", ours.parent / "watch"
    if not Path("/proc/self/status").exists():
        return
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    path = f"{watch}{os.pathsep}{ROOT / 'scripts'}"
    measure([sys.executable, "-m", "edition", "build"], ours, {"PYTHONPATH": path, "EDITION_WATCH": str(peaks)})
    print("", *sorted(peaks.read_text(encoding="utf-8").splitlines(), reverse=True), "", sep="\n")


def each_stage(ours: Path) -> None:
    """Print time, peak memory so far, and size of every stage and export, made one after the other."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run([sys.executable, "-c", EACH], cwd=ours, env=environment, check=True)


def main() -> None:
    """Measure all commands at both sizes and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--others", action="store_true", help="measure Sphinx and pandoc in the same rounds")
    options.add_argument("--size", choices=SIZES, help="measure one size alone")
    options.add_argument("--scale", type=int, nargs="+", metavar="N", help="measure N copies instead")
    options.add_argument("--phone", action="store_true", help="measure a page on a slow phone instead")
    given = options.parse_args()
    if given.phone:
        import phone  # it needs a browser, and this module

        phone.main(given.runs)
        return
    if given.scale:
        scale.main(given.scale)
        return
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(temporary) / "bytecode")
        sphinx = others.with_sphinx(Path(temporary)) if given.others else None
        for size in [given.size] if given.size else SIZES:
            folder = Path(temporary) / size
            print(
                f"\n{'Essay, numbered notes, bibliography' if size == 'reduced' else 'The whole edition'}\n", flush=True
            )
            table(commands(folder, SIZES[size], sphinx), given.runs)
            each_process(folder / "ours")
            each_stage(folder / "ours")


if __name__ == "__main__":
    main()
