"""The content security policy: stated by every page, kept in every state, and the same in what servers should send."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import nullcontext
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import SECTION, WIDE, settled
from edition import theme
from serving import served
from support import ROOT
from test_accessibility_states import STATES, SWITCHES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
HEADER = f"{POLICY}; frame-ancestors 'none'"
HEADERS = {"Content-Security-Policy": HEADER, "X-Content-Type-Options": "nosniff"}
DOCUMENT = ROOT / "docs" / "maintainers" / "publishing.md"
FOREIGN = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
BY_WORDS = re.compile(r"setAttribute\(\s*[\"'](style|on)|\beval\(|new Function|insertAdjacentHTML|document\.write")
"""Ways in which a script makes code or style of words."""
FETCHING = {"base", "img", "link", "object", "script", "source", "style", "iframe", "embed", "audio", "video"}


class Strict(HTMLParser):
    """What of a page, or of a piece of one, the policy forbids; and what it fetches before its policy."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.faults: list[str] = []
        self.policies: list[str] = []
        self.early: list[str] = []
        self.seen = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element."""
        given = dict(attrs)
        self.seen += 1
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "content-security-policy":
            self.policies.append(given["content"] or "")
        elif tag in FETCHING and not self.policies:
            self.early.append(tag)
        data = given.get("type") in {"application/ld+json", "application/json"}
        if tag == "style" or (tag == "script" and not data and not given.get("src")):
            self.faults.append(f"<{tag}> within the page")
        self.faults += [f"{tag} {name}={value}" for name, value in attrs if name == "style" or name.startswith("on")]
        addresses = [value or "" for name, value in attrs if name in {"src", "href", "action", "formaction", "srcset"}]
        self.faults += [
            f"{tag} {a}" for a in addresses if re.match(r"\s*(javascript|data|vbscript):", a, re.IGNORECASE)
        ]


def test_every_page_states_the_policy_before_all_else(edition_root: Path) -> None:
    """It is there once, before anything is fetched, and nothing on the page offends it."""
    pages = sorted((edition_root / "site").rglob("*.html"))
    assert {"404.html", "index.html", "ii-1.html", "chronology.html", "search.html"} <= {p.name for p in pages}
    for path in pages:
        page = Strict(path.read_text(encoding="utf-8"))
        assert page.policies == [POLICY], path
        assert page.early == [], path
        assert page.faults == [], path
        assert page.seen > 20, path


def test_nothing_that_scripts_put_on_a_page_offends_it(edition_root: Path) -> None:
    """Previews are HTML, and the scripts have templates of it: no element or attribute there is forbidden."""
    assets = edition_root / "site" / theme.ASSETS
    text = (assets / "previews.js").read_text(encoding="utf-8")
    previews = json.loads(text.removeprefix("window.editionPreviews=").removesuffix(";\n"))
    assert len(previews) > 300
    pieces = [*previews.values()]
    for path in sorted((theme.FOLDER / theme.ASSETS).glob("*.js")):
        script = path.read_text(encoding="utf-8")
        pieces += re.findall(r"`([^`]*<\w[^`]*)`", script)
        assert not BY_WORDS.search(script)
    assert len(pieces) >= len(previews) + 2
    assert [fault for piece in pieces for fault in Strict(piece).faults] == []


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color:red">',
        "<script>1</script>",
        "<style>a{}</style>",
        '<b onclick="f()">',
        '<a href=" JavaScript:f()">',
        '<img src="data:image/png;base64,">',
    ],
)
def test_what_offends_it_is_seen(fault: str) -> None:
    """The judge of this file sees each kind of fault."""
    assert len(Strict(fault).faults) == 1


def test_servers_send_the_same() -> None:
    """The document for maintainers has the policy four times, and with it what only a header can say."""
    stated = re.findall(r"default-src[^\"\n]*", DOCUMENT.read_text(encoding="utf-8"))
    assert stated == [HEADER] * 4


@pytest.fixture(scope="module", params=["file", "http"])
def address(request: pytest.FixtureRequest, edition_root: Path) -> Iterator[str]:
    """Yield the site's address, on disk, and on a server that sends the header besides."""
    folder = edition_root / "site"
    with served(folder, HEADERS) if request.param == "http" else nullcontext(folder.as_uri()) as given:
        yield given


