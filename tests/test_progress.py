"""What a build says while it works: on a terminal, and elsewhere."""

from __future__ import annotations

import contextlib
import io
import time

from edition import progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_elsewhere_every_step_is_one_plain_line() -> None:
    out = io.StringIO()
    with progress.shown(out) as tell:
        tell("site: pages")
        tell("PDF: the book")
    assert out.getvalue() == "site: pages\nPDF: the book\n"


def test_on_a_terminal_a_step_moves_and_then_stays() -> None:
    out = Terminal()
    with progress.shown(out) as tell:
        tell("site: pages")
        time.sleep(4 * progress.PAUSE)
        tell("PDF: the book")
    said = out.getvalue()
    assert any(f"{frame} site: pages" in said for frame in progress.FRAMES)
    kept = [line.rpartition(progress.CLEAR)[2] for line in said.split("\n") if line]
    assert [line.partition("  ")[0] for line in kept] == ["site: pages", "PDF: the book"]


def test_a_step_that_fails_leaves_the_terminal_on_a_new_line() -> None:
    out = Terminal()
    with contextlib.suppress(RuntimeError), progress.shown(out) as tell:
        tell("site: pages")
        raise RuntimeError
    assert out.getvalue().endswith(" s\n")
