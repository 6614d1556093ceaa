"""What processes of our own are started with: this environment, and the package on Python's path."""

import os
from pathlib import Path


def environment() -> dict[str, str]:
    """Return this process's environment for another that imports the package, whether or not it is installed."""
    package = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(p for p in (package, os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": path}
