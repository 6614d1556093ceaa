"""Addresses as data files give them: absolute where the edition is published, else relative to the folder of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.model.edition import Edition

FOLDER = "data"
UP = "../"


def of(edition: Edition, path: str) -> str:
    """Give the address of a file by its path below the root of the site."""
    site = edition.config.site_url
    if site:
        return f"{site.rstrip('/')}/{path}"
    return path.removeprefix(f"{FOLDER}/") if path.startswith(f"{FOLDER}/") else UP + path


def page(edition: Edition, anchor: str) -> str:
    """Give the path of the page on which an anchor stands."""
    return edition.anchors[anchor].page.removesuffix(".md") + ".html"


def anchor(edition: Edition, name: str) -> str:
    """Give the address of an anchor on its page."""
    return f"{of(edition, page(edition, name))}#{name}"


def json(edition: Edition, name: str) -> str:
    """Give the address of the JSON of a paragraph or note."""
    return of(edition, f"{FOLDER}/{name}.json")


def tei(edition: Edition, name: str) -> str:
    """Give the address of the TEI of a paragraph or note."""
    return of(edition, f"{FOLDER}/{name}.tei.xml")
