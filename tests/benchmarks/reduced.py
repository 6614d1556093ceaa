"""A reduced edition, made from our sources: the essay, the author's notes and the bibliography, and no more.

That is what other programs are given when they are asked for “essay and notes alone”. Left out are the editors' notes,
the registers, the chronology, the apparatus' page, the introduction, outlines, standing readings and the list of
published anchors; what led there is words. Emendations, marks of pages and all numbered notes stay as they are.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
ASIDE = ("pages", "outlines", "no_names")
"""What the description of the whole edition says of what is left out."""
PAGES = {
    "index.md": "# Essay and notes\n\n/// edition | contents\n///\n",
    "essay/index.md": "# The whole essay\n\n/// edition | essay\n///\n",
    "notes/index.md": "# All notes\n\n/// edition | notes\n///\n",
    "bibliography.md": "# Bibliography\n\n/// edition | bibliography\n///\n",
    "downloads/index.md": "# Downloads\n\n/// edition | downloads\n///\n",
}
EDITORS_NOTE = re.compile(r"^\[\^e-[^\n]*\n(?:\n* {4}[^\n]*\n)*", re.MULTILINE)
EDITORS_CALL = re.compile(r"\[\^e-[a-z0-9-]+\]")
LED_AWAY = re.compile(r"\[([^\[\]]*)\](?:\(#r?e-[^()]*\)(?:\{also=[^}]*\})?|\{ref=[^}]*\})")
"""Links to the editors' notes, and names that a register distinguishes."""


def _without_editors(text: str) -> str:
    return LED_AWAY.sub(r"\1", EDITORS_CALL.sub("", EDITORS_NOTE.sub("", text)))


def lay_out(target: Path) -> None:
    """Write the sources of the reduced edition below `target`."""
    description = yaml.safe_load((ROOT / "citations" / "edition.yml").read_text(encoding="utf-8"))
    kept = {name: value for name, value in description.items() if name not in ASIDE}
    sections = description["sections"]
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = PAGES | {
        f"{part}/{name}.md": _without_editors((ROOT / "docs" / part / f"{name}.md").read_text(encoding="utf-8"))
        for part in ("essay", "notes")
        for name in sections
    }
    site["nav"] = list(pages)
    written = {f"docs/{path}": text for path, text in pages.items()}
    written["citations/edition.yml"] = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)
    written["mkdocs.yml"] = yaml.safe_dump(site, allow_unicode=True, sort_keys=False)
    for path, text in written.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
    for source in (ROOT / "citations").glob("*.*"):
        if source.suffix == ".bib" or source.name in {"witness.txt", "white-space.yml"}:
            shutil.copy(source, target / "citations")
