"""How processes of our own start and end: with this environment and the package, and on every signal to end."""

import os
import signal
from pathlib import Path


def environment() -> dict[str, str]:
    """Return this process's environment for another that imports the package, whether or not it is installed."""
    package = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(p for p in (package, os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": path}


def end_signals() -> tuple[int, ...]:
    """Return the signals that ask a process to end: by the keyboard, another program, or the end of its terminal."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


def interrupt_at_end() -> None:
    """Raise `KeyboardInterrupt` at every signal to end, except those that are ignored (as by `nohup`)."""
    for number in end_signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
