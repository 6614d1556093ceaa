"""The theme's templates: what an editor types into mkdocs.yml or a heading is printed as it was typed, never run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from edition import pipeline, processes, theme
from edition.writers import citing, previews, search
from support import ROOT, with_dialogs

HOSTILE = '<img src=x onerror="f()"> & "quoted" \'single\' a < b > c </title><script>f()</script> `${f()}` \\n'
"""Markup, quotation marks and signs in one title, and what scripts read in a string."""
MKDOCS = f"""
site_name: &hostile |-
  {HOSTILE}
site_description: *hostile
copyright: *hostile
use_directory_urls: false
theme: {{name: edition}}
extra:
  lang: 'en-GB"><b>'
  version: *hostile
  date: *hostile
  day: *hostile
  loci:
    - name: '"><b>'
      title: *hostile
      choices: [{{siglum: '"><b>', title: *hostile}}, {{siglum: b, title: *hostile}}]
markdown_extensions: [edition.markdown_extension]
extra_css: [assets/own.css]
extra_javascript: [assets/own.js]
nav:
  - *hostile : index.md
  - headed.md
  - titled.md
  - *hostile :
    - *hostile : essay/a.md
    - *hostile :
      - *hostile : deeper.md
  - *hostile : 'https://other.example/?a="><b>&b=<i>'
  - https://untitled.example/
"""
LINKED = "assets/images/favicon.png"
"""A file of Material."""
OWN = ("own.css", "own.js")
"""A style sheet and a script of the edition."""
HEADED = f'# *Marx’s* "Capital" & `a < b` – AT&T\n\n| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |\n\n[Icon]({LINKED})\n'


class Seen(HTMLParser):
    """The elements of a page with the words directly within them, and all attributes."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self._open: list[str] = [""]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in {"meta", "link", "input", "img", "br"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take words."""
        if data.strip():
            self.texts.append((self._open[-1], " ".join(data.split())))

    def within(self, tag: str) -> list[str]:
        """Return the words directly within the elements of a tag."""
        return [words for at, words in self.texts if at == tag]


