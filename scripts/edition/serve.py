"""The live site: MkDocs' own server, started anew when the program itself changes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from edition import pipeline, publish

PACKAGE = Path(__file__).resolve().parent
PAUSE = 0.5
"""Seconds between two looks at the program's files."""


def _state() -> tuple[tuple[str, int], ...]:
    return tuple(sorted((str(f), f.stat().st_mtime_ns) for f in PACKAGE.rglob("*.py")))


def serve(root: Path, address: str) -> int:
    """Serve the edition below `root` until interrupted; give the server's exit code.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used.
    """
    environment = publish.engine_environment(pipeline.edition(root))
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, "--watch", "citations", "--livereload"]
    while True:
        state = _state()
        server = subprocess.Popen(command, cwd=root, env=environment)  # noqa: S603 - our own interpreter
        try:
            while server.poll() is None and _state() == state:
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            server.terminate()
            server.wait()
            return 0
        if server.poll() is not None:
            return server.returncode
        server.terminate()
        server.wait()
