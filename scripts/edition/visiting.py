"""Visits web addresses: with patience, within limits, and with an eye to what the address says stands there.

Addresses after RFC 3986; answers and redirections after RFC 9110, § 15; words in fragments after the WICG draft “URL
Fragment Text Directives”. Nothing here knows of editions.
"""

import errno
import http.client
import json
import socket
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from threading import Event
from typing import IO
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urlsplit

FOR_GOOD = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}
PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY}
PASSING |= {HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
"""Answers that another try may change."""
NO_ANSWER = "no answer"
UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}
SILENT = 2
"""After so many pages without an answer, the rest of a host are left for another run."""
DIRECTIVE = ":~:"
HIDDEN = ("script", "style")


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient and how modest a visitor is; times in seconds."""

    tries: int = 3
    timeout: float = 20
    wait: float = 1
    """Between two requests to one host; before another try, twice as long each time."""
    most: int = 8_000_000
    """As many bytes of a page are read."""
    hosts: int = 4
    """So many hosts are visited at a time."""
    agent: str = "edition (link check)"


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found at an address: its state (see `model.links`), the answer, and the new address if it moved."""

    state: str
    answer: str
    now: str = ""


class StoppedError(KeyboardInterrupt):
    """The visits were interrupted from the keyboard; `found` has those made before."""

    def __init__(self, found: dict[str, Visit]) -> None:
        """Take what was found."""
        super().__init__()
        self.found = found


@dataclass(slots=True)
class _Page:
    status: str = ""
    now: str = ""
    text: str = ""
    anchors: set[str] = field(default_factory=set)
    is_there: bool = False


class _Words(HTMLParser):
    """Collects the words and the anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()
        self.hidden = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN
        self.page.anchors.update(value for name, value in attrs if name in {"id", "name"} and value)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in HIDDEN and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


class _Follow(urllib.request.HTTPRedirectHandler):
    """Follows redirections, and remembers whether all of them are for good."""

    def __init__(self) -> None:
        self.for_good = True

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        self.for_good = self.for_good and code in FOR_GOOD
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()


def _read(text: str) -> tuple[str, set[str]]:
    reader = _Words()
    reader.feed(text)
    reader.close()
    return _fold(" ".join(reader.parts)), reader.page.anchors


def _ask(url: str, limits: Limits) -> _Page:
    """Request a page once.

    Raises:
        OSError: if there is no answer, or it is an error (`urllib.error.HTTPError`).
        http.client.HTTPException: if the answer is not HTTP.
    """
    follow = _Follow()
    opener = urllib.request.build_opener(follow)
    asked = urllib.request.Request(url, headers={"User-Agent": limits.agent, "Accept": "*/*"})  # noqa: S310 - see `visit`
    with opener.open(asked, timeout=limits.timeout) as answer:
        content = answer.read(limits.most)
        charset = answer.headers.get_content_charset() or "utf-8"
        now = answer.geturl() if follow.for_good and answer.geturl() != url else ""
        page = _Page(f"{answer.status} {HTTPStatus(answer.status).phrase}", now, is_there=True)
    try:
        text = content.decode(charset, errors="replace")
    except LookupError:
        text = content.decode("utf-8", errors="replace")
    page.text, page.anchors = _read(text)
    return page


def _fetch(url: str, limits: Limits) -> _Page:
    """Request a page until there is a definite answer, or no attempts are left."""
    status = ""
    for attempt in range(limits.tries):
        if attempt:
            time.sleep(limits.wait * 2**attempt)
        try:
            return _ask(url, limits)
        except urllib.error.HTTPError as error:
            status = f"{error.code} {error.reason}".strip()
            if error.code not in PASSING:
                break
        except TimeoutError:
            status = f"{NO_ANSWER} in time"
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            status = f"{NO_ANSWER} in time" if isinstance(reason, TimeoutError) else f"{NO_ANSWER} ({reason})"
            if isinstance(reason, socket.gaierror) or getattr(reason, "errno", 0) in UNREACHABLE:
                break
    return _Page(status)


def _find_missing(page: _Page, fragment: str) -> str:
    """Return what of an address's fragment its page does not have; nothing if it has all."""
    anchor, _, directives = fragment.partition(DIRECTIVE)
    if anchor and unquote(anchor) not in page.anchors:
        return f"no anchor “{unquote(anchor)}”"
    for name, value in parse_qsl(directives.replace("+", "%2B"), keep_blank_values=True):
        at = 0
        for end in value.split(",") if name == "text" else ():
            words = _fold(unquote(end))
            at = page.text.find(words, at)
            if at < 0:
                return f"no words “{unquote(end)}”"
            at += len(words)
    return ""


def _judge(page: _Page, fragment: str) -> Visit:
    if not page.is_there:
        return Visit("failed", page.status)
    if missing := _find_missing(page, fragment):
        return Visit("lacks", missing)
    if page.now:
        return Visit("moved", page.status, f"{urldefrag(page.now).url}{'#' if fragment else ''}{fragment}")
    return Visit("ok", page.status)


def _visit_host(pages: Mapping[str, list[str]], limits: Limits, found: dict[str, Visit], stop: Event) -> None:
    """Visit the pages of one host, one after another; `pages` has the addresses that lead to each."""
    silent = 0
    for number, (page, urls) in enumerate(pages.items()):
        if silent == SILENT or (number and stop.wait(limits.wait)) or stop.is_set():
            return
        fetched = _fetch(page, limits)
        silent = silent + 1 if fetched.status.startswith(NO_ANSWER) else 0
        found.update({url: _judge(fetched, url.partition("#")[2]) for url in urls})


def visit(urls: Iterable[str], limits: Limits) -> dict[str, Visit]:
    """Visit web addresses (`http` and `https` alone), each page once, several hosts at a time.

    Returns:
        What was found at each address, in the order given; nothing of pages whose host does not answer.

    Raises:
        StoppedError: if interrupted; pages already asked for are waited for.
    """
    wanted = dict.fromkeys(urls)
    hosts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for url in wanted:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"}:
            hosts[parts.netloc][url.partition("#")[0]].append(url)
    every: dict[str, Visit] = {}
    stop = Event()
    with ThreadPoolExecutor(max_workers=limits.hosts) as pool:
        try:
            list(pool.map(lambda pages: _visit_host(pages, limits, every, stop), hosts.values()))
        except KeyboardInterrupt:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise StoppedError(every) from None
    return {url: every[url] for url in wanted if url in every}


def find_copy(url: str, service: str, limits: Limits) -> tuple[str, str]:
    """Ask an archive for its newest copy of an address; return the copy's address and day (`2026-01-31`), or nothing.

    `service` answers as the Internet Archive's availability API does: `archived_snapshots.closest` with `url` and
    `timestamp`.
    """
    asked = f"{service}?url={quote(url.partition('#')[0], safe='')}"
    request = urllib.request.Request(asked, headers={"User-Agent": limits.agent})  # noqa: S310 - the user's own choice
    try:
        with urllib.request.urlopen(request, timeout=limits.timeout) as answer:  # noqa: S310
            closest = json.loads(answer.read(limits.most))["archived_snapshots"]["closest"]
        day = str(closest["timestamp"])
        return str(closest["url"]), f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError):
        return "", ""
