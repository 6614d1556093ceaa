"""The live site: MkDocs' own server, started anew when the program itself changes."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

from edition import pipeline, publish

PACKAGE = Path(__file__).resolve().parent
PORTS = 65535
PAUSE = 0.5
"""Seconds between two looks at the program's files."""


class AddressError(Exception):
    """Nothing can be served at the address that was given; the message says why."""


def _tried(address: str) -> None:
    """Try whether the site can be served at `HOST:PORT`.

    Raises:
        AddressError: where it cannot.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > PORTS:
        message = f"{address}: an address is a host and a port, such as 127.0.0.1:8000"
        raise AddressError(message)
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        message = f"{address}: {error.strerror or error}; name another one by --address"
        raise AddressError(message) from error


def _state() -> tuple[tuple[str, int], ...]:
    return tuple(sorted((str(f), f.stat().st_mtime_ns) for f in PACKAGE.rglob("*.py")))


def serve(root: Path, address: str) -> int:
    """Serve the edition below `root` until interrupted; give the server's exit code.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used.
        AddressError: where nothing can be served at `address`.
    """
    environment = publish.engine_environment(pipeline.edition(root))
    _tried(address)
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
