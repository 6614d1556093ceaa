"""Serves the site in a subprocess (`edition.live`), which is restarted when the program changes."""

import socket
import subprocess
import sys
import time
from pathlib import Path

from edition import pipeline, processes, publish, watching

PORTS = 65535
PAUSE = 1
"""Seconds between two looks at the program."""


class AddressError(Exception):
    """The site cannot be served at the given address; the message says why."""


def _check_address(address: str) -> None:
    """Check that the site can be served at `HOST:PORT`.

    Raises:
        AddressError: if it cannot.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > PORTS:
        message = f"“{address}” is not a valid address; write a host and a port, such as 127.0.0.1:8000"
        raise AddressError(message)
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        message = f"cannot serve at {address}: {error.strerror or error}; choose another address with --address"
        raise AddressError(message) from error


def serve(root: Path, address: str) -> int:
    """Serve the edition below `root` until asked to end; return the exit code of the server.

    Raises:
        ConfigError: if the edition's description is missing or cannot be used.
        AddressError: if the site cannot be served at `address`.
    """
    environment = publish.engine_environment(pipeline.edition(root))
    _check_address(address)
    command = [sys.executable, "-m", "edition.live", address]
    processes.interrupt_at_end()
    server: subprocess.Popen[bytes] | None = None
    try:
        while True:
            program = watching.state(watching.program())
            server = subprocess.Popen(command, cwd=root, env=environment)  # noqa: S603 - our own interpreter
            while server.poll() is None and watching.state(watching.program()) == program:
                time.sleep(PAUSE)
            if server.poll() is not None:
                return server.returncode
            server.terminate()
            server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        if server and server.poll() is None:
            server.terminate()
            server.wait()
