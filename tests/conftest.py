"""What all tests share: the options of the test run, and which tests are slow."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import specimens
from site_fixture import build, copy_of_the_edition
from support import chromium

# nothing is judged by the clock, for a busy machine is no fault of the program; and each run tries the same
hypothesis.settings.register_profile("patient", deadline=None, derandomize=True)
hypothesis.settings.load_profile("patient")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = ["--no-sandbox", "--font-render-hinting=none"]
"""Letters are as wide as in Chromium with windows, which places them on fractions of pixels."""
SLOW_FIXTURES = frozenset({"browser", "edition_root"})
"""A test that asks for one of these needs a browser or the whole site, built."""
LONGEST = (
    "test_accessibility",
    "test_example_editions",
    "test_epub",
    "test_accessibility_keyboard",
    "test_reading",
    "test_search_page",
    "test_firefox",
    "test_formats_agree",
    "test_engines",
    "test_accessibility_states",
    "test_policy",
    "test_notes_once",
    "test_notation",
    "test_causes",
    "test_hostile",
    "test_epub_readers",
    "test_live_site",
    "test_accessibility_tree",
    "test_fragments",
    "test_accessibility_display",
    "test_slips",
    "test_reproducible",
    "test_browser",
    "test_markup",
    "test_cli",
    "test_citations",
    "test_rules",
    "test_calm",
    "test_bibtex_as_written",
    "test_book",
    "test_exports",
)
"""The files of tests that take longest, longest first; while the first has the site built, the second needs none."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`, which rewrites expected files, and `--fast` and `--slow`, which divide the tests in two."""
    parser.addoption("--accept", action="store_true", help="rewrite expected files with the program's present output")
    parser.addoption("--fast", action="store_true", help="leave out tests that need a browser or a whole build")
    parser.addoption("--edition", help="run the tests that look at an edition, and no others, on this one")
    parser.addoption("--slow", action="store_true", help="run only the tests that `--fast` leaves out")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of tests that are slow for a reason other than their fixtures; require the theme."""
    if not entry_points(group="mkdocs.plugins", name="edition/search"):
        message = (
            "the package was installed before it had a theme: run `pip install --no-deps --no-build-isolation -e .`"
        )
        raise pytest.UsageError(message)
    if config.getoption("--edition"):
        os.environ["EDITION_UNDER_TEST"] = str(Path(config.getoption("--edition")).resolve())
    config.addinivalue_line("markers", "slow: needs a whole build or a validator, or tries a great many inputs")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Return one worker more than there are cores: those that drive a browser often wait for it."""
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else (os.cpu_count() or 1) + 1


def _is_slow(item: pytest.Item) -> bool:
    return bool(SLOW_FIXTURES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("slow"))


def _turn(item: pytest.Item) -> int:
    """Return the turn of the file of a test: files that take long come first, so that all workers finish together."""
    return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the slow tests, or the others, where `--fast` or `--slow` asks for it; begin with the longest files."""
    kept = sorted(items, key=_turn)
    for option, slow in (("--fast", False), ("--slow", True)):
        if config.getoption(option):
            kept = [item for item in kept if _is_slow(item) is slow]
    if config.getoption("--edition"):
        kept = [item for item in kept if getattr(item, "originalname", "") in specimens.names(item.path)]
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import no file of tests that have nothing to do with the edition named by `--edition`."""
    is_file = bool(config.getoption("--edition")) and collection_path.suffix == ".py"
    return True if is_file and not specimens.names(collection_path) else None


def _fail_for_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where nothing may be missing: a skipped check checks nothing."""
    if report.outcome == "skipped" and os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}; under CI=true nothing is skipped"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Skip no test under `CI=true`."""
    report = yield
    _fail_for_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skip no file of tests under `CI=true`."""
    report = yield
    _fail_for_a_skip(report)
    return report


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Return whether expected files are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def edition_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real edition with its `site/` built: once a test run, by the worker that needs it first."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # what the workers of a run have in common
    root, finished = base / "edition", base / "edition is built"
    with (base / "edition.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            assert not root.exists(), "another worker could not build the site"
            build(copy_of_the_edition(root))
            finished.touch()
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield headless Chromium, one for all tests of a worker."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # milliseconds; 5 seconds are too few where the machine has much to do
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test opened in the browser; a fault in the scripts of a page fails its test."""
    if "browser" not in request.fixturenames:
        yield
        return
    import browsing

    browser = request.getfixturevalue("browser")
    shared = [*browser.contexts]  # those of pages that a whole file of tests looks at
    browsing.faults.clear()
    yield
    for context in browser.contexts:
        if context not in shared:
            context.close()
    assert browsing.faults == []
