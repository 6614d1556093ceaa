"""Editions that leave pages out: nothing that is built names a page that the site does not have."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest

from edition import cli, pipeline
from edition.model.layout import KnownPage
from edition.writers import citing, data, head, llms, previews, search, site
from edition.writers.head import schema_org, signposting
from support import Page, specimen

CASES = Path(__file__).parent / "cases"
LISTS = {
    "essay/index.md": ("essay",),
    "notes/index.md": ("notes",),
    "bibliography.md": ("bibliography",),
    "people.md": ("people",),
    "organisations.md": ("organisations",),
    "glossary.md": ("glossary",),
    "chronology.md": ("timeline", "chronology"),
    "passages.md": ("passages",),
    "concordance.md": ("concordance",),
    "apparatus.md": ("apparatus", "standing", "spaces"),
    "witness.md": ("witness",),
    "state.md": ("state", "questions", "errands"),
    "how-to-cite.md": ("citing-marks", "citing-examples"),
    "downloads/index.md": ("downloads",),
    "search.md": (),
    "about.md": (),
}
"""The ordinary pages that an edition may have besides its title page, and the lists on them."""
HEADING = "- id: {id}\n  name: {name}\n  sort: {name}\n  gloss: Of kettles.\n  {forms}: [{name}]\n"
REGISTERS = {
    "persons": HEADING.format(id="cook", name="Ada Cook", forms="notes_forms"),
    "organisations": HEADING.format(id="hob", name="old cooks", forms="forms"),
    "concepts": HEADING.format(id="kettle", name="kettle", forms="forms"),
    "events": HEADING.format(id="boiling", name="boils", forms="forms"),
}
CHRONOLOGY = "- id: boil\n  new: 1871-02-03\n  event: It boils.\n  places: [a-p1]\n  note: 1\n"
STANDING = "- id: sic-sings\n  at: a-p2\n  lemma: It sings\n  kind: grammar\n  remark: So it does.\n  note: 2\n"
MKDOCS = """
site_name: On Kettles
strict: true
theme: {name: edition}
markdown_extensions: [edition.markdown_extension]
validation:
  links: {not_found: warn, anchors: warn}
