"""The live site after every kind of change: the pages made ahead, and then the whole, are those of a fresh build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from mkdocs.commands import build
from mkdocs.config import load_config

from edition import markdown_extension, watching
from edition.live.engine import Engine, EngineError, SupersededError
from edition.live.server import News
from edition.live.site import Site
from test_left_out import MKDOCS, laid_out

URL = "http://127.0.0.1:8000/"
Changed = Callable[[Path], None]


def replacing(path: str, old: str, new: str) -> Changed:
    """Return what replaces words that a file has once or more often."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def writing(path: str, text: str) -> Changed:
    """Return what writes a file, a new one or another in its place."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return change


class Live:
    """An edition that is served, without a web server."""

    def __init__(self, root: Path) -> None:
        """Build its site."""
        self.root = root
        self.engine, self.news = Engine(root, URL), News(1)
        self.site = Site(root, self.engine, self.news)
        self.ahead: dict[str, bytes] = {}
        self.save()

    def save(self) -> None:
        """Bring the site up to date; keep the pages as they are before the whole site is built."""

        def look_at_pages() -> None:
            if self.site.is_ahead:
                self.ahead = {path: found.read_bytes() for path in self.engine.pages if (found := self.site.find(path))}

        self.ahead = {}
        self.site.update(self.site.look(), look_at_pages)

    def whole(self) -> dict[str, bytes]:
        """Return the files of the site, by path."""
        assert self.engine.site
        return files(self.engine.site)


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def fresh(root: Path, target: Path) -> dict[str, bytes]:
    """Build the site of an edition as `mkdocs build` does, with nothing kept, and return its files."""
    held = dict(markdown_extension._held)
    markdown_extension._held.clear()
    markdown_extension._loaded.clear()
    shutil.rmtree(target, ignore_errors=True)
    build.build(load_config(str(root / "mkdocs.yml"), site_dir=str(target), site_url=URL, strict=False))
    markdown_extension._held.update(held)
    return files(target)


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """Return an edition with something of everything, served."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.chdir(laid_out(tmp_path / "edition", set()))
    shown = Live(tmp_path / "edition")
    yield shown
    site = shown.engine.site
    shown.engine.close()
    assert site
    assert not site.parent.exists()


