"""Reports the progress of a build: an animated line on a terminal, plain lines elsewhere."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

FRAMES = "◐◓◑◒"
PAUSE = 0.12
"""Seconds between two frames of the animated line."""
CLEAR = "\r\x1b[2K"
"""Returns to the beginning of the line and erases it (ECMA-48, EL)."""


class _Moving:
    """The current step and its duration in seconds, redrawn by a thread."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.step, self.since = "", 0.0
        self.lock, self.ended = threading.Lock(), threading.Event()
        self.thread = threading.Thread(target=self._draw, daemon=True)
        self.thread.start()

    def start_step(self, words: str) -> None:
        with self.lock:
            self._close()
            self.step, self.since = words, time.monotonic()

    def end(self) -> None:
        self.ended.set()
        self.thread.join()
        with self.lock:
            self._close()

    def _close(self) -> None:
        """Print the finished step as a permanent line."""
        if self.step:
            self.stream.write(f"{CLEAR}{self.step}  {time.monotonic() - self.since:.1f} s\n")
            self.stream.flush()
            self.step = ""

    def _draw(self) -> None:
        frame = 0
        while not self.ended.wait(PAUSE):
            with self.lock:
                if self.step:
                    mark = FRAMES[frame % len(FRAMES)]
                    self.stream.write(f"{CLEAR}{mark} {self.step}  {time.monotonic() - self.since:.1f} s")
                    self.stream.flush()
            frame += 1


@contextmanager
def show(stream: TextIO | None = None) -> Iterator[Callable[[str], None]]:
    """Yield a function that reports the step a build begins.

    On a terminal the step is animated, with its seconds, until the next one begins; elsewhere, and on a terminal
    without cursor control (`TERM=dumb`), it is one plain line, the same at every run.
    """
    out = stream or sys.stdout
    if not out.isatty() or os.environ.get("TERM") == "dumb":

        def plain(words: str) -> None:
            out.write(f"{words}\n")
            out.flush()

        yield plain
        return
    moving = _Moving(out)
    try:
        yield moving.start_step
    finally:
        moving.end()
