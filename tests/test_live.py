"""The live site: whom it answers, what it sends, and that pages reload under their own policy."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from accessibility import faint, violations
from browsing import until
from edition import processes
from edition.diagnostics import Finding, Severity
from edition.live.server import SCRIPT, News, Server, media_type
from edition.source import Place
from support import ROOT, heed_interrupts
from test_left_out import MKDOCS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PORT = 8123


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with a page, a folder without one, links out of it, and a secret beside it."""
    root = tmp_path / "site"
    (root / "folder").mkdir(parents=True)
    (root / "index.html").write_text("<body>Contents.</body>", encoding="utf-8")
    (root / "page.html").write_text("<body>Words.</body>", encoding="utf-8")
    (root / "folder" / "data.json").write_text("{}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (root / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "folder-out").symlink_to(tmp_path)
    (root / "way-in.html").symlink_to(root / "page.html")
    return root


def asked(
    root: Path, path: str, host: str | None = f"localhost:{PORT}", address: str = "127.0.0.1", method: str = "GET"
) -> tuple[str, dict[str, str], bytes]:
    """Return status, headers and body with which a server for `root` answers."""
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, **({"HTTP_HOST": host} if host is not None else {})}
    return answered(root, environ, News(0), address)


def answered(
    root: Path, environ: dict[str, str], news: News, address: str = "127.0.0.1"
) -> tuple[str, dict[str, str], bytes]:
    """Return the answer of a server that has some news."""

    def find(name: str) -> Path | None:
        file = (root / name).resolve()
        return file if file.is_file() and file.is_relative_to(root.resolve()) else None

    server = Server(address, PORT, find, news)
    answers: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], None]:
        answers.append((status, headers))
        return lambda _: None

    body = b"".join(server.serve_request(environ, start))
    server.server_close()
    return answers[0][0], dict(answers[0][1]), body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "kettle.example"])
@pytest.mark.parametrize("port", ["", f":{PORT}"])
def test_it_answers_to_its_own_names(site: Path, host: str, port: str) -> None:
    """With a port or without, and to the host that was given."""
    assert asked(site, "/page.html", host + port, "kettle.example")[0] == "200 OK"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "localhost.evil.example",
        "evil.example.localhost",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil.example,localhost",
        "192.168.1.7",
        "127.0.0.2",
        "[::2]",
        "[::1",
        "",
        None,
    ],
)
@pytest.mark.parametrize("path", ["/page.html", "/", SCRIPT, "/livereload/0/-1"])
def test_it_refuses_other_names(site: Path, host: str | None, path: str) -> None:
    """A page of another site that reaches this machine by its own name gets nothing."""
    status, _, body = asked(site, path, host)
    assert status == "421 Misdirected Request"
    assert body == status.encode()


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104 - named, not bound
def test_on_all_addresses_it_answers_to_each_of_them(site: Path, address: str) -> None:
    """An address of numbers cannot be led elsewhere; a name can."""
    assert asked(site, "/page.html", "192.168.1.7:8123", address)[0] == "200 OK"
    assert asked(site, "/page.html", "[fe80::1]", address)[0] == "200 OK"
    assert asked(site, "/page.html", "evil.example", address)[0].startswith("421")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/folder/../../secret.txt",
        "//../secret.txt",
        "/way-out.txt",
        "/folder-out/secret.txt",
        "/folder-out/",
        "/secret.txt\0.html",
        "/" + "a" * 5000,
        "/folder/",
        "/folder",
    ],
)
def test_nothing_but_files_of_the_site_is_sent(site: Path, path: str) -> None:
    """No way up, no link out of the site, no list of a folder."""
    status, _, body = asked(site, path)
    assert status == "404 Not Found"
    assert b"secret" not in body
    assert b"data.json" not in body


def test_links_within_the_site_are_followed(site: Path) -> None:
    """What is refused is the way out, not the link."""
    assert b"Words." in asked(site, "/way-in.html")[2]


def test_without_a_site_a_page_says_so(site: Path) -> None:
    """It shows the errors, and is replaced by the site."""
    (site / "index.html").unlink()
    status, headers, body = asked(site, "/page-to-come.html")
    assert (status, headers["Content-Type"]) == ("503 Service Unavailable", "text/html")
    assert b"cannot be built yet" in body
    assert SCRIPT.encode() in body


