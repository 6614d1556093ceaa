"""The live site: MkDocs' own server, started anew when the program itself changes; errors are told at every change."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from edition import checks, diagnostics, pipeline, publish, resolve, watching
from edition.config import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def errors(root: Path) -> str:
    """Return the errors of the edition below `root`, as a person reads them; the empty string where there are none."""
    try:
        draft = pipeline.read(root)
    except ConfigError as error:
        return str(error)
    return diagnostics.as_text(diagnostics.errors(checks.run(draft, resolve.resolve(draft))), draft.sources)


def readable(lines: Iterable[str]) -> Iterator[str]:
    """Yield what the engine says without the insides of Python that it shows when something is wrong."""
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
    """Tell the errors whenever sources change, until the server ends or the program itself changes."""
    program, told = watching.state(watching.program()), ""
    sources: tuple[tuple[str, int], ...] | None = None
    while server.poll() is None and watching.state(watching.program()) == program:
        try:
            if (now := watching.state(watching.sources(root))) != sources:
                before, told = told, errors(root)
                sources = now
                if told or before:
                    sys.stderr.write(f"\n{told or 'edition: no errors any more'}\n")
                    sys.stderr.flush()
        except OSError:  # a file that is just being written; the next look finds it
            sources = None
        time.sleep(PAUSE)


def serve(root: Path, address: str) -> int:
    """Serve the edition below `root` until interrupted; give the server's exit code.

    Raises:
        ConfigError: where the edition's description is missing or cannot be used.
        AddressError: where nothing can be served at `address`.
    """
    environment = publish.engine_environment(pipeline.edition(root))
    _tried(address)
    command = [sys.executable, "-m", "edition.live", "serve", "--dev-addr", address, "--watch", "citations"]
    # an editor wants to see a page also while a link on it leads nowhere
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
