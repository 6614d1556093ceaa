"""`edition links`: what it finds at addresses that move, vanish, wait and change, on a server of our own."""

from __future__ import annotations

import json
import shutil
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from edition import cli, links, pipeline, visiting
from edition.checks import RULES
from edition.links import Wishes
from edition.model.assets import AskedList
from edition.model.edition import Edition
from edition.model.inline import Link, Text
from edition.model.links import LinkRecord
from edition.readers import dates, records
from edition.source import Place, SourceFile
from edition.style.outside import lead_outside
from edition.visiting import Limits, Visit
from edition.writers.site import BLOCKS
from support import ROOT, check, specimen

QUICK = Limits(tries=3, timeout=30, wait=0.01)
"""It does not take a busy machine for a server that never answers."""
PAGE = """<html><head><title>Kettles</title><script>a kettle whistles</script></head><body><h1 id="song">The song</h1>
<p>A kettle that is watched, they say,
never comes to the <em>boil</em>. 100% of it &amp; more, well-known.</p><a name="old"></a></body></html>"""


class Server(ThreadingHTTPServer):
    """A server that chooses pages by their paths and counts how often each is requested."""

    asked: Counter[str]

    @property
    def address(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path: a status, where it moved to, how long it waits, or what an archive knows."""

    server: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        path, _, _ = self.path.partition("?")
        self.server.asked[path] += 1
        kind, _, value = path.strip("/").partition("/")
        status, headers, body = 200, {"Content-Type": "text/html; charset=utf-8"}, PAGE
        match kind:
            case "status":
                status = int(value)
            case "later":
                status = 200 if self.server.asked[path] > 2 else 503
            case "to":
                status = int(value)
                headers["Location"] = "/here"
            case "round":
                status, headers["Location"] = 301, path
            case "slow":
                time.sleep(1)
            case "odd":
                headers["Content-Type"] = "text/html; charset=no-such"
            case "archive":
                known = {"closest": {"url": f"{self.server.address}/copy", "timestamp": "20200131120000"}}
                body = json.dumps({"archived_snapshots": known if "here" in self.path else {}})
        self.send_response(status)
        for name, words in headers.items():
            self.send_header(name, words)
        self.end_headers()
        self.wfile.write(body.encode())


@contextmanager
def serving() -> Iterator[Server]:
    """Run the server."""
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = Counter()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a running server."""
    with serving() as running:
        yield running


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/here", Visit("ok", "200 OK")),
        ("/odd", Visit("ok", "200 OK")),
        ("/here#song", Visit("ok", "200 OK")),
        ("/here#old", Visit("ok", "200 OK")),
        ("/here#tune", Visit("lacks", "no anchor “tune”")),
        ("/here#:~:text=A%20kettle,the%20boil", Visit("ok", "200 OK")),
        ("/here#song:~:text=a%20KETTLE%20that", Visit("ok", "200 OK")),
        ("/here#:~:text=100%25%20of%20it%20%26%20more%2C%20well%2Dknown", Visit("ok", "200 OK")),
        ("/here#:~:text=A%20kettle&text=the%20boil", Visit("ok", "200 OK")),
        ("/here#:~:text=the%20boil,A%20kettle", Visit("lacks", "no words “A kettle”")),
        ("/here#:~:text=whistles", Visit("lacks", "no words “whistles”")),
        ("/to/301", Visit("moved", "200 OK", "/here")),
        ("/to/308#song", Visit("moved", "200 OK", "/here#song")),
        ("/to/302", Visit("ok", "200 OK")),
        ("/to/307", Visit("ok", "200 OK")),
        ("/later", Visit("ok", "200 OK")),
        ("/status/404", Visit("failed", "404 Not Found")),
        ("/status/410", Visit("failed", "410 Gone")),
        ("/status/500", Visit("failed", "500 Internal Server Error")),
        ("/slow", Visit("failed", "no answer in time")),
    ],
)
def test_what_is_found_at_an_address(server: Server, path: str, expected: Visit) -> None:
    limits = replace(QUICK, timeout=0.4) if path == "/slow" else QUICK
    found = visiting.visit([server.address + path], limits)
    now = server.address + expected.now if expected.now else ""
    assert found == {server.address + path: replace(expected, now=now)}


def test_a_page_that_leads_to_itself_fails(server: Server) -> None:
    (found,) = visiting.visit([f"{server.address}/round"], QUICK).values()
    assert found.state == "failed"
    assert found.answer.startswith("301 ")