def test_what_a_page_waits_for_is_told_at_once_where_it_is_news(site: Path) -> None:
    """A newer version, or other errors than the page knows."""
    assert json.loads(asked(site, "/livereload/0/-1")[2]) == {"version": 0, "serial": 0, "summary": "", "errors": []}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_it_only_reports(site: Path, method: str) -> None:
    """Nothing can be sent to it."""
    assert asked(site, "/page.html", method=method)[0] == "405 Method Not Allowed"


def test_a_request_for_the_head_gets_no_content(site: Path) -> None:
    status, headers, body = asked(site, "/page.html", method="HEAD")
    assert (status, body) == ("200 OK", b"")
    assert headers["Content-Length"] == str(len(asked(site, "/page.html")[2]))


@pytest.mark.parametrize("path", ["/page.html", "/nowhere.html", SCRIPT, "/folder/data.json"])
def test_every_answer_has_the_headers(site: Path, path: str) -> None:
    """Types are not guessed, and no other site frames or embeds it."""
    _, headers, _ = asked(site, path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status", "type_", "words"),
    [
        ("/", "200 OK", "text/html; charset=utf-8", "Contents."),
        ("/page.html", "200 OK", "text/html; charset=utf-8", "Words."),
        ("/folder/data.json", "200 OK", "application/json", "{}"),
        (SCRIPT, "200 OK", "text/javascript; charset=utf-8", "version"),
        ("/livereload/0/-1", "200 OK", "application/json", '"version": 0'),
        ("/part", "302 Found", "text/plain", ""),
        ("/part/", "200 OK", "text/html; charset=utf-8", "A part."),
        ("/nowhere.html", "404 Not Found", "text/html", "Not found."),
        ("/nul\0.html", "404 Not Found", "text/plain", "404 Not Found"),
    ],
)
def test_each_answer_has_its_status_and_type(site: Path, path: str, status: str, type_: str, words: str) -> None:
    (site / "404.html").write_text("<body>Not found.</body>", encoding="utf-8")
    (site / "part").mkdir()
    (site / "part" / "index.html").write_text("<body>A part.</body>", encoding="utf-8")
    got, headers, body = asked(site, path)
    assert (got, headers["Content-Type"]) == (status, type_)
    assert words in body.decode()
    assert headers.get("Location") == ("/part/" if path == "/part" else None)


def test_a_page_gets_a_script_and_no_code(site: Path) -> None:
    """The script that reloads it comes from a file."""
    body = asked(site, "/page.html")[2].decode()
    assert body.startswith("<body>Words.<link ")
    assert re.search(rf'<script src="{SCRIPT}" data-version="[0-9]+"></script></body>$', body)
    assert re.findall("<(?:script|style|[a-z]+ style=)[^>]*>", body) == re.findall("<script src=[^>]*>", body)
    assert b"location.reload" in asked(site, SCRIPT)[2]


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/reload.js", "text/javascript; charset=utf-8"),
        ("/kettle.svg", "image/svg+xml"),
        ("/serif.woff2", "font/woff2"),
        ("/kettle", "application/octet-stream"),
    ],
)
def test_media_types_do_not_depend_on_the_machine(path: str, type_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mimetypes.guess_type", lambda _: (None, None))
    assert media_type(path) == type_


@pytest.mark.parametrize("path", ["/page.html", "/nowhere.html"])
def test_a_page_has_the_errors_without_its_script(site: Path, path: str) -> None:
    """Also the page that says that the site cannot be built yet; words of the sources are no mark-up."""
    error = Finding("cite-unknown-work", Severity.ERROR, Place("a.md", 3, 9), "no <work> “&c”", "why.", "cite it.")
    (site / "index.html").unlink()
    news = News(0)
    news.show([error])
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "HTTP_HOST": "localhost"}
    body = answered(site, environ, news)[2].decode()
    shown = body[body.index("<aside") : body.index("</aside>")]
    assert "1 error in the sources" in shown
    assert "<code>a.md:3:9</code> no &lt;work&gt; “&amp;c” <small>[cite-unknown-work]</small>" in shown
    assert "Fix: cite it." in shown
    assert "<li>" not in asked(site, path)[2].decode()
    assert b"#edition-errors:has(li)" in asked(site, "/livereload/reload.css")[2]


