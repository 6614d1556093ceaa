"""Lighthouse's verdict on our pages, as on a phone, beside the same text as a bare Material page.

Run by `python tests/benchmarks/lighthouse.py` with NODE_MODULES leading to the folder that has `lighthouse` (npm), and
Chromium on the path. Both sites are built and served, compressed, by this machine; pages are judged in turn.
What depends on time drifts with the machine: performance is printed here and tested nowhere.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "benchmarks")]

import bench  # noqa: E402 — found by the line above

from serving import served  # noqa: E402 — the same

PAGES = {"section": "essay/ii-1.html", "title page": "index.html", "whole essay": "essay/index.html"}
SHOWN = ("performance", "accessibility", "best-practices", "seo")
TIMES = {"first-contentful-paint": "FCP ms", "largest-contentful-paint": "LCP ms", "total-blocking-time": "TBT ms"}
KB = 1000


def judge(address: str, *flags: str) -> dict[str, Any]:
    """Return Lighthouse's report on an address.

    Raises:
        SystemExit: if Lighthouse is missing, or fails.
    """
    program = Path(os.environ.get("NODE_MODULES", "")) / "lighthouse" / "cli" / "index.js"
    chromium = shutil.which("chromium")
    if not program.is_file() or chromium is None:
        sys.exit("NODE_MODULES does not lead to lighthouse, or there is no chromium")
    options = ["--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    done = subprocess.run(
        ["node", str(program), address, *options, *flags],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"lighthouse failed on {address}: {done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def scores(report: dict[str, Any]) -> dict[str, int]:
    """Return the marks of a report, of 100."""
    return {name: round(100 * each["score"]) for name, each in report["categories"].items()}


def faults(report: dict[str, Any]) -> list[str]:
    """Return the audits that count and are not passed."""
    return [
        f"{name}: {audit['id']}"
        for name, category in report["categories"].items()
        for audit in category["auditRefs"]
        if audit["weight"] and (report["audits"][audit["id"]]["score"] or 0) < 1
        if report["audits"][audit["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}
    ]


def tell(name: str, reports: list[dict[str, Any]]) -> None:
    """Print the median of several reports on a page."""
    marks = {key: median(scores(r)[key] for r in reports) for key in SHOWN}
    times = {title: median(r["audits"][key]["numericValue"] for r in reports) for key, title in TIMES.items()}
    shift = max(r["audits"]["cumulative-layout-shift"]["numericValue"] for r in reports)
    weight = median(r["audits"]["total-byte-weight"]["numericValue"] for r in reports) / KB
    scores_shown = "  ".join(f"{key} {mark:.0f}" for key, mark in marks.items())
    measured = "  ".join(f"{key} {value:.0f}" for key, value in times.items())
    print(f"{name:24} {scores_shown}   {measured}  CLS {shift:.3f}  {weight:.0f} KB", flush=True)
    for fault in sorted({fault for report in reports for fault in faults(report) if "performance" not in fault}):
        print(f"{'':24}   not passed: {fault}")


def main() -> None:
    """Build both sites, judge their pages in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        _, full, ours = bench.copies(Path(scratch))
        bench.measure([sys.executable, "-m", "mkdocs", "build", "--quiet"], full)
        bench.measure([sys.executable, "-m", "edition", "build"], ours)
        with served(ours / "site") as here, served(full / "site") as there:
            addresses = {name: f"{here}/{page}" for name, page in PAGES.items()}
            addresses["bare Material, section"] = f"{there}/{PAGES['section']}"
            reports: dict[str, list[dict[str, Any]]] = {name: [] for name in addresses}
            for _ in range(runs):
                for name, address in addresses.items():
                    reports[name].append(judge(address))
        print(f"Lighthouse {next(iter(reports.values()))[0]['lighthouseVersion']}, phone, median of {runs}")
        for name, each in reports.items():
            tell(name, each)


if __name__ == "__main__":
    main()