"""
NAMED = re.compile(r"(?<![\w/.:%}`-])(?<!\$=')(?P<path>(?:\.\./)*[\w-][\w./-]*\.x?html)(?:#(?P<fragment>[\w.:-]*\w))?")
"""The name of a page in any text; what a script puts together (`${base}search.html`) and examples are not."""
TEXTS = (".html", ".xhtml", ".opf", ".ncx", ".json", ".jsonld", ".js", ".xml", ".txt", ".markdown", ".csv")
ADDRESS = "https://kettles.example/sub/"


def laid_out(root: Path, without: set[str], address: str = "") -> Path:
    """Write an edition with something of everything below `root`, without some of its ordinary pages."""
    shutil.copytree(CASES / "stock", root, dirs_exist_ok=True)
    description = root / "citations" / "edition.yml"
    text = description.read_text(encoding="utf-8").replace("https://kettles.example/", address or '""')
    description.write_text(text, encoding="utf-8")
    files = {f"docs/{page}": _page(page) for page in LISTS if page not in without}
    files |= {f"citations/authority/{name}.yml": words for name, words in REGISTERS.items()}
    files |= {"citations/chronology.yml": CHRONOLOGY, "citations/standing.yml": STANDING, "mkdocs.yml": MKDOCS}
    for path, words in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(words, encoding="utf-8")
    return root


def _page(page: str) -> str:
    return "\n".join([f"# {page}", *(f"\n/// edition | {name}\n///" for name in LISTS[page])]) + "\n"


def lost(files: dict[str, str], address: str = "") -> set[str]:
    """Return every page that a file names and that is not among the files, and every fragment that a page has not."""
    ids = {path: set(Page(text).ids) for path, text in files.items() if path.endswith("html")}
    found = set()
    for path, text in files.items():
        folder = posixpath.dirname(path)
        near = text.replace(address, posixpath.relpath(".", folder or ".") + "/") if address else text
        for name in NAMED.finditer(near):
            # what stands in a script is seen from the page that loads it, or named from the root of the site
            targets = {posixpath.normpath(posixpath.join(at, name["path"])) for at in (folder, "")}
            known = [ids[target] for target in targets if target in ids]
            if not known or (name["fragment"] and not any(name["fragment"] in there for there in known)):
                found.add(f"{path}: {name[0]}")
    return found


def texts(folder: Path) -> dict[str, str]:
    """Return the files of a built site that are texts."""
    paths = [path for path in folder.rglob("*") if path.name.endswith(TEXTS)]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_a_site_of_the_essay_alone_names_no_other_page(tmp_path: Path, address: str) -> None:
    """No link, no script, no data, no metadata and no map leads to a page that was left out; the EPUB has its own."""
    root = laid_out(tmp_path, set(LISTS), address)
    assert cli.main(["build", "--root", str(root)]) == cli.CLEAN
    files = texts(root / "site")
    pages = {path for path in files if path.endswith(".html")}
    assert pages == {"index.html", "404.html", "essay/a.html", "notes/a.html"}
    assert lost(files, address) == set()
    book = zipfile.ZipFile(io.BytesIO((root / "site" / "downloads" / "edition.epub").read_bytes()))
    inside = {name: book.read(name).decode() for name in book.namelist() if name.endswith(TEXTS)}
    assert "auth-cook" in "".join(inside.values())
    assert lost(inside) == set()


@pytest.mark.slow
def test_a_whole_site_leads_to_all_its_pages(tmp_path: Path) -> None:
    """What is left out elsewhere is there where the pages are: the other test would see it."""
    root = laid_out(tmp_path, set())
    assert cli.main(["build", "--root", str(root)]) == cli.CLEAN
    files = texts(root / "site")
    assert lost(files) == set()
    assert {"bib-cw3", "auth-cook", "chron-boil", "app-has", "sic-sings"} <= set(
        re.findall(r"#([\w-]+)", files["data/entities.json"] + files["data/chronology.json"])
    ) | set(re.findall(r"[\w-]+", files[citing.FILE]))
    for page in LISTS:
        del files[page.replace(".md", ".html")]
        assert lost(files), page


@pytest.mark.parametrize("page", LISTS)
def test_what_is_written_names_no_page_that_is_left_out(tmp_path: Path, page: str) -> None:
    """Each page in its turn: scripts, data, maps and metadata are written without it."""
    edition = pipeline.edition(laid_out(tmp_path, {page}))
    left = page.replace(".md", ".html")
    pages = [p.replace(".md", ".html") for p in {"index.md", "essay/a.md", "notes/a.md", *LISTS} - {page}]
    written = {**data.write(edition), **search.write(edition), "citing": citing.script(edition)}
    written |= {"previews": previews.write(edition), "llms": llms.write(edition, pages)}
    written |= {"schema": schema_org.write(edition), "links": signposting.write(edition)}
    written |= {path: head.insert_metadata(edition, path, "<title>A</title></head>") for path in pages}
    shown = [element for name, block in site.BLOCKS.items() if name not in LISTS[page] for element in block(edition)]
    shown += site.page_of(edition, "a") or []
    written["shown"] = "".join(tostring(element, encoding="unicode") for element in shown).replace(page, left)
    assert [name for name, text in written.items() if left in text] == []


@pytest.mark.parametrize(
    ("page", "anchors"),
    [
        ("people", {"auth-cook"}),
        ("organisations", {"auth-hob", "auth-boiling"}),
        ("glossary", {"auth-kettle"}),
        ("chronology", {"chron-boil"}),
        ("apparatus", {"app-has", "sic-sings"}),
        ("bibliography", {"bib-cook1871treatise", "bib-baker1880letter", "bib-cw3"}),
    ],
)
def test_a_page_without_its_list_counts_as_missing(page: str, anchors: set[str], tmp_path: Path) -> None:
    """Where a page does not ask for its list, no link leads to an entry of it."""
    root = laid_out(tmp_path, set())
    (root / "docs" / f"{page}.md").write_text("# A page\n\nTo be written.\n", encoding="utf-8")
    edition = pipeline.edition(root)
    assert edition.absent == anchors
    written = previews.write(edition) + citing.script(edition)
    assert [anchor for anchor in anchors if f'"{anchor}"' in written] == []
    assert f"{page}.html" not in "".join(data.write(edition).values())


def test_the_program_knows_these_pages() -> None:
    """Their addresses are published, and never change; the page of the search is the theme's."""
    assert {*KnownPage} == {"index.md", *LISTS} - {"search.md"}


@pytest.mark.parametrize("name", ["apparatus", "standing"])
def test_a_list_of_nothing_says_so(name: str) -> None:
    edition = replace(specimen(), emendations=(), standing=())
    assert ["".join(part.itertext()) for part in site.BLOCKS[name](edition)] == ["None."]


def test_notes_that_there_are_not_have_no_numbers() -> None:
    bare = pipeline.edition(CASES / "bare")
    heads = [cell.text for part in site.BLOCKS["state"](bare) for cell in part.iter("th")]
    assert heads.count(bare.words("state.numbered_otherwise")) == 2
