"""Comfort under MkDocs and ProperDocs: the data of search, previews and citing also where `edition build` is not run.

`edition build` makes these files itself; without them, and under an engine that runs no hooks, the pages are whole
and only these three say that they have no data.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from edition import markdown_extension


def on_config(config: Any, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own signature
    """Leave the theme's own folder out: of its thousands of files nothing is used, but each would be looked at."""
    config.theme.dirs = [config.theme.custom_dir, config.theme.dirs[-1]]


def on_post_build(config: Any, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own signature
    """Write the scripts that hold data below `assets/` of the built site."""
    if os.environ.get("EDITION_BUILD"):
        return
    from edition.writers import citing, previews, search  # noqa: PLC0415 - `edition build` has no use for them here

    edition = markdown_extension.load(markdown_extension.find_root(Path(config.config_file_path).parent))
    made = {"assets/previews.js": previews.write(edition), "assets/citing.js": citing.script(edition)}
    for path, text in {**made, **search.write(edition)}.items():
        (Path(config.site_dir) / path).write_text(text, encoding="utf-8")
