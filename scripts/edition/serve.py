"""Serves the site with MkDocs, restarts when the program changes, and reports errors after every change."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread

from edition import checks, diagnostics, pipeline, publish, resolve, watching
from edition.config import ConfigError

PORTS = 65535
PAUSE = 0.5
"""Seconds between two looks at the files."""


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


def errors(root: Path) -> str:
    """Return the errors of the edition below `root` as text; an empty string if there are none."""
    try:
        draft = pipeline.read(root)
    except ConfigError as error:
        return str(error)
    return diagnostics.as_text(diagnostics.errors(checks.run(draft, resolve.resolve(draft))), draft.sources)


def readable(lines: Iterable[str]) -> Iterator[str]:
    """Yield the output of MkDocs without Python tracebacks."""
    inside = False
    for line in lines:
        inside = line.startswith("Traceback") or (inside and line.startswith(" "))
        if not inside and not line.startswith(("During handling", "The above exception")):
            yield line


def _forward(server: subprocess.Popen[str]) -> None:
    for line in readable(server.stderr or ()):
        sys.stderr.write(line)
        sys.stderr.flush()


def _watch(root: Path, server: subprocess.Popen[str]) -> None:
    """Report errors whenever sources change, until the server ends or the program itself changes."""
    program, shown = watching.state(watching.program()), ""
    sources: tuple[tuple[str, int], ...] | None = None
    while server.poll() is None and watching.state(watching.program()) == program:
        try:
            if (now := watching.state(watching.sources(root))) != sources:
                before, shown = shown, errors(root)
                sources = now
                if shown or before:
                    sys.stderr.write(f"\n{shown or 'edition: all errors are fixed'}\n")
                    sys.stderr.flush()
        except OSError:  # a file is being written; it is read at the next look
            sources = None
        time.sleep(PAUSE)


def serve(root: Path, address: str) -> int:
    """Serve the edition below `root` until interrupted; return the exit code of the server.

    Raises:
        ConfigError: if the edition's description is missing or cannot be used.
        AddressError: if the site cannot be served at `address`.
    """
    environment = publish.engine_environment(pipeline.edition(root))
    _check_address(address)
    command = [sys.executable, "-m", "edition.live", "serve", "--dev-addr", address, "--watch", "citations"]
    # without --strict, a page is shown even while a link on it is broken
    command += ["--livereload", "--no-strict"]
    while True:
        server = subprocess.Popen(  # noqa: S603 - our own interpreter
            command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True
        )
        Thread(target=_forward, args=(server,), daemon=True).start()
        try:
            _watch(root, server)
        except KeyboardInterrupt:
            server.terminate()
            server.wait()
            return 0
        if server.poll() is not None:
            return server.returncode
        server.terminate()
        server.wait()