def build(root: Path) -> Path:
    """Build the site of the edition below `root` with MkDocs alone, and return its folder."""
    done = mkdocs(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    """Run MkDocs alone, without `edition build`, on the settings below `root`."""
    command = [sys.executable, "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=root, env=processes.environment(), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that MkDocs alone builds of an edition whose every title, sign and field is hostile."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "tests" / "cases" / "stock", root, dirs_exist_ok=True)
    (root / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    docs = root / "docs"
    (docs / "assets").mkdir()
    for name in OWN:
        (docs / "assets" / name).touch()
    (docs / "headed.md").write_text(HEADED, encoding="utf-8")
    (docs / "titled.md").write_text(f"---\ntitle: |-\n  {HOSTILE}\ndescription: |-\n  {HOSTILE}\n---\n\nWords.\n")
    (docs / "deeper.md").write_text("# Deeper\n\nWords.\n", encoding="utf-8")
    return build(root)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Seen]:
    """Return its pages with what the script `dialogs.js` adds to each."""
    return {p.stem: Seen(with_dialogs(p, site)) for p in site.rglob("*.html")}


def test_only_files_that_are_used_are_published(site: Path) -> None:
    """The theme's own files, the data of its scripts, and of Material's files the one that a page links to."""
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    data = {previews.FILE, citing.FILE, *search.write(pipeline.edition(site.parent))}
    ours = {p.relative_to(theme.FOLDER).as_posix() for p in (theme.FOLDER / "assets").rglob("*") if p.is_file()}
    assert f"{theme.ASSETS}/edition.css" in ours
    assert {path for path in published if path.startswith("assets/")} == {
        *ours,
        *data,
        *(f"assets/{name}" for name in OWN),
        LINKED,
    }
    assert {path for path in published if not path.startswith("assets/") and not path.endswith(".html")} == {
        "sitemap.xml",
        "sitemap.xml.gz",
    }


def test_what_is_typed_is_printed_on_every_page(pages: dict[str, Seen]) -> None:
    """Titles of pages, sections and the edition, the notice of rights, version, date and switches."""
    assert {"index", "headed", "titled", "a", "deeper", "404"} <= set(pages)
    for name, page in pages.items():
        assert page.within("title")[0].endswith(HOSTILE), name
        assert page.within("li").count(HOSTILE) == 2, name
        links = page.within("a")
        # the menu has six pages and two links, of which one has no title
        assert links.count(HOSTILE) >= 5, name
        assert "https://untitled.example/" in links, name
        assert page.within("legend").count(HOSTILE) == 1, name
        assert page.within("label").count(HOSTILE) == 2, name
        assert HOSTILE in page.within("p"), name
        assert any(f"Version {HOSTILE}, {HOSTILE}." in words for words in page.within("p")), name


def test_nothing_that_is_typed_is_run(pages: dict[str, Seen]) -> None:
    """No element, attribute or address comes of it."""
    for name, page in pages.items():
        tags = {tag for tag, _, _ in page.attributes} | {tag for tag, _ in page.texts}
        assert not tags & {"img", "b"}, name
        scripts = {at for tag, at, _ in page.attributes if tag == "script"}
        assert scripts == {"src", "defer", "data-loci"}, name
        assert page.within("script") == [], name
        assert not [at for _, at, _ in page.attributes if at.startswith("on")], name
        assert ("html", "lang", 'en-GB"><b>') in page.attributes, name
        assert ("input", "value", 'only-"><b>') in page.attributes, name
        assert ("a", "href", 'https://other.example/?a="><b>&b=<i>') in page.attributes, name


def test_the_edition_may_be_in_another_folder(tmp_path: Path) -> None:
    """The theme prints the edition that the extension is given; where there is none, MkDocs says so in one message."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A page\n", encoding="utf-8")
    root = ROOT / "tests" / "cases" / "stock"
    for options, code in ((f": {{root: '{root}'}}", 0), ("", 1)):
        text = f"site_name: x\ntheme: {{name: edition}}\nmarkdown_extensions: [edition.markdown_extension{options}]\n"
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
        done = mkdocs(tmp_path)
        assert done.returncode == code, done.stderr
        assert ("citations/edition.yml:1:1: the file is missing" in done.stderr) == bool(code)
        assert "Traceback" not in done.stderr
    assert "Version 1.0.0, 31 January 2020.</p>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_template_of_the_edition_has_the_icons_and_words_of_material(tmp_path: Path) -> None:
    """The theme extends Material: whoever replaces a part of it can include what Material has."""
    shutil.copytree(ROOT / "tests" / "cases" / "stock", tmp_path, dirs_exist_ok=True)
    (tmp_path / "docs" / "index.md").write_text("# A page\n", encoding="utf-8")
    settings = "site_name: x\ntheme: {name: edition, custom_dir: own, language: de}\n"
    settings += "markdown_extensions: [edition.markdown_extension]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    part = tmp_path / "own" / "partials" / "footer.html"
    part.parent.mkdir(parents=True)
    words = '{% import "partials/language.html" as lang with context %}{{ lang.t("search.placeholder") }}'
    part.write_text(f'<footer>{words} {{% include ".icons/material/book.svg" %}}</footer>', encoding="utf-8")
    done = mkdocs(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "<footer>Suche <svg " in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_an_edition_adds_a_style_and_a_script_of_its_own(pages: dict[str, Seen]) -> None:
    """They follow the theme's, so that they prevail."""
    for name, to_root in (("index", ""), ("a", "../"), ("404", "/")):
        style = [value for tag, at, value in pages[name].attributes if (tag, at) == ("link", "href")]
        script = [value for tag, at, value in pages[name].attributes if (tag, at) == ("script", "src")]
        assert style[-2:] == [f"{to_root}assets/edition/edition.css", f"{to_root}assets/own.css"], name
        assert script[-2:] == [f"{to_root}assets/edition/edition.js", f"{to_root}assets/own.js"], name


def test_a_heading_makes_the_title_that_is_read(pages: dict[str, Seen]) -> None:
    """Its entities and mark-up do not show; a title in the page's own data is plain text."""
    title = "Marx’s “Capital” & a < b – AT&T"
    assert pages["headed"].within("title") == [f"{title} – {HOSTILE}"]
    assert title in pages["index"].within("a")
    assert pages["titled"].within("title") == [f"{HOSTILE} – {HOSTILE}"]
    assert ("meta", "content", HOSTILE) in pages["titled"].attributes


def test_cells_are_aligned_without_a_style(pages: dict[str, Seen]) -> None:
    """The policy of the pages refuses styles of elements."""
    found = [(tag, at, value) for tag, at, value in pages["headed"].attributes if tag in {"td", "th"}]
    assert found == [(tag, "class", f"align-{at}") for tag in ("th", "td") for at in ("right", "center")]


def test_no_page_repeats_the_contents_of_a_long_edition(tmp_path: Path) -> None:
    """Of a long list the menu has the first page, the one shown, its neighbours, and the way to all contents."""
    shutil.copytree(ROOT / "tests" / "cases" / "stock", tmp_path, dirs_exist_ok=True)
    names = [f"part-{number:02}" for number in range(1, 31)]
    nav = "".join(f"    - {name.capitalize()}: {name}.md\n" for name in names)
    site = "use_directory_urls: false\nsite_name: Long\ntheme: {name: edition}\nextra: {lang: en}\n"
    (tmp_path / "mkdocs.yml").write_text(f"{site}nav:\n  - Title page: index.md\n  - Parts:\n{nav}", encoding="utf-8")
    for name in names:
        (tmp_path / "docs" / f"{name}.md").write_text(f"# {name}\n\nWords.\n", encoding="utf-8")
    built = build(tmp_path)
    for name, shown in {
        "index": ["Part-01"],
        "part-01": ["Part-01", "Part-02"],
        "part-15": ["Part-01", "Part-14", "Part-15", "Part-16"],
        "part-30": ["Part-01", "Part-29", "Part-30"],
    }.items():
        text = (built / f"{name}.html").read_text(encoding="utf-8")
        menu = Seen(text[text.index('<details class="menu">') : text.index("</details>")] + "</details>")
        assert menu.within("a") == ["Title page", *shown, "All contents"], name