def watched(browser: Browser, **options: object) -> tuple[Page, list[str]]:
    """Return an empty page, and the list to which it adds what goes wrong in it."""
    page = browser.new_context(**{"viewport": WIDE, **options}).new_page()  # type: ignore[arg-type]
    faults: list[str] = []
    page.expose_function("offended", lambda fault: faults.append(fault))  # noqa: PLW0108 - it asks for a name
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => offended(`${e.effectiveDirective} ${e.blockedURI}`))"
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    return page, faults


@pytest.mark.parametrize(
    ("address", "scripts"), [("file", True), ("file", False), ("http", True)], indirect=["address"]
)
def test_no_page_offends_it(browser: Browser, edition_root: Path, address: str, *, scripts: bool) -> None:
    """No page is refused anything, with scripts and without, on a screen and printed; the console stays empty.

    What stands on a page for those without scripts comes from the page's own folder: what the disk lets pass, from
    which each file is of another origin, a server does, too.
    """
    page, faults = watched(browser, java_script_enabled=scripts)
    site = edition_root / "site"
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    if address.startswith("file:"):
        names.remove("404.html")  # its addresses begin at the root of a server
    assert len(names) > 25
    for name in names:
        page.goto(f"{address}/{name}")
        if scripts:
            settled(page)
        page.emulate_media(media="print")
        page.emulate_media(media="screen", color_scheme="dark")
        assert faults == [], name


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page for many tests, and the list of what goes wrong in it."""
    page, faults = watched(browser)
    yield page, faults
    page.context.close()


@pytest.fixture
def visited(shared: tuple[Page, list[str]], address: str) -> tuple[Page, list[str]]:
    """Return the page that is shared, with nothing stored and wide, and the list of what goes wrong in it."""
    page, faults = shared
    page.goto(f"{address}/about.html")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    faults.clear()
    return page, faults


@pytest.mark.parametrize("address", ["http"], indirect=True)
@pytest.mark.parametrize("state", STATES)
def test_no_state_offends_it(visited: tuple[Page, list[str]], address: str, state: str) -> None:
    """All that can be opened, come to and searched for; from disk, `browsing.opened` watches every test of these."""
    page, faults = visited
    prepare, name, viewport = STATES[state]
    width, height = (viewport or WIDE).values()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{name}")
    prepare(page)
    settled(page)
    assert faults == []


@pytest.mark.parametrize("address", ["http"], indirect=True)
@pytest.mark.parametrize("switches", [*SWITCHES, "dark", "sepia", "only-lcw only-mecw large"])
def test_no_switch_offends_it(visited: tuple[Page, list[str]], address: str, switches: str) -> None:
    """All ways of reading a section, set before the page is opened and by the reader."""
    page, faults = visited
    page.evaluate("switches => localStorage.setItem('edition.display', switches)", switches)
    page.goto(f"{address}/{SECTION}")
    assert set(switches.split()) <= set(page.evaluate("[...document.documentElement.classList]"))
    page.get_by_role("button", name="Settings").click()
    for label in ("sepia", "dark", "light"):
        page.locator(f"#display input[value={label}]").check()
    settled(page)
    assert faults == []


@pytest.mark.parametrize("directive", ["script", "style", "handler", "picture"])
def test_it_is_in_force(visited: tuple[Page, list[str]], directive: str) -> None:
    """What an attacker might write into a page does nothing, and the watch of this file sees it."""
    page, faults = visited
    page.evaluate(
        """kind => {
          const made = document.createElement({script: "script", style: "style", handler: "b", picture: "img"}[kind]);
          if (kind === "script") made.textContent = "window.done = 1";
          if (kind === "style") made.textContent = "body { color: rgb(1, 2, 3) }";
          if (kind === "handler") made.setAttribute("onclick", "window.done = 1");
          if (kind === "picture") made.src = "https://other.example/a.png";
          document.body.append(made);
          if (kind === "handler") made.click();
        }""",
        directive,
    )
    last = time.time() + 30
    while not faults and time.time() < last:
        page.wait_for_timeout(20)
    settled(page)
    assert page.evaluate("window.done") is None
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(1, 2, 3)"
    assert faults
