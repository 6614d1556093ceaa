"""The theme `edition`: templates, styles, scripts and fonts, which MkDocs finds by an entry point of the package."""

from pathlib import Path

NAME = "edition"
FOLDER = Path(__file__).parent
ASSETS = "assets/edition"
"""The folder of the site that holds the program's styles, scripts and fonts, and the data that its scripts load."""


def fonts() -> dict[str, bytes]:
    """Return the fonts and their licence, by name."""
    return {path.name: path.read_bytes() for path in sorted((FOLDER / ASSETS / "fonts").iterdir())}