class Live(NamedTuple):
    """An edition that is served: its folder, its address, and the process of the command."""

    root: Path
    address: str
    command: subprocess.Popen[bytes]

    def get(self, path: str) -> bytes:
        """Return what is served at a path, once it is."""
        for _ in range(300):
            with suppress(OSError):
                asking = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
                asking.request("GET", path)
                return asking.getresponse().read()
            time.sleep(0.1)
        raise TimeoutError(path)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """Serve an edition as an editor does."""
    root = tmp_path / "edition"
    shutil.copytree(ROOT / "tests" / "cases" / "stock", root)
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "edition", "serve", "--root", str(root), "--address", address]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            command,
            env=processes.environment(),
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - it sets a signal, and takes no lock
        )
        try:
            yield Live(root, f"http://{address}", server)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGINT)
            try:
                server.wait(60)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(server.pid, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_server_ends_with_the_command(ending: signal.Signals, live: Live) -> None:
    """However it is ended, the address is free at once, and nothing of the site is left."""
    assert b"kettle" in live.get("/essay/a.html")
    live.command.send_signal(ending)  # to it alone
    assert live.command.wait(30) == 0
    with socket.create_server(("127.0.0.1", urlsplit(live.address).port or 0)):
        pass
    with pytest.raises(ProcessLookupError):
        os.killpg(live.command.pid, 0)


def go(page: Page, address: str) -> None:
    """Open a page of a server that is still starting, and whose pages may reload themselves meanwhile."""
    from playwright.sync_api import Error

    for _ in range(300):
        try:
            page.goto(address)
        except Error:
            page.wait_for_timeout(100)
        else:
            return
    pytest.fail(f"{address} was not served")


def test_signals_that_come_together_interrupt_once() -> None:
    """What is cleaned up after the first is not interrupted by the second; what is ignored stays so."""
    program = (
        "import os, signal\n"
        "from edition import processes\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "processes.interrupt_at_end()\n"
        "os.kill(os.getpid(), signal.SIGHUP)\n"
        "both = {signal.SIGINT, signal.SIGTERM}\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, both)\n"
        "for number in both: os.kill(os.getpid(), number)\n"
        "try: signal.pthread_sigmask(signal.SIG_UNBLOCK, both)\n"
        "except KeyboardInterrupt: print('interrupted')\n"
        "print('cleaned')\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=processes.environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("interrupted\ncleaned\n", "")


def test_pages_reload_and_show_errors_under_their_policy(browser: Browser, live: Live) -> None:
    """A source that changes shows in the browser, and nothing that the server adds offends the policy of the page.

    Errors are announced with their place and fix, reached by the keyboard, and go when they are fixed.
    """
    root, address, _ = live
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    go(page, f"{address}/essay/a.html")
    faults.clear()
    go(page, f"{address}/essay/a.html")
    page.wait_for_load_state("load")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    source = root / "docs" / "essay" / "a.md"
    source.write_text(source.read_text(encoding="utf-8").replace("kettle", "cauldron", 1), encoding="utf-8")
    until(page, "document.querySelector('article').textContent.includes('cauldron')")
    notes = root / "docs" / "notes" / "a.md"
    good = notes.read_text(encoding="utf-8")
    notes.write_text(good.replace("@cw3", "@cw33"), encoding="utf-8")
    until(page, "document.querySelector('#edition-errors li')")
    shown = page.get_by_role("complementary", name="Errors")
    assert shown.get_by_role("status").inner_text() == "1 error in the sources"
    assert "docs/notes/a.md:3:90" in shown.inner_text()
    assert "Fix: " in shown.inner_text()
    box, window = shown.bounding_box(), page.viewport_size
    assert box
    assert window
    assert box["y"] + box["height"] == window["height"]
    assert shown.evaluate("e => (e.focus(), document.activeElement === e)")
    assert violations(page) == []
    assert faint(page) == []
    notes.write_text(good, encoding="utf-8")
    # asked at once: the page reloads itself, and half of it may be there when a second question comes
    until(page, "document.querySelector('#edition-errors').textContent.trim() === ''")
    assert faults == []
    asking = http.client.HTTPConnection(urlsplit(address).netloc)
    asking.request("GET", "/essay/a.html", headers={"Host": "evil.example"})
    assert asking.getresponse().status == HTTPStatus.MISDIRECTED_REQUEST
    asking.close()
