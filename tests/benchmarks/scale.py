"""How the program scales: the edition copied N times, checked and built; times and memory for each N, and their fit.

Run by `python3 scripts/run.py bench --scale 1 10` (any numbers of copies). Each copy has anchors, notes, emendations
and pages of the witness of its own; the first keeps its names, so that chronology, registers and standing readings
stay true. What is measured: `edition check` (processor time, peak memory) and `edition build` (wall time); the weight
of what a reader's first search loads at most, gzip; and the size of one page of notes, which shows what pages repeat.
The fit says what each further copy costs, and with which power of the length the costs grow: 1 is linear.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

from edition import theme

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = (".git", ".venv", "site", ".cache", "node_modules", "__pycache__", "anchors.txt")
WHITE_SPACE = "citations/white-space.yml"


class Original:
    """The edition that is copied: its sections, and where its witness has the note calls."""

    def __init__(self, root: Path) -> None:
        """Read the edition below `root`."""
        self.root = root
        self.description = yaml.safe_load((root / "citations/edition.yml").read_text(encoding="utf-8"))
        self.sections: list[str] = self.description["sections"]
        self.notes: int = self.description["note_count"]
        self.witness = (root / self.description["witness"]["file"]).read_text(encoding="utf-8")
        self.essay = "".join((root / f"docs/essay/{name}.md").read_text(encoding="utf-8") for name in self.sections)
        self.pages = len(re.findall(r"\.pb n=\d+", self.essay))
        self.calls = list(self._calls())

    def _calls(self) -> Iterator[tuple[int, int, int]]:
        """Yield start, end and number of each note call in the witness, found by the letters before it.

        Raises:
            SystemExit: if a call is not found.
        """
        start = 0
        for number in range(1, self.notes + 1):
            before = self.essay[: self.essay.index(f"[^{number}]")]
            plain = re.sub(r"\]\([^)]*\)|\{~~|~>[^~]*~~\}|\{>>.*?<<\}|\{[^}]*\}|\[\^[^]]*\]", "", before[-600:])
            tail = re.sub(r"[^a-z]", "", plain.lower())[-3:]
            for found in re.finditer(rf"(?<!\d){number}(?!\d)", self.witness[start:]):
                letters = re.sub(r"[^a-z]", "", self.witness[: start + found.start()][-60:].lower())
                if letters.endswith(tail):
                    yield start + found.start(), start + found.end(), number
                    start += found.end()
                    break
            else:
                sys.exit(f"note call {number} was not found in the witness")

    def renumbered_witness(self, copy: int) -> str:
        """Return the witness with the calls of a copy."""
        pieces, at = [], 0
        for start, end, number in self.calls:
            pieces += [self.witness[at:start], str(number + self.notes * copy)]
            at = end
        return "".join([*pieces, self.witness[at:]])

    def with_its_calls(self, words: str, copy: int) -> str:
        """Return a few words of the witness or the essay with the note calls of a copy."""
        return re.sub(r"(?<=[”.])\d+", lambda found: str(int(found[0]) + self.notes * copy), words)

    def renamed(self, text: str, copy: int) -> str:
        """Return a source with all its anchors, labels and names made those of a copy."""
        if copy == 0:
            return text
        sections = "|".join(sorted(self.sections, key=len, reverse=True))

        def anchor(found: re.Match[str]) -> str:
            return f"#{self.anchor(found[1], copy, sections)}"

        def further(found: re.Match[str]) -> str:
            return f'also="{" ".join(self.anchor(name, copy, sections) for name in found[1].split())}"'

        text = re.sub(r"\[\^(\d+)\]", lambda found: f"[^{int(found[1]) + self.notes * copy}]", text)
        text = re.sub(r"\[\^e-", f"[^e-c{copy}-", text)
        text = re.sub(r"(\{>>)em-", rf"\1em-c{copy}-", text)
        text = re.sub(r"#([a-z0-9-]+)", anchor, text)
        text = re.sub(r'also="([^"]*)"', further, text)
        return re.sub(r"\.pb n=(\d+)", lambda found: f".pb n={int(found[1]) + self.pages * copy}", text)

    def anchor(self, name: str, copy: int, sections: str) -> str:
        """Return an anchor as a copy has it; those of registers and works are shared."""
        if re.fullmatch(rf"(notes-)?({sections})(-p\d+)?", name):
            return re.sub(r"^(notes-)?", rf"\1c{copy}-", name, count=1)
        if re.fullmatch(r"[rn]\d+", name):
            return f"{name[0]}{int(name[1:]) + self.notes * copy}"
        return re.sub(r"^(re-|e-|em-)", rf"\1c{copy}-", name)


def multiply(root: Path, target: Path, copies: int) -> None:
    """Write to `target` the edition below `root`, `copies` times as long."""
    original = Original(root)
    shutil.copytree(root, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    names = [name if copy == 0 else f"c{copy}-{name}" for copy in range(copies) for name in original.sections]
    for copy in range(1, copies):
        for name in original.sections:
            for kind in ("essay", "notes"):
                text = (root / f"docs/{kind}/{name}.md").read_text(encoding="utf-8")
                (target / f"docs/{kind}/c{copy}-{name}.md").write_text(original.renamed(text, copy), encoding="utf-8")
    spaces = yaml.safe_load((root / WHITE_SPACE).read_text(encoding="utf-8"))
    rows = [
        {
            "at": row["at"] if copy == 0 else f"c{copy}-{row['at']}",
            **{side: original.with_its_calls(row[side], copy) for side in ("witness", "reading")},
        }
        for copy in range(copies)
        for row in spaces
    ]
    (target / WHITE_SPACE).write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    witness = "\n\n\n\n".join(original.renumbered_witness(copy) for copy in range(copies))
    (target / original.description["witness"]["file"]).write_text(witness, encoding="utf-8")
    _describe(target, original, names, hashlib.sha256(witness.encode()).hexdigest())


def _describe(target: Path, original: Original, names: list[str], digest: str) -> None:
    """Name the sections and the witness of the longer edition in its description and its navigation."""
    path = target / "citations/edition.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^sections: \[.*?\]", f"sections: [{', '.join(names)}]", text)
    text = re.sub(r"(?m)^note_count: \d+", f"note_count: {original.notes * len(names) // len(original.sections)}", text)
    path.write_text(re.sub(r"sha256: \w+", f"sha256: {digest}", text), encoding="utf-8")
    path = target / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    for kind in ("essay", "notes"):
        rows = "".join(
            f'      - "{kind} {name}": {kind}/{name}.md\n' for name in names if name not in original.sections
        )
        last = rf"(      - .*{kind}/{original.sections[-1]}\.md\n)"
        text = re.sub(last, r"\1" + rows, text)
    path.write_text(text, encoding="utf-8")


def run(*arguments: str) -> tuple[float, float, float]:
    """Run `edition` and return its processor time and wall time in seconds, and its peak memory in MiB.

    Raises:
        SystemExit: if it fails.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "edition", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"edition {' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, wall, after.ru_maxrss / 1024


