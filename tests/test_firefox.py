"""The site in Firefox, from disk and from a server, with scripts and without; what its policy refuses there."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from edition.model.text import reading_text
from serving import served
from support import program, this_edition, tool
from test_policy import HEADERS

DRIVER = Path(__file__).parent / "firefox" / "drive.mjs"


PLACES = ("file", "http")
OPENED = [
    "sheet",
    "note",
    "preview",
    "citing",
    "searching",
    "marked",
    "keys",
    "display",
    "only-pss",
    "sepia",
    "dark",
    "found",
]
"""What the driver opens, in its order."""
Met = dict[str, Any]


def meet(edition_root: Path, scripts: str) -> dict[str, Met]:
    """Return what a reader meets in Firefox, started once, on disk and on a server of this machine."""
    modules = tool("NODE_MODULES", "the folder of puppeteer-core")
    site = edition_root / "site"
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    assert len(names) > 25
    with served(site, HEADERS) as address:
        given = [site.as_uri(), ",".join(names), address, ",".join([*names, "404.html"])]
        done = subprocess.run(
            [program("node"), str(DRIVER), program("firefox-esr"), scripts, *given],
            env={**os.environ, "NODE_MODULES": str(modules)},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
    assert done.returncode == 0, done.stderr
    met: dict[str, Met] = dict(zip(PLACES, json.loads(done.stdout), strict=True))
    assert all(found["version"].startswith("firefox/") for found in met.values())
    return met


@pytest.fixture(scope="module")
def with_scripts(edition_root: Path) -> dict[str, Met]:
    """Return what is met where scripts run."""
    return meet(edition_root, "scripts")


@pytest.fixture(scope="module")
def without_scripts(edition_root: Path) -> dict[str, Met]:
    """Return what is met where they do not."""
    return meet(edition_root, "no-scripts")


def judge_pages(pages: dict[str, dict[str, Any]]) -> None:
    """Every page has its title, words, colours and face, and is no wider than the window."""
    for name, page in pages.items():
        assert page["title"].endswith(this_edition().config.title), name
        assert page["wide"] == 0, name
        assert page["words"] > 400, name
        assert page["paper"] == "rgb(253, 250, 243)", name
        assert {"Lnormal", "Dnormal"} & {f.replace('"', "") for f in page["fonts"]}, name


@pytest.mark.parametrize("place", PLACES)
def test_it_works_in_firefox(with_scripts: dict[str, Met], place: str) -> None:
    """Notes, previews, keys, search, citing and switches, with no fault in any script."""
    found = with_scripts[place]
    assert found["faults"] == []
    judge_pages(found["pages"])
    section = found["pages"]["essay/ii-1.html 1280"]
    assert section["beside"] == section["calls"] == len(this_edition().notes_of("ii-1"))
    assert section["live"] > 0
    assert found["pages"]["essay/ii-1.html 320"]["beside"] == 0
    assert found["note"]
    note = next(note.note for note in this_edition().notes if note.label == "17")
    assert " ".join(reading_text(note.body[0].content).split()[:4]) in " ".join(found["sheet"].split())
    assert found["back"]
    assert found["preview"]
    assert "essay/ii-1.html#ii-1-p" in found["cited"]
    assert found["found"]
    assert re.search("all power to the Soviets", found["first"], re.IGNORECASE)
    assert found["followed"]
    assert found["returned"]
    assert found["keys"]
    assert found["dark"] == "rgb(26, 24, 21)"
    assert found["kept"]


@pytest.mark.parametrize("place", PLACES)
def test_firefox_refuses_nothing(with_scripts: dict[str, Met], place: str) -> None:
    """There too no page and no state offends the policy, and what an attacker might add does."""
    seen = with_scripts[place]
    assert seen["refused"] == []
    assert seen["faults"] == []
    assert seen["opened"] == OPENED
    # over HTTP each policy, that of the page and that of the header, refuses
    assert set(seen["control"]) == {"script-src-elem inline", "style-src-elem inline"}


@pytest.mark.parametrize("place", PLACES)
def test_it_is_read_in_firefox_without_scripts(without_scripts: dict[str, Met], place: str) -> None:
    """Text, notes and the ways between them are there; what needs scripts does not show."""
    found = without_scripts[place]
    assert found["faults"] == []
    judge_pages(found["pages"])
    assert {page["live"] for page in found["pages"].values()} == {0}
    assert {page["beside"] for page in found["pages"].values()} == {0}
    assert found["note"]
    assert found["back"]
    assert found["menu"]
    assert found["evidence"]
