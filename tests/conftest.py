"""What all tests share: the options of the test run, and which tests are slow."""

from __future__ import annotations

import pytest

SLOW_FIXTURES = frozenset({"browser", "edition_root", "firefox"})
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
