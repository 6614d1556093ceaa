"""The web server of `edition serve`: answers only to its own names, from its own folder, under the pages' policy.

A page in another tab may ask any address, also one on this machine, and by a name of its own that leads here (DNS
rebinding) it may read the answer. So requests for other names are refused (RFC 9110, § 15.5.20).
"""

import ipaddress
import json
import mimetypes
import posixpath
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from socket import AF_INET6
from socketserver import ThreadingMixIn
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIEnvironment

from edition.diagnostics import Finding
from edition.style.numbers import quantity

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
)
OWN = "/livereload/"
SCRIPT = f"{OWN}reload.js"
STYLE = f"{OWN}reload.css"
FILES = {f"{OWN}{name}": Path(__file__).with_name(name) for name in ("reload.js", "reload.css")}
"""What is added to every page, as files: the policy of the pages admits no script and no style within them."""
POLL = re.compile(rf"{OWN}(?P<version>[0-9]+)/(?P<serial>-?[0-9]+)")
PATIENCE = 60
"""Seconds after which a page that waits for news is answered that there are none."""
TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
"""Media types that must not depend on what this machine knows."""
NO_SITE = (
    '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>Not built yet</title>\n</head>\n'
    "<body>\n<main>\n<h1>The site cannot be built yet</h1>\n"
    "<p>It appears here as soon as the errors below are fixed.</p>\n</main>\n</body>\n</html>\n"
)


class Answer(NamedTuple):
    """An answer: its status, its media type, its content, and where it leads instead."""

    status: str
    type: str
    content: bytes
    location: str = ""


class News:
    """What open pages wait for: a newer version of the site, and the errors that the checks find."""

    def __init__(self, version: int) -> None:
        """Begin with a version that is greater than any of an earlier server on the same machine."""
        self.version, self.serial = version, 0
        self.errors: tuple[Finding, ...] = ()
        self.waiting = 0
        self._changed = threading.Condition()

    def publish(self) -> None:
        """Make every open page load again."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def show(self, errors: Sequence[Finding]) -> None:
        """Show errors on every open page, instead of the previous ones."""
        with self._changed:
            self.serial, self.errors = self.serial + 1, tuple(errors)
            self._changed.notify_all()

    @property
    def summary(self) -> str:
        """Return how many errors there are; nothing if there are none."""
        return f"{quantity(len(self.errors), 'error')} in the sources" if self.errors else ""

    def as_html(self) -> str:
        """Return the errors as they stand at the foot of a page, with and without scripts."""
        with self._changed:
            errors, summary = self.errors, self.summary
        rows = (
            f"<li><code>{escape(str(error.place))}</code> {escape(error.message)} <small>[{error.rule}]</small>"
            f"<div>Fix: {escape(error.fix)}</div></li>"
            for error in errors
        )
        reached = 0 if errors else -1  # a long list is scrolled by the keyboard
        return (
            f'<link rel="stylesheet" href="{STYLE}">'
            f'<aside id="edition-errors" lang="en-GB" aria-label="Errors" tabindex="{reached}">'
            f'<p role="status">{summary}</p><ul>{"".join(rows)}</ul></aside>'
        )

    def wait(self, version: int, serial: int) -> str:
        """Return the news for a page of a version that knows the errors of a serial number, once there are any."""
        with self._changed:
            self.waiting += 1
            self._changed.wait_for(lambda: self.version > version or self.serial != serial, PATIENCE)
            self.waiting -= 1
            rows = [
                {"rule": error.rule, "place": str(error.place), "message": error.message, "fix": error.fix}
                for error in self.errors
            ]
            state = {"version": self.version, "serial": self.serial, "summary": self.summary, "errors": rows}
        return json.dumps(state, ensure_ascii=False)


class _Handler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing: the terminal is for findings."""


class Server(ThreadingMixIn, WSGIServer):
    """Serves the files that `find` returns for a path of the site, and the news."""

    daemon_threads = True

    def __init__(self, host: str, port: int, find: Callable[[str], Path | None], news: News) -> None:
        """Take a host and a port, and bind neither yet."""
        self.find, self.news = find, news
        bare = host.strip("[]").lower()
        self.names = {"localhost", "127.0.0.1", "::1", bare}
        self.everywhere = bare in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
        if ":" in bare:
            self.address_family = AF_INET6
        super().__init__((bare, port), _Handler, bind_and_activate=False)
        self.set_app(self.serve_request)

    def start(self) -> None:
        """Bind the address and answer requests in a separate thread."""
        self.server_bind()
        self.server_activate()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def _is_own(self, host: str) -> bool:
        """Return whether a Host header names this server; one on all addresses of a machine has each of them."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in self.names or (self.everywhere and bool(ipaddress.ip_address(name)))
        except ValueError:
            return False

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        answer = self._answer(environ)
        headers = [("Content-Type", answer.type), ("Content-Length", str(len(answer.content))), *HEADERS]
        if answer.location:
            headers.append(("Location", answer.location))
        start_response(answer.status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.content]

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        if not self._is_own(environ.get("HTTP_HOST", "")):
            return _plain("421 Misdirected Request")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return _plain("405 Method Not Allowed")
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path in FILES:
            return Answer("200 OK", media_type(path), FILES[path].read_bytes())
        if asked := POLL.fullmatch(path):
            news = self.news.wait(int(asked["version"]), int(asked["serial"]))
            return Answer("200 OK", "application/json", news.encode())
        return self._file(path)

    def _file(self, path: str) -> Answer:
        """Return a file of the site; for a folder, its index."""
        version = self.news.version
        name = posixpath.normpath(f"/{path}index.html" if path.endswith("/") else f"/{path}").lstrip("/")
        for _ in range(2):  # the site may be replaced between finding a file and reading it
            try:
                if file := self.find(name):
                    return Answer("200 OK", media_type(name), self._content(file, version))
                if not path.endswith("/") and self.find(f"{name}/index.html"):
                    return Answer("302 Found", "text/plain", b"", f"{quote(path)}/")
                missing = self.find("404.html")
                content = self._content(missing, version) if missing else b"404 Not Found"
                if self.find("index.html") is None:
                    return Answer("503 Service Unavailable", "text/html", self._with_script(NO_SITE.encode(), version))
            except (OSError, ValueError):  # a name that no file can have
                continue
            return Answer("404 Not Found", "text/html", content)
        return _plain("404 Not Found")

    def _content(self, file: Path, version: int) -> bytes:
        content = file.read_bytes()
        return self._with_script(content, version) if file.suffix == ".html" else content

    def _with_script(self, content: bytes, version: int) -> bytes:
        before, end, after = content.rpartition(b"</body>")
        added = f'{self.news.as_html()}<script src="{SCRIPT}" data-version="{version}"></script>'
        return before + added.encode() + end + after if end else content


def _plain(status: str) -> Answer:
    return Answer(status, "text/plain", status.encode())


def media_type(path: str) -> str:
    """Return the media type of a file, with the encoding of a text."""
    ending = posixpath.splitext(path)[1]
    found = TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found
