"""What a build says while it works: on a terminal, and elsewhere."""

from __future__ import annotations

import contextlib
import io
import time

import pytest

from edition import progress


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Return these tests a terminal that can move, whatever they run in."""
    monkeypatch.setenv("TERM", "xterm")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_elsewhere_every_step_is_one_plain_line() -> None:
    out = io.StringIO()
    with progress.show(out) as report:
        report("site: pages")
        report("PDF: the book")
    assert out.getvalue() == "site: pages\nPDF: the book\n"


def test_a_terminal_that_cannot_move_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    with progress.show(out) as report:
        report("site: pages")
    assert out.getvalue() == "site: pages\n"


def test_on_a_terminal_a_step_moves_and_then_stays() -> None:
    out = Terminal()
    with progress.show(out) as report:
        report("site: pages")
        end = time.monotonic() + 30  # it is drawn by a thread, which a busy machine may keep waiting
        while not (moved := any(f"{frame} site: pages" in out.getvalue() for frame in progress.FRAMES)):
            if time.monotonic() > end:
                break
            time.sleep(progress.PAUSE)
        report("PDF: the book")
    assert moved
    printed = out.getvalue()
    kept = [line.rpartition(progress.CLEAR)[2] for line in printed.split("\n") if line]
    assert [line.partition("  ")[0] for line in kept] == ["site: pages", "PDF: the book"]


def test_a_step_that_fails_leaves_the_terminal_on_a_new_line() -> None:
    out = Terminal()
    with contextlib.suppress(RuntimeError), progress.show(out) as report:
        report("site: pages")
        raise RuntimeError
    assert out.getvalue().endswith(" s\n")