FINDS = 9
"""Finds whose words are loaded before any is shown; each may be in another file."""


def first_search(site: Path) -> int:
    """Return the bytes, gzip, that a search for a word loads at most: scripts, index, its keys, words of its finds."""

    def sizes(pattern: str) -> list[int]:
        files = (site / theme.ASSETS).glob(pattern)
        return sorted((len(gzip.compress(path.read_bytes(), 9)) for path in files), reverse=True)

    scripts = [size for name in ("tools.js", "folding.js", "index.js") for size in sizes(name)]
    return sum(scripts + sizes("keys-*.js")[:1] + sizes("words-*.js")[:FINDS])


def slope(points: list[tuple[int, float]]) -> float:
    """Return what each further copy costs, by least squares."""
    mean_n = sum(n for n, _ in points) / len(points)
    mean = sum(value for _, value in points) / len(points)
    spread = sum((n - mean_n) ** 2 for n, _ in points)
    return sum((n - mean_n) * (value - mean) for n, value in points) / spread if spread else mean


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the power of the length with which a cost grows between the two greatest numbers of copies."""
    (few, less), (many, more) = sorted(points)[-2:]
    return math.log(more / less) / math.log(many / few)


def main(counts: list[int]) -> None:
    """Measure each number of copies and print a row for it, then the cost of each further copy."""
    print(f"{'copies':>6} {'check CPU s':>12} {'MiB':>6} {'build s':>9} {'first search':>13} {'a page of notes':>16}")
    checked, built = [], []
    for copies in counts:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "edition"
            multiply(ROOT, root, copies)
            spent, _, memory = run("check", "--root", str(root))
            _, wall, _ = run("build", "--root", str(root))
            site = root / "site"
            page = (site / "notes/ii-1.html").stat().st_size
            print(f"{copies:6} {spent:12.2f} {memory:6.0f} {wall:9.1f} {first_search(site):13,} {page:16,}")
            checked.append((copies, spent))
            built.append((copies, wall))
    print(f"each further copy: check {slope(checked):.2f} s of processor time, build {slope(built):.1f} s")
    if len(counts) > 1:
        print(f"growth at the end: check by the power {exponent(checked):.2f}, build by {exponent(built):.2f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 3])
