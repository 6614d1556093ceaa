"""What the theme adds to a build by MkDocs or ProperDocs: settings, the data of its scripts, and no files of Material.

An edition does not name the plugin. The engines ask for a plugin `search` unless `plugins` says otherwise, and take
the one that the theme registers under this name (`edition/search`). Under an engine that runs no plugins the pages are
complete; search, previews and citing say that they have no data.
"""

import os
import re
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from edition import markdown_extension, theme
from edition.config import ConfigError
from edition.model.edition import Edition
from edition.style import settings
from edition.writers import citing, previews, search, typefaces

MADE = "EDITION_BUILD"
"""Set by `edition build`, which makes the data itself."""
NAMED = re.compile(r'(?:href|src)="(?:\.\./|\./)*([^"?#]*)')
"""The address of a file in a page, without the way up to the root."""


def _root(config: MkDocsConfig) -> Path:
    """Return the folder of the edition of which these are the settings."""
    given = config.mdx_configs.get(markdown_extension.__name__, {}).get("root")
    return Path(given) if given else markdown_extension.find_root(Path(config.config_file_path).parent)


def _load(config: MkDocsConfig) -> Edition:
    """Return the edition of which these are the settings.

    Raises:
        PluginError: if its description cannot be used; MkDocs shows the message.
    """
    try:
        return markdown_extension.load(_root(config))
    except ConfigError as error:
        raise PluginError(str(error)) from error


class EditionPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """MkDocs' `search` for the theme `edition`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Complete the settings with what the edition says, and make pages that open from disk."""
        config.use_directory_urls = False
        edition = _load(config)
        if os.environ.get(MADE):  # all pages are of one state; to look at every source for each takes the square of it
            markdown_extension.hold(_root(config), edition)
        for name, value in settings.implied(edition).items():
            config.extra.setdefault(name, value)
        return config

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Leave out the files of Material that no page uses: all pages are rendered now, and no file is copied yet."""
        pages = [file.page.content or "" for file in files.documentation_pages() if file.page]
        named = {name for page in pages for name in NAMED.findall(page)}
        dirs = config.theme.dirs
        inherited = dirs[dirs.index(str(theme.FOLDER)) + 1 :]
        for file in [file for file in files if file.src_dir in inherited and file.src_uri not in named]:
            files.remove(file)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the scripts that hold data."""
        if os.environ.get(MADE):
            return
        edition = _load(config)
        made = {previews.FILE: previews.write(edition), citing.FILE: citing.script(edition), **search.write(edition)}
        if edition.typefaces:
            made[typefaces.FILE] = typefaces.write(edition)
        for path, text in made.items():
            (Path(config.site_dir) / path).write_text(text, encoding="utf-8")
