"""The site in Firefox, from disk and from a server, with scripts and without."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from edition.model.text import reading_text
from serving import served
from support import program, this_edition, tool

DRIVER = Path(__file__).parent / "firefox" / "drive.mjs"


@pytest.fixture(scope="module", params=["file", "http"])
def site(request: pytest.FixtureRequest, edition_root: Path) -> Iterator[str]:
    """Yield the site's address, on disk and on a server of this machine."""
    folder = edition_root / "site"
    with served(folder) if request.param == "http" else nullcontext(folder.as_uri()) as address:
        yield address


def seen(site: str, scripts: str) -> dict[str, Any]:
    """Return what a reader meets in Firefox."""
    modules = tool("NODE_MODULES", "the folder of puppeteer-core")
    firefox = program("firefox-esr")
    done = subprocess.run(
        [program("node"), str(DRIVER), firefox, site, scripts],
        env={**os.environ, "NODE_MODULES": str(modules)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["version"].startswith("firefox/")
    return found


def judge_pages(pages: dict[str, dict[str, Any]]) -> None:
    """Every page has its title, words, colours and face, and is no wider than the window."""
    for name, page in pages.items():
        assert page["title"].endswith(this_edition().config.title), name
        assert page["wide"] == 0, name
        assert page["words"] > 400, name
        assert page["paper"] == "rgb(253, 250, 243)", name
        assert {"Lnormal", "Dnormal"} & {f.replace('"', "") for f in page["fonts"]}, name


def test_it_works_in_firefox(site: str) -> None:
    """Notes, previews, keys, search, citing and switches, with no fault in any script."""
    found = seen(site, "scripts")
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
    assert found["keys"]
    assert found["dark"] == "rgb(26, 24, 21)"
    assert found["kept"]


def test_it_is_read_in_firefox_without_scripts(site: str) -> None:
    """Text, notes and the ways between them are there; what needs scripts does not show."""
    found = seen(site, "no-scripts")
    assert found["faults"] == []
    judge_pages(found["pages"])
    assert {page["live"] for page in found["pages"].values()} == {0}
    assert {page["beside"] for page in found["pages"].values()} == {0}
    assert found["note"]
    assert found["back"]
    assert found["menu"]
    assert found["evidence"]