def test_where_nobody_answers() -> None:
    with serving() as gone:
        address = gone.address
    (found,) = visiting.visit([f"{address}/here"], QUICK).values()
    assert (found.state, found.answer[:10]) == ("failed", "no answer ")


def test_a_host_that_does_not_answer_is_left_for_another_run() -> None:
    with serving() as gone:
        address = gone.address
    urls = [f"{address}/{name}" for name in "abcd"]
    assert list(visiting.visit(urls, QUICK)) == urls[: visiting.SILENT]


def test_without_a_network_nothing_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address that could not be asked for has not failed."""
    shutil.copytree(ROOT / "tests" / "cases" / "stock", tmp_path, dirs_exist_ok=True)

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    before = time.monotonic()
    shutil.copytree(ROOT / "tests" / "cases" / "rules" / "link-broken" / "good", tmp_path, dirs_exist_ok=True)
    known = (tmp_path / "citations" / "links.yml").read_text(encoding="utf-8")
    assert cli.main(["links", "--root", str(tmp_path)]) == 2
    assert time.monotonic() - before < 5
    assert "is there a network?" in capsys.readouterr().err
    assert (tmp_path / "citations" / "links.yml").read_text(encoding="utf-8") == known


def test_what_was_found_before_an_interrupt_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def visit(urls: Iterable[str], _: Limits) -> dict[str, Visit]:
        raise visiting.StoppedError({next(iter(urls)): Visit("ok", "200 OK")})

    monkeypatch.setattr(visiting, "visit", visit)
    said: list[str] = []
    edition = edition_with(["https://u.example/", "https://v.example/"])
    text, is_stopped = links.update(edition, Wishes(today=date(2026, 1, 31)), QUICK, said.append)
    assert is_stopped
    assert text.count("state: ") == 1
    assert said == ["interrupted: the next run visits the rest", "1 of 2 addresses visited; 1 ok"]


def test_what_was_found_before_an_interrupt_of_the_archive_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever started the command learns by its exit code that it is not finished."""
    urls = ["https://u.example/", "https://v.example/", "https://w.example/"]

    def find_copy(url: str, *_: object) -> tuple[str, str]:
        if url == urls[1]:
            raise KeyboardInterrupt
        return f"https://archive.example/{url}", "2026-01-30"

    monkeypatch.setattr(visiting, "visit", lambda asked, _: {url: Visit("ok", "200 OK") for url in asked})
    monkeypatch.setattr(visiting, "find_copy", find_copy)
    monkeypatch.setattr(links, "lead_outside", lambda _: dict.fromkeys(urls))
    shutil.copytree(ROOT / "tests" / "cases" / "stock", tmp_path, dirs_exist_ok=True)
    assert cli.main(["links", "--archive", "https://api.example/", "--root", str(tmp_path)]) == cli.STOPPED
    text = (tmp_path / "citations" / "links.yml").read_text(encoding="utf-8")
    assert (text.count("state: "), text.count("archived: ")) == (3, 1)
    assert "interrupted: the next run visits the rest" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It may have copies that somebody entered by hand."""
    shutil.copytree(ROOT / "tests" / "cases" / "stock", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "citations" / "links.yml"
    path.write_text("- id: https://a.example/\n  archved: https://b.example/\n", encoding="utf-8")
    assert cli.main(["links", "--root", str(tmp_path)]) == 1
    assert "archved" in path.read_text(encoding="utf-8")
    assert "nothing written" in capsys.readouterr().err


@pytest.mark.parametrize(("path", "times"), [("/status/404", 1), ("/status/503", 3), ("/here?once", 1)])
def test_only_what_may_pass_is_tried_again(path: str, times: int) -> None:
    with serving() as server:
        visiting.visit([server.address + path], QUICK)
        assert server.asked[path.partition("?")[0]] == times


def test_each_page_is_asked_for_once_and_nothing_but_the_web() -> None:
    with serving() as server:
        urls = [f"{server.address}/here#{name}" for name in ("song", "old", "none")]
        found = visiting.visit([*urls, urls[0], "mailto:a@b.example", "file:///etc/passwd"], QUICK)
        assert server.asked == {"/here": 1}
    assert list(found) == urls


def test_a_host_is_given_time_between_two_requests() -> None:
    with serving() as server:
        before = time.monotonic()
        visiting.visit([f"{server.address}/{name}" for name in "abc"], replace(QUICK, wait=0.1))
        assert time.monotonic() - before >= 0.2


def edition_with(urls: Sequence[str], known: Sequence[LinkRecord] = ()) -> Edition:
    """Return the specimen, its one work with a link being found at each address in turn."""
    entry = specimen().entries[0]
    description = tuple(Link(url, (Text("text"),)) for url in urls)
    return replace(
        specimen(), entries=(replace(entry, description=description),), notes=(), authorities=(), links=tuple(known)
    )


def record(url: str, state: str = "ok", visited: str = "2026-01-10", **more: str) -> LinkRecord:
    """Return a record of the file."""
    day = dates.read(more.pop("archived_on", ""))
    return LinkRecord(url, Place("x"), state, "200 OK", dates.read(visited), archived_on=day, **more)


@pytest.mark.parametrize(
    ("known", "visits"),
    [
        ("2026-01-10", 0),
        ("2026-01-02", 0),
        ("2026-01-01", 1),
        ("2026-02-01", 1),
        ("2026-01", 1),
        ("", 1),
    ],
)
def test_what_was_in_order_lately_is_left_alone(known: str, visits: int) -> None:
    with serving() as server:
        url = f"{server.address}/here"
        edition = edition_with([url], [record(url, visited=known)])
        links.update(edition, Wishes(days=30, today=date(2026, 1, 31)), QUICK, lambda _: None)
        assert server.asked["/here"] == visits


def test_what_failed_is_visited_again_and_what_is_not_given_any_more_is_left_out() -> None:
    with serving() as server:
        url = f"{server.address}/here"
        old = [record(url, "failed"), record("https://gone.example/")]
        said: list[str] = []
        text, _ = links.update(edition_with([url], old), Wishes(today=date(2026, 1, 31)), QUICK, said.append)
    read = records.read(SourceFile("links.yml", text), LinkRecord)
    assert read.broken == ()
    assert [(r.id, r.state, r.visited.written) for r in read.records] == [(url, "ok", "2026-01-31")]
    assert said == ["1 of 1 addresses visited; 1 ok"]


def test_an_archive_is_asked_for_copies_only_where_there_is_none() -> None:
    with serving() as server:
        here, there = f"{server.address}/here", f"{server.address}/other"
        kept = record(here, archived="https://archive.example/here", archived_on="2019-01-01")
        edition = edition_with([here, there, f"{here}#song"], [kept])
        wishes = Wishes(today=date(2026, 1, 31), service=f"{server.address}/archive")
        text, _ = links.update(edition, wishes, QUICK, lambda _: None)
        assert server.asked["/archive"] == 2
    read = records.read(SourceFile("links.yml", text), LinkRecord).records
    assert [(r.archived.rpartition("/")[2], r.archived_on.written) for r in read] == [
        ("here", "2019-01-01"),
        ("", ""),
        ("copy", "2020-01-31"),
    ]


def test_the_same_visits_make_the_same_bytes() -> None:
    with serving() as server:
        edition = edition_with([f"{server.address}/here", f"{server.address}/status/404"])
        wishes = Wishes(today=date(2026, 1, 31))
        assert len({links.update(edition, wishes, QUICK, lambda _: None) for _ in range(2)}) == 1


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (record("U"), ""),
        (record("U", "failed"), "could not be opened (200 OK) on 2026-01-10; it is given at “bib-"),
        (record("U", "failed", archived="https://a.example/"), ""),
        (record("U", "lacks"), "no longer has what is cited"),
        (record("U", "moved", now="https://b.example/"), "moved"),
        (record("U", "strange"), ""),
        (record("V", "failed"), ""),
    ],
)
def test_what_needs_a_look_is_reported(known: LinkRecord, message: str) -> None:
    url = "https://u.example/"
    known = replace(known, id=url if known.id == "U" else known.id)
    edition = edition_with([url], [known])
    draft = replace(pipeline.read(ROOT / "tests" / "cases" / "stock"), links=(known,))
    found = [finding.message for finding in RULES["link-broken"].findings(draft, edition)]
    assert (len(found) == 1 and message in found[0]) if message else found == []


def test_a_copy_is_named_where_a_reader_looks_for_sources() -> None:
    """In the bibliography and in the notes, and not on the pages of the essay (Robust Links)."""
    known = [record(url, archived=f"{url}?copy", archived_on="2020-01-31") for url in lead_outside(specimen())]
    edition = replace(specimen(), links=tuple(known))
    for name, has in (("bibliography", True), ("notes", True), ("essay", False)):
        shown = [a.attrib for e in BLOCKS[name](edition) for a in e.iter("a") if a.get("href", "").startswith("http")]
        given = [a for a in shown if "data-versionurl" in a]
        assert bool(given) is has, name
        for attributes in given:
            assert attributes["data-originalurl"] == attributes["href"]
            assert attributes["data-versionurl"] == f"{attributes['href']}?copy"
            assert attributes["data-versiondate"] == "2020-01-31"


def test_the_list_says_what_was_found_and_when() -> None:
    url = "https://u.example/kettle#:~:text=a"
    known = record(url, "lacks", archived="https://archive.example/1", archived_on="2020-01-31")
    lead, shown = BLOCKS["links"](edition_with([url, "https://v.example/"], [known]))
    assert "".join(lead.itertext()) == (
        "1 address outside the edition was visited, last on 10 January 2026; 0 opens and has what is cited."
    )
    rows = [["".join(cell.itertext()) for cell in row.iter("td")] for row in shown.iter("tr")][1:]
    assert [row[0] for row in rows] == ["u.example/kettle", "v.example"]
    assert [row[2:] for row in rows] == [
        ["opens, but lacks what is cited", "10 January 2026", "31 January 2020"],
        ["not visited", "", ""],
    ]
    assert BLOCKS["links"](edition_with([])) == []


def test_the_command_writes_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "tests" / "cases" / "stock", tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(visiting, "visit", lambda urls, _: {url: Visit("ok", "200 OK") for url in urls})
    assert cli.main(["links", "--root", str(tmp_path)]) == 0
    written = (tmp_path / "citations" / "links.yml").read_text(encoding="utf-8")
    read = records.read(SourceFile("citations/links.yml", written), LinkRecord)
    edition = pipeline.edition(tmp_path)
    assert [r.id for r in read.records] == list(lead_outside(edition))
    assert "citations/links.yml written" in capsys.readouterr().out
    assert [r.state for r in edition.links] == ["ok"] * len(read.records)


@pytest.mark.parametrize(
    ("nav", "after"),
    [
        ("nav:\n  - A: a.md\n", "nav:\n  - A: a.md\n  - Links: links.md\n"),
        (
            "nav:\n- A: a.md\n- B:\n\n    - b.md\n\nx: 1\n",
            "nav:\n- A: a.md\n- B:\n\n    - b.md\n- Links: links.md\n\nx: 1\n",
        ),
        (
            "nav: # all\n  - a.md\n  - B:\n      - b.md",
            "nav: # all\n  - a.md\n  - B:\n      - b.md\n  - Links: links.md",
        ),
        ("nav: [a.md, b.md]\n", "nav: [a.md, b.md]\n"),
        ("x: 1\n", "x: 1\n"),
    ],
)
def test_the_page_is_added_to_the_contents(nav: str, after: str) -> None:
    assert links._add_to_contents(nav, "Links") == after


def test_the_first_visit_makes_the_page_and_nothing_makes_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the file of visits there is no page; then there is, in the contents, and `check` has nothing to say."""
    root = tmp_path / "edition"
    shutil.copytree(ROOT / "tests" / "cases" / "whole", root)
    pages = {p.relative_to(root / "docs").as_posix() for p in (root / "docs").rglob("*.md")}
    settings = root / "mkdocs.yml"
    head = "site_name: Kettles\ntheme: {name: edition}\nmarkdown_extensions: [edition.markdown_extension]"
    nav = "".join(f"  - {page}\n" for page in sorted(pages))
    settings.write_text(f"{head}\nnav:\n{nav}", encoding="utf-8")
    monkeypatch.setattr(visiting, "visit", lambda urls, _: {url: Visit("ok", "200 OK") for url in urls})
    assert "links.md" not in pages
    assert cli.main(["links", "--root", str(root)]) == 0
    assert "docs/links.md written, and listed" in capsys.readouterr().out
    assert settings.read_text(encoding="utf-8").endswith("  - Links: links.md\n")
    assert [f.rule for f in check(root) if f.rule.startswith("page-")] == []
    (root / "docs" / "links.md").unlink()
    assert cli.main(["links", "--root", str(root)]) == 0
    assert "docs/links.md" not in capsys.readouterr().out
    assert not (root / "docs" / "links.md").exists()


def test_a_page_of_another_name_is_enough(tmp_path: Path) -> None:
    draft = pipeline.read(ROOT / "tests" / "cases" / "stock")
    asked = AskedList("links", Place("docs/addresses.md"))
    assert links.write_page(tmp_path, replace(draft, lists=(asked,))) == []
