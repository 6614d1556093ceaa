"""The same pages made by what a user would otherwise pick: Sphinx (HTML alone), and pandoc with Typst (four formats).

Called by `bench.py --others`; Sphinx and its extensions are installed into an environment of their own for it.
Both are given the pages of a built site, of the whole edition or of the reduced one, written out as Markdown.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPHINX = ("sphinx", "furo", "myst-parser", "sphinxcontrib-bibtex")
ARTICLE = re.compile(r"<article>(.*?)</article>", re.DOTALL)
NOTE = re.compile(r"\[\^([^\]]+)\]")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()]*\)")
TWICE = {"essay/index.md", "notes/index.md"}
"""Pages that hold once more what others hold."""
NOT_IN_BOOKS = TWICE | {"search.md", "state.md", "witness.md", "concordance.md", "how-to-cite.md", "downloads/index.md"}
"""Pages that our own books do not carry either."""
CONF = """\
project = "Beside"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = [{files}]
html_theme = "furo"
suppress_warnings = ["myst", "bibtex"]
"""
INDEX = "\n\n```{toctree}\n%s\n```\n\n```{bibliography}\n:all:\n```\n"
PANDOC = """\
import sys, pypandoc, typst
from pathlib import Path
text, bibs = sys.argv[1], sys.argv[2:]
options = ["--citeproc", "--standalone", "--metadata", "title=Essay"]
options += [part for bib in bibs for part in ("--bibliography", bib)]
for name in ("html", "epub", "tei", "typst"):
    pypandoc.convert_file(text, name, format="markdown", outputfile=f"out.{name}", extra_args=options)
Path("out.pdf").write_bytes(typst.compile("out.typst", format="pdf"))
"""


def full_pages(site: Path, target: Path) -> None:
    """Write every page of a built site as Markdown below `target`: what our pages hold, as a bare engine would have it.

    Our sources name generated lists (`/// edition | bibliography`) that a bare engine cannot make; only so does it
    build the same pages.
    """
    import pypandoc

    for page in sorted(site.rglob("*.html")):
        found = ARTICLE.search(page.read_text(encoding="utf-8"))
        if found:
            path = (target / page.relative_to(site)).with_suffix(".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pypandoc.convert_text(found[1], "markdown_strict+footnotes", "html"), encoding="utf-8")


def _pages(full: Path, without: set[str]) -> list[Path]:
    return [path for path in sorted(full.rglob("*.md")) if path.relative_to(full).as_posix() not in without]


def bibliographies() -> list[Path]:
    """Return the edition's `.bib` files."""
    return sorted((ROOT / "citations").glob("*.bib"))


def with_sphinx(folder: Path) -> Path:
    """Make an environment with Sphinx below `folder`, and give its Python."""
    venv.create(folder / "environment", with_pip=True)
    python = folder / "environment" / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *SPHINX], check=True)
    return python


def sphinx(folder: Path, full: Path, python: Path) -> list[str]:
    """Lay our pages out as a Sphinx project below `folder`, and give the command that builds it with `python`."""
    source = folder / "sphinx"
    shutil.copytree(full, source)
    names = []
    for path in bibliographies():  # pybtex knows neither biblatex's collections nor letters
        known = path.read_text(encoding="utf-8").replace("@collection{", "@book{").replace("@letter{", "@misc{")
        (source / path.name).write_text(known, encoding="utf-8")
        names.append(path.name)
    (source / "conf.py").write_text(CONF.format(files=", ".join(f'"{name}"' for name in names)), encoding="utf-8")
    rest = [p.relative_to(source).with_suffix("").as_posix() for p in _pages(source, {"index.md"})]
    first = source / "index.md"
    first.write_text(first.read_text(encoding="utf-8") + INDEX % "\n".join(rest), encoding="utf-8")
    return [str(python), "-m", "sphinx", "-q", "-E", "-b", "html", str(source), str(folder / "sphinx-html")]


def pandoc(folder: Path, full: Path) -> list[str]:
    """Lay the pages of our books out for pandoc below `folder`, and give the command: HTML, EPUB, TEI, PDF by Typst."""
    text = folder / "whole.md"
    books = (path for path in _pages(full, NOT_IN_BOOKS) if path.parent.name != "notes")  # the sections have the notes
    pages = (NOTE.sub(rf"[^{path.stem}-\1]", path.read_text(encoding="utf-8")) for path in books)
    # a link to a page that is now part of the same text is words; Typst refuses one that leads nowhere
    text.write_text(LINK.sub(r"\1", "\n\n".join(pages)), encoding="utf-8")
    script = folder / "with_pandoc.py"
    script.write_text(PANDOC, encoding="utf-8")
    return [sys.executable, str(script), str(text), *(str(path) for path in bibliographies())]
