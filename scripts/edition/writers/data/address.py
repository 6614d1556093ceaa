"""Addresses as data files give them: absolute where the edition is published, else relative to the folder of data."""

from edition.model.edition import Edition
from edition.style import citing

FOLDER = "data"
UP = "../"


def of(edition: Edition, path: str) -> str:
    """Return the address of a file by its path below the root of the site."""
    if edition.config.site_url:
        return edition.config.address(path)
    return path.removeprefix(f"{FOLDER}/") if path.startswith(f"{FOLDER}/") else UP + path


def schema(edition: Edition, name: str) -> str:
    """Return the relative address from a data file to the schema of that name; each version has its own schemas."""
    return f"schemas/{edition.config.version}/{name}.schema.json"


def anchor(edition: Edition, name: str) -> str:
    """Return the address of an anchor on its page; the empty string where the site does not have it."""
    return "" if name in edition.absent else f"{of(edition, citing.page(edition.anchors[name]))}#{name}"


def json(edition: Edition, name: str) -> str:
    """Return the address of the JSON of a paragraph or note."""
    return of(edition, f"{FOLDER}/{name}.json")


def tei(edition: Edition, name: str) -> str:
    """Return the address of the TEI of a paragraph or note."""
    return of(edition, f"{FOLDER}/{name}.tei.xml")
