"""What all tests share: the option that writes expected files anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: what the program says now becomes what is expected; look at the difference in git."""
    parser.addoption("--accept", action="store_true", help="rewrite expected files with what the program gives now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Return whether expected files are to be rewritten."""
    return bool(request.config.getoption("--accept"))
