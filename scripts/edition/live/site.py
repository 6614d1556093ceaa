"""The live site: pages are rebuilt when they are requested, and the whole site after them.

What changes when a source is saved: the edition is read and resolved; open pages are asked to load again, and each is
made when it is asked for, alone; then the checks run, and last the whole site is built, with everything that is
made of more than one page. Until then, what is not a page and not a plain file waits for it.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from edition import checks, diagnostics, markdown_extension, pipeline, resolve, watching
from edition.config import ConfigError
from edition.diagnostics import Finding
from edition.live.engine import Engine, EngineError, SupersededError
from edition.live.server import News
from edition.readers import engine as spoken
from edition.source import SourceFile
from edition.watching import State

FIRST = 0.5
"""Seconds for which the checks wait for an open page."""
WAIT = 60
"""Seconds for which a file waits for the whole site."""


class Site:
    """The site of the edition below a root, kept up to date by `update`."""

    def __init__(self, root: Path, engine: Engine, news: News) -> None:
        """Take the root, MkDocs, and the news for open pages."""
        self.root, self.engine, self.news = root, engine, news
        self.errors: tuple[Finding, ...] = ()
        self.sources: dict[str, SourceFile] = {}
        self._state: State = frozenset()
        self._whole_state: State = frozenset()
        self._looked = 0.0
        self._made: dict[str, bytes] = {}
        self._ahead = self._whole = False
        self._pending = True  # the first request waits for the first build
        self._changed = threading.Condition()

    @property
    def is_ahead(self) -> bool:
        """Return whether single pages are made before the whole site is built."""
        return self._ahead and self._pending

    def look(self) -> State:
        """Return the state of all files that the site is made from."""
        outside = (path for start in self.engine.watched for path in (start, *start.rglob("*")))
        return watching.state((*watching.site(self.root), *outside))

    def find(self, path: str) -> Path | None:
        """Return a file of the site by its path, up to date; `None` if there is none."""
        page = path in self.engine.pages
        if not (page and self._ahead) and (page or not (self.root / "docs" / path).is_file()):
            with self._changed:
                self._changed.wait_for(lambda: not self._pending, WAIT)
        if page:
            self._make(path)
        if self.engine.site is None:
            return None
        file = (self.engine.site / path).resolve()
        return file if file.is_file() and file.is_relative_to(self.engine.site.resolve()) else None

    def _make(self, path: str) -> None:
        """Rebuild a page, unless it or the whole site was built since the last change."""
        with self._changed:
            made = self._made
            if self._whole or path in made:
                return
        with suppress(EngineError, KeyError):  # the last good page stays; building the whole site reports why
            self.engine.render(path)
            made[path] = self._bytes(path)
            with self._changed:
                self._changed.notify_all()

    def _is_superseded(self) -> bool:
        """Return whether files have changed since the update began; look at them no more often than needed."""
        if time.monotonic() - self._looked < watching.PAUSE:
            return False
        self._looked = time.monotonic()
        return self.look() != self._state

    def update(self, state: State, report: Callable[[], None]) -> None:
        """Bring the site up to date with the files in `state`; call `report` when its errors are known.

        What cannot be used, an edition without a description or a site that MkDocs refuses, leaves the last good one.
        """
        changed = {path for path, _, _ in state ^ self._whole_state}
        self._state = state
        try:
            draft = pipeline.read(self.root)
        except ConfigError as error:
            self._report(tuple(map(checks.RULES["description-unusable"].finding, error.faults)), report)
            self._end(whole=False)
            return
        edition = resolve.resolve(draft)
        if not draft.broken_description:
            markdown_extension.hold(self.root, edition)
        self._begin(ahead=self._is_of_sources(changed))
        self.sources = dict(draft.sources)
        self._report(checks.run(draft, edition), report)
        self._build(report)

    def _begin(self, *, ahead: bool) -> None:
        with self._changed:
            self._ahead, self._pending, self._whole, self._made = ahead, True, False, {}
        open_pages = self.news.waiting
        if ahead:
            self.news.publish()
        if ahead and open_pages:  # the page that the editor looks at comes first, the checks after it
            with self._changed:
                self._changed.wait_for(lambda: bool(self._made), FIRST)

    def _end(self, *, whole: bool) -> None:
        with self._changed:
            self._pending, self._whole = False, whole
            self._changed.notify_all()

    def _is_of_sources(self, changed: set[str]) -> bool:
        """Return whether only the words of existing sources have changed, so that single pages can be made at once."""
        texts = {str(path) for path in watching.sources(self.root)}
        pages = {file.abs_src_path for page in self.engine.pages.values() if (file := page.file)}
        return bool(self.engine.pages) and changed <= texts and not {p for p in changed if p.endswith(".md")} - pages

    def _build(self, report: Callable[[], None]) -> None:
        """Build the whole site; load open pages again, except where those made ahead are just the same."""
        try:
            messages = self.engine.build(self._is_superseded)
        except SupersededError:
            return
        except EngineError as error:
            messages = error.messages
            self._end(whole=False)
        else:
            self._whole_state = self._state
            self._end(whole=True)
            if not self._ahead or any(self._bytes(path) != made for path, made in self._made.items()):
                self.news.publish()
        if messages and not self.errors:  # otherwise they say the same
            refused = map(checks.EXPLAINED["site-refused"].finding, spoken.faults(messages, self.sources))
            self._report(tuple(refused), report)

    def _bytes(self, path: str) -> bytes:
        try:
            return (self.engine.site / path).read_bytes() if self.engine.site else b""
        except OSError:
            return b""

    def _report(self, findings: tuple[Finding, ...], report: Callable[[], None]) -> None:
        self.errors = diagnostics.errors(findings)
        self.news.show(self.errors)
        report()