NOTE = replacing("docs/notes/a.md", "@cw3", "@cw33")
TEXTS = {
    "a note": replacing("docs/notes/a.md", "The essay drops", "Certainly, the essay drops"),
    "a note with an error": NOTE,
    "the essay": replacing("docs/essay/a.md", "kettle", "cauldron"),
    "an authority file": replacing("citations/authority/persons.yml", "Of kettles.", "Of pots."),
    "the chronology": replacing("citations/chronology.yml", "It boils.", "It cools."),
    "a bibliography entry": replacing("citations/works.bib", "Kettles", "Pots"),
    "the description": replacing("citations/edition.yml", "On Kettles", "On Pots"),
    "an ordinary page": replacing("docs/about.md", "# ", "# More "),
}
OTHERS = {
    "the settings": replacing("mkdocs.yml", "site_name: On Kettles", "site_name: On Pots"),
    "the contents": writing("mkdocs.yml", MKDOCS + "nav: [index.md, about.md]\n"),
    "a page added": writing("docs/more.md", "# More\n\nWords.\n"),
    "a page removed": lambda root: (root / "docs" / "glossary.md").unlink(),
    "a picture": writing("docs/assets/dot.svg", "<svg/>"),
    "a register added": writing("citations/authority/places.yml", "- id: hob\n  name: Hob\n  forms: [hob]\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", [*TEXTS, *OTHERS])
def test_what_is_served_is_what_a_fresh_build_makes(what: str, live: Live, tmp_path: Path) -> None:
    before, version = live.whole(), live.news.version
    (TEXTS | OTHERS)[what](live.root)
    live.save()
    expected = fresh(live.root, tmp_path / "fresh")
    assert expected != before or what == "a register added"
    assert live.whole() == expected
    assert live.news.version > version
    assert bool(live.ahead) == (what in TEXTS or what == "a register added")
    # the titles that other pages have in the contents come with the whole site, and open pages load once more
    late = {path for path, made in live.ahead.items() if made != expected[path]}
    assert bool(late) == (what in {"the essay", "an ordinary page"})
    assert live.news.version == version + (2 if late else 1)


@pytest.mark.slow
def test_the_site_of_stock_material_is_served_as_it_is_built(live: Live, tmp_path: Path) -> None:
    """Its plug-ins run over one page as over all of them: the index of its search has each page once."""
    own, stock = "theme: {name: edition}", "theme: {name: material, font: false}\nuse_directory_urls: false"
    replacing("mkdocs.yml", own, stock)(live.root)
    live.save()
    TEXTS["a note"](live.root)
    live.save()
    expected = fresh(live.root, tmp_path / "fresh")
    assert live.ahead == {path: expected[path] for path in live.engine.pages}
    assert live.whole() == expected


class Stub:
    """An engine with one page, which it makes as `alone` by itself and as `whole` with the site."""

    def __init__(self, root: Path) -> None:
        """Make a folder for the site."""
        self.site = root / "site"
        self.site.mkdir()
        self.pages = {"index.html": SimpleNamespace(file=SimpleNamespace(abs_src_path=str(root / "docs" / "index.md")))}
        self.watched = ()
        self.alone = self.whole = "Words."

    def render(self, path: str) -> None:
        """Make the page."""
        (self.site / path).write_text(self.alone, encoding="utf-8")

    def build(self, _: Callable[[], bool]) -> tuple[str, ...]:
        """Make the site."""
        (self.site / "index.html").write_text(self.whole, encoding="utf-8")
        return ()


def test_open_pages_load_again_if_the_whole_site_has_others(tmp_path: Path) -> None:
    """Once when a source has changed, and once more if the page made ahead is not that of the whole site."""
    root = laid_out(tmp_path / "edition", set())
    engine, news = Stub(root), News(0)
    site = Site(root, cast("Engine", engine), news)
    versions = [news.version]

    def look_at_page() -> None:
        if site.is_ahead:
            site.find("index.html")

    def save(change: Changed) -> None:
        change(root)
        site.update(site.look(), look_at_page)
        versions.append(news.version - versions[0])

    save(TEXTS["a note"])
    save(TEXTS["the essay"])
    engine.whole = "Other words."
    save(TEXTS["the chronology"])
    save(OTHERS["the settings"])
    assert versions[1:] == [1, 2, 4, 5]


@pytest.mark.slow
def test_an_open_page_loads_once(live: Live) -> None:
    """Where the whole site has the page just as it was made ahead."""
    version = live.news.version
    TEXTS["a note"](live.root)
    live.save()
    assert live.news.version == version + 1


@pytest.mark.slow
def test_errors_are_shown_until_they_are_fixed(live: Live) -> None:
    NOTE(live.root)
    live.save()
    assert [error.rule for error in live.news.errors] == ["cite-unknown-work"]
    assert b"cw33" in live.whole()["essay/a.html"]
    replacing("docs/notes/a.md", "@cw33", "@cw3")(live.root)
    live.save()
    assert live.news.errors == ()


BROKEN = {
    "citations/edition.yml": ("titel: On Pots\n", "description-unusable"),
    "mkdocs.yml": ("markdown_extensions: [nothing.such]\n", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("path", BROKEN)
def test_the_last_good_site_stays_while_settings_are_broken(path: str, live: Live) -> None:
    """The fault is reported; a note that changes meanwhile shows, and the site is whole again afterwards."""
    before, good = live.whole(), (live.root / path).read_text(encoding="utf-8")
    added, rule = BROKEN[path]
    (live.root / path).write_text(good + added, encoding="utf-8")
    live.save()
    assert live.whole() == before
    assert live.news.errors
    assert rule in {"", *(error.rule for error in live.news.errors)}
    assert {error.place.file for error in live.news.errors} == {path}
    assert all(live.site.find(name) for name in before)
    TEXTS["a note"](live.root)
    (live.root / path).write_text(good, encoding="utf-8")
    live.save()
    assert live.news.errors == ()
    assert b"Certainly" in live.whole()["essay/a.html"]


@pytest.mark.slow
def test_a_build_of_no_use_is_given_up(live: Live) -> None:
    """The sources have changed again; the site stays, and the next update makes it whole."""
    before = live.whole()
    OTHERS["the contents"](live.root)
    with pytest.raises(SupersededError):
        live.engine.build(lambda: True)
    assert live.whole() == before
    live.save()
    assert live.whole() != before


@pytest.mark.slow
def test_a_page_that_cannot_be_made_stays(live: Live) -> None:
    before = live.whole()
    (live.root / "docs" / "about.md").write_bytes(b"\xff")
    with pytest.raises(EngineError, match=r"about\.md"):
        live.engine.render("about.html")
    assert live.whole() == before


def test_changes_are_noticed_when_files_rest(tmp_path: Path) -> None:
    """Not while a program is writing; a file that comes or goes is a change, a hidden one is none."""
    states = watching.changes(lambda: watching.state(watching.site(tmp_path)))
    (tmp_path / "citations").mkdir()
    assert next(states) == frozenset()
    (tmp_path / "citations" / "a.bib").write_text("words", encoding="utf-8")
    (tmp_path / "citations" / ".a.bib.swp").write_text("words", encoding="utf-8")
    assert [re.sub(r".*/", "", path) for path, _, _ in next(states)] == ["a.bib"]
    (tmp_path / "citations" / "a.bib").unlink()
    assert next(states) == frozenset()
