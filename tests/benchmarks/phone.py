"""A section on a slow phone, beside the same text by pandoc and by stock Material: paint, weight, the tap on a call.

Run by `python3 scripts/run.py bench --phone`, with Chromium on the path. All pages are served, compressed, by this
machine to a browser with the processor four times slower and a slow 4G line (150 ms, 1.6 Mbit/s); they are opened in
turn, each in a fresh profile, and what is printed is the median of the runs and the ratio to pandoc's in the same run.
Pandoc's page is opened as it is made, its style written into it, and with the style in a file, as our policy wants it.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "benchmarks")]

import bench  # noqa: E402 — found by the line above
import pypandoc  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from browsing import LINE, SLOWER  # noqa: E402 — the same
from serving import served  # noqa: E402 — the same

SECTION = "essay/ii-1"
OBSERVE = """
window.seen = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.lcp = entry.startTime)))
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.cls += entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """async (call) => {
  const begin = performance.now();
  call.click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begin;
}"""
"""Taps on a note call, and returns after how many milliseconds the next frame was painted."""
KB = 1000


def open_page(browser: Browser, address: str, *, tap: bool) -> dict[str, float]:
    """Return what was measured when a page was opened, and a note call tapped on."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    for command, given in (
        ("Network.enable", {}),
        ("Performance.enable", {}),
        ("Network.emulateNetworkConditions", LINE),
        ("Emulation.setCPUThrottlingRate", {"rate": SLOWER}),
    ):
        devtools.send(command, given)
    loaded: dict[str, float] = {"bytes": 0, "requests": 0}

    def count(event: dict[str, Any]) -> None:
        loaded["bytes"] += event["encodedDataLength"]
        loaded["requests"] += 1

    devtools.on("Network.loadingFinished", count)
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    seen = page.evaluate("window.seen")
    result = {"FCP ms": paint, "LCP ms": seen["lcp"], "CLS": seen["cls"], "KB": loaded["bytes"] / KB}
    result["requests"] = loaded["requests"]
    if tap:
        call = page.locator("article [role=doc-noteref]").nth(3)
        call.scroll_into_view_if_needed()
        before = layouts(devtools)
        result["tap ms"] = call.evaluate(PAINTED)
        result["layouts"] = layouts(devtools) - before
    context.close()
    return result


def layouts(devtools: Any) -> float:
    """Return how many layouts the page has made."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "LayoutCount"))


def main(runs: int) -> None:
    """Build the sites, open the section of each in turn, and print."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no Chromium on the path")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as player:
        _, full, ours = bench.copies(Path(scratch))
        bench.measure([sys.executable, "-m", "mkdocs", "build", "--quiet"], full)
        bench.measure([sys.executable, "-m", "edition", "build"], ours)
        bare = Path(scratch) / "pandoc"
        bare.mkdir()
        text = (full / "docs" / f"{SECTION}.md").read_text(encoding="utf-8")
        made = pypandoc.convert_text(
            text, "html", format="markdown", extra_args=["--standalone", "--metadata=title=II-1"]
        )
        (bare / "index.html").write_text(made, encoding="utf-8")
        before, style, after = re.split(r"<style>(.*?)</style>", made, maxsplit=1, flags=re.DOTALL)
        (bare / "style.css").write_text(style, encoding="utf-8")
        (bare / "apart.html").write_text(f'{before}<link rel="stylesheet" href="style.css">{after}', encoding="utf-8")
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        measured: defaultdict[str, list[dict[str, float]]] = defaultdict(list)
        with served(ours / "site") as here, served(full / "site") as there, served(bare) as plain:
            for _ in range(runs):
                measured["pandoc"].append(open_page(browser, f"{plain}/index.html", tap=False))
                measured["its style apart"].append(open_page(browser, f"{plain}/apart.html", tap=False))
                measured["stock Material"].append(open_page(browser, f"{there}/{SECTION}.html", tap=False))
                measured["ours"].append(open_page(browser, f"{here}/{SECTION}.html", tap=True))
        browser.close()
        size = (ours / "site" / f"{SECTION}.html").stat().st_size
    for name, rows in measured.items():
        figures = "  ".join(f"{key} {median(row[key] for row in rows):.4g}" for key in rows[0])
        ratios = (
            median(r[k] / b[k] for r, b in zip(rows, measured["pandoc"], strict=True)) for k in ("FCP ms", "LCP ms")
        )
        print(f"{name:16} {figures}  to pandoc: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))
    print(f"{SECTION}.html has {size:,} bytes; median of {runs}")
