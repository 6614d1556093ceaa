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


def _interrupt(_number: int, _frame: object) -> None:
    for number in end_signals():  # several come where a terminal ends both processes: cleaning up is not interrupted
        signal.signal(number, lambda *_: None)  # `SIG_IGN` would print a warning for one that has already come
    raise KeyboardInterrupt


def interrupt_at_end() -> None:
    """Raise `KeyboardInterrupt` once, at the first signal to end; those that are ignored (`nohup`) stay so."""
    for number in end_signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
