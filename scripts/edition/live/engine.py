"""MkDocs in this process: builds the whole site beside the last good one, and rebuilds single pages."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config import Config, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page

from edition.readers import settings


class SupersededError(Exception):
    """The sources have changed again: what is being built is of no use any more."""


class EngineError(Exception):
    """MkDocs could not build the site or a page; `messages` are its own words."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        """Take the messages."""
        self.messages = messages
        super().__init__("\n".join(messages))


class _Options(Config):
    """The options of `_Keeper`, which has none."""


class _Keeper(BasePlugin[_Options]):
    """Keeps what a build was made with, so that single pages can be made again, and stops a build of no use."""

    def __init__(self, is_superseded: Callable[[], bool]) -> None:
        self.is_superseded = is_superseded
        self.config: Any = None
        self.nav: Any = None
        self.env: Any = None
        self.files: Any = None

    def on_nav(self, nav: Any, **_: Any) -> None:  # noqa: ANN401 - MkDocs' own signature
        self.nav = nav

    def on_env(self, env: Any, *, config: Any, files: Any) -> None:  # noqa: ANN401 - MkDocs' own signature
        self.env, self.config, self.files = env, config, files

    def on_pre_page(self, page: Any, **_: Any) -> None:  # noqa: ANN401, ARG002 - MkDocs' own signature
        if self.is_superseded():
            raise SupersededError


class _Listener(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _collect_warnings() -> Iterator[list[str]]:
    """Collect the warnings of MkDocs instead of printing them.

    Raises:
        EngineError: for whatever a plugin, a template or MkDocs itself raises.
    """
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    logger.propagate = False
    logger.addHandler(listener)
    try:
        yield listener.messages
    except SupersededError:
        raise
    except (Exception, SystemExit) as error:
        raise EngineError(tuple(listener.messages) or (f"{type(error).__name__}: {error}",)) from error
    finally:
        logger.removeHandler(listener)


class Engine:
    """The site of the edition below a root, in a folder of its own; `site` is `None` until it was built once."""

    def __init__(self, root: Path, url: str) -> None:
        """Take the root, and the address at which the site is served."""
        self.root, self.url = root, url
        self.site: Path | None = None
        self._work = Path(tempfile.mkdtemp(prefix="edition-"))
        self.pages: dict[str, Page] = {}
        self.watched: tuple[Path, ...] = ()
        self._keeper = _Keeper(lambda: False)
        self._lock = threading.RLock()

    def build(self, is_superseded: Callable[[], bool]) -> tuple[str, ...]:
        """Build the whole site and replace the last one; return the warnings of MkDocs.

        Raises:
            EngineError: if MkDocs failed; the last site stays.
            SupersededError: if `is_superseded`, asked before every page, returned true; the last site stays.
        """
        target = Path(tempfile.mkdtemp(dir=self._work))
        keeper = _Keeper(is_superseded)
        try:
            with self._lock, _collect_warnings() as messages:
                config = load_config(
                    str(self.root / settings.FILE), site_dir=str(target), site_url=self.url, strict=False
                )
                if self.site is None:
                    config.plugins.on_startup(command="serve", dirty=False)
                config.plugins["edition-live"] = keeper
                build.build(config, serve_url=self.url)
                old, self.site, self._keeper = self.site, target, keeper
                self.pages = {file.dest_uri: file.page for file in self._documents() if file.page}
                self.watched = self._watched(config)
                keeper.is_superseded = lambda: False
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        if old:
            shutil.rmtree(old, ignore_errors=True)
        return tuple(messages)

    def _watched(self, config: MkDocsConfig) -> tuple[Path, ...]:
        """Return the files and folders outside those of the edition whose changes change the site."""
        theme: Any = config.theme
        hooks: Any = config.hooks
        return tuple(Path(self.root, path) for path in (theme.custom_dir, *hooks, *config.watch) if path)

    def _documents(self) -> list[Any]:
        return list(self._keeper.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))

    def render(self, path: str) -> None:
        """Rebuild one page of the site, with the contents of the last build of the whole site.

        Raises:
            EngineError: if MkDocs failed; the page stays as it was.
        """
        with self._lock, _collect_warnings():
            page, made = self.pages[path], self._keeper
            excluded = page.file.inclusion == InclusionLevel.EXCLUDED
            # MkDocs has no public way to build one page
            build._populate_page(page, made.config, made.files)  # noqa: SLF001
            build._build_page(page, made.config, self._documents(), made.nav, made.env, excluded=excluded)  # noqa: SLF001

    def close(self) -> None:
        """Remove the site, and what a build that was interrupted has left."""
        if self.site:
            self._keeper.config.plugins.on_shutdown()
        shutil.rmtree(self._work, ignore_errors=True)
