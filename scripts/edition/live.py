"""The process that `edition serve` runs: MkDocs' server, kept to its own names, its own folder and the pages' policy.

A page in another tab may ask any address, also one on this machine, and by a name of its own that leads here (DNS
rebinding) it may read the answer. So requests for other names are refused (RFC 9110, § 15.5.20).
"""

import ipaddress
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.__main__ import cli
from mkdocs.commands import serve
from mkdocs.livereload import LiveReloadServer

HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
)
SCRIPT = "/livereload/reload.js"
RELOADING = """"use strict";
{
  const { epoch, page } = document.currentScript.dataset;
  const poll = async () => {
    try {
      const answer = await fetch(`/livereload/${epoch}/${page}`);
      if (answer.ok && Number(await answer.text()) > Number(epoch)) return location.reload();
      setTimeout(poll, answer.ok ? 0 : 3000);
    } catch {
      setTimeout(poll, 3000); // the server is being started anew
    }
  };
  addEventListener("load", poll);
}
"""
"""Reloads a page when the site has changed, from a file: the policy of the pages admits no script within them."""


class Server(LiveReloadServer):
    """MkDocs' server with a check before every answer, and headers on each."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str, mount_path: str = "/") -> None:
        """Take what MkDocs gives."""
        super().__init__(builder, host, port, root, mount_path)
        self.names = {"localhost", "127.0.0.1", "::1", host.strip("[]").lower()}
        self.everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound

    def _is_own(self, host: str) -> bool:
        """Return whether a Host header names this server; one on all addresses of a machine has each of them."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in self.names or (self.everywhere and bool(ipaddress.ip_address(name)))
        except ValueError:
            return False

    def _refusal(self, environ: WSGIEnvironment) -> str:
        """Return the status with which a request is refused, or nothing."""
        if not self._is_own(environ.get("HTTP_HOST", "")):
            return "421 Misdirected Request"
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return "405 Method Not Allowed"
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").removeprefix(self.mount_path)
        try:
            inside = Path(self.root, path.lstrip("/")).resolve().is_relative_to(Path(self.root).resolve())
        except (OSError, ValueError):  # a name that no file can have
            inside = False
        return "" if inside else "404 Not Found"

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # noqa: ANN401 - PEP 3333
            return start_response(status, [*headers, *HEADERS], *rest)

        if status := self._refusal(environ):
            start(status, [("Content-Type", "text/plain")])
            return [status.encode()]
        if environ["PATH_INFO"] == SCRIPT:
            start("200 OK", [("Content-Type", "text/javascript; charset=utf-8")])
            return [RELOADING.encode()]
        answer: Iterable[bytes] = super().serve_request(environ, start)
        return answer

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        before, end, after = content.rpartition(b"</body>")
        script = f'<script src="{SCRIPT}" data-epoch="{epoch}" data-page="{id(content)}"></script>'
        return before + script.encode() + end + after if end else content


if __name__ == "__main__":
    vars(serve)["LiveReloadServer"] = Server  # which `serve.serve` makes
    cli(prog_name="mkdocs")
