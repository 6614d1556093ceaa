"""What all tests share: the options of the test run, and which tests are slow."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from site_fixture import build, copy_of_the_edition
from support import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOW_FIXTURES = frozenset({"browser", "edition_root"})
"""A test that asks for one of these needs a browser or the whole site, built."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`, which rewrites expected files, and `--fast`, which leaves out slow tests."""
    parser.addoption("--accept", action="store_true", help="rewrite expected files with the program's present output")
    parser.addoption("--fast", action="store_true", help="leave out tests that need a browser or a whole build")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of tests that are slow for a reason other than their fixtures."""
    config.addinivalue_line("markers", "slow: needs a whole build, a validator or a program from outside")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect slow tests where `--fast` asks for it."""
    if not config.getoption("--fast"):
        return
    slow = [i for i in items if SLOW_FIXTURES & set(getattr(i, "fixturenames", ())) or i.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in set(slow)]


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
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test opened in the browser; a fault in the scripts of a page fails its test."""
    if "browser" not in request.fixturenames:
        yield
        return
    import browsing

    browsing.faults.clear()
    yield
    for context in request.getfixturevalue("browser").contexts:
        context.close()
    assert browsing.faults == []
